"""Kill -9 at several moments, with and without workers: resumed, it ends as an undisturbed run; nothing survives the kill."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.seam.client import Child, EngineError, Shell
from tests.upgrade import reading


class Killed(Exception):
    pass


@pytest.fixture(scope="module")
def undisturbed(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    folder = tmp_path_factory.mktemp("undisturbed") / "estate"
    shutil.copytree(pristine, folder)
    shell = Shell()
    shell.open(folder)
    assert shell.start(shell.plan())["status"] == "Completed"
    return ends(folder)


def ends(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    return reading.state(folder / "target.db"), reading.index(folder / "target.dmupgrade" / "index")


def with_workers(estate: Path, workers: int) -> None:
    profile = estate / "upgrade.toml"
    profile.write_text(profile.read_text() + f"\nworkers = {workers}\n")


@pytest.mark.parametrize(
    ("workers", "moment"), [(0, "first row"), (0, "groups"), (0, "history"), (2, "history"), (2, "late"), (0, "late")]
)
@pytest.mark.mission("V4")
def test_a_killed_run_is_resumed_to_the_same_end(
    estate: Path, undisturbed: tuple[dict[str, str], dict[str, str]], workers: int, moment: str
) -> None:
    with_workers(estate, workers)
    with Child() as child:
        child.open(estate)
        plan = child.plan()
        mine = psutil.Process(child.process.pid)
        family: list[psutil.Process] = []

        def kill_now(event: dict[str, Any]) -> None:
            reached = {
                "first row": event["event"] == "row",
                "groups": event.get("feature") == "Groups" and event["event"] == "progress",
                "history": event.get("feature") == "History" and event["event"] == "progress",
                "late": event.get("feature") == "History" and event.get("done", 0) > 3000,
            }
            if reached[moment]:
                family.extend([mine, *mine.children(recursive=True)])
                child.kill()
                raise Killed

        with pytest.raises((Killed, EOFError)):
            child.start(plan, watch=kill_now)
        if workers and moment in ("history", "late"):
            assert len(family) > 1, "there were workers to die"
    _, alive = psutil.wait_procs(family, timeout=3)
    assert not alive, f"survived the kill: {alive}"

    shell = Shell()
    shell.open(estate)
    (run,) = shell.job("run.list")["rows"]
    assert run["status"] == "Interrupted"
    ended = shell.job("run.resume")
    assert (ended["runId"], ended["status"]) == (run["runId"], "Completed")
    assert ends(estate) == undisturbed
    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    assert shell.plan()["items"] == []


def test_what_a_file_answered_is_given_again_to_a_resume(estate: Path) -> None:
    """A plan holds no file's content, and the new process has not heard it."""
    profile = estate / "upgrade.toml"
    lines = profile.read_text("utf-8").splitlines(keepends=True)
    profile.write_text("".join(line for line in lines if not line.startswith("answers")), "utf-8")
    with Child() as child:
        child.open(estate)
        plan = child.job("plan.build", features=["Everything"], answersPath=str(estate / "answers.toml"))

        def kill_now(event: dict[str, Any]) -> None:
            if event["event"] == "row":
                child.kill()
                raise Killed

        with pytest.raises((Killed, EOFError)):
            child.start(plan, watch=kill_now)
    shell = Shell()
    shell.open(estate)
    with pytest.raises(EngineError) as refused:
        shell.job("run.resume")
    assert refused.value.id == "DMUpgrade.Secret.Missing"
    assert any("/pfx: " in detail for detail in refused.value.details)
    assert shell.job("run.resume", answersPath=str(estate / "answers.toml"))["status"] == "Completed"


def test_a_shell_that_closes_takes_the_engine_with_it(estate: Path) -> None:
    with_workers(estate, 2)
    with Child() as child:
        child.open(estate)
        plan = child.plan()

        def close(event: dict[str, Any]) -> None:
            if event.get("feature") == "History":
                raise Killed

        with pytest.raises(Killed):
            child.start(plan, watch=close)
        family = [psutil.Process(child.process.pid), *psutil.Process(child.process.pid).children(recursive=True)]
        before = time.monotonic()
        assert child.process.stdin is not None
        child.process.stdin.close()
        _, alive = psutil.wait_procs(family, timeout=3)
        assert not alive
        assert time.monotonic() - before < 3
    shell = Shell()
    shell.open(estate)
    assert shell.job("run.list")["rows"][0]["status"] in ("Stopped", "Interrupted", "Completed")
    if shell.job("run.list")["rows"][0]["status"] != "Completed":
        assert shell.job("run.resume")["status"] == "Completed"
    assert shell.plan()["items"] == []


@pytest.mark.mission("V4")
def test_stop_and_pause_from_another_shell(estate: Path, undisturbed: tuple[dict[str, str], dict[str, str]]) -> None:
    other = Shell()
    other.open(estate)
    with Child() as child:
        child.open(estate)
        asked: list[str] = []

        def stop(event: dict[str, Any]) -> None:
            if event["event"] == "progress" and event["feature"] == "Configuration" and not asked:
                asked.append(other.job("run.control", action="stop")["status"])

        ended = child.start(child.plan(), watch=stop)
    assert asked
    assert ended["status"] == "Stopped"
    assert other.job("run.list")["rows"][0]["status"] == "Stopped"
    assert other.job("run.resume")["status"] == "Completed"
    assert ends(estate) == undisturbed


@pytest.mark.mission("V7")
def test_a_run_may_end_after_a_stage_and_go_on_later(
    estate: Path, undisturbed: tuple[dict[str, str], dict[str, str]]
) -> None:
    shell = Shell()
    shell.open(estate)
    ended = shell.start(shell.plan(), stopAfter="configuration")
    assert (ended["status"], ended["stage"]) == ("Stopped", "configuration")
    assert shell.job("run.resume")["status"] == "Completed"
    assert ends(estate) == undisturbed
