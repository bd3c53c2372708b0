"""Windows Task Scheduler's own XML exports, from their documented schema to a schedule's record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

NAMESPACE: Final = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
_SIMPLE: Final = {
    "TimeTrigger": "Time", "BootTrigger": "Boot", "LogonTrigger": "Logon", "IdleTrigger": "Idle",
    "RegistrationTrigger": "Registration", "EventTrigger": "Event", "SessionStateChangeTrigger": "SessionStateChange",
}  # fmt: skip
_CALENDAR: Final = {
    "ScheduleByDay": "Daily", "ScheduleByWeek": "Weekly", "ScheduleByMonth": "Monthly", "ScheduleByMonthDayOfWeek": "MonthlyDOW",
}  # fmt: skip
_DURATION: Final = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_BOOLS: Final = {"true": True, "1": True, "false": False, "0": False}


def record(root: Element, path: str) -> dict[str, Any]:
    """The fields of an exported schedule that a task tells: Kind and Name from its own name `<Type>_<name>` (Z-CATTR).

    Targets are not in a task. A trigger that cannot be read says why in `Problem`; one of a kind that the schema does not have bears
    the name of its element as its type. Raises ValueError for any other value that the schema does not allow.
    """
    if root.tag != f"{NAMESPACE}Task":
        raise ValueError(
            "it is no export of the Task Scheduler; export the task with Export-ScheduledTask or schtasks /query /xml"
        )
    uri = _text(root, "RegistrationInfo/URI")
    title = (uri or path.rpartition("/")[2].removesuffix(".xml").removesuffix(".XML")).rpartition("\\")[2]
    kind, mark, name = title.partition("_")
    settings = root.find(f"{NAMESPACE}Settings")
    limit = None if settings is None else _text(settings, "ExecutionTimeLimit")
    return {
        "Name": name if mark else title,
        "Kind": kind if mark else None,
        "Enabled": True if settings is None else _bool(settings, "Enabled", default=True),
        "Account": _text(root, "Principals/Principal/UserId") or _text(root, "Principals/Principal/GroupId"),
        "Triggers": [
            {"ExecutionTimeLimit": minutes(limit), **trigger} if limit else trigger for trigger in _triggers(root)
        ],
    }


def _triggers(root: Element) -> Iterator[dict[str, Any]]:
    triggers = root.find(f"{NAMESPACE}Triggers")
    for element in () if triggers is None else triggers:
        tag = element.tag.removeprefix(NAMESPACE)
        try:
            yield {
                **(_calendar(element) if tag == "CalendarTrigger" else {"Type": _SIMPLE.get(tag, tag)}),
                **_shared(element),
            }
        except ValueError as reason:  # the others of the task are still good
            yield {"Type": tag, "Problem": str(reason)}


def _shared(element: Element) -> dict[str, Any]:
    made: dict[str, Any] = {
        "Start": _text(element, "StartBoundary"),
        "End": _text(element, "EndBoundary"),
        "Enabled": _bool(element, "Enabled", default=True),
    }
    if interval := _text(element, "Repetition/Interval"):
        duration = _text(element, "Repetition/Duration")
        made["RepeatInterval"] = minutes(interval)
        made["RepeatDuration"] = minutes(duration) if duration else None
        repetition = element.find(f"{NAMESPACE}Repetition")
        made["StopAtDurationEnd"] = repetition is not None and _bool(repetition, "StopAtDurationEnd", default=False)
    if limit := _text(element, "ExecutionTimeLimit"):
        made["ExecutionTimeLimit"] = minutes(limit)
    for name in ("Delay", "RandomDelay"):
        made[name] = _text(element, name)  # told as it stands: 11.1 has no place for it
    return {name: value for name, value in made.items() if value is not None}


def _calendar(element: Element) -> dict[str, Any]:
    for tag, kind in _CALENDAR.items():
        schedule = element.find(NAMESPACE + tag)
        if schedule is None:
            continue
        made: dict[str, Any] = {"Type": kind}
        match kind:
            case "Daily":
                made["DaysInterval"] = _number(schedule, "DaysInterval")
            case "Weekly":
                made["WeeksInterval"] = _number(schedule, "WeeksInterval")
                made["DaysOfWeek"] = _names(schedule, "DaysOfWeek")
            case "Monthly":
                made["DaysOfMonth"] = _texts(schedule, "DaysOfMonth/Day")
                made["Months"] = _names(schedule, "Months")
            case "MonthlyDOW":
                made["WeeksOfMonth"] = _texts(schedule, "Weeks/Week")
                made["DaysOfWeek"] = _names(schedule, "DaysOfWeek")
                made["Months"] = _names(schedule, "Months")
        return made
    raise ValueError("it has a calendar trigger without a schedule")


def minutes(duration: str) -> int:
    """An ISO 8601 duration (P1DT2H30M) in whole minutes. Raises ValueError; months and years, which have no length, are none."""
    found = _DURATION.fullmatch(duration)
    if found is None or not any(found.groups()):
        raise ValueError(f"'{duration}' is no duration")
    days, hours, mins, seconds = (int(part or 0) for part in found.groups())
    return days * 1440 + hours * 60 + mins + seconds // 60


def _path(path: str) -> str:
    return "/".join(NAMESPACE + part for part in path.split("/"))


def _text(element: Element, path: str) -> str | None:
    found = element.findtext(_path(path))
    return found.strip() or None if found is not None else None


def _texts(element: Element, path: str) -> list[str]:
    return [(found.text or "").strip() for found in element.findall(_path(path))]


def _names(element: Element, path: str) -> list[str]:
    """Names of the empty elements in a list, as <Monday/> stands in DaysOfWeek."""
    found = element.find(_path(path))
    return [] if found is None else [child.tag.removeprefix(NAMESPACE) for child in found]


def _number(element: Element, path: str) -> int:
    text = _text(element, path)
    if text is None:
        return 1  # the schema's default
    if not text.isdecimal():
        raise ValueError(f"{path} is '{text}', which is no number")
    return int(text)


def _bool(element: Element, path: str, *, default: bool) -> bool:
    text = _text(element, path)
    if text is None:
        return default
    if text not in _BOOLS:
        raise ValueError(f"{path} is '{text}', which is neither true nor false")
    return _BOOLS[text]
