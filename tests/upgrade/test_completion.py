"""What Tab offers: quick, of what is at hand, and nothing rather than an error."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import EngineError, Shell
from tests.upgrade import reading


def offered(shell: Shell, what: str, prefix: str = "", **other: Any) -> dict[str, str]:
    asked = {"connection": shell.connection, "what": what, "prefix": prefix, **other}
    return {v["text"]: v["tip"] for v in shell.call("complete.values", asked)["values"]}


def groups(estate: Path) -> dict[str, str]:
    return dict(
        reading.rows(estate / "groupid10.db", 'SELECT CommonName, DistinguishedName FROM "SVC.GroupObject" ORDER BY 1')
    )


def test_groups_of_the_source_by_how_they_begin(estate: Path, shell: Shell) -> None:
    known = groups(estate)
    first = offered(shell, "group")
    assert 0 < len(first) <= 50 and first.items() <= known.items()
    name = max(known, key=len)
    assert offered(shell, "group", name[:-1].upper() if name.isascii() else name[:-1])[name] == known[name]
    assert offered(shell, "group", "%") == {n: dn for n, dn in known.items() if n.startswith("%")}
    assert offered(shell, "group", "no group begins so") == {}


def test_no_copy_of_a_source_is_made_for_it(estate: Path, shell: Shell) -> None:
    with sqlite3.connect(estate / "groupid10.db") as source:
        assert source.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    assert offered(shell, "group") == {}


def test_the_rest(estate: Path, shell: Shell) -> None:
    assert list(offered(shell, "feature", "conf")) == ["Configuration"]
    assert "history" in offered(shell, "stage")
    assert offered(shell, "store") == {} == offered(shell, "run")
    shell.start(shell.plan("Configuration"))
    assert "1" in offered(shell, "store")
    assert offered(shell, "run") == {"1": "Completed"}
    assert offered(shell, "run", connection="c999") == {}
    assert offered(shell, "schedule") == {}
    shell.start(shell.plan("Schedules"))
    schedules = reading.rows(estate / "target.db", """SELECT DISTINCT "ScheduleName" FROM "DM11.Schedule" ORDER BY 1""")
    assert set(offered(shell, "schedule")) <= {name for (name,) in schedules}
    assert list(offered(shell, "schedule", "abl")) == ["Ablauf"]
    with pytest.raises(EngineError) as error:
        offered(shell, "severity")
    assert error.value.id == "DMUpgrade.Request.Invalid"
