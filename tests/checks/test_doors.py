"""Checks of the doors in use, each state of a look by hand."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.checks import door_reachable, door_rights, door_services, door_shell
from pyupgrade.checks.context import CheckSpec
from pyupgrade.checks.door_looks import NEEDS, DoorLook, Module
from pyupgrade.plan.finding import Finding
from tests.checks.context_by_hand import context

CHECKS = (door_reachable.CHECK, door_services.CHECK, door_shell.CHECK, door_rights.CHECK)
UP = {need.service: True for need in NEEDS["shell"]}
DOWN = {need.service: False for need in NEEDS["tables"]}


def rest(**other: Any) -> DoorLook:
    sound = {
        "name": "rest",
        "kinds": ("DataSource", "Workflow"),
        "location": "https://dm.corp.example:4443",
        "services": UP,
    }
    return DoorLook(**{**sound, **other})


def shell(**other: Any) -> DoorLook:
    sound = {
        "name": "shell", "kinds": ("IdentityStore",), "version": "11.1.25059.04", "server": "DM1", "services": UP,
        "module": Module("Vendor.Management", upgrade_group="Vendor.Management"),
    }  # fmt: skip
    return DoorLook(**{**sound, **other})


def tables(**other: Any) -> DoorLook:
    return DoorLook(**{"name": "tables", "kinds": ("Report",), "location": "sql/dm11", "services": DOWN, **other})


def rows(check: CheckSpec, *doors: DoorLook) -> list[Finding]:
    return list(check.run(context(doors=doors)))


def status(check: CheckSpec, *doors: DoorLook) -> list[str]:
    return [row.status for row in rows(check, *doors)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_without_a_documented_door_there_is_one_row_that_says_so(check: CheckSpec) -> None:
    assert status(check) == ["Passed"]


@pytest.mark.parametrize("check", CHECKS[:-1], ids=lambda c: c.id)
def test_sound_doors_pass(check: CheckSpec) -> None:
    found = rows(check, rest(), shell())
    assert {row.status for row in found} == {"Passed"}, found


def test_a_door_that_does_not_answer_names_what_waits_for_it_and_what_to_do() -> None:
    (row,) = rows(door_reachable.CHECK, rest(problem="connection refused", action="Start the service."))
    assert (row.status, row.target, row.recommended_action) == (
        "Failed",
        "https://dm.corp.example:4443",
        "Start the service.",
    )
    assert "connection refused; through it go DataSource, Workflow" in row.message
    (row,) = rows(door_reachable.CHECK, shell(problem="no module", location=""))
    assert row.target == "shell"
    assert "never takes another door by itself" in row.recommended_action


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ("11.1", "Passed"),
        ("11.1.25059.04", "Passed"),
        ("", "Passed"),
        ("11.0.23315.04", "Warning"),
        ("11.10", "Warning"),
        ("10.0", "Failed"),
    ],
)
def test_the_version_behind_a_door(version: str, state: str) -> None:
    assert status(door_reachable.CHECK, shell(version=version)) == [state]


def test_tables_are_looked_at_by_other_checks() -> None:
    assert status(door_reachable.CHECK, tables()) == ["Passed"]


def test_services_that_a_documented_door_needs_up() -> None:
    found = rows(
        door_services.CHECK, rest(services={**UP, "GroupIDDataService": False, "GroupIDElasticSearchService11": None})
    )
    told = {row.status: row for row in found}
    assert told["Failed"].recommended_action == "Start GroupIDDataService on the server of Directory Manager."
    assert told["Failed"].target == "https://dm.corp.example:4443"
    assert "GroupIDElasticSearchService11" in told["Skipped"].message
    assert "GroupIDSecurityService" in told["Passed"].message


def test_services_that_tables_need_down() -> None:
    assert status(door_services.CHECK, tables()) == ["Passed"]
    found = rows(door_services.CHECK, tables(services={**DOWN, "GroupIDSchedulerService": True}))
    assert [row.status for row in found] == ["Failed", "Passed"]
    assert found[0].recommended_action == "Stop GroupIDSchedulerService on the server of Directory Manager."
    assert status(door_services.CHECK, tables(services={})) == ["Skipped"] * 3


def test_tables_beside_a_documented_door_are_a_warning_and_no_contradiction() -> None:
    found = rows(door_services.CHECK, rest(), tables(services={**UP, "GroupIDSchedulerService": False}))
    assert [row.status for row in found] == ["Warning", "Passed", "Passed"]
    assert "Report go into tables while rest need the product running" in found[0].message


def test_the_vendors_module() -> None:
    assert status(door_shell.CHECK, rest()) == ["Passed"]
    assert status(door_shell.CHECK, shell(module=None)) == ["Failed"]
    assert status(door_shell.CHECK, shell(module=Module())) == ["Failed"]
    (row,) = rows(door_shell.CHECK, shell(module=Module("Other", lacks=("Convert-Group", "Set-Group"))))
    assert row.status == "Failed"
    assert "lacks 2 cmdlets that are called: Convert-Group, Set-Group" in row.message


@pytest.mark.parametrize(
    ("whose", "states"), [("DMUpgrade", ["Passed", "Warning"]), ("Vendor", ["Passed", "Passed"]), ("", ["Passed"])]
)
def test_our_alias_yields_to_the_vendors_upgrade_group(whose: str, states: list[str]) -> None:
    found = rows(door_shell.CHECK, shell(module=Module("Vendor", upgrade_group=whose)))
    assert [row.status for row in found] == states
    if whose == "DMUpgrade":
        assert "new shell" in found[1].recommended_action


def test_permissions_that_the_account_needs_are_listed_and_not_judged() -> None:
    (row,) = rows(door_rights.CHECK, rest())
    assert row.status == "Skipped"
    assert row.message.endswith("it needs: Create Data Source, Manage Data Source, Manage Workflows.")


def test_every_kind_that_a_documented_door_carries_has_its_permissions() -> None:
    carried = {kind for door in context().target_contract.doors.values() for kind in door.kinds}
    assert carried <= set(door_rights.PERMISSIONS)
