"""The door `tables`: a Directory Manager 11.1 in a database, read for planning, written by the run with its lock."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import sql
from pyupgrade.connect.retry import ONCE, Retry
from pyupgrade.contracts.load import Contract
from pyupgrade.errors import LockLost, TargetRefused, TargetUnreachable
from pyupgrade.plan.ports import Clock, Index, Range, Values
from pyupgrade.target.files import KIND as FILE
from pyupgrade.target.files import TargetFiles
from pyupgrade.target.history_rows import HistoryRows
from pyupgrade.target.journal import JournalReader, RunJournal
from pyupgrade.target.journal_tables import RUN
from pyupgrade.target.objects import ObjectTables, Seals
from pyupgrade.target.runs import LiveRun
from pyupgrade.target.witness import HistoryWitness

_UNMARKED: Final = uuid.UUID("6f1c1a52-1f0e-5a8e-9a55-0f6f6e9b7d11")  # namespace of ids of targets that name none
_INSTALLATION: Final = "DM11.Installation"
T = TypeVar("T")


class TablesReader:
    """The TargetReader of a database. Reads committed data only and holds nothing open between calls.

    What a server gave up in the middle is read again, as often as `retry` says.
    """

    _inside = False  # a transaction of ours

    def __init__(
        self,
        engine: Engine,
        contract: Contract,
        location: str,
        sealer: Seals | None = None,
        streams: Mapping[str, int] | None = None,
        files: Path | None = None,
        retry: Retry = ONCE,
    ) -> None:
        """Looks which tables are there; `streams` are the source's history streams by name, with their numbers; `files` is the
        folder of the door `files`.

        Raises TargetTableMissing when no table of 11.1 is there; single missing ones are in `missing`.
        """
        self._reading, self.contract, self.location = engine, contract, location
        self._known = JournalReader()
        self._retry, self._within = retry, False
        self.files = TargetFiles(files or Path(location).with_suffix(".files"))
        self.defaults: Mapping[str, Any] = contract.defaults
        self.whole(partial(self._look, sealer, streams or {}))

    def _look(self, sealer: Seals | None, streams: Mapping[str, int]) -> None:
        with sql.errors_of("target", self.location):
            self._objects = ObjectTables(self.contract, self._reading, self.location, sealer)
            self._history = HistoryRows(self.contract, self._reading, self.location, streams, self._ordinal)
            self.schema = self._objects.schema
            self.missing = list(self._objects.missing)
            with self._reading.connect() as connection:
                self.identity, self.version = self._who(connection)

    def _who(self, connection: Connection) -> tuple[str, str]:
        """(identity, version): the mark of our first run, else the product's id, else one made of place and schema.

        The first run writes the same id as its mark, so a plan made before it holds after it.
        """
        installation, version = None, self.contract.version
        table = self.contract.tables.get(_INSTALLATION)
        if table is not None and sql.has_table(connection, table.physical):
            core = sql.table_of(table, self._reading)
            row = connection.execute(sa.select(core.c.InstallationId, core.c.ProductVersion)).first()
            if row is not None:
                installation, version = str(row[0]).lower(), str(row[1] or version)
        mark = self._known.identity(connection)
        return mark or installation or str(uuid.uuid5(_UNMARKED, f"{self.location}|{self.schema}")), version

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with sql.errors_of("target", self.location), self._reading.connect() as connection:
            yield connection

    def whole(self, work: Callable[[], T]) -> T:
        """`work` from its beginning again when the server gave up in the middle; what is done within it is not by itself."""
        if self._within or self._inside:
            return work()
        self._within = True
        try:
            return self._retry.whole(work)
        finally:
            self._within = False

    def _asked(self, read: Callable[[Connection], T]) -> T:
        def once() -> T:
            with self._connected() as connection:
                return read(connection)

        return self.whole(once)

    # -- objects -----------------------------------------------------------------------------------------------------

    def expect(self, kind: str, values: Mapping[str, Values]) -> None:
        """Rows bear our keys: there is nothing to know beforehand."""

    def unseen(self, kind: str) -> frozenset[str]:
        return frozenset()

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        return ""

    def joins(self, kind: str) -> bool:
        return True

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        if kind == FILE:
            return self.files.objects(keys)
        return self._asked(lambda connection: self._objects.read(connection, kind, keys))

    def keys(self, kind: str) -> Iterator[str]:
        if kind == FILE:
            yield from self.files.paths()
            return
        yield from self._asked(lambda connection: list(self._objects.keys(connection, kind)))

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        """SHA-256 of each object's canonical form. Raises PassphraseMissing for a secret without a sealer."""
        if kind == FILE:
            return self.files.digests(keys)
        return self._asked(lambda connection: self._objects.digests(connection, kind, keys))

    def stores(self) -> Mapping[int, str]:
        found = self._asked(
            lambda connection: self._objects.read(
                connection, "IdentityStore", list(self._objects.keys(connection, "IdentityStore"))
            )
        )
        return {int(key): str(values.get("identityStoreName", "")) for key, values in found.items()}

    # -- what the journal knows --------------------------------------------------------------------------------------

    def ours(self, kind: str, keys: Collection[str]) -> set[str]:
        return self._asked(lambda connection: self._known.ours(connection, kind, keys))

    def wrote(self, installation: str, kind: str, keys: Collection[str]) -> dict[str, Values]:
        return self._asked(lambda connection: self._known.wrote(connection, installation, kind, keys))

    def given(self, kind: str, key: str) -> int | None:
        return self._asked(
            lambda connection: self._objects.given(connection, kind, key, self._known.given(connection, kind, key))
        )

    def ledger(self, installation: str, stream: str) -> list[Range]:
        return self._asked(lambda connection: self._known.ledger(connection, installation, stream))

    def completed(self, installation: str) -> frozenset[str]:
        return self._asked(lambda connection: self._known.completed(connection, installation))

    def ordinal(self, installation: str) -> int:
        """The number that an old installation has, or would get, in the keys of its history rows here."""
        return self._asked(lambda connection: self._ordinal(connection, installation))

    def _ordinal(self, connection: Connection, installation: str) -> int:
        return self._known.ordinal(connection, installation)

    # -- history -----------------------------------------------------------------------------------------------------

    def history_count(self, installation: str, stream: str, start: int, stop: int) -> int:
        return self._asked(lambda connection: self._history.count(connection, installation, stream, start, stop))

    def history_rows(self, installation: str, stream: str, start: int, stop: int) -> Iterator[tuple[Any, ...]]:
        def read(after: Sequence[tuple[Any, ...]] | None) -> Iterator[Sequence[tuple[Any, ...]]]:
            with self._connected() as connection:
                yield from self._history.pages(connection, installation, stream, start, stop, after)

        for page in (ONCE if self._within or self._inside else self._retry).stream(read):
            yield from page

    def witness(self, installation: str) -> HistoryWitness:
        """What reads history rows back in another process."""
        return self._asked(lambda connection: self._history.witness(connection, self._reading, installation))


