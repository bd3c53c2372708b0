"""A GroupID 10 installation and an 11.1 in memory, from a case's JSON; only what the contract names may occur."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyupgrade.contracts.load import load
from pyupgrade.contracts.records import Column
from pyupgrade.plan.directory import Directory, Domain, Entry, Forest, ForestUnread
from pyupgrade.plan.items import Answer
from pyupgrade.plan.ports import Extent, Range, Row, SourceFile, Values

SOURCE = load("groupid10")
TARGET = load("dm11")
_EMPTY: Mapping[str, Any] = {"int": 0, "bigint": 0, "bool": False, "text": "", "guid": "", "instant": "", "json": None}
_PYTHON = {"int": int, "bigint": int, "bool": bool, "text": str, "guid": str, "instant": str}


class MemoryDirectory:
    def __init__(self, given: Mapping[str, Any]) -> None:
        self._domains = list(given.get("domains", ()))
        self._forests: Mapping[str, list[list[str]]] = given.get("forests", {})
        self._entries = [
            Entry(
                guid=e["guid"],
                dn=e["dn"],
                name=e["name"],
                sam=e.get("sam", ""),
                object_class=e.get("class", "group"),
                attributes={k: tuple(v) for k, v in e.get("attributes", {}).items()},
            )
            for e in given.get("entries", ())
        ]

    def resolve(self, identity: str) -> list[Entry]:
        return [e for e in self._entries if identity.casefold() in (e.guid, e.dn.casefold(), e.name.casefold())]

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        return {e.guid: e for e in self._entries if e.guid in guids}

    def below(
        self,
        container: str,
        scope: int,
        object_class: str = "group",
        attributes: Collection[str] | None = None,
        bearing: str = "",
    ) -> Iterator[Entry]:
        assert scope == 2, "modules ask for whole domains only"
        for entry in sorted(self._entries, key=lambda e: e.dn.casefold()):
            inside = entry.dn.casefold().endswith("," + container.casefold())
            if inside and entry.object_class in ("", object_class) and (not bearing or entry.attributes.get(bearing)):
                yield entry

    def members(self, guid: str) -> Iterator[str]:
        raise AssertionError("no module of these reads members from the directory")

    def domains(self) -> list[str]:
        return self._domains

    def referrals(self) -> list[str]:
        return []

    def forest(self, domain: str) -> Forest | ForestUnread:
        """A case gives `forests`, root to domains as [DNS, NetBIOS, DN]; any other domain's forest cannot be read."""
        for root, members in self._forests.items():
            known = tuple(Domain(*member) for member in members)
            if any(domain.casefold() in (d.dns.casefold(), d.netbios.casefold()) for d in known):
                return Forest(root, known, "CN=Partitions of a case")
        return ForestUnread(domain, f"no domain controller of {domain} answered")


class MemorySource:
    """Rows by table, checked against the contract; `seen` are the tables and kinds of file that were asked for."""

    version = "10.0"
    installation = "aaaaaaaa-0000-4000-8000-000000000001"

    def __init__(
        self,
        tables: Mapping[str, list[Mapping[str, Any]]],
        directory: Mapping[str, Any] | None = None,
        history: Mapping[str, Mapping[str, int]] | None = None,
        files: Mapping[str, list[str]] | None = None,
        records: Mapping[str, list[Mapping[str, Any]]] | None = None,
        joined_domain: str = "",
    ) -> None:
        self.joined_domain = joined_domain
        self.directory: Directory = MemoryDirectory(directory or {})
        self.seen: set[str] = set()
        self._tables = {name: [_row(name, row) for row in rows] for name, rows in tables.items()}
        for name, rows in self._tables.items():
            rows.sort(key=lambda row: [row[part] for part in SOURCE.tables[name].key])
        self._history = history or {}
        self._records = {kind: [_record(kind, r) for r in rows] for kind, rows in (records or {}).items()}
        self._files = {**{k: [r["Path"] for r in rows] for k, rows in self._records.items()}, **(files or {})}
        unknown = {*self._history} - {s.name for s in SOURCE.streams} | {*self._files} - {*SOURCE.files}
        assert not unknown, f"the contract has no {unknown}"

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        shape = SOURCE.tables[table]
        assert set(where or {}) <= set(shape.columns), f"{table} has no column of {sorted(where or {})}"
        self.seen.add(table)
        return iter([row for row in self._tables.get(table, []) if _fits(row, where or {})])

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        return sum(1 for _ in self.rows(table, where))

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        known = next(s for s in SOURCE.streams if s.name == stream)
        self.seen.add(known.table)
        counts = {(int(k) if k else None): n for k, n in self._history.get(stream, {}).items()}
        return Extent(stream, known.number, known.table, 1, sum(counts.values()), sum(counts.values()), counts)

    def indexed(self) -> Mapping[int | None, int] | None:
        return None

    def files(self, kind: str) -> list[SourceFile]:
        assert kind in SOURCE.files
        self.seen.add(kind)
        return [SourceFile(kind, path, 1) for path in sorted(self._files.get(kind, ()))]

    def records(self, kind: str) -> Iterator[Row]:
        assert SOURCE.files[kind].format, f"nothing is read from files of kind {kind}"
        self.seen.add(kind)
        return iter(sorted(self._records.get(kind, ()), key=lambda record: str(record["Path"])))

    def sha256(self, file: SourceFile) -> str:
        return hashlib.sha256(file.path.encode()).hexdigest()

    def missing(self, tables: Collection[str]) -> list[str]:
        return []


