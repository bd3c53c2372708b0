"""After the run: schedules arrive asleep, groups are previewed, schedules are woken in waves."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pyupgrade.engine import replicated
from pyupgrade.engine.world import World
from pyupgrade.target.tables import TablesReader
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


@pytest.mark.mission("K1", "V4")
@pytest.mark.parametrize("since", ["as it was", "disabled"])
def test_a_schedule_that_was_cut_over_stays_so_when_something_else_differs(
    estate: Path, done: Shell, since: str
) -> None:
    """Its task on the old server is off by then: taken back, nothing would run."""
    ready = {r["name"]: r["key"] for r in done.job("schedule.list")["rows"] if r["status"] == "Planned"}
    files = {file: file.read_text("utf-8") for file in sorted((estate / "program").rglob("Imported Schedules/*.xml"))}
    name, file = next(
        (n, f) for n in ready for f, text in files.items() if f'name="{n}"' in text and "<Target>" in text
    )
    done.job("schedule.enable", skip=[key for key in ready.values() if key != ready[name]])
    assert enabled(estate)[name] == 1
    text = re.sub("<Target>.*?</Target>", "<Target>OU=New,DC=corp,DC=example</Target>", files[file], count=1)
    if since == "disabled":
        text = text.replace('enabled="true"', 'enabled="false"', 1)
        assert 'enabled="false"' in text
    file.write_text(text, "utf-8")
    (item,) = (plan := done.plan())["items"]
    changed = {c["field"] for c in item["changes"]}
    assert (item["name"], item["action"], changed) == (name, "Update", {"Targets", "Password"}), "it is given again"
    assert done.start(plan)["status"] == "Completed"
    assert enabled(estate)[name] == 1
    assert done.plan()["items"] == []


@pytest.mark.mission("K3", "H4")
@pytest.mark.parametrize(
    ("called", "asleep"), [("{kind}_{name}", 1), ("whatever", None), ("{kind}_another", 0), ("Reports_{name}", 0)]
)
def test_a_task_that_cannot_be_read_keeps_its_schedule_asleep(
    estate: Path, done: Shell, called: str, asleep: int | None
) -> None:
    """A file that bears no task's name may be any task's."""
    ready = [r for r in done.job("schedule.list")["rows"] if r["status"] == "Planned"]
    called = called.format(kind=ready[0]["key"].partition("/")[0], name=ready[0]["name"])
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


EXPORTS = "program/Schedules/Imported Schedules"
CONTAINER = "OU=Groups,DC=corp,DC=example"


def export_of(estate: Path, name: str = "SmartGroup_Nachtlauf", folder: str = "") -> Path:
    return estate / EXPORTS / folder / f"{name}.xml"


def another(estate: Path, name: str, **changed: str) -> None:
    """A further export beside Nachtlauf, of another name and with texts changed."""
    text = export_of(estate).read_text(encoding="utf-8").replace('name="Nachtlauf"', f'name="{name}"')
    for old, new in changed.items():
        text = text.replace({"container": CONTAINER, "store": "<IdentityStore>1<"}[old], new)
    export_of(estate, f"SmartGroup_{name}").write_text(text, encoding="utf-8")


def row_of(shell: Shell, key: str, **asked: object) -> dict[str, str]:
    (row,) = shell.job("schedule.list", names=[key], **asked)["rows"]
    return row


@pytest.mark.mission("K3")
def test_a_containers_spelling_decides_nothing(estate: Path, shell: Shell) -> None:
    """All of one container: what speaks against one speaks against each."""
    spellings = {
        "Klein": "ou=groups, dc=corp , dc=example",
        "Kanonisch": "corp.example/Groups",
        "Schluss": "corp.example/groups/",
    }
    for name, container in spellings.items():
        another(estate, name, container=container)
    assert shell.start(shell.plan())["status"] == "Completed"
    wanted = row_of(shell, "Nachtlauf")
    assert "preview" in wanted["message"]
    assert {name: row_of(shell, name)["message"] for name in spellings} == dict.fromkeys(spellings, wanted["message"])


@pytest.mark.mission("K3")
def test_a_target_that_names_nothing_is_corrected_or_waived(estate: Path, shell: Shell) -> None:
    another(estate, "Verzogen", container="corp.example/Weg")
    another(estate, "Leer", container="OU=Domain Controllers,DC=corp,DC=example")
    assert shell.start(shell.plan())["status"] == "Completed"
    row = row_of(shell, "Verzogen")
    assert row["status"] == "Failed"
    assert "corp.example/Weg" in row["message"] and "-Waive" in row["recommendedAction"]
    assert row_of(shell, "Verzogen", waive=["CORP.example/weg"])["status"] == "Planned"


@pytest.mark.mission("K3", "H1")
def test_the_old_task_of_a_renamed_schedule_is_seen_and_that_of_another_kind_is_not(estate: Path, shell: Shell) -> None:
    text = export_of(estate).read_text(encoding="utf-8")
    moved = text.replace("<IdentityStore>1<", "<IdentityStore>3<").replace(
        CONTAINER, "OU=Groups,DC=tailspin,DC=example"
    )
    export_of(estate, folder="Alt").parent.mkdir()
    export_of(estate, folder="Alt").write_text(moved, encoding="utf-8")
    assert shell.start(shell.plan())["status"] == "Completed"
    keys = [r["key"] for r in shell.job("schedule.list", names=["Nachtlauf*"])["rows"]]
    assert len(keys) == 2

    def refused(kind: str) -> list[str]:
        task = estate / "tasks/SmartGroup_Nachtlauf.xml"
        there = task.read_bytes().decode("utf-16")
        enabled = there.replace("<Settings><Enabled>false", "<Settings><Enabled>true").replace(
            "SmartGroup_", f"{kind}_"
        )
        (estate / "tasks" / f"{kind}_Nachtlauf.xml").write_bytes(enabled.encode("utf-16"))
        found = [r["key"] for r in shell.job("schedule.list", names=keys)["rows"] if "still enabled" in r["message"]]
        if kind != "SmartGroup":
            (estate / "tasks" / f"{kind}_Nachtlauf.xml").unlink()
        return found

    assert refused("Reports") == [], "a task of another kind is another's"
    assert refused("Berichte") == keys, "a kind that nobody knows may be any"
    assert refused("SmartGroup") == keys


@pytest.fixture
def without_password(estate: Path) -> Iterator[Shell]:
    """The estate, where nobody gives the password of CORP\\svc-sync."""
    profile, text = estate / "upgrade.toml", (estate / "answers.toml").read_text(encoding="utf-8")
    (estate / "answers.toml").write_text(
        "".join(line for line in text.splitlines(True) if "account/corp" not in line or "svc-sync" not in line),
        encoding="utf-8",
    )
    shell = Shell()
    shell.open(profile.parent)
    yield shell
    shell.call("connection.close", {"connection": shell.connection})


@pytest.mark.mission("H5", "K3")
def test_a_schedule_without_its_password_stays_asleep_until_somebody_typed_it(
    estate: Path, without_password: Shell
) -> None:
    shell = without_password
    plan = shell.plan(answers={"account/corp\\svc-sync": "none"})
    (told,) = [n for n in plan["notices"] if n["id"] == "schedules/accounts"]
    assert "cannot be enabled" in told["recommendedAction"]
    assert shell.start(plan)["status"] == "Completed"
    row = row_of(shell, "Nur Dateien")
    assert (row["status"], "password of CORP\\svc-sync" in row["message"]) == ("Failed", True), row
    assert row["recommendedAction"]
    assert row_of(shell, "Befristete")["status"] == "Planned", "its account's password is there"
    change(estate, 'UPDATE "DM11.Schedule" SET "Password" = \'typed\' WHERE "ScheduleName" = \'Nur Dateien\'')
    assert row_of(shell, "Nur Dateien")["status"] == "Planned"


@pytest.mark.mission("H5", "K3")
def test_a_schedule_without_an_account_stays_asleep_and_a_managed_one_needs_no_password(
    estate: Path, done: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(
        estate, 'UPDATE "DM11.Schedule" SET "UserName" = NULL, "Password" = NULL WHERE "ScheduleName" = \'Befristete\''
    )
    assert "no account" in row_of(done, "Befristete")["message"]
    with monkeypatch.context() as patch:  # a product whose door shows neither
        patch.setattr(TablesReader, "unseen", lambda self, kind: frozenset({"UserName", "Password"}))
        row = row_of(done, "Befristete")
        assert (row["status"], "account cannot be seen" in row["message"], bool(row["recommendedAction"])) == (
            "Planned",
            True,
            True,
        )
    change(estate, 'UPDATE "DM11.Schedule" SET "UserName" = \'CORP\\svc-dm$\' WHERE "ScheduleName" = \'Befristete\'')
    assert row_of(done, "Befristete")["message"] == "It would be enabled."


def change(estate: Path, statement: str) -> None:
    connection = sqlite3.connect(estate / "target.db")
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


@pytest.mark.mission("K3")
def test_a_schedule_is_found_by_its_name_with_brackets(estate: Path, shell: Shell) -> None:
    another(estate, "Nachtlauf [alt]")
    another(estate, "Nachtlauf a", store="<IdentityStore>3<")
    assert shell.start(shell.plan())["status"] == "Completed"
    for asked, found in (
        ("nachtlauf [ALT]", ["Nachtlauf [alt]"]),
        ("SmartGroup/Nachtlauf [alt]", ["Nachtlauf [alt]"]),
        ("Nachtlauf*", ["Nachtlauf", "Nachtlauf [alt]", "Nachtlauf a"]),
        ("Nachtlauf [b-z]", ["Nachtlauf [b-z]"]),
    ):
        rows = shell.job("schedule.list", names=[asked])["rows"]
        assert [r["name"] for r in rows] == found
        assert [r["status"] for r in rows if r["status"] == "NotFound"] == (["NotFound"] if "b-z" in asked else [])
