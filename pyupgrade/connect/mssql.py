"""SQL Server: engines over pyodbc, for reading from a pool, for writing on one connection that is never exchanged unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from pyupgrade.connect import odbc

# What README, Connect, preflight and report say until somebody has run the tests of tests/sql/mssql on a server.
NEVER_RUN: Final = (
    "This version of the product was never run on SQL Server: its statements are only known to be T-SQL. Try it on a restored copy"
    " first."
)
APPLICATION: Final = "DMUpgrade"
CURSOR: Final = "dmupgrade_cursor"  # of a connection: what its newest statement runs on
SIZES: Final = "dmupgrade_sizes"  # execution option: input sizes for a statement that is handed over as text
_WIDE: Final = (-8, -9, -10)  # SQL_WCHAR, SQL_WVARCHAR, SQL_WLONGVARCHAR
_HARMLESS: Final = ("SELECT", "CREATE TABLE")  # without ALTER on a schema, a table can be made nowhere
_SNAPSHOT_ALLOWED: Final = 1  # sys.databases.snapshot_isolation_state: ON


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, and how to log on; plain data, so that a worker process can be told.

    `user` "" is Windows authentication. `server` is host, host,port or host\\instance.
    """

    server: str
    database: str
    user: str = ""
    password: str = field(default="", repr=False)
    driver: str = ""
    encrypt: str = "yes"
    trust_certificate: bool = False
    certificate: str = ""
    hostname_in_certificate: str = ""
    login_timeout: int = 15
    timeout: int = 0
    options: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.server}/{self.database}"


def keywords(server: Server, driver: str, *, read_only: bool = False) -> dict[str, str]:
    """The keywords of the connection string, in order."""
    made = {"DRIVER": driver}
    if odbc.is_freetds(driver):
        host, _, port = server.server.partition(",")
        made |= {"SERVER": host, "PORT": port} if port else {"SERVER": host}
        # 7.4 knows DATETIME2. Whose certificate is accepted says freetds.conf alone.
        made |= {"DATABASE": server.database, "TDS_Version": "7.4", "ClientCharset": "UTF-8"}
        if server.encrypt != "no":
            made["Encryption"] = "require"
        made["APP"] = APPLICATION
    else:
        made |= {"SERVER": server.server, "DATABASE": server.database, "APP": APPLICATION, "Encrypt": server.encrypt}
        made["TrustServerCertificate"] = "yes" if server.trust_certificate else "no"
        if server.certificate:
            made["ServerCertificate"] = server.certificate
        if server.hostname_in_certificate:
            made["HostNameInCertificate"] = server.hostname_in_certificate
        if read_only:
            made["ApplicationIntent"] = "ReadOnly"
    made |= {"UID": server.user, "PWD": server.password} if server.user else {"Trusted_Connection": "yes"}
    # Of a keyword that comes twice the first counts; ours come first all the same.
    return {**made, **{key: value for key, value in server.options.items() if key not in made}}


def chosen_driver(server: Server) -> str:
    """The driver that this server is reached by. Raises OdbcMissing, OdbcDriverMissing."""
    return odbc.driver(server.driver or None, odbc.pyodbc().drivers(), unverified=server.trust_certificate)


def remarks(server: Server, driver: str) -> list[str]:
    """What an admin should know of the way to this server, in sentences."""
    said = []
    if odbc.is_freetds(driver):
        said.append(
            f"'{server}' is reached by FreeTDS: it verifies the server's certificate only where freetds.conf names a CA file. "
            f"{odbc.MICROSOFT[0]} is better."
        )
    elif server.encrypt == "no":
        said.append(f"The connection to '{server}' is not encrypted.")
    elif server.trust_certificate:
        said.append(f"The certificate of '{server}' is not verified: anybody between could read along.")
    return said


def reading(server: Server, *, intent: bool = False) -> Engine:
    """An engine for reading, safe to use from several threads; under snapshot isolation where the database allows it.

    `intent` asks a listener for a secondary replica that is kept for reading, which is good enough for a source only.
    """
    made = _engine(server, intent, pool_size=4, max_overflow=-1, pool_pre_ping=True)
    event.listen(made, "connect", _Snapshot())
    return made


def writing(server: Server) -> Engine:
    """An engine of one connection, which stays open from its first use to dispose(); READ COMMITTED."""
    return _engine(server, False, pool_size=1, max_overflow=0)


def _engine(server: Server, intent: bool, **pool: Any) -> Engine:
    driver, library = chosen_driver(server), odbc.pyodbc()
    text = odbc.connection_string(keywords(server, driver, read_only=intent))

    def connect() -> Any:
        made = library.connect(text, timeout=server.login_timeout, autocommit=False)
        made.timeout = server.timeout
        return made

    made = sa.create_engine(
        "mssql+pyodbc://",
        creator=connect,
        poolclass=QueuePool,
        deprecate_large_types=True,
        fast_executemany=not odbc.is_freetds(driver),
        **pool,
    )
    event.listen(made, "connect", prepare)
    event.listen(made, "before_cursor_execute", _begun)
    return made


