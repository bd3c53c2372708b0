"""A stand-in for pyodbc and the server behind it: T-SQL is parsed strictly, retold for SQLite, and kept for review.

It shows that what we say is T-SQL, that parameters fit and that rows come in the shape we read. How SQL Server locks, compares
and converts it does not show: that takes a server (tests/sql/mssql).
"""

from __future__ import annotations

import re
import sqlite3
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlglot import exp

from pyupgrade.connect import mssql, odbc
from tests.sql.tsql import strict


class Error(Exception):
    """As pyodbc's, with SQLSTATE and text."""


class ProgrammingError(Error):
    pass


class IntegrityError(Error):
    pass


class OperationalError(Error):
    pass


class DataError(Error):
    pass


for kind in (Error, ProgrammingError, IntegrityError, OperationalError, DataError):
    kind.__module__ = "pyodbc"


class Standin:
    """One database; `said` is every statement in order, `locks` who holds which application lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: dict[str, None] = {}
        self.locks: dict[str, object] = {}
        self.faults: list[Callable[[str], Exception | None]] = []
        self.opened: list[Connection] = []
        self.may: list[str] = []
        self.user = "dmupgrade_writer"
        self.snapshot = 1
        self.ahead = timedelta()  # of this machine's clock
        self.guard = threading.RLock()
        self.over = False  # the test has ended; what still holds a session may let go of it in peace

    def connect(self, text: str, **_: Any) -> Connection:
        made = Connection(self, text)
        self.opened.append(made)
        return made


class Connection:
    """A session."""

    def __init__(self, server: Standin, text: str) -> None:
        self.server, self.text, self.timeout, self.closed = server, text, 0, False
        self._real = sqlite3.connect(server.path, isolation_level=None, check_same_thread=False, timeout=5)
        self._real.execute("PRAGMA journal_mode = WAL")
        self._real.text_factory = lambda raw: raw.decode("utf-8", "surrogatepass")

    def add_output_converter(self, *_: Any) -> None: ...

    def cursor(self) -> Cursor:
        if self.closed:
            raise OperationalError("08S01", "[08S01] [Stand-in]Communication link failure (10054) (SQLExecDirectW)")
        return Cursor(self)

    def execute(self, text: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
        # A driver that is not in autocommit opens a transaction with the first statement.
        if not self._real.in_transaction:
            self._real.execute("BEGIN")
        return self._real.execute(text, parameters)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        if self.closed and self.server.over:
            return
        if self.closed:
            raise OperationalError("08S01", "[08S01] [Stand-in]Communication link failure (10054) (SQLEndTran)")
        if self._real.in_transaction:
            self._real.execute(how)

    def close(self) -> None:
        """The session ends, and with it its locks and what was not committed."""
        if not self.closed:
            self.closed = True
            self._real.close()
            for name in [n for n, who in self.server.locks.items() if who is self]:
                del self.server.locks[name]


class Cursor:
    def __init__(self, connection: Connection) -> None:
        self.connection, self.description, self.rowcount, self.fast_executemany = connection, None, -1, False
        self.sizes: Any = None
        self._rows: list[tuple[Any, ...]] = []

    def setinputsizes(self, sizes: Any) -> None:
        self.sizes = sizes

    def execute(self, text: str, *given: Any) -> Cursor:
        parameters = tuple(given[0]) if len(given) == 1 and isinstance(given[0], list | tuple) else given
        self._one(text, parameters)
        return self

    def executemany(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        count = 0
        for row in rows:
            assert self.sizes is None or len(self.sizes) == len(row)
            self._one(text, tuple(row))
            count += self.rowcount
        self.rowcount = count

    def _one(self, text: str, parameters: tuple[Any, ...]) -> None:
        server = self.connection.server
        for fault in list(server.faults):
            if (error := fault(text)) is not None:
                raise error
        answer = _answered(self.connection, text, parameters)
        if answer is None:
            server.said.setdefault(text.strip())
            real = self._translated(text, parameters)
            self.description = real.description and [
                (d[0], None, None, None, None, None, None) for d in real.description
            ]
            self._rows = real.fetchall() if real.description else []
            self.rowcount = real.rowcount if not real.description else -1
        else:
            self._rows = answer
            self.description = (
                [(f"c{n}", *[None] * 6) for n in range(len(answer[0]))] if answer else [("c", *[None] * 6)]
            )

    def _translated(self, text: str, parameters: tuple[Any, ...]) -> sqlite3.Cursor:
        try:
            real = [self.connection.execute(told, parameters if n == 0 else ()) for n, told in enumerate(_retold(text))]
        except sqlite3.IntegrityError as error:
            raise IntegrityError("23000", f"[23000] [Stand-in]{error} (2627) (SQLExecDirectW)") from None
        except sqlite3.Error as error:
            raise ProgrammingError("42000", f"[42000] [Stand-in]{error}: {text} (102) (SQLExecDirectW)") from None
        return real[-1]

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    def fetchmany(self, size: int = 1) -> list[Any]:
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def nextset(self) -> bool:
        return False

    def close(self) -> None: ...


# -- what the server itself is asked ----------------------------------------------


def _answered(connection: Connection, text: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
    """Answers to questions about the server, and to those that SQLAlchemy asks of its own."""
    server = connection.server
    match _ours().get(text):
        case "session" | "snapshot":
            return []
        case "database":
            return [("16.0.1000.6", "standin", server.snapshot, 0, 0, 160, "Latin1_General_CI_AS", server.user)]
        case "rights":
            of_tables = [(may, name) for name in server.may if "." in name for may in ("INSERT", "UPDATE", "DELETE")]
            return [("SELECT", ""), *((name, "") for name in server.may if "." not in name), *of_tables]
        case "time":
            return [((datetime.now(UTC) + server.ahead).strftime("%Y-%m-%dT%H:%M:%S.%f7"),)]
        case "table_there":
            name = parameters[0].replace("[", "").replace("]", "")
            found = connection.execute(
                "SELECT rowid FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)
            ).fetchone()
            return [(found[0] if found else None,)]
        case "columns":
            return list(_columns(connection))
        case "lock_take":
            with server.guard:
                return [(0 if server.locks.setdefault(parameters[0], connection) is connection else -1,)]
        case "lock_free":
            return [(int(server.locks.get(parameters[0], connection) is connection),)]
        case "lock_holder":
            return []
    if "SERVERPROPERTY" in text:
        return [("16.0.1000.6",)]
    if re.match(r"\s*select schema_name\(\)", text, re.IGNORECASE):
        return [("dbo",)]
    if "test max support" in text or "fn_listextendedproperty" in text or text == "SELECT 1":
        return [("1",)]
    if "transaction_isolation_level" in text or "system_views" in text:
        return [("READ COMMITTED",)]
    if text.startswith("IF @@TRANCOUNT"):
        if not connection._real.in_transaction:
            connection._real.execute("BEGIN")
        return []
    if found := re.match(r"(SAVE|ROLLBACK) TRANSACTION (\w+)", text):
        try:
            connection._real.execute(f"{'SAVEPOINT' if found[1] == 'SAVE' else 'ROLLBACK TO'} {found[2]}")
        except sqlite3.Error:
            raise ProgrammingError(
                "42000", f"[42000] [Stand-in]Cannot roll back {found[2]}. (6401) (SQLExecDirectW)"
            ) from None
        return []
    return None


def _columns(connection: Connection) -> Iterator[tuple[Any, ...]]:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", ()
    ).fetchall():
        schema, _, table = name.rpartition(".")
        for column in connection.execute(f'PRAGMA table_info("{name}")', ()).fetchall():
            yield schema or "dbo", table, column[1], column[2] or "nvarchar", None


# -- T-SQL retold ----------------------------------------------


@cache
def _retold(text: str) -> tuple[str, ...]:
    return tuple(statement.transform(_plain).sql("sqlite", identify=True) for statement in strict(text))


@cache
def _ours() -> dict[str, str]:
    return {mssql.statement(p.stem): p.stem for p in Path(mssql.__file__).with_name("statements").glob("*.sql")}


def _plain(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.Table) and node.db:
        return exp.Table(this=exp.to_identifier(f"{node.db}.{node.name}", quoted=True), alias=node.args.get("alias"))
    if isinstance(node, exp.Column) and node.table == "inserted":
        return exp.Column(this=node.this)
    if isinstance(node, exp.Column) and node.args.get("db"):
        return exp.Column(this=node.this, table=exp.to_identifier(f"{node.args['db'].name}.{node.table}", quoted=True))
    if isinstance(node, exp.Convert | exp.Cast | exp.TryCast) and not isinstance(node.parent, exp.Create):
        return (node.this if isinstance(node, exp.Cast) else node.expression).transform(_plain)
    if isinstance(node, exp.Anonymous) and node.name.upper() == "SWITCHOFFSET":
        return node.expressions[0].transform(_plain)
    if isinstance(node, exp.Collate):
        return node.this.transform(_plain)
    if isinstance(node, exp.ColumnDef):
        kind = "INTEGER" if "INT" in node.kind.sql().upper() else "TEXT"
        return exp.ColumnDef(this=node.this, kind=exp.DataType.build(kind))
    return node


@contextmanager
def standing_in(patch: pytest.MonkeyPatch, **databases: Path) -> Iterator[dict[str, Standin]]:
    """connect/odbc hands out this stand-in while it lasts; its databases, by name, are SQLite files."""
    servers = {name: Standin(path) for name, path in databases.items()}

    def connect(text: str, **more: Any) -> Connection:
        found = re.search(r"DATABASE=(\w+)", text)
        assert found, text
        return servers[found[1]].connect(text, **more)

    ours = {
        "Error": Error, "ProgrammingError": ProgrammingError, "IntegrityError": IntegrityError, "DatabaseError": Error,
        "OperationalError": OperationalError, "DataError": DataError, "InterfaceError": Error, "InternalError": Error,
        "NotSupportedError": Error, "Cursor": Cursor, "connect": connect, "drivers": lambda: [odbc.MICROSOFT[0]],
    }  # fmt: skip
    library = SimpleNamespace(**{**vars(odbc.pyodbc()), **ours})
    patch.setattr(odbc, "pyodbc", lambda: library)
    patch.setitem(sys.modules, "pyodbc", library)
    yield servers
    for server in servers.values():
        server.over = True
        for connection in server.opened:
            connection.close()


def seen_by(server: Standin) -> dict[str, list[str]]:
    """Statements by their first word and table, sorted: how the approved texts are laid out."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in sorted(server.said):
        words = re.search(r"(?:FROM|INTO|UPDATE|TABLE|ON)\s+\[?(\w+)\]?(?:\.\[?(\w+)\]?)?", text)
        table = ".".join(part for part in (words.groups() if words else ()) if part) or "other"
        found[table].append(text)
    return dict(found)
