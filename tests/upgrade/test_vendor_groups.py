"""Chosen groups through the vendor's own Upgrade-Group: what it leaves is proved against the plan, a row a group."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pyupgrade import bridge
from pyupgrade.engine import doors, planning, vendor_groups
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import TargetRefused
from pyupgrade.jobs import CURRENT, Job
from pyupgrade.plan import document
from pyupgrade.plan.calls import Call, Secret
from pyupgrade.plan.scope import Hit
from tests.seam.client import EngineError, Shell
from tests.servers import dm_shell
from tests.upgrade.test_upgrade_group import scope, some
from tests.upgrade.through_doors import Product, product
from tests.upgrade.through_doors import Vendor as InShell


@pytest.fixture
def prepared(shell: Shell) -> Shell:
    assert shell.start(shell.plan("Configuration", "History"))["status"] == "Completed"
    return shell


class Vendor:
    """Stands for the vendor's command: upgrades the group in the ordinary way, and what it leaves may be spoiled."""

    def __init__(self, estate: Path, refuses: Sequence[str] = (), forgets: Sequence[str] = ()) -> None:
        self.calls: list[Call] = []
        self.connected: list[int] = []
        self.estate, self.refuses, self.forgets = estate, refuses, forgets
        self.spoils: dict[str, str] = {}

    def __call__(self, call: Call) -> list[dict[str, Any]]:
        if call.cmdlet == "Connect-IdentityStore":
            self.connected.append(call.parameters["IdentityStoreId"])
            return []
        self.calls.append(call)
        (guid,) = call.parameters["Identity"]
        if guid in self.refuses:
            raise TargetRefused(what=guid, reason="the product's own words")
        if guid in self.forgets:
            return []
        shell = Shell()
        shell.open(self.estate)
        shell.start(shell.plan(scope=scope(identities=[guid])))
        if statement := self.spoils.get(guid):
            with sqlite3.connect(self.estate / "target.db") as connection:
                assert connection.execute(statement, (guid,)).rowcount == 1
        return []


def through(
    shell: Shell, plan: Any, vendor: Vendor, unseen: Sequence[str] | None = None, **other: Any
) -> dict[str, Hit]:
    """The rows of a plan's groups, by GUID."""
    engine: Connected = bridge._BRIDGE._connections[shell.connection]
    saved = document.read(plan["text"])
    with engine.world.source() as source, engine.world.reader() as target:
        now, hits = planning.again(engine, saved, source, target, Job("j", lambda job: None))
        if unseen is not None:
            target.unseen = lambda kind: frozenset(unseen)  # type: ignore[method-assign]
        rows = list(vendor_groups.upgraded(hits or [], now.changes, target, vendor, **other))
    assert [r.guid for r in rows] == [h.guid for h in hits or ()], "a row a group, in order"
    return {row.guid or row.identity: row for row in rows}


def test_each_group_is_a_call_of_its_own_and_proved(estate: Path, prepared: Shell) -> None:
    (good, _), (spoiled, _), (refused, _), (forgotten, _), (declined, _) = some(estate, 2)[:5]
    asked = [good, spoiled, refused, forgotten, declined, "no such group"]
    vendor = Vendor(estate, [refused], [forgotten])
    vendor.spoils[spoiled] = """UPDATE "DM11.SmartGroup" SET XGroupSecurity = 'Spoiled' WHERE objectGUID = ?"""
    plan = prepared.plan(scope=scope(identities=asked))
    rows = through(prepared, plan, vendor, keep_history=True, skip=[declined])
    assert {key: row.status for key, row in rows.items()} == {
        good: "Done", spoiled: "Conflict", refused: "Failed", forgotten: "Failed", declined: "Skipped", "no such group": "NotFound"
    }  # fmt: skip
    assert [c.parameters for c in vendor.calls] == [
        {"Identity": [guid], "IdentityStoreId": 1, "KeepUserHistory": True}
        for guid in (good, spoiled, refused, forgotten)
    ]
    assert {c.cmdlet for c in vendor.calls} == {"Upgrade-Group"}
    assert vendor.connected == [1], "once a store"
    assert "IMSGCriteria" in rows[good].message
    assert rows[spoiled].message.endswith("Not as the plan has it: XGroupSecurity.")
    assert rows[spoiled].error == "DMUpgrade.Group.VendorDiffers"
    assert "the product's own words" in rows[refused].message
    assert rows[forgotten].error == "DMUpgrade.Group.VendorAbsent"
    assert all(row.action for row in rows.values() if row.status in ("Conflict", "Failed", "NotFound"))


