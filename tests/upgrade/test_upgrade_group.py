"""Chosen groups after a Configuration and History run (mission C3, G2, G3)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import EngineError, Shell
from tests.upgrade import reading


def scope(**other: Any) -> dict[str, Any]:
    return {"identityStoreId": 1, "containers": [], "identities": [], "groupTypes": [], **other}


@pytest.fixture
def prepared(shell: Shell) -> Shell:
    assert shell.start(shell.plan("Configuration", "History"))["status"] == "Completed"
    return shell


def some(estate: Path, kind: int, store: int = 1) -> list[tuple[str, str]]:
    return reading.rows(
        estate / "groupid10.db",
        """SELECT ObjectGUID, DistinguishedName FROM "SVC.GroupObject" WHERE ManagedGroupType=? AND IdentityStoreId=?
           AND CommonName NOT IN ('Fusion 2020', 'Verschwunden im Verzeichnis') ORDER BY 1""",
        kind,
        store,
    )


@pytest.mark.mission("C3")
def test_it_is_refused_before_configuration_and_history(shell: Shell) -> None:
    with pytest.raises(EngineError) as error:
        shell.plan(scope=scope())
    assert error.value.id == "DMUpgrade.Group.EarlierRunMissing"
    assert error.value.message.endswith("missing is Configuration, History.")
    shell.start(shell.plan("Configuration"))
    with pytest.raises(EngineError) as error:
        shell.plan(scope=scope())
    assert error.value.message.endswith("missing is History.")


@pytest.mark.parametrize("types", [[4], [5], [2, 5], [9]])
@pytest.mark.mission("G2")
def test_types_it_cannot_take_are_refused(prepared: Shell, types: list[int]) -> None:
    with pytest.raises(EngineError) as error:
        prepared.plan(scope=scope(groupTypes=types))
    assert error.value.id in ("DMUpgrade.Group.TypeUnsupported", "DMUpgrade.Group.TypeUnknown")


def test_no_store_and_an_unknown_store(estate: Path, prepared: Shell) -> None:
    profile = estate / "upgrade.toml"
    profile.write_text(
        "claim_upgrade_group = true\n"
        + "".join(x for x in profile.read_text().splitlines(True) if not x.startswith("identity_store_id"))
    )
    shell = Shell()
    assert shell.open(estate)["claimUpgradeGroup"] is True
    with pytest.raises(EngineError) as error:
        shell.plan(scope=scope(identityStoreId=None))
    assert error.value.id == "DMUpgrade.Group.StoreMissing"
    with pytest.raises(EngineError) as error:
        shell.plan(scope=scope(identityStoreId=77))
    assert error.value.id == "DMUpgrade.Group.StoreUnknown"


@pytest.mark.mission("G2", "G3")
def test_groups_by_name_with_a_row_for_each_name(estate: Path, prepared: Shell) -> None:
    (smart, _), *_ = some(estate, 2)
    (leaf, _), *_ = some(estate, 5)
    plan = prepared.plan(scope=scope(identities=[smart.upper(), "no such group", leaf]))
    assert [g["status"] for g in plan["groups"]] == ["Planned", "NotFound", "OutOfScope"]
    assert prepared.job("plan.compare", plan=plan["text"])["rows"] == []
    with pytest.raises(EngineError) as error:
        prepared.job("plan.compare", plan=plan["text"], features=["Groups"])
    assert error.value.id == "DMUpgrade.Request.Invalid" and "chosen groups" in error.value.message
    ended = prepared.start(plan)
    assert ended["status"] == "Completed"
    rows = prepared.rows("GroupResult")
    assert [(r["identity"], r["status"]) for r in rows] == [
        (smart.upper(), "Done"),
        ("no such group", "NotFound"),
        (leaf, "OutOfScope"),
    ], "for each name, whether or not another of them is upgraded"
    again = prepared.plan(scope=scope(identities=[smart]))
    assert [g["status"] for g in again["groups"]] == ["Present"]


@pytest.mark.mission("G3")
def test_a_group_gone_from_the_directory_is_a_row_and_keeps_nothing_from_running(prepared: Shell) -> None:
    plan = prepared.plan(scope=scope(groupTypes=[1, 2]))
    gone = [g for g in plan["groups"] if g["status"] != "Planned"]
    assert {(g["name"], g["status"]) for g in gone} == {
        ("Verschwunden im Verzeichnis", "NotFound"),
        ("Fusion 2020", "NotFound"),
    }
    assert all("no longer in the directory" in g["message"] for g in gone)
    assert [n for n in plan["notices"] if n["severity"] == "Loss"] == []
    ended = prepared.job("run.start", plan=plan["text"])
    assert ended["status"] == "Completed"
    rows = {r["identity"]: r["status"] for r in prepared.rows("GroupResult")}
    assert [rows.pop(g["name"]) for g in gone] == ["NotFound", "NotFound"]
    assert set(rows.values()) == {"Done"} and len(rows) == len(plan["groups"]) - 2


def test_a_group_that_no_line_carries_is_not_told_as_upgraded(prepared: Shell) -> None:
    plan = prepared.plan(scope=scope(groupTypes=[2]), documentedOnly=True)
    assert plan["items"] == []
    assert {g["status"] for g in plan["groups"]} == {"Skipped", "NotFound"}


def test_a_loss_of_chosen_groups_names_the_command_that_accepts_it(estate: Path, prepared: Shell) -> None:
    with sqlite3.connect(estate / "groupid10.db") as connection:
        connection.execute("""UPDATE "SVC.GroupObject" SET ObjectTypes = '["some"]' WHERE ManagedGroupType = 2""")
    plan = prepared.plan(scope=scope(groupTypes=[2]))
    with pytest.raises(EngineError) as error:
        prepared.job("run.start", plan=plan["text"])
    assert error.value.id == "DMUpgrade.Loss.NotAccepted"
    assert "-AcceptLoss 'smart-groups/unreadable'" in error.value.error["recommendedAction"]
    assert "$plan" not in error.value.error["recommendedAction"]


@pytest.mark.mission("G2")
def test_a_dynasty_carries_its_children(estate: Path, prepared: Shell) -> None:
    for parent, _ in some(estate, 3):
        plan = prepared.plan(scope=scope(identities=[parent]))
        if plan["groups"][0]["status"] == "Planned":
            break
    assert len([i for i in plan["items"] if i["kind"] == "Dynasty"]) > 3
    prepared.start(plan)
    assert [r["status"] for r in prepared.rows("GroupResult")] == ["Done"], "one row for what was named"
    assert prepared.plan(scope=scope(identities=[parent]))["items"] == []


def test_declined_groups_are_skipped(estate: Path, prepared: Shell) -> None:
    plan = prepared.plan(scope=scope(groupTypes=[2]))
    planned = [g["objectGuid"] for g in plan["groups"] if g["status"] == "Planned"]
    assert len(planned) > 1
    prepared.start(plan, skip=[planned[0]])
    status = {r["objectGuid"]: r["status"] for r in prepared.rows("GroupResult") if r["status"] != "NotFound"}
    assert status.pop(planned[0]) == "Skipped"
    assert set(status.values()) == {"Done"}


def test_declined_groups_stay_declined_when_a_run_ends_before_them_and_is_resumed(
    estate: Path, prepared: Shell
) -> None:
    plan = prepared.plan(scope=scope(groupTypes=[2]))
    planned = [g["objectGuid"] for g in plan["groups"] if g["status"] == "Planned"]
    assert len(planned) > 1
    ended = prepared.start(plan, skip=[planned[0]], stopAfter="configuration")
    assert ended["status"] == "Stopped"
    told = [r for r in prepared.rows("GroupResult") if r["objectGuid"] in planned]
    assert {r["status"] for r in told} == {"Planned"} and len(told) == len(planned)
    assert all("Resume-DMUpgrade" in r["recommendedAction"] for r in told)
    assert prepared.job("run.resume")["status"] == "Completed"
    status = {r["objectGuid"]: r["status"] for r in prepared.rows("GroupResult") if r["status"] != "NotFound"}
    assert status.pop(planned[0]) == "Skipped"
    assert set(status) == set(planned[1:]) and set(status.values()) == {"Done"}
    written = reading.rows(estate / "target.db", """SELECT "objectGUID" FROM "DM11.SmartGroup" ORDER BY 1""")
    assert [guid for (guid,) in written] == sorted(planned[1:])


def test_the_rest_of_the_groups_completes_the_upgrade(shell: Shell, prepared: Shell) -> None:
    prepared.start(prepared.plan(scope=scope(groupTypes=[2])))
    target = prepared.job("target.inspect")
    assert "Groups" not in target["completedFeatures"]
    prepared.start(prepared.plan("Groups"))
    assert {"Configuration", "History", "Groups"} <= set(prepared.job("target.inspect")["completedFeatures"])
    assert prepared.plan("Configuration", "History", "Groups")["items"] == []


@pytest.mark.mission("G2")
def test_keep_user_history_takes_events_logged_after_the_history_run(estate: Path, prepared: Shell) -> None:
    (smart, _), *_ = some(estate, 2)
    with sqlite3.connect(estate / "groupid10.db") as connection:
        top = connection.execute('SELECT MAX(id) FROM "SVC.BackUpHistory"').fetchone()[0]
        mine = f'{{"EventID": 1, "IdentityStoreID": 1, "ObjectGUID": "{smart}", "AttributeName": "late"}}'
        connection.executemany(
            'INSERT INTO "SVC.BackUpHistory" (id, IdentityStoreID, JsonData) VALUES (?, 1, ?)',
            [(top + 1, mine), (top + 2, mine.replace(smart, "ffffffff-0000-4000-8000-000000000000")), (top + 3, mine)],
        )
    before = prepared.job("target.inspect")["history"]["objects"]
    prepared.start(prepared.plan(scope=scope(identities=[smart]), keepUserHistory=True))
    assert prepared.job("target.inspect")["history"]["objects"] == before + 2
    plan = prepared.plan("History")
    assert prepared.start(plan)["status"] == "Completed", "the whole range replaces the part"
    assert prepared.job("target.inspect")["history"]["objects"] == before + 3
    assert prepared.plan("History")["items"] == []
