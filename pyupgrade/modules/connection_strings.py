"""OLE DB, ODBC and ADO.NET connection strings as pairs of key and value, and back: quotes, braces, semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]

_CLOSING = {'"': '"', "'": "'", "{": "}"}
_NEEDS_QUOTES = re.compile(r"[;\"'{}=]|^\s|\s$")
_SECRET_KEY = re.compile(r"passw|passphrase|\bpwd\b|secret|token|account\s*key")


class ConnectionStringError(ValueError):
    """A connection string follows none of the known rules; the message never quotes it, it may hold a password."""


def parse(text: str) -> list[Pair]:
    """The pairs as written. Keys are trimmed, `==` in a key stands for one `=`; values lose their quotes or braces.

    A value may stand in single or double quotes or in braces, the closing sign doubled inside; else it goes to the
    next semicolon and is trimmed. Raises ConnectionStringError for a part without key or equals sign.
    """
    pairs: list[Pair] = []
    place = 0
    while place < len(text):
        if text[place] == ";" or text[place].isspace():
            place += 1
            continue
        key, place = _key(text, place)
        value, place = _value(text, place)
        pairs.append((key, value))
    return pairs


def _key(text: str, place: int) -> tuple[str, int]:
    start, at = place, place
    while at < len(text) and text[at] != ";":
        if text[at] == "=":
            if text[at + 1 : at + 2] != "=":
                key = " ".join(text[start:at].replace("==", "=").split())
                if not key:
                    break
                return key, at + 1
            at += 1
        at += 1
    raise ConnectionStringError("a part has no key or no equals sign")


def _value(text: str, place: int) -> tuple[str, int]:
    while place < len(text) and text[place].isspace():
        place += 1
    closing = _CLOSING.get(text[place : place + 1])
    if closing is not None:
        quoted = _quoted(text, place + 1, closing)
        if quoted is not None:
            return quoted
    end = text.find(";", place)
    end = len(text) if end < 0 else end
    return text[place:end].strip(), end + 1


def _quoted(text: str, place: int, closing: str) -> tuple[str, int] | None:
    """The value up to its closing sign; None when that never comes or text follows: the sign is part of the value."""
    parts: list[str] = []
    while (end := text.find(closing, place)) >= 0:
        parts.append(text[place:end])
        if text[end + 1 : end + 2] == closing:
            parts.append(closing)
            place = end + 2
            continue
        after = end + 1
        while after < len(text) and text[after].isspace():
            after += 1
        return ("".join(parts), after + 1) if after >= len(text) or text[after] == ";" else None
    return None


def write(pairs: Iterable[Pair]) -> str:
    """A text that `parse` reads as these pairs; values are put in double quotes where they need it."""
    return ";".join(f"{key.replace('=', '==')}={_written(value)}" for key, value in pairs)


def _written(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _NEEDS_QUOTES.search(value) else value


def normalised(pairs: Sequence[Pair]) -> dict[str, str]:
    """Values by lower-case key, in key order. Of a key given twice the last counts; of Provider and in ODBC the first.

    Two strings are one data source when this is the same for both: order of keys, their case, white space do not count.
    """
    found: dict[str, str] = {}
    is_odbc = any(key.casefold() in ("driver", "dsn", "filedsn") for key, _ in pairs)
    for key, value in pairs:
        plain = key.casefold()
        if plain not in found or not (is_odbc or plain == "provider"):
            found[plain] = value
    return dict(sorted(found.items()))


def is_secret(key: str) -> bool:
    """Whether a key's value is a secret."""
    return _SECRET_KEY.search(key.casefold()) is not None


def without_secrets(values: Mapping[str, str]) -> dict[str, str]:
    """The values without secrets, also inside a value that is a connection string itself (Extended Properties)."""
    return {key: _inner(value) for key, value in values.items() if not is_secret(key)}


def _inner(value: str) -> str:
    if not _SECRET_KEY.search(value.casefold()):
        return value
    try:
        return write(pair for pair in parse(value) if not is_secret(pair[0]))
    except ConnectionStringError:
        return ""