def test_what_the_door_cannot_see_is_no_conflict(estate: Path, prepared: Shell) -> None:
    (guid, _), *_ = some(estate, 2)
    vendor = Vendor(estate)
    vendor.spoils[guid] = """UPDATE "DM11.SmartGroup" SET XGroupSecurity = 'Spoiled' WHERE objectGUID = ?"""
    plan = prepared.plan(scope=scope(identities=[guid]))
    rows = through(prepared, plan, vendor, unseen=["XGroupSecurity"])
    assert [row.status for row in rows.values()] == ["Done"]


def test_a_dynasty_is_judged_with_its_children(estate: Path, prepared: Shell) -> None:
    plan = prepared.plan(scope=scope(groupTypes=[3]))
    parents = [g["objectGuid"] for g in plan["groups"] if g["status"] == "Planned"]
    vendor = Vendor(estate)
    child = next(c for c in document.read(plan["text"]).changes if c.values.get("ParentGroup") == parents[0])
    vendor.spoils[parents[0]] = (
        f"""UPDATE "DM11.Dynasty" SET XGroupSecurity = 'Spoiled' WHERE ? <> '' AND objectGUID = '{child.key}'"""
    )
    rows = through(prepared, plan, vendor)
    assert [rows[p].status for p in parents] == ["Conflict", *["Done"] * (len(parents) - 1)]
    assert child.name in rows[parents[0]].message
    assert "children have product data" in rows[parents[-1]].message
    assert len(vendor.calls) == len(parents)


def test_a_stop_leaves_the_rest_for_later(estate: Path, prepared: Shell) -> None:
    guids = [guid for guid, _ in some(estate, 2)[:3]]
    vendor = Vendor(estate)
    plan = prepared.plan(scope=scope(identities=guids))
    rows = through(prepared, plan, vendor, go_on=lambda: len(vendor.calls) < 1)
    assert [rows[guid].status for guid in guids] == ["Done", "Skipped", "Skipped"]


def test_over_the_seam_the_shell_is_asked(estate: Path, prepared: Shell) -> None:
    (one, _), (other, _), *_ = some(estate, 2)
    plan = prepared.plan(scope=scope(identities=[one, other, "no such group"]))
    prepared.answers |= {name: {"objects": [], "errors": []} for name in ("Connect-IdentityStore", "Upgrade-Group")}
    told = prepared.job("group.vendor", plan=plan["text"], skip=[other])
    module = "Imanami.directorymanager.Management"
    asked = [e for e in prepared.events if e["event"] == "question"]
    assert [(q["kind"], q["module"], q["cmdlet"], q["parameters"]) for q in asked] == [
        ("cmdlet", module, "Connect-IdentityStore", {"AuthenticationMode": "1", "IdentityStoreId": 1}),
        ("cmdlet", module, "Upgrade-Group", {"Identity": [one], "IdentityStoreId": 1}),
    ]
    assert [(r["objectGuid"], r["status"]) for r in prepared.rows("GroupResult")] == [(one, "Failed")]
    assert [(r["identity"], r["status"]) for r in told["rows"]] == [(other, "Skipped"), ("no such group", "NotFound")]
    prepared.answers["Upgrade-Group"] = {
        "objects": [],
        "errors": [{"message": "its own words", "id": "x", "category": "y"}],
    }
    prepared.job("group.vendor", plan=plan["text"], skip=[other])
    assert "its own words" in prepared.rows("GroupResult")[0]["message"]
    del prepared.answers["Upgrade-Group"]
    with pytest.raises(EngineError) as error:
        prepared.job("group.vendor", plan=plan["text"], skip=[other])
    assert error.value.id == "DMUpgrade.Door.ShellMissing", "a shell without the vendor's module says so once"


