"""A source and a target in memory, for tests of the plan: rows in, objects out, nothing opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyupgrade.contracts.load import load
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.directory import Entry, Forest, ForestUnread
from pyupgrade.plan.document import Head
from pyupgrade.plan.items import Bulk, Change, Decision, Module, Notice
from pyupgrade.plan.ports import Extent, Range, Row, SourceFile


@dataclass
class MemoryDirectory:
    all: list[Entry] = field(default_factory=list)

    def resolve(self, identity: str) -> list[Entry]:
        asked = identity.casefold()
        return [e for e in self.all if asked in (e.guid, e.dn.casefold(), e.name.casefold(), e.sam.casefold())]

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        return {e.guid: e for e in self.all if e.guid in guids}

    def below(self, container: str, scope: int, object_class: str = "group", *_: Any, **__: Any) -> Iterator[Entry]:
        base = self.resolve(container)[0].dn.casefold()
        for entry in self.all:
            dn = entry.dn.casefold()
            inside = dn.endswith("," + base) and (scope == 2 or dn.partition(",")[2] == base)
            if entry.object_class == object_class and inside:
                yield entry

    def members(self, guid: str) -> Iterator[str]:
        yield from ()

    def domains(self) -> list[str]:
        return ["corp.example"]

    def referrals(self) -> list[str]:
        return []

    def forest(self, domain: str) -> Forest | ForestUnread:
        return ForestUnread(domain, "these tests have no forest")


@dataclass
class MemorySource:
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    history: dict[str, dict[int, int | None]] = field(default_factory=dict)
    directory: MemoryDirectory = field(default_factory=MemoryDirectory)
    version: str = "10.0"
    installation: str = "11111111-2222-3333-4444-555555555555"
    joined_domain: str = ""

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        for row in self.tables.get(table, []):
            if all(row[k] in v if isinstance(v, list | set | tuple) else row[k] == v for k, v in (where or {}).items()):
                yield row

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        return sum(1 for _ in self.rows(table, where))

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        keys = {
            k: s
            for k, s in self.history.get(stream, {}).items()
            if (above is None or k > above) and (upto is None or k <= upto)
        }
        stores: dict[int | None, int] = {}
        for store in keys.values():
            stores[store] = stores.get(store, 0) + 1
        return Extent(stream, 1, "SVC.BackUpHistory", min(keys, default=0), max(keys, default=0), len(keys), stores)

    def indexed(self) -> Mapping[int | None, int] | None:
        return None

    def files(self, kind: str) -> list[SourceFile]:
        return []

    def records(self, kind: str) -> Iterator[Row]:
        return iter(())

    def sha256(self, file: SourceFile) -> str:
        raise AssertionError("these tests have no files")

    def missing(self, tables: Collection[str]) -> list[str]:
        return []


@dataclass
class MemoryTarget:
    objects: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    mine: set[str] = field(default_factory=set)
    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    identity: str = "99999999-2222-3333-4444-555555555555"
    version: str = "11.1"
    schema: str = "s"

    def expect(self, kind: str, values: Mapping[str, Any]) -> None:
        """Its objects bear our keys."""

    def unseen(self, kind: str) -> frozenset[str]:
        return frozenset()

    def refuses(self, kind: str, key: str, values: Any, found: Any = None) -> str:
        return ""

    def joins(self, kind: str) -> bool:
        return True

    def read(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        return {k: v for k, v in self.objects.get(kind, {}).items() if k in keys}

    def keys(self, kind: str) -> Iterator[str]:
        yield from self.objects.get(kind, {})

    def ours(self, kind: str, keys: Collection[str]) -> set[str]:
        return {k for k in keys if f"{kind}/{k}" in self.mine}

    def wrote(self, installation: str, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        return {k: self.written[f"{kind}/{k}"] for k in keys if f"{kind}/{k}" in self.written}

    def given(self, kind: str, key: str) -> int | None:
        return self.ids.get(f"{kind}/{key}")

    def ledger(self, installation: str, stream: str) -> list[Range]:
        return []

    def ordinal(self, installation: str) -> int:
        return 1

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        return {}

    def completed(self, installation: str) -> frozenset[str]:
        return frozenset()

    def stores(self) -> Mapping[int, str]:
        return {}


# Every kind through the embedded target's tables.
TABLES = {kind: Carry("tables") for kind in (*load("dm11").kinds, "History")}
LIMITS = {"guard_floor": 20, "guard_ceiling": 500, "guard_percent": 10}


def head(**other: Any) -> Head:
    values: dict[str, Any] = {
        "tool": "0.1.0",
        "source_contract": "a" * 64,
        "target_contract": "b" * 64,
        "installation": "11111111-2222-3333-4444-555555555555",
        "source_version": "10.0",
        "target": "99999999-2222-3333-4444-555555555555",
        "target_schema": "s",
        "topology": "new",
        "features": ("Configuration", "Groups", "History"),
        "doors": {"IdentityStore": "tables", "SmartGroup": "tables"},
        "modules": {"stores": 1},
    }
    return Head(**{**values, **other})


def store(key: str = "1", **values: Any) -> Change:
    return Change(
        module="stores", feature="Configuration", kind="IdentityStore", key=key, name=f"Store {key}", store=int(key),
        values={"identityStoreName": f"Store {key}", **values},
    )  # fmt: skip


def group(key: str, **values: Any) -> Change:
    return Change(
        module="groups", feature="Groups", kind="SmartGroup", key=key, name=key, store=1,
        values={"IMSGCriteria": "x", **values},
    )  # fmt: skip


def history(count: int = 5, last: int = 9, stores: tuple[int, ...] = (1,)) -> Bulk:
    return Bulk(
        module="history", feature="History", stream="objects", number=1, table="SVC.BackUpHistory", first=1, last=last,
        count=count, stores=stores,
    )  # fmt: skip


def question(key: str = "account/svc", kind: Any = "secret", **other: Any) -> Decision:
    return Decision(
        module="stores", feature="Configuration", id=key, question="Password?", reason="Sealed.", kind=kind, **other
    )


def loss(key: str = "loss/portals", must_be_named: bool = False) -> Notice:
    return Notice(
        module="stores", feature="Configuration", id=key, severity="loss", subject="Portals", message="Not carried.",
        action="Rebuild.", must_be_named=must_be_named,
    )  # fmt: skip


def module(*lines: Any, name: str = "stores", after: tuple[str, ...] = ()) -> Module:
    writes = tuple(dict.fromkeys(line.kind for line in lines if isinstance(line, Change)))
    return Module(
        name=name, feature="Configuration", title=name, after=after, plan=lambda s, t, a: iter(lines), writes=writes
    )


def source_of(*lines: Any) -> MemorySource:
    """A source that has the history its Bulk lines speak of: the last `count` keys, all of store 1."""
    return MemorySource(
        history={
            b.stream: dict.fromkeys(range(b.last - b.count + 1, b.last + 1), 1) for b in lines if isinstance(b, Bulk)
        }
    )
