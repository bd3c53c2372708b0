"""Verification, preflight and report on a real upgrade of the Small sample, with the target changed behind our back."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.target.objects_index import DOCUMENT
from tests.report.test_html import Page
from tests.seam.client import EngineError, Shell


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An estate after its upgrade, proved once."""
    folder = tmp_path_factory.mktemp("upgraded") / "estate"
    shell = Shell()
    shell.job("sample.create", path=str(folder), size="Small")
    shell.open(folder)
    assert shell.start(shell.plan())["status"] == "Completed"
    shell.job("result.verify")
    return folder


@pytest.fixture
def estate(upgraded: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "estate"
    shutil.copytree(upgraded, folder)
    return folder


@pytest.fixture
def shell(estate: Path) -> Iterator[Shell]:
    connected = Shell()
    connected.open(estate)
    yield connected
    connected.call("connection.close", {"connection": connected.connection})


def change(estate: Path, statement: str, *values: Any) -> int:
    """What somebody else does to the target; how many rows it hit."""
    with sqlite3.connect(estate / "target.db") as connection:
        return connection.execute(statement, values).rowcount


def one(estate: Path, statement: str) -> Any:
    connection = sqlite3.connect(f"file:{estate / 'target.db'}?mode=ro", uri=True)
    try:
        return connection.execute(statement).fetchone()[0]
    finally:
        connection.close()


def files(estate: Path) -> int:
    return sum(path.is_file() for path in (estate / "target.files").rglob("*"))


def differing(shell: Shell) -> dict[str, str]:
    rows = shell.job("result.verify")["rows"]
    assert all(r["recommendedAction"] for r in rows if r["status"] != "Passed")
    return {r["target"]: r["message"] for r in rows if r["status"] == "Failed"}


def test_a_changed_field_is_found_by_name_and_both_values(estate: Path, shell: Shell) -> None:
    guid = one(estate, 'SELECT objectGUID FROM "DM11.SmartGroup" ORDER BY objectGUID')
    assert change(estate, 'UPDATE "DM11.SmartGroup" SET displayName = ? WHERE objectGUID = ?', "Jemand war hier", guid)
    found = differing(shell)
    assert set(found) == {f"SmartGroup/{guid}", "SmartGroup"}
    assert "displayName: " in found[f"SmartGroup/{guid}"]
    assert "'Jemand war hier' is there" in found[f"SmartGroup/{guid}"]


def test_a_missing_object_is_found(estate: Path, shell: Shell) -> None:
    guid = one(estate, 'SELECT objectGUID FROM "DM11.Dynasty" ORDER BY objectGUID')
    assert change(estate, 'DELETE FROM "DM11.Dynasty" WHERE objectGUID = ?', guid)
    found = differing(shell)
    assert found[f"Dynasty/{guid}"].endswith("is gone from the target.")
    assert "1 of 16 are not in the target" in found["Dynasty"]


def test_missing_documents_are_found(estate: Path, shell: Shell) -> None:
    held = one(estate, f'SELECT count(*) FROM "{DOCUMENT.name}"')
    assert change(estate, f'DELETE FROM "{DOCUMENT.name}"') == held
    found = differing(shell)
    assert len([target for target in found if "/" in target]) == held
    assert all("search index" in message for message in found.values())


def test_a_changed_secret_is_found_and_not_shown(estate: Path, shell: Shell) -> None:
    column = 'SELECT serviceAccountPassword FROM "DM11.IdentityStore" WHERE serviceAccountPassword IS NOT NULL'
    sealed = one(estate, column + " ORDER BY identityStoreId")
    assert change(
        estate,
        'UPDATE "DM11.IdentityStore" SET serviceAccountPassword = ? WHERE identityStoreId = 2',
        sealed,
    )
    found = differing(shell)
    assert "serviceAccountPassword" in found["IdentityStore/2"]
    assert sealed not in json.dumps(shell.job("result.verify"))


def test_a_lost_member_is_counted(estate: Path, shell: Shell) -> None:
    guid = one(
        estate, 'SELECT objectGUID FROM "DM11.UnmanagedGroup" WHERE expiredMembers IS NOT NULL ORDER BY objectGUID'
    )
    assert change(estate, 'UPDATE "DM11.UnmanagedGroup" SET expiredMembers = NULL WHERE objectGUID = ?', guid)
    assert "kept members of expired groups" in differing(shell)


def test_preflight_of_the_sample_has_nothing_to_refuse(shell: Shell) -> None:
    rows = shell.job("preflight.run", features=["Everything"])["rows"]
    assert [r for r in rows if r["status"] == "Failed"] == []
    assert len({r["id"] for r in rows}) >= 18
    assert all(r["recommendedAction"] for r in rows if r["status"] == "Warning")
    fewer = shell.job("preflight.run", features=["Configuration"])["rows"]
    assert "source.history" not in {r["id"] for r in fewer}


@pytest.fixture
def written(shell: Shell, tmp_path: Path) -> Callable[[str], str]:
    def write(name: str) -> str:
        answer = shell.job("report.write", path=str(tmp_path / name))
        return Path(answer["path"]).read_text(encoding="utf-8")

    return write


def test_a_report_without_a_run_or_without_a_file_to_write_says_so(shell: Shell, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="it is a folder; name a file in it"):
        shell.job("report.write", path=str(tmp_path), force=True)
    new = Shell()
    new.job("sample.create", path=str(tmp_path / "new"), size="Small")
    new.open(tmp_path / "new")
    for method, asked in (("report.write", {"path": str(tmp_path / "r.html")}), ("result.verify", {})):
        with pytest.raises(EngineError, match="No run has been made for this source") as refused:
            new.job(method, **asked)
        assert refused.value.id == "DMUpgrade.Run.NoneYet"


@pytest.mark.mission("V3")
def test_the_report_tells_what_the_target_holds(estate: Path, written: Callable[[str], str]) -> None:
    page = Page(written("report.html"))
    assert page.reaching == []
    assert "script" not in page.tags
    data = json.loads(written("report.json"))
    for row in data["kinds"]:
        there = files(estate) if row["kind"] == "File" else one(estate, f'SELECT count(*) FROM "DM11.{row["kind"]}"')
        assert (row["before"], row["after"]) == (there, there), row["kind"]
        assert f"{row['title']} {there} 0 {there} {there}" in page.text
    assert sum(row["after"] for row in data["streams"]) == one(estate, 'SELECT count(*) FROM "DM11.History"')
    for row in data["streams"]:
        assert row["before"] == row["left"] + row["asked"] + row["after"]
        assert row["missing"] == 0
    assert data["headline"].startswith("Complete and verified")
    assert page.text.count("Passed") >= len(data["checks"])


def test_a_report_after_a_second_run_counts_each_object_once(shell: Shell, written: Callable[[str], str]) -> None:
    shell.start(shell.plan())
    data = json.loads(written("report.json"))
    for row in data["kinds"]:
        assert row["before"] == row["after"] == row["written"] + row["present"], row


def test_what_an_earlier_run_left_is_the_state_of_all_runs_together(tmp_path: Path) -> None:
    shell, folder = Shell(), tmp_path / "estate"
    shell.job("sample.create", path=str(folder))
    shell.open(folder)
    assert shell.start(shell.plan(), stopAfter="configuration")["status"] == "Stopped"
    assert shell.start(shell.plan("Configuration"))["status"] == "Completed"

    def told() -> tuple[str, list[str]]:
        answer = shell.job("report.write", path=str(tmp_path / "r.json"), force=True)
        data = json.loads(Path(answer["path"]).read_text(encoding="utf-8"))
        return data["headline"], [step["title"] for step in data["next_steps"]]

    headline, steps = told()
    assert (headline, steps[0]) == ("The run is not complete: stopped", "Finish the run")
    planned = [r for r in shell.job("result.verify")["rows"] if r["id"] == "verify.unfinished"]
    assert ["Resume-DMUpgrade" in r["recommendedAction"] for r in planned if r["target"] == "Planned"] == [True]
    assert shell.job("run.resume")["status"] == "Completed"
    headline, steps = told()
    assert headline == "Complete, not yet verified"
    assert "Finish the run" not in steps


def test_no_secret_of_the_estate_is_in_a_report(estate: Path, written: Callable[[str], str]) -> None:
    secrets = re.findall(r'= "(.{6,})"', (estate / "secrets.toml").read_text(encoding="utf-8"))
    assert len(secrets) > 5
    for name in ("report.html", "report.md", "report.json"):
        text = written(name)
        assert not [s for s in secrets if s in text]
