"""Worker processes for ranges of history: spawned, told what they need once, ending by themselves when the engine is
gone."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Final

from pyupgrade.ranges import Portion, RangeReader

_IN_FLIGHT: Final = 2  # ranges a worker: one at work, one waiting
_M_TRIM_THRESHOLD: Final = -1  # malloc.h
_M_MMAP_THRESHOLD: Final = -3

Witness = Callable[[str, int, int], str]  # stream, first and last source key → digest of the rows in the target

_convert: RangeReader | None = None
_witness: Witness | None = None


def start(
    convert: RangeReader, workers: int, python: str, witness: Witness | None = None
) -> tuple[ProcessPoolExecutor, int]:
    """An executor of `workers` processes, and how many ranges may be in flight; submit `converted` and `reread` to it.

    `python` is the environment's own interpreter: where Python is embedded in another program, sys.executable is that
    program. `witness` reads rows back from the target. `convert` holds live client secrets: it reaches the workers
    with their birth, over a pipe, never with a task.
    """
    context = multiprocessing.get_context("spawn")
    context.set_executable(python)
    executor = ProcessPoolExecutor(workers, context, _born, (convert, witness))
    # Processes come up with the first tasks. These few fill the queue that nothing can be taken back from, so that the
    # engine can do the first portions itself until somebody is there.
    for _ in range(workers + 1):
        executor.submit(_ready)
    return executor, workers * _IN_FLIGHT


def _ready() -> None:
    return


def converted(stream: str, start: int, stop: int) -> Portion:
    """One portion, in a worker."""
    assert _convert is not None, "this process was not started as a worker"
    return _convert(stream, start, stop)


def reread(stream: str, start: int, stop: int) -> str:
    """The digest of a range's rows as they are in the target, by a worker."""
    assert _witness is not None, "this worker was not told where the target is"
    return _witness(stream, start, stop)


def _keep_memory() -> None:
    """Tells glibc to use freed memory again: a portion is megabytes, and to get each one anew from the system takes
    longer than to convert it where a page fault is dear. Elsewhere nothing happens."""
    with suppress(OSError, AttributeError, TypeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, 32 << 20)
        libc.mallopt(_M_TRIM_THRESHOLD, 128 << 20)


def _born(convert: RangeReader, witness: Witness | None) -> None:
    global _convert, _witness
    _convert, _witness = convert, witness
    _keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl+C reaches us, too; the engine says when to stop
    parent = multiprocessing.parent_process()
    assert parent is not None

    def outlive() -> None:
        # The sentinel is readable as soon as the parent is gone, however it went; no clean-up is due, nothing is
        # written here.
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=outlive, name="parent-watch", daemon=True).start()
