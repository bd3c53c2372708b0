"""Verification sees a changed field, a missing object, a changed document, a lost member; it shows no secret."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pyupgrade.plan.canonical import digest
from pyupgrade.plan.document import Plan, sealed
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change
from pyupgrade.report import verify, verify_kept
from pyupgrade.report.facts import LineFacts
from tests.report.in_memory import MemoryIndex, MemorySource, MemoryTarget, Objects
from tests.report.report_by_hand import plan as made_plan

TITLES = {"SmartGroup": "Smart Group", "DataSource": "Data source"}
SECRET = "correct-horse-battery"
GROUPS = {
    f"g{n}": {"name": f"Group <{n}>", "XAdditionalOwner": [f"u{n}", "u9"], "IMGIsDeleted": n == 2} for n in range(5)
}


def changes() -> dict[str, Change]:
    made = [
        Change(
            module="smart-groups",
            feature="Groups",
            kind="SmartGroup",
            key=key,
            name=values["name"],
            store=1,
            values=values,
        )
        for key, values in GROUPS.items()
    ]
    made.append(
        Change(
            module="data-sources",
            feature="Groups",
            kind="DataSource",
            key="HR",
            name="HR",
            store=None,
            values={"name": "HR", "type": 3, "password": {"$secret": "data-source/HR"}},
        )
    )
    return {change.id: change for change in made}


def objects() -> Objects:
    return {
        "SmartGroup": {key: dict(values) for key, values in GROUPS.items()},
        "DataSource": {"HR": {"name": "HR", "type": 3, "password": SECRET}},
    }


def documents() -> Objects:
    return {"SmartGroup": {key: dict(values) for key, values in GROUPS.items()}}


def lines() -> list[LineFacts]:
    """The journal as a run over these objects leaves it."""
    written = MemoryTarget(objects())
    made = [
        LineFacts(line=f"{kind}/{key}", state="Done" if key != "g4" else "Present", after=after)
        for kind in ("SmartGroup", "DataSource")
        for key, after in written.digests(kind, list(written.keys(kind))).items()
    ]
    docs = documents()["SmartGroup"]
    return [
        *made,
        *(LineFacts(line=f"Document/SmartGroup/{k}", state="Done", after=digest(d)) for k, d in docs.items()),
    ]


def verified(target: MemoryTarget) -> list[Finding]:
    return list(verify.objects(lines(), changes(), target, TITLES))  # type: ignore[arg-type]


def failed(rows: list[Finding]) -> dict[str, str]:
    return {row.target: row.message for row in rows if row.status == "Failed"}


@pytest.mark.mission("V5")
def test_an_untouched_target_passes_kind_by_kind() -> None:
    rows = verified(MemoryTarget(objects()))
    assert [(r.status, r.message) for r in rows] == [
        ("Passed", "Smart Group: all 5 are in the target as they were written."),
        ("Passed", "Data source: all 1 are in the target as they were written."),
    ]


def test_one_changed_field_is_named_with_both_values() -> None:
    there = objects()
    there["SmartGroup"]["g3"]["name"] = "Renamed"
    found = failed(verified(MemoryTarget(there)))
    assert found == {
        "SmartGroup/g3": "Smart Group Group <3> differs from what was written in name: "
        "'Group <3>' was written, 'Renamed' is there.",
        "SmartGroup": "Smart Group: 1 of 5 are not in the target as they were written.",
    }


def test_order_of_a_list_and_a_field_that_went_away_count() -> None:
    there = objects()
    there["SmartGroup"]["g1"]["XAdditionalOwner"] = ["u9", "u1"]
    del there["SmartGroup"]["g2"]["IMGIsDeleted"]
    found = failed(verified(MemoryTarget(there)))
    assert '["u1","u9"] was written, ["u9","u1"] is there' in found["SmartGroup/g1"]
    assert "IMGIsDeleted: true was written, nothing is there" in found["SmartGroup/g2"]


def test_a_missing_object_is_said_to_be_gone() -> None:
    there = objects()
    del there["SmartGroup"]["g4"]
    assert failed(verified(MemoryTarget(there)))["SmartGroup/g4"] == "Smart Group Group <4> is gone from the target."


def test_a_changed_secret_is_found_and_never_shown() -> None:
    there = objects()
    there["DataSource"]["HR"]["password"] = "another-secret"
    rows = verified(MemoryTarget(there))
    told = failed(rows)["DataSource/HR"]
    assert "or in a sealed one (password)" in told
    for row in rows:
        assert SECRET not in row.message
        assert "another-secret" not in row.message


def test_a_field_the_plan_did_not_name_is_found_too() -> None:
    there = objects()
    there["SmartGroup"]["g0"]["Storage"] = "set by hand"
    assert "left to the product" in failed(verified(MemoryTarget(there)))["SmartGroup/g0"]


def test_many_differences_are_listed_up_to_a_limit_and_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LISTED", 2)
    monkeypatch.setattr(verify, "BATCH", 3)
    rows = verified(MemoryTarget({"SmartGroup": {}, "DataSource": objects()["DataSource"]}))
    found = failed(rows)
    assert len([key for key in found if key.startswith("SmartGroup/")]) == 2
    assert (
        found["SmartGroup"] == "Smart Group: 5 of 5 are not in the target as they were written (2 of them are listed)."
    )


def test_documents_are_held_against_what_was_put() -> None:
    docs = documents()
    docs["SmartGroup"]["g1"]["name"] = "stale"
    del docs["SmartGroup"]["g2"]
    rows = list(verify.documents(lines(), changes(), MemoryIndex(docs), TITLES))  # type: ignore[arg-type]
    found = failed(rows)
    assert "differs from what was put" in found["SmartGroup/g1"]
    assert "is not in the search index" in found["SmartGroup/g2"]
    assert "2 of 5" in found["SmartGroup"]
    fine = list(verify.documents(lines(), changes(), MemoryIndex(documents()), TITLES))  # type: ignore[arg-type]
    assert [r.status for r in fine] == ["Passed"]


def test_lines_that_did_not_end_well_are_named() -> None:
    odd = [LineFacts(line="SmartGroup/x", state="Conflict"), LineFacts(line="SmartGroup/y", state="Skipped"), *lines()]
    rows = list(verify.unfinished(odd))
    assert [(r.status, r.target) for r in rows] == [("Warning", "Conflict"), ("Skipped", "Skipped")]
    assert "SmartGroup/x" in rows[0].message
    assert list(verify.unfinished(lines())) == []


def second(*lines_: Change) -> Plan:
    return sealed(
        msgspec.structs.replace(
            made_plan(), changes=lines_, bulks=(), notices=(), decisions=(), present={"SmartGroup": 5}
        )
    )


def test_an_empty_second_plan_passes_and_a_full_one_lists_fields() -> None:
    assert [r.status for r in verify.second_plan(second(), TITLES)] == ["Passed"]
    change = changes()["SmartGroup/g1"]
    other = msgspec.structs.replace(change, before={**change.values, "name": "Old"}, action="update")
    rows = list(verify.second_plan(second(other, changes()["SmartGroup/g2"]), TITLES))
    assert [r.status for r in rows] == ["Failed", "Failed"]
    assert "differs from the source in name: 'Group <1>' was written, 'Old' is there" in rows[0].message
    assert "is not in the target" in rows[1].message


def kept(members_after: int, backups_after: int) -> dict[str, Finding]:
    rows: list[dict[str, Any]] = [
        {"ObjectGUID": key, "IsExpired": key == "g1", "IsDeleted": values["IMGIsDeleted"]}
        for key, values in GROUPS.items()
    ]
    rows.append({"ObjectGUID": "left-behind", "IsExpired": True, "IsDeleted": True})
    source = MemorySource(
        {
            "SVC.GroupObject": rows,
            "SVC.GroupMembership": [{"ObjectGUID": "g0", "MemberGUID": f"m{n}"} for n in range(3)]
            + [{"ObjectGUID": "left-behind", "MemberGUID": "m0"}],
            "Expired.GroupMember": [{"ObjectGUID": "g1", "MemberGUID": f"m{n}"} for n in range(4)],
        }
    )
    there = objects()
    there["SmartGroup"]["g0"]["members"] = [{"Value": f"m{n}"} for n in range(members_after)]
    there["SmartGroup"]["g1"] |= {"expiredMembers": [f"m{n}" for n in range(backups_after)], "IMGIsExpired": True}
    return {row.target: row for row in verify_kept.kept(source, MemoryTarget(there))}  # type: ignore[arg-type]


@pytest.mark.mission("G4")
def test_what_must_not_be_lost_is_counted_on_both_sides() -> None:
    assert {row.status for row in kept(3, 4).values()} == {"Passed"}
    assert "3 in GroupID, 3 in 11.1" in kept(3, 4)["members with dates (temporary membership)"].message
    lost = kept(2, 0)
    assert lost["members with dates (temporary membership)"].status == "Failed"
    assert lost["kept members of expired groups"].message == "Kept members of expired groups: 4 in GroupID, 0 in 11.1."
    assert lost["logically deleted groups"].status == "Passed"
    assert kept(5, 4)["members with dates (temporary membership)"].status == "Warning"
