"""The runs of a target as its journal has them: begun, resumed, controlled from any shell, ended, listed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import sql
from pyupgrade.connect.retry import ONCE, Retry
from pyupgrade.errors import NoRunLive, NothingToResume, NothingToUndo, RunNotFound, RunNotLive, UndoLater
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Clock, Range, Values
from pyupgrade.target.codec import json_text
from pyupgrade.target.control import squeeze_in
from pyupgrade.target.journal import PLANNED, SKIPPED, JournalReader, images, moment
from pyupgrade.target.journal_tables import CONTROL, INSTALLATION, LINE, RUN, TARGET, metadata
from pyupgrade.target.lock import Holder
from pyupgrade.target.run_facts import RunFacts, facts

Action = Literal["pause", "continue", "stop"]
Meant = Literal["pause", "stop", "resume"]
T = TypeVar("T")
UNDOING: Final = "Undoing"
RESUMABLE: Final = frozenset({"Interrupted", "Stopped", "CompletedWithErrors"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a run is begun with; `plan` is the plan's canonical text, `accepted` the ids of the losses accepted."""

    installation: str
    plan: str
    plan_digest: str
    decisions_digest: str
    data_digest: str
    features: tuple[str, ...]
    topology: str
    accepted: tuple[str, ...] = ()
    version: str = ""
    log: str = ""


_LOOKS: Final = 2
_BETWEEN_LOOKS: Final = 0.02  # seconds


