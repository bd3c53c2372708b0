"""Which release the source is: as the profile says, else by its tables, its registry export, or its folder's name (mission C1)."""

from __future__ import annotations

import re
from pathlib import Path

from pyupgrade.connect import sql
from pyupgrade.contracts.groupid9 import Translation, load_groupid9
from pyupgrade.contracts.load import Contract, load
from pyupgrade.errors import ContractInvalid, SourceError
from pyupgrade.settings import Settings
from pyupgrade.source.groupid9 import PROOF

_TEN = "SVC.BackUpHistory"  # documented for 10 (KB-HIST)
_KEY = re.compile(r"\\SOFTWARE\\Imanami\\GroupID\\Version (\d+)\.\d+\b", re.IGNORECASE)
_FOLDER = re.compile(r"GroupID (\d+)(?:\.\d+)?\b", re.IGNORECASE)


def contract_of(settings: Settings, place: sql.Place) -> tuple[Contract, Translation | None]:
    """The contract to read the source by; with 9 the translation into 10's shape, too. Raises ContractInvalid."""
    if settings.source_version == "10.0" or (settings.source_version is None and not _is_9(settings, place)):
        return load("groupid10", settings.source_overlay), None
    return load_groupid9(settings.source_overlay)


def _is_9(settings: Settings, place: sql.Place) -> bool:
    try:
        found = _tables(settings, place)
        ten = load("groupid10", settings.source_overlay).tables[_TEN].physical.casefold() in found
        nine, _ = load_groupid9(settings.source_overlay)
    except (ContractInvalid, SourceError):
        return False  # opening it as 10 says what is wrong
    is_nine = all(nine.tables[name].physical.casefold() in found for name in PROOF)
    return not ten and (is_nine or _said(settings) == "9")


def _tables(settings: Settings, place: sql.Place) -> set[str]:
    engine = sql.read_only(place, also_target=settings.topology != "new")
    try:
        with sql.errors_of("source", str(settings.source)):
            return {name.casefold() for name in sql.found_columns(engine)}
    finally:
        engine.dispose()


def _said(settings: Settings) -> str:
    """The major number that a registry export or the name of the program or data folder gives; "" where neither does."""
    if settings.registry is not None and settings.registry.is_dir():
        numbers = [int(n) for file in sorted(settings.registry.glob("*.reg")) for n in _KEY.findall(_text(file))]
        if numbers:
            return str(max(numbers))
    for folder in (settings.program, settings.data):
        if folder is not None and (found := _in_name(folder)):
            return found
    return ""


def _text(file: Path) -> str:
    """A .reg export is UTF-16 since Windows 2000, one byte a character before; what cannot be read names no version."""
    try:
        raw = file.read_bytes()
    except OSError:
        return ""
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")


def _in_name(folder: Path) -> str:
    for part in reversed(folder.parts):
        if found := _FOLDER.search(part):
            return found[1]
    return ""