class TablesWriter(TablesReader):
    """The TargetWriter of a run. Inside transaction() it reads what it wrote; outside, what is committed.

    `run` and `epoch` come from Runs.begin or reopen, called by the process that holds the target's lock.
    """

    def __init__(
        self,
        reading: Engine,
        writing: Engine,
        contract: Contract,
        location: str,
        *,
        sealer: Seals | None,
        streams: Mapping[str, int],
        index: Index,
        installation: str,
        run: int,
        epoch: int,
        clock: Clock,
        files: Path | None = None,
        retry: Retry = ONCE,
    ) -> None:
        super().__init__(reading, contract, location, sealer, streams, files, retry)
        self.index, self.installation, self._run, self._epoch = index, installation, run, epoch
        with sql.errors_of("target", location):
            self._writing = writing.connect()
        self.journal = RunJournal(self._own, self._asked, run, installation, clock)
        self.record = LiveRun(run, self._own, self.transaction, clock, self.whole)

    def close(self) -> None:
        self._writing.close()

    def cut(self) -> None:
        """Cuts what is being written: it is rolled back and raises Stopping. May be called from another thread."""
        sql.interrupt(self._writing)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if not self._inside:
            with super()._connected() as connection:
                yield connection
        else:
            with sql.errors_of("target", self.location):
                yield self._writing

    def _own(self) -> Connection:
        # A write outside would begin a transaction that nothing ends.
        assert self._inside, "writing to the target needs a transaction"
        return self._writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        assert not self._inside, "a transaction is already open"
        with sql.errors_of("target", self.location), self._writing.begin():
            self._inside = True
            try:
                yield
                self._still_ours()
            finally:
                self._inside = False

    def _still_ours(self) -> None:
        mine = sa.and_(RUN.c.id == self._run, RUN.c.epoch == self._epoch)
        if self._writing.execute(sa.update(RUN).where(mine).values(commits=RUN.c.commits + 1)).rowcount != 1:
            raise LockLost(reason=f"run {self._run} was taken over by another process")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Raises TargetUnreachable where the server, over what was refused inside, undid the whole transaction."""
        nested = self._own().begin_nested()
        try:
            yield
        except BaseException as first:
            try:
                nested.rollback()
            except sa.exc.DBAPIError as lost:
                # A full disk makes SQLite undo the whole transaction by itself, some errors and a deadlock SQL Server;
                # what happened first must be told, and that it was not one line's trouble.
                self._inside = False
                if isinstance(first, TargetRefused):
                    reason = f"the server undid the whole batch over one line: {first.message}"
                    raise TargetUnreachable(location=self.location, reason=reason) from lost
            raise
        nested.commit()

    # -- objects -----------------------------------------------------------------------------------------------------

    def write(self, kind: str, key: str, values: Values) -> int | None:
        with sql.errors_of("target", self.location):
            taken = self._known.highest(self._own(), kind) if self._objects.has_given(kind) else 0
            return self._objects.write(self._own(), kind, key, values, taken)

    def found_so(self, kind: str, key: str, values: Values) -> None:
        """A row says by itself that it is there."""

    def remove(self, kind: str, key: str) -> None:
        with sql.errors_of("target", self.location):
            self._objects.remove(self._own(), kind, key)

    def image(self, kind: str, key: str) -> Values | None:
        """The object as it stands, for a before-image: sealed fields as sealed text, never plain; None for none."""
        if kind == FILE:
            return self.files.image(key)
        return self._asked(lambda connection: self._objects.image(connection, kind, key))

    # -- history -----------------------------------------------------------------------------------------------------

    def put_history(self, installation: str, stream: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with sql.errors_of("target", self.location):
            self._history.put(self._own(), rows)

    def drop_history(self, installation: str, stream: str, start: int, stop: int) -> int:
        with sql.errors_of("target", self.location):
            return self._history.drop(self._own(), installation, stream, start, stop)
