"""Secrets that somebody quotes: as they were given, in a notation of his own, or cut in the middle."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.plan.masking import CUT, MASK, SHORTEST, masked

SECRET = 'Ta"nne\\<Baum>&4711ü'


@pytest.mark.parametrize(
    "quoted",
    [
        SECRET,
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        json.dumps({"Password": SECRET}),
        html.escape(SECRET),
        html.escape(SECRET, quote=False),
    ],
)
def test_a_quoted_secret_is_taken_out(quoted: str) -> None:
    told = masked(f"Invalid request: {quoted}.", [SECRET, "other"])
    assert "Baum" not in told and "nne" not in told
    assert told.startswith("Invalid request: ") and MASK in told


def test_what_a_cut_left_of_one_is_taken_out() -> None:
    assert masked(f"Invalid: {SECRET[:9]}{CUT}; not there", [SECRET]) == f"Invalid: {MASK}{CUT}; not there"
    assert masked(f"Invalid: {json.dumps(SECRET)[1:14]}{CUT}", [SECRET]) == f"Invalid: {MASK}{CUT}"
    assert masked(f"They met{CUT} in the wood", ["metropolis"]) == f"They met{CUT} in the wood", (
        "three letters say nothing"
    )


WORDS = st.text(st.characters(exclude_characters=MASK + CUT))


@given(WORDS, st.lists(WORDS))
def test_no_secret_is_left_whatever_it_is(text: str, secrets: list[str]) -> None:
    told = masked(text + "".join(secrets), secrets)
    assert all(secret not in told for secret in secrets if len(secret) >= SHORTEST)
