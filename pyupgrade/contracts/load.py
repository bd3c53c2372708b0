"""Reads a contract file, and the site overlay over it, into frozen records."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from pyupgrade.contracts.doors import DoorFacts, load_doors
from pyupgrade.contracts.indices import IndexShape, indices_of, renamed
from pyupgrade.contracts.overlay import read
from pyupgrade.contracts.records import Column, FileField, FilePattern, Kind, Stream, Table
from pyupgrade.errors import ContractInvalid

COLUMN_TYPES = frozenset({"int", "bigint", "bool", "text", "guid", "instant", "json", "sealed"})


@dataclass(frozen=True, slots=True)
class Contract:
    system: str
    version: str
    revision: int
    digest: str
    tables: Mapping[str, Table]
    kinds: Mapping[str, Kind]
    files: Mapping[str, FilePattern]
    streams: tuple[Stream, ...]
    sources: Mapping[str, str]
    defaults: Mapping[str, Any]
    limits: Mapping[str, int]
    directory_attributes: tuple[str, ...] = ()
    assumed: bool = False  # nothing of it is published: a run needs somebody's confirmation
    confirmed_by: str = ""
    overlay: str = field(default="", compare=False)
    indices: Mapping[str, IndexShape] = field(default_factory=dict)
    doors: Mapping[str, DoorFacts] = field(default_factory=dict)  # the documented ones


def load(name: str, overlay: Path | None = None) -> Contract:
    """The contract `name` ("groupid10", "dm11"), with the overlay's renames of tables and columns.

    An overlay holds `[table."<our name>"] name = "<theirs>"` and `[table."<our name>".columns] Ours = "Theirs"`.
    Raises ContractInvalid with every fault found.
    """
    path = Path(__file__).with_name(f"{name}.toml")
    raw = path.read_bytes()
    data = tomllib.loads(raw.decode("utf-8"))
    faults: list[str] = []
    contract = _contract(data, hashlib.sha256(raw).hexdigest(), faults)
    if name == "dm11":
        doors = load_doors(contract.kinds, faults)
        digests = "".join([contract.digest, *(one.digest for one in doors.values())])
        contract = replace(contract, doors=doors, digest=hashlib.sha256(digests.encode()).hexdigest())
    if overlay is not None:
        contract = overlaid(contract, overlay, faults)
    if faults:
        raise ContractInvalid(path=str(overlay or path), details=faults)
    return contract


def _contract(data: Mapping[str, Any], digest: str, faults: list[str]) -> Contract:
    head = data["contract"]
    tables = {name: _table(name, body, faults) for name, body in data.get("table", {}).items()}
    shapes = {name: body["fields"] for name, body in data.get("shape", {}).items()}
    kinds = {name: _kind(name, body, shapes, faults) for name, body in data.get("kind", {}).items()}
    bodies = data.get("file", {})
    files = {name: _file(name, body, bodies) for name, body in bodies.items()}
    streams = tuple(Stream(s["name"], s["number"], s["table"]) for s in data.get("history", {}).get("streams", ()))
    known = data.get("sources", {})
    for place, evidence, source in _claims(tables, kinds):
        if evidence == "documented" and source not in known:
            faults.append(f"{place} is called documented but its source '{source}' is not listed")
    return Contract(
        system=head["system"],
        version=head["version"],
        revision=head["revision"],
        digest=digest,
        tables=MappingProxyType(tables),
        kinds=MappingProxyType(kinds),
        files=MappingProxyType(files),
        streams=streams,
        sources=MappingProxyType(known),
        defaults=MappingProxyType(data.get("default", {})),
        limits=MappingProxyType(data.get("limits", {})),
        directory_attributes=tuple(data.get("directory", {}).get("attributes", ())),
        indices=indices_of(
            data.get("index", {}), {n: {f: c.type for f, c in k.fields.items()} for n, k in kinds.items()}, faults
        ),
    )


def _file(name: str, body: Mapping[str, Any], others: Mapping[str, Any]) -> FilePattern:
    return FilePattern(
        name=name,
        root=body["root"],
        pattern=body["pattern"],
        purpose=body["purpose"],
        evidence=body["evidence"],
        source=body.get("source", ""),
        format=body.get("format", ""),
        element=body.get("element", ""),
        path_pattern=body.get("path_pattern", ""),
        fields=_file_fields(body, others),
    )


def _file_fields(body: Mapping[str, Any], others: Mapping[str, Any]) -> Mapping[str, FileField]:
    if "fields_of" in body:
        return _file_fields(others[body["fields_of"]], others)
    return MappingProxyType(
        {
            name: FileField(
                name=name,
                type=given.get("type", "text"),
                path=given.get("path", ""),
                from_path=given.get("from") == "path",
                many=given.get("many", False),
                secret=given.get("secret", False),
                fields=_file_fields(given, others),
            )
            for name, given in body.get("fields", {}).items()
        }
    )


def _claims(tables: Mapping[str, Table], kinds: Mapping[str, Kind]) -> list[tuple[str, str, str]]:
    claims = [(t.name, t.evidence, t.source) for t in tables.values()]
    claims += [(f"{t.name}.{c.name}", c.evidence, c.source) for t in tables.values() for c in t.columns.values()]
    claims += [(f"{k.name}.{c.name}", c.evidence, c.source) for k in kinds.values() for c in k.fields.values()]
    return claims


def _columns(place: str, body: Mapping[str, Mapping[str, Any]], faults: list[str]) -> Mapping[str, Column]:
    columns: dict[str, Column] = {}
    for name, given in body.items():
        if given["type"] not in COLUMN_TYPES:
            faults.append(f"{place}.{name} has the unknown type '{given['type']}'")
        columns[name] = Column(
            name=name,
            type=given["type"],
            evidence=given.get("evidence", "assumed"),
            source=given.get("source", ""),
            physical=name,
            null=given.get("null", False),
            secret=given.get("secret", given["type"] == "sealed"),
            compare=given.get("compare", True),
            reference=given.get("reference", ""),
        )
    return MappingProxyType(columns)


def _table(name: str, body: Mapping[str, Any], faults: list[str]) -> Table:
    columns = _columns(name, body["columns"], faults)
    key = tuple(body["key"])
    faults.extend(f"{name}: key column {column} is not among its columns" for column in key if column not in columns)
    return Table(
        name=name,
        physical=name,
        purpose=body.get("purpose", ""),
        evidence=body["evidence"],
        source=body.get("source", ""),
        key=key,
        columns=columns,
        index=tuple(tuple(columns_) for columns_ in body.get("index", ())),
    )


def _kind(name: str, body: Mapping[str, Any], shapes: Mapping[str, Any], faults: list[str]) -> Kind:
    given: dict[str, Any] = {}
    for shape in body.get("shapes", ()):
        given.update(shapes[shape])
    given.update(body.get("fields", {}))
    fields = _columns(name, given, faults)
    if body["key"] not in fields:
        faults.append(f"{name}: key field {body['key']} is not among its fields")
    nullable = MappingProxyType({n: replace(c, null=n != body["key"]) for n, c in fields.items()})
    doors = {
        door: Table(d["table"], d["table"], body["title"], d["evidence"], d.get("source", ""), (body["key"],), nullable)
        for door, d in body.get("door", {}).items()
        if "table" in d
    }
    return Kind(
        name=name,
        title=body["title"],
        key=body["key"],
        fields=fields,
        doors=MappingProxyType(doors),
        evidence=MappingProxyType({door: d["evidence"] for door, d in body.get("door", {}).items()}),
        given=body.get("given", ""),
        undo=body.get("undo", True),
    )


def overlaid(contract: Contract, overlay: Path, faults: list[str]) -> Contract:
    """The contract with an overlay's physical names; unknown tables and columns are faults, so a misspelling is seen.

    Of files it names the folder's `pattern`, the root `element` of their XML, and `[file.<kind>.fields.<name>] path`.
    `[contract] confirmed_by` says who has held it against the database: needed where all of a contract is assumed.
    """
    raw, given = read(overlay, faults)
    tables = dict(contract.tables)
    kinds = dict(contract.kinds)
    by_table = {k.doors["tables"].name: k for k in kinds.values() if "tables" in k.doors}
    for name, body in given.get("table", {}).items():
        if name in tables:
            tables[name] = _renamed(tables[name], body, faults)
        elif name in by_table:
            kind = by_table[name]
            kinds[kind.name] = replace(
                kind, doors=MappingProxyType({**kind.doors, "tables": _renamed(kind.doors["tables"], body, faults)})
            )
        else:
            faults.append(f"there is no table '{name}' in the contract")
    files = dict(contract.files)
    for name, body in given.get("file", {}).items():
        if name in files:
            before, files[name] = files[name].fields, _repaired(files[name], body, faults)
            files = {n: _shared(pattern, before, files[name].fields) for n, pattern in files.items()}
        else:
            faults.append(f"there is no kind of file '{name}' in the contract")
    return replace(
        contract,
        files=MappingProxyType(files),
        tables=MappingProxyType(tables),
        kinds=MappingProxyType(kinds),
        indices=renamed(contract.indices, given.get("index", {}), faults),
        digest=hashlib.sha256(contract.digest.encode() + raw).hexdigest(),
        overlay=str(overlay),
        confirmed_by=given.get("contract", {}).get("confirmed_by", ""),
    )


def _repaired(pattern: FilePattern, body: Mapping[str, Any], faults: list[str]) -> FilePattern:
    fields = dict(pattern.fields)
    for name, field_ in body.get("fields", {}).items():
        if name not in fields:
            faults.append(f"files of the kind '{pattern.name}' have no field '{name}' in the contract")
        elif "path" not in field_ or not _is_path(field_["path"]):
            faults.append(f"the field '{name}' of the kind '{pattern.name}' needs a path (an XPath of ElementTree)")
        else:
            fields[name] = replace(fields[name], path=field_["path"])
    return replace(
        pattern,
        pattern=body.get("pattern", pattern.pattern),
        element=body.get("element", pattern.element),
        fields=MappingProxyType(fields),
    )


def _is_path(given: str) -> bool:
    try:
        Element("x").find(given.partition("@")[0].rstrip("/") or ".")
    except (SyntaxError, TypeError, KeyError):  # what its parser raises for half a condition differs by place
        return False
    return True


def _shared(pattern: FilePattern, before: Mapping[str, FileField], after: Mapping[str, FileField]) -> FilePattern:
    """A kind of file that has the same fields, or objects with them inside, as copies of jobs in a group: repaired alike."""
    if pattern.fields == before:
        return replace(pattern, fields=after)
    fields = {n: replace(f, fields=after) if f.fields and f.fields == before else f for n, f in pattern.fields.items()}
    return replace(pattern, fields=MappingProxyType(fields))


def _renamed(table: Table, body: Mapping[str, Any], faults: list[str]) -> Table:
    columns = dict(table.columns)
    for ours, theirs in body.get("columns", {}).items():
        if ours not in columns:
            faults.append(f"table '{table.name}' has no column '{ours}' in the contract")
            continue
        columns[ours] = replace(columns[ours], physical=theirs)
    called: dict[str, str] = {}
    for ours, column in columns.items():
        if (other := called.setdefault(column.physical.casefold(), ours)) != ours:
            faults.append(f"columns '{other}' and '{ours}' of table '{table.name}' would both be '{column.physical}'")
    return replace(table, physical=body.get("name", table.physical), columns=MappingProxyType(columns))
