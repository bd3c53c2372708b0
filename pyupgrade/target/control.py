"""Pause and stop for the run at work: flags that other shells set in the journal, and an event of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from pyupgrade.connect import sql
from pyupgrade.connect.retry import Retry
from pyupgrade.errors import UpgradeError
from pyupgrade.plan.ports import Clock
from pyupgrade.target.journal_tables import CONTROL

_GAP: Final = 0.002  # seconds after each commit in which another shell can write its flag
_LOOK: Final = 0.2  # seconds between two looks while paused
_WAIT: Final = 10.0  # seconds for the instant in which a busy run lets another writer in
_BETWEEN: Final = 0.0005
_GRACE: Final = 1.0  # seconds between two looks of a run whose statements are short
_WATCH: Final = 0.25


class RunControl:
    """The Control of one run. `stopping` is set by this process to stop, `paused` to pause."""

    def __init__(self, reading: Engine, location: str, run: int) -> None:
        self._reading, self._location, self._run = reading, location, run
        self.stopping, self.paused = threading.Event(), threading.Event()
        self.obeyed = threading.Event()  # the run knows that it is to stop
        self.looked = time.monotonic()  # when it last asked
        self._retry = Retry(lambda seconds: self.stopping.wait(seconds))  # who wants to stop does not wait for a server

    def go_on(self) -> bool:
        """Waits while paused; False when the run is to stop. Obeys another shell within 0.2 s."""
        goes_on = self._goes_on()
        self.looked = time.monotonic()
        if not goes_on:
            self.obeyed.set()
        return goes_on

    def asked(self) -> bool:
        """Whether somebody asked for a stop, whatever the run is doing."""
        if not self.stopping.is_set():
            with suppress(UpgradeError):  # who reads for the run itself tells that
                if self._flags()[1]:
                    self.stopping.set()
        return self.stopping.is_set()

    def _goes_on(self) -> bool:
        if self.stopping.wait(_GAP):
            return False
        pause, stop = self._retry.whole(self._flags)
        while not stop and (pause or self.paused.is_set()):
            if self.stopping.wait(_LOOK):
                return False
            pause, stop = self._retry.whole(self._flags)
        if stop:
            self.stopping.set()
        return not stop

    def _flags(self) -> tuple[bool, bool]:
        chosen = sa.select(CONTROL.c.pause, CONTROL.c.stop).where(CONTROL.c.run == self._run)
        with sql.errors_of("target", self._location), self._reading.connect() as connection:
            row = connection.execute(chosen).first()
        return (bool(row[0]), bool(row[1])) if row is not None else (False, False)


@contextmanager
def cutting(control: RunControl, cut: Callable[[], None]) -> Iterator[None]:
    """While inside, a run that has not asked control for a second, and is to stop, is cut in what it does until it obeys."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_WATCH) and not control.obeyed.is_set():
            silent = time.monotonic() - control.looked >= _GRACE
            if silent and control.asked() and not control.obeyed.is_set():
                with suppress(Exception):  # the connection may be gone by now
                    cut()

    watching = threading.Thread(target=watch, name="dmupgrade-cut", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def squeeze_in(
    engine: Engine, location: str, change: sa.Update, clock: Clock, sleep: Callable[[float], object]
) -> None:
    """Commits one small change between two transactions of a busy run; raises TargetUnreachable after 10 s in vain.

    A run holds the write lock nearly all the time. SQLite's own waiting backs off to 100 ms between two looks and would
    miss the instant that RunControl.go_on leaves; looking every half millisecond does not.
    """
    until = clock() + _WAIT
    with sql.errors_of("target", location), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA busy_timeout = 0")
        while True:
            try:
                with connection.begin():
                    connection.execute(change)
                return
            except sa.exc.OperationalError as reason:
                if "locked" not in str(reason.orig) or clock() > until:
                    raise
                sleep(_BETWEEN)
