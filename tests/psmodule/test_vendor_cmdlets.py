"""The vendor's cmdlets through a live shell, over both transports, with the stand-in of the Management Shell loaded in it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.psmodule.conftest import HERE, MODULE, Said, Shell
from tests.psmodule.driver.values import AWKWARD, GROUP, OTHER, PARENT, PASSWORD, QUERY, STORE
from tests.servers import dm_shell, dm_shell_module
from tools.docs import cmdlets

pytestmark = pytest.mark.xdist_group("vendor")
ROOT = HERE.parents[1]
SCRIPT = """
Import-Module $env:STANDIN
$null = Connect-DMUpgrade -Sample $env:SAMPLE -Transport $env:TRANSPORT -WarningAction SilentlyContinue
Say 'source' (Get-DMUpgradeSource -Verbose).Version
"""


def group(guid: str, name: str, **more: Any) -> dict[str, Any]:
    dn = f"CN={name},OU=Groups,DC=corp,DC=example"
    return {
        "objectGUID": guid,
        "distinguishedName": dn,
        "name": name,
        "sAMAccountName": name,
        "displayName": name,
        **more,
    }


# The stand-in's cmdlets are functions, which heed the shell's own preference; a compiled one heeds that of the command that calls it.
QUIET = """
$quiet = & (Get-Module DMUpgrade) {
    function Find-VendorCmdlet { $ExecutionContext.InvokeCommand.GetCmdlet('Get-Command') }
    function Ask { [CmdletBinding()] param($Question) @((Invoke-VendorCmdlet $PSCmdlet $Question).errors).Count }
    $call = '{"cmdlet": "Get-Command", "module": "Microsoft.PowerShell.Core", "parameters": {"Name": "no-such-command"}}'
    $question = [System.Text.Json.JsonDocument]::Parse($call).RootElement
    foreach ($action in 'Continue', 'SilentlyContinue', 'Ignore', 'Stop') { Ask $question -ErrorAction $action }
}
Say 'quiet' $quiet
$ErrorActionPreference = 'Stop'
"""


def drive(shell: Shell, folder: Path, work: str, script: str = SCRIPT, **env: str) -> Said:
    """Runs the script with the engine doing that work; the answer has what the work said and the stand-in's state."""
    state = folder / "state.json"
    if not state.exists():
        dm_shell.begin(state, [group(GROUP, "Vertrieb"), group(OTHER, "Werk"), group(PARENT, "Abteilungen", was=3)])
    told = shell(
        script,
        STANDIN=str(dm_shell_module.write(folder, state)),
        PYTHONPATH=os.pathsep.join([str(HERE / "driver"), str(ROOT)]),
        DRIVER_REAL=str(ROOT),
        DRIVER_WORK=str(HERE / "driver" / work),
        DRIVER_SAID=str(folder / "said.json"),
        **env,
    )
    said = folder / "said.json"
    return told | {
        "said": json.loads(said.read_text("utf-8")) if said.exists() else None,
        "state": dm_shell.load(state),
    }


