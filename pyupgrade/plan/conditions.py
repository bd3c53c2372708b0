"""Conditions on directory objects, as a tree: what a query asks for, whatever language it was written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Operator = Literal["and", "or", "not", "equal", "present", "substring", "at-least", "at-most"]
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Condition:
    """`parts` of and, or, not; else an attribute (lower-case) and its value, of a substring the pieces between its stars."""

    operator: Operator
    attribute: str = ""
    value: str = ""
    pieces: tuple[str, ...] = ()  # first, any in between, last; an empty one where the star stands
    parts: tuple[Condition, ...] = ()


def holds(condition: Condition, attributes: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an object with these attributes (names lower-case) fulfils the condition, compared without regard to case."""
    match condition.operator:
        case "and":
            return all(holds(part, attributes) for part in condition.parts)
        case "or":
            return any(holds(part, attributes) for part in condition.parts)
        case "not":
            return not any(holds(part, attributes) for part in condition.parts)
    values = attributes.get(condition.attribute, ())
    if condition.operator == "present":
        return bool(values)
    return any(_compares(condition, value) for value in values)


def named(condition: Condition) -> set[str]:
    """The attributes that a condition looks at."""
    return {condition.attribute} - {""} | {name for part in condition.parts for name in named(part)}


def _compares(condition: Condition, value: str) -> bool:
    folded, wanted = value.casefold(), condition.value.casefold()
    match condition.operator:
        case "equal":
            return folded == wanted
        case "substring":
            return _fits(folded, [piece.casefold() for piece in condition.pieces])
    if _NUMBER.fullmatch(folded) and _NUMBER.fullmatch(wanted):
        return int(folded) >= int(wanted) if condition.operator == "at-least" else int(folded) <= int(wanted)
    return folded >= wanted if condition.operator == "at-least" else folded <= wanted


def _fits(value: str, pieces: list[str]) -> bool:
    first, *between, last = pieces
    if len(value) < len(first) + len(last) or not value.startswith(first) or not value.endswith(last):
        return False
    at, end = len(first), len(value) - len(last)
    for piece in between:
        found = value.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
