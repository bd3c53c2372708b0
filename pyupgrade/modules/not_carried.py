"""What the upgrade leaves behind: from the old installation's tables and files to notices with names and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pyupgrade.modules import stores as st
from pyupgrade.modules.left_behind import BY_US, NAME, Old, left, per_store
from pyupgrade.modules.left_portals import clients, portals, saml
from pyupgrade.modules.left_workflows import requests, workflows
from pyupgrade.modules.wording import things
from pyupgrade.plan.items import Answers, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader

_STORE_FOLDER = re.compile(r"_(\d+)/[^/]+$")
_STORE_XML = re.compile(r"_(\d+)\.xml$", re.IGNORECASE)
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


def _links(old: Old) -> Iterator[Notice]:
    names = [
        f"{old.name(row['FirstStoreId'])} - {old.name(row['SecondStoreId'])}"
        for row in old.source.rows("SVC.StoreLink")
    ]
    yield from left(
        "store-links", "loss", "Links between stores",
        f"Links between identity stores are {BY_US}: {things(names, 'link')}.",
        "Link the stores in 11.1 with the same attribute maps, when both have been replicated.",
        names,
    )  # fmt: skip


def _messaging(old: Old) -> Iterator[Notice]:
    names = [
        f"{old.name(row['IdentityStoreId'])}: {row['Provider']}"
        for row in old.source.rows("SVC.MessagingProvider")
        if old.concerns(row["IdentityStoreId"])
    ]
    yield from left(
        "messaging-providers", "loss", "Messaging providers",
        f"Messaging providers of stores are {BY_US}: {things(names, 'provider')}.",
        "Configure each in its store in 11.1; Office 365 needs the app's client secret and PFX file.",
        names,
    )  # fmt: skip


def _users(old: Old) -> Iterator[Notice]:
    managers: Counter[str] = Counter()
    validated: Counter[str] = Counter()
    enrolled: Counter[str] = Counter()
    for row in old.source.rows("SVC.UserObject"):
        if old.concerns(row["IdentityStoreId"]):
            name = old.name(row["IdentityStoreId"])
            managers[name] += bool(row["AdditionalManagers"])
            validated[name] += row["ProfileValidatedOn"] is not None
            enrolled[name] += bool(row["EnrolledWith"])
    total = managers.total()
    yield from left(
        "additional-managers", "loss", "Additional managers",
        f"Additional managers of users are {BY_US}: {things(per_store(managers), 'user', number=total)}.",
        "Export them in GroupID 10 and enter them in 11.1.",
        per_store(managers), total,
    )  # fmt: skip
    total = validated.total()
    yield from left(
        "profile-validation", "loss", "Profile validation",
        f"Dates of the last profile validation are {BY_US}: {things(per_store(validated), 'user', number=total)}.",
        "Expect everybody to be asked again: begin the validation in 11.1 with a period that allows for it.",
        per_store(validated), total,
    )  # fmt: skip
    total = enrolled.total()
    yield from left(
        "enrolments", "loss", "Enrolments",
        f"Enrolments are {BY_US} and must be made anew: {things(per_store(enrolled), 'user', number=total)}.",
        "Announce it, and do not enforce a second factor before they have.",
        per_store(enrolled), total,
    )  # fmt: skip


def _replication(old: Old) -> Iterator[Notice]:
    """Upgrade note 2: without its file a store gets the product's default attributes."""
    files: dict[int, str] = {}
    for file in old.source.files("replication-attributes"):
        if found := _STORE_XML.search(file.path):
            files[int(found[1])] = file.path.rpartition("/")[2]
    without = [store.name for number, store in old.carried.items() if number not in files]
    yield from left(
        "replication-attributes/missing", "change", "Stores without a list of replicated attributes",
        f"Without their attribute file these get 11.1's default attributes: {things(without, 'store')}.",
        "Bring the files of the old server under the same path, or choose the attributes in 11.1.",
        without,
    )  # fmt: skip
    having = [f"{store.name}: {files[number]}" for number, store in old.carried.items() if number in files]
    yield from left(
        "replication-attributes", "loss", "Lists of replicated attributes",
        f"Lists of the attributes to replicate are {BY_US}: {things(having, 'file')}.",
        "Choose the same attributes in each store's replication settings before its first replication.",
        having,
    )  # fmt: skip


def _passwords(old: Old) -> Iterator[Notice]:
    names = []
    for file in old.source.files("disallowed-passwords"):
        found = _STORE_FOLDER.search(file.path)
        if found is None:
            names.append(file.path)
        elif old.concerns(int(found[1])):
            names.append(f"{old.name(int(found[1]))}: {file.path.rpartition('/')[2]}")
    yield from left(
        "disallowed-passwords", "loss", "Lists of disallowed passwords",
        f"Files of disallowed passwords are {BY_US}: {things(names, 'file')}.",
        "Upload each in the password options of its store in 11.1.",
        names,
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
    backed = sorted(row["ObjectGUID"] for row in old.source.rows("Expired.Group"))
    known: set[str] = set()
    for start in range(0, len(backed), _CHUNK):
        where = {"ObjectGUID": backed[start : start + _CHUNK]}
        known |= {row["ObjectGUID"] for row in old.source.rows("SVC.GroupObject", where)}
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
    workflows,
    requests,
    _links,
    _messaging,
    _users,
    _replication,
    _passwords,
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
        "SVC.WorkflowRoute",
        "SVC.WorkflowRequest",
        "SVC.StoreLink",
        "SVC.MessagingProvider",
        "SVC.UserObject",
        "Expired.Group",
        "SVC.GroupObject",
        "portal-designs",
        "portal-settings",
        "replication-attributes",
        "disallowed-passwords",
    ),
)
