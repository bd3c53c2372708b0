"""What is emptied in GroupID after a run: emptied in 11.1 by the next one, where it still stands as we wrote it and a call can do it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Shell
from tests.servers import dm_shell
from tests.upgrade import reading
from tests.upgrade.through_doors import Product, Vendor, product

SMART = (
    'SELECT lower(ObjectGUID) FROM "SVC.GroupObject" WHERE ManagedGroupType = 2 AND IncludeRecipients IS NULL '
    "AND DataSourceType IS NULL ORDER BY 1"
)
FILL = 'UPDATE "SVC.GroupObject" SET Script = ?, ExcludeRecipients = ? WHERE lower(ObjectGUID) = ?'
GUID = "00000000-1111-4222-8333-444444444444"
HAS = 'SELECT Script, ExcludeRecipients, IncludeRecipients FROM "DM11.SmartGroup" WHERE objectGUID = ?'
NOT_EMPTIED, THEIRS = "not-emptied/SmartGroup", "emptied-but-theirs/SmartGroup"


def change(database: Path, statement: str, *given: Any) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        assert connection.execute(statement, given).rowcount


def rows(estate: Path, statement: str) -> list[str]:
    with closing(sqlite3.connect(estate / "groupid10.db")) as source:
        return [guid for (guid,) in source.execute(statement)]


def filled(estate: Path, *guids: str) -> None:
    for guid in guids:
        change(estate / "groupid10.db", FILL, "' a script", f'["{GUID}"]', guid)


def emptied(estate: Path, *guids: str) -> None:
    for guid in guids:
        change(estate / "groupid10.db", FILL, None, None, guid)


def there(estate: Path, guid: str) -> tuple[Any, ...]:
    return tuple(reading.rows(estate / "target.db", HAS, guid)[0])


def notices(plan: Any) -> dict[str, Any]:
    return {n["id"]: n for n in plan["notices"]}


def against_source(shell: Shell) -> list[dict[str, Any]]:
    rows = shell.job("result.verify", againstSource=True)["rows"]
    return [r for r in rows if r["id"] == "verify.second-plan"]


@pytest.mark.mission("V4", "V5", "G1")
def test_what_the_source_has_emptied_is_emptied_and_nothing_else(estate: Path, shell: Shell) -> None:
    smart = rows(estate, SMART)
    filled(estate, *smart)
    assert shell.start(shell.plan())["status"] == "Completed"
    mine, theirs, hers, *_ = [guid for guid in smart if reading.rows(estate / "target.db", HAS, guid)]
    before = there(estate, mine)
    assert before == ("' a script", f'["{GUID}"]', None)

    by_hand = 'UPDATE "DM11.SmartGroup" SET IncludeRecipients = ? WHERE objectGUID = ?'
    change(estate / "target.db", by_hand, '["set by hand"]', hers)
    change(estate / "target.db", by_hand.replace("Include", "Exclude"), '["another"]', theirs)
    change(estate / "target.db", 'UPDATE "DM11.SmartGroup" SET Script = NULL WHERE objectGUID = ?', theirs)
    emptied(estate, mine, theirs)
    failed = [r for r in against_source(shell) if r["status"] == "Failed"]
    assert [r["target"] for r in failed] == [f"SmartGroup/{mine}"]
    assert "Script: it is to be empty, '' a script' is there" in failed[0]["message"]

    plan = shell.plan()
    (item,) = plan["items"]
    assert item["key"] == mine
    assert {c["field"]: c["after"] for c in item["changes"]} == {"Script": None, "ExcludeRecipients": None}
    (name,) = notices(plan)[THEIRS]["names"]
    assert name.endswith(": ExcludeRecipients")
    ended = shell.start(plan)
    assert ended["status"] == "Completed", [r for r in shell.rows() if r["status"] not in ("Done", "Present")]
    assert there(estate, mine) == (None, None, None)
    assert there(estate, hers)[2] == '["set by hand"]', "the source never had one"
    assert there(estate, theirs)[1] == '["another"]'
    assert shell.plan()["items"] == []
    assert {r["status"]: r["target"] for r in against_source(shell)} == {"Warning": THEIRS}

    shell.job("run.undo", runId=ended["runId"])
    assert there(estate, mine) == before
    assert [i["key"] for i in shell.plan()["items"]] == [mine]


@pytest.fixture
def real(estate: Path, tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path / "product", estate) as made:
        yield made


@pytest.mark.mission("V4", "V5", "G1")
def test_through_doors_it_is_emptied_or_said(estate: Path, real: Product) -> None:
    """REST empties an attribute; for what goes by cmdlet it is said what to do by hand, and the rest of the object is brought."""
    smart = rows(estate, SMART)
    filled(estate, *smart)
    vendor = Vendor(real)
    vendor.open(estate)
    assert vendor.job("run.start", plan=vendor.plan()["text"], acceptLoss=["All", "expired-members", "expired-groups"])[
        "status"
    ] == ("Completed")
    data = {guid: g.get("Data", {}) for guid, g in dm_shell.load(real.state)["groups"].items()}
    mine = next(guid for guid in smart if data[guid].get("ExcludeRecipients"))
    change(estate / "groupid10.db", "UPDATE \"SVC.GroupObject\" SET Storage = 'x' WHERE lower(ObjectGUID) = ?", mine)
    emptied(estate, mine)
    owned = (
        'SELECT lower(o.ObjectGUID) FROM "SVC.GroupOwner" o JOIN "SVC.GroupObject" g ON g.ObjectGUID = o.ObjectGUID '
        "WHERE g.ManagedGroupType = 1"
    )
    bags = {guid: g["bag"] for groups in real.server.state.groups.values() for guid, g in groups.items()}
    unmanaged = next(guid for guid in rows(estate, owned) if bags[guid].get("XAdditionalOwner"))
    change(estate / "groupid10.db", 'DELETE FROM "SVC.GroupOwner" WHERE lower(ObjectGUID) = ?', unmanaged)

    plan = vendor.plan()
    changed = {i["key"]: {c["field"] for c in i["changes"]} for i in plan["items"]}
    assert changed == {mine: {"Storage"}, unmanaged: {"XAdditionalOwner"}}
    told = notices(plan)[NOT_EMPTIED]
    assert told["severity"] == "Todo"
    assert [n.rpartition(": ")[2] for n in told["names"]] == ["ExcludeRecipients", "Script"]
    assert "ExcludeRecipients" in told["recommendedAction"]
    assert (
        vendor.job("run.start", plan=plan["text"], acceptLoss=["All", "expired-members", "expired-groups"])["status"]
        == "Completed"
    )
    assert not bags[unmanaged].get("XAdditionalOwner")
    again = vendor.plan()
    assert again["items"] == [] and NOT_EMPTIED in notices(again)
    assert {r["status"]: r["target"] for r in against_source(vendor)} == {"Warning": NOT_EMPTIED}
    vendor.call("connection.close", {"connection": vendor.connection})
