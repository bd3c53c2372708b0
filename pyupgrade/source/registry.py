"""Registry exports (.reg), from their text to keys, names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.source.text import decoded

_HEADS: Final = ("Windows Registry Editor Version 5.00", "REGEDIT4")
_LINE: Final = re.compile(r'^(?:@|"((?:[^"\\]|\\.)*)")\s*=\s*(.*)$', re.DOTALL)
_PARAMETERS: Final = re.compile(
    r"\\SYSTEM\\(?:CurrentControlSet|ControlSet\d{3})\\Services\\Tcpip\\Parameters$", re.IGNORECASE
)


def values(content: bytes) -> Iterator[tuple[str, str, str]]:
    """(key, name, value) in the file's order: texts as they are, numbers in decimal, several texts joined by semicolons.

    A default value's name is "". Kinds that hold no text or number come as their hexadecimal text. Raises ValueError.
    """
    text, _ = decoded(content)
    head, _, body = text.partition("\n")
    if head.strip() not in _HEADS:
        raise ValueError("it is no registry export; export the key with reg export, or regedit")
    key = ""
    for line in re.sub(r"\\\r?\n\s*", "", body).splitlines():  # a long value goes on after a backslash
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            key = stripped[1:-1]
        elif found := _LINE.match(stripped):
            yield key, _unescaped(found[1] or ""), _value(found[2].strip())


def _value(given: str) -> str:
    if given.startswith('"'):
        return _unescaped(given[1:].rpartition('"')[0])
    if given.startswith("dword:"):
        return str(int(given.removeprefix("dword:"), 16)) if re.fullmatch(r"dword:[0-9A-Fa-f]{1,8}", given) else given
    kind, _, digits = given.partition(":")
    if kind.lower() in ("hex(2)", "hex(7)") and re.fullmatch(r"(?:[0-9A-Fa-f]{2},?)*", digits):
        raw = bytes.fromhex(digits.replace(",", ""))
        return ";".join(part for part in raw.decode("utf-16-le", "replace").split("\0") if part)
    return given


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def joined_domain(rows: Iterator[Mapping[str, Any]]) -> str:
    """The DNS name of the domain the server was joined to, as Windows keeps it; "" where no export has it."""
    found: dict[str, str] = {}
    for row in rows:
        if row["Value"] and _PARAMETERS.search(str(row["Key"] or "")):
            found.setdefault(str(row["Name"]).casefold(), str(row["Value"]))
    return found.get("domain") or found.get("nv domain") or ""