@pytest.fixture(scope="module")
def live(shell: Shell, transport: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    folder = tmp_path_factory.mktemp("vendor")
    told = drive(shell, folder, "live.py", SAMPLE=str(sample), TRANSPORT=transport)
    return told | {"folder": folder}


def test_the_stand_in_says_what_it_is(live: Said) -> None:
    assert dm_shell.GREETING in live["stdout"]
    module = next(live["folder"].glob("*.psm1"))
    assert module.read_text("utf-8").startswith("# STAND-IN")
    assert module.stem == "Imanami.directorymanager.Management"


def test_every_kind_is_made_found_and_changed(live: Said) -> None:
    said = live["said"]
    assert said["who"] == "stand-in/directorymanager"
    assert (said["first"], said["given"]) == ({}, dm_shell.FIRST_ID)
    found = {name.removeprefix("found "): value for name, value in said.items() if name.startswith("found ")}
    assert found == {
        "IdentityStore": {"identityStoreName": "Konzern", "description": STORE["description"]},
        "IdentityStoreSettings": {"IdentityStoreId": 1},
        "SecurityRole": {"IdentityStoreId": 1, "RoleName": "Prüfer", "Priority": 40},
        "SmtpServer": {"IdentityStoreId": 1},
        "Notifications": {"IdentityStoreId": 1},
        "MessagingProvider": {"IdentityStoreId": 1},
        "Schedule": {"ScheduleName": "Nacht", "JobType": "SmartGroup", "IdentityStoreId": 1},
        "SmartGroup": {
            name: QUERY[name] for name in ("objectGUID", "identityStoreId", "IMSGManagedGroupType", "IMSGCriteria")
        },
        "UnmanagedGroup": {"objectGUID": OTHER, "identityStoreId": 1},
        "Dynasty": {"objectGUID": PARENT, "identityStoreId": 1, "IMSGManagedGroupType": 3},
    }


def test_values_arrive_as_they_were_sent(live: Said) -> None:
    store, groups = live["state"]["stores"]["konzern"], live["state"]["groups"]
    assert store["Settings"]["PasswordExceptions"] == [["contains", "passwort"], ["regexp", "^(.)\\1+$"]]
    assert store["Settings"]["Prefixes"] == ["GRP_", "Équipe "]
    assert (store["Settings"]["SecurityGroupsExpiry"], store["Settings"]["GUSLifecycle"]) == (True, False)
    assert (store["Settings"]["GroupLifeDays"], store["Smtp"]["Port"], store["Notifications"]["NotifyOwners"]) == (
        "60",
        587,
        False,
    )
    assert store["Roles"]["prüfer"]["Filters"] == [["name", "is exactly", "Intranet"]]
    trigger = store["Schedules"]["nacht"]["Triggers"][0]
    assert (trigger["StartTime"], trigger["WeekDays"], trigger["WeeksInterval"]) == (
        "2024-01-08T21:00:00",
        "Monday,Thursday",
        1,
    )
    data = groups[GROUP]["Data"]
    assert (data["LdapFilter"], data["Script"], data["PowerTools"]) == (
        QUERY["IMSGCriteria"],
        QUERY["Script"],
        ["ExcelTool", "Other"],
    )
    assert data["SearchContainers"] == ["OU=Externe\\, Berater,DC=corp,DC=example"]
    assert groups[OTHER]["Memberships"][GROUP] == {
        "Type": "Temporary Member",
        "EndDate": "2026-12-11T09:30:00.0000000Z",
    }
    assert groups[PARENT]["ManagedGroupType"] == 3


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_names_arrive_exactly(live: Said, name: str) -> None:
    schedules = live["state"]["stores"]["konzern"]["Schedules"]
    assert schedules[name.casefold()]["Name"] == name
    assert schedules[name.casefold()]["Targets"] == [f"OU={name}\\, x,DC=corp,DC=example", name]
    assert live["said"][f"awkward {AWKWARD.index(name)}"] is True


def test_secrets_arrive_as_credentials_and_stand_nowhere(live: Said, sample: Path) -> None:
    store = live["state"]["stores"]["konzern"]
    wanted = {"user": "CORP\\svc", "password": dm_shell.secret_digest(PASSWORD)}
    for credential in (
        store["Credential"],
        store["Smtp"]["Credential"],
        store["Messaging"][0]["Credential"],
        store["Schedules"]["nacht"]["Credential"],
    ):
        assert credential == {"$credential": wanted}
    assert PASSWORD not in live["stdout"] + live["stderr"]
    written = [*live["folder"].iterdir(), *(file for file in sample.rglob("*") if file.is_file())]
    assert not [file for file in written if b"geheim $(x)" in file.read_bytes()]


def test_what_the_page_does_not_have_is_refused_by_the_stand_in_in_its_own_words(live: Said) -> None:
    unknown, common, what_if, number, wrong, dynamic, nobody = live["said"]["refused"]
    assert {one[0] for one in live["said"]["refused"]} == {"TargetRefused"}
    for told, name in ((unknown, "Everything"), (common, "ErrorAction"), (what_if, "WhatIf"), (dynamic, "Domain")):
        assert f"parameter name '{name}'" in told[1]
        assert any("NamedParameterNotFound" in detail for detail in told[2:])
    assert "'Port'" in number[1]
    assert "Semi_Private" in wrong[1]
    assert "There is no identity store named 'Niemand'" in nobody[1]


def test_no_other_command_is_run(live: Said) -> None:
    kind, words = live["said"]["foreign"]
    assert kind == "Refused"
    assert "'Remove-Item' is none of the cmdlets" in words
    kind, words = live["said"]["other module"]
    assert kind == "DoorShellMissing"
    assert "'Some.Other' is not loaded" in words


def test_errors_of_each_kind_are_seen_and_what_they_left_is_found(
    shell: Shell, transport: str, sample: Path, tmp_path: Path
) -> None:
    silent = SCRIPT.replace("Say 'source'", "$global:ErrorActionPreference = 'SilentlyContinue'\nSay 'source'")
    whole = drive(shell, tmp_path, "faults.py", silent + QUIET, SAMPLE=str(sample), TRANSPORT=transport)
    assert whole["quiet"] == [1, 1, 1, 1], "an error is seen whatever the shell does with errors"
    told = whole["said"]
    for kind, left in (("error", 0), ("complaint", 0), ("written", 1)):
        assert f"New-IdentityStore: Störung: {kind}." in told[kind][0]
        assert "error id StandIn.Fault" in told[kind][1].replace(",Send-Call", "").replace(",New-IdentityStore", "")
        assert told[f"after {kind}"] == left


def test_the_stand_in_takes_no_common_parameters_at_the_prompt_either(shell: Shell, tmp_path: Path) -> None:
    dm_shell.begin(tmp_path / "state.json")
    script = """
    Import-Module $env:STANDIN
    Say 'verbose' (Failure { Get-IdentityStore -All -Verbose })
    Say 'whatif' (Failure { Get-IdentityStore -All -WhatIf })
    Say 'confirm' (Failure { Set-Notifications -IdentityStoreName x -Confirm:$false })
    Say 'both' (Failure { Get-IdentityStore -All -Connected })
    Say 'none' (@(Get-IdentityStore -All).Count)
    $secret = [pscredential]::new('u', [System.Net.NetworkCredential]::new('', 'p').SecurePassword)
    $made = New-IdentityStore -IdentityStoreType ActiveDirectory -IdentityStoreName S -Credential $secret -Domain d -PassThru
    Say 'made' @(foreach ($one in $made.PSObject.Properties) { $one.Name })
    Say 'piped' ('S' | Get-IdentityStore).IdentityStoreId
    """
    told = shell(script, STANDIN=str(dm_shell_module.write(tmp_path, tmp_path / "state.json")))
    assert told["verbose"]["id"].startswith("NamedParameterNotFound")
    for name in ("whatif", "confirm"):
        assert told[name]["id"].startswith("NamedParameterNotFound")
    assert told["both"]["id"].startswith("AmbiguousParameterSet")
    assert (told["none"], told["made"], told["piped"]) == (0, ["IdentityStoreId", "IdentityStoreName"], 101)


def test_the_shells_own_list_is_the_contracts() -> None:
    assert cmdlets.TARGET.read_text("utf-8") == cmdlets.function(), "run: python -m tools.docs.cmdlets"
    assert (MODULE / "Private" / "Get-VendorCmdlet.ps1") == cmdlets.TARGET
