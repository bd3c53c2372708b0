"""Schedules as calls of the vendor's cmdlets: made with a trigger that never comes, disabled at once, then given their own triggers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell_parts import Unsayable, connect, credential, present, refused, store_name

# New-Schedule cannot make a disabled one. Until Set-Schedule has disabled it, it must not run: its first trigger is far away.
NEVER: Final = {"$instant": "2099-12-31T00:00:00"}
_BY_HAND: Final = "Make it by hand in Admin Center, in the store's schedules, and leave it disabled until the cut-over."
_SAYABLE: Final = ("Time", "Daily", "Weekly", "Monthly", "MonthlyDOW", "Idle", "Registration", "Boot", "Logon")
_WITH_START: Final = ("Time", "Daily", "Weekly", "Monthly", "MonthlyDOW")
_PLAIN: Final = (
    "MonthDate", "MonthWeek", "DaysInterval", "WeeksInterval", "Repeat", "RepeatInterval", "RepeatDuration", "TriggerDisabled",
    "KillAtDurationEnd",
)  # fmt: skip


def schedule(key: str, values: Values, known: Known, facts: DoorFacts, before: Values) -> Turn:
    """One that the cmdlets cannot make is found by its name once somebody has made it, and then only enabled or disabled.

    `before` is what is known of it as it stands: values that say nothing of its state leave one that is on as it is.
    """
    values = {"Enabled": before.get("Enabled"), **values}
    name, old = str(values["ScheduleName"]), values["IdentityStoreId"]
    look = Call("Get-Schedule", {"IdentityStoreNames": [store_name(known, old)]})
    try:
        create, update = _calls(name, values, known, facts, before)
    except Unsayable as unsayable:
        switch = Call("Set-Schedule", {"ScheduleName": name, "Enabled": bool(values.get("Enabled"))})
        return Turn(look, (), (switch,), {"Name": (name,)}, connect(known, old), unsayable.words)
    return Turn(look, create, update, {"Name": (name,), "JobType": (values["JobType"],)}, connect(known, old))


def _calls(
    name: str, values: Values, known: Known, facts: DoorFacts, before: Values
) -> tuple[tuple[Call, ...], tuple[Call, ...]]:
    """What makes it and what changes it. Raises Unsayable."""
    what, job = f"schedule {name}", values["JobType"]
    if job not in facts.kinds["Schedule"].more["only"]["JobType"]:
        refused(what, f"No page says by what JobType New-Schedule makes a schedule of the kind {job}.", _BY_HAND)
    if not values.get("Targets") and not values.get("IncludeAllContainers"):
        refused(what, "New-Schedule requires targets or all containers, and the old one names neither.", _BY_HAND)
    if not values.get("UserName"):
        refused(what, "New-Schedule needs an account, and the old one names none.", _BY_HAND)
    account = credential(what, values.get("UserName"), values.get("Password"))
    own = (
        Call("Set-Schedule", {"ScheduleName": name, "TriggerOperation": "remove all"}),
        *(_trigger(name, one, what) for one in values.get("Triggers") or ()),
        *_enabled(name, values),
    )
    new = Call("New-Schedule", _new(values, name, store_name(known, values["IdentityStoreId"]), account))
    disabled = Call("Set-Schedule", {"ScheduleName": name, "Enabled": False})
    change = Call("Set-Schedule", _changed(values, name, account))
    return (new, disabled, *own), (change, *_dropped(values, name, before), *own)


def _enabled(name: str, values: Values) -> tuple[Call, ...]:
    """Enabling is the last thing of all: by then its triggers are its own."""
    return (Call("Set-Schedule", {"ScheduleName": name, "Enabled": True}),) if values.get("Enabled") else ()


def _new(values: Values, name: str, store: str, account: Secret) -> dict[str, Any]:
    return present(
        {
            "ScheduleName": name,
            "IdentityStoreName": store,
            "JobType": values["JobType"],
            "TargetType": values.get("TargetType"),
            "Targets": values.get("Targets") or None,
            "IncludeAllContainers": values.get("IncludeAllContainers") or None,
            "MessagingSystems": values.get("MessagingSystems") or None,
            "Credentials": account,
            "TriggerType": "Daily",
            "StartTime": NEVER,
            "EnableNotifications": values.get("EnableNotifications") or None,
            "Recepients": values.get("Recepients") or None,
            "SendToOwners": values.get("SendToOwners") or None,
            "NotificationSendingCriteria": values.get("NotificationSendingCriteria"),
        }
    )


def _changed(values: Values, name: str, account: Secret) -> dict[str, Any]:
    """It is off until its triggers are its own again."""
    targets, everywhere = values.get("Targets") or None, values.get("IncludeAllContainers")
    return present(
        {
            "ScheduleName": name,
            "Enabled": False,
            "Credential": account,
            "TargetOperation": "Add" if targets else None,
            "Targets": targets,
            "IncludeAllContainers": True if everywhere else None,
            "IncludeSpecifiedContainers": True if targets and not everywhere else None,
            "MessagingSystems": values.get("MessagingSystems") or None,
            "SetNotifications": values.get("EnableNotifications"),
            "Recepients": values.get("Recepients") or None,
            "SendToOwners": values.get("SendToOwners"),
            "NotificationSendingCriteria": values.get("NotificationSendingCriteria"),
        }
    )


def _dropped(values: Values, name: str, before: Values) -> tuple[Call, ...]:
    """Takes away the targets that it is no longer to reach: after the new ones have come, so that it never has none.

    Values that say nothing of targets leave them.
    """
    if "Targets" not in values:
        return ()
    wanted = {target.casefold() for target in values.get("Targets") or ()}
    gone = [target for target in before.get("Targets") or () if target.casefold() not in wanted]
    return (Call("Set-Schedule", {"ScheduleName": name, "TargetOperation": "Remove", "Targets": gone}),) if gone else ()


def _trigger(name: str, trigger: Mapping[str, Any], what: str) -> Call:
    kind = trigger["TriggerType"]
    if kind not in _SAYABLE:
        refused(what, f"Set-Schedule has no parameters for what a trigger of the type {kind} waits for.", _BY_HAND)
    if kind in _WITH_START and not trigger.get("StartTime"):
        refused(what, f"A trigger of the type {kind} has no start.", _BY_HAND)
    dates = {part: {"$instant": trigger[part]} for part in ("StartTime", "EndDate") if trigger.get(part)}
    # Enumerations with flags: the page's example gives several as one text with commas (setschedule.md, example 7).
    lists = {part: ",".join(trigger[part]) for part in ("WeekDays", "YearMonths") if trigger.get(part)}
    plain = {part: trigger.get(part) for part in _PLAIN}
    head = {"ScheduleName": name, "TriggerOperation": "add", "TriggerType": kind}
    return Call("Set-Schedule", present({**head, **dates, **lists, **plain}))