class Runs:
    """Runs of one target. `writing` is None where only listing is wanted; `holder` says who holds the target's lock now.

    What a server gave up in the middle is read again, as often as `retry` says.
    """

    def __init__(
        self,
        reading: Engine,
        writing: Engine | None,
        location: str,
        holder: Callable[[], Holder | None],
        clock: Clock,
        retry: Retry = ONCE,
    ) -> None:
        self._retry = retry
        self._reading, self._writing, self._location, self._holder, self._clock = (
            reading,
            writing,
            location,
            holder,
            clock,
        )
        self._journal = JournalReader()

    # -- beginning and ending, by the process that holds the lock ----------------------------------------------------

    def begin(
        self, start: Start, lines: Iterable[Change | Bulk], holder: Holder, identity: str, skip: Collection[str] = ()
    ) -> tuple[int, int]:
        """(run id, epoch) of a new run. Makes the journal's tables and the target's mark where they are missing.

        `skip`: ids of lines that were declined. They are Skipped from the first commit on, so that a run which ends before
        it reaches them cannot forget the answer.
        """
        with self._transaction() as connection:
            for table in metadata.sorted_tables:
                if not sql.has_table(connection, table.name):
                    table.create(connection, checkfirst=False)
            if connection.execute(sa.select(TARGET.c.identity)).scalar() is None:
                connection.execute(sa.insert(TARGET).values(identity=identity, created=moment(self._clock)))
            self._number(connection, start.installation)
            made = connection.execute(
                sa.insert(RUN).values(
                    installation=start.installation,
                    status="Running",
                    stage="",
                    features=json_text(list(start.features)),
                    completed="[]",
                    accepted=json_text(list(start.accepted)),
                    topology=start.topology,
                    who=holder.user,
                    host=holder.host,
                    process=holder.process,
                    version=start.version,
                    epoch=1,
                    commits=0,
                    started=moment(self._clock),
                    message="",
                    log=start.log,
                    decisions_digest=start.decisions_digest,
                    data_digest=start.data_digest,
                    plan_digest=start.plan_digest,
                    plan=start.plan,
                )
            ).inserted_primary_key
            assert made is not None
            run = int(made[0])
            declined = frozenset(skip)
            planned = [
                {
                    "run": run,
                    "line": line.id,
                    "position": position,
                    "feature": line.feature,
                    "items": line.count if isinstance(line, Bulk) else 1,
                    "state": SKIPPED if line.id in declined else PLANNED,
                    "message": "declined at the prompt" if line.id in declined else None,
                    "tries": 0,
                }
                for position, line in enumerate(lines, 1)
            ]
            if planned:
                connection.execute(sa.insert(LINE), planned)
            connection.execute(sa.insert(CONTROL).values(run=run, pause=0, stop=0))
        return run, 1

    def reopen(self, run: int | None, holder: Holder) -> tuple[int, int]:
        """(run id, new epoch) of a run that goes on; the newest that can be resumed when none is named.

        The caller holds the lock, so an unfinished run counts as Interrupted. Raises NothingToResume, RunNotFound.
        """
        chosen = _resumable(self.list(run, locked=False), run)
        with self._transaction() as connection:
            epoch = chosen.epoch + 1
            connection.execute(
                sa.update(RUN)
                .where(RUN.c.id == chosen.id)
                .values(
                    epoch=epoch,
                    status="Running",
                    ended=None,
                    message="",
                    resumed=moment(self._clock),
                    who=holder.user,
                    host=holder.host,
                    process=holder.process,
                )
            )
            connection.execute(sa.update(CONTROL).where(CONTROL.c.run == chosen.id).values(pause=0, stop=0, at=None))
        return chosen.id, epoch

    def begin_undo(self, run: int | None, holder: Holder) -> tuple[int, int]:
        """(run id, new epoch) of a run that is taken back, the newest not undone when none is named; the caller holds the lock.

        Raises RunNotFound, NothingToUndo, and UndoLater when a later run wrote some of the same.
        """
        chosen = self.undoable(run, locked=False)
        with self._transaction() as connection:
            epoch = chosen.epoch + 1
            values = {
                "epoch": epoch,
                "status": UNDOING,
                "ended": None,
                "message": "",
                "who": holder.user,
                "host": holder.host,
            }
            connection.execute(
                sa.update(RUN)
                .where(RUN.c.id == chosen.id)
                .values(**values, process=holder.process, resumed=moment(self._clock))
            )
            connection.execute(sa.update(CONTROL).where(CONTROL.c.run == chosen.id).values(pause=0, stop=0, at=None))
        return chosen.id, epoch

    def undoable(self, run: int | None, *, locked: bool | None = None) -> RunFacts:
        """The run that Undo would take back; raises as begin_undo does, and NothingToUndo for one that is at work.

        What a later run needs of it stands in the plans, and is not looked at here.
        """
        known = self.list(locked=locked)
        if run is None:
            waiting = [r for r in known if not r.status.startswith("Undone")]
            if not waiting:
                raise NothingToUndo(reason="this target has no run that is not undone")
            chosen = waiting[0]
        else:
            (chosen,) = self.list(run, locked=locked)
        if chosen.status in ("Running", "Paused"):
            raise NothingToUndo(reason=f"run {chosen.id} is at work; stop it first")
        if chosen.status == "Undone":
            raise NothingToUndo(reason=f"run {chosen.id} is undone already")
        later = {r.id for r in known if r.id > chosen.id and not r.status.startswith("Undone")}
        if later and (shared := self._shared(chosen.id, later)):
            raise UndoLater(run=chosen.id, later=shared)
        return chosen

    def _shared(self, run: int, later: Collection[int]) -> int | None:
        """The newest of the later runs that wrote lines of this one."""
        mine = sa.select(LINE.c.line).where(LINE.c.run == run, LINE.c.state == "Done", LINE.c.position.is_not(None))
        wrote = sa.select(sa.func.max(LINE.c.run)).where(
            LINE.c.run.in_(sorted(later)),
            sa.or_(LINE.c.state == "Done", LINE.c.state == "Added"),
            sa.or_(LINE.c.line.in_(mine), LINE.c.state == "Added"),
            LINE.c.line.not_like("History/%") | (LINE.c.state == "Added"),
        )
        found = self._asked(lambda connection: connection.execute(wrote).scalar())
        return None if found is None else int(found)

    def written(self, run: int) -> list[tuple[str, Values | None, str]]:
        """What a run wrote, last first: (line, before-image or None, digest or "" of a file it had begun)."""
        return self._asked(lambda connection: list(images(connection, run)))

    def added(self, run: int) -> dict[str, Range]:
        """Ledger lines of earlier runs that a run added to, by their name in the journal."""
        chosen = sa.select(LINE.c.line, LINE.c.before).where(LINE.c.run == run, LINE.c.state == "Added")
        rows = self._asked(lambda connection: connection.execute(chosen).all())
        return {line: Range(**msgspec.json.decode(before)) for line, before in rows}

    # -- seen and controlled from any shell --------------------------------------------------------------------------

    def list(self, run: int | None = None, *, locked: bool | None = None) -> Sequence[RunFacts]:
        """Runs, newest first; with `run` that one, else RunNotFound. `locked` False: the caller holds the lock."""
        found = self._listed(run, locked)
        for _ in range(_LOOKS):
            if locked is False or all(facts.status != "Interrupted" for facts in found):
                break
            # Lock and journal cannot be read in one instant: a run that begins or ends between the two looks as if nobody
            # carried it on. It is called Interrupted only when it was so several times over.
            time.sleep(_BETWEEN_LOOKS)
            found = self._listed(run, locked)
        return found

    def _listed(self, run: int | None, locked: bool | None) -> Sequence[RunFacts]:
        holder = None if locked is False else self._holder()

        def listed(connection: Connection) -> Sequence[RunFacts]:
            if not self._journal.exists(connection):
                if run is not None:
                    raise RunNotFound(run=run)
                return []
            columns = [c for c in RUN.columns if c is not RUN.c.plan]
            chosen = sa.select(*columns, CONTROL.c.pause).outerjoin(CONTROL, CONTROL.c.run == RUN.c.id)
            chosen = chosen.order_by(RUN.c.id.desc())
            if run is not None:
                chosen = chosen.where(RUN.c.id == run)
            rows = connection.execute(chosen).all()
            if run is not None and not rows:
                raise RunNotFound(run=run)
            return [facts(connection, row, holder) for row in rows]

        return self._asked(listed)

    def plan(self, run: int) -> str:
        """The canonical text of a run's plan. Raises RunNotFound."""
        chosen = sa.select(RUN.c.plan).where(RUN.c.id == run)
        text = self._asked(lambda c: c.execute(chosen).scalar() if self._journal.exists(c) else None)
        if text is None:
            raise RunNotFound(run=run)
        return str(text)

    def lines(self, run: int, *states: str) -> Sequence[dict[str, Any]]:
        """Lines of a run in these states (all when none is named), by line: line, feature, state, after, error, …"""
        wanted = [LINE.c[n] for n in ("line", "feature", "state", "after", "tries", "error", "message", "at")]
        chosen = sa.select(*wanted).where(LINE.c.run == run).order_by(LINE.c.line)
        if states:
            chosen = chosen.where(LINE.c.state.in_(states))
        return self._asked(lambda connection: [dict(row._mapping) for row in connection.execute(chosen)])

    def control(self, run: int | None, action: Action, sleep: Callable[[float], object] = time.sleep) -> RunFacts:
        """Asks a live run to pause, go on or stop; the newest live one when none is named.

        The run obeys after its next commit. Raises NoRunLive, RunNotLive, RunNotFound.
        """
        live = self._live(run)
        values = {"pause": {"pause": 1}, "continue": {"pause": 0}, "stop": {"stop": 1}}[action]
        change = sa.update(CONTROL).where(CONTROL.c.run == live.id).values(**values, at=moment(self._clock))
        squeeze_in(self._engine(), self._location, change, self._clock, sleep)
        return self.list(live.id)[0]

    def meant_by(self, action: Meant, run: int | None) -> RunFacts:
        """The run that this would be about, without doing it; raises as doing it would."""
        if action != "resume":
            return self._live(run)
        known = self.list(run)
        return next((r for r in known if r.status == "Paused"), None) or _resumable(known, run)

    def _live(self, run: int | None) -> RunFacts:
        live = [r for r in self.list(run) if r.status in ("Running", "Paused")]
        if not live:
            if run is None:
                raise NoRunLive(location=self._location)
            raise RunNotLive(run=run)
        return live[0]

    # -- connections -------------------------------------------------------------------------------------------------

    def _asked(self, read: Callable[[Connection], T]) -> T:
        def once() -> T:
            with sql.errors_of("target", self._location), self._reading.connect() as connection:
                return read(connection)

        return self._retry.whole(once)

    def _engine(self) -> Engine:
        assert self._writing is not None, "this list of runs was opened for reading"
        return self._writing

    def _transaction(self) -> AbstractContextManager[Connection]:
        return _begun(self._engine(), self._location)

    def _number(self, connection: Connection, installation: str) -> None:
        ordinal = self._journal.ordinal(connection, installation)
        known = sa.select(INSTALLATION.c.ordinal).where(INSTALLATION.c.installation == installation)
        if connection.execute(known).scalar() is None:
            connection.execute(sa.insert(INSTALLATION).values(installation=installation, ordinal=ordinal))


