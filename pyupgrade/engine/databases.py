"""The databases of a profile, with their secrets, as the rooms that open them are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyupgrade.connect import mssql
from pyupgrade.connect.sql import Place
from pyupgrade.connect.tls import Endpoint
from pyupgrade.errors import DatabasePasswordMissing
from pyupgrade.settings.sqlserver import SqlServer

if TYPE_CHECKING:
    from pyupgrade.engine.answers import Keyring


def endpoints(name: str, database: Path | SqlServer) -> Iterator[Endpoint]:
    """Where a database of the profile is reached by TLS; an instance without a port is found by asking, which only the driver does."""
    if isinstance(database, SqlServer) and "\\" not in database.server:
        host, _, port = database.server.partition(",")
        yield Endpoint(name, host, int(port or 1433), starts="tds")


def place_of(named: Path | SqlServer, keyring: Keyring) -> Place:
    """Where a database of the profile is. Raises DatabasePasswordMissing for a password that nobody gave."""
    if isinstance(named, Path):
        return named
    password = None if named.password is None else keyring.reference(named.password)
    if named.password is not None and password is None:
        raise DatabasePasswordMissing(name=named.password, user=named.user, location=named)
    return mssql.Server(
        server=named.server,
        database=named.database,
        user=named.user,
        password=password or "",
        driver=named.driver,
        encrypt=named.encrypt,
        trust_certificate=named.trust_server_certificate,
        certificate=str(named.certificate or ""),
        hostname_in_certificate=named.hostname_in_certificate,
        login_timeout=named.login_timeout,
        timeout=named.timeout,
        options=dict(named.options),
    )
