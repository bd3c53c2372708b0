"""GroupID 9 upgraded by the same modules as 10, once somebody has confirmed what is assumed of it (mission C1)."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.contracts.groupid9 import load_groupid9
from tests.seam.client import EngineError, Shell
from tests.upgrade import reading, target_rows

pytestmark = pytest.mark.mission("C1")

LACKING = ("Entitlement", "WorkflowRequest")  # kinds whose tables 9 does not have


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nine") / "small"
    assert Shell().job("sample.create", path=str(folder), size="Small", version="9")["version"] == "9.0"
    return folder


@pytest.fixture
def nine(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "nine"
    shutil.copytree(made, folder)
    return folder


@pytest.fixture(scope="module")
def ends(made: Path, pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both samples of one seed, upgraded."""
    found = {}
    for name, sample in (("9", made), ("10", pristine)):
        found[name] = tmp_path_factory.mktemp("ends") / name
        shutil.copytree(sample, found[name])
        shell = Shell()
        shell.open(found[name])
        plan = shell.plan()
        assert shell.start(plan)["status"] == "Completed"
        assert {c["status"] for c in shell.job("result.verify", againstSource=True)["rows"]} == {"Passed"}
        assert shell.plan()["items"] == [], "a second plan is empty"
        shell.call("connection.close", {"connection": shell.connection})
    return found


def keys(estate: Path, kind: str, key: str) -> set[Any]:
    return {value for (value,) in reading.rows(estate / "target.db", f'SELECT "{key}" FROM "DM11.{kind}"')}


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("IdentityStore", "identityStoreId"), ("SecurityRole", "RoleKey"), ("SmartGroup", "objectGUID"),
        ("Dynasty", "objectGUID"), ("PasswordExpiryGroup", "objectGUID"), ("UnmanagedGroup", "objectGUID"),
        ("DataSource", "name"), ("SynchronizeJob", "jobKey"), ("Schedule", "scheduleKey"), ("Report", "reportKey"),
        ("Workflow", "routeKey"), ("MessagingProvider", "IdentityStoreId"), ("StoreLink", "linkKey"),
    ],
)  # fmt: skip
def test_what_9_holds_comes_as_from_10(ends: dict[str, Path], kind: str, key: str) -> None:
    found = keys(ends["9"], kind, key)
    assert found
    assert found == keys(ends["10"], kind, key)


@pytest.mark.parametrize("kind", ["SmartGroup", "Dynasty", "UnmanagedGroup", "SecurityRole"])
def test_rows_are_those_of_10_but_for_what_9_lacks(ends: dict[str, Path], kind: str) -> None:
    ours, theirs = (target_rows.typed(ends[version] / "target.db", kind) for version in ("9", "10"))
    for fields in theirs.values():
        fields.pop("PowerTools", None)
    assert ours == theirs


@pytest.mark.parametrize("kind", LACKING)
def test_what_9_lacks_is_not_invented(ends: dict[str, Path], kind: str) -> None:
    (count,) = reading.rows(ends["9"] / "target.db", f'SELECT count(*) FROM "DM11.{kind}"')[0]
    assert count == 0


def test_the_sample_is_what_the_contract_says(nine: Path) -> None:
    shell = Shell()
    opened = shell.open(nine)
    assert opened["sourceVersion"].startswith("9.0")
    assert any("as this product assumes it" in warning for warning in opened["warnings"])
    assert shell.job("source.drift")["rows"] == []
    tables = reading.tables(nine / "groupid9.db")
    contract, translation = load_groupid9()
    assert {table.physical for table in contract.tables.values()} <= set(tables)
    assert not [name for name in translation.absent_tables if name in tables]


def test_nothing_runs_before_somebody_confirms(nine: Path) -> None:
    site = nine / "site.toml"
    site.write_text(site.read_text("utf-8").replace("confirmed_by", "# confirmed_by"), "utf-8")
    shell = Shell()
    shell.open(nine)
    (check,) = [c for c in shell.job("preflight.run", features=[])["rows"] if c["id"] == "source.version"]
    assert check["status"] == "Failed"
    plan = shell.plan("Configuration")  # it can be looked at
    with pytest.raises(EngineError) as refused:
        shell.start(plan)
    assert refused.value.id == "DMUpgrade.Contract.Unconfirmed"
    assert "9.0" in refused.value.message
    assert reading.rows(nine / "target.db", 'SELECT count(*) FROM "DM11.IdentityStore"') == [(0,)]


def test_another_name_is_repaired_by_the_overlay(nine: Path) -> None:
    connection = sqlite3.connect(nine / "groupid9.db")
    connection.execute('ALTER TABLE "dbo.GroupObjects" RENAME TO "dbo.ManagedGroups"')
    connection.execute('ALTER TABLE "dbo.IdentityStores" RENAME COLUMN "Name" TO "StoreName"')
    connection.close()
    site = nine / "site.toml"
    text = site.read_text("utf-8")
    site.write_text(
        text
        + '\n[table."SVC.GroupObject"]\nname = "dbo.ManagedGroups"\n'
        + '[table."SVC.IdentityStore".columns]\nIdentityStoreName = "StoreName"\n',
        "utf-8",
    )
    shell = Shell()
    shell.open(nine)
    assert shell.job("source.drift")["rows"] == []
    assert shell.start(shell.plan("Configuration", "History"))["status"] == "Completed"