def test_a_plan_without_chosen_groups_is_refused(prepared: Shell) -> None:
    plan = prepared.plan("Groups")
    with pytest.raises(EngineError) as error:
        prepared.job("group.vendor", plan=plan["text"])
    assert error.value.id == "DMUpgrade.Plan.Invalid"
    assert json.loads(plan["text"])["plan"]["head"].get("scope") is None


class OnStandIn:
    """A job whose shell has the vendor's module: the stand-in answers what the door and the vendor's command are asked for."""

    def __init__(self, made: Product) -> None:
        self._made = made

    def ask(self, kind: str, **question: Any) -> Any:
        assert kind == "cmdlet"
        return self._made.invoke(question["cmdlet"], question["parameters"])


def test_a_dynasty_of_a_real_target_through_its_own_command(estate: Path, tmp_path: Path) -> None:
    """The Management Shell shows of a Dynasty that it is one: that much is proved, the rest is not seen and no conflict."""
    with product(tmp_path / "product", estate) as made:
        shell = InShell(made)
        shell.open(estate)
        plan = document.read(shell.plan()["text"])
        engine: Connected = bridge._BRIDGE._connections[shell.connection]
        facts = engine.world.target_contract.doors["shell"]
        token = CURRENT.set(OnStandIn(made))  # type: ignore[arg-type]
        try:
            run = VendorShell(facts)
            with engine.world.reader() as target:
                known = target.acquaintance
                known.expect("IdentityStore", {c.key: c.values for c in plan.changes if c.kind == "IdentityStore"})
                dynasties = [c for c in plan.changes if c.kind == "Dynasty"]
                known.expect("Dynasty", {c.key: c.values for c in dynasties})
                stores = sorted({str(c.store) for c in dynasties})
                for key in stores:
                    name = known.values("IdentityStore", key)["identityStoreName"]
                    account = Secret("a", "CORP\\svc", "geheim")
                    new = {
                        "IdentityStoreType": "ActiveDirectory",
                        "IdentityStoreName": name,
                        "Credential": account,
                        "Domain": "d",
                    }
                    run(Call("New-IdentityStore", new))
                    for one in run(Call("Get-IdentityStore", {"All": True})):
                        if one["IdentityStoreName"] == name:
                            known.learn("IdentityStore", key, int(one["IdentityStoreId"]))
                hits = [
                    Hit(c.name, "Planned", c.key, c.name, "", c.store, 3)
                    for c in dynasties
                    if c.values["IMSGManagedGroupType"] == 3
                ]
                assert len(hits) > 1
                echoed = doors.echoed(engine.world.doors, engine.world.target_contract)
                rows = list(vendor_groups.upgraded(hits, dynasties, target, run, echoed=echoed))
                assert [row.status for row in rows] == ["Done"] * len(hits), rows
                assert rows[0].message.startswith("Changed: IMSGManagedGroupType. "), (
                    "what the product shows anew, and no more"
                )
                assert "children have product data" in rows[0].message
                dm_shell.break_next(
                    made.state, {"cmdlet": "Upgrade-Group", "kind": "error", "message": "The service is busy."}
                )
                (row, *others) = vendor_groups.upgraded(hits, dynasties, target, run)
                assert (row.status, "The service is busy" in row.message) == ("Failed", True)
                assert {other.status for other in others} == {"Done"}
        finally:
            CURRENT.reset(token)
        kinds = {guid: group["ManagedGroupType"] for guid, group in dm_shell.load(made.state)["groups"].items()}
        assert {kinds[c.key] for c in dynasties} == {3, 4, 5}
