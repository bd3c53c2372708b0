"""Which Python the shell takes, and what it says of those it does not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.psmodule.conftest import HERE, MODULE, Said, Shell

pytestmark = pytest.mark.xdist_group("python")


def _program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def choice(shell: Shell, python_exe: str, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """A copy of the module that stands in no source tree, among Pythons that each lack something."""
    place = tmp_path_factory.mktemp("pythons")
    shutil.copytree(MODULE, place / "DMUpgrade")
    dead = _program(place / "dead" / "python", "echo no such luck >&2; exit 3")
    # The Python below the environment: new enough, but without the engine.
    bare = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    plain = _program(place / "path" / "python3", f'exec {bare} "$@"')
    # The engine's double and the libraries the shell looks for, but no pythonnet.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place / "bare")], check=True)
    for library in ("msgspec", "sqlalchemy", "pydantic"):
        (place / "libraries" / library).mkdir(parents=True)
        (place / "libraries" / library / "__init__.py").touch()
    without_net = place / "bare" / "bin" / "python"
    (place / "named.toml").write_text(
        f"topology = 'new'\npython = {json.dumps(python_exe)}\n[x]\npython = 'nothing'\n", "utf-8"
    )
    (place / "relative.toml").write_text("python = 'dead/python'\n", "utf-8")
    return shell(
        f"""
        $env:PATH = './nowhere{os.pathsep}{plain.parent}'
        Say 'none' (Failure {{ Connect-DMUpgrade -Path ./relative.toml }})
        Say 'parameter' (Failure {{ Connect-DMUpgrade -Path ./named.toml -Python ./nowhere/python }})
        $env:PYTHONPATH = '{HERE / "double"}'
        Say 'profile' (Connect-DMUpgrade -Path ./named.toml -Transport Process)
        $env:PYTHONPATH = '{HERE / "double"}{os.pathsep}{place / "libraries"}'
        Say 'auto' (Connect-DMUpgrade -Path ./plain.toml -Python {without_net})
        $inside = @{{ Python = '{without_net}'; Transport = 'InProcess' }}
        Say 'noPythonNet' (Failure {{ Connect-DMUpgrade -Path ./plain.toml @inside }})
        """,
        engine="none",
        cwd=place,
        DMUPGRADE_MODULE=str(place / "DMUpgrade"),
        DMUPGRADE_PYTHON=str(dead),
    )


def test_the_error_names_each_candidate_and_why(choice: Said) -> None:
    none = choice["none"]
    assert none["id"].startswith("DMUpgrade.Engine.PythonNotFound")
    assert "DMUPGRADE_PYTHON" in none["action"]
    lines = none["message"].splitlines()[1:]
    assert [line.split(":")[0] for line in lines] == [
        "- profile",
        "- environment variable DMUPGRADE_PYTHON",
        "- python3 in PATH",
    ]
    assert "no such luck" in lines[0]
    assert "code 3" in lines[1]
    assert "not installed" in lines[2]


def test_a_named_python_stands_alone(choice: Said) -> None:
    assert choice["parameter"]["message"].count("\n- ") + choice["parameter"]["message"].count("\r\n- ") == 1
    assert "there is no such file" in choice["parameter"]["message"]


def test_the_profile_comes_before_the_environment(choice: Said, python_exe: str) -> None:
    assert choice["profile"]["transport"] == "Process"


def test_without_pythonnet_auto_takes_the_process_and_says_why(choice: Said) -> None:
    assert choice["auto"]["transport"] == "Process"
    assert "pythonnet is not installed" in choice["auto"]["transportReason"]
    assert choice["noPythonNet"]["id"].startswith("DMUpgrade.Engine.NoPythonNet")
