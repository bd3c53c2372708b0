"""From modules to a plan: order, what is already so, before-images, references, secrets, the guard."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pyupgrade.errors import GuardTripped
from pyupgrade.plan import build, document, guard
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.items import Answer
from tests.plan import world


def made(target: world.MemoryTarget, *lines: Any) -> document.Plan:
    return build.build(
        [world.module(*lines)], world.MemorySource(), target, {}, world.head(), world.TABLES, world.LIMITS
    )


def test_modules_run_after_those_they_name() -> None:
    a, b, c = (world.module(name=n, after=after) for n, after in (("a", ("c",)), ("b", ()), ("c", ("b", "absent"))))
    assert [m.name for m in build.in_order([a, b, c])] == ["b", "c", "a"]
    with pytest.raises(ValueError, match="wait for each other"):
        build.in_order([world.module(name="x", after=("y",)), world.module(name="y", after=("x",))])


def test_what_the_target_has_already_is_counted_not_planned() -> None:
    target = world.MemoryTarget({"IdentityStore": {"1": {"identityStoreName": "Store 1", "loginText": "theirs"}}})
    plan = made(target, world.store("1"), world.store("2"))
    assert [(c.key, c.action, c.before) for c in plan.changes] == [("2", "create", None)]
    assert plan.present == {"IdentityStore": 1}
    assert made(target, world.store("1"), world.store("2")).decisions_digest == plan.decisions_digest
    target.objects["IdentityStore"]["2"] = {"identityStoreName": "Store 2"}
    again = made(target, world.store("1"), world.store("2"))
    assert again.changes == () and again.decisions_digest == plan.decisions_digest, "running twice is no other decision"


def test_an_update_carries_what_stood_there() -> None:
    target = world.MemoryTarget({"IdentityStore": {"1": {"identityStoreName": "Theirs"}}})
    (change,) = made(target, world.store("1")).changes
    assert (change.action, change.before) == ("update", {"identityStoreName": "Theirs"})


def test_secrets_compare_as_set_or_unset_and_references_by_the_given_id() -> None:
    sealed = {"identityStoreName": "Store 1", "clientSecret": {"$sealed": True}}
    target = world.MemoryTarget(
        {"IdentityStore": {"1": sealed}, "SmartGroup": {"g": {"IMSGCriteria": "x", "DataSource": 7}}}
    )
    wanted = world.store("1", clientSecret={"$secret": "entra/1/client-secret"})
    assert made(target, wanted).changes == ()
    del target.objects["IdentityStore"]["1"]["clientSecret"]
    assert made(target, wanted).changes == (), "a question left open brings nothing"
    given = {"entra/1/client-secret": Answer(secret=True)}
    source = world.MemorySource()
    plan = build.build([world.module(wanted)], source, target, given, world.head(), world.TABLES, world.LIMITS)
    assert len(plan.changes) == 1
    with_source = world.group("g", DataSource={"$ref": "DataSource/hr"})
    assert len(made(target, with_source).changes) == 1, "not given by us yet"
    target.ids["DataSource/hr"] = 7
    assert made(target, with_source).changes == ()


def _existing(number: int) -> world.MemoryTarget:
    return world.MemoryTarget({"SmartGroup": {f"g{i}": {"IMSGCriteria": "theirs"} for i in range(number)}})


@pytest.mark.parametrize(
    ("existing", "updates", "limit"), [(20, 20, None), (21, 21, 20), (400, 40, None), (400, 41, 40), (9000, 501, 500)]
)
def test_the_guard_counts_updates_of_what_is_not_ours(existing: int, updates: int, limit: int | None) -> None:
    plan = made(_existing(existing), *(world.group(f"g{i}") for i in range(updates)))
    assert plan.guard == ({} if limit is None else {"SmartGroup": (updates, limit)})
    if limit is not None:
        with pytest.raises(GuardTripped) as refused:
            guard.check(plan.guard, {"SmartGroup": updates - 1})
        assert str(updates) in refused.value.details[0]
        guard.check(plan.guard, {"SmartGroup": updates})


def test_the_guard_lets_our_own_work_and_the_products_defaults_be() -> None:
    target = _existing(30)
    target.mine = {f"SmartGroup/g{i}" for i in range(30)}
    assert made(target, *(world.group(f"g{i}") for i in range(30))).guard == {}
    target = _existing(30)
    target.defaults = {"SmartGroup": {"names": [f"g{i}" for i in range(30)]}}
    assert made(target, *(world.group(f"g{i}") for i in range(30))).guard == {}


def test_documented_only_leaves_behind_what_has_no_documented_door_and_says_so() -> None:
    lines = (world.store("1"), world.group("g1"), world.group("g2"), world.history(5))
    head = world.head(documented_only=True)
    carries = {**world.TABLES, "IdentityStore": Carry("tables", "documented")}
    source = world.source_of(*lines)
    plan = build.build([world.module(*lines)], source, world.MemoryTarget(), {}, head, carries, world.LIMITS)
    assert [c.kind for c in plan.changes] == ["IdentityStore"]
    assert plan.bulks == ()
    assert {n.id: n.count for n in plan.losses} == {"documented-only/History": 5, "documented-only/SmartGroup": 2}


def schedule(**values: Any) -> Any:
    line = world.store("1")
    return msgspec.structs.replace(
        line, feature="Schedules", kind="Schedule", key="SmartGroup/Nightly", name="Nightly", values={"Enabled": False, **values},
        later={"Enabled": True},
    )  # fmt: skip


@pytest.mark.mission("C2")
def test_what_needs_a_feature_that_is_not_there_stays_behind_and_is_named() -> None:
    line = msgspec.structs.replace(schedule(), needs=("Synchronize",))
    plan = made(world.MemoryTarget(), line)
    assert plan.changes == ()
    (notice,) = plan.notices
    assert (notice.id, notice.severity, notice.names) == ("needs/Synchronize", "loss", ("Nightly",))
    chosen = msgspec.structs.replace(world.head(), features=("Synchronize", "Schedules"))
    assert (
        len(
            build.build(
                [world.module(line)], world.MemorySource(), world.MemoryTarget(), {}, chosen, world.TABLES, {}
            ).changes
        )
        == 1
    )


def test_of_two_lines_for_one_object_the_first_counts_and_the_other_is_told() -> None:
    first, second = world.store("1", loginText="A"), world.store("1", loginText="B", clientSecret={"$secret": "s"})
    plan = made(world.MemoryTarget(), first, second, world.store("1", loginText="A"))
    assert [c.values for c in plan.changes] == [first.values]
    (notice,) = plan.notices
    assert (notice.id, notice.severity, notice.names, notice.count) == (
        "twice/IdentityStore",
        "loss",
        ("Store 1 (loginText)",),
        1,
    )


def test_what_a_second_line_adds_to_an_object_is_taken_along() -> None:
    lines = world.store("1"), world.store("2"), world.store("1", clientSecret={"$secret": "s"})
    whole = {**lines[0].values, **lines[2].values}
    plan = made(world.MemoryTarget(), *lines)
    assert [(c.key, c.values) for c in plan.changes] == [("1", whole), ("2", lines[1].values)] and plan.notices == ()
    there = world.MemoryTarget({"IdentityStore": {"1": {"identityStoreName": "Store 1"}}})
    added = made(there, *lines[:2], world.store("1", loginText="B"))
    assert [(c.key, c.action) for c in added.changes] == [("2", "create"), ("1", "update")] and added.present == {}


@pytest.mark.mission("K1")
@pytest.mark.parametrize(("named", "state"), [((), False), (("night*",), True), (("SmartGroup",), False)])
def test_schedules_arrive_disabled_unless_named(named: tuple[str, ...], state: bool) -> None:
    head = msgspec.structs.replace(world.head(), enable_schedules=named)
    plan = build.build(
        [world.module(schedule())], world.MemorySource(), world.MemoryTarget(), {}, head, world.TABLES, {}
    )
    assert plan.changes[0].values == {"Enabled": state}
    assert build.unmatched(plan) == [n for n in named if not state]


@pytest.mark.mission("K1")
@pytest.mark.parametrize(
    ("asked", "awake"),
    [
        ("NIGHTLY [old]", ["Nightly [old]"]),
        ("Nightly o", ["Nightly o"]),
        ("SmartGroup/Nightly o", ["Nightly o"]),
        ("night*", ["Nightly [old]", "Nightly o"]),
    ],
)
def test_a_schedule_named_with_brackets_is_enabled_and_no_other(asked: str, awake: list[str]) -> None:
    names = ("Nightly [old]", "Nightly o")
    lines = [msgspec.structs.replace(schedule(), key=f"SmartGroup/{name}", name=name) for name in names]
    head = msgspec.structs.replace(world.head(), enable_schedules=(asked,))
    plan = build.build([world.module(*lines)], world.MemorySource(), world.MemoryTarget(), {}, head, world.TABLES, {})
    assert [c.name for c in plan.changes if c.values["Enabled"]] == awake
    assert build.unmatched(plan) == []


@pytest.mark.mission("K1")
def test_a_cut_over_that_has_been_is_not_taken_back() -> None:
    target = world.MemoryTarget({"Schedule": {"SmartGroup/Nightly": {"Enabled": True, "TargetType": "Group"}}})
    assert made(target, schedule(TargetType="Group")).changes == ()
    assert len(made(target, schedule(TargetType="Container")).changes) == 1


def test_requests_and_reports_are_data_jobs_are_decisions() -> None:
    plan = made(world.MemoryTarget(), msgspec.structs.replace(world.store("1"), kind="WorkflowRequest", key="7"))
    empty = made(world.MemoryTarget())
    assert plan.decisions_digest == empty.decisions_digest
    assert plan.data_digest != empty.data_digest


@pytest.mark.parametrize(
    ("later", "wrote", "there", "wanted"),
    [
        (True, {}, True, True),  # somebody cut it over by hand
        (True, {"Enabled": True}, True, True),
        (False, {"Enabled": True}, True, True),  # the old task was disabled for the cut-over
        (False, {"Enabled": False}, True, False),
        (True, {"Enabled": True}, False, False),  # switched off in 11.1 since
    ],
)
def test_what_was_cut_over_is_not_taken_back_by_another_difference(
    later: bool, wrote: dict[str, bool], there: bool, wanted: bool
) -> None:
    line = msgspec.structs.replace(
        world.store("1"), kind="Schedule", values={"Targets": ["new"], "Enabled": False}, later={"Enabled": later}
    )
    target = world.MemoryTarget(
        {"Schedule": {"1": {"Targets": ["old"], "Enabled": there}}}, written={"Schedule/1": wrote}
    )
    (change,) = made(target, line).changes
    assert (change.values, change.later) == ({"Targets": ["new"], "Enabled": wanted}, {"Enabled": later})
    target.objects["Schedule"]["1"] = change.values
    assert made(target, line).changes == ()


GONE = {"Script": None, "PowerTools": None}


def plan_of(target: world.MemoryTarget, *lines: Any, **carry: Any) -> document.Plan:
    carries = {**world.TABLES, "SmartGroup": Carry("tables", **carry)}
    return build.build([world.module(*lines)], world.MemorySource(), target, {}, world.head(), carries, world.LIMITS)


def test_what_the_source_has_empty_is_no_part_of_a_first_plan() -> None:
    fresh = plan_of(world.MemoryTarget(), world.group("a"))
    assert plan_of(world.MemoryTarget(), world.group("a", **GONE)) == fresh
    theirs = world.MemoryTarget({"SmartGroup": {"a": {"IMSGCriteria": "x", "Script": "by hand"}}})
    assert plan_of(theirs, world.group("a", **GONE)).changes == ()


def test_what_a_run_wrote_and_the_source_has_emptied_is_emptied() -> None:
    there = {"IMSGCriteria": "x", "Script": "ours", "PowerTools": ["by hand"], "KeyMapAD": "never said"}
    target = world.MemoryTarget({"SmartGroup": {"a": there}}, written={"SmartGroup/a": {"Script": "ours"}})
    (change,) = plan_of(target, world.group("a", **GONE)).changes
    assert change.values == {"IMSGCriteria": "x", "Script": None}
    del there["Script"]
    target.written["SmartGroup/a"] = {"Script": None}
    assert plan_of(target, world.group("a", **GONE)).changes == ()
    there["Script"] = "by hand since"
    assert plan_of(target, world.group("a", **GONE)).notices == ()


@pytest.mark.parametrize(
    ("written", "there"),
    [("ours", "theirs since"), ({"$secret": "x"}, {"$sealed": True}), ({"$copy": "t/1/c"}, "sealed text")],
)
def test_what_is_not_as_it_was_written_is_not_emptied(written: Any, there: Any) -> None:
    target = world.MemoryTarget(
        {"SmartGroup": {"a": {"IMSGCriteria": "x", "Script": there}}}, written={"SmartGroup/a": {"Script": written}}
    )
    plan = plan_of(target, world.group("a", **GONE))
    assert plan.changes == ()
    assert [(n.id, n.names) for n in plan.notices] == (
        [("emptied-but-theirs/SmartGroup", ("a: Script",))] if written == "ours" else []
    )


def test_a_reference_is_emptied_while_the_id_of_what_it_refers_to_stands_there() -> None:
    wrote = {"SmartGroup/a": {"DataSource": {"$ref": "DataSource/erp"}}}
    target = world.MemoryTarget({"SmartGroup": {"a": {"IMSGCriteria": "x", "DataSource": 7}}}, written=wrote)
    assert plan_of(target, world.group("a", DataSource=None)).changes == ()
    target.ids["DataSource/erp"] = 7
    assert plan_of(target, world.group("a", DataSource=None)).changes[0].values["DataSource"] is None


def test_what_no_call_empties_is_said_and_the_rest_is_brought() -> None:
    there = {"IMSGCriteria": "old", "Script": "ours"}
    target = world.MemoryTarget({"SmartGroup": {"a": there}}, written={"SmartGroup/a": {"Script": "ours"}})
    plan = plan_of(target, world.group("a", **GONE), empties=frozenset({"KeyMapAD"}))
    assert plan.changes[0].values == {"IMSGCriteria": "x"}
    (notice,) = plan.notices
    assert (notice.id, notice.severity, notice.names) == ("not-emptied/SmartGroup", "todo", ("a: Script",))
    assert plan_of(target, world.group("a", **GONE), empties=frozenset({"Script"})).changes[0].values["Script"] is None
