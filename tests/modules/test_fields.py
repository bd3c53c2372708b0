"""The tables of fields inside modules against the contract: none forgotten, none invented, each of its type."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.modules import (
    entitlement,
    identity_stores,
    mail_servers,
    messaging_providers,
    messaging_shape,
    notifications,
    store_settings,
    stored,
)
from pyupgrade.modules.disallowed_passwords import safe_name
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answer, Change, Decision, Line, Module
from tests.modules.memory import SOURCE, TARGET, EmptyTarget, MemorySource

SEALED = "0AA##0PV7#geheim=geheim"
NAMES = ("Domain Name", "Service Account", "Service Account Password", "Client Secret", "PFX", "PFX Password", "App Id")
WAYS = {"ask": None, "copy": stored.COPY, "open": stored.OPEN}


@pytest.mark.mission("S1")
def test_settings_are_those_of_the_contract() -> None:
    types = {name: column.type for name, column in TARGET.kinds["IdentityStoreSettings"].fields.items()}
    ours = dict.fromkeys((*store_settings.TEXTS, *store_settings.CHOICES), "text")
    ours |= dict.fromkeys(store_settings.NUMBERS, "int")
    ours |= dict.fromkeys(store_settings.SWITCHES, "bool")
    ours |= dict.fromkeys((*store_settings.LISTS, *store_settings.PAIRS, *store_settings.NAMES), "json")
    ours |= {store_settings.POLICIES: "json"}
    assert {"IdentityStoreId": "int", **ours} == types


@pytest.mark.mission("S1")
def test_notifications_are_those_of_the_contract() -> None:
    types = {name: column.type for name, column in TARGET.kinds["Notifications"].fields.items()}
    ours = dict.fromkeys(notifications.SWITCHES, "bool") | dict.fromkeys(notifications.RECIPIENTS, "json")
    ours |= dict.fromkeys(notifications.DAYS, "int") | {notifications.PORTAL: "text"}
    assert {"IdentityStoreId": "int", **ours} == types
    assert set(types) == set(SOURCE.tables[notifications.TABLE].columns)


@pytest.mark.mission("S1")
def test_entitlement_is_that_of_the_contract() -> None:
    fields = set(TARGET.kinds["Entitlement"].fields)
    assert fields == {"IdentityStoreId", entitlement.SITE, *entitlement.LISTS}
    assert fields == set(SOURCE.tables[entitlement.TABLE].columns)


@pytest.mark.mission("S4")
def test_every_field_of_a_messaging_provider_has_its_origin() -> None:
    settings = {
        "Domain": "d.example", "AppId": "a", "Cloud": "c", "User": "u", "Servers": ["s"], "MaximumAliasLength": 9,
        "AliasRegex": "x",
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    ours = {"IdentityStoreId", "Provider", "Password", *messaging_providers.SEALED.values()}
    assert ours | set(messaging_shape.read_settings("S", settings, found).values) == set(
        TARGET.kinds["MessagingProvider"].fields
    )
    assert found == {}


@pytest.mark.mission("S1")
@pytest.mark.parametrize("name", messaging_shape.PROVIDERS)
def test_a_provider_is_known_by_its_name_and_its_label(name: str) -> None:
    label = messaging_shape.PROVIDERS[name]
    assert messaging_shape.provider_of(name.upper()) == messaging_shape.provider_of(f" {label} ") in (name, None)
    assert messaging_shape.provider_of(name) == name


def estate(sealed: str) -> MemorySource:
    """Three stores whose accounts, apps and servers all have a password or secret."""
    values = {
        1: {"Service Account": r"CORP\svc", "Service Account Password": sealed},
        2: {"Service Account": r"corp\SVC", "Service Account Password": sealed},
        3: {"App Id": "app-3", "Client Secret": sealed, "PFX": sealed, "PFX Password": sealed},
    }
    rows = [(store, NAMES.index(name), text) for store, named in values.items() for name, text in named.items()]
    app = dict.fromkeys(messaging_providers.SEALED.values(), sealed)
    tables: dict[str, list[Any]] = {
        "SVC.StoreType": [{"StoreTypeId": n, "StoreTypeName": t} for n, t in ((1, "AD"), (2, "Entra"))],
        "SVC.ConfigurationAttribute": [{"AttributeID": n, "AttributeName": name} for n, name in enumerate(NAMES)],
        "SVC.IdentityStore": [
            {"IdentityStoreId": n, "IdentityStoreName": f"S{n}", "StoreTypeId": 1 + n // 3, "IsEnabled": True}
            for n in values
        ],
        "SSPR_IdentityStoreValue": [
            {"AttributesValueID": n, "IdentityStoreID": store, "AttributeID": attribute, "AttributeValue": text}
            for n, (store, attribute, text) in enumerate(rows)
        ],
        "SVC.MessagingProvider": [
            {"IdentityStoreId": 1, "Provider": "o365", "Settings": {"AppId": "app-1", "Domain": "d"}, **app},
            {"IdentityStoreId": 2, "Provider": "Exchange 2019", "Settings": {"User": r"corp\svc", "Servers": ["m"]}},
            {"IdentityStoreId": 3, "Provider": "o365", "Settings": {"AppId": "APP-3", "Domain": "d"}, **app},
        ],
        "SVC.SmtpServer": [{"IdentityStoreId": 2, "SmtpServer": "m", "UserName": "mailer", "Password": sealed}],
    }
    return MemorySource(tables)


def planned(way: str, sealed: str) -> list[Line]:
    modules: tuple[Module, ...] = (identity_stores.MODULE, messaging_providers.MODULE, mail_servers.MODULE)
    answers = {} if WAYS[way] is None else {stored.DECISION: Answer(text=WAYS[way])}
    return [line for module in modules for line in module.plan(estate(sealed), EmptyTarget(), answers)]


@pytest.mark.mission("S4", "S8", "C4")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sealed", [SEALED, "im Klartext"])
def test_a_secret_is_asked_exactly_when_a_value_waits_for_it(way: str, sealed: str) -> None:
    lines = planned(way, sealed)
    changes = [line for line in lines if isinstance(line, Change)]
    values = [value for change in changes for value in change.values.values() if isinstance(value, dict)]
    waiting = {asked for value in values if (asked := marks.question_of(value))}
    asked = [line.id for line in lines if isinstance(line, Decision) and line.id != stored.DECISION]
    assert waiting == set(asked)
    assert [line.id for line in lines if isinstance(line, Decision)].count(stored.DECISION) == 1
    if way == "ask" or sealed != SEALED:
        assert len(waiting) == 8  # two accounts, two apps: nobody is asked for an account or an app twice
    else:
        assert waiting == set()
        places = [value[f"${way}"] for value in values if f"${way}" in value]
        assert len(places) == 13
    assert sealed not in repr(lines)


@pytest.mark.mission("S8")
def test_a_sealed_place_holds_sealed_text() -> None:
    source = estate(SEALED)
    changes = [line for line in planned("copy", SEALED) if isinstance(line, Change)]
    places = [v["$copy"] for change in changes for v in change.values.values() if isinstance(v, dict) and "$copy" in v]
    for place in places:
        table, key, column = place.split("/")
        rows = [row for row in source.rows(table) if str(row[SOURCE.tables[table].key[0]]) == key]
        assert [row[column] for row in rows] == [SEALED], place


@given(st.text())
def test_a_safe_name_is_one_that_windows_takes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', safe)
    assert not safe.endswith((".", " "))
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", safe, re.ASCII)
    assert safe_name(safe) == safe
