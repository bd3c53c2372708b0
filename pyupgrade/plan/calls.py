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
    """What one plan line comes to in cmdlets: a look, then what makes the object or what changes it."""

    look: Call
    create: tuple[Call, ...]  # none: it is never made here
    update: tuple[Call, ...]
