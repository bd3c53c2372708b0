"""An embedded target made from the contract, with journal, lock and a run on it, for tests of target and steps."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pyupgrade.connect import sql
from pyupgrade.connect.vault import Sealer
from pyupgrade.contracts.load import Contract, load
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Values
from pyupgrade.target.index import EmbeddedIndex
from pyupgrade.target.lock import Holder, RunLock, holder_of, lock_path
from pyupgrade.target.runs import Runs, Start
from pyupgrade.target.tables import TablesReader, TablesWriter

INSTALLATION = "11111111-2222-3333-4444-555555555555"
STREAMS = {"objects": 1, "store-configuration": 2, "admin-center": 3, "helpdesk": 4}
GUID = "0d8c7a7e-4d1f-4b53-9d1e-{:012x}".format
HOLDER = Holder("host-a", "anna", 4711, "2026-11-22T10:00:00.000Z")
OTHER = Holder("host-b", "bert", 815, "2026-11-22T11:00:00.000Z")
CONTRACT = load("dm11")
SEALER = Sealer("a passphrase for tests", b"0123456789abcdef")


def ticking(start: float = 1_790_000_000.0) -> Callable[[], float]:
    """A clock that goes on a millisecond with every look."""
    steps = itertools.count()
    return lambda: start + next(steps) / 1000


def make_target(path: Path, contract: Contract = CONTRACT) -> Path:
    """A target as the vendor's Configuration Tool leaves it: tables, and one row that names it."""
    tables = [*contract.tables.values(), *(k.doors["tables"] for k in contract.kinds.values() if "tables" in k.doors)]
    engine = sql.new_database(path)
    sql.create_tables(engine, tables)
    engine.dispose()
    return path


@dataclass
class Given:
    """Secrets by decision id."""

    values: dict[str, str] = field(default_factory=dict)

    def value(self, decision: str) -> str | None:
        return self.values.get(decision)


class NoControl:
    """Counts how often it was asked; from the time `stop_at` on it says stop, 0 for never."""

    def __init__(self, stop_at: int = 0) -> None:
        self.asked, self.stop_at = 0, stop_at

    def go_on(self) -> bool:
        self.asked += 1
        return not self.stop_at or self.asked < self.stop_at


class Target:
    """One target file with what is needed to look at it and to run on it."""

    def __init__(self, path: Path) -> None:
        self.path, self.clock = path, ticking()
        self.reading = sql.read_only(path, also_target=True, side="target")
        self.writing = sql.writable(path)
        self.runs = Runs(self.reading, self.writing, str(path), partial(holder_of, lock_path(path)), self.clock)

    def reader(self, sealer: Any = SEALER) -> TablesReader:
        return TablesReader(self.reading, CONTRACT, str(self.path), sealer, STREAMS)

    def index(self) -> EmbeddedIndex:
        return EmbeddedIndex(self.path.with_name("index"), self.reading, self.writing, str(self.path))

    def begin(self, lines: Sequence[Change | Bulk] = (), **more: Any) -> tuple[int, int]:
        start = Start(
            installation=INSTALLATION,
            plan='{"format":"dmupgrade-plan/1"}',
            plan_digest="c" * 64,
            decisions_digest="d" * 64,
            data_digest="e" * 64,
            features=("Configuration", "Groups", "History"),
            topology="new",
            version="0.1.0",
        )
        skip = more.get("skip", ())
        return self.runs.begin(start, lines, more.get("holder", HOLDER), self.reader().identity, skip)

    def writer(self, run: int, epoch: int = 1) -> TablesWriter:
        return TablesWriter(
            self.reading,
            self.writing,
            CONTRACT,
            str(self.path),
            sealer=SEALER,
            streams=STREAMS,
            index=self.index(),
            installation=INSTALLATION,
            run=run,
            epoch=epoch,
            clock=self.clock,
        )

    def open(self, lines: Sequence[Change | Bulk] = ()) -> TablesWriter:
        """A writer on a run just begun."""
        return self.writer(*self.begin(lines))

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a DBA would type, on a connection of its own."""
        import sqlite3

        with sqlite3.connect(self.path) as connection:
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def close(self) -> None:
        self.reading.dispose()
        self.writing.dispose()


@contextmanager
def locked(target: Target) -> Iterator[RunLock]:
    with RunLock.take(lock_path(target.path), HOLDER) as lock:
        yield lock


def store(number: int, **more: Any) -> Change:
    values: Values = {
        "identityStoreId": number,
        "identityStoreName": f"Store {number}",
        "storeType": "AD",
        "isEnabled": True,
        "creationDate": "2024-05-07T04:08:56.9500000Z",
        "preferredDomains": ["corp.example"],
        **more,
    }
    key = str(number)
    return Change(
        module="stores",
        feature="Configuration",
        kind="IdentityStore",
        key=key,
        name=f"Store {number}",
        store=number,
        values=values,
    )


def group(number: int, **more: Any) -> Change:
    values: Values = {
        "objectGUID": GUID(number),
        "identityStoreId": 1,
        "name": f"Grüppe {number} \N{ROCKET}",
        "IMSGManagedGroupType": 2,
        "IMGIsExpired": False,
        "XAdditionalOwner": [GUID(1), GUID(2)],
        "IMSGCriteria": "(&(objectClass=user)(department=Sales))",
        **more,
    }
    return Change(
        module="smart-groups",
        feature="Groups",
        kind="SmartGroup",
        key=GUID(number),
        name=values["name"],
        store=1,
        values=values,
    )


def source_of(name: str, **more: Any) -> Change:
    values: Values = {
        "name": name,
        "type": 3,
        "providerTypeName": "SQL",
        "configurationValues": {"server": "db1"},
        **more,
    }
    return Change(
        module="data-sources",
        feature="Configuration",
        kind="DataSource",
        key=name,
        name=name,
        store=None,
        values=values,
    )
