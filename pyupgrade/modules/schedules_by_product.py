"""Schedules that 11.1 makes by itself: their times are set where the target has them; none is ever created (mission H3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.schedule_rows import Old
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import Values

ALL_STORES = "SchemaReplication"  # one job, shown in every store (11.1 admincenter/schedule/schemareplication.md)


def standing(old: Old, there: Mapping[str, Values]) -> str:
    """The key of the one among the target's schedules that stands for `old`; "" when none does."""
    of_type = {key: values for key, values in there.items() if key.partition("/")[0] == old.kind.job_type}
    store = old.values["StoreId"]
    if old.kind.job_type != ALL_STORES and store is not None:
        of_type = {key: values for key, values in of_type.items() if values.get("IdentityStoreId") == store}
    return next(iter(of_type)) if len(of_type) == 1 else ""


def adjusted(module: str, old: Old, triggers: Sequence[Mapping[str, Any]], key: str, now: Values) -> Change | None:
    """The change of the one that stands for `old`; None when `old` tells nothing of it. Where no time was read, its own stay."""
    values: dict[str, Any] = {"scheduleKey": key}
    if triggers:
        values["Triggers"] = list(triggers)
    if old.values["Enabled"] is False:
        values["Enabled"] = False
    if len(values) == 1:
        return None
    return Change(
        module=module,
        feature="Schedules",
        kind="Schedule",
        key=key,
        name=str(now.get("ScheduleName") or key.partition("/")[2]),
        store=now.get("IdentityStoreId"),
        values=values,
        row=fingerprint(*old.rows, without=("Path",)),
    )


def told(old: Old, triggers: Sequence[Mapping[str, Any]]) -> str:
    """Its name and times, as somebody would set them by hand."""
    times = [
        f"{t['TriggerType']} from {t['StartTime']}" if "StartTime" in t else str(t["TriggerType"]) for t in triggers
    ]
    return f"{old.label}: {', '.join(times) or 'no times'}"
