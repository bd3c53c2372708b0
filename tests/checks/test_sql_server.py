"""What preflight says of databases on SQL Server."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.checks import disk_space, source_readonly, sql_server, topology
from pyupgrade.checks.context import ServerSeen
from pyupgrade.connect.mssql import NEVER_RUN, Facts
from pyupgrade.plan.finding import Finding
from tests.checks.context_by_hand import context, paths

SOUND = Facts("16.0.1", "DM", True, False, False, 160, "Latin1_General_CI_AS", ("DM11.History",))


def rows(side: str = "target", **other: Any) -> list[Finding]:
    facts = Facts(**{**{n: getattr(SOUND, n) for n in Facts.__slots__}, **other})
    seen = ServerSeen(
        side, "sql02/DM", "ODBC Driver 18 for SQL Server", ["A remark."], facts, ["DM11.History"], "GRANT x"
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
        ({"may": ()}, "Failed", "Have a DBA run: GRANT x"),
    ],
)
def test_what_is_not_as_it_should_be(facts: dict[str, Any], status: str, said: str) -> None:
    assert any(r.status == status and said in f"{r.message} {r.recommended_action}" for r in rows(**facts))


def test_rights_on_the_whole_database_do_and_a_source_needs_none() -> None:
    assert rows(may=("INSERT",))[-1].status == "Passed"
    assert not [r for r in rows("source", may=()) if r.status == "Failed"]
    assert "read-only" in rows("source", snapshot=False, read_only=True)[-1].message


def test_other_checks_know_a_database_by_its_name() -> None:
    there = paths(source="sql01/GroupID", target="SQL01/groupid")
    assert [r.status for r in topology.CHECK.run(context(paths=there))] == ["Failed"]
    assert [r.status for r in source_readonly.CHECK.run(context(paths=there, source_writable=True))][:1] == ["Failed"]
    assert [r.status for r in source_readonly.CHECK.run(context(paths=there, source_writable=False))] == ["Passed"]
    assert [r.status for r in disk_space.CHECK.run(context(paths=there))] == ["Skipped", "Passed"]
