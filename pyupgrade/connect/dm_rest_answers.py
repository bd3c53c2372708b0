"""Answers of the REST API of 11.1: lists and failures in their envelopes, operation results flattened into rows, names in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

LEVELS: Final = 3  # details within details (updategroups.md)
_ENVELOPE: Final = frozenset({"data", "count", "total"})
_SHOWN: Final = 300  # signs of a message of the product


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an operation result: what it is about, how it ended (0 is success in every page), what is said of it."""

    name: str
    status: int
    message: str
    error_code: str
    data: Any = None

    @property
    def failed(self) -> bool:
        return self.status != 0 or bool(self.error_code)


def member(value: Any, name: str) -> Any:
    """A member of an object by its name in any letter case; None where it is not there."""
    if not isinstance(value, Mapping):
        return None
    if name in value:
        return value[name]
    folded = name.casefold()
    return next((v for n, v in value.items() if n.casefold() == folded), None)


def renamed(value: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """An object with these members in this letter case; others keep theirs."""
    known = {name.casefold(): name for name in names}
    return {known.get(name.casefold(), name): one for name, one in value.items()}


def listed(answer: Any) -> list[Any] | None:
    """What a list holds: bare, as {count, data} or as {total, data}, or in the data of an operation result; None where it is none of these.

    Without any data it is an empty list only where it counts none.
    """
    if isinstance(answer, list):
        return answer if all(isinstance(row, Mapping) for row in answer) else None
    data = member(answer, "data")
    if data is None:
        return [] if 0 in (member(answer, "count"), member(answer, "total")) else None
    if isinstance(data, Mapping):
        inner = {name.casefold() for name in data}
        return listed(data) if inner & _ENVELOPE else [data] if inner else None
    return listed(data) if isinstance(data, list) else None


def failure(answer: Any) -> str:
    """What an answer of a look says of its failure, by `status` or `errorCode` of its envelopes; "" where it did not fail."""
    for one in (answer, member(answer, "data")):
        if told := refusals(one):
            return told
        status = member(one, "status")
        if status is not None and (isinstance(status, bool) or status != 0):
            return said(member(one, "message")) or f"status {status}"
    return ""


def rows(answer: Any) -> list[Row]:
    """The lines of an operation result, each before its details."""
    return list(_rows(answer, 0))


def _rows(one: Any, level: int) -> Iterator[Row]:
    if not isinstance(one, Mapping) or level > LEVELS:
        return
    status = member(one, "status")
    yield Row(
        name=str(member(one, "name") or ""),
        status=status if isinstance(status, int) else 0,
        message=said(member(one, "message")),
        error_code=str(member(one, "errorCode") or ""),
        data=member(one, "data"),
    )
    details = member(one, "details")
    for inner in details if isinstance(details, list) else ():
        yield from _rows(inner, level + 1)


def refusals(answer: Any) -> str:
    """What an operation result says of lines that failed; "" when all is well."""
    told = []
    for row in rows(answer):
        if row.failed:
            text = ": ".join(part for part in (row.name, row.message or row.error_code) if part)
            told.append(text or f"status {row.status}")
    return "; ".join(dict.fromkeys(told))


def said(text: Any) -> str:
    """A message of the product as ours may quote it: one line, not endless."""
    plain = " ".join(str(text or "").split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"


def words(content: bytes) -> str:
    """What an error's body says, of which no page shows a shape: a message by a usual name, else its text."""
    try:
        body = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        plain = re.sub(r"<[^>]*>", " ", content[:4000].decode("utf-8", "replace"))
        return said(plain) or "no reason given"
    if isinstance(body, str):
        return said(body)
    for name in ("message", "detail", "title", "error"):
        if isinstance(found := member(body, name), str) and found:
            return said(found)
    return said(refusals(body)) or "no reason given"
