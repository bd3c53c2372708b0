"""Security roles and workflows of a sample's stores, default ones and the customer's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

from pyupgrade.sample.fill import Filler
from pyupgrade.sample.people import People
from pyupgrade.sample.users import new_requests
from pyupgrade.sample.world import AD, ENTRA, STORES, Store

# Labels as the product shows them (11.1 admincenter/securityrole/permissions.md).
PERMISSIONS: Final = (
    "Create Mailbox", "Manage My Direct Reports", "Create Contact", "Create User", "Delete",
    "Join/Leave on behalf of any user", "Join/Leave on behalf of Peer", "Manage Any Profile", "Manage My Profile",
    "Manage My Groups", "Create Static Group", "Create Smart Group", "Manage Any Group", "Create Application",
    "Create Data Source", "Create Identity Store", "Manage Admin Center Settings", "Manage Applications",
    "Manage Entitlement", "Manage Identity Store", "Manage Identity Store Configurations",
    "Manage Notifications Editor", "Manage Notifications Queue", "Manage Replication", "Manage SAML",
    "Manage Scheduling", "Manage Security Roles", "Manage SMS Gateways", "Manage Workflows", "Create Job",
    "Delete Job", "Edit Job", "Run Job", "View Any Job", "Unlock My Account", "Manage Linked Account",
    "Change My Password", "Reset Any Password", "Reset My Password", "Unenroll", "Unlock Any Account",
    "Enable Login to Service Provider", "Manage All Requests", "Manage Report", "View and Download Report",
    "Create Container",
)  # fmt: skip
_OWN: Final = frozenset(
    {"Manage My Profile", "Manage My Groups", "Manage My Direct Reports", "Unlock My Account", "Change My Password",
     "Reset My Password", "Join/Leave on behalf of Peer", "Manage Linked Account"}
)  # fmt: skip
_HELP: Final = _OWN | {
    "Reset Any Password",
    "Unlock Any Account",
    "Unenroll",
    "Manage Any Profile",
    "Join/Leave on behalf of any user",
}
_GROUPS: Final = _OWN | {
    "Create Static Group",
    "Create Smart Group",
    "Manage Any Group",
    "Manage Report",
    "View and Download Report",
}

# The system routes of a new store (11.1 getdefroute.md): event, name, object, enabled, fields, approver, approverType
_SYSTEM: Final = (
    (12, "Workflow to reset a password", 2, False, None, "ManagerAndAdditionalManager", 4),
    (7, "Workflow to change the expiration policy of a group", 1, False, None, None, 0),
    (6, "Workflow to nest a group", 1, True, ["member"], "OwnerAndAdditionalOwner", 5),
    (4, "Workflow to join a group", 1, True, ["member"], "OwnerAndAdditionalOwner", 5),
    (5, "Workflow to leave a group", 1, True, ["member"], "OwnerAndAdditionalOwner", 5),
    (10, "Workflow to transfer a user", 2, True, ["directReports"], "NewManager", 7),
    (11, "Workflow to terminate a user", 2, False, ["directReports"], None, 0),
    (2, "Workflow to change the manager", 2, True, ["manager", "XAdditionalManager"], "ManagerAndAdditionalManager", 4),
)


def put_roles(fill: Filler, people: People) -> None:
    """Roles with their client filters and permissions."""
    roles: list[dict[str, Any]] = []
    filters: list[dict[str, Any]] = []
    permissions: list[dict[str, Any]] = []
    for store in STORES:
        for name, priority, granted, criteria, clients in _of_store(store, people):
            number = len(roles) + 1
            scope, dn = criteria
            roles.append(
                {
                    "RoleId": number,
                    "IdentityStoreId": store.id,
                    "RoleName": name,
                    "Description": f"{name} ({store.name})",
                    "Priority": priority,
                    "IsEnabled": name != "Praktikanten",
                    "IsSystem": priority in (1, 30, 99),
                    "CriteriaScope": scope,
                    "CriteriaDN": dn,
                    "CriteriaOperator": "Or" if clients else None,
                    "Policies": {"Search": {"Containers": [store.base], "Scope": 2}}
                    if priority not in (1, 30, 99)
                    else None,
                }
            )
            for by, operator, client in clients:
                filters.append(
                    {
                        "FilterId": len(filters) + 1,
                        "RoleId": number,
                        "FilterBy": by,
                        "Operator": operator,
                        "Client": client,
                    }
                )
            permissions.extend({"RoleId": number, "Permission": p, "IsAllowed": p in granted} for p in PERMISSIONS)
    fill.put("SVC.SecurityRole", roles)
    fill.put("SVC.SecurityRoleFilter", filters)
    fill.put("SVC.SecurityRolePermission", permissions)


def _of_store(
    store: Store, people: People
) -> Iterator[tuple[str, int, frozenset[str], tuple[str | None, str | None], list[tuple[str, str, str]]]]:
    everything = frozenset(PERMISSIONS)
    yield "Administrator", 1, everything, ("Group", f"CN=Domain Admins,CN=Users,{store.base}"), []
    if store.type != ENTRA:  # an Entra store has no Helpdesk role by default (11.1 securityrole/overview.md)
        yield "Helpdesk", 30, _HELP, ("Group", f"CN=Helpdesk,OU=Groups,{store.base}"), []
    yield "User", 99, _OWN, ("Container", store.base), []
    if store.id == 1:
        leader = people.all[people.of_store[1][0]]
        container = leader.dn.partition(",OU=")[2]
        yield "Gruppenverwalter", 20, _GROUPS, ("Group", f"CN=Gruppenverwaltung,OU=Groups,{store.base}"), [
            ("name", "is exactly", "Intranet"), ("type", "is not", "ManagementShell"),
        ]  # fmt: skip
        yield "Praktikanten", 80, frozenset({"Manage My Profile"}), ("Container", f"OU={container}"), []
    if store.id == 2:
        yield (
            "Propriétaires RH",
            25,
            _GROUPS,
            ("Container", f"OU=France,OU=Staff,{store.base}"),
            [("name", "is exactly", "Mein Konto")],
        )
    if store.id == 3:
        yield (
            "Plant Shift Leads",
            40,
            _HELP,
            ("Group", f"CN=Shift Leads,OU=Groups,{store.base}"),
            [("type", "is exactly", "managementshell")],
        )


def put_workflows(fill: Filler, draw: random.Random, people: People, groups: list[str]) -> None:
    """System routes of every store, user-defined ones of some, and requests on them; `groups` are GUIDs of groups."""
    routes: list[dict[str, Any]] = []
    for store in STORES:
        for event, name, kind, enabled, fields, approver, approver_type in _SYSTEM:
            routes.append(
                _route(len(routes) + 2, store.id, name, 2, event, kind, enabled, fields, approver, approver_type)
            )
    for store in STORES:
        if store.type == AD and people.of_store[store.id]:
            person = people.all[draw.choice(people.of_store[store.id])]
            name = f"Änderung der Kostenstelle – {store.name}"
            route = _route(len(routes) + 2, store.id, name, 1, 2, 2, True, ["departmentNumber"], person.guid, 0)
            route["Filters"] = [{"name": "department", "operator": "Present", "value": ""}]
            routes.append(route)
    fill.put("SVC.WorkflowRoute", routes)
    fill.put("SVC.WorkflowRequest", new_requests(draw, people, groups))


def _route(
    number: int, store: int, name: str, type_: int, event: int, kind: int, enabled: bool, fields: list[str] | None,
    approver: str | None, approver_type: int,
) -> dict[str, Any]:  # fmt: skip
    approvers = (
        [{"approver": approver, "approverIdentityStoreID": store, "approverType": approver_type}] if approver else []
    )
    return {
        "WorkflowRouteId": number,
        "IdentityStoreId": store,
        "Name": name,
        "Description": None,
        "IsEnabled": enabled,
        "Type": type_,
        "Event": event,
        "Fields": [{"field": field} for field in fields] if fields else None,
        "Filters": None,
        "Approvers": approvers,
        "Objects": [{"objectTypeId": kind}],
        "EnableEmailApproval": enabled,
        "DisableApproverAcceleration": not enabled,
        "PortalUrl": "https://groupid.corp.example:4443/Intranet/" if enabled else None,
    }
