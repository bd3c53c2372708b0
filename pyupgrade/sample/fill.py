"""Puts rows into tables made from a contract: every column is checked against it, so the sample cannot drift away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

import msgspec

from pyupgrade.connect import sql
from pyupgrade.contracts.load import Contract

_BATCH: Final = 2_000


class Filler:
    """Writes rows by our names of tables and columns over one open transaction."""

    def __init__(self, connection: sql.Connection, contract: Contract) -> None:
        self._connection = connection
        self._contract = contract
        self.rows: dict[str, int] = {}

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Inserts rows; a column that is left out is NULL. Raises ValueError when a row does not fit the contract."""
        shape = self._contract.tables[table]
        made = sql.table_of(shape, self._connection.engine)
        kinds = {name: column.type for name, column in shape.columns.items()}
        never = [name for name, column in shape.columns.items() if not column.null]
        source = iter(rows)
        while batch := list(islice(source, _BATCH)):
            for row in batch:
                wrong = sorted(set(row) - set(kinds)) + [name for name in never if row.get(name) is None]
                if wrong:
                    raise ValueError(f"{table}: the contract has no place for a row with {', '.join(wrong)}")
            self._connection.execute(
                made.insert(), [{n: _stored(k, row.get(n)) for n, k in kinds.items()} for row in batch]
            )
            self.rows[table] = self.rows.get(table, 0) + len(batch)

    def put_history(self, table: str, rows: Sequence[tuple[int, int | None, str]]) -> None:
        """Inserts events as (id, IdentityStoreID, JsonData), the fast way."""
        made = sql.table_of(self._contract.tables[table], self._connection.engine)
        insert = str(made.insert().compile(dialect=self._connection.dialect))
        self._connection.exec_driver_sql(insert, list(rows))
        self.rows[table] = self.rows.get(table, 0) + len(rows)


def _stored(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "json":
        return msgspec.json.encode(value).decode("utf-8")
    if kind == "bool":
        return int(value)
    return value


def stored_instant(moment: datetime, form: int = 0) -> str:
    """A date as releases of the product left it in a column: datetime2 text, ISO with Z, with an offset, or without
    seconds' parts."""
    moment = moment.astimezone(UTC)
    match form % 4:
        case 0:
            return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond:06d}0"
        case 1:
            return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06d}0Z"
        case 2:
            return f"{moment:%Y-%m-%dT%H:%M:%S}+00:00"
        case _:
            return f"{moment:%Y-%m-%d %H:%M:%S}"
