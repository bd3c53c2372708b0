"""Databases: SQLAlchemy engines for SQLite files, tables from a contract's names, and the drivers' errors as ours."""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, Protocol
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection as Connection
from sqlalchemy.engine import Engine as Engine
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.sql.elements import quoted_name

from pyupgrade.connect import mssql, odbc, odbc_errors, wal
from pyupgrade.connect.sql_types import declared_type as declared_type
from pyupgrade.connect.sql_types import stored
from pyupgrade.errors import (
    DiskFull,
    FileTaken,
    SourceDamaged,
    SourceUnreachable,
    Stopping,
    TargetUnreachable,
    UpgradeError,
)

Side = Literal["source", "target"]
Place = Path | mssql.Server  # a SQLite file, or a database of SQL Server

BUSY_TIMEOUT: Final = 10_000  # milliseconds
PAGE_CACHE: Final = 65_536  # KiB a connection
PAGE: Final = 8_192  # bytes a page of a new database: history records of 1.7 KB leave a fifth of smaller ones empty
# Pages of the log before they are copied into the database: done after each range, every commit would wait for the disk.
CHECKPOINT: Final = 8_192
_HEADER: Final = b"SQLite format 3\x00"

_FAMILIES: Final = {
    "number": ("INT", "NUMERIC", "DECIMAL"),
    "bit": ("BIT", "BOOL"),
    "text": ("CHAR", "TEXT", "CLOB"),
    "guid": ("UNIQUEIDENTIFIER", "GUID"),
    "instant": ("DATE", "TIME"),
    "real": ("REAL", "FLOA", "DOUB", "MONEY"),
    "bytes": ("BLOB", "BINARY", "IMAGE"),
}
# Families that can hold a contract type: SQLite and older releases keep GUIDs, dates and JSON as text.
_HOLDS: Final = {
    "int": {"number", "bit"}, "bigint": {"number"}, "bool": {"bit", "number"}, "text": {"text"},
    "guid": {"guid", "text"}, "instant": {"instant", "text"}, "json": {"text"}, "sealed": {"text"},
}  # fmt: skip


class TableLike(Protocol):
    """A table of a contract: its columns by our names, and the physical names beside them."""

    @property
    def physical(self) -> str: ...
    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> Mapping[str, Any]: ...
    @property
    def index(self) -> tuple[tuple[str, ...], ...]: ...


# -- engines ---------------------------------------------------------------------------------------------------------


def read_only(path: Place, *, also_target: bool = False, scratch: Path | None = None, side: Side = "source") -> Engine:
    """An engine for reading, safe to use from several threads. To a SQLite file it cannot write; on SQL Server that is the login's part.

    A source must be in journal mode DELETE. One in WAL mode is copied with its log into a private folder below
    `scratch` (default: the system's) and read there; the copy goes away with Engine.dispose() or the process, that of
    a killed one with the next copy. With `also_target` (topologies same and copy, and the target's own reader) a WAL file is
    read where it lies. Raises SourceUnreachable, or TargetUnreachable for side "target".
    """
    if isinstance(path, mssql.Server):
        engine = mssql.reading(path, intent=side == "source" and not also_target)
        return _answering(engine, path, side)
    _look(path, side, closed=not also_target)
    copied: wal.Copy | None = None
    if not also_target and wal.is_wal(path):
        with errors_of(side, str(path)):
            copied = wal.private_copy(path, scratch)
    location = (copied.path if copied else path).resolve()
    uri = f"file:{quote(str(location))}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        connection.execute("PRAGMA query_only = ON")
        if side == "source":
            connection.text_factory = _text
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    _locations[engine] = location
    if copied is not None:
        finalizer = weakref.finalize(engine, copied.remove)
        event.listen(engine, "engine_disposed", lambda _engine: finalizer())
    with errors_of(side, str(path)), engine.connect() as connection:
        connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_master").scalar()
    return engine


def writable(path: Place, *, side: Side = "target") -> Engine:
    """An engine for SQL Server of one connection, or for a SQLite target.

    There: WAL, synchronous NORMAL, BEGIN IMMEDIATE for each transaction, no ATTACH, no pool: every Engine.connect() is a
    connection of its own; whoever writes keeps one. Raises TargetUnreachable.
    """
    if isinstance(path, mssql.Server):
        return _answering(mssql.writing(path), path, side)
    _look(path, side, closed=False)
    location = path.resolve()
    uri = f"file:{quote(str(location))}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{PAGE_CACHE}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    _locations[engine] = location
    with errors_of(side, str(path)), engine.connect():
        pass
    return engine


