"""What the group modules find while they read, gathered to the notices that end a module's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyupgrade.modules.group_rows import Group, title_of
from pyupgrade.modules.stores import Store, is_seen
from pyupgrade.plan.items import Notice, Severity
from pyupgrade.plan.ports import Row
from pyupgrade.plan.wording import counted, in_order, things

# (department Contains "engineering"): an attribute, an operator, a value; or an LDAP filter's (attribute=value).
_ATTRIBUTE = re.compile(r"\(\s*([A-Za-z][\w-]*)\s*(?:[<>~]?=|\s+[A-Za-z])")
# A password in the text of a script or query, as in `Password = "..."`.
_PASSWORD = re.compile(r"\b(?:password|passwd|pwd|kennwort|passwort|secret)\b\W{0,3}[=:]", re.IGNORECASE)
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\|\\\\[\w.$-]+\\[\w$]")


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
        if _PASSWORD.search(row["Script"] or "") or _PASSWORD.search(row["DataSourceQuery"] or ""):
            self.passwords.append(self.title(row))

    def notices(self) -> Iterator[Notice]:
        """Everything found, losses first as they matter most; nothing for what was not found."""
        yield from self._losses()
        yield from self._kept()
        yield from self._queries()
        yield from self._levels()

    def _losses(self) -> Iterator[Notice]:
        yield from self._notice(
            "gone", "loss", "Groups gone from the directory", self.gone,
            f"No longer in the directory, therefore not carried: {things(self.gone, 'group')}.",
            "Restore them in the directory and plan again if they are missed; else accept the loss.",
        )  # fmt: skip
        values = sorted(set(self.unreadable))
        yield from self._notice(
            "unreadable", "loss", "Values that cannot be read", values,
            f"Left out, because the field holds something else than it should: {things(values, 'value')}.",
            "Save these groups in GroupID 10 once more and plan again, or set the fields in 11.1.",
        )  # fmt: skip

    def _kept(self) -> Iterator[Notice]:
        unseen = [f"{self.stores[s].name}: {counted(count, 'group')}" for s, count in self.unseen.items()]
        total = sum(self.unseen.values())
        yield from self._notice(
            "not-looked-up", "todo", "Groups not looked up", unseen,
            "Carried without a look whether they still exist, because the connected directory does not hold their "
            f"store: {things(unseen, 'group', number=total)}.",
            "Compare the number of groups per store in 11.1 after its first replication.",
            total,
        )  # fmt: skip
        yield from self._notice(
            "expired", "todo", "Expired groups", self.expired,
            f"Expired, or with members kept from an expiry: {things(self.expired, 'group')}. Member backups carried "
            f"with them: {self.backups:,}, of {counted(self.kept_members, 'member')}.",
            "Compare both numbers after the run (Test-DMUpgradeResult) before any of these groups is renewed.",
        )  # fmt: skip
        yield from self._notice(
            "deleted", "todo", "Deleted groups that can be restored", self.deleted,
            f"Logically deleted, and carried so that they stay restorable: {things(self.deleted, 'group')}.",
            "Compare the Recycle Bin of 11.1 with this list after its first replication.",
        )  # fmt: skip
        yield from self._notice(
            "temporary-members", "todo", "Temporary members", self.dated,
            f"Carried with their dates: {counted(self.dated_members, 'member')} of {things(self.dated, 'group')}.",
            "Create and enable the Membership Life Cycle schedule in 11.1 before the next of these dates: without it "
            "no membership ends.",
            self.dated_members,
        )  # fmt: skip
        yield from self._notice(
            "membership-kinds", "todo", "Kinds of membership", self.memberships,
            "Carried as they are, though the product's pages do not name their kind: "
            f"{things(self.memberships, 'membership')}.",
            "Look at these members in 11.1 after the run.",
        )  # fmt: skip

    def _queries(self) -> Iterator[Notice]:
        yield from self._notice(
            "without-query", "todo", "Groups without a query", self.no_query,
            f"Neither a query nor a script: {things(self.no_query, 'group')}.",
            "See what an update would do to their members before it is enabled.",
        )  # fmt: skip
        yield from self._notice(
            "without-policy", "todo", "Groups without a password policy", self.no_policy,
            "No password expiry options in the source, so that 11.1's default of 42 days would apply: "
            f"{things(self.no_policy, 'group')}.",
            "Set the options in 11.1 before the first update.",
        )  # fmt: skip
        yield from self._notice(
            "mail-templates", "todo", "Mail templates", self.templates,
            f"Mail templates that are files of the old server: {things(self.templates, 'group')}.",
            "Copy each template to the new server under the same path, or choose another in the group.",
        )  # fmt: skip
        yield from self._notice(
            "scripts", "todo", "Scripts with paths", self.scripts,
            f"Scripts are carried unchanged; these name a path on a disk or share: {things(self.scripts, 'group')}.",
            "See that each path is valid on the new server before the first update.",
        )  # fmt: skip
        yield from self._notice(
            "script-passwords", "todo", "Scripts that seem to hold a password", self.passwords,
            "Scripts and queries are carried word by word and stand so in the plan; these seem to hold a password: "
            f"{things(self.passwords, 'group')}.",
            "Take the password out of them in GroupID 10 and plan again, or keep the plan file to yourself.",
        )  # fmt: skip
        named = sorted(f"{self.stores[s].name}: {a}" for s, found in self.attributes.items() for a in found)
        attributes = list({name.casefold(): name for name in reversed(named)}.values())  # LDAP knows no letter case
        yield from self._notice(
            "query-attributes", "todo", "Attributes that queries use", attributes,
            f"Queries of {counted(self.queries, 'group')} find their members by {things(attributes, 'attribute')}. "
            "11.1 finds objects only by attributes that it replicates, its stores' lists have none of these, and its default list is "
            "not published.",
            "Add those that are missing in each store's replication settings and replicate the object type from "
            "scratch, before groups are updated.",
        )  # fmt: skip

    def _levels(self) -> Iterator[Notice]:
        yield from self._notice(
            "orphans", "todo", "Children without a parent", self.orphans,
            f"Carried without a parent, because theirs is not carried: {things(self.orphans, 'Dynasty', 'Dynasties')}.",
            "Update the Dynasty they belong to, or delete them in 11.1.",
        )  # fmt: skip
        yield from self._notice(
            "update", "todo", "Dynasties to update", self.parents,
            "The upgrade updates no group, and a Dynasty is linked to its children again by an update: "
            f"{things(self.parents, 'Dynasty', 'Dynasties')}.",
            "After the run, the replication and a look at the members, update each: Update-Group -Identity <name>.",
        )  # fmt: skip

    def _notice(
        self,
        what: str,
        severity: Severity,
        subject: str,
        names: Sequence[str],
        message: str,
        action: str,
        count: int | None = None,
    ) -> Iterator[Notice]:
        if names:
            yield Notice(
                module=self.module,
                feature="Groups",
                id=f"{self.module}/{what}",
                severity=severity,
                subject=subject,
                message=message,
                action=action,
                names=in_order(names),
                count=len(names) if count is None else count,
            )
