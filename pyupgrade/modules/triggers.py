"""Triggers of schedules: from one of GroupID 10 to those of 11.1 that run at the same times, and what cannot be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, Literal

from pyupgrade.modules.trigger_text import (
    ALL_DAYS,
    ALL_WEEKS,
    MONTHS,
    WEEKDAYS,
    WEEKS,
    TriggerUnread,
    delays,
    read_old,
    time_limit,
    zoned,
)
from pyupgrade.modules.trigger_times import DAY, LAST, Pattern

# "2 min to < 1 day" (11.1 admincenter/schedule/triggers.md)
LEAST: Final = 2
MOST: Final = DAY - 1
_PIECES: Final = 7  # daily triggers that one of several days may become

Note = Literal["unreadable", "last-day", "repetition", "zone", "time-limit", "delay"]


@dataclass(frozen=True, slots=True)
class Converted:
    """Triggers by the parameters of Set-Schedule; `notes` say what is not the same, `problem` why one could not be read."""

    triggers: tuple[dict[str, Any], ...] = ()
    notes: tuple[Note, ...] = ()
    problem: str = ""


def convert(trigger: Any) -> Converted:
    """One trigger of GroupID 10 (keys of [file.exported-schedules.fields.Triggers], and what else a Windows task has) as 11.1 takes it.

    11.1 has one day of the month and one week of the month a trigger (setschedule.md), so several become several triggers. The
    month's last day has no number there: it becomes the 31st, 30th and 28th of the months that end so.
    """
    try:
        old = read_old(trigger)
    except TriggerUnread as unread:
        return Converted(notes=("unreadable",), problem=str(unread))
    limited = _within_limits(old)
    notes: list[Note] = []
    if LAST in old.dates:
        notes.append("last-day")
    if limited is None:
        notes.append("repetition")
        limited = (_cut(old),)
    if zoned(trigger):
        notes.append("zone")
    if time_limit(trigger) is not None:
        notes.append("time-limit")
    if delays(trigger):
        notes.append("delay")
    return Converted(tuple(made for pattern in limited for made in _made(pattern)), tuple(notes))


def details(note: Note, trigger: Mapping[str, Any]) -> list[str]:
    """What of a trigger a note is about, in as few words; one empty text where the note says it all."""
    return {"zone": zoned, "delay": delays}.get(note, lambda _: [""])(trigger)


def _within_limits(old: Pattern) -> tuple[Pattern, ...] | None:
    """Patterns with the same run times whose repetition 11.1 takes; None when there are none."""
    if old.repeat is None:
        return (replace(old, span=None, kill=False),)
    room = {"Daily": old.every * DAY}.get(old.type)  # minutes until it starts anew, where they are always the same
    span = old.span if room is None else min(old.span or room, room)
    if span is not None and old.repeat >= span:
        return (replace(old, repeat=None, span=None, kill=False),)
    if old.repeat < LEAST:
        return None
    if span is not None and old.repeat <= MOST and _count(span, old.repeat) == _count(min(span, MOST), old.repeat):
        return (replace(old, span=min(span, MOST)),)
    if old.type == "Time":
        return _days_of_one(old)
    if DAY % old.repeat == 0 and span is not None and old.type == "Daily":
        if room is not None and span >= room:
            return _within_limits(replace(old, every=1, span=None, kill=False))
        return _days_of_several(old, span)
    if old.type == "Weekly" and old.every == 1 and len(old.weekdays) == 7:
        return _within_limits(replace(old, type="Daily", weekdays=frozenset()))
    return None


def _cut(old: Pattern) -> Pattern:
    """The nearest repetition that 11.1 takes, where none has the same run times."""
    repeat, span = max(old.repeat or LEAST, LEAST), min(old.span or MOST, MOST)
    return replace(old, repeat=repeat, span=span) if repeat < span else replace(old, repeat=None, span=None, kill=False)


def _count(span: int, step: int) -> int:
    return -(-span // step)


def _days_of_one(old: Pattern) -> tuple[Pattern, ...] | None:
    """A single start that repeats for days, as a daily trigger with an end."""
    repeat, start = old.repeat or 0, old.start
    if start is None:
        return None
    ends = [] if old.end is None else [old.end]
    ends += [] if old.span is None else [start + timedelta(minutes=old.span - 1)]
    daily = replace(old, type="Daily", end=min(ends, default=None), kill=False)
    if repeat % DAY == 0 and repeat // DAY <= 365:
        return (replace(daily, every=repeat // DAY, repeat=None, span=None),)
    return (replace(daily, span=MOST),) if DAY % repeat == 0 else None


def _days_of_several(old: Pattern, span: int) -> tuple[Pattern, ...] | None:
    """A start every few days that repeats for more than one: a daily trigger for each of them."""
    days, start = _count(span, DAY), old.start
    if days > _PIECES or start is None:
        return None
    pieces = []
    for day in range(days):
        left = min(span - day * DAY, MOST)
        piece = replace(old, start=start + timedelta(days=day), span=left, kill=False)
        pieces.append(piece if (old.repeat or 0) < left else replace(piece, repeat=None, span=None))
    return tuple(pieces)


def _made(pattern: Pattern) -> list[dict[str, Any]]:
    head: dict[str, Any] = {"TriggerType": pattern.type}
    if pattern.start is not None:
        head["StartTime"] = pattern.start.isoformat()
    if pattern.end is not None:
        head["EndDate"] = pattern.end.isoformat()
    if not pattern.enabled:
        head["TriggerDisabled"] = True
    if pattern.repeat is not None:
        head |= {"Repeat": True, "RepeatInterval": pattern.repeat, "RepeatDuration": pattern.span}
        if pattern.kill:
            head["KillAtDurationEnd"] = True
    match pattern.type:
        case "Daily":
            return [{**head, "DaysInterval": pattern.every}]
        case "Weekly":
            return [{**head, "WeeksInterval": pattern.every, "WeekDays": _weekdays(pattern)}]
        case "Monthly":
            dated = sorted(_dates(pattern).items())
            return [{**head, "MonthDate": day, "YearMonths": _months(months)} for day, months in dated]
        case "MonthlyDOW":
            weeks = [ALL_WEEKS] if len(pattern.weeks) == len(WEEKS) else [WEEKS[w - 1] for w in sorted(pattern.weeks)]
            given = {"WeekDays": _weekdays(pattern), "YearMonths": _months(pattern.months)}
            return [{**head, "MonthWeek": week, **given} for week in weeks]
        case _:
            return [head]


def _weekdays(pattern: Pattern) -> list[str]:
    return [ALL_DAYS] if len(pattern.weekdays) == 7 else [WEEKDAYS[day] for day in sorted(pattern.weekdays)]


def _months(months: frozenset[int] | set[int]) -> list[str]:
    return [MONTHS[month - 1] for month in sorted(months)]


def _dates(pattern: Pattern) -> dict[int, set[int]]:
    """Months of each day of the month, the last day as the number it has there."""
    found: dict[int, set[int]] = {}
    for day in pattern.dates:
        for month in pattern.months:
            number = day or (28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
            found.setdefault(number, set()).add(month)
    return found
