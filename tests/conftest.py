"""What every test may ask for: the checkout, the PowerShell to drive, its Python; no silent skips in CI."""

import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

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