def _record(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A record in full: what a case leaves out is not in the file."""
    fields = SOURCE.files[kind].fields
    assert set(given) <= {*fields, "Path", "Problem"}, f"{kind} has no field {sorted(set(given) - set(fields))}"
    missing = {name: [] if field.many and not given.get("Problem") else None for name, field in fields.items()}
    return {**missing, "Problem": None, **given}


def _fits(row: Row, where: Mapping[str, Any]) -> bool:
    return all(row[k] in v if isinstance(v, (list, tuple, set)) else row[k] == v for k, v in where.items())


def _row(table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    columns = SOURCE.tables[table].columns
    assert set(given) <= set(columns), f"{table} has no column {sorted(set(given) - set(columns))}"
    return {name: _value(f"{table}.{name}", column, given.get(name)) for name, column in columns.items()}


def _value(place: str, column: Column, value: Any) -> Any:
    if value is None:
        return None if column.null else _EMPTY[column.type]
    if column.type != "json":
        assert type(value) is _PYTHON[column.type], f"{place} is no {column.type}"
        assert column.type != "guid" or value == str(value).lower(), f"{place}: a reader gives GUIDs in lower case"
    return value


@dataclass
class EmptyTarget:
    """An 11.1 with the product's defaults, in which nothing has been upgraded but what a case puts there."""

    identity: str = "target"
    version: str = "11.1"
    schema: str = ""
    defaults: Mapping[str, Any] = field(default_factory=lambda: TARGET.defaults)
    objects: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)  # by kind and key, where a case has some

    def expect(self, kind: str, values: Mapping[str, Any]) -> None:
        """Its objects bear our keys."""

    def unseen(self, kind: str) -> frozenset[str]:
        return frozenset()

    def refuses(self, kind: str, key: str, values: Any, found: Any = None) -> str:
        return ""

    def joins(self, kind: str) -> bool:
        return True

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        return {key: values for key, values in self.objects.get(kind, {}).items() if key in keys}

    def keys(self, kind: str) -> Iterator[str]:
        return iter(self.objects.get(kind, ()))

    def ours(self, kind: str, keys: Collection[str]) -> set[str]:
        return set()

    def given(self, kind: str, key: str) -> int | None:
        return None

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        return {}

    def ordinal(self, installation: str) -> int:
        return 1

    def ledger(self, installation: str, stream: str) -> list[Range]:
        return []

    def completed(self, installation: str) -> frozenset[str]:
        return frozenset()

    def stores(self) -> Mapping[int, str]:
        return {int(key): values["identityStoreName"] for key, values in self.objects.get("IdentityStore", {}).items()}


def answers_of(given: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers of a case: a text, true for a secret that is given, {"file": SHA-256} for a file."""
    return {
        decision: Answer(secret=True)
        if value is True
        else Answer(**value)
        if isinstance(value, dict)
        else Answer(text=value)
        for decision, value in given.items()
    }
