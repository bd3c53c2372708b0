"""Ctrl+C at a terminal, and a shell that is closed in the middle of a run."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.psmodule.conftest import SCRIPTS, Said, Shell, environment, said, within

pytestmark = pytest.mark.xdist_group("interrupt")

DOUBLE = """
$null = Connect-DMUpgrade -Path ./slow.toml -Transport $env:TRANSPORT
Get-DMUpgradePlan | Start-DMUpgrade -Force | ForEach-Object { Say 'row' $_.Name }
Say 'notReached' 1
"""

REAL = """
$null = Connect-DMUpgrade -Sample ./estate -Transport $env:TRANSPORT
Start-DMUpgrade -AcceptLoss All -Force | ForEach-Object { Say 'row' $_.Name }
"""

AFTERWARDS = """
$null = Connect-DMUpgrade -Sample ./estate -Transport Process
Say 'run' (Get-DMUpgradeRun)
if ((Get-DMUpgradeRun).Status -ne 'Completed') { Say 'resumed' @(Resume-DMUpgrade)[-1] }
Say 'proof' @(Test-DMUpgradeResult | Where-Object Status -notin 'Passed', 'Skipped')
"""


def _interrupted(
    script: str, how: signal.Signals, engine: str, transport: str, pwsh: list[str], python_exe: str, folder: Path
) -> Said:
    """Starts a run in a process group of its own, as a terminal does; signals at the first row; says what is left."""
    file = folder / "script.ps1"
    file.write_text((SCRIPTS / "preamble.ps1").read_text("utf-8") + script, "utf-8")
    shell = subprocess.Popen(
        [*pwsh, "-File", str(file)],
        cwd=folder,
        env=environment(python_exe, engine, {"TRANSPORT": transport}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert shell.stdout is not None
    for line in shell.stdout:
        if line.startswith("@@row"):
            break
    else:
        raise AssertionError(f"no row came: {shell.communicate()[1]}")
    family = psutil.Process(shell.pid).children(recursive=True)
    began = time.monotonic()
    if how is signal.SIGINT:
        os.killpg(shell.pid, how)
    else:
        shell.send_signal(how)
    out, err = shell.communicate(timeout=30)
    seconds = time.monotonic() - began
    _gone, alive = psutil.wait_procs(family, timeout=5)
    return said(out) | {"seconds": seconds, "code": shell.returncode, "family": len(family), "alive": alive, "err": err}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "closed"])
def test_the_shell_ends_at_once_and_leaves_nothing_behind(
    pwsh: list[str], python_exe: str, transport: str, how: signal.Signals, tmp_path: Path
) -> None:
    left = _interrupted(DOUBLE, how, "double", transport, pwsh, python_exe, tmp_path)
    assert left["seconds"] < within(3)
    assert left["code"] == 128 + how, left["err"]
    assert "notReached" not in left
    assert (left["family"] > 0) == (transport == "Process")
    assert left["alive"] == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "closed"])
def test_an_interrupted_run_goes_on_later(
    shell: Shell, sample: Path, pwsh: list[str], python_exe: str, transport: str, how: signal.Signals, tmp_path: Path
) -> None:
    shutil.copytree(sample, tmp_path / "estate")
    left = _interrupted(REAL, how, "real", transport, pwsh, python_exe, tmp_path)
    assert left["seconds"] < within(3)
    assert left["alive"] == []
    after = shell(AFTERWARDS, cwd=tmp_path)
    # A quick machine may be through before the signal comes. Ctrl+C is a stop at a safe point, also in a child process,
    # which the terminal sends it to as well; a shell that is closed may leave the run where it was.
    assert after["run"]["status"] in ("Completed", "Stopped", *(("Interrupted",) if how is signal.SIGTERM else ()))
    assert after.get("resumed", after["run"])["status"] == "Completed"
    assert after["proof"] == []
