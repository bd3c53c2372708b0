"""A Small estate that tests only read, its directory and its reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pyupgrade.contracts.load import Contract, load
from pyupgrade.sample import create
from pyupgrade.source.directory import EmbeddedDirectory, open_directory
from pyupgrade.source.groupid10 import GroupId10, open_groupid10
from tests.servers.estate import real_estate

__all__ = ["real_estate"]


@pytest.fixture(scope="session")
def estate_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create(tmp_path_factory.mktemp("estates") / "small", "Small", "new", seed=1).path


@pytest.fixture(scope="session")
def contract() -> Contract:
    return load("groupid10")


@pytest.fixture(scope="session")
def directory(estate_path: Path) -> Iterator[EmbeddedDirectory]:
    opened = open_directory(estate_path / "directory.ldif")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def source(estate_path: Path, contract: Contract, directory: EmbeddedDirectory) -> Iterator[GroupId10]:
    places = {name: estate_path / name for name in ("program", "data", "tasks", "registry")}
    opened = open_groupid10(estate_path / "groupid10.db", contract, directory, **places)
    yield opened
    opened.close()
