"""Upgrade-Group's choice of groups: names, containers, types, and a row for whatever was named and not taken (C3, G2, G3)."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.errors import GroupTypeUnknown, GroupTypeUnsupported, ScopeInvalid
from pyupgrade.plan import scope as scopes
from pyupgrade.plan.directory import Entry
from pyupgrade.plan.document import Scope
from tests.plan import world

BASE = "dc=corp,dc=example"
SALES = f"ou=sales,{BASE}"


def entry(guid: str, dn: str, kind: str = "group", sam: str = "") -> Entry:
    return Entry(guid, dn, dn.partition(",")[0].partition("=")[2], sam or guid, kind)


def row(guid: str, kind: int, store: int = 1, parent: str | None = None) -> dict[str, Any]:
    return {
        "ObjectGUID": guid, "IdentityStoreId": store, "ManagedGroupType": kind, "ParentGUID": parent,
        "CommonName": guid, "DistinguishedName": f"cn={guid},{BASE}",
    }  # fmt: skip


@pytest.fixture
def source() -> world.MemorySource:
    entries = [
        entry("base", BASE, "domainDNS"), entry("ou", SALES, "organizationalUnit"), entry("smart", f"cn=Smart,{SALES}"),
        entry("plain", f"cn=Plain,ou=deep,{SALES}"), entry("dynasty", f"cn=Dynasty,{BASE}"), entry("middle", f"cn=Middle,{BASE}"),
        entry("leaf", f"cn=Leaf,{BASE}"), entry("twin1", f"cn=Twin,{BASE}"), entry("twin2", f"cn=Twin,{SALES}"),
        entry("bare", f"cn=Bare,{BASE}"), entry("other", f"cn=Other,{BASE}"), entry("anna", f"cn=Anna,{BASE}", "user"),
    ]  # fmt: skip
    rows = [
        row("smart", 2), row("plain", 1), row("dynasty", 3), row("middle", 4, parent="dynasty"), row("leaf", 5, parent="middle"),
        row("expiry", 6), row("other", 2, store=2),
    ]  # fmt: skip
    return world.MemorySource({scopes.GROUPS: rows}, directory=world.MemoryDirectory(entries))


def told(source: world.MemorySource, **asked: Any) -> dict[str, str]:
    chosen = scopes.select(Scope(store=1, **asked), source)
    return {h.identity: h.status for h in chosen.hits}


def test_nothing_named_is_every_supported_group_of_the_store(source: world.MemorySource) -> None:
    chosen = scopes.select(Scope(store=1), source)
    assert chosen.guids == {"smart", "plain", "dynasty", "expiry"}
    assert chosen.children == {"middle", "leaf"}, "a parent carries its children"


@pytest.mark.parametrize("types", [(4,), (5,), (2, 4)])
@pytest.mark.mission("G2")
def test_types_4_and_5_are_refused_by_name(source: world.MemorySource, types: tuple[int, ...]) -> None:
    with pytest.raises(GroupTypeUnsupported):
        scopes.select(Scope(store=1, group_types=types), source)


def test_other_numbers_are_refused(source: world.MemorySource) -> None:
    with pytest.raises(GroupTypeUnknown):
        scopes.select(Scope(store=1, group_types=(7,)), source)
    with pytest.raises(ScopeInvalid):
        scopes.select(Scope(store=1, containers=((SALES, 3),)), source)


@pytest.mark.parametrize("name", ["smart", f"CN=SMART,{SALES}", "Smart"])
def test_a_group_is_found_by_guid_dn_and_name_in_any_case(source: world.MemorySource, name: str) -> None:
    assert told(source, identities=(name,)) == {name: "Planned"}


@pytest.mark.mission("G3")
def test_what_was_named_and_is_not_taken_has_a_row(source: world.MemorySource) -> None:
    asked = ("nobody", "Anna", "Twin", "Bare", "Other", "Leaf", "Plain")
    assert told(source, identities=asked, group_types=(2, 3)) == {
        "nobody": "NotFound", "Anna": "NotFound", "Twin": "Failed", "Bare": "Skipped", "Other": "OutOfScope",
        "Leaf": "OutOfScope", "Plain": "OutOfScope",
    }  # fmt: skip
    hits = {h.identity: h for h in scopes.select(Scope(store=1, identities=asked), source).hits}
    assert "user, not a group" in hits["Anna"].message
    assert hits["Twin"].message.count("cn=Twin") == 2
    assert "parent" in hits["Leaf"].action and "IdentityStoreId 2" in hits["Other"].action
    assert all(h.message for h in hits.values() if h.status != "Planned")


def test_containers_by_scope_and_together_with_names(source: world.MemorySource) -> None:
    assert set(told(source, containers=((SALES, 1),))) == {"smart"}
    assert set(told(source, containers=((SALES, 2),))) == {"smart", "plain"}
    assert told(source, containers=((SALES, 2),), identities=("Smart", "Dynasty")) == {
        "Smart": "Planned",
        "Dynasty": "OutOfScope",
    }
    assert told(source, containers=(("ou=gone", 2),)) == {"ou=gone": "NotFound"}


def test_a_name_given_twice_is_one_row(source: world.MemorySource) -> None:
    chosen = scopes.select(Scope(store=1, identities=("smart", "Smart", "smart")), source)
    assert [h.status for h in chosen.hits] == ["Planned"]


def test_the_modules_see_only_the_chosen(source: world.MemorySource) -> None:
    scoped = scopes.ScopedSource(source, {"smart", "dynasty"})
    assert {r["ObjectGUID"] for r in scoped.rows(scopes.GROUPS)} == {"smart", "dynasty"}
    assert {r["ObjectGUID"] for r in scoped.rows(scopes.GROUPS, {"ManagedGroupType": 2})} == {"smart"}
    assert list(scoped.rows(scopes.GROUPS, {"ObjectGUID": ["plain"]})) == []
