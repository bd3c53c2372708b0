"""One passing fault of a server, wherever it comes, is waited out: the run goes on, and nothing is read or done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect import mssql
from pyupgrade.connect.retry import Retry
from pyupgrade.contracts.load import load
from pyupgrade.errors import SourceInterrupted
from pyupgrade.source.directory import open_directory
from pyupgrade.source.groupid10 import GroupId10, open_groupid10
from pyupgrade.source.history import HistoryReader, history_source
from tests.seam.client import Shell
from tests.sql.standin import Connection, Cursor, OperationalError, Standin
from tests.sql.test_running import DEADLOCK, FULL, once
from tests.upgrade import reading

LOST = OperationalError("08S01", "[08S01] [D]Communication link failure (10054) (SQLExecDirectW)")
OnServer = tuple[Path, Shell, dict[str, Standin]]


def met(server: Standin, part: str, error: Exception, then: Callable[[], None] = lambda: None) -> list[int]:
    """A fault at the next statement that holds `part`; the list has something in it once it has been met."""
    hit: list[int] = []
    server.faults.append(once(part, error, then=lambda: (hit.append(1), then())))  # type: ignore[func-returns-value]
    return hit


def dying(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The connection is lost while rows are fetched, after so many fetches."""
    real, left = Cursor.fetchmany, [after]

    def fetchmany(self: Cursor, size: int = 1) -> list[Any]:
        left[0] -= 1
        if left[0] == -1:
            self.connection.close()
            raise LOST
        return real(self, size)

    monkeypatch.setattr(Cursor, "fetchmany", fetchmany)


# -- a run ---------------------------------------------------------------------------------------------------------------


RUN = (
    ("DM", "FROM [DMUpgrade_Control]", LOST),
    ("DM", "count(", DEADLOCK),
    ("DM", "FROM [DMUpgrade_Range]", DEADLOCK),
    ("DM", "UPDATE [DMUpgrade_Line]", DEADLOCK),
    ("DM", "FROM [DM11].[SmartGroup]", LOST),
    ("GroupID", "[SVC].[GroupObject]", DEADLOCK),
    ("GroupID", "[Expired].[GroupMember]", LOST),
    ("GroupID", "min(", DEADLOCK),
)
PLAN = ("FROM sys.tables", "count(", "FROM [SVC].[GroupObject]", "FROM [DM11].[SmartGroup]")
UNDO = (
    "DELETE FROM [DM11].[History]",
    "DELETE FROM [DM11].[SmartGroup]",
    "FROM [DM11].[History]",
    "DELETE FROM [DMUpgrade_Range]",
)


def test_plan_run_and_undo_go_on(on_server: OnServer) -> None:
    folder, shell, servers = on_server
    groups = reading.rows(folder / "target.db", 'SELECT count(*) FROM "DM11.SmartGroup"')
    plan = shell.plan()
    hit = {part: [met(server, part, DEADLOCK) for server in servers.values()] for part in PLAN}
    assert shell.plan()["text"] == plan["text"]
    assert all(any(of) for of in hit.values()), hit
    _clear(servers)
    met_in_run = {part: met(servers[side], part, error) for side, part, error in RUN}
    assert shell.start(plan)["status"] == "Completed"
    assert all(met_in_run.values()), met_in_run
    assert {r["status"] for r in shell.rows()} == {"Done"}
    assert shell.plan()["items"] == []
    _clear(servers)
    met_in_undo = {part: met(servers["DM"], part, DEADLOCK) for part in UNDO}
    assert shell.job("run.undo")["status"] == "Undone", [r for r in shell.rows() if r["status"] != "Undone"]
    assert all(met_in_undo.values()), met_in_undo
    assert reading.rows(folder / "target.db", 'SELECT count(*) FROM "DM11.SmartGroup"') == groups
    assert reading.rows(folder / "target.db", 'SELECT count(*) FROM "DM11.History"') == [(0,)]


def _clear(servers: dict[str, Standin]) -> None:
    for server in servers.values():
        server.faults.clear()


def test_what_no_second_attempt_helps_is_not_tried_again(on_server: OnServer) -> None:
    _, shell, servers = on_server
    plan = shell.plan()
    tried: list[str] = []
    told = lambda: tried.append(threading.current_thread().name)  # noqa: E731
    servers["DM"].faults.append(once("FROM [DMUpgrade_Control]", FULL, 10**6, then=told))
    with pytest.raises(Exception, match="is full"):
        shell.start(plan)
    assert len([name for name in tried if not name.endswith("-cut")]) == 1


# -- the way back --------------------------------------------------------------------------------------------------------


def test_what_was_taken_back_though_nobody_was_told_counts_as_taken_back(
    on_server: OnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answers to two commits are lost: of a range of history, and of a batch of groups."""
    _, shell, servers = on_server
    assert shell.start(shell.plan())["status"] == "Completed"
    left, said = {"DELETE FROM [DM11].[History]", "DELETE FROM [DM11].[SmartGroup]"}, set[str]()

    def heard(text: str) -> None:
        said.update(part for part in left if part in text)

    servers["DM"].faults.append(heard)
    real = Connection.commit

    def commit(self: Connection) -> None:
        real(self)
        if self.server is servers["DM"] and said:
            left.difference_update(said)
            said.clear()
            self.close()
            raise OperationalError("08S01", "[08S01] [D]Communication link failure (10054) (SQLEndTran)")

    monkeypatch.setattr(Connection, "commit", commit)
    assert shell.job("run.undo")["status"] == "Undone", [r for r in shell.rows() if r["status"] != "Undone"]
    assert not left


# -- rows that come in a stream ------------------------------------------------------------------------------------------


@pytest.fixture
def source(on_server: OnServer) -> Any:
    folder = on_server[0]
    waited: list[float] = []
    directory = open_directory(folder / "directory.ldif")
    place = mssql.Server(server="sql01.corp.example", database="GroupID")
    made = open_groupid10(place, load("groupid10"), directory, retry=Retry(waited.append))
    yield made, waited
    made.close()
    directory.close()


def test_a_table_is_read_on_above_the_last_key(
    source: tuple[GroupId10, list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, waited = source
    monkeypatch.setattr("pyupgrade.source.groupid10._PAGE", 5)
    for table in ("SVC.GroupObject", "SVC.GroupMembership", "SVC.IdentityStoreSetting"):
        wanted = list(reader.rows(table))
        assert len(wanted) > 20
        for after in (0, 1, 3):
            waited.clear()
            with monkeypatch.context() as patched:
                dying(patched, after)
                assert list(reader.rows(table)) == wanted
            assert waited == [0.5]


def test_a_server_that_stays_away_is_told_of(
    source: tuple[GroupId10, list[float]], monkeypatch: pytest.MonkeyPatch, on_server: OnServer
) -> None:
    reader, waited = source
    on_server[2]["GroupID"].faults.append(once("[SVC].[GroupObject]", LOST, 99))
    with pytest.raises(SourceInterrupted):
        list(reader.rows("SVC.GroupObject"))
    assert waited == [0.5, 1, 2, 4]


def test_keys_of_history_are_asked_for_again(source: tuple[GroupId10, list[float]], on_server: OnServer) -> None:
    waited: list[float] = []
    reader = HistoryReader(history_source(source[0]), waited.append)
    wanted = reader.last_key("objects"), reader.next_key("objects", 0)
    met(on_server[2]["GroupID"], "max(", LOST), met(on_server[2]["GroupID"], "min(", DEADLOCK)
    assert (reader.last_key("objects"), reader.next_key("objects", 0)) == wanted
    assert waited == [0.5, 0.5]
    reader.close()
