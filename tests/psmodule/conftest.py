"""Runs PowerShell scripts and hands back what they say; one start of the shell carries as many questions as it can."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE / "scripts"
MODULE = HERE.parent.parent / "psmodule" / "DMUpgrade"

Said = dict[str, Any]
Shell = Callable[..., Said]


def environment(python_exe: str, engine: str, extra: dict[str, str]) -> dict[str, str]:
    """The caller's environment without what could lead a test astray, and with the engine it is about."""
    env = {k: v for k, v in os.environ.items() if k not in ("DMUPGRADE_PROFILE", "CI")}
    env |= {"DMUPGRADE_MODULE": str(MODULE), "DMUPGRADE_PYTHON": python_exe, "DMUPGRADE_NONINTERACTIVE": "1"}
    if engine == "double":
        env["PYTHONPATH"] = str(HERE / "double")
    return env | extra


def said(output: str) -> Said:
    """What the script said, by name; a name said several times is a list in the order of saying."""
    out: Said = {}
    many: set[str] = set()
    for line in output.splitlines():
        if line.startswith("@@"):
            name, _, value = line[2:].partition(" ")
            if name in many:
                out[name].append(json.loads(value))
            elif name in out:
                out[name] = [out[name], json.loads(value)]
                many.add(name)
            else:
                out[name] = json.loads(value)
    return out


def within(seconds: float) -> float:
    """A limit of time for a machine that does nothing else; a busy one gets as much more as it is busy."""
    return seconds * max(1.0, 2 * os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.fixture(scope="session")
def shell(pwsh: list[str], python_exe: str, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Runs a script after preamble.ps1; gives what it said, and 'stdout', 'stderr', 'code'."""

    def run(
        script: str | Path,
        *,
        engine: str = "real",
        cwd: Path | None = None,
        answers: str = "",
        code: int | None = 0,
        timeout: float = 120,
        **env: str,
    ) -> Said:
        folder = tmp_path_factory.mktemp("shell")
        file = folder / "script.ps1"
        text = script.read_text("utf-8") if isinstance(script, Path) else script
        file.write_text((SCRIPTS / "preamble.ps1").read_text("utf-8") + "\n" + text, "utf-8")
        done = subprocess.run(
            [*pwsh, "-File", str(file)],
            cwd=cwd or folder,
            env=environment(python_exe, engine, env),
            input=answers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        if code is not None:
            assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
        return said(done.stdout) | {"stdout": done.stdout, "stderr": done.stderr, "code": done.returncode}

    return run


@pytest.fixture(scope="session", params=["InProcess", "Process"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def sample(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sample for all: each test works on a copy."""
    folder = tmp_path_factory.mktemp("sample")
    told = shell("Say 'sample' (New-DMUpgradeSample -Path ./estate)", cwd=folder)
    assert told["sample"]["size"] == "Small"
    assert Path(told["sample"]["profile"]).parent == folder / "estate"
    return folder / "estate"
