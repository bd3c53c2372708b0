"""Waiting for a server that is busy or away: of a search cluster told to the shell, longer while the run is paused, ended by a stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from pyupgrade.errors import Stopping
from pyupgrade.jobs import CURRENT

_LOOK: Final = 0.2  # seconds between two looks whether to go on
_AGAIN: Final = 30.0  # seconds between two warnings


class Waiting:
    """Made on the job's own thread; several requests may then wait by it at the same time.

    `go_on` is the run's: it waits while the run is paused, and is False when the run is to stop.
    """

    def __init__(self, location: str, patience: float, go_on: Callable[[], bool]) -> None:
        self._location, self._patience, self._go_on = location, patience, go_on
        self._job = CURRENT.get()
        self._cancelled = self._job.cancelled if self._job is not None else threading.Event()
        self._lock, self._silent_until = threading.Lock(), 0.0

    def sleep(self, seconds: float) -> float:
        """Seconds by which a pause made it longer. Raises Stopping."""
        longer, until = 0.0, time.monotonic() + seconds
        while True:
            began = time.monotonic()
            if self._cancelled.is_set() or not self._go_on():
                raise Stopping
            asked = time.monotonic() - began
            longer, until = longer + asked, until + asked
            left = until - time.monotonic()
            if left <= 0:
                return longer
            self._cancelled.wait(min(left, _LOOK))

    def tell(self, reason: str) -> None:
        """Says why nothing seems to happen: at once, and again now and then."""
        if self._job is None:
            return
        with self._lock:
            if time.monotonic() < self._silent_until:
                return
            self._silent_until = time.monotonic() + _AGAIN
        message = f"The search index at {self._location} is busy or away ({reason}). It is asked again, for {self._patience:g} s at most."
        self._job.emit("warning", message=message)
