"""A run taken back: the target ends as it was before, but for what somebody changed since, which stays and is listed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.errors import IndexUnreachable
from pyupgrade.target.index import EmbeddedIndex
from tests.seam.client import Child, EngineError, Shell
from tests.upgrade import reading

pytestmark = pytest.mark.mission("V4", "V6")

EMPTY = hashlib.sha256().hexdigest()  # of a table without rows
State = tuple[dict[str, str], dict[str, str], dict[str, str]]


def state(estate: Path) -> State:
    """Digests of every table with rows that is not our journal, of every search document's file, of every file."""
    files = estate / "target.files"
    held = {str(p.relative_to(files)): reading.file_digest(p) for p in sorted(files.rglob("*")) if p.is_file()}
    index = reading.index(estate / "target.dmupgrade" / "index") if (estate / "target.dmupgrade").exists() else {}
    tables = {table: digest for table, digest in reading.state(estate / "target.db").items() if digest != EMPTY}
    return tables, index, held


def change(estate: Path, statement: str) -> None:
    connection = sqlite3.connect(estate / "target.db")
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


class Killed(Exception):
    pass


def test_a_whole_run_taken_back_leaves_the_target_as_it_was(estate: Path, shell: Shell) -> None:
    before = state(estate)
    plan = shell.plan()
    shell.start(plan)
    after = state(estate)
    assert after != before
    assert after[2], "files were written too"
    planned = shell.job("run.undoable")["rows"]
    assert {r["status"] for r in planned} == {"Planned"}
    assert state(estate) == after, "looking changes nothing"
    ended = shell.job("run.undo")
    assert ended["status"] == "Undone"
    assert {r["status"] for r in shell.rows()} == {"Undone"}
    assert sorted(r["name"] for r in shell.rows()) == sorted(r["name"] for r in planned)
    assert state(estate) == before
    assert shell.job("run.list")["rows"][0]["status"] == "Undone"
    assert [i["id"] for i in shell.plan()["items"]] == [i["id"] for i in plan["items"]], "it can be run again"
    assert shell.start(shell.plan())["status"] == "Completed"
    assert state(estate)[1:] == after[1:]


def test_what_was_changed_since_stays_and_is_listed(estate: Path, shell: Shell) -> None:
    before = state(estate)
    shell.start(shell.plan())
    change(estate, """UPDATE "DM11.Schedule" SET "Enabled" = 1 WHERE "scheduleKey" = 'GUS/Nutzung'""")
    kept = next(p for p in (estate / "target.files").rglob("*") if p.is_file())
    kept.write_bytes(b"somebody's own")
    ended = shell.job("run.undo")
    assert ended["status"] == "UndoneWithErrors"
    left = {r["key"]: r for r in shell.rows() if r["status"] == "Conflict"}
    files = {str(kept.relative_to(estate / "target.files").as_posix())}
    assert set(left) == {"GUS/Nutzung", "1", *files}, (
        "the schedule's identity store, which it would be of no use without"
    )
    assert left["1"]["kind"] == "IdentityStore" and "refers to it" in left["1"]["message"]
    assert all(r["errorId"] == "DMUpgrade.Undo.Conflict" and r["recommendedAction"] for r in left.values())
    assert kept.read_bytes() == b"somebody's own"
    assert reading.rows(estate / "target.db", 'SELECT "scheduleKey" FROM "DM11.Schedule"') == [("GUS/Nutzung",)]
    tables, index, _ = state(estate)
    assert {t for t in tables if tables[t] != before[0].get(t)} == {"DM11.Schedule", "DM11.IdentityStore"}
    assert index == before[1]


@pytest.mark.parametrize("moment", [1, 200])
def test_a_killed_undo_is_gone_on_with(estate: Path, moment: int) -> None:
    before = state(estate)
    with Child() as child:
        child.open(estate)
        child.start(child.plan())
        seen = 0

        def kill_now(event: dict[str, Any]) -> None:
            nonlocal seen
            seen += event["event"] == "row"
            if seen >= moment:
                child.kill()
                raise Killed

        with pytest.raises((Killed, EOFError)):
            child.job("run.undo", watch=kill_now)
    shell = Shell()
    shell.open(estate)
    assert shell.job("run.list")["rows"][0]["status"] in ("Interrupted", "Undoing")
    assert state(estate) != before
    assert shell.job("run.undo")["status"] == "Undone"
    assert state(estate) == before


