"""Update-DMUpgradeGroup -Through Vendor typed into a shell that has the vendor's module, over both transports."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.psmodule.conftest import HERE, Said, Shell
from tests.servers import dm_shell, dm_shell_module
from tests.upgrade.through_doors import _groups as groups_of

pytestmark = pytest.mark.xdist_group("vendor")
SCRIPT = """
$null = Connect-DMUpgrade -Sample ./estate -Transport $env:TRANSPORT -WarningAction SilentlyContinue
$null = Start-DMUpgrade -Feature Configuration, History -AcceptLoss All -Force
$asked = @{ IdentityStoreId = 1; GroupType = 3; Through = 'Vendor' }
Say 'withoutIt' (Failure { Update-DMUpgradeGroup @asked -ErrorAction Stop })
Import-Module $env:STANDIN -DisableNameChecking
$account = [pscredential]::new('CORP\\svc', [System.Net.NetworkCredential]::new('', 'geheim').SecurePassword)
New-IdentityStore -IdentityStoreType ActiveDirectory -IdentityStoreName Konzern -Domain corp.example -Credential $account
Say 'whatIf' @(Update-DMUpgradeGroup @asked -WhatIf | ForEach-Object Status)
Say 'afterWhatIf' ([System.IO.File]::ReadAllText($env:STATE).Contains('"ManagedGroupType": 3'))
Say 'rows' @(Update-DMUpgradeGroup @asked -ErrorAction SilentlyContinue)
"""


@pytest.fixture(scope="module")
def told(shell: Shell, transport: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    folder = tmp_path_factory.mktemp("vendor")
    shutil.copytree(sample, folder / "estate")
    state = folder / "state.json"
    dm_shell.begin(state, groups_of(folder / "estate"))
    dm_shell.save(
        state, {**dm_shell.load(state), "next": 1}
    )  # the embedded target keeps old ids, so its store 1 is this one
    said = shell(
        SCRIPT,
        cwd=folder,
        TRANSPORT=transport,
        STATE=str(state),
        STANDIN=str(dm_shell_module.write(folder, state)),
        PYTHONPATH=os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")]),
    )
    return said | {"state": dm_shell.load(state)}


def test_without_the_vendors_module_it_says_so(told: Said) -> None:
    assert told["withoutIt"]["id"].split(",")[0] == "DMUpgrade.Door.ShellMissing"
    assert "is not loaded in this shell" in told["withoutIt"]["message"]


def test_what_if_calls_nothing(told: Said) -> None:
    assert set(told["whatIf"]) == {"Planned"}
    assert told["afterWhatIf"] is False


def test_the_vendors_command_is_called_and_its_work_looked_at(told: Said) -> None:
    """The stand-in keeps a state of its own and not the embedded target's, so the look after must find the groups missing."""
    assert told["rows"]
    assert {row["errorId"] for row in told["rows"]} == {"DMUpgrade.Group.VendorAbsent"}
    kinds = {guid: group["ManagedGroupType"] for guid, group in told["state"]["groups"].items()}
    assert {kinds[row["objectGuid"]] for row in told["rows"]} == {3}
