"""Trying again what may be tried again: a few times, longer and longer apart, with the sleep that is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

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
        for wait in self._waits():
            try:
                return work()
            except (SourceInterrupted, TargetInterrupted):
                self.sleep(wait)
        return work()

    def stream(self, read: Callable[[T | None], Iterator[T]]) -> Iterator[T]:
        """What `read` yields, one after the other, though the server gives up in the middle.

        `read` is called with the last thing that was handed on, None for nothing yet, and yields what comes after it: so nothing
        comes twice and nothing is lost. Raises as `whole` does.
        """
        last, waits = None, self._waits()
        while True:
            try:
                for last in read(last):  # noqa: B020 - `read` is called once, before the first of what it yields
                    yield last
                return
            except (SourceInterrupted, TargetInterrupted):
                if (wait := next(waits, None)) is None:
                    raise
                self.sleep(wait)

    def _waits(self) -> Iterator[float]:
        """Seconds between two attempts."""
        for n in range(self.attempts - 1):
            yield min(self.first * 2**n, self.longest)


ONCE: Final = Retry(lambda seconds: None, attempts=1)  # nothing is tried again
