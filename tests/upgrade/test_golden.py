"""A frozen GroupID 10 installation, upgraded through the seam, gives the frozen rows and documents of 11.1.

tests/golden holds it as text: three stores (one disabled), twelve groups of all six types, 66 events of all four
streams with the ugly ones, ten of the disabled store, and expected.json. Nothing makes these files anew; a difference
is a change of what an upgrade writes, to be understood and then written into them by hand.

How expected.json was checked: it never was an output of the engine. The oracles of tests (standard library only,
written from the documents) converted the frozen source once, before the engine had run on it. Then it was read against
the source: each of the groups field by field (the disabled store's and the one gone from the directory absent, the
renamed one under the directory's name, the LDAP store's under GroupID's), both stores, three roles, the settings that
are reset (log level Debug, retention of two years), and of the events each ugly one and one of every form of date.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Shell
from tests.upgrade import target_rows

GOLDEN = Path(__file__).parents[1] / "golden"
STREAMS = ("objects", "store-configuration", "admin-center", "helpdesk")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "estate"
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns("*.sql", "expected.json"))
    for name in ("groupid10", "target"):
        database = sqlite3.connect(folder / f"{name}.db")
        database.executescript((GOLDEN / f"{name}.sql").read_text(encoding="utf-8"))
        database.close()
    (folder / "secrets.toml").chmod(0o600)  # a checkout does not keep it
    shell = Shell()
    shell.open(folder)
    ended = shell.start(shell.plan("Configuration", "History", "Groups"))
    assert ended["status"] == "Completed"
    shell.call("connection.close", {"connection": shell.connection})
    return folder


@pytest.fixture(scope="module")
def expected() -> Any:
    return json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", target_rows.KINDS)
@pytest.mark.mission("G1", "S1")
def test_objects(upgraded: Path, expected: Any, kind: str) -> None:
    wanted = expected["objects"][kind]
    assert wanted
    assert {str(key): fields for key, fields in target_rows.typed(upgraded / "target.db", kind).items()} == wanted


@pytest.mark.mission("G1", "Y1")
def test_search_documents(upgraded: Path, expected: Any) -> None:
    kinds = [kind for kind, key in target_rows.KINDS.items() if key == "objectGUID"]
    wanted = {(kind, guid): fields for kind in kinds for guid, fields in expected["objects"][kind].items()}
    assert target_rows.documents(upgraded / "target.db") == wanted


@pytest.mark.mission("Y1", "Y5")
def test_history(upgraded: Path, expected: Any) -> None:
    rows = target_rows.history(upgraded / "target.db")
    lines = [
        line
        for stream in STREAMS
        for file in sorted((upgraded / "target.dmupgrade").rglob(f"history/*/{stream}/*.ndjson"))
        for line in file.read_bytes().splitlines()
    ]
    assert [rows[key]["Text"].encode() for key in sorted(rows)] == lines
    found = {
        str(key): {**row, "Problem": sorted(row["Problem"])} for key, row in rows.items() if row.pop("Text") is not None
    }
    for row in found.values():
        del row["HistoryKey"]
    assert found == expected["history"]
