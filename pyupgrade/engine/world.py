"""Settings become systems: readers for looking and planning, one writer for a run, opened when asked for and closed again."""

from __future__ import annotations

import getpass
import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pyupgrade.connect import mssql, sql, vault
from pyupgrade.connect.old_index import events_by_store
from pyupgrade.connect.retry import Retry
from pyupgrade.connect.sql import Engine
from pyupgrade.contracts.load import Contract, load
from pyupgrade.engine import directories, doors, search
from pyupgrade.engine.databases import place_of
from pyupgrade.engine.identity import Platform
from pyupgrade.engine.source_version import contract_of
from pyupgrade.engine.waiting import Waiting
from pyupgrade.errors import IndexUnusable, PassphraseMissing, SourceWritable, Stopping, UpgradeError
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.drift import Difference
from pyupgrade.registry import INDEXED
from pyupgrade.settings import Settings
from pyupgrade.settings.doors import ByDoors
from pyupgrade.settings.search import Search
from pyupgrade.source.drift import drift
from pyupgrade.source.groupid9 import open_groupid9
from pyupgrade.source.groupid10 import GroupId10, open_groupid10
from pyupgrade.target import applock, installation
from pyupgrade.target.applock import AppLock
from pyupgrade.target.control import RunControl
from pyupgrade.target.doors import DoorsReader, DoorsWriter, Ways
from pyupgrade.target.index import EmbeddedIndex
from pyupgrade.target.lock import Holder, RunLock, holder_of, lock_path
from pyupgrade.target.runs import Runs
from pyupgrade.target.search_index import SearchIndex
from pyupgrade.target.tables import TablesReader, TablesWriter

if TYPE_CHECKING:
    from pyupgrade.engine.answers import Keyring

Told = TypeVar("Told")
AnyIndex = EmbeddedIndex | SearchIndex


