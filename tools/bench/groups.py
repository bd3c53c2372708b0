"""Groups: what reading, planning, comparing and writing of single objects cost, beside the plain libraries' own loops."""

from __future__ import annotations

import json
import random
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from measure import Parts, paired, peak_megabytes

from pyupgrade.connect import sql
from pyupgrade.contracts.load import load
from pyupgrade.modules import smart_groups
from pyupgrade.plan.build import same
from pyupgrade.plan.directory import Entry
from pyupgrade.plan.items import Change
from pyupgrade.source.groupid10 import open_groupid10
from pyupgrade.steps.documents import Documents
from pyupgrade.steps.objects import Objects
from pyupgrade.target.index import EmbeddedIndex
from pyupgrade.target.lock import Holder, holder_of
from pyupgrade.target.runs import Runs, Start
from pyupgrade.target.tables import TablesWriter

GROUPS = 5_000  # at most: an upgrade has thousands, not millions
BATCH = 200
INSTALLATION = "11111111-2222-3333-4444-555555555555"
STREAMS = {"objects": 1}
TABLES = ("SVC.GroupObject", "SVC.GroupOwner", "SVC.GroupMembership")
BASE = "OU=Groups,DC=corp,DC=example"


class Everybody:
    """A directory that has every group asked for: what is measured is not the directory."""

    def entries(self, guids: Any) -> dict[str, Entry]:
        return {g: Entry(g, f"CN={g},{BASE}", g, g, "group") for g in guids}

    def domains(self) -> list[str]:
        return ["corp.example"]

    def resolve(self, identity: str) -> list[Entry]:
        return []

    def below(self, container: str, scope: int, object_class: str = "group", *_: Any, **__: Any) -> Iterator[Entry]:
        yield from ()

    def members(self, guid: str) -> Iterator[str]:
        yield from ()


class NoSecrets:
    def value(self, decision: str) -> str | None:
        return None


class GoOn:
    def go_on(self) -> bool:
        return True


def make_source(path: Path, count: int) -> None:
    contract = load("groupid10")
    engine = sql.new_database(path)
    sql.create_tables(engine, contract.tables.values())
    engine.dispose()
    chance = random.Random(10)
    with sqlite3.connect(path) as plain:
        plain.execute("""INSERT INTO "SVC.Installation" VALUES (?, '10.0', 'SR2', NULL)""", (INSTALLATION,))
        plain.execute("""INSERT INTO "SVC.StoreType" VALUES (1, 'Active Directory')""")
        put(plain, "SVC.IdentityStore", {"IdentityStoreId": 1, "IdentityStoreName": "Corp", "StoreTypeId": 1, "IsEnabled": 1,
            "ShouldReplicate": 1, "IsNotificationEnabled": 0, "PreferredDCFallbackEnabled": 0})  # fmt: skip
        for number in range(count):
            guid = str(uuid.UUID(int=chance.getrandbits(128)))
            put(plain, "SVC.GroupObject", {
                "ObjectGUID": guid, "IdentityStoreId": 1, "DistinguishedName": f"CN=Gruppe {number},{BASE}",
                "SamAccountName": f"g{number}", "CommonName": f"Gruppe {number}", "DisplayName": f"Grüße an Team {number} ✅",
                "ManagedGroupType": 2, "SecurityType": "Semi_Private", "GroupIDVersion": "10.0", "ExpirationPolicy": 120,
                "ExpirationDate": "2027-01-01 00:00:00", "IsExpired": 0, "IsDeleted": 0, "UpdateEnabled": 1,
                "Criteria": f'(department Contains "abteilung {number}") and (company is exactly "Beispiel GmbH")',
                "ObjectTypes": "[6, 7]", "StartPaths": json.dumps([{"Path": "DC=corp,DC=example", "Scope": 2}]),
                "IncludeRecipients": json.dumps([guid]), "LastUpdate": "2026-11-01 04:00:00",
            })  # fmt: skip
            for _ in range(2):
                owner = str(uuid.UUID(int=chance.getrandbits(128)))
                put(plain, "SVC.GroupOwner", {"ObjectGUID": guid, "OwnerGUID": owner, "NotifyOptOut": 0})
            if number % 10 == 0:
                member = str(uuid.UUID(int=chance.getrandbits(128)))
                put(plain, "SVC.GroupMembership", {"ObjectGUID": guid, "MemberGUID": member,
                    "MembershipType": "Temporary Member", "EndingDate": "2027-06-30 00:00:00"})  # fmt: skip


def put(plain: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    names = ", ".join(f'"{n}"' for n in values)
    plain.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(values))})', tuple(values.values()))


