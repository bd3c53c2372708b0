"""Processes that bring history, killed for real: nothing survives them, and a resume ends as if undisturbed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.steps.history_parts import Old
from tests.steps.test_history import state
from tests.target.parts import Target, make_target

ROOT = Path(__file__).parents[2]
RANGES = 30


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Old:
    made = Old(tmp_path_factory.mktemp("old") / "groupid10.db")
    for first in range(0, RANGES * 10_000, 10_000):
        made.put("objects", range(first, first + 150))
    return made


@pytest.fixture(scope="module")
def undisturbed(old: Old, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    path = make_target(tmp_path_factory.mktemp("quiet") / "dm11.db")
    process = started(old, path, 0)
    assert b"end" in process.communicate(timeout=60)[0]
    target = Target(path)
    found = state(target)
    target.close()
    return found


def started(old: Old, target: Path, workers: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.steps.history_run", str(old.path), str(target), str(workers)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    me = psutil.Process(process.pid)
    return [me, *me.children(recursive=True)]


@pytest.mark.timeout(180)
@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_a_random_moment_and_resumed_ends_the_same(
    old: Old, undisturbed: tuple[object, ...], tmp_path: Path, workers: int, seed: int
) -> None:
    path = make_target(tmp_path / "dm11.db")
    draw = random.Random(seed * 10 + workers)
    kills = 0
    for _ in range(3):
        process = started(old, path, workers)
        assert process.stdout is not None
        for _ in range(draw.randrange(1, 14)):
            if process.stdout.readline().startswith(b"end"):
                break
        time.sleep(draw.random() / 50)
        there = family(process) if process.poll() is None else []
        process.send_signal(signal.SIGKILL)
        # The pipe must close: a worker that lived on would hold it open and this would hang.
        process.communicate(timeout=5)
        _, alive = psutil.wait_procs(there, timeout=5)
        assert not alive
        kills += 1
        if process.returncode == 0:
            break
    process = started(old, path, workers)
    told = process.communicate(timeout=90)[0]
    assert b"end" in told, told
    target = Target(path)
    assert state(target) == undisturbed
    target.close()
    assert kills >= 1


@pytest.mark.timeout(120)
def test_a_worker_that_is_killed_costs_nothing_but_time(
    old: Old, undisturbed: tuple[object, ...], tmp_path: Path
) -> None:
    path = make_target(tmp_path / "dm11.db")
    process = started(old, path, 2)
    assert process.stdout is not None
    line = process.stdout.readline()
    while not line.startswith(b"worker"):
        assert line, "no worker was started"
        line = process.stdout.readline()
    victim = int(line.split()[1])
    psutil.Process(victim).kill()
    told = process.communicate(timeout=90)[0]
    assert b"end" in told, told
    target = Target(path)
    assert state(target) == undisturbed
    target.close()


@pytest.mark.timeout(60)
def test_secrets_are_on_no_command_line_of_a_worker(old: Old, tmp_path: Path) -> None:
    from tests.steps.history_parts import SECRET

    process = started(old, make_target(tmp_path / "dm11.db"), 2)
    assert process.stdout is not None
    process.stdout.readline()
    for one in family(process):
        assert SECRET not in " ".join(one.cmdline())
        assert SECRET not in repr(one.environ())
    process.kill()
    process.communicate(timeout=5)