def test_an_undo_that_cannot_put_the_indexs_settings_back_is_gone_on_with(
    estate: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: EmbeddedIndex) -> None:
        raise IndexUnreachable(location="https://search.example", reason="no route")

    shell.start(shell.plan("Configuration"))
    with monkeypatch.context() as one:
        one.setattr(EmbeddedIndex, "settle", away)
        with pytest.raises(EngineError, match="Index.Unreachable"):
            shell.job("run.undo")
    assert shell.job("run.list")["rows"][0]["status"] == "Undoing"
    assert shell.job("run.undo")["status"] == "Undone"


def test_chosen_groups_and_their_history_are_taken_back_alone(estate: Path, shell: Shell) -> None:
    shell.start(shell.plan("Configuration", "History"))
    between = state(estate)
    scope = {"identityStoreId": 1, "containers": [], "identities": [], "groupTypes": [2]}
    assert shell.start(shell.plan(scope=scope, keepUserHistory=True))["status"] == "Completed"
    assert state(estate) != between
    assert shell.job("run.undo")["status"] == "Undone"
    assert state(estate) == between


def test_runs_are_taken_back_newest_first_and_never_twice(estate: Path, shell: Shell) -> None:
    before = state(estate)
    shell.start(shell.plan("Configuration"))
    first = state(estate)
    connection = sqlite3.connect(estate / "groupid10.db")
    connection.execute("""UPDATE "SVC.IdentityStore" SET "Description" = 'changed since' WHERE "IdentityStoreId" = 1""")
    connection.commit()
    connection.close()
    shell.start(shell.plan("Configuration"))
    with pytest.raises(EngineError) as refused:
        shell.job("run.undo", runId=1)
    assert refused.value.id == "DMUpgrade.Run.UndoLaterFirst"
    assert shell.job("run.undo", runId=2)["status"] == "Undone"
    assert state(estate) == first, "the before-image is back"
    with pytest.raises(EngineError) as refused:
        shell.job("run.undo", runId=2)
    assert refused.value.id == "DMUpgrade.Run.NothingToUndo"
    assert shell.job("run.undo", runId=1)["status"] == "Undone"
    assert state(estate) == before
    with pytest.raises(EngineError):
        shell.job("run.undo")


def stores(estate: Path) -> list[int]:
    found = reading.rows(estate / "target.db", 'SELECT "identityStoreId" FROM "DM11.IdentityStore" ORDER BY 1')
    return [number for (number,) in found]


def test_a_group_that_stays_keeps_its_store_and_its_data_source(estate: Path, shell: Shell) -> None:
    shell.start(shell.plan())
    ((guid, store),) = reading.rows(
        estate / "target.db",
        """SELECT "objectGUID", "identityStoreId" FROM "DM11.SmartGroup" WHERE "DataSource" IS NOT NULL LIMIT 1""",
    )
    change(estate, f"""UPDATE "DM11.SmartGroup" SET "displayName" = 'mine' WHERE "objectGUID" = '{guid}'""")
    assert shell.job("run.undo")["status"] == "UndoneWithErrors"
    left = [r["kind"] for r in shell.rows() if r["status"] == "Conflict"]
    assert sorted(left) == ["DataSource", "IdentityStore", "SmartGroup"]
    assert stores(estate) == [store]


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        (
            """UPDATE "DM11.Schedule" SET "UserName" = 'mine' WHERE "scheduleKey" = 'Synchronize/HR nach AD'""",
            {"SynchronizeJob/HR nach AD", "SynchronizeJob/ERP nach Lieferanten"},
        ),
        (
            """UPDATE "DM11.Schedule" SET "UserName" = 'mine' WHERE "scheduleKey" = 'Synchronize/Sammelauftrag'""",
            {"JobCollection/Wald Wingtip"},
        ),
        (
            """UPDATE "DM11.Report" SET "Title" = 'mine' WHERE "reportKey" = 'Reports/Members by site 2026-11-03.xls'""",
            {"File/Reports/Members by site 2026-11-03.xls"},
        ),
    ],
)
def test_what_stays_keeps_what_it_names(estate: Path, shell: Shell, changed: str, needed: set[str]) -> None:
    shell.start(shell.plan())
    change(estate, changed)
    assert shell.job("run.undo")["status"] == "UndoneWithErrors"
    left = {f"{r['kind']}/{r['key']}": r["message"] for r in shell.rows() if r["status"] == "Conflict"}
    assert needed <= left.keys()
    assert all("which stays, refers to it" in left[line] for line in needed)


def test_links_keep_both_their_stores(estate: Path, shell: Shell) -> None:
    shell.start(shell.plan("Configuration"))
    change(estate, """UPDATE "DM11.StoreLink" SET "GroupMap" = 'mine' WHERE "linkKey" = '1-4'""")
    shell.job("run.undo")
    assert stores(estate) == [1, 4]


