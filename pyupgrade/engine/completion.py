"""What Tab offers: features, stores, runs, decision ids; from what is at hand, never from a long look."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade import requests
from pyupgrade.engine import running
from pyupgrade.engine.connected import Connected
from pyupgrade.plan import document
from pyupgrade.registry import FEATURES, STAGES


def values(engine: Connected | None, asked: requests.Complete) -> list[dict[str, str]]:
    """Texts that begin with the prefix, each with a tip."""
    prefix = asked.prefix.casefold()
    return [{"text": text, "tip": tip} for text, tip in _all(engine, asked) if text.casefold().startswith(prefix)]


def _all(engine: Connected | None, asked: requests.Complete) -> Iterator[tuple[str, str]]:
    if asked.what == "feature":
        yield from (("Everything", "all features"), *((f, f"feature {f}") for f in FEATURES))
    elif asked.what == "stage":
        yield from ((s, f"stop after {s}") for s in STAGES)
    elif asked.what == "severity":
        yield from (("Loss", "must be accepted"), ("Change", "will be otherwise"), ("Todo", "left to do"))
    elif asked.what == "decision" and asked.plan:
        yield from ((d.id, d.question) for d in document.read(asked.plan).decisions)
    elif engine is not None:
        yield from _of_connection(engine, asked.what)


def _of_connection(engine: Connected, what: str) -> Iterator[tuple[str, str]]:
    if what == "store":
        with engine.world.reader() as target:
            yield from ((str(number), name) for number, name in sorted(target.stores().items()))
    elif what == "run":
        yield from ((str(run.run_id), run.status) for run in running.runs(engine, None))
    elif what == "kind":
        yield from ((kind, f"door {door}") for kind, door in sorted(engine.world.doors.items()))
