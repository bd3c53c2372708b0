"""One run on SQL Server, over the stand-in: its lock, what a lost connection or a deadlock does to it, values to the tick."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import registry

from pyupgrade import errors
from pyupgrade.connect import mssql, sql
from pyupgrade.connect.retry import Retry
from pyupgrade.errors import Stopping
from pyupgrade.steps.objects import Objects
from pyupgrade.target.applock import RESOURCE, AppLock, holder_of, of_run
from pyupgrade.target.control import RunControl, cutting
from pyupgrade.target.kind_table import KindTable
from tests.sql.conftest import PLACE, ServerTarget
from tests.sql.standin import Cursor, DataError, OperationalError, ProgrammingError, Standin
from tests.target.parts import CONTRACT, INSTALLATION, OTHER, Given, NoControl, group, store

DEADLOCK = OperationalError(
    "40001", "[40001] [D][SQL Server]Transaction was deadlocked and has been chosen as victim. (1205) (SQLExecDirectW)"
)
FULL = ProgrammingError(
    "42000", "[42000] [D][SQL Server]The transaction log for database 'DM' is full. (9002) (SQLExecDirectW)"
)


def once(
    part: str, error: Exception, times: int = 1, then: Callable[[], None] = lambda: None
) -> Callable[[str], Exception | None]:
    """A fault at the first statements that hold `part`."""
    left = [times]

    def fault(text: str) -> Exception | None:
        if part in text and left[0]:
            left[0] -= 1
            then()
            return error
        return None

    return fault


def other_lock(target: ServerTarget) -> AppLock:
    return AppLock.take(mssql.writing(PLACE), str(PLACE), OTHER, target.who)


# -- the lock ----------------------------------------------


def test_the_second_caller_is_told_who_holds_it(target: ServerTarget, standin: Standin) -> None:
    with pytest.raises(errors.TargetBusy, match=r"\? on \?"):
        other_lock(target)
    writer = target.open([store(1)])
    assert set(standin.locks) == {RESOURCE, of_run(1)}
    with pytest.raises(errors.TargetBusy, match="run 1 by anna on host-a, process 4711"):
        other_lock(target)
    (run,) = target.runs.list()
    assert run.status == "Running"
    writer.close()
    target.lock.release()
    assert not standin.locks
    assert holder_of(target.reading, str(PLACE)) is None
    assert target.runs.list()[0].status == "Interrupted"
    with other_lock(target):
        assert set(standin.locks) == {RESOURCE}
        assert target.runs.list()[0].status == "Interrupted", "a lock without a run is no sign of life of an older run"


def test_the_lock_lies_on_the_very_connection_that_writes(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1)])
    writing = writer._writing.connection.dbapi_connection
    assert standin.locks[RESOURCE] is writing and standin.locks[of_run(1)] is writing
    target.writing.pool._timeout = 0.01  # type: ignore[attr-defined]
    with pytest.raises(sa.exc.TimeoutError):
        target.writing.connect()


def test_a_lost_connection_takes_its_locks_again_first(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1)])
    lost = standin.locks[RESOURCE]
    lost.close()  # type: ignore[attr-defined]
    (outcome,) = Objects(Given())([store(1)], writer, NoControl())
    assert outcome.status == "Done"
    assert target.waited == [0.5]
    assert standin.locks[RESOURCE] is not lost and set(standin.locks) == {RESOURCE, of_run(1)}


def test_a_run_whose_lock_was_taken_meanwhile_ends(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1)])
    standin.locks[RESOURCE].close()  # type: ignore[attr-defined]
    with other_lock(target), pytest.raises(errors.LockLost, match="another run has taken"):
        list(Objects(Given())([store(1)], writer, NoControl()))
    assert target.reader().read("IdentityStore", ["1"]) == {}


def test_a_run_taken_over_meanwhile_commits_nothing(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    with target.reading.begin() as connection:
        connection.exec_driver_sql("UPDATE [DMUpgrade_Run] SET epoch = 2")
    with pytest.raises(errors.LockLost, match="taken over"):
        list(Objects(Given())([store(1)], writer, NoControl()))
    assert target.reader().read("IdentityStore", ["1"]) == {}


# -- repeated whole, never half ----------------------------------------------


def test_a_deadlock_victim_is_repeated_whole(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1), group(1)])
    victim = standin.locks[RESOURCE]
    # The server undoes all of the victim's transaction before it tells so.
    standin.faults.append(once("INSERT INTO [DM11].[SmartGroup]", DEADLOCK, 2, then=victim.rollback))  # type: ignore[attr-defined]
    outcomes = list(Objects(Given())([store(1), group(1)], writer, NoControl()))
    assert [o.status for o in outcomes] == ["Done", "Done"]
    assert target.waited == [0.5, 1.0]
    assert target.reader().read("IdentityStore", ["1"])
    assert {line["state"] for line in target.runs.lines(1)} == {"Done"}


def test_a_commit_whose_answer_is_lost_is_not_done_twice(
    target: ServerTarget, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = target.open([store(1)])
    session = standin.locks[RESOURCE]
    real, told = type(session).commit, [False]

    def commit(self: object) -> None:
        real(self)  # type: ignore[arg-type]
        if self is session and not told[0]:
            told[0] = True
            session.close()  # type: ignore[attr-defined]
            raise OperationalError("08S01", "[08S01] [D]Communication link failure (10054) (SQLEndTran)")

    monkeypatch.setattr(type(session), "commit", commit)
    (outcome,) = Objects(Given())([store(1)], writer, NoControl())
    assert told[0] and outcome.status == "Present"
    (line,) = target.runs.lines(1)
    assert line["state"] == "Done", "what this run did stays on record"


def test_a_full_log_is_never_tried_again(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1)])
    standin.faults.append(once("INSERT INTO [DM11].[IdentityStore]", FULL, 9))
    with pytest.raises(errors.LogFull, match="DM' is full"):
        list(Objects(Given())([store(1)], writer, NoControl()))
    assert target.waited == []


def test_a_batch_that_the_server_undid_over_one_line_is_no_lines_trouble(
    target: ServerTarget, standin: Standin
) -> None:
    writer = target.open([store(1), group(1)])
    session = standin.locks[RESOURCE]
    refused = DataError("22018", "[22018] [D][SQL Server]Conversion failed. (245) (SQLExecDirectW)")
    standin.faults.append(once("INSERT INTO [DM11].[SmartGroup]", refused, 1, then=session.rollback))  # type: ignore[attr-defined]
    with pytest.raises(errors.TargetUnreachable, match="undid the whole batch"):
        list(Objects(Given())([store(1), group(1)], writer, NoControl()))
    assert target.reader().read("IdentityStore", ["1"]) == {}


def test_waiting_grows_and_ends() -> None:
    waited: list[float] = []
    error = errors.SourceInterrupted(location="x", reason="y")

    def work() -> None:
        raise error

    with pytest.raises(errors.SourceInterrupted):
        Retry(waited.append, attempts=8).whole(work)
    assert waited == [0.5, 1, 2, 4, 8, 15, 15]


# -- values ----------------------------------------------


@pytest.mark.parametrize(
    "instant", ["2024-05-07T04:08:56.9500001Z", "0001-01-01T00:00:00.0000000Z", "9999-12-31T23:59:59.9999999Z"]
)
def test_no_tick_is_lost(target: ServerTarget, instant: str) -> None:
    writer = target.open([store(1)])
    with writer.transaction():
        writer.write("IdentityStore", "1", {"identityStoreName": "x", "creationDate": instant})
    assert writer.read("IdentityStore", ["1"])["1"]["creationDate"] == instant


def test_instants_and_guids_cross_as_text() -> None:
    """The driver's own datetime ends at microseconds, and SQL Server shows a GUID in capitals."""
    kind = CONTRACT.kinds["SmartGroup"]
    made = KindTable(kind, sql.build_table(kind.doors["tables"], "mssql"), kind.fields, folds=True)
    dialect = registry.load("mssql.pyodbc")()
    chosen = str(made.select_one.compile(dialect=dialect))
    assert "CONVERT(NVARCHAR(40), [DM11].[SmartGroup].[LastUpdate], 121)" in chosen
    assert "LOWER(CONVERT(NVARCHAR(40), [DM11].[SmartGroup].[objectGUID]))" in chosen
    written = str(made.update(("LastUpdate",)).compile(dialect=dialect))
    assert "CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), :new_LastUpdate, 127), '+00:00'))" in written


