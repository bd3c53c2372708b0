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
            if (older := _aside(self.path, number)).exists():
                older.replace(_aside(self.path, number + 1))
        self.path.replace(_aside(self.path, 1))


def read(path: Path, since: int | None = None) -> Iterator[tuple[int, int, Line]]:
    """Lines as (sequence, next sequence, line), from sequence `since` on, else all that are kept.

    A sequence is a byte's place in the file that is written to; files put aside lie before its first one, below 0. A line cut
    short by a kill is left out.
    """
    size = _size(path)
    if since is not None and since > size:  # put aside since then: first the rest of what `since` was about
        yield from _lines(_aside(path, 1), since, -_size(_aside(path, 1)))
        since = 0
    elif since is None:
        older = [_aside(path, number) for number in range(KEPT, 0, -1)]
        before = sum(map(_size, older))
        for file in older:
            yield from _lines(file, 0, -before)
            before -= _size(file)
    yield from _lines(path, max(0, since or 0), 0)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _lines(path: Path, at: int, base: int) -> Iterator[tuple[int, int, Line]]:
    if not path.exists():
        return
    with path.open("rb") as lines:
        lines.seek(at)
        for raw in lines:
            with contextlib.suppress(msgspec.DecodeError):
                yield base + at, base + at + len(raw), msgspec.json.decode(raw, type=Line)
            at += len(raw)
