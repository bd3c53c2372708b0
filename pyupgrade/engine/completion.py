"""What Tab offers: features, stages, stores, runs, groups, schedules; from what is at hand, never from a long look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyupgrade import requests
from pyupgrade.connect import wal
from pyupgrade.engine import running
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.world import World
from pyupgrade.plan.scope import GROUPS
from pyupgrade.plan.wording import in_order
from pyupgrade.registry import FEATURES, STAGES

_MOST: Final = 50  # groups: nobody picks from a longer list


def values(engine: Connected | None, asked: requests.Complete) -> list[dict[str, str]]:
    """Texts that begin with the prefix, each with a tip."""
    prefix = asked.prefix.casefold()
    return [{"text": text, "tip": tip} for text, tip in _all(engine, asked) if text.casefold().startswith(prefix)]


def _all(engine: Connected | None, asked: requests.Complete) -> Iterator[tuple[str, str]]:
    match asked.what:
        case "feature":
            yield from (("Everything", "all features"), *((f, f"feature {f}") for f in FEATURES))
        case "stage":
            yield from ((s, f"stop after {s}") for s in STAGES)
        case "store" if engine is not None:
            with engine.world.reader() as target:
                yield from ((str(number), name) for number, name in sorted(target.stores().items()))
        case "run" if engine is not None:
            yield from ((str(run.run_id), run.status) for run in running.runs(engine, None))
        case "schedule" if engine is not None:
            yield from _schedules(engine.world)
        case "group" if engine is not None:
            yield from _groups(engine.world, asked.prefix)


def _schedules(world: World) -> Iterator[tuple[str, str]]:
    """Schedules that our runs brought, by name; none where each would have to be asked for through a documented door."""
    with world.reader() as target:
        if target.joins("Schedule"):
            ours = sorted(target.ours("Schedule", list(target.keys("Schedule"))))
            found = [str(values.get("ScheduleName", "")) for values in target.read("Schedule", ours).values()]
            yield from ((name, f"schedule {name}") for name in in_order(name for name in found if name))


def _groups(world: World, prefix: str) -> Iterator[tuple[str, str]]:
    """Groups of the source by common name, told by their DN; none where the source would be copied first."""
    place = world.source_place
    if isinstance(place, Path) and world.settings.topology == "new" and wal.is_wal(place):
        return
    with world.source() as source:
        found = source.beginning(GROUPS, ("CommonName", "DistinguishedName"), prefix, _MOST)
    yield from {row[0]: row[1] for row in found}.items()
