"""The product's own defaults, kind by kind, as the guard and a step's look tell them from somebody's work."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pyupgrade.contracts.load import load
from pyupgrade.plan.defaults import is_default
from pyupgrade.plan.guard import Tally
from tests.plan import world

DEFAULTS = load("dm11").defaults
GROUP = {"objectGUID": "g", "XGroupExpirationPolicy": 0, "IMGIsExpired": False, "IMGIsDeleted": False}
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any], bool]] = [
    ("SecurityRole", "1/Administrator", {"Priority": 2}, {"Priority": 1}, True),
    ("SecurityRole", "1/Administrator/x", {"Priority": 2}, {"Priority": 1}, False),
    ("SecurityRole", "1/Auditor", {"Priority": 2}, {"Priority": 1}, False),
    ("Workflow", "1/Create", {"event": 12, "type": 2}, {"event": 12, "type": 2, "isEnabled": True}, True),
    ("Workflow", "1/Create", {"event": 12, "type": 1}, {"event": 12, "type": 2}, False),
    ("Workflow", "1/Ours", {"event": 12, "type": 1}, {"event": 12, "type": 1, "isEnabled": True}, False),
    ("Workflow", "1/Create", {"event": 99, "type": 2}, {"event": 99, "type": 2}, False),
    ("Schedule", "HistoryRetention/Every night", {"Triggers": []}, {"JobType": "HistoryRetention"}, True),
    ("Schedule", "SmartGroup/HistoryRetention", {"Triggers": []}, {"JobType": "SmartGroup"}, False),
    ("IdentityStoreSettings", "1", {"GroupLifeDays": 90}, {"GroupLifeDays": 60, "GroupExpiryUnit": "Never"}, True),
    ("IdentityStoreSettings", "1", {"GroupLifeDays": 90}, {"GroupLifeDays": 61}, False),
    ("IdentityStoreSettings", "1", {"GroupLifeDays": 90}, {"GroupLifeDays": 60, "Prefixes": ["A"]}, False),
    ("IdentityStoreSettings", "1", {"GroupLifeDays": 90}, {"identityStoreId": 1}, True),
    *((kind, "g", {"name": "n"}, GROUP, True) for kind in ("SmartGroup", "PasswordExpiryGroup", "Dynasty", "UnmanagedGroup")),
    ("SmartGroup", "g", {"name": "n"}, {**GROUP, "name": "n"}, True),
    ("SmartGroup", "g", {"name": "n"}, {**GROUP, "XGroupExpirationPolicy": 30}, False),
    ("SmartGroup", "g", {"name": "n"}, {**GROUP, "IMSGCriteria": "theirs"}, False),
    ("DataSource", "HR", {"type": 2, "name": "HR"}, {"type": 3}, False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "wanted", "found", "default"), CASES)
def test_what_is_the_product_s_own_is_so_for_the_guard_as_well(
    kind: str, key: str, wanted: dict[str, Any], found: dict[str, Any], default: bool
) -> None:
    line = msgspec.structs.replace(world.store("1"), kind=kind, key=key, values=wanted, before=found, action="update")
    assert is_default(line, found, DEFAULTS) is default
    tally = Tally(world.MemoryTarget({kind: {key: found}}, defaults=dict(DEFAULTS)), {**world.LIMITS, "guard_floor": 0})
    tally.add(line)
    assert bool(tally.tripped()) is not default


def test_every_kind_with_defaults_has_a_case() -> None:
    assert {kind for kind, *_ in CASES} >= set(DEFAULTS)


def test_what_somebody_made_by_hand_counts_where_the_plan_only_adds() -> None:
    found = {"type": 2}
    line = msgspec.structs.replace(
        world.store("1"), kind="DataSource", key="HR", values={"type": 2, "name": "HR"}, before=found, action="update"
    )
    assert is_default(line, found, DEFAULTS), "a step that made its store itself goes on with it"
    tally = Tally(world.MemoryTarget({"DataSource": {"HR": found}}), {**world.LIMITS, "guard_floor": 0})
    tally.add(line)
    assert tally.tripped() == {"DataSource": (1, 0)}
