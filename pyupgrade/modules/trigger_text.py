"""Triggers as the files of GroupID 10 name them: to a pattern, and why one cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from pyupgrade.modules.stores import spelled
from pyupgrade.modules.trigger_times import LAST, LAST_WEEK, TIMED, Pattern
from pyupgrade.modules.typed import read_bool, read_int

WEEKDAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKS: Final = ("FirstWeek", "SecondWeek", "ThirdWeek", "FourthWeek", "LastWeek")
ALL_DAYS: Final = "AllDays"
ALL_WEEKS: Final = "AllWeeks"

# Words for a trigger's type: of Set-Schedule, of the shell's parameter page (RunDaily), of the Task Scheduler's schema and of its
# window. The words of the vendor's export are not published.
_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "Time": ("time", "timetrigger", "once", "onetime", "runonce"),
    "Daily": ("daily", "rundaily", "schedulebyday"),
    "Weekly": ("weekly", "runweekly", "schedulebyweek"),
    "Monthly": ("monthly", "runmonthly", "schedulebymonth"),
    "MonthlyDOW": ("monthlydow", "runmonthlydow", "schedulebymonthdayofweek"),
    "Boot": ("boot", "boottrigger", "onsystemstart", "atstartup", "startup"),
    "Logon": ("logon", "logontrigger", "onlogon"),
    "Idle": ("idle", "idletrigger", "onidle"),
    "Event": ("event", "eventtrigger", "onevent"),
    "Registration": ("registration", "registrationtrigger", "onregistration"),
    "SessionStateChange": ("sessionstatechange", "sessionstatechangetrigger"),
    "Custom": ("custom", "customtrigger"),
}
_TYPE: Final = {word: name for name, words in _TYPES.items() for word in words}
_DEFAULT_LIMIT: Final = 3 * 24 * 60
_LIMITS: Final = {"Daily": 365, "Weekly": 52}  # of the Task Scheduler's schema


class TriggerUnread(ValueError):
    """A trigger that cannot be read; the text is a sentence without its full stop."""


def read_old(given: Any) -> Pattern:
    """A trigger of GroupID 10 by the keys of the contract. Raises TriggerUnread."""
    trigger = _mapping(given)
    if trigger.get("Problem"):  # of a Windows task
        raise TriggerUnread(str(trigger["Problem"]).removesuffix("."))
    kind = _TYPE.get(spelled(str(trigger.get("Type") or "")))
    if kind is None:
        raise TriggerUnread(f"its type '{trigger.get('Type') or ''}' is none that is known")
    start = moment(trigger, "Start")
    if start is None and kind in TIMED:
        raise TriggerUnread("it has no start")
    weekdays = _set(trigger, "DaysOfWeek", _weekday)
    dates = _set(trigger, "DaysOfMonth", _date)
    weeks = _set(trigger, "WeeksOfMonth", _week)
    if kind == "MonthlyDOW" and not weeks:
        raise TriggerUnread("it names no week of the month")
    if start is not None:
        weekdays = weekdays or frozenset({start.isoweekday() % 7})
        dates = dates or frozenset({start.day})
    repeat = _number(trigger, "RepeatInterval", least=0) or None
    return Pattern(
        type=kind,
        start=start,
        end=moment(trigger, "End"),
        enabled=_flag(trigger, "Enabled", True),
        every=_every(kind, trigger),
        weekdays=weekdays if kind in ("Weekly", "MonthlyDOW") else frozenset(),
        dates=dates if kind == "Monthly" else frozenset(),
        months=_set(trigger, "Months", _month) or frozenset(range(1, 13)),
        weeks=weeks if kind == "MonthlyDOW" else frozenset(),
        repeat=repeat,
        span=(_number(trigger, "RepeatDuration", least=0) or None) if repeat else None,
        kill=_flag(trigger, "StopAtDurationEnd", False),
    )


def time_limit(trigger: Mapping[str, Any]) -> int | None:
    """Minutes after which a run is stopped; None without a limit, and for the Task Scheduler's default of three days."""
    minutes = read_int(trigger.get("ExecutionTimeLimit"))
    return minutes if minutes and 0 < minutes != _DEFAULT_LIMIT else None


