"""A whole upgrade with source and target on SQL Server, over the stand-in: its statements are the approved ones, line by line."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.seam.client import EngineError, Shell
from tests.sql.standin import Standin, seen_by
from tests.sql.tsql import strict
from tests.upgrade import reading

APPROVED = Path(__file__).parent / "approved"


def test_everything_is_upgraded_and_a_second_plan_is_empty(on_server: tuple[Path, Shell, dict[str, Standin]]) -> None:
    folder, shell, servers = on_server
    old = reading.tables(folder / "groupid10.db")
    before = {t: reading.rows(folder / "groupid10.db", f'SELECT * FROM "{t}"') for t in old}
    there = set(reading.tables(folder / "target.db"))
    plan = shell.plan()
    ended = shell.start(plan)
    assert ended["status"] == "Completed", [r for r in shell.rows() if r["status"] in ("Failed", "Conflict")]
    assert {r["status"] for r in shell.rows()} == {"Done"}
    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    assert shell.plan()["items"] == []
    assert before == {t: reading.rows(folder / "groupid10.db", f'SELECT * FROM "{t}"') for t in old}
    made = set(reading.tables(folder / "target.db")) - there
    assert made and all(name.startswith("DMUpgrade_") for name in made), "only the journal's tables are ever created"
    assert not servers["DM"].locks, "a lock ends with its session"
    undone = shell.job("run.undo")
    assert undone["status"] == "Undone"
    for name, server in servers.items():
        _approve(name, server)


def _approve(name: str, server: Standin) -> None:
    """Holds what was said against the texts on disk; DMUPGRADE_APPROVE=1 writes them anew, to be seen in review."""
    for table, texts in seen_by(server).items():
        assert all(strict(text) for text in texts)
        path = APPROVED / f"{name}.{table}.sql"
        # How many values are asked after at once depends on the data.
        shown = {
            re.sub(r"IN \(\?(, \?)+\)", "IN (?, ...)", re.sub(r"[ \t]+$", "", t, flags=re.MULTILINE)) for t in texts
        }
        said = ";\n\n".join(sorted(shown)) + ";\n"
        if os.environ.get("DMUPGRADE_APPROVE") == "1":
            path.write_text(said)
        assert path.is_file() and path.read_text() == said, f"{path.name} changed; see it, then set DMUPGRADE_APPROVE=1"


def test_a_source_login_that_could_write_is_refused(on_server: tuple[Path, Shell, dict[str, Standin]]) -> None:
    _, shell, servers = on_server
    servers["GroupID"].may = ["SVC.Client"]
    with pytest.raises(EngineError) as refused:
        shell.plan()
    assert refused.value.id == "DMUpgrade.Source.Writable"
    assert "SVC.Client" in str(refused.value)
    plan = shell.job("plan.build", allowWritableSource=True)
    assert plan["items"]
    with pytest.raises(EngineError) as refused:
        shell.job("plan.compare", plan=plan["text"])
    assert refused.value.id == "DMUpgrade.Source.Writable"
    assert shell.job("plan.compare", plan=plan["text"], allowWritableSource=True)["rows"] == []
    rows = shell.job("preflight.run")["rows"]
    assert [r["status"] for r in rows if r["id"] == "source.readonly"] == ["Failed"]
    allowed = shell.job("preflight.run", allowWritableSource=True)["rows"]
    assert [r["status"] for r in allowed if r["id"] == "source.readonly"] == ["Warning"]
    (rights,) = [r for r in rows if r["id"] == "sqlserver.database" and "The login lacks" in r["message"]]
    assert (
        "GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::[DM11].[History] TO [dmupgrade_writer];"
        in rights["recommendedAction"]
    )


def test_both_servers_clocks_are_held_against_this_machines(on_server: tuple[Path, Shell, dict[str, Standin]]) -> None:
    _, shell, servers = on_server
    servers["DM"].ahead = timedelta(minutes=-6)
    rows = {r["target"]: r for r in shell.job("preflight.run")["rows"] if r["id"] == "machine.clock"}
    assert {target: r["status"] for target, r in rows.items()} == {
        "source sql01.corp.example/GroupID": "Passed",
        "target sql02.corp.example,1433/DM": "Failed",
    }
    assert "360 s behind" in rows["target sql02.corp.example,1433/DM"]["message"]


def test_the_password_is_told_to_nobody(on_server: tuple[Path, Shell, dict[str, Standin]]) -> None:
    folder, shell, servers = on_server
    plan = shell.plan()
    assert "PWD={a}}b;c{d}" in servers["DM"].opened[0].text
    said = [plan["text"], repr(shell.events), *(p.read_text(errors="replace") for p in folder.rglob("*.log"))]
    assert not [text for text in said if "a}b;c{d" in text or "a}}b" in text]


def test_the_password_may_be_known_to_the_shell_alone(
    on_server: tuple[Path, Shell, dict[str, Standin]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _, servers = on_server
    monkeypatch.delenv("DMUPGRADE_SECRET_TARGET_SQL")
    with pytest.raises(EngineError, match="Odbc.PasswordMissing"):
        Shell().open(folder)
    knowing, before = Shell(), len(servers["DM"].opened)
    knowing.answers["target-sql"] = "of the shell"
    knowing.open(folder)
    assert "PWD={of the shell}" in servers["DM"].opened[before].text
    assert {r["name"] for r in knowing.events if r["event"] == "question"} == {"target-sql"}
    knowing.call("connection.close", {"connection": knowing.connection})
