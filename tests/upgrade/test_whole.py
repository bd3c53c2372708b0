"""Whole upgrades of the Small sample: done, proved, done again with nothing to do; the source is only read."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from tests.seam.client import Shell
from tests.upgrade import reading

CARRIED = {"Configuration", "History", "Groups", "Synchronize", "Schedules", "Reports"}


@pytest.mark.mission("V4", "V5", "C2")
def test_everything_is_upgraded_proved_and_a_second_plan_is_empty(estate: Path, shell: Shell) -> None:
    before = {p: reading.file_digest(p) for p in estate.rglob("*") if p.is_file() and "target" not in p.name}
    plan = shell.plan()
    assert not [d for d in plan["decisions"] if not d["answered"] and not d["optional"]]
    ended = shell.start(plan)
    rows = shell.rows()
    assert ended["status"] == "Completed", [r for r in rows if r["status"] in ("Failed", "Conflict")]
    assert {r["status"] for r in rows} == {"Done"}
    assert {f["feature"] for f in ended["features"] if f["done"]} == CARRIED
    assert before == {p: reading.file_digest(p) for p in before}, "the source is only read"

    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]

    again = shell.plan()
    assert again["items"] == []
    state, documents = reading.state(estate / "target.db"), reading.index(estate / "target.dmupgrade" / "index")
    assert documents
    second = shell.start(again)
    assert second["status"] == "Completed"
    assert shell.rows() == []
    assert (reading.state(estate / "target.db"), reading.index(estate / "target.dmupgrade" / "index")) == (
        state,
        documents,
    )


def test_the_same_plan_run_twice_finds_everything_present(shell: Shell) -> None:
    plan = shell.plan()
    shell.start(plan)
    assert shell.start(plan)["status"] == "Completed"
    assert {r["status"] for r in shell.rows()} <= {"Present"}


@pytest.mark.parametrize("topology", ["copy", "same"])
def test_source_and_target_in_one_database(tmp_path: Path, topology: str, pristine: Path) -> None:
    folder = tmp_path / topology
    shell = Shell()
    shell.job("sample.create", path=str(folder), size="Small", topology=topology)
    opened = shell.open(folder)
    assert opened["topology"] == topology
    profile = tomllib.loads((folder / "upgrade.toml").read_text())
    database = folder / profile["target"]
    old = [t for t in reading.tables(database) if not t.startswith(("DM11.", "DMUpgrade_", "sqlite_"))]
    assert "SVC.BackUpHistory" in old
    before = {t: reading.rows(database, f'SELECT * FROM "{t}"') for t in old}
    assert shell.start(shell.plan())["status"] == "Completed"
    assert before == {t: reading.rows(database, f'SELECT * FROM "{t}"') for t in old}, "no old table is written"
    assert shell.plan()["items"] == []


@pytest.mark.mission("V1")
def test_the_same_source_gives_the_same_plan_on_every_machine(estate: Path, tmp_path: Path) -> None:
    texts = []
    for name in ("here", "elsewhere"):
        folder = tmp_path / name / "estate"
        shutil.copytree(estate, folder)
        shell = Shell()
        shell.open(folder)
        texts.append(shell.plan()["text"])
    assert texts[0] == texts[1]


def test_a_plan_has_the_form_that_its_file_asks_for(shell: Shell) -> None:
    plan = shell.plan()["text"]

    def text(**asked: object) -> str:
        return str(shell.job("plan.render", plan=plan, **asked)["text"])

    assert [text(), text(path="a.json"), text(path="a.md.txt"), text(path="md")] == [plan] * 4
    assert text(path="/b.x/a.MD").startswith("# ")
    assert text(path="a.html") == text(path="a.htm") != text(path="a.md")
    script = text(path="a.ps1")
    assert script.startswith("\ufeff# Upgrade to Directory Manager")
    assert "# It does nothing" in script
    (warning,) = [e["message"] for e in shell.events if e["event"] == "warning" and "script" in e["message"]]
    for word in ("None of the plan's", "tables", "[shell]", "docs/real-target.md", "Start-DMUpgrade"):
        assert word in warning
    assert text(path="a.ps1", **{"as": "markdown"}) == text(path="a.md")


@pytest.mark.mission("S8")
def test_no_secret_of_the_estate_is_in_any_artefact(estate: Path, shell: Shell) -> None:
    plan = shell.plan()
    (estate / "out").mkdir()
    (estate / "out" / "plan.json").write_text(plan["text"], encoding="utf-8")
    for form in ("markdown", "html"):
        (estate / "out" / f"plan.{form}").write_text(
            shell.job("plan.render", plan=plan["text"], **{"as": form})["text"], encoding="utf-8"
        )
    shell.start(plan)
    shell.job("result.verify")
    for ending in ("html", "md", "json"):
        shell.job("report.write", path=str(estate / "out" / f"report.{ending}"))
    secrets = [s for s in tomllib.loads((estate / "secrets.toml").read_text()).values() if len(s) >= 8]
    assert len(secrets) > 10
    artefacts = [
        p for p in estate.rglob("*") if p.is_file() and ("target" in str(p.relative_to(estate)) or "out" in p.parts)
    ]
    assert {p.suffix for p in artefacts} >= {".db", ".log", ".ndjson", ".json", ".html", ".md"}
    for path in artefacts:
        content = path.read_bytes()
        found = [s for s in secrets if s.encode() in content or s.upper().encode() in content]
        assert not found, f"{path.name} holds {len(found)} secrets"
    told = repr(shell.events)
    assert not [s for s in secrets if s in told]
