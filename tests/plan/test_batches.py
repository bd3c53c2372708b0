"""Portions: their sizes and order, and that no more is read than was asked for."""

from __future__ import annotations

import pytest

from pyupgrade.plan.batches import batches


@pytest.mark.parametrize(
    ("things", "made"), [([], []), ([1], [[1]]), ([1, 2], [[1, 2]]), ([1, 2, 3, 4, 5], [[1, 2], [3, 4], [5]])]
)
def test_portions_in_order(things: list[int], made: list[list[int]]) -> None:
    assert list(batches(things, 2)) == list(batches(dict.fromkeys(things), 2)) == made


def test_only_what_is_asked_for_is_read() -> None:
    rest = iter(range(10))
    assert next(batches(rest, 3)) == [0, 1, 2]
    assert next(rest) == 3
