"""Progress in words: how much of how much, at what rate, how long still; a few times a second, and always put away."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.engine.progress import Bars, span

pytestmark = pytest.mark.mission("V2")


def test_rate_and_time_left() -> None:
    told: list[dict[str, Any]] = []
    now = [100.0]
    bars = Bars("DMUpgrade run 1", lambda event, **members: told.append(members), lambda: now[0])
    for second in range(11):
        now[0] = 100.0 + second
        bars.report("History", second * 500, 20_000)
    bars.report("History", 5_001, 20_000)
    assert told[-1]["status"] == "5,000 of 20,000, 500 a second, 30 s left"
    assert (told[-1]["feature"], told[-1]["done"], told[-1]["total"]) == ("History", 5_000, 20_000)
    assert len(told) == 11, "not more than five times a second"
    bars.close()
    assert told[-1]["completed"]


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (42, "42 s"), (190, "3 min 10 s"), (7_500, "2 h 5 min")])
def test_spans(seconds: float, said: str) -> None:
    assert span(seconds) == said