def zoned(trigger: Mapping[str, Any]) -> list[str]:
    """Start and end, as written, where they name a time zone, which 11.1's parameters have no place for. Raises TriggerUnread."""
    given = {name: _instant(trigger, name) for name in ("Start", "End")}
    return [str(trigger[name]).strip() for name, found in given.items() if found is not None and found.tzinfo]


def delays(trigger: Mapping[str, Any]) -> list[str]:
    """How long it waits before it starts, as the Task Scheduler writes it (PT30M); what it draws by lot is said so."""
    found = {how: str(trigger.get(name) or "") for name, how in (("Delay", ""), ("RandomDelay", "at random up to "))}
    return [how + text for how, text in found.items() if re.search("[1-9]", text)]


def moment(trigger: Mapping[str, Any], name: str) -> datetime | None:
    """A clock time without its zone and fractions of a second; None when there is none. Raises TriggerUnread."""
    found = _instant(trigger, name)
    return None if found is None else found.replace(tzinfo=None, microsecond=0)


def _instant(trigger: Mapping[str, Any], name: str) -> datetime | None:
    text = trigger.get(name)
    if text is None or text == "":
        return None
    try:
        return datetime.fromisoformat(str(text).strip())
    except ValueError:
        raise TriggerUnread(f"its {name.lower()} '{text}' is no date of the form 2024-01-08T02:30:00") from None


def _mapping(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise TriggerUnread("it is no trigger")
    return given


def _every(kind: str, trigger: Mapping[str, Any]) -> int:
    name = {"Daily": "DaysInterval", "Weekly": "WeeksInterval"}.get(kind)
    return (_number(trigger, name, least=1, most=_LIMITS[kind]) or 1) if name else 1


def _number(trigger: Mapping[str, Any], name: str, *, least: int, most: int = 10**7) -> int | None:
    given = trigger.get(name)
    if given is None or given == "":
        return None
    number = read_int(given)
    if number is None or not least <= number <= most:
        raise TriggerUnread(f"its {name} is '{given}', which is no whole number from {least} to {most}")
    return number


def _flag(trigger: Mapping[str, Any], name: str, otherwise: bool) -> bool:
    given = trigger.get(name)
    found = otherwise if given is None or given == "" else read_bool(given)
    if found is None:
        raise TriggerUnread(f"its {name} is '{given}', which is neither true nor false")
    return found


def _set(trigger: Mapping[str, Any], name: str, read: Callable[[str], frozenset[int]]) -> frozenset[int]:
    given = trigger.get(name)
    words = given if isinstance(given, (list, tuple)) else [] if given is None or given == "" else [given]
    found: frozenset[int] = frozenset()
    for word in words:
        numbers = read(str(word).strip())
        if not numbers:
            raise TriggerUnread(f"its {name} has '{word}', which is none that is known")
        found |= numbers
    return found


def _weekday(word: str) -> frozenset[int]:
    if word.casefold() == ALL_DAYS.casefold():
        return frozenset(range(7))
    return frozenset(i for i, name in enumerate(WEEKDAYS) if word.casefold() in (name.casefold(), name[:3].casefold()))


def _month(word: str) -> frozenset[int]:
    known = {str(i): i for i in range(1, 13)}
    for i, name in enumerate(MONTHS, 1):
        known |= {name.casefold(): i, name[:3].casefold(): i}
    return frozenset({known[word.casefold()]} if word.casefold() in known else ())


def _date(word: str) -> frozenset[int]:
    if word.casefold() == "last":
        return frozenset({LAST})
    number = read_int(word)
    return frozenset({number} if number is not None and 1 <= number <= 31 else ())


def _week(word: str) -> frozenset[int]:
    plain = word.casefold()
    if plain == ALL_WEEKS.casefold():
        return frozenset(range(1, LAST_WEEK + 1))
    return frozenset(
        i
        for i, name in enumerate(WEEKS, 1)
        if plain in (name.casefold(), name.casefold().removesuffix("week"), str(i) if i < LAST_WEEK else "last")
    )
