"""objectCategory as a domain controller takes it, in a query and of an object; what only such a server can answer is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pyupgrade.plan.conditions import Condition
from pyupgrade.plan.directory import Entry
from pyupgrade.source import dn as names
from pyupgrade.source.ldap_directory import NOT_KEPT

# In a filter a class's name stands for its defaultObjectCategory ([MS-ADTS], "Searches Using the objectCategory Attribute"), which of
# these is Person.
_PERSONS: Final = frozenset({"person", "organizationalperson", "user", "inetorgperson", "contact"})
_CATEGORY: Final = "objectcategory"


def resolved(condition: Condition) -> Condition:
    """The condition with every objectCategory as `of` gives it. Raises ValueError for attributes that no entry here has."""
    if condition.parts:
        return replace(condition, parts=tuple(resolved(part) for part in condition.parts))
    if condition.attribute == "anr":
        raise ValueError("it asks for anr (ambiguous name resolution), which only a directory server can answer")
    if condition.attribute in NOT_KEPT:
        raise ValueError(f"it asks for {condition.attribute}, which is not read from the directory")
    if condition.attribute != _CATEGORY or condition.operator != "equal":
        return condition
    if "=" not in condition.value:
        return replace(condition, value=_named(condition.value))
    whole, first = _whole(condition.value), _first(condition.value)
    return Condition("or", parts=(replace(condition, value=whole), replace(condition, value=first)))


def of(entry: Entry) -> tuple[str, ...]:
    """By its class's name, and by the DN that the directory shows; where it shows none (an export), by the DN's first part alone."""
    named = _named(entry.object_class)
    shown = entry.attributes.get(_CATEGORY, ())
    return (named, *(_whole(value) for value in shown or (f"CN={named}",)))


def _named(object_class: str) -> str:
    folded = object_class.strip().casefold()
    return "person" if folded in _PERSONS else folded


def _whole(dn: str) -> str:
    try:
        return names.path_of(dn)
    except ValueError:
        return dn.casefold()


def _first(dn: str) -> str:
    return _whole(dn.partition(",")[0])
