"""Geometry of the report's charts: from counts and spans to bars that the template draws as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyupgrade.plan.wording import counted
from pyupgrade.report import wording
from pyupgrade.report.timeline import Span

WIDTH = 1000.0
LABELS = 236.0  # room for the labels at the left
VALUES = 80.0  # and for the values at the right of the bars
ROW, BAR, GAP = 44.0, 13.0, 3.0
LANE = 30.0
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)  # seconds between ticks


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bars of one thing; x of both is LABELS, lengths in SVG units."""

    label: str
    y: float
    before: int
    after: int
    before_length: float
    after_length: float


@dataclass(frozen=True, slots=True)
class Pairs:
    title: str
    description: str
    height: float
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    y: float
    x: float
    length: float
    note: str
    note_at: str  # right, inside or left of the bar


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Lanes:
    title: str
    description: str
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def pairs(title: str, counts: Sequence[tuple[str, int, int]]) -> Pairs:
    """Bars of (label, before, after), all on one linear scale; a count that is not 0 is never drawn as nothing."""
    most = max((max(before, after) for _, before, after in counts), default=0) or 1
    room = WIDTH - LABELS - VALUES

    def length(count: int) -> float:
        return 0.0 if count == 0 else max(2.0, round(count / most * room, 1))

    rows = tuple(
        Pair(label, index * ROW + 6, before, after, length(before), length(after))
        for index, (label, before, after) in enumerate(counts)
    )
    told = "; ".join(f"{label}: {before:,} before, {after:,} after" for label, before, after in counts)
    return Pairs(title, told, len(rows) * ROW + 4, rows)


def lanes(title: str, spans: Sequence[Span]) -> Lanes:
    """One lane a span on a common axis of seconds from the start of the first; a pause of the run is a gap on it."""
    if not spans:
        return Lanes(title, "", 0.0, (), ())
    start = min(span.start for span in spans)
    total = max((max(span.end for span in spans) - start).total_seconds(), 0.1)
    room = WIDTH - LABELS - 16
    scale = room / total
    made: list[Lane] = []
    for index, span in enumerate(spans):
        x = LABELS + (span.start - start).total_seconds() * scale
        long = max(2.0, (span.end - span.start).total_seconds() * scale)
        note = counted(span.items, "event" if span.feature == "History" else "object")
        if span.rate is not None:
            note += f", {span.rate:,.0f}/s"
        wide = len(note) * 6.8 + 16
        place = "right" if x + long + wide <= WIDTH else "inside" if long > wide else "left"
        made.append(Lane(span.label, index * LANE + 8, round(x, 1), round(long, 1), note, place))
    told = "; ".join(f"{span.label}: {wording.duration(span.seconds)}" for span in spans)
    return Lanes(title, told, len(made) * LANE + 34, tuple(made), _ticks(total, scale))


def _ticks(total: float, scale: float) -> tuple[Tick, ...]:
    if total < 5:
        step = next(s for s in (0.1, 0.2, 0.5, 1.0) if total / s <= 6 or s == 1.0)
    else:
        step = float(next((s for s in STEPS if total / s <= 8), STEPS[-1]))
    count = int(total / step) + 1
    return tuple(Tick(round(LABELS + i * step * scale, 1), _clock(i * step, step)) for i in range(count))


def _clock(seconds: float, step: float) -> str:
    if step < 1:
        return f"{seconds:.1f} s"
    if step < 60:
        return f"{seconds:.0f} s" if seconds < 60 else f"{int(seconds) // 60}:{int(seconds) % 60:02d} min"
    if step < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h"
