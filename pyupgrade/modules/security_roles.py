"""Security roles of carried stores: from GroupID 10's role tables to 11.1 roles with criteria and permissions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.wording import in_order, things
from pyupgrade.plan.items import Answers, Change, Line, Module, Notice, Severity
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "security-roles"

# Labels as 11.1's permission page shows them (admincenter/securityrole/permissions.md); the shell takes them in any
# letter case.
PERMISSIONS = (
    "Create Mailbox", "Manage My Direct Reports", "Create Contact", "Create User", "Delete",
    "Join/Leave on behalf of any user", "Join/Leave on behalf of Peer", "Manage Any Profile", "Manage My Profile",
    "Manage My Groups", "Create Static Group", "Create Smart Group", "Manage Any Group", "Create Application",
    "Create Data Source", "Create Identity Store", "Manage Admin Center Settings",
    "Manage Application Design Settings", "Manage Application Server Settings", "Manage Applications",
    "Manage Data Source", "Manage Entitlement", "Manage Identity Store", "Manage Identity Store Configurations",
    "Manage Identity Store General Info", "Manage Identity Store Link", "Manage Notifications Editor",
    "Manage Notifications Queue", "Manage Replication", "Manage SAML", "Manage Scheduling", "Manage Security Roles",
    "Manage SMS Gateways", "Manage Workflows", "Create Job", "Delete Job", "Edit Job", "Run Job", "View Any Job",
    "Unlock My Account", "Manage Linked Account", "Change My Password", "Reset Any Password", "Reset My Password",
    "Unenroll", "Unlock Any Account", "Enable Login to Service Provider", "Manage All Requests", "Manage Report",
    "View and Download Report", "Create Container", "Permission Set (Administrative)", "Permission Set (Basic)",
    "Allow user to navigate to this share", "Add new user / group", "Modify user / group", "Remove user / group",
)  # fmt: skip
_KNOWN = {st.spelled(label): label for label in PERMISSIONS}


@dataclass(slots=True)
class _Seen:
    unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    portals: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = {store.id: store for store in st.all_stores(source)}
    defaults = {name.casefold(): name for name in target.defaults.get("SecurityRole", {}).get("names", ())}
    filters = _by_role(source.rows("SVC.SecurityRoleFilter"))
    permissions = _by_role(source.rows("SVC.SecurityRolePermission"))
    portals = {row["Name"].casefold() for row in source.rows("SVC.Client") if is_portal(row)}
    seen, taken = _Seen(), set[str]()
    for row in sorted(source.rows("SVC.SecurityRole"), key=lambda r: (r["IdentityStoreId"], r["RoleId"])):
        store = everything.get(row["IdentityStoreId"])
        if store is None:
            seen.stray.append(f"store {row['IdentityStoreId']}: {row['RoleName']}")
        elif store.is_carried:
            name = defaults.get(row["RoleName"].strip().casefold(), row["RoleName"].strip())
            key = f"{store.id}/{name}"
            if key.casefold() in taken:
                seen.twice.append(f"{store.name}: {row['RoleName']}")
                continue
            taken.add(key.casefold())
            yield _change(
                store, key, name, row, filters.get(row["RoleId"], []), permissions.get(row["RoleId"], []), portals, seen
            )
    yield from _notices(seen)


def is_portal(client: Row) -> bool:
    """Whether a client is a portal: Self-Service, Password Center, or any other that is called one."""
    kind = st.spelled(client["ClientType"] or "")
    return any(word in kind for word in ("portal", "selfservice", "passwordcenter"))


def _by_role(rows: Iterator[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["RoleId"], []).append(row)
    return found


def _change(
    store: Store,
    key: str,
    name: str,
    row: Row,
    filters: list[Row],
    permissions: list[Row],
    portals: set[str],
    seen: _Seen,
) -> Change:
    granted = set()
    for permission in permissions:
        label = _KNOWN.get(st.spelled(permission["Permission"]))
        if permission["IsAllowed"] and label is None:
            seen.unknown.append(f"{store.name}, {name}: {permission['Permission']}")
        elif permission["IsAllowed"] and label is not None:
            granted.add(label)
    criteria = sorted([f["FilterBy"], f["Operator"], f["Client"]] for f in filters)
    seen.portals += [f"{store.name}, {name}: {client}" for _, _, client in criteria if client.casefold() in portals]
    values: dict[str, Any] = {
        "RoleKey": key,
        "IdentityStoreId": store.id,
        "RoleName": name,
        "Description": row["Description"],
        "Priority": row["Priority"],
        "Enabled": row["IsEnabled"],
        "CriteriaScope": row["CriteriaScope"],
        "DistinguishedName": row["CriteriaDN"],
        "Operator": row["CriteriaOperator"],
        "CriteriaFilters": criteria or None,
        "Permissions": sorted(granted),
        "Policies": row["Policies"],
    }
    return Change(
        module=NAME,
        feature="Configuration",
        kind="SecurityRole",
        key=key,
        name=name,
        store=store.id,
        values={field_: value for field_, value in values.items() if value is not None},
        row=fingerprint(
            row, *sorted(filters, key=lambda f: f["FilterId"]), *sorted(permissions, key=lambda p: p["Permission"])
        ),
    )


def _notices(seen: _Seen) -> Iterator[Notice]:
    told: Mapping[str, tuple[Severity, str, list[str], str, str]] = {
        "roles/permissions": (
            "loss", "Permissions that 11.1 does not have", seen.unknown,
            "Granted to a role, but not among the permissions of Directory Manager 11.1: {things}.",
            "See which 11.1 permission stands for it and grant it to the role after the run.",
        ),
        "roles/double": (
            "loss", "Roles of one name", seen.twice,
            "Left behind, because an earlier role of the store has the same name: {things}.",
            "Rename it in GroupID 10 and plan again, or create it anew in 11.1.",
        ),
        "roles/portal-criteria": (
            "todo", "Roles bound to portals", seen.portals,
            "Criteria of roles that name a portal, which is not upgraded: {things}.",
            "When the portals have been created anew, choose them again in the criteria of these roles.",
        ),
        "roles/without-store": (
            "todo", "Roles of stores that are gone", seen.stray,
            "Left behind, because their identity store no longer exists: {things}.",
            "Nothing, unless a store is missing that should be there.",
        ),
    }  # fmt: skip
    nouns = {"roles/permissions": "permission", "roles/portal-criteria": "criterion"}
    for notice_id, (severity, subject, names, message, action) in told.items():
        if names:
            noun = nouns.get(notice_id, "role")
            many = "criteria" if noun == "criterion" else ""
            yield Notice(
                module=NAME,
                feature="Configuration",
                id=notice_id,
                severity=severity,
                subject=subject,
                message=message.format(things=things(names, noun, many)),
                action=action,
                names=in_order(names),
                count=len(names),
            )


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Security roles",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, "SVC.SecurityRole", "SVC.SecurityRoleFilter", "SVC.SecurityRolePermission", "SVC.Client"),
    writes=("SecurityRole",),
)
