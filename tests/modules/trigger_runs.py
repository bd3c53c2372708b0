"""When triggers of either release run, by one reading for both: what a conversion is held against."""

from __future__ import annotations

import heapq
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from pyupgrade.modules.trigger_text import ALL_DAYS, ALL_WEEKS, MONTHS, WEEKDAYS, WEEKS, read_old
from pyupgrade.modules.trigger_times import LAST_WEEK, TIMED, Pattern

_SEARCH: Final = 9 * 366  # days: the longest way from one 29 February to the next is eight years


def next_runs(trigger: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
    """The next `count` run times later than `after`, local and without a zone, of a trigger of GroupID 10.

    Raises TriggerUnread.
    """
    return _first([_runs(read_old(trigger), after)], count)


def next_runs_of(triggers: Sequence[Mapping[str, Any]], after: datetime, count: int) -> list[datetime]:
    """The same of several triggers of 11.1 together, a time that they share once."""
    return _first([_runs(_read_new(trigger), after) for trigger in triggers], count)


def _read_new(trigger: Mapping[str, Any]) -> Pattern:
    """By the parameters of Set-Schedule, in no words but those of its page (setschedule.md)."""
    start, end, date, week = (trigger.get(name) for name in ("StartTime", "EndDate", "MonthDate", "MonthWeek"))
    days, repeats = trigger.get("WeekDays", []), trigger.get("Repeat", False)
    return Pattern(
        type=trigger["TriggerType"],
        start=start and datetime.fromisoformat(start),
        end=end and datetime.fromisoformat(end),
        enabled=not trigger.get("TriggerDisabled", False),
        every=trigger.get("DaysInterval", trigger.get("WeeksInterval", 1)),
        weekdays=frozenset(range(7) if days == [ALL_DAYS] else map(WEEKDAYS.index, days)),
        dates=frozenset([] if date is None else [date]),
        months=frozenset(MONTHS.index(month) + 1 for month in trigger.get("YearMonths", MONTHS)),
        weeks=frozenset(range(1, 6) if week == ALL_WEEKS else [] if week is None else [WEEKS.index(week) + 1]),
        repeat=trigger["RepeatInterval"] if repeats else None,
        span=trigger["RepeatDuration"] if repeats else None,
        kill=trigger.get("KillAtDurationEnd", False),
    )


def _first(rows: Iterable[Iterator[datetime]], count: int) -> list[datetime]:
    """The first `count` of several rows of times, each once."""
    found: list[datetime] = []
    if count > 0:
        for moment in heapq.merge(*rows):
            if not found or found[-1] != moment:
                found.append(moment)
                if len(found) == count:
                    break
    return found


def _runs(pattern: Pattern, after: datetime) -> Iterator[datetime]:
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
    last = monthrange(year, month)[1]
    if pattern.type == "Monthly":
        return sorted({date(year, month, d or last) for d in pattern.dates if d <= last})
    first_weekday = date(year, month, 1).isoweekday() % 7
    found: set[int] = set()
    for weekday in pattern.weekdays:
        in_month = list(range(1 + (weekday - first_weekday) % 7, last + 1, 7))
        found.update(in_month[-1] if week == LAST_WEEK else in_month[week - 1] for week in pattern.weeks)
    return [date(year, month, day) for day in sorted(found)]
