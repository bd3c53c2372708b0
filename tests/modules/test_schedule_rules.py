"""Cases on disk: to which store a schedule goes (mission H1, H2).

A case is a JSON file below tests/cases/schedule_rules/: `stores` that are upgraded (ids), `jobs` (name to {"store": id}, {"file":
true}, {"left": reason}, or {} while its store is to be decided), `collections` (name to members), and `schedules`: of jobs with
`targets`, of another kind with `store` and `domains` (domain to store or null); `left` and `left_domains` say what stays behind.
`becomes` is {"store": id}, {"asked": [ids]}, {"waits": [jobs]} or {"behind": notice}; `gone`, `left_targets` and `kept` are what
becomes of the targets.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.modules.schedule_kinds import KINDS, kind_of
from pyupgrade.modules.schedule_stores import Asked, Behind, JobEnd, Settled, Waits, Where, of_jobs, of_other, runs
from tests.modules.memory import TARGET

CASES = sorted((Path(__file__).parent.parent / "cases" / "schedule_rules").glob("*.json"))
KNOWN = {"about", "mission", "stores", "jobs", "collections", "schedules"}

pytestmark = pytest.mark.mission("H1", "H2")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rule(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN
    jobs = {
        name.casefold(): JobEnd(store=end.get("store"), is_file=end.get("file", False), left=end.get("left", ""))
        for name, end in case.get("jobs", {}).items()
    }
    collections = {name.casefold(): members for name, members in case.get("collections", {}).items()}
    for schedule in case["schedules"]:
        if "targets" in schedule:
            found = of_jobs(schedule["targets"], jobs, collections, case["stores"])
            run = runs(schedule["targets"], jobs, collections)
            assert list(run.gone) == schedule.get("gone", []), schedule
            assert list(run.left) == schedule.get("left_targets", []), schedule
            assert list(run.kept) == schedule.get("kept", list(run.kept)), schedule
        else:
            left = {int(store): reason for store, reason in schedule.get("left", {}).items()}
            found = of_other(
                schedule.get("store"),
                schedule.get("domains", {}),
                case["stores"],
                left,
                schedule.get("left_domains", {}),
            )
        assert _shown(found) == schedule["becomes"], schedule


def test_there_are_cases() -> None:
    assert len(CASES) >= 8


def _shown(where: Where) -> dict[str, Any]:
    match where:
        case Settled(store):
            return {"store": store}
        case Asked(stores, reason):
            assert reason.endswith(".")
            return {"asked": list(stores)}
        case Waits(jobs):
            return {"waits": list(jobs)}
        case Behind(because, reason):
            assert reason
            return {"behind": because}


@pytest.mark.mission("H3")
@pytest.mark.parametrize(
    ("word", "job_type"),
    [
        ("Smart Group Update", "SmartGroup"), ("Reports", "Reports"), ("Reporting Task", "Reports"),
        ("Group Life Cycle", "GroupLifeCycle"), ("Glm", "GroupLifeCycle"), ("Membership Life Cycle", "MembershipLifeCycle"),
        ("Managed By", "ManagedBy"), ("Orphan", "OrphanGroupUpdate"), ("USER LIFECYCLE", "UserLifeCycle"), ("GUS", "GUS"),
        ("Schema Replication", "SchemaReplication"), ("Workflow Acceleration", "WorkflowAcceleration"),
        ("Synchronize", "Synchronize"), ("Insights", "GroupID Entitlement"), ("History Retention", "HistoryRetention"),
    ],
)  # fmt: skip
def test_every_kind_has_its_place(word: str, job_type: str) -> None:
    kind = kind_of(word)
    assert kind is not None
    assert kind.job_type == job_type
    assert kind.by_product is (job_type in TARGET.defaults["Schedule"]["names"])


def test_kinds_that_11_1_makes_by_itself_are_the_contract_s() -> None:
    assert [kind.job_type for kind in KINDS if kind.by_product] == TARGET.defaults["Schedule"]["names"]
    assert [kind.job_type for kind in KINDS if kind.documented] == ["SmartGroup", "GUS"]
