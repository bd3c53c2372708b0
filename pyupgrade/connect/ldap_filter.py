"""LDAP filters, read by ldap3's own parser, from their text to a tree of conditions."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Any

Tree = tuple[str, str, Any]  # (operator, attribute, value, pieces or parts): plan.conditions.Condition's members
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9;-]*|\d+(\.\d+)*")
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{2})")


@cache
def _ldap3() -> Any:
    """ldap3's filter language; imported when the first filter is read, since it costs 120 ms that most sessions need not pay."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it asks pyasn1 by names of yesterday
        from ldap3.operation import search
    return search


def parsed(text: str) -> Tree:
    """The filter as (operator, attribute, value): parts of and, or, not; pieces of a substring; else the text compared with.

    Raises ValueError for what is no filter, or asks by a matching rule, which only a server can answer.
    """
    language = _ldap3()
    try:
        root = language.parse_filter(text, None, False, True, None, False)
    except (language.LDAPInvalidFilterError, IndexError, ValueError) as reason:
        raise ValueError(f"it is no LDAP filter ({reason})") from None
    if len(root.elements) != 1:
        raise ValueError("it is no single LDAP filter")
    return _tree(root.elements[0], language)


def _tree(node: Any, language: Any) -> Tree:
    joined = {language.AND: "and", language.OR: "or", language.NOT: "not"}
    if node.tag in joined:
        return joined[node.tag], "", tuple(_tree(part, language) for part in node.elements)
    given = node.assertion
    attribute = str(given["attr"]).casefold()
    if not _ATTRIBUTE.fullmatch(attribute):
        raise ValueError(f"it is no LDAP filter ('{attribute}' is no attribute)")
    if node.tag == language.MATCH_PRESENT:
        return "present", attribute, ""
    if node.tag == language.MATCH_SUBSTRING:
        between = tuple(_plain(piece) for piece in given.get("any") or ())
        return "substring", attribute, (_plain(given.get("initial")), *between, _plain(given.get("final")))
    compared = {
        language.MATCH_EQUAL: "equal",
        language.MATCH_APPROX: "equal",
        language.MATCH_GREATER_OR_EQUAL: "at-least",
        language.MATCH_LESS_OR_EQUAL: "at-most",
    }
    if node.tag not in compared:
        raise ValueError("it asks by a matching rule, which only a directory server can answer")
    return compared[node.tag], attribute, _plain(given["value"])


def _plain(value: Any) -> str:
    """The text of a value: bytes written as \\xx are put together first, since one character may be several."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    raw = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(chr(b) for b in text.encode("utf-8")))
    return raw.encode("latin-1").decode("utf-8", "replace")
