"""One run per target on SQL Server: application locks of the very session that writes, which end with it however it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import mssql, sql
from pyupgrade.errors import LockLost, TargetBusy
from pyupgrade.target.journal import JournalReader
from pyupgrade.target.journal_tables import RUN
from pyupgrade.target.lock import Holder

RESOURCE: Final = "DMUpgrade"  # of the whole target; locks of one database do not meet those of another
_WAIT: Final = 200  # milliseconds; a shell that only looks holds nothing
_UNENDED: Final = 50  # runs that may be told to be at work, the newest first


def of_run(run: int) -> str:
    """The lock that says which run is at work: anybody may ask after it, whatever rights they have on the server."""
    return f"{RESOURCE} run {run}"


class AppLock:
    """The lock of one target, with the members of the lock on a file (target/lock.py); a context manager.

    Whenever `engine` opens its one connection anew, every lock that was held is taken again on it before anything else;
    the run's epoch is then compared by its next commit (TablesWriter). `engine` is closed with the lock.
    """

    def __init__(self, engine: Engine, location: str, holder: Holder) -> None:
        self.engine, self.holder = engine, holder
        self._location, self._names = location, [RESOURCE]

    @classmethod
    def take(
        cls,
        engine: Engine,
        location: str,
        holder: Holder,
        who: Callable[[], Holder | None] = lambda: None,
    ) -> AppLock:
        """Takes it on the engine's connection, which must not have been opened before. Raises TargetBusy naming `who`."""
        lock = cls(engine, location, holder)
        mssql.at_each_connection(engine, lock.again)
        try:
            with sql.errors_of("target", location), engine.connect():
                pass
        except LockLost:
            engine.dispose()
            raise TargetBusy(holder=str(who() or "a run that has only just begun")) from None
        return lock

    def again(self, connection: Any, _record: object = None) -> None:
        """Takes every lock on a new connection of the driver. Raises LockLost, and closes it."""
        for name in self._names:
            if not _taken(connection, name):
                connection.close()
                raise LockLost(reason="its connection was lost, and another run has taken the target since")

    def note(self, run: int) -> None:
        """Says which run it is: by a lock of that name, and to others by the journal's row of it. Raises LockLost."""
        self.holder = msgspec.structs.replace(self.holder, run=run)
        with sql.errors_of("target", self._location), self.engine.connect() as connection:
            if not _taken(connection.connection.dbapi_connection, of_run(run)):
                raise LockLost(reason=f"another session says that it is run {run}")
        self._names.append(of_run(run))

    def release(self) -> None:
        """Ends the session, and with it every lock of it."""
        self.engine.dispose()

    def __enter__(self) -> AppLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _taken(connection: Any, name: str) -> bool:
    found = mssql.run(connection, mssql.statement("lock_take"), (name, _WAIT), rows=True)
    return bool(found) and int(found[0][0]) >= 0


def holder_of(engine: Engine, location: str) -> Holder | None:
    """Who holds the target's lock now, None when it is free: by the journal's run, else by the server's list of sessions."""
    with sql.errors_of("target", location), engine.connect() as connection:
        if _free(connection, RESOURCE):
            return None
        found = _by_journal(connection)
        return found or _by_sessions(connection) or Holder("?", "?", 0, "?")


def _free(connection: Connection, name: str) -> bool:
    return connection.exec_driver_sql(mssql.statement("lock_free"), (name,)).scalar() == 1


def _by_journal(connection: Connection) -> Holder | None:
    if not JournalReader().exists(connection):
        return None
    unended = sa.select(RUN.c.id, RUN.c.host, RUN.c.who, RUN.c.process, RUN.c.started, RUN.c.resumed)
    rows = connection.execute(unended.where(RUN.c.ended.is_(None)).order_by(RUN.c.id.desc()).limit(_UNENDED)).all()
    for row in rows:
        if not _free(connection, of_run(row.id)):
            return Holder(row.host, row.who, row.process, row.resumed or row.started, row.id)
    return None


def _by_sessions(connection: Connection) -> Holder | None:
    try:
        row = connection.exec_driver_sql(mssql.statement("lock_holder")).first()
    except sa.exc.DBAPIError:
        return None  # without VIEW SERVER STATE a session sees itself alone
    return None if row is None else Holder(str(row[0]), str(row[1]), int(row[2] or 0), f"{row[3]} (server time)")
