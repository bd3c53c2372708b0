"""Calls of the vendor's cmdlets, as plain data: what the live shell runs and what a script for review is written of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Secret:
    """A parameter's secret: a PSCredential where it has a user, else a SecureString. `name` is the decision it comes from."""

    name: str
    user: str | None = None
    value: str | None = field(default=None, repr=False)  # bound only where it is about to be used


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a cmdlet that the contract lists.

    Values: str, int, bool (a switch, too), lists of text, lists of these, a mapping (a hashtable), {"$instant": ISO text}, Secret.
    """

    cmdlet: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one plan line comes to in cmdlets: a look, then what makes the object or what changes it.

    `where` are properties that one of the look's objects must have to be the one, each with the values that count (compared as text,
    without regard to case); with none, any object will do. `connect` makes the store of the other calls the shell's own; turns in a
    row that want the same store need it once. An identity store's id that only the product knows stands in the calls as
    {"$store": name}: the property IdentityStoreId of the store of that name in Get-IdentityStore -All. `by_hand` says why no call makes
    it, where none can, and what to do instead.
    """

    look: Call
    create: tuple[Call, ...]  # none: it is never made here
    update: tuple[Call, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    connect: Call | None = None
    by_hand: str = ""
