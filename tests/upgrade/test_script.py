"""The script of the sample's plan: what the documented cmdlets carry is in it, line by line, what they do not is listed, no secret is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from pyupgrade import bridge
from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.contracts.load import Contract, load
from pyupgrade.engine import doors, script
from pyupgrade.engine.connected import Connected
from pyupgrade.plan import document
from pyupgrade.plan.carry import carried
from tests.report.test_script import Ran, run  # noqa: F401 - a fixture
from tests.seam.client import Shell


def through_shell(plan: document.Plan, contract: Contract) -> document.Plan:
    """The plan as it is when each kind that the shell carries goes through it."""
    carries = doors.carries(dict.fromkeys(contract.doors["shell"].kinds, "shell"), contract)
    changes = []
    for change in plan.changes:
        if carry := carries.get(change.kind):
            change = msgspec.structs.replace(change, values=carried(carry, change.values)[0], door="shell")
        changes.append(change)
    return document.sealed(msgspec.structs.replace(plan, changes=tuple(changes)))


@pytest.fixture(name="contract", scope="module")
def the_contract() -> Contract:
    return load("dm11")


@pytest.fixture(name="facts", scope="module")
def facts_of_the_door(contract: Contract) -> DoorFacts:
    return contract.doors["shell"]


@pytest.fixture(name="plan")
def plan_of_the_door(shell: Shell, contract: Contract) -> document.Plan:
    return through_shell(document.read(shell.plan()["text"]), contract)


@pytest.fixture
def text(shell: Shell, plan: document.Plan, facts: DoorFacts) -> str:
    engine: Connected = bridge._BRIDGE._connections[shell.connection]
    with engine.world.reader() as target:
        return script.render(plan, "digest", facts, script.InTarget(target))


def test_every_line_of_the_door_has_its_block_or_its_reason(plan: document.Plan, text: str) -> None:
    blocks = re.findall(r"^# Line (.+)$", text, re.MULTILINE)
    listed = dict(re.findall(r"^#   ([^:]+): (.*)$", text, re.MULTILINE))
    through = [c.id for c in plan.changes if c.door == "shell"]
    assert len(through) > 100
    assert set(blocks) | {i for i in listed if i in through} == set(through)
    assert not set(blocks) & set(listed)
    assert {c.id for c in plan.changes if c.door != "shell"} <= set(listed)
    assert all(len(listed[i]) > 20 for i in through if i in listed), "each with why"
    assert {i.partition("/")[0] for i in blocks} >= {
        "IdentityStore", "IdentityStoreSettings", "SecurityRole", "SmtpServer", "Notifications", "Schedule", "SmartGroup", "Dynasty",
        "PasswordExpiryGroup", "UnmanagedGroup",
    }  # fmt: skip


def test_it_parses_and_runs_no_command_but_its_own(text: str, run: object, facts: DoorFacts) -> None:  # noqa: F811
    parsed: Ran = run(text, "parse")  # type: ignore[operator]
    assert parsed.errors == []
    module = facts.data["module"]["name"]
    theirs = {c.removeprefix(f"{module}\\") for c in parsed.commands if c.startswith(module)}
    assert theirs <= set(facts.data["cmdlet"])
    assert "Update-Group" not in theirs, "nobody's members change by this script"
    assert {c for c in parsed.commands if not c.startswith(module)} <= {
        "Confirm-Answer", "Get-Property", "Select-Meant", "Get-StoreId", "Find-Object", "Test-Managed", "Hide-Secret",
        "Invoke-Line", "Where-Object", "Set-StrictMode", "",
    }  # fmt: skip


def test_it_asks_for_each_secret_and_holds_none(plan: document.Plan, text: str, estate: Path) -> None:
    block = text[text.index("param(") : text.index("Set-StrictMode")]
    assert len(re.findall(r"Mandatory, HelpMessage = '[^']", block)) == block.count("Mandatory") > 3
    secrets = re.findall(r'^\S+\s*=\s*"([^"]{6,})"', (estate / "secrets.toml").read_text("utf-8"), re.MULTILINE)
    assert secrets
    assert not [secret for secret in secrets if secret in text]


def test_what_stands_in_the_target_already_is_known(shell: Shell, facts: DoorFacts, contract: Contract) -> None:
    assert shell.start(shell.plan("Configuration"))["status"] == "Completed"
    plan = through_shell(document.read(shell.plan("Groups")["text"]), contract)
    engine: Connected = bridge._BRIDGE._connections[shell.connection]
    with engine.world.reader() as target:
        text = script.render(plan, "digest", facts, script.InTarget(target))
    assert not [c for c in plan.changes if c.kind == "IdentityStore"]
    assert "(Get-StoreId 'Konzern')" in text, "its name is not in this plan any more"
    assert "# Line SmartGroup/" in text
