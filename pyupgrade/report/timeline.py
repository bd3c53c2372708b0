"""When each part of a run was done and how fast: from the instants of its journal to spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from pyupgrade.plan.document import Plan
from pyupgrade.report.facts import LineFacts, RangeFacts, RunFacts

PAUSE = timedelta(seconds=60)  # a commit comes every second or so: a longer silence was a pause, a stop or a kill
TOO_SHORT = 0.05  # seconds: a rate made of less says nothing


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the run: `label` for people, aware instants, objects or events done in `seconds` of work.

    Parts whose lines alternate within a batch overlap; `seconds` counts each moment once. `rate` is items a second,
    None where the part was too short to say.
    """

    label: str
    feature: str
    start: datetime
    end: datetime
    seconds: float
    items: int
    rate: float | None


@dataclass(slots=True)
class _Open:
    start: datetime
    end: datetime
    seconds: float
    items: int


def spans(run: RunFacts, plan: Plan, lines: Sequence[LineFacts], ranges: Sequence[RangeFacts]) -> list[Span]:
    """Spans by their start. The journal notes when work was committed, so each mark takes the time since the mark
    before it; a silence longer than PAUSE belongs to nobody and ends the spans before it."""
    made: list[Span] = []
    open_: dict[tuple[str, str], _Open] = {}
    last = run.started
    for at, part, items in sorted(_marks(run, plan, lines, ranges), key=lambda mark: mark[0]):
        if at - last > PAUSE:
            made += _closed(open_)
            last = at
        span = open_.setdefault(part, _Open(last, at, 0.0, 0))
        span.seconds += (at - last).total_seconds()
        span.end, span.items, last = at, span.items + items, at
    return made + _closed(open_)


def _closed(open_: dict[tuple[str, str], _Open]) -> list[Span]:
    made = [
        Span(
            label=label,
            feature=feature,
            start=span.start,
            end=span.end,
            seconds=round(span.seconds, 3),
            items=span.items,
            rate=span.items / span.seconds if span.seconds >= TOO_SHORT else None,
        )
        for (feature, label), span in open_.items()
    ]
    open_.clear()
    return made


def _marks(
    run: RunFacts, plan: Plan, lines: Sequence[LineFacts], ranges: Sequence[RangeFacts]
) -> Iterator[tuple[datetime, tuple[str, str], int]]:
    """(when, (feature, label), how many) for everything that was written, search documents without a count of their
    own."""
    planned = {change.id: change for change in plan.changes}
    for line in lines:
        if line.state != "Done" or not line.at:
            continue
        change = planned.get(line.line.removeprefix("Document/"))
        if change is not None:
            own = change.module.replace("-", " ").capitalize()
            label = own if line.line in planned else "Search documents"
            yield datetime.fromisoformat(line.at), (change.feature, label), 1
    for part in ranges:
        at = datetime.fromisoformat(part.at) if part.at else run.started
        # The ledger is that of all runs; what was committed outside of this one belongs to another.
        if part.at and run.started <= at and (run.ended is None or at <= run.ended):
            yield at, ("History", f"History: {part.stream}"), part.rows