def prepare(connection: Any, _record: object = None) -> None:
    """A new connection of the driver, made ready: session settings, and text that may hold half a surrogate pair."""
    for kind in _WIDE:
        connection.add_output_converter(kind, _wide)
    run(connection, statement("session"))


def _wide(raw: bytes | None) -> str | None:
    """NVARCHAR can hold half a pair; the driver's own decoding would refuse the whole row."""
    return None if raw is None else raw.decode("utf-16-le", "surrogatepass")


class _Snapshot:
    """Puts each new connection under snapshot isolation, if the database says that it allows it."""

    def __init__(self) -> None:
        self._allowed: bool | None = None

    def __call__(self, connection: Any, _record: object) -> None:
        if self._allowed is None:
            found = run(connection, statement("database"), rows=True)
            self._allowed = bool(found) and found[0][2] == _SNAPSHOT_ALLOWED
        if self._allowed:
            run(connection, statement("snapshot"))


def run(connection: Any, text: str, parameters: tuple[Any, ...] = (), *, rows: bool = False) -> list[Any]:
    """A statement on the driver's own connection, committed: no transaction is left open by it."""
    cursor = connection.cursor()
    try:
        cursor.execute(text, *parameters)
        found = list(cursor.fetchall()) if rows else []
    finally:
        cursor.close()
    connection.commit()
    return found


def _begun(
    connection: sa.Connection, cursor: Any, _statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    connection.info[CURSOR] = cursor
    sizes = context.execution_options.get(SIZES) if context is not None else None
    if sizes is not None:
        cursor.setinputsizes(sizes)


@cache
def statement(name: str) -> str:
    """The text of statements/<name>.sql, as a DBA can read it."""
    return (Path(__file__).parent / "statements" / f"{name}.sql").read_text(encoding="utf-8")


# -- what is there ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database says of itself and of this login: its user there, and its rights, each with its table ("" for all)."""

    version: str
    name: str
    snapshot: bool
    read_committed_snapshot: bool
    read_only: bool
    compatibility: int
    collation: str
    user: str
    rights: frozenset[tuple[str, str]]

    @property
    def may(self) -> tuple[str, ...]:
        """What the login could change: rights on the whole database, and tables. Nobody writes to a read-only one."""
        changing = {table or right for right, table in self.rights if right not in _HARMLESS}
        return () if self.read_only else tuple(sorted(changing))

    def lacks(self, wanted: Iterable[str], tables: Iterable[str]) -> list[str]:
        """Which of these rights the login has not, each with its table."""
        given = {(right, table.casefold()) for right, table in self.rights}
        if ("CONTROL", "") in given:
            return []
        asked = [(right, table) for table in tables for right in wanted]
        return [f"{r} on {t}" for r, t in asked if not {(r, ""), (r, t.casefold())} & given]


def facts(engine: Engine) -> Facts:
    """Asks for them. Errors are the driver's."""
    with engine.connect() as connection:
        row = connection.exec_driver_sql(statement("database")).one()
        rights = frozenset((str(may), str(table)) for may, table in connection.exec_driver_sql(statement("rights")))
    return Facts(
        version=str(row[0]),
        name=str(row[1]),
        snapshot=row[2] == _SNAPSHOT_ALLOWED,
        read_committed_snapshot=bool(row[3]),
        read_only=bool(row[4]),
        compatibility=int(row[5]),
        collation=str(row[6] or ""),
        user=str(row[7] or ""),
        rights=rights,
    )


def time(engine: Engine) -> datetime:
    """What the server's clock says, in UTC. Errors are the driver's."""
    with engine.connect() as connection:
        told = str(connection.exec_driver_sql(statement("time")).scalar_one())
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


def columns(engine: Engine) -> list[tuple[str, str, str, str]]:
    """(schema.table, column, TYPE, collation or "") of every table; a collation only where it is not the database's own."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql(statement("columns")).all()
    # Without a schema a name means dbo here, as it does in a statement.
    return [
        (name, str(r[2]), str(r[3]).upper(), str(r[4] or ""))
        for r in found
        for name in ([f"{r[0]}.{r[1]}", str(r[1])] if str(r[0]).casefold() == "dbo" else [f"{r[0]}.{r[1]}"])
    ]


Listener = Callable[[Any, Any], None]


def at_each_connection(engine: Engine, listener: Listener) -> None:
    """Calls `listener` with the driver's connection whenever the engine opens one: the first time, and after a loss."""
    event.listen(engine, "connect", listener)
