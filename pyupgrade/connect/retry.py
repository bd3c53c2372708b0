"""Trying again what may be tried again: a few times, longer and longer apart, with the sleep that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pyupgrade.errors import SourceInterrupted, TargetInterrupted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retry:
    """`attempts` in all; the wait doubles from `first` seconds, no longer than `longest`."""

    sleep: Callable[[float], object]
    attempts: int = 5
    first: float = 0.5
    longest: float = 15.0

    def whole(self, work: Callable[[], T]) -> T:
        """What `work` returns; it is called again from its beginning when the server gave up in the middle.

        `work` must hold a transaction whole and look before it acts: a commit whose answer was lost may have been done.
        Raises SourceInterrupted or TargetInterrupted when the last attempt failed, too; everything else at once.
        """
        wait = self.first
        for _ in range(self.attempts - 1):
            try:
                return work()
            except (SourceInterrupted, TargetInterrupted):
                self.sleep(wait)
                wait = min(wait * 2, self.longest)
        return work()
