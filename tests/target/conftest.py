"""A fresh embedded target for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.target.parts import Target, make_target


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    made = Target(make_target(tmp_path / "dm11.db"))
    yield made
    made.close()