def test_events_that_stay_keep_their_stores(estate: Path, shell: Shell) -> None:
    shell.start(shell.plan("Configuration", "History"))
    brought = stores(estate)
    change(
        estate,
        """DELETE FROM "DM11.History" WHERE "HistoryKey" = (SELECT max("HistoryKey") FROM "DM11.History")""",
    )
    assert shell.job("run.undo")["status"] == "UndoneWithErrors"
    assert any(r["status"] == "Conflict" and r["feature"] == "History" for r in shell.rows())
    assert stores(estate) == brought


@pytest.mark.parametrize("later", ["Groups", "History"])
def test_a_run_is_not_taken_back_under_a_later_one_that_needs_its_stores(
    estate: Path, shell: Shell, later: str
) -> None:
    before = state(estate)
    shell.start(shell.plan("Configuration"))
    shell.start(shell.plan(later))
    for asked in ("run.undoable", "run.undo"):
        with pytest.raises(EngineError) as refused:
            shell.job(asked, runId=1)
        assert refused.value.id == "DMUpgrade.Run.UndoLaterFirst"
        assert "IdentityStore/1" in refused.value.details
        assert refused.value.error["recommendedAction"] == "Run: Undo-DMUpgrade -RunId 2, then this one."
    assert shell.job("run.list")["rows"][1]["status"] == "Completed", "nothing has begun"
    assert shell.job("run.undo", runId=2)["status"] == "Undone"
    assert shell.job("run.undo", runId=1)["status"] == "Undone"
    assert state(estate) == before


def test_a_later_run_that_could_not_go_wholly_keeps_what_it_left(estate: Path, shell: Shell) -> None:
    shell.start(shell.plan("Configuration"))
    shell.start(shell.plan("Groups"))
    change(
        estate,
        """UPDATE "DM11.SmartGroup" SET "displayName" = 'mine' WHERE "objectGUID" =
           (SELECT "objectGUID" FROM "DM11.SmartGroup" WHERE "identityStoreId" = 2 LIMIT 1)""",
    )
    assert shell.job("run.undo", runId=2)["status"] == "UndoneWithErrors"
    assert shell.job("run.undo", runId=1)["status"] == "UndoneWithErrors"
    assert stores(estate) == [2]


def pilot(shell: Shell) -> None:
    """Configuration and History, some groups for a try, and these taken back."""
    assert shell.start(shell.plan("Configuration", "History"))["status"] == "Completed"
    scope = {"identityStoreId": 2, "containers": [], "identities": [], "groupTypes": [2]}
    assert shell.start(shell.plan(scope=scope))["status"] == "Completed"
    assert shell.job("run.undo")["status"] == "Undone"


@pytest.mark.mission("V5")
def test_after_a_pilot_that_was_taken_back_nothing_is_missed(estate: Path, shell: Shell, tmp_path: Path) -> None:
    pilot(shell)
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    told = report(shell, tmp_path / "together.json")
    assert told["headline"] == "Complete and verified"
    assert "Finish the run" not in [step["title"] for step in told["next_steps"]]
    alone = report(shell, tmp_path / "alone.json", runId=2)
    assert alone["headline"] == "The run was taken back"
    assert {f["status"] for f in shell.job("run.list")["rows"][0]["features"]} <= {"Undone"}


def test_a_run_taken_back_is_told_as_such_and_not_as_one_with_differences(
    estate: Path, shell: Shell, tmp_path: Path
) -> None:
    shell.start(shell.plan("Configuration", "History", "Groups"))
    shell.job("result.verify")
    shell.job("run.undo")
    told = report(shell, tmp_path / "report.json")
    assert told["headline"] == "The run was taken back"
    assert told["checks"] == [], "it was verified before, which says nothing of now"
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} <= {"Passed", "Skipped"}, [c for c in checks if c["status"] == "Failed"]
    lines = reading.rows(estate / "target.db", "SELECT DISTINCT state FROM DMUpgrade_Line WHERE line LIKE 'Document/%'")
    assert lines == [("Undone",)]
    assert {c["status"] for c in shell.job("preflight.run")["rows"] if c["id"] == "target.earlier-runs"} == {"Passed"}
    # What is brought anew counts again.
    assert shell.start(shell.plan("Configuration", "History", "Groups"))["status"] == "Completed"
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]


def report(shell: Shell, path: Path, **asked: Any) -> Any:
    shell.job("report.write", path=str(path), **asked)
    return json.loads(path.read_text(encoding="utf-8"))
