"""A SQLite source in WAL mode: file and log copied into a private folder and merged there, the source untouched."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyupgrade.errors import SourceUnreachable

_TRIES: Final = 3
_PREFIX: Final = "dmupgrade-source-"
_OWNER: Final = ".dmupgrade-owner"  # a SQLite file, locked by whoever reads the copy beside it


def is_wal(path: Path) -> bool:
    """Whether a SQLite file is in WAL mode (bytes 18 and 19 of its header)."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x02\x02"


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy, and the lock that says that somebody still reads it, which dies with the process."""

    path: Path
    owner: sqlite3.Connection

    def remove(self) -> None:
        self.owner.close()
        shutil.rmtree(self.path.parent, ignore_errors=True)


def private_copy(path: Path, scratch: Path | None) -> Copy:
    """The copy, alone in a new folder (mode 700) below `scratch` (default: the system's), in journal mode DELETE.

    Opening a WAL file where it lies would leave files beside it and could move its log into it. Copies that killed processes
    left there are removed first. Raises SourceUnreachable when the source is being written to or cannot be copied,
    sqlite3.Error when it cannot be opened.
    """
    made: Copy | None = None
    try:
        _remove_left(scratch or Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=scratch))
        owner = sqlite3.connect(folder / _OWNER, isolation_level=None, check_same_thread=False)
        made = Copy(folder / path.name, owner)
        owner.execute("BEGIN EXCLUSIVE")
        _copy_both(path, made.path)
        connection = sqlite3.connect(made.path, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            connection.close()
    except BaseException as reason:
        if made is not None:
            made.remove()
        if isinstance(reason, OSError):
            raise SourceUnreachable(location=str(path), reason=f"its copy cannot be made: {reason}") from reason
        raise
    return made


def _remove_left(scratch: Path) -> None:
    """Removes copies whose owner is gone: they hold a whole database."""
    for owner in scratch.glob(f"{_PREFIX}*/{_OWNER}"):
        try:
            asked = sqlite3.connect(owner, isolation_level=None, timeout=0)
            try:
                asked.execute("BEGIN EXCLUSIVE")
            finally:
                asked.close()
        except sqlite3.Error:  # somebody reads it, or it is another account's
            continue
        shutil.rmtree(owner.parent, ignore_errors=True)


def _copy_both(path: Path, copy: Path) -> None:
    log, log_copy = Path(f"{path}-wal"), Path(f"{copy}-wal")
    for _ in range(_TRIES):
        before = _stamp(path), _stamp(log)
        shutil.copyfile(path, copy)
        log_copy.unlink(missing_ok=True)
        if log.exists():
            shutil.copyfile(log, log_copy)
        if before == (_stamp(path), _stamp(log)):
            return
    reason = "it is being written to; stop its services or name a restored backup"
    raise SourceUnreachable(location=str(path), reason=reason)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except FileNotFoundError:
        return (-1, 0)
    return (state.st_size, state.st_mtime_ns)
