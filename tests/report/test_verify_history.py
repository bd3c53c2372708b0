"""Verification of history: what was changed, removed or added behind our back is found and listed event by event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pyupgrade.plan.finding import Finding
from pyupgrade.report import verify_history
from pyupgrade.report.verify_history import history
from pyupgrade.steps.history import History
from tests.steps.history_parts import Old, group_guid
from tests.target.parts import INSTALLATION, NoControl, Target, make_target

KEYS = (5, 6, 9_999, 10_000, 10_001)
BASE = 110_000_000_000_000_000


@pytest.fixture
def old(tmp_path: Path) -> Old:
    made = Old(tmp_path / "groupid10.db")
    made.put("objects", KEYS)
    made.put("admin-center", [-3, 1], store=None)
    return made


@pytest.fixture
def target(old: Old, tmp_path: Path) -> Iterator[Target]:
    made = Target(make_target(tmp_path / "dm11.db"))
    reader = old.reader()
    list(History(INSTALLATION, reader, reader)([old.bulk(), old.bulk("admin-center")], made.open(), NoControl()))
    reader.close()
    yield made
    made.close()


def found(target: Target, old: Old | None = None) -> list[Finding]:
    reader = target.reader()
    convert = None if old is None else old.reader()
    try:
        lines = {stream: reader.ledger(INSTALLATION, stream) for stream in ("objects", "admin-center", "helpdesk")}
        return list(history(lines, reader, target.index(), convert))
    finally:
        if convert is not None:
            convert.close()


@pytest.mark.mission("V5")
def test_what_was_written_is_there(old: Old, target: Target) -> None:
    passed = found(target)
    assert [(f.status, f.target) for f in passed] == [("Passed", "objects"), ("Passed", "admin-center")]
    assert "5 events" in passed[0].message
    assert [f.status for f in found(target, old)] == ["Passed", "Passed"]
    told: list[int] = []
    reader = target.reader()
    list(history({"objects": reader.ledger(INSTALLATION, "objects")}, reader, target.index(), progress=told.append))
    assert told == [3, 2]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (f"UPDATE \"DM11.History\" SET Record = replace(Record, 'ü', 'u') WHERE HistoryKey = {BASE + 6}", "ObjectName"),
        (f"UPDATE \"DM11.History\" SET Record = 'no json' WHERE HistoryKey = {BASE + 6}", "no JSON"),
        (f"UPDATE \"DM11.History\" SET ObjectGUID = 'x' WHERE HistoryKey = {BASE + 6}", "its columns"),
        (f"DELETE FROM \"DM11.History\" WHERE HistoryKey = {BASE + 6}", "is gone"),
        (f"INSERT INTO \"DM11.History\" (HistoryKey, Record) VALUES ({BASE + 7}, '{{}}')", "not one of ours"),
    ],
)  # fmt: skip
def test_a_changed_event_is_named(target: Target, change: str, says: str) -> None:
    target.sql(change)
    failed = [f for f in found(target) if f.status == "Failed"]
    assert [f.target for f in failed] == ["objects/0-9999", f"objects/{7 if 'INSERT' in change else 6}"]
    assert says in failed[1].message
    assert all(f.recommended_action for f in failed)
    assert [f.status for f in found(target) if f.target == "admin-center"] == ["Passed"]


def test_a_column_that_the_record_does_not_repeat_is_seen_by_the_digest(target: Target) -> None:
    target.sql(f'UPDATE "DM11.History" SET ModifiedOn = 1 WHERE HistoryKey = {BASE + 10_000}')
    target.sql(f"UPDATE \"DM11.History\" SET Problem = 'x' WHERE HistoryKey = {BASE + 5}")
    assert [f.target for f in found(target) if f.status == "Failed"] == [
        "objects/0-9999", "objects/10000-10001", "objects/10000",
    ]  # fmt: skip


def test_missing_and_changed_documents_are_named(target: Target) -> None:
    folder = target.path.with_name("index") / "history" / INSTALLATION / "objects"
    (folder / "0.ndjson").unlink()
    with (folder / "10000.ndjson").open("ab") as file:
        file.write(b"{}\n")
    failed = [f for f in found(target) if f.status == "Failed"]
    assert [f.target for f in failed] == ["objects/0-9999", "objects/10000-10001"]
    assert "not there" in failed[0].message
    assert "not as they were put" in failed[1].message


def test_events_of_our_keys_outside_every_range_are_found(target: Target) -> None:
    target.sql(f"INSERT INTO \"DM11.History\" (HistoryKey, Record) VALUES ({BASE + 77_000}, '{{}}')")
    failed = [f for f in found(target) if f.status == "Failed"]
    assert "6 events" in failed[0].message
    assert "knows 5" in failed[0].message


def test_against_the_source_every_difference_is_listed(old: Old, target: Target) -> None:
    import sqlite3

    with sqlite3.connect(old.path) as file:
        file.execute("UPDATE \"SVC.BackUpHistory\" SET JsonData = replace(JsonData, 'Grüppe', 'Y') WHERE id = 6")
        file.execute('DELETE FROM "SVC.BackUpHistory" WHERE id = 9999')
    file.close()
    old.put("objects", [10_001 - 2_000])
    failed = {f.target: f.message for f in found(target, old) if f.status == "Failed"}
    assert sorted(failed) == ["objects/6", "objects/8001", "objects/9999"]
    assert "Record" in failed["objects/6"]
    assert "not in the target" in failed["objects/8001"]
    assert "not in the source" in failed["objects/9999"]


def test_a_range_of_chosen_groups_only_answers_for_its_own_events(old: Old, tmp_path: Path) -> None:
    target = Target(make_target(tmp_path / "other.db"))
    reader = old.reader(groups=frozenset({group_guid(5)}))
    list(History(INSTALLATION, reader, reader)([old.bulk(groups=(group_guid(5),))], target.open(), NoControl()))
    reader.close()
    assert {f.status for f in found(target, old)} == {"Passed"}
    target.close()


def test_a_flood_of_differences_is_cut(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_history, "LISTED", 2)
    target.sql("UPDATE \"DM11.History\" SET ObjectGUID = 'x'")
    listed = [f for f in found(target) if f.target.startswith("objects/")]
    assert len([f for f in listed if ", event" in f.message]) == 2
    assert any("not listed" in f.message for f in listed)
