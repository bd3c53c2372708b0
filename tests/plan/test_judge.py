"""Whether an approved plan may run: each refusal has a code of its own."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.errors import UpgradeError
from pyupgrade.plan import build, document, judge
from pyupgrade.plan.items import Answer
from tests.plan import world


def made(*lines: Any, answers: dict[str, Answer] | None = None, target: Any = None, **head: Any) -> document.Plan:
    reader = target or world.MemoryTarget()
    return build.build(
        [world.module(*lines)],
        world.source_of(*lines),
        reader,
        answers or {},
        world.head(**head),
        world.TABLES,
        world.LIMITS,
    )


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ({"tool": "0.2.0"}, "DMUpgrade.Plan.OtherVersion"),
        ({"source_contract": "c" * 64}, "DMUpgrade.Plan.OtherVersion"),
        ({"target_contract": "c" * 64}, "DMUpgrade.Plan.OtherVersion"),
        ({"installation": "0"}, "DMUpgrade.Plan.OtherSource"),
        ({"target": "0"}, "DMUpgrade.Plan.OtherTarget"),
        ({"target_schema": "t"}, "DMUpgrade.Plan.OtherTarget"),
    ],
)
def test_another_world_is_refused(head: dict[str, str], code: str) -> None:
    judge.same_world(made(world.store()), world.head())
    with pytest.raises(UpgradeError) as refused:
        judge.same_world(made(world.store()), world.head(**head))
    assert refused.value.code == code


def test_open_decisions_are_refused_unless_optional() -> None:
    with pytest.raises(UpgradeError) as refused:
        judge.complete(made(world.question()), ["All"], {})
    assert refused.value.code == "DMUpgrade.Plan.OpenDecisions" and "account/svc" in refused.value.details[0]
    judge.complete(made(world.question(optional=True)), [], {})
    judge.complete(made(world.question(), answers={"account/svc": Answer(secret=True)}), [], {})


@pytest.mark.mission("N1", "G4")
def test_losses_are_accepted_by_id_or_all_save_those_that_must_be_named() -> None:
    plan = made(world.loss(), world.loss("loss/member-backup", must_be_named=True))
    for accepted in ([], ["loss/portals"], ["All"]):
        with pytest.raises(UpgradeError) as refused:
            judge.complete(plan, accepted, {})
        assert refused.value.code == "DMUpgrade.Loss.NotAccepted"
    assert judge.complete(plan, ["all", "LOSS/member-backup"], {}) == ["loss/member-backup", "loss/portals"]


def test_decisions_that_no_longer_hold_are_named() -> None:
    saved = made(world.store("1"), world.group("g"))
    judge.decisions_hold(saved, made(world.store("1"), world.group("g"), world.group("h"), world.history()))
    with pytest.raises(UpgradeError) as refused:
        judge.decisions_hold(saved, made(world.store("1", description="new"), world.group("g")))
    assert refused.value.code == "DMUpgrade.Plan.DecisionsChanged"
    assert refused.value.details == ["IdentityStore/1: changed in description"]


def test_history_that_grew_is_no_reason_but_history_that_is_gone_is() -> None:
    source = world.MemorySource(history={"objects": {1: 1, 2: 1, 5: None, 9: 2}})
    module = world.module(world.history(count=3, last=9))
    saved = build.build([module], source, world.MemoryTarget(), {}, world.head(), world.TABLES, world.LIMITS)
    judge.history_there(saved, source)
    source.history["objects"][10] = 1
    judge.history_there(saved, source)
    del source.history["objects"][5]
    with pytest.raises(UpgradeError) as refused:
        judge.history_there(saved, source)
    assert refused.value.code == "DMUpgrade.Plan.Stale" and "3 events" in refused.value.details[0]


def test_differences_say_what_changed_and_exact_refuses_any() -> None:
    saved = made(world.group("g"), world.group("gone"), world.history(5, 9))
    now = made(world.group("g", IMSGCriteria="y"), world.group("new"), world.history(7, 12))
    found = judge.differences(saved, now)
    told = {(d.part, d.subject): d.difference for d in found}
    assert told[("groups", "SmartGroup/g")] == "changed in IMSGCriteria"
    assert told[("groups", "SmartGroup/new")] == "is new or changed since"
    assert told[("done", "SmartGroup/gone")].startswith("is already so")
    assert told[("history", "objects")] == "has grown"
    with pytest.raises(UpgradeError) as refused:
        judge.exact(found)
    assert refused.value.code == "DMUpgrade.Plan.Inexact"
    judge.exact([])