@contextmanager
def _begun(engine: Engine, location: str) -> Iterator[Connection]:
    with sql.errors_of("target", location), engine.begin() as connection:
        yield connection


def _resumable(known: Sequence[RunFacts], run: int | None) -> RunFacts:
    """Of the runs listed, newest first, the one to go on with: the one that was named, else the newest that waits for it."""
    waiting = [r for r in known if run is not None or r.status in ("Interrupted", "Stopped")]
    if not waiting:
        troubled = [f"run {r.id} goes on by its number" for r in known[:1] if r.status in RESUMABLE]
        raise NothingToResume(reason="; ".join(["no run of this target was interrupted or stopped", *troubled]))
    if waiting[0].status not in RESUMABLE:
        raise NothingToResume(reason=f"run {waiting[0].id} is {waiting[0].status}")
    return waiting[0]


class LiveRun:
    """The run at work: its stage and its end, written under the run's epoch (see TablesWriter.transaction)."""

    def __init__(
        self,
        run: int,
        connection: Callable[[], Connection],
        transaction: Callable[[], AbstractContextManager[None]],
        clock: Clock,
        whole: Callable[[Callable[[], None]], None],
    ) -> None:
        self.run, self._connection, self._transaction, self._clock, self._whole = (
            run,
            connection,
            transaction,
            clock,
            whole,
        )

    def enter(self, stage: str) -> None:
        """The run is in this stage now."""
        self._change(stage=stage)

    def end(self, status: str, completed: Iterable[str], message: str = "") -> None:
        """The run is over: Completed, CompletedWithErrors or Stopped; `completed` features count as upgraded."""
        self._change(status=status, completed=json_text(sorted(completed)), message=message, ended=moment(self._clock))

    def _change(self, **values: Any) -> None:
        def change() -> None:
            with self._transaction():
                self._connection().execute(sa.update(RUN).where(RUN.c.id == self.run).values(**values))

        self._whole(change)
