"""What every test may ask for: the checkout, the PowerShell to drive, its Python; no silent skips in CI."""

import os
import re
import shutil
import sys
from collections.abc import Generator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.servers.identity import identity_server, stand_in  # noqa: F401 - fixtures

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

pytest_plugins = ["tests.servers.search"]
ROOT = Path(__file__).resolve().parent.parent


def _refuse_skip(report: Report) -> Report:
    """In CI a part that is missing is a failure: a suite that skips it proves nothing about it."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not accept: {reason.removeprefix('Skipped: ')}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_skip((yield))


@cache
def _group(file: str) -> str:
    """The xdist_group that a test file says of all its tests; "" when it says none."""
    said = re.search(r'^pytestmark = .*xdist_group\("(\w+)"\)', (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return said[1] if said else ""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Tests of one group on one worker, since they share servers.

    xdist's own way, an id that ends with the group's name, is lost from pytest 9.2 on: it writes an attribute that no longer counts.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid.partition("::")[0]) or nodeid

    return ByGroup(config, log)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def pwsh() -> list[str]:
    """How to start PowerShell: append -File or -Command. The one that runs the build comes first."""
    built = ROOT / ".build" / "pwsh-host" / "pwsh-host"
    for candidate in (os.environ.get("DMUPGRADE_PWSH"), "pwsh", str(built)):
        if candidate and (found := shutil.which(candidate)):
            return [found, "-NoLogo", "-NoProfile"]
    pytest.skip("no PowerShell: neither DMUPGRADE_PWSH nor pwsh on PATH nor a built tools/pwsh-host")


@pytest.fixture(scope="session")
def python_exe() -> str:
    """The Python that has the engine installed."""
    return os.environ.get("DMUPGRADE_PYTHON") or sys.executable
