"""What no documented call makes stays behind with the reason, and so does what waits for a store among it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pyupgrade.plan import build, document
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.carrying import Told
from pyupgrade.plan.items import Change
from tests.plan import world

CARRIES = {kind: Carry("shell", "documented") for kind in world.TABLES}
TOLD = Told({"IdentityStore": "Identity store", "SmartGroup": "Smart Group"}, {"IdentityStore": "Admin Center, Stores"})


class CallTarget(world.MemoryTarget):
    """A target that is reached by calls, of which there is none for what is called unsayable."""

    def joins(self, kind: str) -> bool:
        return False

    def refuses(self, kind: str, key: str, values: Mapping[str, Any], found: Any = None) -> str:
        if found is not None:
            return "No call changes it." if "loginText" in found and found["loginText"] == "fixed" else ""
        return "There is no such call." if values.get("storeType") == "unsayable" else ""


def made(target: CallTarget, *lines: Change) -> document.Plan:
    head = world.head(doors=dict.fromkeys(CARRIES, "shell"))
    module = world.module(*lines)
    return build.build([module], world.source_of(*lines), target, {}, head, CARRIES, world.LIMITS, told=TOLD)


def test_it_stays_behind_with_all_that_belongs_to_it_and_says_why() -> None:
    plan = made(
        CallTarget(),
        world.store("1", storeType="unsayable"),
        world.store("2"),
        world.group("g"),
        msgspec.structs.replace(world.group("h"), store=2),
    )
    assert [c.key for c in plan.changes] == ["2", "h"]
    told = {n.id: n for n in plan.notices}
    assert told["no-call/IdentityStore"].severity == told["waits-for-store/1"].severity == "loss"
    assert "There is no such call." in told["no-call/IdentityStore"].message
    assert "Admin Center, Stores" in told["no-call/IdentityStore"].action
    assert "Smart Group (1)" in told["waits-for-store/1"].message


def test_a_job_waits_for_the_store_that_it_reads_from_as_well() -> None:
    job = msgspec.structs.replace(world.group("j"), store=2)
    job = msgspec.structs.replace(job, values={**job.values, "sourceIdentityStoreId": 1})
    plan = made(CallTarget(), world.store("1", storeType="unsayable"), world.store("2"), job)
    assert [c.key for c in plan.changes] == ["2"]
    assert "waits-for-store/1" in {n.id for n in plan.notices}


def test_what_somebody_made_by_hand_goes_on_as_any_other() -> None:
    there = CallTarget({"IdentityStore": {"1": {"storeType": "unsayable"}}})
    plan = made(there, world.store("1", storeType="unsayable", loginText="ours"), world.group("g"))
    assert [(c.key, c.action) for c in plan.changes] == [("1", "update"), ("g", "create")]
    assert not plan.losses


def test_what_no_call_changes_stays_as_it_is_and_what_differs_is_told() -> None:
    there = CallTarget({"IdentityStore": {"1": {"loginText": "fixed"}}})
    plan = made(there, world.store("1", loginText="ours"))
    assert plan.changes == ()
    (notice,) = plan.losses
    assert (notice.id, notice.count) == ("no-call/IdentityStore", 1)
    assert "No call changes it. (Store 1)" in notice.message
