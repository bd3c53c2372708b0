"""The page of doors: made of what the contract holds, told truthfully for doors that carry part, nothing, or on a belief."""

from __future__ import annotations

from dataclasses import replace

from pyupgrade.contracts.doors import DoorFacts, door_of
from pyupgrade.contracts.load import Contract, load
from tools.docs import doors

BARE = replace(load("dm11"), doors={})


def with_door(name: str = "rest") -> Contract:
    faults: list[str] = []
    data = {
        "sources": {"API-DS": "netwrix/docs a page"},
        "kind": {
            "DataSource": {
                "evidence": "documented",
                "source": "API-DS",
                "ours": ["type"],
                "only": {"type": ["1", "3"]},
                "fields": {
                    "name": {"to": "name", "seen": True},
                    "configurationValues": {"to": "c", "parts": ["Server"]},
                    "password": {"to": "c.Password"},
                    "filePassword": {"to": "c.FilePassword", "evidence": "assumed"},
                },
            }
        },
    }
    door: DoorFacts = door_of(name, data, "", BARE.kinds, faults)
    assert faults == []
    return replace(BARE, doors={name: door})


def test_page_is_up_to_date() -> None:
    assert doors.TARGET.read_text(encoding="utf-8") == doors.page(load("dm11")), "run: python -m tools.docs.doors"


def test_without_documented_doors_everything_is_by_hand() -> None:
    text = doors.page(BARE)
    assert "Documented doors carry 0 of " in text
    assert (
        "| [DataSource](#datasource) | – | – | `tables` (assumed) | Admin Center, Data Sources: the tab of its kind |"
        in text
    )
    assert "| `name` | – | – | assumed | Admin Center, Data Sources: the tab of its kind |" in text


def test_what_a_door_carries_is_told_with_its_marks() -> None:
    text = doors.page(with_door())
    assert "| [DataSource](#datasource) | documented: 3 of 5 fields, and 1 assumed | – |" in text
    assert "`rest`, documented (API-DS); only where `type` is 1 or 3; `tables`, assumed." in text
    assert "| `name` | documented | – | assumed |  |" in text
    assert (
        "| `configurationValues` | documented, only `Server`, not read back | – | assumed | "
        "its other members: Admin Center, Data Sources: the tab of its kind |"
    ) in text
    assert "| `password` | documented, not read back | – | assumed |  |" in text
    assert "| `filePassword` | assumed, not read back | – | assumed | Admin Center, Data Sources" in text
    assert "| `type` | ours | – | assumed |  |" in text
    assert "- `rest` **API-DS**: netwrix/docs a page" in text


def test_history_and_kept_members_are_told_truthfully() -> None:
    text = doors.page(load("dm11"))
    assert "| [History](#history) | – | – | `tables` and the search index (assumed) | – |" in text
    assert "No documented call takes an event in" in text
    for row in (line for line in text.splitlines() if line.startswith("| `expiredMembers` |")):
        assert row == "| `expiredMembers` | – | – | assumed | – |"


def test_every_kind_and_field_stands_there() -> None:
    text = doors.page(load("dm11"))
    for kind in load("dm11").kinds.values():
        assert f"## {kind.name}\n" in text
        section = text.partition(f"\n## {kind.name}\n")[2].partition("\n## ")[0]
        assert all(f"| `{field}` |" in section for field in kind.fields)
