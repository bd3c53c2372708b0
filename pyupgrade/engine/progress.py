"""Progress by items: rate and time left in words, a few times a second, as events of a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

UPDATES_PER_SECOND = 5


@dataclass(slots=True)
class _Bar:
    total: int | None
    done: int
    started_at: float
    started_done: int
    told: float = 0.0


class Bars:
    """One bar a feature under one for the run (feature None); every bar shown is completed by `close`."""

    def __init__(self, activity: str, emit: Callable[..., None], clock: Callable[[], float]) -> None:
        self._activity, self._emit, self._clock = activity, emit, clock
        self._bars: dict[str | None, _Bar] = {}

    def report(self, feature: str | None, done: int, total: int | None, on: str = "") -> None:
        now = self._clock()
        bar = self._bars.setdefault(feature, _Bar(total, done, now, done))
        bar.done, bar.total = done, total
        if now - bar.told >= 1 / UPDATES_PER_SECOND or done == total:
            bar.told = now
            self._tell(feature, bar, ", ".join(filter(None, (self._status(bar, now), on))), completed=False)

    def close(self) -> None:
        for feature, bar in self._bars.items():
            self._tell(feature, bar, "", completed=True)
        self._bars.clear()

    def _tell(self, feature: str | None, bar: _Bar, status: str, *, completed: bool) -> None:
        members: dict[str, Any] = {"feature": feature, "done": bar.done, "total": bar.total}
        self._emit("progress", activity=self._activity, status=status, completed=completed, **members)

    def _status(self, bar: _Bar, now: float) -> str:
        passed, gone = now - bar.started_at, bar.done - bar.started_done
        of = f"{bar.done:,}" + (f" of {bar.total:,}" if bar.total is not None else "")
        # Before a second has passed a rate says nothing.
        if passed < 1 or gone <= 0:
            return of
        rate = gone / passed
        words = f"{of}, {rate:,.0f} a second"
        return words if bar.total is None else f"{words}, {span((bar.total - bar.done) / rate)} left"


def span(seconds: float) -> str:
    """A duration in words: 42 s, 3 min 10 s, 2 h 5 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
