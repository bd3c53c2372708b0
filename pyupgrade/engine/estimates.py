"""How long each stage of a plan may take: by an earlier run of this target, else by what was measured. Never part of the plan (V7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pyupgrade.engine.doors import DOCUMENTED
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import TargetReader
from pyupgrade.plan.show import Stage
from pyupgrade.steps import stages as steps

if TYPE_CHECKING:
    from pyupgrade.engine.world import World

# Measured with the sample of size Medium (4,430 lines of groups with their search documents, 440,000 events) into the embedded target
# and index, on two cores that others used as well: the slower of what was seen. docs/history.md has a calibration without others.
MEASURED: Final[Mapping[str, float]] = {"configuration": 75.0, "groups": 350.0, "history": 5_800.0}
# Nobody has timed the vendor's product. A line through a documented door is looked at, called for and looked at again.
CALLS: Final = 4.0
CALLS_OF_A_LINE: Final = 3
EARLIER: Final = 5  # runs that are looked through for a rate
ENOUGH: Final = (100, 1.0)  # items and seconds of work that make a rate
SILENCE: Final = 60.0  # seconds: a commit comes every second or so, a longer silence was a pause


def stages(world: World, plan: Plan, target: TargetReader | None) -> tuple[Stage, ...]:
    """The stages that this plan has anything to do in. Without a target only what was measured counts."""
    own = {} if target is None else _own(world, plan, target)
    found: dict[str, list[Change | Bulk]] = {name: [] for name in steps.STAGES}
    lines: list[Change | Bulk] = [*plan.changes, *plan.bulks]
    for line in lines:
        found[steps.stage_of(line)].append(line)
    by_call = any(isinstance(line, Change) and line.door in DOCUMENTED for line in found["groups"])
    return tuple(
        _replication() if name == "replication" else _stage(name, of_stage, own.get(name))
        for name, of_stage in found.items()
        if of_stage or (name == "replication" and by_call)
    )


def _replication() -> Stage:
    return Stage(
        "replication", 0, 0, None, "11.1 replicates by itself, and only it can say; the run waits and shows its status"
    )


def _stage(name: str, lines: list[Change | Bulk], own: tuple[int, float] | None) -> Stage:
    objects = [line for line in lines if isinstance(line, Change)]
    events = sum(line.count for line in lines if isinstance(line, Bulk))
    if own is not None:
        run, rate = own
        basis = f"as fast as run {run} of this target, {rate:,.0f} a second"
        return Stage(name, len(objects), events, (len(objects) + events) / rate, basis)
    called = sum(1 for line in objects if line.door in DOCUMENTED)
    told = (
        [f"{MEASURED[name]:,.0f} a second, measured on two cores into the embedded target"]
        if called < len(lines)
        else []
    )
    if called:
        told.append(
            f"{called:,} of them by documented calls, {CALLS_OF_A_LINE} each, assumed at {CALLS:g} calls a second"
        )
    seconds = (len(objects) - called + events) / MEASURED[name] + called * CALLS_OF_A_LINE / CALLS
    return Stage(name, len(objects), events, seconds, "; ".join(told))


def _own(world: World, plan: Plan, target: TargetReader) -> dict[str, tuple[int, float]]:
    """By stage the newest run of this target and source that was long enough to have a rate, with its items a second."""
    found: dict[str, tuple[int, float]] = {}
    ranges = list(_ranges(world, plan, target))
    with world.runs() as runs:
        ended = [run for run in runs.list() if run.installation == plan.head.installation and run.ended is not None]
        for run in ended[:EARLIER]:
            marks = [*_lines(runs.lines(run.id, "Done")), *(mark for by, mark in ranges if by == run.id)]
            for stage, rate in _rates(run.started, marks).items():
                found.setdefault(stage, (run.id, rate))
    return found


def _lines(known: Sequence[Mapping[str, object]]) -> Iterator[tuple[datetime, str, int]]:
    """(when, stage, how many) of lines; a search document takes time and is no line of its own."""
    for line in known:
        if line["at"]:
            stage = {"Groups": "groups", "History": "history"}.get(str(line["feature"]), "configuration")
            counts = not str(line["line"]).startswith(("Document/", "History/"))
            yield datetime.fromisoformat(str(line["at"])), stage, int(counts)


def _ranges(world: World, plan: Plan, target: TargetReader) -> Iterator[tuple[int, tuple[datetime, str, int]]]:
    """The same of history, each with its run."""
    for stream in world.source_contract.streams:
        for part in target.ledger(plan.head.installation, stream.name):
            if part.at:
                yield part.run, (datetime.fromisoformat(part.at), "history", part.rows)


def _rates(started: datetime, marks: list[tuple[datetime, str, int]]) -> dict[str, float]:
    """What was committed took the time since the commit before it; silences are left out."""
    items, seconds = dict.fromkeys(steps.STAGES, 0), dict.fromkeys(steps.STAGES, 0.0)
    last = started
    for at, stage, count in sorted(marks, key=lambda mark: mark[0]):
        passed = (at - last).total_seconds()
        if 0 <= passed <= SILENCE:
            seconds[stage] += passed
            items[stage] += count
        last = at
    return {s: items[s] / seconds[s] for s in steps.STAGES if items[s] >= ENOUGH[0] and seconds[s] >= ENOUGH[1]}