def test_a_statement_that_waits_for_a_lock_is_cut_when_the_run_is_to_stop(
    target: ServerTarget, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled = threading.Event()
    monkeypatch.setattr(Cursor, "cancel", lambda cursor: cancelled.set(), raising=False)

    def locked_out(text: str) -> Exception | None:
        if "[DMUpgrade_Line]" not in text or "UPDATE" not in text:
            return None
        assert cancelled.wait(20), "nobody cut it"
        return OperationalError("HY008", "[HY008] [Stand-in]Operation canceled (0) (SQLExecDirectW)")

    writer = target.open([store(1)])
    control = RunControl(target.reading, "x", writer.journal.run)
    control.stopping.set()
    standin.faults.append(locked_out)
    with cutting(control, writer.cut), pytest.raises(Stopping), writer.transaction():
        writer.journal.line("IdentityStore/1", "Done")
    standin.faults.clear()
    assert writer.journal.state("IdentityStore/1") is None
    assert target.waited == [], "and is not tried again"


def test_history_goes_in_with_sizes_and_comes_back_as_bytes(target: ServerTarget, standin: Standin) -> None:
    writer = target.open([store(1)])
    key = writer.ordinal(INSTALLATION) * 10**17 + 10**16 + 5
    row = (key, 1, 638_000_000_000_000_001, "g", None, 7, None, None, None, '{"Id":"ä"}'.encode())
    with writer.transaction():
        writer.put_history(INSTALLATION, "objects", [row])
    assert list(writer.history_rows(INSTALLATION, "objects", 0, 10)) == [row]
