"""Security roles of carried stores: from GroupID 10's role tables to 11.1 roles with criteria and permissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import read_choice
from pyupgrade.plan.items import Answers, Change, Line, Module
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


# What Set-IdentityStoreRole and Set-IdentityStore take.
SCOPES, OPERATORS = ("Group", "Container"), ("Or", "And")
FILTERS, COMPARISONS = ("name", "type"), ("is exactly", "is not")
PRIORITIES = range(1, 100)  # 1 is the highest

_TOLD: Mapping[str, Told] = {
    "roles/permissions": Told(
        "loss", "Permissions that 11.1 does not have",
        "Granted to a role, but not among the permissions of Directory Manager 11.1: {things}.",
        "See which 11.1 permission stands for it and grant it to the role after the run.", "permission",
    ),
    "roles/double": Told(
        "loss", "Roles of one name", "Left behind, because an earlier role of the store has the same name: {things}.",
        "Rename it in GroupID 10 and plan again, or create it anew in 11.1.", "role",
    ),
    "roles/unreadable": Told(
        "loss", "Roles with a value that is none",
        "Left out of the role, because the value is none that 11.1 takes: {things}.",
        "Correct it in GroupID 10 and plan again, or set it in the role after the run; until then the role may apply to "
        "more people than before.", "value",
    ),
    "roles/portal-criteria": Told(
        "todo", "Roles bound to portals", "Criteria of roles that name a portal, which is not upgraded: {things}.",
        "When the portals have been created anew, choose them again in the criteria of these roles.",
        "criterion", "criteria",
    ),
    "roles/without-store": Told(
        "todo", "Roles of stores that are gone",
        "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "role",
    ),
    "roles/without-role": Told(
        "todo", "Criteria and permissions of roles that are gone",
        "Left behind, because their role no longer exists: {things}.",
        "Nothing, unless a role is missing that should be there.", "role",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = {store.id: store for store in st.all_stores(source)}
    defaults = {name.casefold(): name for name in target.defaults.get("SecurityRole", {}).get("names", ())}
    filters = _by_role(source.rows("SVC.SecurityRoleFilter"))
    permissions = _by_role(source.rows("SVC.SecurityRolePermission"))
    portals = {row["Name"].casefold() for row in source.rows("SVC.Client") if is_portal(row)}
    found: dict[str, list[str]] = defaultdict(list)
    taken, known = set[str](), set[int]()
    for row in sorted(source.rows("SVC.SecurityRole"), key=lambda r: (r["IdentityStoreId"], r["RoleId"])):
        known.add(row["RoleId"])
        store = everything.get(row["IdentityStoreId"])
        if store is None:
            found["roles/without-store"].append(f"store {row['IdentityStoreId']}: {row['RoleName']}")
        elif store.is_carried:
            name = defaults.get(row["RoleName"].strip().casefold(), row["RoleName"].strip())
            key = f"{store.id}/{name}"
            if key.casefold() in taken:
                found["roles/double"].append(f"{store.name}: {row['RoleName']}")
                continue
            taken.add(key.casefold())
            of_role = sorted(filters.get(row["RoleId"], []), key=lambda f: int(f["FilterId"]))
            granted = sorted(permissions.get(row["RoleId"], []), key=lambda p: str(p["Permission"]))
            values = {
                "RoleKey": key,
                "IdentityStoreId": store.id,
                "RoleName": name,
                **_values(f"{store.name}, {name}", row, of_role, granted, portals, found),
            }
            yield _change(store, key, name, values, fingerprint(row, *of_role, *granted))
    found["roles/without-role"] += [f"role {number}" for number in sorted({*filters, *permissions} - known)]
    yield from told(NAME, _TOLD, found)


def is_portal(client: Row) -> bool:
    """Whether a client is a portal: Self-Service, Password Center, or any other that is called one."""
    kind = st.spelled(client["ClientType"] or "")
    return any(word in kind for word in ("portal", "selfservice", "passwordcenter"))


def _by_role(rows: Iterator[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["RoleId"], []).append(row)
    return found


def _values(
    place: str, row: Row, filters: list[Row], permissions: list[Row], portals: set[str], found: dict[str, list[str]]
) -> dict[str, Any]:
    granted = set()
    for permission in permissions:
        label = _KNOWN.get(st.spelled(permission["Permission"]))
        if permission["IsAllowed"] and label is None:
            found["roles/permissions"].append(f"{place}: {permission['Permission']}")
        elif permission["IsAllowed"] and label is not None:
            granted.add(label)
    criteria = []
    for one in filters:
        by, how = read_choice(one["FilterBy"], FILTERS), read_choice(one["Operator"], COMPARISONS)
        if by is None or how is None:
            found["roles/unreadable"].append(f"{place}: criterion {one['FilterBy']} {one['Operator']} {one['Client']}")
        elif [by, how, one["Client"]] not in criteria:
            criteria.append([by, how, one["Client"]])
            if one["Client"].casefold() in portals:
                found["roles/portal-criteria"].append(f"{place}: {one['Client']}")
    values: dict[str, Any] = {
        "Description": row["Description"],
        "Priority": row["Priority"] if row["Priority"] in PRIORITIES else None,
        "Enabled": row["IsEnabled"],
        "CriteriaScope": read_choice(row["CriteriaScope"], SCOPES),
        "DistinguishedName": row["CriteriaDN"],
        "Operator": read_choice(row["CriteriaOperator"], OPERATORS),
        "CriteriaFilters": sorted(criteria) or None,
        "Permissions": sorted(granted),
        "Policies": row["Policies"] if isinstance(row["Policies"], dict | list) else None,
    }
    given = {
        "Priority": row["Priority"], "CriteriaScope": row["CriteriaScope"], "Operator": row["CriteriaOperator"],
        "Policies": row["Policies"],
    }  # fmt: skip
    wrong = [name for name, value in given.items() if value not in (None, "") and values[name] is None]
    found["roles/unreadable"] += [f"{place}: {name}" for name in wrong]
    unread = {*wrong, *(("CriteriaFilters",) if filters and not criteria else ())}
    return {name: value for name, value in values.items() if name not in unread}


def _change(store: Store, key: str, name: str, values: dict[str, Any], row: str) -> Change:
    return Change(
        module=NAME,
        feature="Configuration",
        kind="SecurityRole",
        key=key,
        name=name,
        store=store.id,
        values=values,
        row=row,
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
