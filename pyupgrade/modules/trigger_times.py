"""What a trigger says of its times, whichever release wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

TIMED: Final = ("Time", "Daily", "Weekly", "Monthly", "MonthlyDOW")
LAST: Final = 0  # among days of the month: its last one
LAST_WEEK: Final = 5  # among weeks of the month
DAY: Final = 24 * 60  # minutes


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
