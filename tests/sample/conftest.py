"""A Small estate that tests only read, made once."""

from pathlib import Path

import pytest

from pyupgrade.sample import Facts, create


@pytest.fixture(scope="session")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return create(tmp_path_factory.mktemp("estates") / "small", "Small", "new", seed=1)


@pytest.fixture(scope="session")
def estate_path(estate: Facts) -> Path:
    return estate.path