def new_database(path: Path) -> Engine:
    """An engine for a SQLite file that does not exist yet, for filling in bulk: journal mode DELETE, no syncing.

    Raises FileTaken when the file is there.
    """
    if path.exists():
        raise FileTaken(path=str(path))
    location = path.resolve()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(location, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = -{PAGE_CACHE}")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    _locations[engine] = location
    return engine


def _answering(engine: Engine, server: mssql.Server, side: Side) -> Engine:
    """The engine, once it has been connected."""
    _locations[engine] = server
    with errors_of(side, str(server)), engine.connect():
        pass
    return engine


_tables_seen: weakref.WeakKeyDictionary[Engine, set[str]] = weakref.WeakKeyDictionary()
_locations: weakref.WeakKeyDictionary[Engine, Place] = weakref.WeakKeyDictionary()


def location_of(engine: Engine) -> Place:
    """What an engine of this module reads: a server, or the SQLite file, the private copy where one was made."""
    return _locations[engine]


def interrupt(connection: Connection) -> None:
    """Cuts the statement that runs on this connection, if one does: it raises Stopping. May be called from another thread."""
    if connection.closed or connection.invalidated:
        return
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        driver.interrupt()
    elif (cursor := connection.info.get(mssql.CURSOR)) is not None:
        cursor.cancel()


def _was_cut(error: BaseException) -> bool:
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    if odbc.is_driver_error(driver):
        return odbc.state_and_numbers(driver)[0] == odbc_errors.CUT
    return getattr(driver, "sqlite_errorname", "") == "SQLITE_INTERRUPT"


def _look(path: Path, side: Side, *, closed: bool) -> None:
    """Says early why a file cannot be used. `closed`: this process has no connection to it that may write.

    A file with one must not be opened here: closing it again would drop the POSIX locks that SQLite holds for the whole
    process (sqlite.org/howtocorrupt.html, 2.2), another process could then delete the log, and commits would be lost.
    """
    head = b""
    try:
        if not closed:
            path.stat()
        else:
            with path.open("rb") as file:
                head = file.read(100)
    except OSError as reason:
        raise _unreachable(side, str(path), reason.strerror or str(reason)) from reason
    if head and not head.startswith(_HEADER):
        raise _unreachable(side, str(path), "it is not a SQLite database")
    hot = Path(f"{path}-journal")
    if side == "source" and hot.exists() and hot.stat().st_size > 512:
        text = f"a transaction was not finished ('{hot.name}' lies beside it); open it once with its own program"
        raise _unreachable(side, str(path), text)


def _text(raw: bytes) -> str:
    """Text of a source; half a surrogate pair, which NVARCHAR can hold, stays what it is. Raises UnicodeDecodeError."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogatepass")


def _begin_immediate(connection: Connection) -> None:
    # pysqlite opens transactions late and never IMMEDIATE; isolation_level None and this event are SQLAlchemy's
    # documented recipe.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


# -- tables from a contract ------------------------------------------------------------------------------------------


def table_of(table: TableLike, engine: Engine, metadata: sa.MetaData | None = None) -> sa.Table:
    """A Core table by physical names, its columns' `.key` being our names. SQLite has no schemas: `SVC.Client` is one
    name there."""
    return build_table(table, engine.dialect.name, metadata)


def build_table(table: TableLike, dialect: str, metadata: sa.MetaData | None = None) -> sa.Table:
    """As table_of, for a dialect by its name ("sqlite", "mssql")."""
    schema, name = split_name(table.physical, dialect)
    columns: list[Any] = []
    for ours, column in table.columns.items():
        keyed = ours in table.key or any(ours in index for index in table.index)
        columns.append(
            sa.Column(
                quoted_name(column.physical, True),
                stored(column.type, keyed and (dialect != "sqlite" or table.key == (ours,)), dialect),
                key=ours,
                primary_key=ours in table.key,
                autoincrement=False,
                nullable=column.null and ours not in table.key,
            )
        )
    made = sa.Table(
        quoted_name(name, True), metadata if metadata is not None else sa.MetaData(), *columns,
        schema=None if schema is None else quoted_name(schema, True),
    )  # fmt: skip
    for number, index in enumerate(table.index, 1):
        sa.Index(quoted_name(f"IX_{table.physical}_{number}", True), *(made.c[ours] for ours in index))
    return made


def split_name(physical: str, dialect: str) -> tuple[str | None, str]:
    """(schema, name) of a physical table name; SQLite keeps the dot inside the name."""
    if dialect == "sqlite" or "." not in physical:
        return None, physical
    schema, _, name = physical.partition(".")
    return schema, name


def create_tables(engine: Engine, tables: Iterable[TableLike]) -> None:
    """Makes the contract's tables and indexes in a new database, in one transaction; a table that is there is an error
    of the driver."""
    metadata = sa.MetaData()
    for table in tables:
        build_table(table, engine.dialect.name, metadata)
    with engine.begin() as connection:
        metadata.create_all(connection, checkfirst=False)


# A column's definition in the text of CREATE TABLE, up to its collation; SQLite tells it nowhere else.
_COLLATED: Final = re.compile(
    r"""["\[`]?(\w+)["\]`]?\s+\w[\w ]*(?:\([\d, ]+\))?[^,]*?\bCOLLATE\s+["\[`]?(\w+)""", re.IGNORECASE
)


def found_columns(engine: Engine) -> dict[str, dict[str, str]]:
    """Tables of the database by physical name, each with its columns and their declared types in capitals."""
    found: dict[str, dict[str, str]] = {}
    if engine.dialect.name == "mssql":
        for table, column, kind, _ in mssql.columns(engine):
            found.setdefault(table, {})[column] = kind
        return found
    for (_, name), columns in sa.inspect(engine).get_multi_columns().items():
        found[str(name)] = {str(c["name"]): str(c["type"]).upper() for c in columns}
    return found


def has_table(connection: Connection, physical: str) -> bool:
    """Whether there is a table of this physical name, in the login's own schema where it names none; nothing of ours ever drops one."""
    seen = _tables_seen.setdefault(connection.engine, set())
    if physical not in seen and _has_table(connection, physical):
        seen.add(physical)
    return physical in seen


