"""Reads a site overlay, and tells whatever in it is nothing that an overlay says: a misspelling would repair nothing, silently."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

Shape = Mapping[str, Any]  # names to a table's shape, or to TEXT; ANY stands for whatever name the contract has

TEXT: Final = "text"
ANY: Final = "*"
_SHAPE: Final[Shape] = {
    "contract": {"confirmed_by": TEXT},
    "table": {ANY: {"name": TEXT, "columns": {ANY: TEXT}}},
    "file": {ANY: {"pattern": TEXT, "element": TEXT, "fields": {ANY: {"path": TEXT}}}},
    "index": {ANY: {"name": TEXT}},
}


def read(path: Path, faults: list[str]) -> tuple[bytes, dict[str, Any]]:
    """The file's bytes and tables; with any fault told, the tables are empty."""
    try:
        raw = path.read_bytes()
        given = tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        faults.append(f"cannot be read: {reason}")
        return b"", {}
    found = list(_faults(given, _SHAPE, ""))
    faults += found
    return raw, {} if found else given


def _faults(given: Mapping[str, Any], shape: Shape, place: str) -> list[str]:
    faults: list[str] = []
    for name, value in given.items():
        inner, where = shape.get(name, shape.get(ANY)), f"{place}{name}"
        if inner is None:
            near = get_close_matches(name, shape, 1)
            faults.append(
                f"'{where}' is nothing that an overlay has" + (f"; did you mean '{near[0]}'?" if near else "")
            )
        elif inner is TEXT:
            faults += [] if isinstance(value, str) and value else [f"'{where}' must be text, in quotes"]
        elif isinstance(value, dict):
            faults += _faults(value, inner, f"{where}.")
        else:
            faults.append(f"'{where}' must be a table")
    return faults
