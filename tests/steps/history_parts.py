"""An old installation's history in a file made from the contract, and all that brings it into a target."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyupgrade.connect import sql
from pyupgrade.contracts.load import load
from pyupgrade.modules.history import NUMBERS
from pyupgrade.modules.history_convert import Conversion
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import Extent
from pyupgrade.ranges import RangeReader
from pyupgrade.source.history import HistorySource, statements_of
from tests.target.parts import INSTALLATION

CONTRACT = load("groupid10")
TABLES = {stream.name: CONTRACT.tables[stream.table] for stream in CONTRACT.streams}
ACTIONS = {3: "Object Created", 7: "Query Change"}
SECRET = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
CLIENTS = {SECRET: (4, "Portal")}
STORES = (1, 2)


def group_guid(key: int) -> str:
    return f"0d8c7a7e-4d1f-4b53-9d1e-{key % 7:012x}"


def event(key: int, **more: Any) -> str:
    """An event's JSON; its object is one of seven groups."""
    values = {
        "EventID": str(key), "ObjectGUID": group_guid(key), "ObjectName": f"Grüppe {key % 7}", "Action": 3 + key % 5,
        "DateTimeLogged": f"20{10 + key % 15:02d}-05-07T04:08:56.9512345Z", "ChangeMadeBy": SECRET,
        "OldMembers": "CN=a;CN=b", "NewMembers": f"CN=b;CN={key}", **more,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False)


class Old:
    """The history tables of a GroupID 10, and readers of them."""

    def __init__(self, path: Path, make: bool = True) -> None:
        self.path = path
        if make:
            engine = sql.new_database(path)
            sql.create_tables(engine, TABLES.values())
            engine.dispose()
        engine = sql.read_only(path)
        self.source = HistorySource(
            path, {s: statements_of(sql.table_of(table, engine), engine) for s, table in TABLES.items()}
        )
        engine.dispose()

    def put(self, stream: str, keys: Iterable[int], store: int | None = 1, **more: Any) -> None:
        """Adds an event for every key; `data` puts a text of its own there."""
        import sqlite3

        data = more.pop("data", None)
        rows = [(key, store, data or event(key, **more)) for key in keys]
        with sqlite3.connect(self.path) as file:
            file.executemany(f'INSERT INTO "{TABLES[stream].physical}" VALUES (?, ?, ?)', rows)
        file.close()

    def conversion(self, **more: Any) -> Conversion:
        given: dict[str, Any] = {
            "installation": INSTALLATION, "ordinal": 1, "streams": {n: s for s, n in NUMBERS.items()},
            "actions": ACTIONS, "clients": CLIENTS, "stores": {s: s for s in STORES}, **more,
        }  # fmt: skip
        return Conversion(**given)

    def reader(self, **more: Any) -> RangeReader:
        return RangeReader(self.source, self.conversion(**more), NUMBERS)

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        """As SourceReader.extent."""
        import sqlite3

        with sqlite3.connect(self.path) as file:
            found = file.execute(
                f'SELECT IdentityStoreID, count(*), min(id), max(id) FROM "{TABLES[stream].physical}"'
                " WHERE id > ? AND id <= ? GROUP BY 1",
                (-(2**62) if above is None else above, 2**62 if upto is None else upto),
            ).fetchall()
        file.close()
        counts = {row[0]: row[1] for row in found}
        first, last = min((r[2] for r in found), default=0), max((r[3] for r in found), default=-1)
        return Extent(stream, NUMBERS[stream], TABLES[stream].name, first, last, sum(counts.values()), counts)

    def bulk(self, stream: str = "objects", **more: Any) -> Bulk:
        """The plan's line for a stream as it is now."""
        extent = self.extent(stream)
        given: dict[str, Any] = {
            "module": "history", "feature": "History", "stream": stream, "number": NUMBERS[stream],
            "table": extent.table, "first": extent.first, "last": extent.last, "count": extent.count, "stores": STORES,
            **more,
        }  # fmt: skip
        return Bulk(**given)
