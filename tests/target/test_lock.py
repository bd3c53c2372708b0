"""One run per target, by real processes: who comes second is told who was first; a dead holder holds nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pyupgrade.errors import TargetBusy, TargetUnreachable
from pyupgrade.target.lock import Holder, RunLock, holder_of, lock_path, read_holder
from tests.target.parts import HOLDER, OTHER

HOLD = """
import os, sys, time
from pathlib import Path
from pyupgrade.target.lock import Holder, RunLock
lock = RunLock.take(Path(sys.argv[1]), Holder("far-host", "carol", os.getpid(), "2026-11-22T09:00:00.000Z"))
lock.note(7)
{more}
print("held", flush=True)
time.sleep(60)
"""


def holding(path: Path, more: str = "") -> subprocess.Popen[str]:
    script = HOLD.format(more=textwrap.dedent(more))
    child = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lock_path(tmp_path / "dm11.db")


def test_it_lies_beside_the_database(tmp_path: Path) -> None:
    assert lock_path(tmp_path / "dm11.db") == tmp_path / "dm11.db.dmupgrade.lock"


def test_the_second_is_told_host_user_process_and_start_of_the_first(path: Path) -> None:
    child = holding(path)
    try:
        with pytest.raises(TargetBusy) as busy:
            RunLock.take(path, HOLDER)
        for part in ("run 7", "carol", "far-host", str(child.pid), "2026-11-22T09:00:00.000Z"):
            assert part in busy.value.message
        assert busy.value.transient
        assert holder_of(path) == Holder("far-host", "carol", child.pid, "2026-11-22T09:00:00.000Z", 7)
    finally:
        child.kill()
        child.communicate()


def test_a_killed_holder_leaves_nothing_to_clean(path: Path) -> None:
    child = holding(path)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert read_holder(path) is not None, "its last words are still in the file"
    assert holder_of(path) is None, "but they count for nothing"
    with RunLock.take(path, HOLDER):
        assert holder_of(path) == HOLDER


def test_a_child_that_outlives_the_holder_does_not_keep_the_lock(path: Path) -> None:
    more = """
    import subprocess
    sleeper = [sys.executable, "-c", "import time; time.sleep(30)"]
    stay = subprocess.Popen(sleeper, close_fds=False, stdout=subprocess.DEVNULL)
    forked = os.fork()
    if forked == 0:
        os.close(1)
        time.sleep(30)
        os._exit(0)
    print(stay.pid, forked, flush=True)
    """
    script = HOLD.format(more=textwrap.dedent(more))
    child = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    survivors = [int(p) for p in child.stdout.readline().split()]
    assert child.stdout.readline() == "held\n"
    assert holder_of(path) is not None, "the fork did not take the lock from its parent"
    try:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        for survivor in survivors:
            os.kill(survivor, 0)
        with RunLock.take(path, OTHER):
            pass
    finally:
        for survivor in survivors:
            os.kill(survivor, signal.SIGKILL)
        child.communicate()


def test_a_spawned_worker_does_not_keep_the_lock(path: Path) -> None:
    with RunLock.take(path, HOLDER) as lock:
        worker = multiprocessing.get_context("spawn").Process(target=signal.pause, daemon=True)
        worker.start()
        lock.release()
        try:
            with RunLock.take(path, OTHER):
                assert worker.is_alive()
        finally:
            worker.kill()
            worker.join()


def test_two_connections_of_one_process_exclude_each_other(path: Path) -> None:
    with RunLock.take(path, HOLDER), pytest.raises(TargetBusy, match="anna"):
        RunLock.take(path, OTHER)
    with RunLock.take(path, OTHER):
        assert holder_of(path) == OTHER


def test_a_look_does_not_disturb_a_start(path: Path) -> None:
    import threading

    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            holder_of(path)

    RunLock.take(path, HOLDER).release()
    lookers = [threading.Thread(target=look) for _ in range(2)]
    for looker in lookers:
        looker.start()
    try:
        for _ in range(20):
            RunLock.take(path, HOLDER).release()
    finally:
        stop.set()
        for looker in lookers:
            looker.join()


def test_a_free_lock_and_a_place_that_is_none(path: Path) -> None:
    assert holder_of(path) is None
    assert not path.exists(), "a look makes nothing"
    with pytest.raises(TargetUnreachable):
        RunLock.take(path.parent / "missing" / "x.lock", HOLDER)
