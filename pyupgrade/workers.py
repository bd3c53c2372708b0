"""Worker processes for ranges of history: spawned, told what they need once, ending by themselves when the engine is
gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Final

from pyupgrade.ranges import RangeReader, RangeResult

_IN_FLIGHT: Final = 2  # ranges a worker: one at work, one waiting

_convert: RangeReader | None = None


def start(convert: RangeReader, workers: int, python: str) -> tuple[ProcessPoolExecutor, int]:
    """An executor of `workers` processes, and how many ranges may be in flight; submit `converted` to it.

    `python` is the environment's own interpreter: where Python is embedded in another program, sys.executable is that
    program.
    `convert` holds live client secrets: it reaches the workers with their birth, over a pipe, never with a task.
    """
    context = multiprocessing.get_context("spawn")
    context.set_executable(python)
    return ProcessPoolExecutor(workers, context, _born, (convert,)), workers * _IN_FLIGHT


def converted(stream: str, start: int, stop: int) -> RangeResult:
    """One range, in a worker."""
    assert _convert is not None, "this process was not started as a worker"
    return _convert(stream, start, stop)


def _born(convert: RangeReader) -> None:
    global _convert
    _convert = convert
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl+C reaches us, too; the engine says when to stop
    parent = multiprocessing.parent_process()
    assert parent is not None

    def outlive() -> None:
        # The sentinel is readable as soon as the parent is gone, however it went; no clean-up is due, nothing is
        # written here.
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=outlive, name="parent-watch", daemon=True).start()
