"""Rows and texts of a case that differ in a number only, written out from one of them."""

from __future__ import annotations

import re
from typing import Any

# {n}, {n:04d}, {n*2+1}, {n%3:08x}, and {=n}, which is the number itself: nothing but arithmetic gets to eval.
_NUMBER = r"\{(=?)(%s[-+*%%\d]*)(?::(\w+))?\}"


def written_out(given: Any) -> Any:
    """A case as if every repetition in it stood there row by row.

    In a list, `{"n": [1, 460], "rows": [...]}` stands for its rows once for each number, both ends included, downwards where the
    first is the larger; `"sorted": true` puts the texts that come of it in order. One within another counts by `m`. In place of
    a text, `{"texts": [...], "by": "\\n"}` is these texts joined.
    """
    if isinstance(given, dict) and set(given) == {"texts", "by"}:
        return str(given["by"]).join(written_out(given["texts"]))
    if isinstance(given, dict):
        return {name: written_out(value) for name, value in given.items()}
    if not isinstance(given, list):
        return given
    rows: list[Any] = []
    for one in given:
        letter = next((known for known in "nm" if isinstance(one, dict) and known in one), "")
        if not letter:
            rows.append(written_out(one))
            continue
        assert set(one) <= {letter, "rows", "sorted"}, f"unknown beside a repetition: {set(one)}"
        first, last = one[letter]
        step = 1 if first <= last else -1
        numbers = range(first, last + step, step)
        made = [row for number in numbers for row in written_out(_numbered(one["rows"], letter, number))]
        rows += sorted(made) if one.get("sorted") else made
    return rows


def _numbered(given: Any, letter: str, number: int) -> Any:
    if isinstance(given, dict):
        return {_numbered(k, letter, number): _numbered(v, letter, number) for k, v in given.items()}
    if isinstance(given, list):
        return [_numbered(value, letter, number) for value in given]
    if not isinstance(given, str):
        return given
    pattern = re.compile(_NUMBER % letter)
    whole = pattern.fullmatch(given)
    if whole and whole[1]:
        return eval(whole[2], {letter: number})
    return pattern.sub(lambda part: format(eval(part[2], {letter: number}), part[3] or ""), given)
