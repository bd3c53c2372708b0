"""A trigger of GroupID 10 and what it becomes in 11.1 have the same next run times, held against a slow count of days."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pyupgrade.modules.trigger_text import TriggerUnread
from pyupgrade.modules.triggers import convert, details
from tests.modules.trigger_runs import next_runs, next_runs_of

pytestmark = pytest.mark.mission("H3", "H4")

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BEGIN = datetime.fromisoformat("2023-01-01T00:00:00")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

moments = st.datetimes(BEGIN, BEGIN + 900 * DAY).map(lambda moment: moment.replace(second=0, microsecond=0))
ZONES = ("", "", "", "Z", "+02:00", "-0530", "+01")
texts = st.builds(lambda moment, zone: moment.isoformat() + zone, moments, st.sampled_from(ZONES))


def some(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=1, unique=True)


REPEATS = st.sampled_from([2, 5, 7, 15, 30, 60, 90, 240, 480, 720, 1439, 1440, 2880, 2000])
SPANS = st.none() | st.sampled_from([1, 15, 60, 719, 1438, 1439, 1440, 1441, 2880, 4000, 10080])
common = st.fixed_dictionaries(
    {"Start": texts},
    optional={
        "End": texts, "RepeatInterval": REPEATS, "RepeatDuration": SPANS, "StopAtDurationEnd": st.booleans(),
        "Enabled": st.sampled_from([True, True, True, None, False]),
    },
)  # fmt: skip
kinds = st.one_of(
    st.just({"Type": "Time"}),
    st.fixed_dictionaries({"Type": st.just("Daily")}, optional={"DaysInterval": st.integers(1, 9)}),
    st.fixed_dictionaries(
        {"Type": st.just("Weekly")}, optional={"WeeksInterval": st.integers(1, 4), "DaysOfWeek": some(DAYS)}
    ),
    st.fixed_dictionaries(
        {"Type": st.just("Monthly")},
        optional={"DaysOfMonth": some((*map(str, range(1, 32)), "Last")), "Months": some(MONTHS)},
    ),
    st.fixed_dictionaries(
        {"Type": st.just("MonthlyDOW"), "WeeksOfMonth": some(("1", "2", "3", "4", "Last"))},
        optional={"DaysOfWeek": some(DAYS), "Months": some(MONTHS)},
    ),
)
old_triggers = st.builds(lambda kind, rest: {**rest, **kind}, kinds, common)


@settings(max_examples=400, deadline=None)
@given(old_triggers, moments)
@example({"Type": "Daily", "Start": "2023-01-01T00:00:00", "DaysInterval": 2, "RepeatInterval": 1440}, BEGIN)
def test_same_next_runs(trigger: dict[str, Any], after: datetime) -> None:
    """By the clock: a zone that a start or end names is told, and its clock time kept."""
    converted = convert(trigger)
    assert not converted.problem
    zoned = [text for name in ("Start", "End") if (text := trigger.get(name)) and text != _clock(text).isoformat()]
    assert ("zone" in converted.notes, details("zone", trigger)) == (bool(zoned), zoned)
    old, new = next_runs(trigger, after, 12), next_runs_of(converted.triggers, after, 12)
    if "repetition" not in converted.notes:
        if "last-day" in converted.notes:
            leap = [m for m in (*old, *new) if (m.month, m.day) in ((2, 28), (2, 29), (3, 1)) and m.year == 2024]
            old, new = ([m for m in runs if not leap or m < min(leap)] for runs in (old, new))
        assert new == old
    for made in converted.triggers:
        assert 2 <= made.get("RepeatInterval", 2) <= 1439
        assert 2 <= made.get("RepeatDuration", 2) <= 1439


@settings(max_examples=150, deadline=None)
@given(old_triggers, moments)
def test_next_runs_are_those_of_a_slow_count(trigger: dict[str, Any], after: datetime) -> None:
    until = after + 500 * DAY
    slow = [moment for moment in _slowly(trigger, until) if moment > after][:5]
    quick = [moment for moment in next_runs(trigger, after, 5) if moment <= until]
    assert quick == slow


def _slowly(trigger: dict[str, Any], until: datetime) -> list[datetime]:
    """Every run up to a time: day by day, asking of each whether the trigger starts on it."""
    start = _clock(trigger["Start"])
    end = _clock(trigger["End"]) if trigger.get("End") else until
    if trigger.get("Enabled") is False:
        return []
    starts = [start + n * DAY for n in range((until - start).days + 400) if _starts(trigger, start, start + n * DAY)]
    found = set()
    for this, following in zip_longest(starts, starts[1:]):
        assert this is not None
        found.add(this)
        if step := trigger.get("RepeatInterval"):
            last = min(until, end)
            if following is not None:
                last = min(last, following - MINUTE)
            if trigger.get("RepeatDuration"):
                last = min(last, this + (trigger["RepeatDuration"] - 1) * MINUTE)
            found.update(this + n * step * MINUTE for n in range(1, (last - this) // MINUTE // step + 1))
    return sorted(moment for moment in found if moment <= min(end, until))


def _clock(text: str) -> datetime:
    """The date and time that stand in a text, whatever zone stands behind them."""
    return datetime.fromisoformat(text[:19])


def _starts(trigger: dict[str, Any], start: datetime, day: datetime) -> bool:
    weekday, month = DAYS[(day.weekday() + 1) % 7], MONTHS[day.month - 1]
    match trigger["Type"]:
        case "Time":
            return day == start
        case "Daily":
            return (day - start).days % trigger.get("DaysInterval", 1) == 0
        case "Weekly":
            sundays = [(moment - timedelta(days=(moment.weekday() + 1) % 7)).date() for moment in (start, day)]
            weeks = (sundays[1] - sundays[0]).days // 7
            named = trigger.get("DaysOfWeek", [DAYS[(start.weekday() + 1) % 7]])
            return weekday in named and weeks % trigger.get("WeeksInterval", 1) == 0
        case "Monthly":
            is_last = (day + DAY).month != day.month
            named = trigger.get("DaysOfMonth", [str(start.day)])
            return month in trigger.get("Months", MONTHS) and (str(day.day) in named or (is_last and "Last" in named))
        case _:
            weeks_of = {str((day.day + 6) // 7), "Last" if (day + 7 * DAY).month != day.month else ""}
            named = trigger.get("DaysOfWeek", [DAYS[(start.weekday() + 1) % 7]])
            is_named = weekday in named and month in trigger.get("Months", MONTHS)
            return is_named and bool(weeks_of & set(trigger["WeeksOfMonth"]))


START = {"Start": "2024-01-08T02:30:00"}
CONVERTED: list[tuple[dict[str, Any], list[dict[str, Any]], tuple[str, ...]]] = [
    (
        {"Type": "Daily", **START, "DaysInterval": 1},
        [{"TriggerType": "Daily", "StartTime": "2024-01-08T02:30:00", "DaysInterval": 1}],
        (),
    ),
    (
        {"Type": "ScheduleByWeek", "Start": "2024-01-08T02:30:00.1234567Z", "DaysOfWeek": ["friday", "MON"]},
        [
            {
                "TriggerType": "Weekly", "StartTime": "2024-01-08T02:30:00", "WeeksInterval": 1,
                "WeekDays": ["Monday", "Friday"],
            }
        ],
        ("zone",),
    ),
    (
        {"Type": "Monthly", **START, "DaysOfMonth": ["15", "1"], "Months": ["March"]},
        [
            {"TriggerType": "Monthly", "StartTime": "2024-01-08T02:30:00", "MonthDate": d, "YearMonths": ["March"]}
            for d in (1, 15)
        ],
        (),
    ),
    (
        {"Type": "Monthly", **START, "DaysOfMonth": ["Last"], "Months": ["January", "February", "April"]},
        [
            {"TriggerType": "Monthly", "StartTime": "2024-01-08T02:30:00", "MonthDate": d, "YearMonths": [m]}
            for d, m in ((28, "February"), (30, "April"), (31, "January"))
        ],
        ("last-day",),
    ),
    (
        {"Type": "MonthlyDOW", **START, "DaysOfWeek": [*DAYS], "WeeksOfMonth": ["1", "2", "3", "4", "Last"]},
        [
            {
                "TriggerType": "MonthlyDOW", "StartTime": "2024-01-08T02:30:00", "MonthWeek": "AllWeeks",
                "WeekDays": ["AllDays"], "YearMonths": [*MONTHS],
            }
        ],
        (),
    ),
    (
        {"Type": "Time", **START, "RepeatInterval": 60},
        [
            {
                "TriggerType": "Daily", "StartTime": "2024-01-08T02:30:00", "Repeat": True, "RepeatInterval": 60,
                "RepeatDuration": 1439, "DaysInterval": 1,
            }
        ],
        (),
    ),
    (
        {"Type": "Boot", "Enabled": False, "RepeatInterval": 1, "RepeatDuration": 30, "ExecutionTimeLimit": 60},
        [
            {
                "TriggerType": "Boot", "TriggerDisabled": True, "Repeat": True, "RepeatInterval": 2,
                "RepeatDuration": 30,
            }
        ],
        ("repetition", "time-limit"),
    ),
    (
        {
            "Type": "Time", **START, "RepeatInterval": 0, "RepeatDuration": 0, "StopAtDurationEnd": True,
            "ExecutionTimeLimit": 4320,
        },
        [{"TriggerType": "Time", "StartTime": "2024-01-08T02:30:00"}],
        (),
    ),
    (
        {"Type": "Boot", "Delay": "PT30S", "RandomDelay": "PT0S"},
        [{"TriggerType": "Boot"}],
        ("delay",),
    ),
    (
        {"Type": "Time", "Start": "2024-01-08 02:30:00+02", "RandomDelay": "PT1H"},
        [{"TriggerType": "Time", "StartTime": "2024-01-08T02:30:00"}],
        ("zone", "delay"),
    ),
    ({"Type": "SessionStateChangeTrigger"}, [{"TriggerType": "SessionStateChange"}], ()),
]  # fmt: skip


@pytest.mark.parametrize(("trigger", "made", "notes"), CONVERTED)
def test_converted(trigger: dict[str, Any], made: list[dict[str, Any]], notes: tuple[str, ...]) -> None:
    found = convert(trigger)
    assert (list(found.triggers), found.notes) == (made, notes)


UNREAD: list[tuple[Any, str]] = [
    (None, "no trigger"),
    ("Daily", "no trigger"),
    ({}, "its type ''"),
    ({"Type": "Täglich", **START}, "Täglich"),
    ({"Type": 7, **START}, "'7'"),
    ({"Type": "Boot", "Problem": "'soon' is no duration"}, "soon"),
    ({"Type": ["Daily"], "Start": [1]}, "its start"),
    ({"Type": "Daily"}, "no start"),
    ({"Type": "Daily", "Start": "8.1.2024 02:30"}, "8.1.2024"),
    ({"Type": "Daily", **START, "End": "never"}, "its end"),
    ({"Type": "Daily", **START, "DaysInterval": 0}, "DaysInterval"),
    ({"Type": "Daily", **START, "DaysInterval": "often"}, "often"),
    ({"Type": "Weekly", **START, "DaysOfWeek": ["Montag"]}, "Montag"),
    ({"Type": "Weekly", **START, "WeeksInterval": 53}, "53"),
    ({"Type": "Monthly", **START, "DaysOfMonth": ["32"]}, "32"),
    ({"Type": "Monthly", **START, "Months": ["Brumaire"]}, "Brumaire"),
    ({"Type": "MonthlyDOW", **START, "DaysOfWeek": ["Monday"]}, "no week"),
    ({"Type": "MonthlyDOW", **START, "WeeksOfMonth": ["5"]}, "'5'"),
    ({"Type": "Daily", **START, "RepeatInterval": -1}, "RepeatInterval"),
    ({"Type": "Daily", **START, "Enabled": "perhaps"}, "perhaps"),
]


@pytest.mark.parametrize(("trigger", "named"), UNREAD)
def test_unreadable_is_named(trigger: Any, named: str) -> None:
    found = convert(trigger)
    assert (found.triggers, found.notes) == ((), ("unreadable",))
    assert named in found.problem
    with pytest.raises(TriggerUnread):
        next_runs(trigger if isinstance(trigger, dict) else {}, BEGIN, 1)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["Daily", "Monthly", *MONTHS]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = (
    "Type", "Start", "End", "Enabled", "DaysInterval", "WeeksInterval", "DaysOfWeek", "DaysOfMonth", "Months",
    "WeeksOfMonth", "RepeatInterval", "RepeatDuration", "StopAtDurationEnd", "ExecutionTimeLimit",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ANYTHING | st.dictionaries(st.sampled_from(KEYS), ANYTHING), st.sampled_from([{}, {"Type": "Weekly", **START}]))
def test_anything_is_converted_or_named(given_trigger: Any, base: dict[str, Any]) -> None:
    trigger = {**base, **given_trigger} if isinstance(given_trigger, dict) else given_trigger
    found = convert(trigger)
    assert bool(found.problem) != bool(found.triggers)
    next_runs_of(found.triggers, BEGIN, 3)


@pytest.mark.parametrize("year", ["9999-12-31T23:59:00", "0001-01-01T00:00:00"])
def test_ends_of_the_calendar(year: str) -> None:
    moment = datetime.fromisoformat(year)
    trigger = {"Type": "Daily", "Start": year, "RepeatInterval": 60, "RepeatDuration": 720}
    assert len(next_runs(trigger, moment, 3)) in (0, 3)
    assert next_runs({"Type": "Monthly", **START, "DaysOfMonth": ["30"], "Months": ["February"]}, moment, 1) == []


def test_leap_day_is_the_one_day_that_differs() -> None:
    trigger = {"Type": "Monthly", **START, "DaysOfMonth": ["Last"], "Months": ["February"]}
    converted = convert(trigger)
    for year, old, new in ((2027, 28, 28), (2028, 29, 28)):
        after = datetime.fromisoformat(f"{year}-01-01T00:00:00")
        assert next_runs(trigger, after, 1)[0].day == old
        assert next_runs_of(converted.triggers, after, 1)[0].day == new
