"""What the group modules find while they read, gathered to the notices that end a module's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyupgrade.modules.group_rows import Group, title_of
from pyupgrade.modules.script_words import seems_to_hold_password
from pyupgrade.modules.stores import Store, is_seen
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Notice
from pyupgrade.plan.ports import Row
from pyupgrade.plan.wording import counted, things

# (department Contains "engineering"): an attribute, an operator, a value; or an LDAP filter's (attribute=value).
_ATTRIBUTE = re.compile(r"\(\s*([A-Za-z][\w-]*)\s*(?:[<>~]?=|\s+[A-Za-z])")
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\|\\\\[\w.$-]+\\[\w$]")

_TOLD: Final[Mapping[str, Told]] = {
    "gone": Told(
        "loss", "Groups gone from the directory", "No longer in the directory, therefore not carried: {things}.",
        "Restore them in the directory and plan again if they are missed; else accept the loss.", "group",
    ),
    "unreadable": Told(
        "loss", "Values that cannot be read", "Left out, because the field holds something else than it should: {things}.",
        "Save these groups in GroupID 10 once more and plan again, or set the fields in 11.1.", "value",
    ),
    "not-looked-up": Told(
        "todo", "Groups not looked up",
        "Carried without a look whether they still exist, because the connected directory does not hold their store: {things}.",
        "Compare the number of groups per store in 11.1 after its first replication.", "group",
    ),
    "expired": Told(
        "todo", "Expired groups",
        "Expired, or with members kept from an expiry: {things}. Member backups carried with them: {backups}, of {kept_members}.",
        "Compare both numbers after the run (Test-DMUpgradeResult) before any of these groups is renewed.", "group",
    ),
    "deleted": Told(
        "todo", "Deleted groups that can be restored",
        "Logically deleted, and carried so that they stay restorable: {things}.",
        "Compare the Recycle Bin of 11.1 with this list after its first replication.", "group",
    ),
    "temporary-members": Told(
        "todo", "Temporary members", "Carried with their dates: {counted} of {dated_groups}.",
        "Create and enable the Membership Life Cycle schedule in 11.1 before the next of these dates: without it no membership ends.",
        "member",
    ),
    "membership-kinds": Told(
        "todo", "Kinds of membership", "Carried as they are, though the product's pages do not name their kind: {things}.",
        "Look at these members in 11.1 after the run.", "membership",
    ),
    "without-query": Told(
        "todo", "Groups without a query", "Neither a query nor a script: {things}.",
        "See what an update would do to their members before it is enabled.", "group",
    ),
    "without-policy": Told(
        "todo", "Groups without a password policy",
        "No password expiry options in the source, so that 11.1's default of 42 days would apply: {things}.",
        "Set the options in 11.1 before the first update.", "group",
    ),
    "mail-templates": Told(
        "todo", "Mail templates", "Mail templates that are files of the old server: {things}.",
        "Copy each template to the new server under the same path, or choose another in the group.", "group",
    ),
    "scripts": Told(
        "todo", "Scripts with paths", "Scripts are carried unchanged; these name a path on a disk or share: {things}.",
        "See that each path is valid on the new server before the first update.", "group",
    ),
    "script-passwords": Told(
        "todo", "Scripts that seem to hold a password",
        "Scripts and queries are carried word by word and stand so in the plan; these seem to hold a password: {things}.",
        "Take the password out of them in GroupID 10 and plan again, or keep the plan file to yourself.", "group",
    ),
    "query-attributes": Told(
        "todo", "Attributes that queries use",
        "Queries of {queries} find their members by {things}. 11.1 finds objects only by attributes that it replicates, its stores' "
        "lists have none of these, and its default list is not published.",
        "Add those that are missing in each store's replication settings and replicate the object type from scratch, before groups "
        "are updated.",
        "attribute",
    ),
    "orphans": Told(
        "todo", "Children without a parent", "Carried without a parent, because theirs is not carried: {things}.",
        "Update the Dynasty they belong to, or delete them in 11.1.", "Dynasty", "Dynasties",
    ),
    "update": Told(
        "todo", "Dynasties to update",
        "The upgrade updates no group, and a Dynasty is linked to its children again by an update: {things}.",
        "After the run, the replication and a look at the members, update each: Update-Group -Identity <name>.",
        "Dynasty", "Dynasties",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Findings:
    """Names of groups by what is to be told about them."""

    module: str
    stores: Mapping[int, Store]
    replicated: Mapping[int, frozenset[str]] = field(default_factory=dict)  # of stores whose list is known, lower-case
    gone: list[str] = field(default_factory=list)
    unseen: dict[int, int] = field(default_factory=dict)
    expired: list[str] = field(default_factory=list)
    backups: int = 0
    kept_members: int = 0
    deleted: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)
    dated_members: int = 0
    unreadable: list[str] = field(default_factory=list)
    memberships: list[str] = field(default_factory=list)
    no_query: list[str] = field(default_factory=list)
    no_policy: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    attributes: dict[int, set[str]] = field(default_factory=dict)
    queries: int = 0
    orphans: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)

    def title(self, row: Row) -> str:
        return title_of(row, self.stores)

    def is_there(self, group: Group, domains: frozenset[str]) -> bool:
        """Whether the group is to be carried: the directory has it, or is not the directory that could tell."""
        if group.entry is not None:
            return True
        store = self.stores[group.row["IdentityStoreId"]]
        if is_seen(store, domains):
            self.gone.append(self.title(group.row))
            return False
        self.unseen[store.id] = self.unseen.get(store.id, 0) + 1
        return True

    def look_at(self, group: Group) -> None:
        """Counts what the run must not lose: expired and deleted groups, kept and dated members."""
        if group.row["IsExpired"] or group.kept_members:
            self.expired.append(self.title(group.row))
            self.backups += bool(group.kept_members)
            self.kept_members += len(group.kept_members)
        if group.row["IsDeleted"]:
            self.deleted.append(self.title(group.row))
        if group.memberships:
            self.dated.append(self.title(group.row))
            self.dated_members += len(group.memberships)

    def look_at_query(self, row: Row) -> None:
        criteria = row["Criteria"] or ""
        if criteria:
            known = self.replicated.get(row["IdentityStoreId"], frozenset())
            asked = {name for name in _ATTRIBUTE.findall(criteria) if name.casefold() not in known}
            self.queries += bool(asked)
            self.attributes.setdefault(row["IdentityStoreId"], set()).update(asked)
        if _PATH.search(row["Script"] or ""):
            self.scripts.append(self.title(row))
        if seems_to_hold_password(row["Script"]) or seems_to_hold_password(row["DataSourceQuery"]):
            self.passwords.append(self.title(row))

    def notices(self) -> Iterator[Notice]:
        """Everything found, losses first as they matter most; nothing for what was not found."""
        named = sorted(f"{self.stores[s].name}: {a}" for s, found in self.attributes.items() for a in found)
        found: dict[str, Sequence[str]] = {
            "gone": self.gone,
            "unreadable": sorted(set(self.unreadable)),
            "not-looked-up": [f"{self.stores[s].name}: {counted(count, 'group')}" for s, count in self.unseen.items()],
            "expired": self.expired,
            "deleted": self.deleted,
            "temporary-members": self.dated,
            "membership-kinds": self.memberships,
            "without-query": self.no_query,
            "without-policy": self.no_policy,
            "mail-templates": self.templates,
            "scripts": self.scripts,
            "script-passwords": self.passwords,
            "query-attributes": list(
                {name.casefold(): name for name in reversed(named)}.values()
            ),  # LDAP: no letter case
            "orphans": self.orphans,
            "update": self.parents,
        }
        counts = {"not-looked-up": sum(self.unseen.values()), "temporary-members": self.dated_members}
        facts = {
            "backups": f"{self.backups:,}",
            "kept_members": counted(self.kept_members, "member"),
            "dated_groups": things(self.dated, "group"),
            "queries": counted(self.queries, "group"),
        }
        return told(self.module, _TOLD, found, "Groups", prefix=f"{self.module}/", counts=counts, facts=facts)
