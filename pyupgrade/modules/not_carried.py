"""What the upgrade leaves behind: from the old installation's tables and files to notices with names and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyupgrade.modules import stores as st
from pyupgrade.modules.left_behind import NAME, Old, left, per_store
from pyupgrade.modules.left_portals import clients, portals, saml
from pyupgrade.modules.workflow_requests import PENDING
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Answers, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import things

_CHUNK = 450


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    old = Old.of(source)
    for told in _TOLD:
        yield from told(old)


def _notifications(old: Old) -> Iterator[Notice]:
    """Upgrade note 5."""
    found = old.by_store(old.source.rows("SVC.NotificationQueue"))
    total, names = sum(found.values()), per_store(found)
    yield from left(
        "notifications", "loss", "Pending notifications",
        f"Notifications not sent yet stay in the old queue: {things(names, 'notification', number=total)}.",
        "Let GroupID 10 send them before the run: its notification queue shows them.",
        names, total,
    )  # fmt: skip


def _phone(old: Old) -> Iterator[Notice]:
    found = old.by_store(old.source.rows("SSPR.PhoneIDClients"), "IdentityStoreID")
    total, names = sum(found.values()), per_store(found)
    yield from left(
        "phone-id", "loss", "PhoneID enrolments",
        f"PhoneID enrolments are not carried, its service has ended: {things(names, 'enrolment', number=total)}.",
        "Have these users enrol with another way of authentication.",
        names, total,
    )  # fmt: skip


def _requests(old: Old) -> Iterator[Notice]:
    """Those pending are carried by a module of their own; of the other states no number is published."""
    rows = old.source.rows("SVC.WorkflowRequest")
    found = old.by_store(row for row in rows if row["StatusId"] != PENDING)
    total, names = sum(found.values()), per_store(found)
    yield from left(
        "decided-requests", "change", "Workflow requests that are decided",
        "Requests that do not wait for a decision any more are not carried, so users see none of them in 11.1: "
        f"{things(names, 'request', number=total)}.",
        "Keep the old database if they are still wanted; who decided what also stands in the history, where it was tracked.",
        names, total,
    )  # fmt: skip


def _controllers(old: Old) -> Iterator[Notice]:
    """Upgrade note 7."""
    names = [store.name for store in old.carried.values() if store.row["DomainPriorities"]]
    yield from left(
        "dc-priority", "todo", "Priority of domain controllers",
        f"The priority of domain controllers is carried as the old server saw it: {things(names, 'store')}.",
        "If 11.1 runs on another machine, set it anew for that machine's site.",
        names,
    )  # fmt: skip


def _backups(old: Old) -> Iterator[Notice]:
    """Member backups that belong to no group: no group's line would tell of them."""
    rows = old.source.rows("Expired.Group")
    backed = sorted(row["ObjectGUID"] for row in rows if old.concerns(row["IdentityStoreId"]))
    known: set[str] = set()
    for chunk in batches(backed, _CHUNK):
        known |= {row["ObjectGUID"] for row in old.source.rows("SVC.GroupObject", {"ObjectGUID": chunk})}
    names = [guid for guid in backed if guid not in known]
    yield from left(
        "expired-without-group", "loss", "Member backups without a group",
        f"Member backups of groups that have no product data are not carried: {things(names, 'group')}.",
        "If such a group still exists in the directory, save its members from the table Expired.GroupMember.",
        names,
    )  # fmt: skip


_TOLD: tuple[Callable[[Old], Iterator[Notice]], ...] = (
    portals,
    clients,
    saml,
    _notifications,
    _phone,
    _requests,
    _controllers,
    _backups,
)

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
