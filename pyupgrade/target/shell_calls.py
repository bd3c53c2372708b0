"""What a plan line comes to in the vendor's cmdlets: from a kind's values to a look, the calls that make it, those that change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.calls import Turn
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values
from pyupgrade.target import shell_groups as groups
from pyupgrade.target import shell_schedules as schedules
from pyupgrade.target import shell_stores as stores
from pyupgrade.target.shell_parts import Unsayable

_TURNS: Final[Mapping[str, Callable[[str, Values, Known, DoorFacts], Turn]]] = {
    "IdentityStore": stores.identity_store,
    "IdentityStoreSettings": stores.settings,
    "SecurityRole": stores.security_role,
    "SmtpServer": stores.smtp_server,
    "Notifications": stores.notifications,
    "SmartGroup": partial(groups.managed, "SmartGroup"),
    "PasswordExpiryGroup": partial(groups.managed, "PasswordExpiryGroup"),
    "UnmanagedGroup": groups.unmanaged,
    "Dynasty": groups.dynasty,
}
# Those that can be given more, but not less, without a call that takes away: what stands there says which.
_CHANGES: Final[Mapping[str, Callable[[str, Values, Known, DoorFacts, Values], Turn]]] = {
    "MessagingProvider": stores.messaging_provider,
    "Schedule": schedules.schedule,
}
GROUPS: Final = ("SmartGroup", "PasswordExpiryGroup", "UnmanagedGroup", "Dynasty")
KINDS: Final = (*_TURNS, *_CHANGES)


def turn(kind: str, key: str, values: Values, known: Known, facts: DoorFacts, before: Values | None = None) -> Turn:
    """The calls for one object, the same live and in a script for review.

    `values` are the carried fields, secrets as text or as the plan's markers, references as ids or as markers; `before` is the object as
    it was last seen and remembered, where it is there. Raises TargetRefused for what the documented cmdlets cannot say at all, with what
    to do by hand; a turn that can look but not make says so itself.
    """
    try:
        if kind in _CHANGES:
            return _CHANGES[kind](key, values, known, facts, before or {})
        return _TURNS[kind](key, values, known, facts)
    except Unsayable as unsayable:
        raise TargetRefused(what=unsayable.what, reason=unsayable.words.removesuffix(".")) from None
    except KeyError as missing:
        raise TargetRefused(
            what=f"{kind} {key}", reason=f"neither plan nor journal say its {missing.args[0]}"
        ) from None


def shown(kind: str, key: str, values: Values, found: Mapping[str, Any], facts: DoorFacts) -> Values:
    """The object as it was found, in the fields that this door sees. `found` are its properties, by the names of the contract."""
    out: Values = {}
    for name, carried in facts.kinds[kind].fields.items():
        if not carried.seen:
            continue
        if carried.codec == "store":
            out[name] = values.get(name)  # the look was inside that store
        elif carried.to == "Identity":
            out[name] = key
        else:
            given = found.get(_PROPERTIES.get(name, carried.to))
            if given is not None and given != "":
                out[name] = int(given) if name in _NUMBERS else _as_asked(name, given, values.get(name))
    return out


def _as_asked(name: str, given: Any, asked: Any) -> Any:
    """A name that an object was found by, in whatever letters it has them: those are no difference to be written."""
    return asked if name in _NAMES and str(given).casefold() == str(asked).casefold() else given


_PROPERTIES: Final = {
    "ScheduleName": "Name",
    "IMSGManagedGroupType": "ManagedGroupType",
    "IMSGCriteria": "criteria",
}
_NAMES: Final = ("identityStoreName", "RoleName", "ScheduleName")
_NUMBERS: Final = ("IMSGManagedGroupType", "Priority")
