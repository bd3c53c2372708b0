"""gather() on the run by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pyupgrade.report.summary import Summary, gather
from tests.report.report_by_hand import START, TITLES, checks, lines, plan, ranges, run, source, target


@pytest.fixture
def make() -> Callable[..., Summary]:
    """gather() on the run by hand, with any of its arguments replaced."""

    def made(**other: Any) -> Summary:
        given: dict[str, Any] = {
            "run": run(),
            "plan": plan(),
            "lines": lines(),
            "ranges": ranges(),
            "source": source(),
            "target": target(),
            "checks": checks(),
            "titles": TITLES,
            "written": START + timedelta(minutes=3),
            "groups_by_store": {1: 40, 4: 12},
        }
        return gather(**{**given, **other})

    return made
