"""LDIF as a directory's export tool writes it: base64 where RFC 2849 asks for it, lines folded at 76 columns."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterable, Mapping
from typing import IO, Final

_WIDTH: Final = 76
_SPECIAL: Final = frozenset('"+,;<>\\')


def escaped(value: str) -> str:
    """A value as it stands in a DN (RFC 4514)."""
    out = "".join(f"\\{c}" if c in _SPECIAL else c for c in value)
    if out.startswith(("#", " ")):
        out = "\\" + out
    return out[:-1] + "\\ " if out.endswith(" ") and not out.endswith("\\ ") else out


class LdifWriter:
    """Writes entries to an open text file (UTF-8, line feeds)."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.entries = 0
        file.write("# exported with: ldifde -f directory.ldif -d <naming context>\nversion: 1\n\n")

    def entry(self, dn: str, guid: str, attributes: Mapping[str, str | Iterable[str]]) -> None:
        """One entry; `objectGUID` is written as AD has it, 16 bytes with the first three parts little-endian."""
        lines = [_line("dn", dn)]
        for name, value in attributes.items():
            values = [value] if isinstance(value, str) else value
            lines.extend(_line(name, one) for one in values)
        lines.append(_folded(f"objectGUID:: {base64.b64encode(uuid.UUID(guid).bytes_le).decode('ascii')}"))
        self._file.write("\n".join(lines))
        self._file.write("\n\n")
        self.entries += 1


def _line(name: str, value: str) -> str:
    if value.isascii() and value.isprintable() and value[:1] not in (" ", ":", "<") and value[-1:] != " ":
        return _folded(f"{name}: {value}")
    return _folded(f"{name}:: {base64.b64encode(value.encode('utf-8')).decode('ascii')}")


def _folded(line: str) -> str:
    if len(line) <= _WIDTH:
        return line
    parts = [line[:_WIDTH]]
    parts.extend(" " + line[start : start + _WIDTH - 1] for start in range(_WIDTH, len(line), _WIDTH - 1))
    return "\n".join(parts)
