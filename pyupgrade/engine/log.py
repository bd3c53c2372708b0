"""The details log: JSON lines in one file beside the target, secrets filtered out by value."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import msgspec

from pyupgrade.plan.masking import masked
from pyupgrade.requests import Level

LEVELS: tuple[str, ...] = get_args(Level)
ROTATE_BYTES = 20_000_000
KEPT = 5


class Line(msgspec.Struct, frozen=True, kw_only=True):
    time: datetime
    level: str
    area: str
    run: int | None
    message: str
    error: str = ""


class DetailsLog:
    """Appends lines; `secrets` gives the values to be masked, asked anew for each line since more may be known by then."""

    def __init__(self, path: Path, clock: Callable[[], float], secrets: Callable[[], Iterable[str]]) -> None:
        self.path, self._clock, self._secrets = path, clock, secrets
        self._lock = threading.Lock()
        self.run: int | None = None

    def write(self, level: str, area: str, message: str, error: str = "") -> None:
        """One line. A log that cannot be written never stops an upgrade: the run's own journal has what counts."""
        line = Line(
            time=datetime.fromtimestamp(self._clock(), UTC),
            level=level,
            area=area,
            run=self.run,
            message=masked(message, self._secrets()),
            error=error,
        )
        with self._lock, contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._rotate()
            with self.path.open("ab") as out:
                out.write(msgspec.json.encode(line) + b"\n")

    def _rotate(self) -> None:
        if not self.path.exists() or self.path.stat().st_size < ROTATE_BYTES:
            return
        for number in range(KEPT - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))


def read(path: Path, since: int = 0) -> Iterator[tuple[int, int, Line]]:
    """Lines from byte `since` on: (sequence, next sequence, line). A line cut short by a kill is left out."""
    if not path.exists():
        return
    with path.open("rb") as lines:
        # After a rotation the number points past the end: the new file is read from its start.
        at = since if since <= path.stat().st_size else 0
        lines.seek(at)
        for raw in lines:
            with contextlib.suppress(msgspec.DecodeError):
                yield at, at + len(raw), msgspec.json.decode(raw, type=Line)
            at += len(raw)
