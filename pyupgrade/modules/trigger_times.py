"""When a trigger runs: from its pattern, whichever release wrote it, to wall-clock times."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

TIMED: Final = ("Time", "Daily", "Weekly", "Monthly", "MonthlyDOW")
OTHERS: Final = ("Boot", "Logon", "Idle", "Event", "Registration", "SessionStateChange", "Custom")  # run at no time
LAST: Final = 0  # among days of the month: its last one
LAST_WEEK: Final = 5  # among weeks of the month
DAY: Final = 24 * 60  # minutes
_SEARCH: Final = 9 * 366  # days: the longest way from one 29 February to the next is eight years


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger: local times without a zone; weekdays 0 Sunday to 6, weeks 1 to 4 and LAST_WEEK, repetition in minutes.

    `every` counts days of a Daily, weeks of a Weekly trigger. `span` is how long it repeats; None means until it starts anew.
    """

    type: str
    start: datetime | None = None
    end: datetime | None = None
    enabled: bool = True
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset(range(1, 13))
    weeks: frozenset[int] = frozenset()
    repeat: int | None = None
    span: int | None = None
    kill: bool = False


def first(runs: Iterable[Iterator[datetime]], count: int) -> list[datetime]:
    """The first `count` of several rows of times, each once."""
    found: list[datetime] = []
    if count > 0:
        for moment in heapq.merge(*runs):
            if not found or found[-1] != moment:
                found.append(moment)
                if len(found) == count:
                    break
    return found


def runs(pattern: Pattern, after: datetime) -> Iterator[datetime]:
    """Run times later than `after`, the end included, in order; none of a disabled trigger or one that no time sets off.

    A repetition ends before its last minute is over and when the trigger starts anew; the vendor says neither, so both are
    our assumptions, and the same ones for both releases.
    """
    if pattern.start is None or not pattern.enabled or pattern.type not in TIMED:
        return
    try:
        starts = _starts(pattern, pattern.start, _floor(pattern, after))
        this = next(starts, None)
        while this is not None:
            following = next(starts, None)
            for moment in _repeated(pattern, this, following, after):
                if pattern.end is not None and moment > pattern.end:
                    return
                yield moment
            this = following
    except OverflowError:  # past the year 9999
        return


def _floor(pattern: Pattern, after: datetime) -> date:
    """A day from which to look: one start before it may still repeat."""
    days = {"Time": 0, "Daily": pattern.every, "Weekly": 7 * pattern.every + 7}.get(pattern.type, _SEARCH)
    try:
        return after.date() - timedelta(days=days if pattern.repeat else 1)
    except OverflowError:
        return date.min


def _repeated(pattern: Pattern, this: datetime, following: datetime | None, after: datetime) -> Iterator[datetime]:
    if this > after:
        yield this
    if not pattern.repeat:
        return
    step = timedelta(minutes=pattern.repeat)
    ends = [] if pattern.span is None else [this + timedelta(minutes=pattern.span)]
    ends += [] if following is None else [following]
    number = max(1, (after - this) // step + 1)
    while not ends or this + number * step < min(ends):
        yield this + number * step
        number += 1


def _starts(pattern: Pattern, start: datetime, floor: date) -> Iterator[datetime]:
    for day in _days(pattern, start.date(), max(floor, start.date())):
        yield datetime.combine(day, start.time())


def _days(pattern: Pattern, begun: date, floor: date) -> Iterator[date]:
    """Days on which it starts, from `floor`, which is not before `begun`."""
    if pattern.type == "Time":
        yield begun
    elif pattern.type == "Daily":
        day = begun + timedelta(days=-(-(floor - begun).days // pattern.every) * pattern.every)
        while True:
            yield day
            day += timedelta(days=pattern.every)
    elif pattern.type == "Weekly":
        # A week of the Task Scheduler begins on Sunday.
        sunday = begun - timedelta(days=begun.isoweekday() % 7)
        sunday += timedelta(weeks=(floor - sunday).days // 7 // pattern.every * pattern.every)
        while pattern.weekdays:
            for weekday in sorted(pattern.weekdays):
                if (day := sunday + timedelta(days=weekday)) >= floor:
                    yield day
            sunday += timedelta(weeks=pattern.every)
    else:
        yield from _days_of_months(pattern, floor)


def _days_of_months(pattern: Pattern, floor: date) -> Iterator[date]:
    year, month, last_found = floor.year, floor.month, floor
    while (date(year, month, 1) - last_found).days <= _SEARCH:
        if month in pattern.months:
            for day in _days_of(pattern, year, month):
                if day >= floor:
                    last_found = day
                    yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if year > date.max.year:
            return


def _days_of(pattern: Pattern, year: int, month: int) -> list[date]:
    last = last_day(year, month)
    if pattern.type == "Monthly":
        return sorted({date(year, month, d or last) for d in pattern.dates if d <= last})
    first_weekday = date(year, month, 1).isoweekday() % 7
    found: set[int] = set()
    for weekday in pattern.weekdays:
        in_month = list(range(1 + (weekday - first_weekday) % 7, last + 1, 7))
        found.update(in_month[-1] if week == LAST_WEEK else in_month[week - 1] for week in pattern.weeks)
    return [date(year, month, day) for day in sorted(found)]


def last_day(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
