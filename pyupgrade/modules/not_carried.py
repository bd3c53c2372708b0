"""What the upgrade leaves behind: from the old installation's tables and files to notices with names and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyupgrade.modules import left_portals
from pyupgrade.modules import stores as st
from pyupgrade.modules.left_behind import NAME, Old, per_store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.workflow_requests import PENDING
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

_CHUNK = 450
_TOLD: Final[Mapping[str, Told]] = {
    **left_portals.TOLD,
    "notifications": Told(  # upgrade note 5
        "loss", "Pending notifications", "Notifications not sent yet stay in the old queue: {things}.",
        "Let GroupID 10 send them before the run: its notification queue shows them.", "notification",
    ),
    "phone-id": Told(
        "loss", "PhoneID enrolments", "PhoneID enrolments are not carried, its service has ended: {things}.",
        "Have these users enrol with another way of authentication.", "enrolment",
    ),
    "decided-requests": Told(
        "change", "Workflow requests that are decided",
        "Requests that do not wait for a decision any more are not carried, so users see none of them in 11.1: {things}.",
        "Keep the old database if they are still wanted; who decided what also stands in the history, where it was tracked.",
        "request",
    ),
    "dc-priority": Told(  # upgrade note 7
        "todo", "Priority of domain controllers",
        "The priority of domain controllers is carried as the old server saw it: {things}.",
        "If 11.1 runs on another machine, set it anew for that machine's site.", "store",
    ),
    "expired-without-group": Told(
        "loss", "Member backups without a group",
        "Member backups of groups that have no product data are not carried: {things}.",
        "If such a group still exists in the directory, save its members from the table Expired.GroupMember.", "group",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    old = Old.of(source)
    found, facts, ids = left_portals.found(old)
    by_store = {
        "notifications": old.by_store(source.rows("SVC.NotificationQueue")),
        "phone-id": old.by_store(source.rows("SSPR.PhoneIDClients"), "IdentityStoreID"),
        # Pending ones are carried by a module of their own; of the other states no number is published.
        "decided-requests": old.by_store(
            row for row in source.rows("SVC.WorkflowRequest") if row["StatusId"] != PENDING
        ),
    }
    found |= {what: per_store(counts) for what, counts in by_store.items()}
    found["dc-priority"] = [store.name for store in old.carried.values() if store.row["DomainPriorities"]]
    found["expired-without-group"] = _backups(old)
    yield from told(
        NAME, _TOLD, found, counts={what: sum(n.values()) for what, n in by_store.items()}, facts=facts, ids=ids
    )


def _backups(old: Old) -> list[str]:
    """Member backups that belong to no group: no group's line would tell of them."""
    rows = old.source.rows("Expired.Group")
    backed = sorted(row["ObjectGUID"] for row in rows if old.concerns(row["IdentityStoreId"]))
    known: set[str] = set()
    for chunk in batches(backed, _CHUNK):
        known |= {row["ObjectGUID"] for row in old.source.rows("SVC.GroupObject", {"ObjectGUID": chunk})}
    return [guid for guid in backed if guid not in known]


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="What is not carried",
    plan=plan,
    after=("identity-stores",),
    reads=(
        *st.READS,
        "SVC.Client",
        "SVC.SamlProvider",
        "SVC.NotificationQueue",
        "SSPR.PhoneIDClients",
        "SVC.WorkflowRequest",
        "Expired.Group",
        "SVC.GroupObject",
        "portal-designs",
        "portal-combos",
        "portal-settings",
    ),
)