def _has_table(connection: Connection, physical: str) -> bool:
    if connection.dialect.name != "mssql":
        return sa.inspect(connection).has_table(physical)
    quoted = ".".join(f"[{part}]" for part in physical.split(".", 1))
    return connection.exec_driver_sql(mssql.statement("table_there"), (quoted,)).scalar() is not None


def found_collations(engine: Engine) -> dict[str, dict[str, str]]:
    """Collations of text columns by physical table and column, where they are not the database's own ("" on SQLite: BINARY)."""
    if engine.dialect.name == "mssql":
        made: dict[str, dict[str, str]] = {}
        for table, column, _, collation in mssql.columns(engine):
            if collation:
                made.setdefault(table, {})[column] = collation
        return made
    found: dict[str, dict[str, str]] = {}
    with engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%COLLATE%'"
        )
        for name, text in tables:
            named = {column: collation.upper() for column, collation in _COLLATED.findall(text)}
            found[str(name)] = {c: collation for c, collation in named.items() if collation != "BINARY"}
    return found


def holds(declared: str, wanted: str) -> bool:
    """Whether a column declared so (in capitals) can hold a contract type."""
    family = next((f for f, marks in _FAMILIES.items() if any(mark in declared for mark in marks)), "")
    return family in _HOLDS[wanted]


# -- errors ----------------------------------------------------------------------------------------------------------


@contextmanager
def errors_of(side: Side, location: str) -> Iterator[None]:
    """Turns the drivers' errors inside into ours, that of a statement that was cut into Stopping; everything else passes."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        if _was_cut(error):
            raise Stopping from error
        raise translated(error, side, location) from error
    except Exception as error:
        if not odbc.is_driver_error(error):
            raise
        raise translated(error, side, location) from error


def translated(error: Exception, side: Side, location: str) -> UpgradeError:
    """The error of ours for a driver's: full or failing disk, locked, not a database, damaged, anything else by its
    own words."""
    driver = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    if odbc.is_driver_error(driver):
        return odbc_errors.translated(driver, side, location)
    name = getattr(driver, "sqlite_errorname", "") or ""
    text = str(driver)
    if name == "SQLITE_FULL" or "disk is full" in text:
        return DiskFull(location=location)
    if side == "target" and name in (
        "SQLITE_IOERR_WRITE",
        "SQLITE_IOERR_FSYNC",
        "SQLITE_IOERR_TRUNCATE",
        "SQLITE_IOERR_SHMSIZE",
    ):
        return DiskFull(location=location)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "is locked" in text:
        return _unreachable(side, location, "another program holds it locked")
    if name == "SQLITE_NOTADB" or "not a database" in text:
        return _unreachable(side, location, "it is not a SQLite database")
    if name.startswith("SQLITE_CORRUPT") or "malformed" in text:
        if side == "source":
            return SourceDamaged(what=f"the database file '{location}' ({text})")
        return _unreachable(side, location, f"the database file is damaged ({text})")
    if name == "SQLITE_READONLY" or "readonly" in text:
        return _unreachable(side, location, "it may not be written to")
    return _unreachable(side, location, text)


def _unreachable(side: Side, location: str, reason: str) -> UpgradeError:
    return (SourceUnreachable if side == "source" else TargetUnreachable)(location=location, reason=reason)
