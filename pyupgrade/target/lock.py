"""One run per target: an operating system lock on a file beside the database, which dies with its holder."""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from pyupgrade.errors import TargetBusy, TargetUnreachable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TRIES: Final = 10
_BETWEEN: Final = 0.02  # seconds; a shell that only looks holds the lock for an instant
_BEYOND: Final = 1 << 30  # Windows locks bytes: one far behind the text, so that others can read who holds it


class Holder(msgspec.Struct, frozen=True):
    """Who holds a target: host, user, process id, start as ISO 8601 UTC, and the run once it has begun."""

    host: str
    user: str
    process: int
    started: str
    run: int = 0

    def __str__(self) -> str:
        run = f"run {self.run} by " if self.run else ""
        return f"{run}{self.user} on {self.host}, process {self.process}, since {self.started}"


def lock_path(database: Path) -> Path:
    """Where the lock of a SQLite target lies."""
    return database.with_name(database.name + ".dmupgrade.lock")


class RunLock:
    """The lock of one target; a context manager. The file stays behind, empty: the lock on it counts, not the file."""

    def __init__(self, path: Path, holder: Holder, file: int) -> None:
        self.path, self.holder = path, holder
        self._file: int | None = file
        _held.add(self)

    @classmethod
    def take(cls, path: Path, holder: Holder, sleep: Callable[[float], object] = time.sleep) -> RunLock:
        """Takes the lock. Raises TargetBusy naming host, user, process and start of whoever has it."""
        file = _open(path)
        for _ in range(_TRIES):
            if _locked(file):
                taken = cls(path, holder, file)
                taken._write()
                return taken
            sleep(_BETWEEN)
        os.close(file)
        raise TargetBusy(holder=str(read_holder(path) or "a run that has only just begun"))

    def note(self, run: int) -> None:
        """Adds the run's number to what others read of the holder."""
        self.holder = msgspec.structs.replace(self.holder, run=run)
        self._write()

    def release(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            os.ftruncate(file, 0)
            _unlock(file)
            os.close(file)

    def __enter__(self) -> RunLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _write(self) -> None:
        assert self._file is not None, "the lock was released"
        text = msgspec.json.encode(self.holder)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.ftruncate(self._file, 0)
        os.write(self._file, text)

    def _forked(self) -> None:
        # A forked child has the same open file and would keep the lock alive after its parent's death. Closing, not
        # unlocking: the parent still has it.
        if self._file is not None:
            os.close(self._file)
            self._file = None


def holder_of(path: Path) -> Holder | None:
    """Who holds the lock now, None when it is free."""
    if not path.exists():
        return None
    file = _open(path)
    try:
        if _locked(file, shared=True):
            _unlock(file)
            return None
    finally:
        os.close(file)
    return read_holder(path) or Holder("?", "?", 0, "?")


def read_holder(path: Path) -> Holder | None:
    """What the file says of the last holder, whether or not it still holds the lock."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _open(path: Path) -> int:
    try:
        # Python opens files non-inheritable: no child that it starts gets this one.
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as reason:
        raise TargetUnreachable(location=str(path), reason=reason.strerror or str(reason)) from reason


if sys.platform == "win32":

    def _locked(file: int, shared: bool = False) -> bool:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:

    def _locked(file: int, shared: bool = False) -> bool:
        try:
            # flock, not POSIX record locks: two connections of one process must exclude each other, too.
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


_held: weakref.WeakSet[RunLock] = weakref.WeakSet()


def _after_fork() -> None:
    for lock in list(_held):
        lock._forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
