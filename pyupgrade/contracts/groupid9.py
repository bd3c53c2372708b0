"""GroupID 9's contract: GroupID 10's tables under the names and in the spellings of 9, and the codecs that translate them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pyupgrade.contracts.load import Contract, load, overlaid
from pyupgrade.contracts.records import Column, Table
from pyupgrade.errors import ContractInvalid

_EPOCH: Final = datetime(1, 1, 1, tzinfo=UTC)
_KINDS: Final = {"Static": 1, "SmartGroup": 2, "Dynasty": 3, "MiddleDynasty": 4, "LeafDynasty": 5, "PasswordExpiry": 6}
_WORDS: Final = {"y": True, "yes": True, "1": True, "n": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Codec:
    """How 9 writes a value: the column type it has there, to GroupID 10's value and back. `read` raises ValueError."""

    type: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _yes_no(value: Any) -> bool:
    word = str(value).strip().casefold()
    if word not in _WORDS:
        raise ValueError(f"'{value}' is neither Y nor N")
    return _WORDS[word]


def _ticks(value: Any) -> str:
    try:
        moment = _EPOCH + timedelta(microseconds=int(value) // 10)
    except OverflowError:
        raise ValueError(f"{value} ticks are no date") from None
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06d}{int(value) % 10}Z"


def _to_ticks(value: Any) -> int:
    whole = datetime.fromisoformat(str(value).replace("Z", "+00:00").replace(" ", "T"))
    moment = whole if whole.tzinfo else whole.replace(tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(microseconds=1) * 10


def _group_kind(value: Any) -> int:
    if str(value) not in _KINDS:
        raise ValueError(f"'{value}' is no kind of group")
    return _KINDS[str(value)]


CODECS: Final[Mapping[str, Codec]] = MappingProxyType(
    {
        "yes-no": Codec("text", _yes_no, lambda value: "Y" if value else "N"),
        "ticks": Codec("bigint", _ticks, _to_ticks),
        "list": Codec("text", lambda v: [x.strip() for x in str(v).split(";") if x.strip()] or None, ";".join),
        "group-kind": Codec("text", _group_kind, {number: word for word, number in _KINDS.items()}.__getitem__),
    }
)


@dataclass(frozen=True, slots=True)
class Translation:
    """What makes rows of 9 rows of 10, by our names: codecs of columns, tables that 9 lacks, columns it lacks with their value."""

    codecs: Mapping[str, Mapping[str, Codec]]
    absent_tables: frozenset[str]
    absent_columns: Mapping[str, Mapping[str, Any]]


def load_groupid9(overlay: Path | None = None) -> tuple[Contract, Translation]:
    """The contract with 9's physical names and types, a site overlay on it, and the translation.

    Raises ContractInvalid with every fault.
    """
    path = Path(__file__).with_name("groupid9.toml")
    raw = path.read_bytes()
    data = tomllib.loads(raw.decode("utf-8"))
    base = load(data["contract"]["base"])
    faults: list[str] = []
    absent = frozenset(data["absent"]["tables"])
    lacking: dict[str, dict[str, Any]] = {
        table: {name: None if value == "" else value for name, value in columns.items()}
        for table, columns in data["absent"]["columns"].items()
    }
    codecs: dict[str, dict[str, Codec]] = {}
    tables: dict[str, Table] = {}
    for name, table in base.tables.items():
        if name not in absent:
            body = data["table"].get(name, {})
            tables[name] = _table(table, body, lacking.get(name, {}), codecs.setdefault(name, {}), faults)
    unknown = {*data["table"], *absent, *lacking} - set(base.tables)
    faults += [f"GroupID 10 has no table '{name}'" for name in sorted(unknown)]
    made = replace(
        base,
        version=data["contract"]["version"],
        revision=data["contract"]["revision"],
        digest=hashlib.sha256(base.digest.encode() + raw).hexdigest(),
        tables=MappingProxyType(tables),
        assumed=True,
    )
    if overlay is not None:
        made = overlaid(made, overlay, faults)
    if faults:
        raise ContractInvalid(path=str(overlay or path), details=faults)
    return made, Translation(MappingProxyType(codecs), absent, MappingProxyType(lacking))


def _table(
    table: Table, body: Mapping[str, Any], lacking: Mapping[str, Any], codecs: dict[str, Codec], faults: list[str]
) -> Table:
    columns: dict[str, Column] = {}
    for name, column in table.columns.items():
        if name in lacking:
            continue
        given = body.get("columns", {}).get(name, name)
        named = {"name": given} if isinstance(given, str) else given
        kind = column.type
        if codec := named.get("codec"):
            if codec not in CODECS:
                faults.append(f"{table.name}.{name} has the unknown codec '{codec}'")
                continue
            codecs[name] = CODECS[codec]
            kind = CODECS[codec].type
        columns[name] = replace(column, physical=named["name"], type=kind, evidence="assumed", source="")
    unknown = {*body.get("columns", {}), *lacking} - set(table.columns)
    faults += [f"{table.name} of GroupID 10 has no column '{name}'" for name in sorted(unknown)]
    return replace(
        table,
        physical=body.get("name", table.physical),
        columns=MappingProxyType(columns),
        evidence="assumed",
        source="",
        index=tuple(index for index in table.index if all(part in columns for part in index)),
    )
