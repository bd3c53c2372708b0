"""Waiting for the product's replication: asked for once, done when it is, found done again, stopped when asked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pyupgrade.steps import replication
from tests.target.parts import NoControl

SINCE = "2026-11-28T10:00:00.0000000Z"
OLD, NEW = "2026-11-28T09:00:00.0000000Z", "2026-11-28T10:05:00.0000000Z"


class Product:
    """Statuses look by look; the last one stays."""

    def __init__(self, **looks: list[Mapping[str, str]]) -> None:
        self.looks, self.invoked = looks, list[str]()

    def invoke(self, store: str) -> None:
        self.invoked.append(store)

    def name(self, store: str) -> str:
        return store.capitalize()

    def status(self, store: str) -> Mapping[str, str]:
        looks = self.looks[store]
        return looks.pop(0) if len(looks) > 1 else looks[0]


class Bars(list[tuple[str, int, int | None]]):
    def __init__(self) -> None:
        super().__init__()
        self.on: list[str] = []

    def report(self, feature: str, done: int, total: int | None, on: str = "") -> None:
        self.append((feature, done, total))
        self.on.append(on)


def wait(product: Product, control: NoControl | None = None) -> tuple[bool, list[float], Bars]:
    slept, bars = list[float](), Bars()
    ended = replication.wait(product, sorted(product.looks), SINCE, control or NoControl(), bars, slept.append)
    return ended, slept, bars


def test_a_store_is_asked_for_and_waited_for() -> None:
    product = Product(
        corp=[{"Users": OLD, "Groups": OLD}, {"Users": NEW, "Groups": OLD}, {"Users": NEW, "Groups": NEW}]
    )
    ended, slept, bars = wait(product)
    assert ended
    assert product.invoked == ["corp"]
    assert len(slept) == 3
    assert bars[0] == ("Replication", 0, 1)
    assert bars[-1] == ("Replication", 1, 1)


def test_what_has_been_replicated_since_is_not_asked_for_again() -> None:
    product = Product(corp=[{"Users": NEW, "Groups": NEW}])
    ended, slept, _ = wait(product)
    assert (ended, slept, product.invoked) == (True, [], [])


def test_kinds_that_never_are_replicated_are_not_waited_for() -> None:
    product = Product(corp=[{"Users": "", "Folders": ""}, {"Users": NEW, "Folders": ""}])
    assert wait(product)[0]


def test_kinds_of_a_new_store_come_one_by_one() -> None:
    product = Product(corp=[{"Users": "", "Groups": ""}, {"Users": NEW, "Groups": ""}, {"Users": NEW, "Groups": NEW}])
    _, slept, _ = wait(product)
    assert len(slept) == 3, "one look that shows users alone is not believed"


def test_a_product_whose_clock_is_behind_is_believed_by_the_change() -> None:
    product = Product(corp=[{"Users": OLD}, {"Users": "2026-11-28T09:30:00.0000000Z"}])
    assert wait(product)[0]


LOCAL = "2026-11-28T11:30:00.0000000"  # by a clock that may be two hours ahead of ours


def test_a_local_time_is_held_against_nothing_but_another() -> None:
    product = Product(corp=[{"Users": LOCAL}, {"Users": LOCAL}, {"Users": LOCAL.replace("30", "45")}])
    ended, slept, _ = wait(product)
    assert (ended, product.invoked, len(slept)) == (True, ["corp"], 3)
    fresh = Product(corp=[{"Users": ""}, {"Users": LOCAL}])
    assert wait(fresh)[0], "what was never replicated was so by now"


@pytest.mark.parametrize("at", [1, 3])
def test_it_stops_when_asked(at: int) -> None:
    product = Product(corp=[{"Users": OLD}])
    ended, slept, _ = wait(product, NoControl(stop_at=at))
    assert not ended
    assert len(slept) == at - 1


def told(product: Product, looks: int = 200) -> tuple[list[str], list[str]]:
    """What a wait that somebody stops at last has said: the progress bar's words, and the warnings."""
    bars, said = Bars(), list[str]()
    replication.wait(
        product, sorted(product.looks), SINCE, NoControl(stop_at=looks), bars, lambda seconds: None, said.append
    )
    return bars.on, said


def test_the_progress_says_what_is_waited_for() -> None:
    product = Product(
        corp=[{"Users": OLD, "Groups": OLD}, {"Users": NEW, "Groups": OLD}, {"Users": NEW, "Groups": NEW}],
        plant=[{"Users": ""}, {"Users": ""}, {"Users": NEW}],
    )
    on, _ = told(product)
    assert on[0] == "waiting for 'Corp' (Groups, Users), 'Plant'"
    assert on[1] == "waiting for 'Corp' (Groups), 'Plant'"
    assert on[-1] == ""


def test_a_kind_that_does_not_move_is_named_once_with_what_to_do() -> None:
    """Other kinds are replicated on and on meanwhile."""
    users = [{"Users": f"2026-11-28T10:{minute:02d}:00.0000000Z", "Folders": OLD} for minute in range(59)]
    _, said = told(Product(corp=[{"Users": OLD, "Folders": OLD}, *users]))
    (warning,) = said
    assert "'Corp' still waits for Folders" in warning
    assert f"last replicated {OLD}" in warning
    for word in ("Admin Center", "Suspend-DMUpgrade", "Stop-DMUpgrade", "Resume-DMUpgrade"):
        assert word in warning


def test_a_store_of_which_nothing_moves_is_named_too() -> None:
    _, said = told(Product(corp=[{"Users": "", "Groups": ""}]))
    (warning,) = said
    assert "Nothing of 'Corp' has been replicated" in warning


def test_nobody_is_warned_while_something_moves() -> None:
    slow = [{f"Kind{n}": NEW if n < look else OLD for n in range(9)} for look in range(10) for _ in range(12)]
    ended = [{f"Kind{n}": NEW for n in range(9)}]
    assert told(Product(corp=[*slow, *ended]))[1] == []
