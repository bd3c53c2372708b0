"""A Small sample made once; each test works on a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.seam.client import Shell
from tests.servers.estate import real_estate

__all__ = ["real_estate"]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estate") / "small"
    Shell().job("sample.create", path=str(folder), size="Small")
    return folder


@pytest.fixture
def estate(pristine: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "estate"
    shutil.copytree(pristine, folder)
    return folder


@pytest.fixture
def shell(estate: Path) -> Iterator[Shell]:
    connected = Shell()
    connected.open(estate)
    yield connected
    connected.call("connection.close", {"connection": connected.connection})
