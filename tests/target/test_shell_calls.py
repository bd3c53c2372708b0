"""Plan lines as calls of the vendor's cmdlets: held against the contract's parameters, on every line of the Small sample and on tables."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.ports import Values
from pyupgrade.target import shell as shell_door
from pyupgrade.target import shell_calls
from tests.seam.client import Shell
from tests.servers import dm_shell
from tests.servers.dm_shell_run import Direct

FACTS = load("dm11").doors["shell"]
CMDLETS: dict[str, Any] = FACTS.data["cmdlet"]
GUID = "113ed054-64b5-45d9-9dca-78c92c77fe54"
STORE: Values = {
    "identityStoreId": 1,
    "identityStoreName": "Konzern",
    "storeType": "ActiveDirectory",
    "isEnabled": True,
    "identityStoreConfigurationValues": {"DomainName": "corp.example"},
    "serviceAccountUser": "CORP\\svc",
    "serviceAccountPassword": {"$secret": "account/corp\\svc"},
}


class Knows:
    """A plan's and a journal's memory, from a table."""

    def __init__(self, *, given: dict[str, int] | None = None, **values: dict[str, Values]) -> None:
        self._given, self._values = given or {}, values

    def values(self, kind: str, key: str) -> Values | None:
        return self._values.get(kind, {}).get(key)

    def given(self, kind: str, key: str) -> int | None:
        return self._given.get(key) if kind == "IdentityStore" else None

    def learn(self, kind: str, key: str, given: int) -> None:
        self._given[key] = given


KONZERN = Knows(given={"1": 7}, IdentityStore={"1": STORE})


def turn(kind: str, key: str, values: Values, known: Knows = KONZERN) -> Turn:
    return shell_calls.turn(kind, key, values, known, FACTS)


def calls_of(made: Turn) -> Iterator[Call]:
    yield made.look
    yield from made.create
    yield from made.update
    if made.connect:
        yield made.connect


def faults(call: Call) -> Iterator[str]:
    """What of a call the vendor's page does not have."""
    known = CMDLETS[call.cmdlet]["parameters"]
    for name, value in call.parameters.items():
        if name not in known:
            yield f"{call.cmdlet} has no parameter {name}"
            continue
        fact = known[name]
        if fact["type"] == "pscredential" and not (isinstance(value, Secret) and value.user is not None):
            yield f"{call.cmdlet} -{name} is no credential"
        if fact["type"] == "string" and not isinstance(value, str | Secret):
            yield f"{call.cmdlet} -{name} is no text"
        if fact["type"] == "switch" and value is not True:
            yield f"{call.cmdlet} -{name} is no switch that is given"
        if fact["type"] == "bool" and not isinstance(value, bool):
            yield f"{call.cmdlet} -{name} is no bool"
        if fact["type"] == "int" and not isinstance(value, int | dict):
            yield f"{call.cmdlet} -{name} is no int"
        for one in [part for text in value for part in [text]] if isinstance(value, list) else [value]:
            if "values" in fact and not isinstance(one, list):
                wrong = [part for part in str(one).split(",") if part not in fact["values"]]
                if wrong:
                    yield f"{call.cmdlet} -{name} does not take {wrong}"
    for name, fact in known.items():
        when = fact.get("when", {})
        applies = all(call.parameters.get(other) in values for other, values in when.items())
        if (
            fact.get("required")
            and not fact.get("omitted")
            and "set" not in fact
            and applies
            and name not in call.parameters
        ):
            yield f"{call.cmdlet} needs {name}"


@cache
def sample() -> tuple[dict[str, Any], ...]:
    folder = Path(tempfile.mkdtemp()) / "small"
    try:
        shell = Shell()
        shell.job("sample.create", path=str(folder), size="Small")
        shell.open(folder)
        plan = json.loads(shell.plan("Everything")["text"])["plan"]
        shell.call("connection.close", {"connection": shell.connection})
    finally:
        shutil.rmtree(folder.parent)
    return tuple(plan["changes"])


@pytest.fixture(scope="module")
def lines() -> tuple[dict[str, Any], ...]:
    return sample()


def carried(kind: str, values: Values) -> Values:
    return {name: value for name, value in values.items() if name in FACTS.kinds[kind].fields}