class World:
    """The systems of one connection."""

    def __init__(self, settings: Settings, keyring: Keyring, clock: Callable[[], float]) -> None:
        self.settings, self.keyring, self.clock = settings, keyring, clock
        self.source_place = place_of(settings.source, keyring)
        named = settings.target
        self.target_place = named.journal if isinstance(named, ByDoors) else place_of(named, keyring)
        self.source_contract, self.translation = contract_of(settings, self.source_place)
        self._session: Engine | None = None  # of the run that this connection has under way, on SQL Server
        self.target_contract: Contract = load("dm11", settings.target_overlay)
        self.doors: Mapping[str, str] = doors.chosen(settings, self.target_contract)
        self.evidence: Mapping[str, str] = doors.evidence(self.doors, self.target_contract)
        ways = doors.ways(settings, self.doors, self.target_contract)
        self._open = partial(doors.opened, settings, self.target_contract, keyring, clock)
        self._ways = Ways(ways, partial(self._open, keyring.reference), self.has_no_database) if ways else None
        # What the database is asked for: the kinds that go through it.
        inside = {n: k for n, k in self.target_contract.kinds.items() if n not in ways and self.doors[n]}
        self.table_contract = replace(self.target_contract, kinds=inside)

    @property
    def on_sql_server(self) -> bool:
        return isinstance(self.source_place, mssql.Server) or isinstance(self.target_place, mssql.Server)

    @property
    def has_no_database(self) -> bool:
        """Whether the target is reached through its doors alone, with a journal of ours beside them."""
        return isinstance(self.settings.target, ByDoors)

    @cached_property
    def carries(self) -> Mapping[str, Carry]:
        """What goes through each kind's door."""
        return doors.carries(self.doors, self.target_contract)

    @property
    def target_kind(self) -> str:
        if self.has_no_database:
            return "Documented doors"
        return "SQL Server" if isinstance(self.target_place, mssql.Server) else "Embedded"

    @property
    def target_location(self) -> str:
        """Where the target is, for people."""
        if not self.has_no_database:
            return str(self.settings.target)
        named = [
            f"REST at {rest.url}" if (rest := self.settings.rest) else "",
            "this Management Shell" if self.settings.shell else "",
        ]
        return f"{' and '.join(filter(None, named))}, journal {self.settings.target}"

    @property
    def streams(self) -> dict[str, int]:
        return {s.name: s.number for s in self.source_contract.streams}

    # -- for looking and planning ----------------------------------------------

    @contextmanager
    def source(self) -> Iterator[GroupId10]:
        """The old installation. Raises SourceUnreachable, SourceUnsupported, DirectoryUnreachable."""
        settings = self.settings
        with ExitStack() as stack:
            directory = directories.opened(settings.directory, self.keyring)
            stack.callback(directory.close)
            places: dict[str, Any] = {
                "program": settings.program,
                "data": settings.data,
                "tasks": settings.tasks,
                "registry": settings.registry,
                "domain": settings.domain,
                "installation": settings.installation,
                "also_target": settings.topology != "new",
                "retry": Retry(time.sleep),
            }
            reader: GroupId10
            if self.translation is None:
                reader = open_groupid10(self.source_place, self.source_contract, directory, **places)
            else:
                reader = open_groupid9(self.source_place, self.source_contract, self.translation, directory, **places)
            stack.callback(reader.close)
            if (old := settings.old_index) is not None:
                reader.old_index = cache(partial(events_by_store, old.url, old.pattern, old.field, old.timeout))
            yield reader

    @contextmanager
    def reader(self, sealer: vault.Sealer | None = None) -> Iterator[TablesReader]:
        """The target. Raises TargetUnreachable, TargetTableMissing, DoorUnreachable."""
        made: Callable[..., TablesReader] = TablesReader if self._ways is None else partial(DoorsReader, self._ways)
        with self._reading() as engine:
            reader = made(
                engine,
                self.table_contract,
                self.target_location,
                sealer,
                self.streams,
                self.settings.files_path,
                Retry(time.sleep),
            )
            try:
                yield reader
            finally:
                if isinstance(reader, DoorsReader):
                    reader.close_doors()

    @contextmanager
    def _reading(self) -> Iterator[Engine]:
        if self.has_no_database and isinstance(self.target_place, Path) and not self.target_place.exists():
            self.target_place.parent.mkdir(parents=True, exist_ok=True)
            self.target_place.touch()  # an empty file is an empty database: nothing has been written yet
        engine = sql.read_only(self.target_place, also_target=True, side="target")
        try:
            yield engine
        finally:
            engine.dispose()

    @contextmanager
    def runs(self, write: bool = False, *, held: bool = False) -> Iterator[Runs]:
        """Runs of the target. `held`: it is this process that holds the lock, and writes on the session that has it."""
        session = self._session if held else None
        with self._reading() as reading:
            writing = session or (sql.writable(self.target_place) if write else None)
            try:
                yield Runs(reading, writing, str(self.target_place), self.holder, self.clock, Retry(time.sleep))
            finally:
                reading.dispose()
                if writing is not None and writing is not session:
                    if isinstance(self.target_place, Path):
                        # The last connection to close must be one that can write, or SQLite leaves its WAL files beside the database.
                        writing.connect().close()
                    writing.dispose()

    @contextmanager
    def identity(self) -> Iterator[Platform | None]:
        """The identity platform; None where the profile does not say that it may be asked."""
        if self.settings.identity is None:
            yield None
            return
        platform = Platform(self.settings.identity, self.clock, time.sleep)
        try:
            yield platform
        finally:
            platform.close()

    def holder(self) -> Holder | None:
        """Who holds the target's lock now; None when it is free."""
        if isinstance(self.target_place, Path):
            return holder_of(lock_path(self.target_place))
        with self._reading() as reading:
            return applock.holder_of(reading, str(self.target_place))

    def of_target(self, ask: Callable[[Engine], Told]) -> Told:
        """What a target on SQL Server answers."""
        with self._reading() as reading, sql.errors_of("target", str(self.target_place)):
            return ask(reading)

    def refuse_writable(self, source: GroupId10, allowed: bool) -> None:
        """Raises SourceWritable where the source's login on SQL Server could write to it, and nobody said that it may."""
        if allowed or not isinstance(self.source_place, mssql.Server):
            return
        with sql.errors_of("source", source.location):
            may = mssql.facts(source.engine).may
        if may:
            raise SourceWritable(details=may)

    def drift(self, side: str) -> list[Difference]:
        """Differences of a side's database, and of the target's search indices, from their contract."""
        if side == "source":
            with self.source() as source:
                return source.drift()
        named = self.settings.index
        of_index = search.drift(named, self.target_contract, self.keyring) if isinstance(named, Search) else []
        return [*self.table_drift(), *of_index]

    def table_drift(self) -> list[Difference]:
        """Differences of the target's database alone; none where the target has no database for us."""
        if self.has_no_database:
            return []
        with self._reading() as engine:
            tables = {t.name: t for k in self.table_contract.kinds.values() for t in k.doors.values()}
            own = self.target_contract.tables if self.doors[doors.HISTORY] else {}
            return drift("target", {**tables, **own}, engine, whose={"DM11"})

    # -- for a run ----------------------------------------------

    def sealer(self) -> vault.Sealer | None:
        """The seal of the target's tables; None where nothing goes through them: documented doors take secrets as they are.

        Raises PassphraseMissing, PassphraseWrong before anything is written.
        """
        if doors.TABLES not in self.doors.values():
            return None
        passphrase = self.keyring.values.get("passphrase") or self.keyring.reference(self.settings.passphrase)
        if passphrase is None:
            raise PassphraseMissing()
        with self._reading() as engine:
            return installation.sealer(engine, self.target_contract, str(self.settings.target), passphrase)

    @contextmanager
    def lock(self) -> Iterator[RunLock | AppLock]:
        """The target's lock, in this process's name. Raises TargetBusy."""
        started = datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="seconds")
        holder = Holder(socket.gethostname(), getpass.getuser(), os.getpid(), started)
        if isinstance(self.target_place, Path):
            with RunLock.take(lock_path(self.target_place), holder) as lock:
                yield lock
            return
        with AppLock.take(mssql.writing(self.target_place), str(self.target_place), holder, self.holder) as session:
            self._session = session.engine
            try:
                yield session
            finally:
                self._session = None

    @contextmanager
    def writer(
        self,
        sealer: vault.Sealer | None,
        installation_id: str,
        run: int,
        epoch: int,
        secrets: Callable[[str], str | None] = lambda decision: None,
        go_on: Callable[[], bool] = lambda: True,
    ) -> Iterator[TablesWriter]:
        """The target for one run, by the process that holds its lock.

        Whoever writes the run's end settles the index before it; left by an error, this does. `secrets` are the run's by
        decision: a documented call may want one that an earlier line brought. `go_on` is asked while a busy search index is waited for.
        """
        with self._reading() as reading:
            writing = self._session or sql.writable(self.target_place)
            try:
                with self._index(reading, writing, run, epoch, go_on) as index:
                    made: Callable[..., TablesWriter] = TablesWriter
                    if self._ways is not None:
                        made = partial(DoorsWriter, replace(self._ways, open=partial(self._open, secrets)))
                    writer = made(
                        reading,
                        writing,
                        self.table_contract,
                        self.target_location,
                        sealer=sealer,
                        streams=self.streams,
                        index=index,
                        installation=installation_id,
                        run=run,
                        epoch=epoch,
                        clock=self.clock,
                        files=self.settings.files_path,
                        # Not by `go_on`, which reads from the very server that has just given up.
                        retry=Retry(Waiting(self.target_location, 0.0, lambda: True).sleep),
                    )
                    try:
                        yield writer
                    except (IndexUnusable, Stopping):
                        raise  # it would only be waited for once more; who opens it next puts its settings back
                    except BaseException:
                        with suppress(UpgradeError):
                            index.settle()
                        raise
                    finally:
                        writer.close()
            finally:
                if writing is not self._session:
                    writing.dispose()

    @contextmanager
    def index(self) -> Iterator[AnyIndex]:
        """The search index, for reading."""
        with self._reading() as reading, self._index(reading, None) as index:
            yield index

    @contextmanager
    def _index(
        self,
        reading: Engine,
        writing: Engine | None,
        run: int = 0,
        epoch: int = 0,
        go_on: Callable[[], bool] = lambda: True,
    ) -> Iterator[AnyIndex]:
        named, folder = self.settings.index, self.settings.index_path
        if isinstance(named, Search):
            with search.index(
                named, self.target_contract, self.streams, self.keyring, run=run, epoch=epoch, go_on=go_on
            ) as of_cluster:
                yield of_cluster
        elif isinstance(self.target_place, Path):
            yield EmbeddedIndex(folder, reading, writing, str(self.target_place))
        else:
            # In a database of SQL Server no table of the embedded index is made: there it keeps a file of its own.
            file = folder / "objects.sqlite"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
            mine = sql.writable(file)
            try:
                yield EmbeddedIndex(folder, mine, mine, str(file))
            finally:
                mine.dispose()

    def index_is_there(self) -> None:
        """Raises, before anything is written, what speaks against the search cluster of the profile: IndexUnusable."""
        named = self.settings.index
        if isinstance(named, Search):
            with search.index(named, self.target_contract, self.streams, self.keyring) as of_cluster:
                of_cluster.must_be_there()

    @property
    def indexed(self) -> tuple[str, ...]:
        """Kinds of objects whose search documents are ours: none on a real 11.1, whose own replication makes them."""
        named = self.settings.index
        product = isinstance(named, Search) and named.kind == "product"
        return () if product else tuple(kind for kind in INDEXED if self.doors[kind] == doors.TABLES)

    @contextmanager
    def control(self, run: int) -> Iterator[RunControl]:
        """Pause and stop of a run, from this shell or another."""
        with self._reading() as reading:
            yield RunControl(reading, str(self.settings.target), run)
