"""What the tests of the REST door share: a door into a stand-in, what plan and journal would know, the sample's lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyupgrade.connect.dm_rest import AGAIN, Access, RestClient
from pyupgrade.connect.http import Http, Patience
from pyupgrade.contracts.load import load
from pyupgrade.plan.items import Change
from pyupgrade.target.rest import RestDoor
from tests.servers import dm_rest
from tests.servers.dm_rest import Server

FACTS = load("dm11").doors["rest"]


class Memory:
    """plan/doors.Known in memory: planned values, and the ids that the door learns."""

    def __init__(self) -> None:
        self.planned: dict[tuple[str, str], Mapping[str, Any]] = {}
        self.ids: dict[tuple[str, str], int] = {}

    def values(self, kind: str, key: str) -> Any:
        return self.planned.get((kind, key))

    def given(self, kind: str, key: str) -> int | None:
        return self.ids.get((kind, key))

    def learn(self, kind: str, key: str, given: int) -> None:
        self.ids[kind, key] = given


def access(server: Server, **changed: Any) -> Access:
    given = {
        "address": server.url, "user": dm_rest.USER, "store": 2, "password": dm_rest.PASSWORD, "client_secret": dm_rest.CLIENT,
    }  # fmt: skip
    return Access(**{**given, **changed})


def client(server: Server, patience: Patience | None = None, seconds: float = 10, **changed: Any) -> RestClient:
    patience = patience or Patience(clock=server.clock, sleep=lambda s: None)
    return RestClient(access(server, **changed), Http(patience, server.ca_file, seconds, AGAIN))


def door(server: Server, known: Memory | None = None, **options: Any) -> RestDoor:
    return RestDoor(FACTS, client(server, **options), known or Memory())


def carried(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the door carries, as the step hands them over: what the source has empty, the plan leaves out."""
    fields = FACTS.kinds[kind].fields
    return {name: value for name, value in values.items() if name in fields and value is not None}


def bound(change: Change, known: Memory) -> dict[str, Any]:
    """A line's carried values with references as ids and secrets in plain text."""
    made = {}
    for name, value in carried(change.kind, change.values).items():
        if isinstance(value, dict) and "$ref" in value:
            kind, _, key = value["$ref"].partition("/")
            value = known.given(kind, key)
        elif isinstance(value, dict) and ("$secret" in value or "$file" in value):
            value = f"Pa$$wort '{name}' of {change.key}"
        made[name] = value
    return made


def seen(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The part of values that the door reads back."""
    fields = FACTS.kinds[kind].fields
    return {name: value for name, value in values.items() if name in fields and fields[name].seen}


def settle(server: Server, changes: list[Change], known: Memory) -> None:
    """Stores with new ids, and the directory's groups as unmanaged ones, as they are before a run comes to what the door carries."""
    for change in changes:
        known.planned[change.kind, change.key] = change.values
        if change.kind == "IdentityStore":
            known.learn("IdentityStore", change.key, server.state.add_store(change.values["identityStoreName"]))
    for change in changes:
        if change.kind in ("SmartGroup", "PasswordExpiryGroup", "UnmanagedGroup", "Dynasty"):
            store = known.given("IdentityStore", str(change.store))
            assert store is not None
            values = change.values
            server.state.add_group(store, change.key, values["distinguishedName"], values["sAMAccountName"])
