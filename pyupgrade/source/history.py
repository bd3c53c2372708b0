"""History tables of GroupID 10, read by key range over a connection of one's own, events undecoded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import sql
from pyupgrade.connect.retry import Retry
from pyupgrade.errors import SourceInterrupted
from pyupgrade.source.groupid10 import GroupId10

SourceRow = tuple[int, int | None, bytes | str | None]  # id, IdentityStoreID, JsonData
_PAGE: Final = 500  # events fetched at a time: they stay in the processor's cache


@dataclass(frozen=True, slots=True)
class StreamStatements:
    """What is asked of one stream's table, as text: events from a to b; the first key from one on; the last key."""

    events: str
    next_key: str
    last_key: str


@dataclass(frozen=True, slots=True)
class HistorySource:
    """Where history lies and how it is asked for; plain data, so that a worker can be told."""

    path: sql.Place
    streams: Mapping[str, StreamStatements]

    def open(self) -> HistoryReader:
        """A reader with a connection of its own. Raises SourceUnreachable."""
        return HistoryReader(self)


def history_source(reader: GroupId10) -> HistorySource:
    """History of an open installation: its file (the private copy where one was made) and its streams' tables."""
    contract, engine = reader.contract, reader.engine
    # GroupID 9 lacks one of the streams.
    tables = {
        s.name: sql.table_of(contract.tables[s.table], engine) for s in contract.streams if s.table in contract.tables
    }
    return HistorySource(
        sql.location_of(engine), {name: statements_of(table, engine) for name, table in tables.items()}
    )


def statements_of(table: sa.Table, engine: Engine) -> StreamStatements:
    """The statements for a history table, in the dialect of the engine."""
    key = table.c.id
    # JSON goes to the decoder as bytes; half a surrogate pair in the text would keep the driver from making a str of
    # it.
    data = sa.cast(table.c.JsonData, sa.LargeBinary) if engine.dialect.name == "sqlite" else table.c.JsonData
    events = sa.select(key, table.c.IdentityStoreID, data).where(key >= sa.bindparam("a"), key <= sa.bindparam("b"))
    asked = (
        events.order_by(key),
        sa.select(sa.func.min(key)).where(key >= sa.bindparam("a")),
        sa.select(sa.func.max(key)),
    )
    return StreamStatements(*(str(statement.compile(dialect=engine.dialect)) for statement in asked))


class HistoryReader:
    """Events by key, read only."""

    def __init__(self, source: HistorySource, sleep: Callable[[float], object] = time.sleep) -> None:
        self._retry = Retry(sleep)
        self._location, self._streams = str(source.path), source.streams
        # A copy of a WAL file is read where it lies; the file itself is never written.
        self._engine: Engine = sql.read_only(source.path, also_target=True)
        self._connection: Connection | None = None

    def pages(self, stream: str, start: int, stop: int) -> Iterator[list[SourceRow]]:
        """Events of keys start..stop in key order, some hundred at a time. Raises SourceUnreachable, SourceDamaged.

        A server that gives up in the middle is asked again, for what comes after the last key that was handed on.
        """
        return self._retry.stream(lambda page: self._pages(stream, start if page is None else page[-1][0] + 1, stop))

    def _pages(self, stream: str, start: int, stop: int) -> Iterator[list[SourceRow]]:
        with self._asking():
            found = self._connected().exec_driver_sql(self._streams[stream].events, (start, stop))
            # The driver's own cursor: rows of the library would cost as much again as reading.
            cursor: Any = found.cursor
            try:
                while page := cursor.fetchmany(_PAGE):
                    yield page
            finally:
                found.close()
                # Nothing is held between pages: neither a lock, nor a server's memory of how things were.
                self._connected().rollback()

    def next_key(self, stream: str, at_least: int) -> int | None:
        """The first key from `at_least` on; None when there is none."""
        return self._key(self._streams[stream].next_key, at_least)

    def last_key(self, stream: str) -> int | None:
        """The highest key there is now."""
        return self._key(self._streams[stream].last_key)

    def _key(self, statement: str, *given: int) -> int | None:
        def once() -> int | None:
            with self._asking():
                return self._connected().exec_driver_sql(statement, given).scalar()

        return self._retry.whole(once)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            with sql.errors_of("source", self._location):
                yield
        except SourceInterrupted:
            self._drop()
            raise

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _drop(self) -> None:
        """The next question opens a connection of its own."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()
