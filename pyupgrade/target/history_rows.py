"""History events of Directory Manager 11.1 as rows in source order: counted, read, put and dropped by source keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import sql
from pyupgrade.connect.mssql import SIZES
from pyupgrade.connect.sql_types import odbc_size
from pyupgrade.contracts.load import Contract
from pyupgrade.errors import TargetTableMissing
from pyupgrade.plan.history import STREAM_KEYS
from pyupgrade.target.witness import HistoryWitness, in_bytes

TABLE: Final = "DM11.History"
_PAGE: Final = 500


class HistoryRows:
    """The history table; rows are tuples in the order of its columns in the contract. Intervals hold both ends."""

    def __init__(
        self,
        contract: Contract,
        engine: Engine,
        location: str,
        streams: Mapping[str, int],
        ordinal: Callable[[Connection, str], int],
    ) -> None:
        facts = contract.tables.get(TABLE)
        self._location, self._streams, self._ordinal = location, streams, ordinal
        self._table = None if facts is None else sql.table_of(facts, engine)
        if facts is not None and self._table is not None:
            self._key = self._table.c[facts.key[0]]
            self._key_at = list(facts.columns).index(facts.key[0])
            # Compiled once: for a hundred thousand rows a second the driver is handed the text itself.
            json = [name for name, column in facts.columns.items() if column.type == "json"]
            sqlite = engine.dialect.name == "sqlite"
            # SQL Server is handed text and hands text back; where it stands in a row:
            self._text_at = frozenset(n for n, name in enumerate(facts.columns) if name in json and not sqlite)
            kinds = [column.type for column in facts.columns.values()]
            self._sizes = None if sqlite else [odbc_size(engine.dialect.dbapi, kind) for kind in kinds]
            # Records are bytes of UTF-8 here, text in the database: a str would be made only to be encoded again.
            values = {name: sa.cast(sa.bindparam(name), sa.Text) for name in json if sqlite}
            columns = [
                sa.cast(c, sa.LargeBinary).label(c.key) if sqlite and c.key in json else c for c in self._table.columns
            ]
            chosen = (
                sa.select(*columns)
                .where(self._key.between(sa.bindparam("start"), sa.bindparam("stop")))
                .order_by(self._key)
            )
            insert = sa.insert(self._table).values(
                {c.key: values.get(c.key, sa.bindparam(c.key)) for c in self._table.columns}
            )
            self._insert = str(insert.compile(dialect=engine.dialect))
            self._select = str(chosen.compile(dialect=engine.dialect))

    def count(self, connection: Connection, installation: str, stream: str, start: int, stop: int) -> int:
        table = self._there()
        chosen = (
            sa.select(sa.func.count())
            .select_from(table)
            .where(self._between(connection, installation, stream, start, stop))
        )
        return int(connection.execute(chosen).scalar() or 0)

    def pages(
        self,
        connection: Connection,
        installation: str,
        stream: str,
        start: int,
        stop: int,
        after: Sequence[tuple[Any, ...]] | None = None,
    ) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Rows of an interval in key order, some hundred at a time, those after the page `after`; Records as bytes."""
        self._there()
        base = self._base(connection, installation, stream)
        first = base + start if after is None else after[-1][self._key_at] + 1
        found = connection.exec_driver_sql(self._select, (first, base + stop))
        # The driver's own cursor: rows of the library would cost as much again as reading.
        cursor: Any = found.cursor
        try:
            while page := cursor.fetchmany(_PAGE):
                yield page if not self._text_at else in_bytes(page, self._text_at)
        finally:
            found.close()

    def witness(self, connection: Connection, engine: Engine, installation: str) -> HistoryWitness:
        """What reads rows of this installation back in another process."""
        self._there()
        bases = {stream: self._base(connection, installation, stream) for stream in self._streams}
        return HistoryWitness(sql.location_of(engine), self._select, bases, self._text_at)

    def put(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        self._there()
        if rows and self._sizes is not None:
            given = [tuple(_text(value) for value in row) for row in rows]
            connection.exec_driver_sql(self._insert, given, execution_options={SIZES: self._sizes})
        elif rows:
            connection.exec_driver_sql(self._insert, rows if isinstance(rows, list) else list(rows))

    def drop(self, connection: Connection, installation: str, stream: str, start: int, stop: int) -> int:
        """Removes an interval's rows; how many there were."""
        where = self._between(connection, installation, stream, start, stop)
        return connection.execute(sa.delete(self._there()).where(where)).rowcount

    def _between(
        self, connection: Connection, installation: str, stream: str, start: int, stop: int
    ) -> sa.ColumnElement[bool]:
        base = self._base(connection, installation, stream)
        return self._key.between(base + start, base + stop)

    def _base(self, connection: Connection, installation: str, stream: str) -> int:
        return (self._ordinal(connection, installation) * 10 + self._streams[stream]) * STREAM_KEYS

    def _there(self) -> sa.Table:
        if self._table is None:
            raise TargetTableMissing(location=self._location, details=[TABLE])
        return self._table


def _text(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
