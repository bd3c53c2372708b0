"""Counts, lists of names and texts as sentences show them."""

from __future__ import annotations

import pytest

from pyupgrade.plan.wording import about, counted, first, listed, sayable


@pytest.mark.parametrize(
    ("number", "names", "words"),
    [
        (None, [], ""),
        (None, list("edcba"), "e, d, c, b, a"),
        (None, [f"n{n}" for n in range(1_205)], "n0, n1, n2, n3, n4 and 1,200 more"),
        (7, list("ab"), "a, b and 5 more"),
        (2, list("ab"), "a, b"),
    ],
)
def test_the_first_names_and_how_many_more(number: int | None, names: list[str], words: str) -> None:
    assert first(names, number=number) == words


def test_words() -> None:
    assert listed(["b", "A", "b", "c"]) == "A, b, c"
    assert (counted(1, "entry", "entries"), counted(1_200, "group")) == ("1 entry", "1,200 groups")
    assert sayable("a\ud83d😀") == "a?😀"


def test_a_duration_is_told_as_roughly_as_it_is_known() -> None:
    told = [
        "less than a minute",
        "about 1 minute",
        "about 2 minutes",
        "about 89 minutes",
        "about 1.5 hours",
        "about 10 hours",
    ]
    assert [about(seconds) for seconds in (0.2, 60, 115, 5_340, 5_400, 36_000)] == told
