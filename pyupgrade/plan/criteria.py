"""GroupID's own query text, from `(department Contains "engineering")` to a tree of conditions."""

from __future__ import annotations

import re
from typing import Final

from pyupgrade.plan.conditions import Condition

# Operators that public pages show (API-SG, Z-DYN; workflow filters). How clauses are joined is not published: and, or with brackets
# is assumed, as the vendor's pages on links and API filters have it.
_OPERATORS: Final = (
    "is exactly", "is not", "starts with", "ends with", "contains", "not present", "present", "not equals", "equals",
)  # fmt: skip
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<join>and\b|or\b)"
    r"|(?P<attribute>[A-Za-z][\w-]*)\s+(?P<operator>"
    + "|".join(re.escape(o).replace(r"\ ", r"\s+") for o in _OPERATORS)
    + ")"
    r'(?:\s*"(?P<value>(?:[^"\\]|\\.)*)")?)',
    re.IGNORECASE,
)


def parsed(text: str) -> Condition:
    """The query as a tree. Raises ValueError for a text that is no such query, with the place where it stops being one."""
    tokens: list[re.Match[str]] = []
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f'it is no query of the form (attribute operator "value") from character {at + 1} on')
        tokens.append(found)
        at = found.end()
    if not tokens:
        raise ValueError("it is empty")
    condition = _joined(tokens)
    if tokens:
        raise ValueError("a bracket is closed that was not opened, or two clauses stand side by side")
    return condition


def _joined(tokens: list[re.Match[str]]) -> Condition:
    parts, word = [_part(tokens)], ""
    while tokens and tokens[0]["join"]:
        joined = tokens.pop(0)["join"].casefold()
        if word and joined != word:
            raise ValueError("and and or stand side by side without brackets")
        word = joined
        parts.append(_part(tokens))
    if len(parts) == 1:
        return parts[0]
    return Condition("and" if word == "and" else "or", parts=tuple(parts))


def _part(tokens: list[re.Match[str]]) -> Condition:
    if not tokens:
        raise ValueError("it ends where a clause is expected")
    token = tokens.pop(0)
    if token["bracket"] == "(":
        inside = _joined(tokens)
        if not tokens or tokens.pop(0)["bracket"] != ")":
            raise ValueError("a bracket is not closed")
        return inside
    if not token["attribute"]:
        raise ValueError(f"'{token[0].strip()}' stands where a clause is expected")
    return _clause(token)


def _clause(token: re.Match[str]) -> Condition:
    attribute, value = token["attribute"].casefold(), re.sub(r"\\(.)", r"\1", token["value"] or "")
    operator = " ".join(token["operator"].casefold().split())
    if token["value"] is None and "present" not in operator:
        raise ValueError(f"the clause on {token['attribute']} has no value")
    present = Condition("present", attribute)
    equal = Condition("equal", attribute, value)
    match operator:
        case "present":
            return present
        case "not present":
            return Condition("not", parts=(present,))
        case "is not" | "not equals":
            return Condition("not", parts=(equal,))
        case "starts with":
            return Condition("substring", attribute, pieces=(value, ""))
        case "ends with":
            return Condition("substring", attribute, pieces=("", value))
        case "contains":
            return Condition("substring", attribute, pieces=("", value, ""))
    return equal
