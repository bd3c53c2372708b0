"""After the run: schedules arrive asleep, groups are previewed, schedules are woken in waves."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pyupgrade.engine import replicated
from pyupgrade.engine.world import World
from tests.seam.client import Shell
from tests.upgrade import reading


def enabled(estate: Path) -> dict[str, int]:
    return dict(reading.rows(estate / "target.db", 'SELECT "ScheduleName", "Enabled" FROM "DM11.Schedule"'))


@pytest.fixture
def done(estate: Path, shell: Shell) -> Shell:
    assert shell.start(shell.plan())["status"] == "Completed"
    return shell


@pytest.mark.mission("K1")
def test_schedules_arrive_disabled_unless_named(estate: Path, shell: Shell) -> None:
    plan = shell.plan(enableSchedules=["Nothing*"])
    assert any(e["event"] == "warning" and "Nothing*" in e["message"] for e in shell.events)
    names = sorted(i["name"] for i in plan["items"] if i["kind"] == "Schedule")
    awake = shell.plan(enableSchedules=[names[0].upper()[:4] + "*"])
    shell.start(awake)
    states = enabled(estate)
    woken = {n for n in states if n.casefold().startswith(names[0].casefold()[:4])}
    assert {n for n, on in states.items() if on} <= woken
    assert any(states.values())


def test_verification_after_an_enabling_asks_the_source_with_the_answers_of_the_upgrade(shell: Shell) -> None:
    answers = {"collection/Nachts/HR nach AD/copy": "the job as it stands alone"}
    assert shell.start(shell.plan(answers=answers))["status"] == "Completed"

    def second_plan() -> list[str]:
        rows = shell.job("result.verify", againstSource=True)["rows"]
        return [f"{r['status']} {r['message']}" for r in rows if r["id"] == "verify.second-plan"]

    before = second_plan()
    assert before[0].startswith("Passed")
    first = next(r["key"] for r in shell.job("schedule.list")["rows"] if r["status"] == "Planned")
    shell.job("schedule.enable", names=[first])
    assert second_plan() == before


@pytest.mark.mission("K2")
def test_every_smart_group_is_previewed_or_said_not_to_be(estate: Path, done: Shell) -> None:
    rows = done.job("membership.test")["rows"]
    groups = reading.rows(estate / "target.db", 'SELECT count(*) FROM "DM11.SmartGroup"')[0][0]
    assert len([r for r in rows if r["area"] == "Memberships"]) >= groups
    assert {r["status"] for r in rows} <= {"Passed", "Failed", "Skipped"}
    assert {"Failed", "Skipped"} <= {r["status"] for r in rows}
    assert all(r["recommendedAction"] for r in rows if r["status"] == "Failed")
    named = done.job(
        "membership.test", identities=[next(r["target"] for r in rows if r["status"] == "Failed"), "No such group"]
    )
    assert [r["status"] for r in named["rows"]] == ["Skipped", "Failed"]


@pytest.mark.mission("K1", "K3")
def test_schedules_are_woken_in_waves(estate: Path, done: Shell) -> None:
    candidates = done.job("schedule.list")["rows"]
    by_status = {s: [r for r in candidates if r["status"] == s] for s in ("Planned", "Failed", "Skipped")}
    assert by_status["Planned"]
    assert by_status["Failed"], "an old task is still enabled, or a preview failed"
    assert all(r["errorId"] == "DMUpgrade.Schedule.Refused" and r["recommendedAction"] for r in by_status["Failed"])
    first, *others = by_status["Planned"]
    rest = done.job("schedule.enable", skip=[r["key"] for r in others])["rows"]
    assert [r["name"] for r in done.rows()] == [first["name"]]
    assert {r["name"] for r in rest} == {r["name"] for r in candidates} - {first["name"]}
    states = enabled(estate)
    assert [name for name, on in states.items() if on] == [first["name"]]
    assert done.job("schedule.list", names=[first["key"]])["rows"][0]["status"] == "Present"
    assert [i["id"] for i in done.plan()["items"]] == [], "an enabled schedule is no difference"
    (unknown,) = [
        r for r in done.job("schedule.list", names=[first["key"], "Nix*"])["rows"] if r["status"] != "Present"
    ]
    assert (unknown["status"], unknown["name"], unknown["errorId"]) == (
        "NotFound",
        "Nix*",
        "DMUpgrade.Schedule.NotFound",
    )


@pytest.mark.mission("K3", "H4")
@pytest.mark.parametrize(("called", "asleep"), [("{kind}_{name}", 1), ("whatever", None), ("{kind}_another", 0)])
def test_a_task_that_cannot_be_read_keeps_its_schedule_asleep(
    estate: Path, done: Shell, called: str, asleep: int | None
) -> None:
    """A file that bears no task's name may be any task's."""
    ready = [r for r in done.job("schedule.list")["rows"] if r["status"] == "Planned"]
    called = called.format(kind="SmartGroup", name=ready[0]["name"])
    (estate / "tasks" / f"{called}.xml").write_bytes(b"<Task><cut")
    told = {r["name"]: r for r in done.job("schedule.list")["rows"]}
    refused = [r["name"] for r in ready if "cannot be seen" in told[r["name"]]["message"]]
    assert refused == [r["name"] for r in ready][:asleep]
    assert all(told[name]["status"] == "Failed" and called in told[name]["message"] for name in refused)


@pytest.mark.mission("K3")
def test_a_failed_preview_is_waived_by_name(estate: Path, done: Shell) -> None:
    refused = [r for r in done.job("schedule.list")["rows"] if "preview" in r["message"]]
    assert refused
    failing = [r["target"] for r in done.job("membership.test")["rows"] if r["status"] == "Failed"]
    again = done.job("schedule.list", names=[refused[0]["key"]], waive=failing)["rows"][0]
    assert "preview" not in again["message"]


@pytest.mark.mission("K3")
def test_groups_without_search_documents_keep_schedules_asleep(estate: Path, done: Shell) -> None:
    connection = sqlite3.connect(estate / "target.db")
    connection.execute("""DELETE FROM "Search.Object" WHERE kind = 'SmartGroup' AND key LIKE '%a%'""")
    connection.commit()
    connection.close()
    rows = done.job("schedule.list")["rows"]
    assert any("Replication is outstanding" in r["message"] for r in rows)


@pytest.mark.mission("K3")
def test_where_the_products_replication_cannot_be_seen_it_is_said(done: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A product whose replication makes the search documents, and no shell to ask it by."""
    failing = [r["target"] for r in done.job("membership.test")["rows"] if r["status"] == "Failed"]
    monkeypatch.setattr(World, "indexed", property(lambda self: ()))
    rows = [r for r in done.job("schedule.list", waive=failing)["rows"] if r["status"] == "Planned"]
    unseen = [r for r in rows if "cannot be seen" in r["message"]]
    assert unseen and all(r["recommendedAction"] for r in unseen)
    assert [r for r in rows if r not in unseen], "schedules that update no memberships wait for no replication"
    done.job("schedule.enable", names=[unseen[0]["key"]], waive=failing)
    (warned,) = [e["message"] for e in done.events if e["event"] == "warning"]
    assert warned.startswith("Whether the product has replicated")


@pytest.mark.parametrize(
    ("status", "outstanding", "unseen"),
    [
        ({"User": "2026-05-02", "Group": "2026-05-02", "Contact": ""}, "", ""),
        ({"User": "2026-05-02", "Group": "2026-04-30", "Contact": "2026-04-29"}, "Contact, Group of 'Konzern'", ""),
        ({"User": "", "Group": ""}, "'Konzern' was never replicated", ""),
        ({}, "", "Get-ReplicationStatus shows no kind of object"),
        ({"": ""}, "", "Get-ReplicationStatus shows no kind of object"),
    ],
)
@pytest.mark.mission("K3")
def test_a_products_replication_status_is_held_against_the_run(
    status: dict[str, str], outstanding: str, unseen: str
) -> None:
    found = replicated.judged("Konzern", status, "2026-05-01")
    assert outstanding in found.outstanding and bool(outstanding) == bool(found.outstanding)
    assert unseen in found.unseen and bool(unseen) == bool(found.unseen)
