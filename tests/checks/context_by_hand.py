"""A Context by hand: a sound installation in memory, any part of which a test replaces."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyupgrade.checks.context import Context, Library, Machine, Paths
from pyupgrade.contracts.load import load
from pyupgrade.plan.directory import Entry
from pyupgrade.plan.ports import Extent, SourceFile

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
CONTRACT10, CONTRACT11 = load("groupid10"), load("dm11")
DELETE_MODE = b"SQLite format 3\x00" + bytes((16, 0, 1, 1))
WAL_MODE = b"SQLite format 3\x00" + bytes((16, 0, 2, 2))
INSTALLATION = "11111111-2222-3333-4444-555555555555"


class MemoryDirectory:
    def __init__(self, domains: list[str], guids: Collection[str]) -> None:
        self._domains, self._guids = domains, set(guids)

    def domains(self) -> list[str]:
        return self._domains

    def referrals(self) -> list[str]:
        return []

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        return {g: Entry(g, f"CN={g}", g, g, "group") for g in guids if g in self._guids}


class MemorySource:
    version = "10.0"
    installation = INSTALLATION

    def __init__(self, **tables: list[dict[str, Any]]) -> None:
        self.directory = MemoryDirectory(["corp.example"], [f"g{n}" for n in range(12)])
        self.tables: dict[str, list[dict[str, Any]]] = {
            "SVC.StoreType": [
                {"StoreTypeId": 1, "StoreTypeName": "Active Directory"},
                {"StoreTypeId": 2, "StoreTypeName": "Microsoft Entra ID"},
                {"StoreTypeId": 3, "StoreTypeName": "Azure Active Directory"},
            ],
            "SVC.IdentityStore": [
                store(1, "Corp"),
                store(2, "Contoso", StoreTypeId=2),
                store(3, "Off", IsEnabled=False),
            ],
            "SVC.IdentityStoreReplication": [{"IdentityStoreId": 1, "Domain": "corp.example"}],
            "SVC.GroupObject": [group(n) for n in range(12)],
            "SVC.BackUpHistory": [{"id": n, "JsonData": '{"Action": 1}'} for n in range(20)],
            "task-schedules": [{"Kind": "SmartGroup", "Name": "Nightly", "Enabled": False}],
            **tables,
        }
        self.held = {
            "replication-attributes": ["Replication/x/corp_1.xml", "Replication/x/contoso_2.XML"],
            "jobs": ["a"],
        }
        self.events = 1_000

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        for row in self.tables.get(table, []):
            if all(row[c] in v if isinstance(v, (list, set)) else row[c] == v for c, v in (where or {}).items()):
                yield row

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        return sum(1 for _ in self.rows(table, where))

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        return Extent(stream, 1, "t", 1, self.events, self.events if stream == "objects" else 0, {})

    def records(self, kind: str) -> list[dict[str, Any]]:
        return [{"Problem": None, **row} for row in self.tables.get(kind, [])]

    def indexed(self) -> Mapping[int | None, int] | None:
        return None

    def files(self, kind: str) -> list[SourceFile]:
        return [SourceFile(kind, path, 1) for path in self.held.get(kind, [])]


class MemoryTarget:
    identity = "99999999-2222-3333-4444-555555555555"
    version = "11.1"

    def stores(self) -> dict[int, str]:
        return {}


def store(number: int, name: str, **other: Any) -> dict[str, Any]:
    row = {
        "IdentityStoreId": number,
        "IdentityStoreName": name,
        "StoreTypeId": 1,
        "IsEnabled": True,
        "ShouldReplicate": True,
    }
    return {**row, **other}


def group(number: int, store_id: int = 1) -> dict[str, Any]:
    return {
        "ObjectGUID": f"g{number}",
        "IdentityStoreId": store_id,
        "DisplayName": None,
        "CommonName": f"Group {number}",
    }


def machine(**other: Any) -> Machine:
    sound: dict[str, Any] = {
        "python": (3, 12, 1),
        "libraries": [Library("SQLAlchemy", "2.0.40", "2.0.44")],
        "free_bytes": lambda path: 10**12,
        "mode": lambda path: 0o600,
        "head": lambda path, count: DELETE_MODE[:count],
        "writable": lambda path: True,
        "exists": lambda path: True,
        "dsns": dict,
        "managed_account": lambda account: "installed",
        "services": list,
    }
    return Machine(**{**sound, **other})


def paths(**other: Any) -> Paths:
    sound: dict[str, Any] = {
        "source": Path("estate/groupid.db"),
        "target": Path("estate/dm11.db"),
        "index": Path("estate/index"),
        "log": Path("estate/upgrade.log"),
        "directory": "estate/directory.db",
        "program": Path("estate/program"),
        "data": Path("estate/data"),
        "secrets": Path("estate/secrets.toml"),
        "files": Path("estate/files"),
        "scratch": Path("scratch"),
    }
    return Paths(**{**sound, **other})


def context(**other: Any) -> Context:
    sound: dict[str, Any] = {
        "source": MemorySource(),
        "target": MemoryTarget(),
        "source_contract": CONTRACT10,
        "target_contract": CONTRACT11,
        "features": frozenset({"Configuration", "History", "Groups"}),
        "modules": (),
        "topology": "new",
        "paths": paths(),
        "machine": machine(),
        "now": NOW,
        "source_drift": tuple,
        "target_drift": tuple,
        "open_target": lambda: None,
        "remote_session": "",
    }
    return Context(**{**sound, **other})
