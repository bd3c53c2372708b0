"""What preflight says of databases on SQL Server."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pyupgrade.checks import disk_space, source_readonly, sql_server, topology
from pyupgrade.checks.context import ServerSeen
from pyupgrade.connect.mssql import NEVER_RUN, Facts
from pyupgrade.plan.finding import Finding
from tests.checks.context_by_hand import context, paths

ON_HISTORY = {(right, "dm11.history") for right in ("SELECT", "INSERT", "UPDATE", "DELETE")}
SOUND = Facts(
    "16.0.1", "DM", True, False, False, 160, "Latin1_General_CI_AS", "w", frozenset({("CREATE TABLE", ""), *ON_HISTORY})
)


def rows(side: str = "target", **other: Any) -> list[Finding]:
    facts = Facts(**{**{n: getattr(SOUND, n) for n in Facts.__slots__}, **other})
    tables = {"reads": ["DM11.History"]} if side == "source" else {"writes": ["DM11.History"]}
    seen = ServerSeen(
        side, "sql02/DM", "ODBC Driver 18 for SQL Server", ["A remark."], facts, grants="GRANT x", **tables
    )
    return list(sql_server.CHECK.run(context(servers=[seen])))


def test_a_sound_database_and_what_is_always_said() -> None:
    found = rows()
    assert [r.status for r in found] == ["Warning", "Warning", "Passed", "Passed", "Passed"]
    assert found[0].message == NEVER_RUN
    assert all(r.recommended_action for r in found if r.status != "Passed")


@pytest.mark.parametrize(
    ("facts", "status", "said"),
    [
        ({"version": "11.0.1"}, "Failed", "older than 2016"),
        ({"snapshot": False}, "Warning", "ALTER DATABASE [DM] SET ALLOW_SNAPSHOT_ISOLATION ON"),
        ({"rights": frozenset()}, "Failed", "Have a DBA run: GRANT x"),
        ({"rights": SOUND.rights - {("UPDATE", "dm11.history")}}, "Failed", "lacks 1 right (UPDATE on DM11.History)"),
        ({"rights": frozenset({("SELECT", ""), ("INSERT", "")})}, "Failed", "lacks 2 rights (DELETE on"),
        ({"rights": frozenset(ON_HISTORY)}, "Warning", "may make no tables"),
    ],
)
def test_what_is_not_as_it_should_be(facts: dict[str, Any], status: str, said: str) -> None:
    assert any(r.status == status and said in f"{r.message} {r.recommended_action}" for r in rows(**facts))


def test_rights_on_the_whole_database_do_and_a_source_needs_to_be_read() -> None:
    whole = frozenset((right, "") for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE TABLE"))
    assert rows(rights=whole)[-1].status == "Passed"
    assert rows(rights=frozenset({("CONTROL", "")}))[-1].status == "Passed"
    assert rows("source", rights=frozenset({("SELECT", "")}))[-1].status == "Passed"
    assert "SELECT on DM11.History" in rows("source", rights=frozenset())[-1].message
    assert "read-only" in rows("source", snapshot=False, read_only=True)[-2].message


def test_what_a_login_could_change() -> None:
    assert SOUND.may == ("dm11.history",)
    assert replace(SOUND, read_only=True).may == ()
    assert replace(SOUND, rights=frozenset({("SELECT", "a.b"), ("CREATE TABLE", "")})).may == ()


def test_other_checks_know_a_database_by_its_name() -> None:
    there = paths(source="sql01/GroupID", target="SQL01/groupid")
    assert [r.status for r in topology.CHECK.run(context(paths=there))] == ["Failed"]
    assert [r.status for r in source_readonly.CHECK.run(context(paths=there, source_writable=True))][:1] == ["Failed"]
    assert [r.status for r in source_readonly.CHECK.run(context(paths=there, source_writable=False))] == ["Passed"]
    assert [r.status for r in disk_space.CHECK.run(context(paths=there))] == ["Skipped", "Passed"]