def test_every_line_of_the_sample_is_a_documented_call_or_says_what_to_do_by_hand(
    lines: tuple[dict[str, Any], ...],
) -> None:
    by_kind: dict[str, dict[str, Values]] = {}
    for line in lines:
        by_kind.setdefault(line["kind"], {})[line["key"]] = line["values"]
    known = Knows(given={"1": 11}, **by_kind)
    made: dict[str, int] = {}
    left: dict[str, list[str]] = {}
    for kind in shell_calls.KINDS:
        assert by_kind[kind], kind
        for key, values in by_kind[kind].items():
            try:
                one = turn(kind, key, carried(kind, values), known)
            except TargetRefused as refusal:
                left.setdefault(kind, []).append(refusal.message)
                continue
            if one.by_hand:
                left.setdefault(kind, []).append(one.by_hand)
            made[kind] = made.get(kind, 0) + 1
            assert [fault for call in calls_of(one) for fault in faults(call)] == [], key
    assert set(made) == set(shell_calls.KINDS)
    # An LDAP and an Entra store and what the one without an account has; mail servers without a recipient, Office 365 by an app;
    # schedules of kinds without a documented name, without targets, for an event; a query on an Excel file.
    # Middle and leaf Dynasties come with their parents, which are among the lines.
    assert {kind: len(of) for kind, of in left.items()} == {
        "IdentityStore": 2, "IdentityStoreSettings": 1, "SecurityRole": 2, "SmtpServer": 2, "MessagingProvider": 2,
        "Schedule": 15, "SmartGroup": 1,
    }  # fmt: skip


def test_the_sample_goes_into_the_stand_in_and_a_second_pass_changes_nothing(
    lines: tuple[dict[str, Any], ...], tmp_path: Path
) -> None:
    """As the steps do it: look, make what is not there and set what is. The script and the live shell make these very calls."""
    by_kind: dict[str, dict[str, Values]] = {}
    for line in lines:
        by_kind.setdefault(line["kind"], {})[line["key"]] = line["values"]
    state = tmp_path / "state.json"
    groups = [values for kind in shell_calls.GROUPS for values in by_kind[kind].values()]
    dm_shell.begin(
        state,
        [{**{name: g.get(name) for name in ("objectGUID", "distinguishedName", "name", "sAMAccountName", "displayName")},
          "was": g["IMSGManagedGroupType"], "parent": g.get("ParentGroup")} for g in groups],
    )  # fmt: skip
    made: dict[str, int] = {}
    digests = []
    for _ in range(2):
        known = Knows(**by_kind)
        door = shell_door.Shell(FACTS, Direct(state), known, lambda name: f"secret of {name}")
        for kind in shell_calls.KINDS:
            for key, values in by_kind[kind].items():
                wanted = carried(kind, values)
                found = door.find(kind, {key: wanted})
                with contextlib.suppress(TargetRefused):
                    if found:
                        door.update(kind, key, wanted, found[key])
                    else:
                        door.create(kind, key, wanted)
                    seen = door.find(kind, {key: wanted})[key]
                    assert {name: wanted.get(name) for name in seen} == seen
                    made[kind] = made.get(kind, 0) + 1
        digests.append(dm_shell.digest(state))
    assert digests[0] == digests[1]
    # Without the two stores that must be made by hand, and without what belongs to them.
    assert {kind: count // 2 for kind, count in made.items()} == {
        "IdentityStore": 6, "IdentityStoreSettings": 4, "SecurityRole": 16, "SmtpServer": 1, "Notifications": 4, "MessagingProvider": 2,
        "Schedule": 3, "SmartGroup": 23, "PasswordExpiryGroup": 3, "UnmanagedGroup": 9, "Dynasty": 16,
    }  # fmt: skip
    assert "secret of" not in state.read_text("utf-8")


def test_no_group_is_ever_made_and_nothing_updates_one(lines: tuple[dict[str, Any], ...]) -> None:
    names = set(CMDLETS)
    assert not names & {"New-Group", "New-SmartGroup", "New-Dynasty", "Update-Group", "Invoke-Schedule", "Expire-Group"}
    values = {"identityStoreId": 1, "IMSGManagedGroupType": 1, "XGroupSecurity": "Private"}
    assert turn("UnmanagedGroup", GUID, values).create == ()
