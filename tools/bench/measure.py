"""Timing for the bench: parts of one run side by side, ratios paired chunk by chunk, peak memory of processes."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


class Parts:
    """Seconds of named parts, one entry a chunk."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def time(self, name: str, what: Callable[[], Result]) -> Result:
        began = time.perf_counter()
        result = what()
        self.seconds.setdefault(name, []).append(time.perf_counter() - began)
        return result

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.add(name, time.perf_counter() - began)

    def add(self, name: str, seconds: float) -> None:
        self.seconds.setdefault(name, []).append(seconds)

    def each(self, name: str, rows: int) -> float:
        """Microseconds a row, the median chunk."""
        return statistics.median(self.seconds[name]) / rows * 1e6

    def total(self, name: str) -> float:
        return sum(self.seconds[name])


def paired(above: list[float], below: list[float]) -> tuple[float, float, float]:
    """(median, lower, upper quartile) of the ratio of two parts of the same chunks."""
    ratios = sorted(a / b for a, b in zip(above, below, strict=True))
    if len(ratios) < 2:
        return ratios[0], ratios[0], ratios[0]
    lower, middle, upper = statistics.quantiles(ratios, n=4, method="inclusive")
    return middle, lower, upper


def peak_megabytes() -> float:
    """Highest resident size of this process so far."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
