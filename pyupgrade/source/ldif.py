"""LDIF content records (RFC 2849) streamed from a file: base64, folded lines, comments; changes are refused."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyupgrade.errors import LdifInvalid

_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")  # what ldifde -u writes
_LONGEST_LINE: Final = 64 * 1024 * 1024  # bytes of one folded value; a photo has some 100 KB


@dataclass(frozen=True, slots=True)
class Record:
    """One entry: its DN, attribute values as bytes by lower-case name without options, and the line it starts at."""

    dn: str
    attributes: dict[str, list[bytes]]
    line: int


def read_ldif(path: Path) -> Iterator[Record]:
    """The entries in file order. Raises LdifInvalid with the line and the reason; nothing is skipped silently."""
    dn: str | None = None
    start = 0
    attributes: dict[str, list[bytes]] = {}
    for number, line in _logical_lines(path):
        if not line:
            if dn is not None:
                yield Record(dn, attributes, start)
            dn, attributes = None, {}
            continue
        name, value = _attribute(path, number, line)
        if dn is None:
            if name == "version":
                if value.strip() != b"1":
                    raise _invalid(path, number, "its version is not 1")
                continue
            if name != "dn":
                raise _invalid(path, number, f"an entry starts with 'dn:', found was '{name}:'")
            dn, start = _text(path, number, value), number
        elif name == "dn":
            raise _invalid(path, number, "an empty line is missing before this entry")
        elif name in ("changetype", "control"):
            raise _invalid(path, number, "it holds changes, not entries; export entries (ldifde without -i)")
        else:
            attributes.setdefault(_base_name(path, number, name), []).append(value)
    if dn is not None:
        yield Record(dn, attributes, start)


def _base_name(path: Path, number: int, name: str) -> str:
    base, _, options = name.partition(";")
    if options.startswith("range=") and not (options.startswith("range=0-") and options.endswith("-*")):
        reason = f"'{base}' holds only a part of its values ({options}); export with all of them"
        raise _invalid(path, number, reason)
    return base


def _logical_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number of the first physical line, unfolded line); comments are left out."""
    pending: bytearray | None = None
    begun = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                line = raw.rstrip(b"\r\n")
                if number == 1:
                    if line.startswith(_UTF16):
                        raise _invalid(path, 1, "it is UTF-16; convert it to UTF-8 (or export without -u)")
                    line = line.removeprefix(_BOM)
                if line.startswith(b" ") and pending is not None:
                    pending += line[1:]
                    if len(pending) > _LONGEST_LINE:
                        raise _invalid(path, begun, "a value is longer than 64 MiB")
                    continue
                if line.startswith(b" "):
                    raise _invalid(path, number, "it continues a line that is not there")
                if pending is not None and not pending.startswith(b"#"):
                    yield begun, bytes(pending)
                # An empty line ends an entry and cannot be continued.
                pending, begun = (bytearray(line), number) if line else (None, number)
                if not line:
                    yield number, b""
    except OSError as reason:
        raise _invalid(path, begun, reason.strerror or str(reason)) from reason
    if pending is not None and not pending.startswith(b"#"):
        yield begun, bytes(pending)


def _attribute(path: Path, number: int, line: bytes) -> tuple[str, bytes]:
    name, colon, rest = line.partition(b":")
    if not colon:
        raise _invalid(path, number, "it has no ':'")
    try:
        label = name.decode("ascii").lower()
    except UnicodeDecodeError:
        raise _invalid(path, number, "the attribute's name is not ASCII") from None
    if not label or any(c not in "abcdefghijklmnopqrstuvwxyz0123456789-.;=_*" for c in label):
        raise _invalid(path, number, f"'{label}' is no attribute name")
    if rest.startswith(b":"):
        try:
            return label, base64.b64decode(rest[1:].strip(), validate=True)
        except (binascii.Error, ValueError):
            raise _invalid(path, number, f"the base64 of '{label}' is broken") from None
    if rest.startswith(b"<"):
        raise _invalid(path, number, f"'{label}' points to another file, which is not read")
    value = rest.lstrip(b" ")
    _text(path, number, value)
    return label, value


def _text(path: Path, number: int, value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise _invalid(path, number, "it is not UTF-8; convert the file") from None


def _invalid(path: Path, line: int, reason: str) -> LdifInvalid:
    return LdifInvalid(path=str(path), line=line, reason=reason)
