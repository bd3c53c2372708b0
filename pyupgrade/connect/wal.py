"""A SQLite source in WAL mode: file and log copied into a private folder and merged there, the source untouched."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Final

from pyupgrade.errors import SourceUnreachable

_TRIES: Final = 3


def is_wal(path: Path) -> bool:
    """Whether a SQLite file is in WAL mode (bytes 18 and 19 of its header)."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x02\x02"


def private_copy(path: Path, scratch: Path | None) -> Path:
    """The copy, alone in a new folder (mode 700) below `scratch` (default: the system's), in journal mode DELETE.

    Opening a WAL file where it lies would leave files beside it and could move its log into it. Raises
    SourceUnreachable when the source is being written to or cannot be copied, sqlite3.Error when it cannot be opened.
    """
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="dmupgrade-", dir=scratch))
        copy = folder / path.name
        _copy_both(path, copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            connection.close()
    except BaseException as reason:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(reason, OSError):
            raise SourceUnreachable(location=str(path), reason=f"its copy cannot be made: {reason}") from reason
        raise
    return copy


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
