"""The tables of fields inside modules against the contract: none forgotten, none invented, each of its type."""

from __future__ import annotations

from pyupgrade.modules import store_settings
from tests.modules.memory import TARGET


def test_settings_are_those_of_the_contract() -> None:
    types = {name: column.type for name, column in TARGET.kinds["IdentityStoreSettings"].fields.items()}
    ours = dict.fromkeys((*store_settings.TEXTS, *store_settings.CHOICES), "text")
    ours |= dict.fromkeys(store_settings.NUMBERS, "int")
    ours |= dict.fromkeys(store_settings.SWITCHES, "bool")
    ours |= dict.fromkeys(store_settings.LISTS, "json")
    assert {"IdentityStoreId": "int", **ours} == types
