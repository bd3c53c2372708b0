"""Lines cut to what their doors carry, and the notices of what was cut."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyupgrade.plan.carry import Carry, Fixed, carried, is_empty
from pyupgrade.plan.carrying import Carrying, Told
from pyupgrade.plan.items import Change, Notice
from tests.plan import world

TOLD = Told(
    titles={"SmartGroup": "Smart Group", "IdentityStore": "Identity store"},
    places={"SmartGroup": "the group's Smart Group tab", "SmartGroup.Script": "Query Designer > Script"},
    defaults={"SmartGroup": {"EnableUpdate": True}},
)
REST = Carry("rest", "documented", {"IMSGCriteria": (), "settings": ("a",), "Script": ()})


def cutting(door: Carry = REST, documented_only: bool = False, **other: Carry) -> Carrying:
    return Carrying({"SmartGroup": door, **other}, TOLD, documented_only)


def cut(carrying: Carrying, *lines: Any) -> list[dict[str, Any]]:
    return [line.values for line in carrying.cut(lines) if isinstance(line, Change)]


def told(carrying: Carrying) -> dict[str, Notice]:
    return {n.id: n for n in carrying.notices()}


def test_what_the_door_carries_goes_and_the_rest_is_told_with_count_names_and_place() -> None:
    carrying = cutting(Carry("shell", "documented", {"IMSGCriteria": ()}))
    lines = [world.group(f"g{n}", Script="x" if n % 2 else None, PowerTools=["t"], Storage="") for n in range(8)]
    assert cut(carrying, *lines) == [{"IMSGCriteria": "x"}] * 8
    notice = told(carrying)["not-carried/SmartGroup"]
    assert (notice.severity, notice.count, notice.names) == ("loss", 8, ("g0", "g1", "g2", "g3", "g4"))
    assert "PowerTools (8), Script (4)" in notice.message
    assert "Storage" not in notice.message
    assert "'shell'" in notice.message
    assert "Set Script by hand: Query Designer > Script." in notice.action
    assert "Set PowerTools by hand: the group's Smart Group tab." in notice.action


def test_a_value_that_a_new_object_has_by_itself_is_no_loss() -> None:
    carrying = cutting()
    assert cut(carrying, world.group("g", EnableUpdate=True)) == [{"IMSGCriteria": "x"}]
    assert told(carrying) == {}
    cut(carrying, world.group("h", EnableUpdate=False))
    assert told(carrying)["not-carried/SmartGroup"].names == ("h",)


def test_our_own_book_keeping_is_dropped_without_a_word() -> None:
    carrying = cutting(Carry("rest", "documented", {"IMSGCriteria": ()}, ours=frozenset({"ourKey"})))
    assert cut(carrying, world.group("g", ourKey="k")) == [{"IMSGCriteria": "x"}]
    assert told(carrying) == {}


@pytest.mark.parametrize(
    ("value", "kept", "lost"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, {"settings.b"}),
        ({"a": 1, "b": None}, {"a": 1}, set()),
        ({"b": 2}, None, {"settings.b"}),
        ([{"a": 1}, {"a": 2, "b": 3}], [{"a": 1}, {"a": 2}], {"settings.b"}),
        ([{"b": 1}], None, {"settings.b"}),
        ({}, {}, set()),
        (None, None, set()),
        ({"$secret": "x"}, {"$secret": "x"}, set()),
    ],
)
def test_of_an_object_only_its_parts_are_carried(value: Any, kept: Any, lost: set[str]) -> None:
    values, missed = carried(REST, {"settings": value})
    assert (values.get("settings"), set(missed)) == (kept, lost)


def test_values_for_the_cut_over_are_cut_alike() -> None:
    line = msgspec.structs.replace(world.group("g"), later={"Script": "x", "Enabled": True})
    (change,) = cutting().cut([line])
    assert isinstance(change, Change)
    assert change.later == {"Script": "x"}


def test_a_kind_without_a_door_stays_behind() -> None:
    carrying = Carrying({"SmartGroup": Carry("")}, TOLD)
    assert carrying.cut([world.group("g"), world.store("1"), world.question(), world.loss()]) == [
        world.question(),
        world.loss(),
    ]
    found = told(carrying)
    assert {n.id: (n.severity, n.count, n.names) for n in found.values()} == {
        "no-door/IdentityStore": ("loss", 1, ("Store 1",)),
        "no-door/SmartGroup": ("loss", 1, ("g",)),
    }
    assert "Make them by hand: the group's Smart Group tab." in found["no-door/SmartGroup"].action
    assert "No documented page" in found["no-door/IdentityStore"].action


def test_history_without_a_door_stays_behind_by_stream() -> None:
    carrying = Carrying({"History": Carry("")}, TOLD)
    assert carrying.cut([world.history(1234)]) == []
    notice = told(carrying)["no-door/History"]
    assert (notice.count, notice.feature, notice.names) == (1234, "History", ("objects",))
    assert "objects 1,234" in notice.message
    through = Carrying({"History": Carry("tables")}, TOLD)
    assert through.cut([world.history(5)]) == [world.history(5)]
    assert told(through) == {}


def test_documented_only_takes_neither_an_assumed_door_nor_an_assumed_field() -> None:
    door = Carry("shell", "documented", {"IMSGCriteria": (), "Script": ()}, assumed=frozenset({"Script"}))
    assumed = {"IdentityStore": Carry("tables"), "History": Carry("tables")}
    lines = (world.group("g", Script="s"), world.store("1"), world.history(5))
    carrying = cutting(door, documented_only=True, **assumed)
    assert cut(carrying, *lines) == [{"IMSGCriteria": "x"}]
    assert set(told(carrying)) == {
        "documented-only/IdentityStore", "documented-only/History", "not-carried/SmartGroup",
    }  # fmt: skip
    carrying = cutting(door, **assumed)
    assert len(carrying.cut(lines)) == 3
    assert told(carrying) == {}


def test_documented_only_leaves_behind_what_would_not_work_without_an_assumed_field() -> None:
    door = Carry(
        "rest", "documented", {"IMSGCriteria": (), "Script": (), "Storage": ()}, assumed=frozenset({"Script", "Storage"}),
        needed=frozenset({"Script"}),
    )  # fmt: skip
    ask = world.question()
    lines = (
        world.group("g", Script="s", Storage={"$secret": ask.id}),
        world.group("h", Storage="t"),
        world.group("i", Script=""),
    )
    carrying = cutting(door, documented_only=True)
    assert cut(carrying, *lines) == [{"IMSGCriteria": "x"}, {"IMSGCriteria": "x"}]
    assert carrying.needless() == {ask.id}
    found = told(carrying)
    assert set(found) == {"documented-only/SmartGroup", "not-carried/SmartGroup"}
    left = found["documented-only/SmartGroup"]
    assert (left.severity, left.count, left.names) == ("loss", 1, ("g",))
    assert "1 stay behind" in left.message and "without Script" in left.message and "'rest'" in left.message
    assert "no call adds" in left.message
    assert "Make them by hand: the group's Smart Group tab." in left.action and "without -DocumentedOnly" in left.action
    assert cut(cutting(door), *lines) == [line.values for line in lines], "on a belief all of it goes"


FIXED = Fixed("type", 2, "event", frozenset({"fields", "filters"}), {"4": {"fields": ["member"]}})


@pytest.mark.parametrize(
    ("values", "goes", "lost"),
    [
        ({"type": 2, "event": 4, "fields": ["member"], "on": False}, {"type", "event", "on"}, ""),
        ({"type": 2, "event": 4, "fields": ["member", "info"], "filters": [], "on": True}, {"type", "event", "on"}, "fields (1)"),
        ({"type": 2, "event": 4, "fields": ["member"], "filters": ["x"]}, {"type", "event"}, "filters (1)"),
        ({"type": 2, "event": 9, "fields": ["member"]}, {"type", "event", "fields"}, ""),
        ({"type": 1, "event": 4, "fields": ["info"]}, {"type", "event", "fields"}, ""),
    ],
    ids=["as it is born", "fields", "filters", "event unknown", "of your own"],
)  # fmt: skip
def test_what_nobody_can_change_of_the_products_own_is_left_to_it_and_a_difference_is_told(
    values: dict[str, Any], goes: set[str], lost: str
) -> None:
    names = ("type", "event", "fields", "filters", "on", "IMSGCriteria")
    carrying = cutting(Carry("rest", "documented", dict.fromkeys(names, ()), fixed=FIXED))
    (kept,) = cut(carrying, msgspec.structs.replace(world.group("g"), values=values))
    assert kept.keys() == goes
    found = told(carrying)
    assert set(found) == ({"fixed/SmartGroup"} if lost else set())
    if lost:
        notice = found["fixed/SmartGroup"]
        assert (notice.severity, notice.count, notice.names) == ("loss", 1, ("g",))
        assert lost in notice.message and "the group's Smart Group tab" in notice.action


@pytest.mark.mission("G4")
@pytest.mark.parametrize("door", [REST, Carry("")], ids=["field not carried", "kind without a door"])
def test_a_lost_member_backup_must_be_accepted_by_its_id(door: Carry) -> None:
    carrying = cutting(door)
    carrying.cut(
        [world.group("g", expiredMembers=["a", "b"]), world.group("h", expiredMembers=["c"]), world.group("i")]
    )
    notice = told(carrying)["expired-members"]
    assert (notice.must_be_named, notice.severity, notice.count, notice.names) == (True, "loss", 2, ("g", "h"))
    assert "3 kept members" in notice.message
    assert "not-carried/SmartGroup" not in told(carrying)


@pytest.mark.mission("G4")
@pytest.mark.parametrize("mark", ["IMGIsExpired", "IMGIsDeleted"])
def test_a_group_whose_end_no_door_carries_does_not_come_alive(mark: str) -> None:
    """Expired and deleted groups are passed over by updates because of that mark alone: without it the next schedule would fill them."""
    carrying = cutting(Carry("shell", "documented", {"IMSGCriteria": (), "EnableUpdate": ()}))
    ended = world.group("g", EnableUpdate=True, **{mark: True})
    alive = world.group("h", EnableUpdate=True, **{mark: False})
    lines = carrying.cut([ended, alive, ended])
    assert [line.values["EnableUpdate"] for line in lines if isinstance(line, Change)] == [False, True, False]
    notice = told(carrying)["expired-groups"]
    assert (notice.must_be_named, notice.severity, notice.count, notice.names) == (True, "loss", 1, ("g",))
    assert "updates switched off" in notice.message
    assert "stay behind" not in notice.message
    assert "-AcceptLoss All does not cover it" in notice.action
    assert mark not in json.dumps([n.message for n in carrying.notices() if n.id.startswith("not-carried/")]), (
        "told once"
    )


@pytest.mark.mission("G4")
def test_an_ended_group_whose_updates_cannot_be_switched_off_stays_behind() -> None:
    carrying = cutting()
    assert cut(carrying, world.group("g", EnableUpdate=True, IMGIsDeleted=True), world.group("h")) == [
        {"IMSGCriteria": "x"}
    ]
    notice = told(carrying)["expired-groups"]
    assert (notice.must_be_named, notice.count, notice.names) == (True, 1, ("g",))
    assert "stay behind" in notice.message


def test_the_mark_of_an_ended_group_that_has_no_query_is_told_and_the_group_comes() -> None:
    carrying = cutting()
    assert cut(carrying, world.group("g", IMGIsExpired=True)) == [{"IMSGCriteria": "x"}]
    assert told(carrying)["expired-groups"].names == ("g",)


def test_an_ended_group_whose_mark_is_carried_comes_as_it_is() -> None:
    carrying = cutting(Carry("rest", "documented", {"IMGIsExpired": (), "EnableUpdate": ()}))
    assert cut(carrying, world.group("g", EnableUpdate=True, IMGIsExpired=True)) == [
        {"EnableUpdate": True, "IMGIsExpired": True}
    ]
    assert "expired-groups" not in told(carrying)


def test_a_line_that_comes_twice_counts_once() -> None:
    carrying = cutting()
    carrying.cut([world.group("g", PowerTools=["t"]), world.group("g", PowerTools=["t"])])
    assert told(carrying)["not-carried/SmartGroup"].count == 1


def test_a_sealed_text_means_nothing_to_a_documented_door() -> None:
    sealed = {"Script": {"$copy": "t/k/c"}}
    assert carried(REST, sealed) == ({}, sealed)
    assert carried(Carry("tables"), sealed) == (sealed, {})


def test_nobody_is_asked_for_a_secret_that_no_door_carries() -> None:
    carrying = cutting(IdentityStore=Carry("shell", "documented", {"serviceAccountPassword": ()}))
    asked, pfx = {"$secret": "account/svc"}, {"$file": "entra/1/pfx"}
    carrying.cut([world.store("1", serviceAccountPassword=asked, clientSecret=asked, certificate=pfx)])
    assert carrying.needless() == {"entra/1/pfx"}


names = st.sampled_from(["a", "b", "c", "settings", "ours"])
scalars = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "x", "y"])
objects = st.dictionaries(st.sampled_from(["a", "b", "c"]), scalars, max_size=3)
values = st.dictionaries(names, scalars | objects | st.lists(objects | scalars, max_size=3), max_size=5)
doors = st.builds(
    lambda fields, parts, ours: Carry(
        "rest", "documented", {name: parts if name == "settings" else () for name in fields - ours}, ours
    ),
    st.frozensets(names),
    st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    st.frozensets(st.just("ours")),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doors, values)
def test_cut_twice_is_cut_once_and_nothing_that_is_carried_is_lost(door: Carry, wanted: dict[str, Any]) -> None:
    kept, lost = carried(door, wanted)
    assert carried(door, kept) == (kept, {})
    assert door.fields is not None
    assert set(kept) <= set(door.fields)
    for name, value in wanted.items():
        parts = door.fields.get(name)
        if parts == ():
            assert kept[name] == value
        elif parts is None and name not in door.ours:
            assert (name in lost) == (not is_empty(value))
        elif parts and isinstance(value, dict):
            for part, one in value.items():
                if part in parts and not is_empty(one):
                    assert kept[name][part] == one
                else:
                    assert part in parts or (f"{name}.{part}" in lost) == (not is_empty(one))