def floor_read(path: Path) -> None:
    """P of groups: the same rows with the driver alone, their JSON decoded."""
    plain = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for table in TABLES:
        for row in plain.execute(f'SELECT * FROM "{table}"'):
            for cell in row:
                if isinstance(cell, str) and cell[:1] in "[{":
                    msgspec.json.decode(cell)
    plain.close()


def floor_write(path: Path, rows: Sequence[tuple[str, str, str]]) -> float:
    """The driver's own loop: the same values, one row an object and one a journal line, a commit a batch."""
    began = time.perf_counter()
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = NORMAL")
    plain.execute("CREATE TABLE object (key TEXT PRIMARY KEY, vals TEXT) WITHOUT ROWID")
    plain.execute("CREATE TABLE line (key TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID")
    for at in range(0, len(rows), BATCH):
        plain.execute("BEGIN IMMEDIATE")
        for key, values, digest in rows[at : at + BATCH]:
            plain.execute("INSERT INTO object VALUES (?, ?)", (key, values))
            plain.execute("INSERT INTO line VALUES (?, ?)", (key, digest))
        plain.execute("COMMIT")
    plain.close()
    return time.perf_counter() - began


def one_round(folder: Path, source: Path, parts: Parts) -> None:
    contract = load("dm11")
    reader = open_groupid10(source, load("groupid10"), Everybody())  # type: ignore[arg-type]
    parts.time("P read and decode", lambda: floor_read(source))
    parts.time("read", lambda: [sum(1 for _ in reader.rows(t)) for t in TABLES])
    target = folder / f"groups-{uuid.uuid4().hex}.db"
    made = sql.new_database(target)
    sql.create_tables(
        made, [*contract.tables.values(), *(k.doors["tables"] for k in contract.kinds.values() if "tables" in k.doors)]
    )
    made.dispose()
    reading, writing = sql.read_only(target, also_target=True, side="target"), sql.writable(target)
    runs = Runs(reading, writing, str(target), partial(holder_of, target.with_suffix(".lock")), time.time)
    with parts.part("plan"):
        lines = [x for x in smart_groups.MODULE.plan(reader, None, {}) if isinstance(x, Change)]  # type: ignore[arg-type]
    begun = Start(
        installation=INSTALLATION,
        plan="",
        plan_digest="",
        decisions_digest="",
        data_digest="",
        features=("Groups",),
        topology="new",
    )
    run, epoch = runs.begin(begun, lines, Holder("host", "user", 1, ""), INSTALLATION)
    writer = TablesWriter(
        reading, writing, contract, str(target), sealer=None, streams=STREAMS, installation=INSTALLATION, run=run, epoch=epoch,
        index=EmbeddedIndex(folder / "index", reading, writing, str(target)), clock=time.time,
    )  # fmt: skip
    with parts.part("compare"):
        for batch in batches(lines):
            found = writer.read("SmartGroup", [x.key for x in batch])
            [same(x.values, found.get(x.key, {})) for x in batch]
    step, documents = Objects(NoSecrets()), Documents()
    for name in ("write", "look again"):
        with parts.part(name):
            for batch in batches(lines):
                list(step(batch, writer, GoOn()))
    with parts.part("documents"):
        for batch in batches(lines):
            list(documents(batch, writer, GoOn()))
    plain = [(x.key, msgspec.json.encode(x.values).decode(), x.row) for x in lines]
    parts.add("P write", floor_write(folder / f"plain-{uuid.uuid4().hex}.db", plain))
    writer.close()
    reader.close()
    reading.dispose()
    writing.dispose()


def batches(lines: Sequence[Change]) -> Iterator[Sequence[Change]]:
    for at in range(0, len(lines), BATCH):
        yield lines[at : at + BATCH]


def run(folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """Measures, prints nothing; the figures by name."""
    count = min(rows, GROUPS)
    source = folder / "groups-source.db"
    if not source.exists():
        make_source(source, count)
    parts = Parts()
    for _ in range(rounds):
        one_round(folder, source, parts)
    whole = [sum(x) for x in zip(*(parts.seconds[n] for n in ("plan", "compare", "write", "documents")), strict=True)]
    floor = [sum(x) for x in zip(parts.seconds["P read and decode"], parts.seconds["P write"], strict=True)]
    return {
        "rows": count,
        "rounds": rounds,
        "microseconds": {name: parts.each(name, count) for name in parts.seconds},
        "rows per second": count * rounds / sum(whole),
        "ratios": {
            "read/P": paired(parts.seconds["read"], parts.seconds["P read and decode"]),
            "write/P write": paired(parts.seconds["write"], parts.seconds["P write"]),
            "all/plain loops": paired(whole, floor),
            "look again/write": paired(parts.seconds["look again"], parts.seconds["write"]),
        },
        "peak MB": peak_megabytes(),
    }
