"""A database that is not as the contract believes: told whole, refused whole, repaired by an overlay without code."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.seam.client import EngineError, Shell

pytestmark = pytest.mark.mission("V1")

CHANGES = (
    'ALTER TABLE "SVC.SecurityRole" RENAME COLUMN "Priority" TO "RolePriority"',
    'ALTER TABLE "SVC.WorkflowRoute" RENAME TO "SVC.Workflow"',
    'ALTER TABLE "SVC.Client" ADD COLUMN "SiteNote" TEXT',
    'CREATE TABLE "SVC.SiteTable" ("a" TEXT)',
    'DROP TABLE "SVC.SamlProvider"',
    'CREATE TABLE "SVC.SamlProvider" ("SamlProviderId" INTEGER, "ClientId" BLOB, "Name" TEXT)',
    'DROP TABLE "SVC.IdentityStoreSetting"',
    'CREATE TABLE "SVC.IdentityStoreSetting" ("IdentityStoreId" INTEGER, "SettingName" TEXT COLLATE NOCASE, "SettingValue" TEXT)',
)


def change(database: Path, statements: Sequence[str]) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def overlay(estate: Path, name: str, text: str) -> None:
    (estate / "site.toml").write_text(text, encoding="utf-8")
    profile = estate / "upgrade.toml"
    profile.write_text(f'{name} = "site.toml"\n' + profile.read_text(encoding="utf-8"), encoding="utf-8")


def test_a_changed_source_is_told_refused_and_repaired(estate: Path) -> None:
    shell = Shell()
    shell.open(estate)
    untouched = shell.plan("Configuration")
    change(estate / "groupid10.db", CHANGES)
    found = {(r["object"], r["column"], r["difference"]) for r in shell.job("source.drift")["rows"]}
    assert found == {
        ("SVC.SecurityRole", "Priority", "MissingColumn"),
        ("SVC.SecurityRole", "RolePriority", "ExtraColumn"),
        ("SVC.WorkflowRoute", "", "MissingTable"),
        ("SVC.Workflow", "", "ExtraTable"),
        ("SVC.Client", "SiteNote", "ExtraColumn"),
        ("SVC.SiteTable", "", "ExtraTable"),
        ("SVC.SamlProvider", "ClientId", "OtherType"),
        ("SVC.IdentityStoreSetting", "SettingName", "OtherCollation"),
    }
    with pytest.raises(EngineError) as refused:
        shell.plan("Configuration")
    assert refused.value.id == "DMUpgrade.Contract.Drift"
    assert refused.value.details == ["source: SVC.SecurityRole.Priority", "source: SVC.WorkflowRoute"]

    overlay(
        estate,
        "source_overlay",
        '[table."SVC.WorkflowRoute"]\nname = "SVC.Workflow"\n[table."SVC.SecurityRole".columns]\nPriority = "RolePriority"\n',
    )
    repaired = Shell()
    repaired.open(estate)
    kinds = {i["kind"] for i in repaired.plan("Configuration")["items"]}
    assert kinds == {i["kind"] for i in untouched["items"]} - {"IdentityStoreSettings"}, (
        "the settings table is empty now"
    )


def test_a_changed_target_is_told_refused_and_repaired(estate: Path) -> None:
    change(
        estate / "target.db",
        (
            'ALTER TABLE "DM11.SecurityRole" RENAME COLUMN "Priority" TO "Rank"',
            'DROP TABLE "DM11.IdentityStoreSettings"',
            'ALTER TABLE "DM11.Workflow" RENAME TO "DM11.Route"',
        ),
    )
    shell = Shell()
    shell.open(estate)
    found = {(r["object"], r["column"], r["difference"]) for r in shell.job("target.drift")["rows"]}
    assert ("DM11.SecurityRole", "Priority", "MissingColumn") in found
    assert ("DM11.IdentityStoreSettings", "", "MissingTable") in found
    with pytest.raises(EngineError) as refused:
        shell.plan("Configuration")
    assert refused.value.details == [
        "target: DM11.IdentityStoreSettings",
        "target: DM11.SecurityRole.Priority",
        "target: DM11.Workflow",
    ]
    change(
        estate / "target.db",
        ('CREATE TABLE "DM11.IdentityStoreSettings" AS SELECT 1 AS "IdentityStoreId" WHERE 0',),
    )
    overlay(
        estate,
        "target_overlay",
        '[table."DM11.Workflow"]\nname = "DM11.Route"\n[table."DM11.SecurityRole".columns]\nPriority = "Rank"\n',
    )
    repaired = Shell()
    repaired.open(estate)
    with pytest.raises(EngineError) as still:
        repaired.plan("Configuration")
    assert {d.rpartition(".")[0] for d in still.value.details} == {"target: DM11.IdentityStoreSettings"}


def test_a_run_is_refused_when_a_column_goes_after_the_plan(estate: Path, shell: Shell) -> None:
    plan = shell.plan("Configuration")
    change(estate / "groupid10.db", CHANGES[:1])
    with pytest.raises(EngineError) as refused:
        shell.start(plan)
    assert refused.value.id == "DMUpgrade.Contract.Drift"


def test_an_overlay_that_names_what_is_not_there_is_refused(estate: Path) -> None:
    overlay(estate, "source_overlay", '[table."SVC.Workflows"]\nname = "x"\n[table."SVC.Client".columns]\nNo = "y"\n')
    with pytest.raises(EngineError) as refused:
        Shell().open(estate)
    assert refused.value.id == "DMUpgrade.Contract.Invalid"
    assert len(refused.value.details) == 2
