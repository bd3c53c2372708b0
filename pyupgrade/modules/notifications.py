"""Whom a store notifies of what: from GroupID 10's rows to what 11.1's Set-Notifications names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "notifications"
TABLE = "SVC.Notification"
RECIPIENTS: Final = ("PrimaryRecepients", "CarbonCopy")  # so spelled by the vendor
SWITCHES: Final = (
    "NotifyLoggedInUsers", "NotifyOwners", "NotifyModifiedObject", "NotifyPublicGroupOwner", "NotifyAddedMembers",
    "NotifyUserGroupJoinML", "NotifyUserGroupLeaveML", "NotifyUserGroupJoinMB", "NotifyUserGroupLeaveMB",
)  # fmt: skip
DAYS: Final = ("XDaysBeforeLeaveNotificationML", "XDaysBeforeLeaveNotificationMB")
PORTAL: Final = "PasswordPortalUrl"

_TOLD: Final[Mapping[str, Told]] = {
    "notifications/unreadable": Told(
        "loss", "Notification settings with a value that is none",
        "Left at the product's default, because the value cannot be what the setting means: {things}.",
        "Look them up in GroupID 10 and set them in 11.1 after the run, or correct them in the source and plan again.",
        "value",
    ),
    "notifications/portal-url": Told(
        "todo", "Notifications that lead to an old portal",
        "Mail about passwords that run out leads to a portal of the old server, and portals are not upgraded: {things}.",
        "When the portals have been created anew, enter the new address in the store's notification settings.", "store",
    ),
    "notifications/without-store": Told(
        "todo", "Notification settings of stores that are gone",
        "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "setting",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    found: dict[str, list[str]] = defaultdict(list)
    for store, row in st.rows_with_stores(source, TABLE, found["notifications/without-store"]):
        yield Change(
            module=NAME,
            feature="Configuration",
            kind="Notifications",
            key=str(store.id),
            name=f"Notification settings of {store.name}",
            store=store.id,
            values={"IdentityStoreId": store.id, **_values(store, row, found)},
            row=fingerprint(row),
        )
    yield from told(NAME, _TOLD, found)


def _values(store: Store, row: Row, found: dict[str, list[str]]) -> dict[str, Any]:
    values: dict[str, Any] = {name: row[name] for name in SWITCHES}
    for name in RECIPIENTS:
        values[name] = None if row[name] is None else recipients(row[name])
    for name in DAYS:
        values[name] = None if row[name] is None or row[name] < 0 else row[name]
    url = (row[PORTAL] or "").strip()
    values[PORTAL] = url or None
    if url:
        found["notifications/portal-url"].append(f"{store.name}: {url}")
    unread = [name for name in (*RECIPIENTS, *DAYS) if values[name] is None and row[name] is not None]
    found["notifications/unreadable"] += [f"{store.name}: {name}" for name in unread]
    return {name: value for name, value in values.items() if name not in unread}


def recipients(given: Any) -> list[str] | None:
    """Addresses of a list, or of a text with semicolons as the product's page takes it, once each, in one order; None for
    anything else. Two that differ by letter case alone are one."""
    parts = given.split(";") if isinstance(given, str) else given
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return None
    kept: dict[str, str] = {}
    for part in sorted(part.strip() for part in parts):
        if part:
            kept.setdefault(part.casefold(), part)
    return [kept[plain] for plain in sorted(kept)]


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Notification settings",
    plan=plan,
    after=("identity-stores", "mail-servers"),
    reads=(*st.READS, TABLE),
    writes=("Notifications",),
    of_groups=False,
)
