"""A database of its own on the server that DMUPGRADE_MSSQL names, made from the contract, dropped at the end.

The variable holds an ODBC connection string: SERVER, and UID with PWD or Trusted_Connection; Encrypt, TrustServerCertificate and DRIVER
where they differ from the product's own choice. The login may create databases.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pyupgrade.connect import mssql, odbc, sql
from pyupgrade.contracts.load import Contract, load
from tests.sql.conftest import ServerTarget
from tests.sql.test_odbc import read_back


def named(database: str) -> mssql.Server:
    """The server of the variable, with a database."""
    given = {key.upper(): value for key, value in read_back(os.environ["DMUPGRADE_MSSQL"].rstrip(";")).items()}
    return mssql.Server(
        server=given["SERVER"],
        database=database,
        user=given.get("UID", ""),
        password=given.get("PWD", ""),
        driver=given.get("DRIVER", ""),
        encrypt=given.get("ENCRYPT", "yes").casefold(),
        trust_certificate=given.get("TRUSTSERVERCERTIFICATE", "no").casefold() == "yes",
    )


def _admin(statement: str) -> None:
    """What no transaction may hold, such as CREATE DATABASE."""
    server = named("master")
    text = odbc.connection_string(mssql.keywords(server, mssql.chosen_driver(server)))
    connection = odbc.pyodbc().connect(text, autocommit=True)
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _made(contract: Contract) -> mssql.Server:
    name = f"dmupgrade_{uuid.uuid4().hex}"
    _admin(f"CREATE DATABASE [{name}]")
    place = named(name)
    engine = mssql.writing(place)
    kinds = [k.doors["tables"] for k in contract.kinds.values() if "tables" in k.doors]
    tables = [*contract.tables.values(), *kinds]
    with engine.begin() as connection:
        for schema in sorted({t.physical.partition(".")[0] for t in tables if "." in t.physical}):
            connection.exec_driver_sql(f"CREATE SCHEMA [{schema}]")
    sql.create_tables(engine, tables)
    engine.dispose()
    return place


def _dropped(place: mssql.Server) -> None:
    _admin(
        f"ALTER DATABASE [{place.database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{place.database}]"
    )


@pytest.fixture
def new_database() -> Iterator[Callable[[str], mssql.Server]]:
    """Makes a database from a contract ("groupid10", "dm11")."""
    made: list[mssql.Server] = []

    def make(contract: str) -> mssql.Server:
        made.append(_made(load(contract)))
        return made[-1]

    yield make
    for place in made:
        _dropped(place)


@pytest.fixture
def target(new_database: Callable[[str], mssql.Server], tmp_path: Path) -> Iterator[ServerTarget]:
    made = ServerTarget(new_database("dm11"), tmp_path)
    yield made
    made.close()


def session_of(target: ServerTarget) -> int:
    """The number of the session that writes."""
    with target.writing.connect() as connection:
        return int(connection.exec_driver_sql("SELECT @@SPID").scalar_one())


def killed(place: mssql.Server, session: int) -> None:
    """The session ends as by a broken line."""
    _admin(f"KILL {session}")


__all__ = ["killed", "named", "session_of"]
