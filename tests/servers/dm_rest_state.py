"""What the REST stand-in keeps: stores, groups of their directories, data sources, jobs, workflows. Plain data, to JSON and back."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

OWNERS, MANAGERS = "OwnerAndAdditionalOwner", "ManagerAndAdditionalManager"
# The system routes a new store is born with (getdefroute.md): event, name, description, object, enabled, fields, approver, its type.
SYSTEM = (
    (
        12,
        "Workflow to Reset Password",
        "Apply workflow when a user tries to reset its password.",
        2,
        False,
        (),
        MANAGERS,
        4,
    ),
    (
        7,
        "Workflow to Change Group Expiration Policy",
        "Apply workflow when Group Expiration Policy is changed.",
        1,
        False,
        (),
        "",
        0,
    ),
    (
        6,
        "Workflow to Nest a Group",
        "Apply workflow when groups are added into the membership of other groups.",
        1,
        True,
        ("member",),
        OWNERS,
        5,
    ),
    (
        4,
        "Workflow to Join a Group",
        "Apply workflow when a user joins a semi-private group.",
        1,
        True,
        ("member",),
        OWNERS,
        5,
    ),
    (
        5,
        "Workflow to Leave a Group",
        "Apply workflow when a user leaves a semi-private group.",
        1,
        True,
        ("member",),
        OWNERS,
        5,
    ),
    (
        10,
        "Workflow to Transfer a User",
        "Apply workflow when a manager transfer direct report.",
        2,
        True,
        ("directReports",),
        "NewManager",
        7,
    ),
    (
        11,
        "Workflow to Terminate a User",
        "Apply workflow when a manager terminate direct report.",
        2,
        False,
        ("directReports",),
        "",
        0,
    ),
    (
        2,
        "Workflow to Change manager",
        "Apply workflow when a user tries to change manager.",
        2,
        True,
        ("manager", "XAdditionalManager"),
        MANAGERS,
        4,
    ),
)
_VOLATILE = frozenset({"creationDate", "lastUpdate", "created", "modified"})


@dataclass
class State:
    """Ids are given out from one counter a kind, and never again."""

    stores: dict[int, str] = field(default_factory=dict)
    routes: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    groups: dict[int, dict[str, dict[str, Any]]] = field(default_factory=dict)  # by store and object GUID
    data_sources: dict[int, dict[str, Any]] = field(default_factory=dict)
    jobs: dict[int, dict[str, Any]] = field(default_factory=dict)
    collections: dict[int, dict[str, Any]] = field(default_factory=dict)
    flows: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> int:
        self.last[kind] = self.last.get(kind, 0) + 1
        return self.last[kind]

    def add_store(self, name: str, given: int | None = None) -> int:
        """A new store with its system workflows; its id is not the old one's."""
        store = self.next("store") + 20 if given is None else given
        self.stores[store] = name
        self.groups.setdefault(store, {})
        self.routes[store] = []
        for event, title, description, kind, enabled, fields, approver, approver_type in SYSTEM:
            self.add_route(
                store,
                {
                    "name": title, "description": description, "isEnabled": enabled, "type": 2, "typeDTO": None, "event": event,
                    "eventDTO": None, "routeFieldDTOList": [{"field": one} for one in fields], "routeFilterDTOList": [],
                    "routeApproverDTOList": [
                        {"approver": approver, "approverIdentityStoreID": store, "approverType": approver_type, "approverName": None}
                    ] if approver else [],
                    "routeObjectDTOList": [{"objectTypeId": kind, "objectTypeDTO": None}], "enableEmailApproval": False,
                    "disableApproverAcceleration": False, "portalUrl": None, "msFlowRequestUrl": None, "msFlowToken": None,
                    "isMsFlowTemplateRouteCreated": False, "updateMsFlowToken": False,
                },
            )  # fmt: skip
        return store

    def add_route(self, store: int, route: dict[str, Any]) -> int:
        given = self.next("route")
        made = {**deepcopy(route), "workflowRouteId": given, "identityStoreID": store}
        self.number_rows(made)
        self.routes[store].append(made)
        return given

    def number_rows(self, route: dict[str, Any]) -> None:
        """Rows without an id are new ones and get theirs."""
        for name, id_name in (
            ("routeFieldDTOList", "workflowRouteFieldId"), ("routeFilterDTOList", "workflowRouteFilterId"),
            ("routeApproverDTOList", "workflowRouteApproverId"), ("routeObjectDTOList", "workflowRouteObjectId"),
        ):  # fmt: skip
            route[name] = route[name] or []
            for row in route[name]:
                row["workflowRouteId"] = route["workflowRouteId"]
                row[id_name] = row.get(id_name) or self.next(id_name)

    def add_group(self, store: int, guid: str, dn: str, sam: str, members: tuple[str, ...] = (), kind: int = 1) -> None:
        """A group of the directory as replication brings it: unmanaged."""
        bag = {"IMSGManagedGroupType": [{"value": str(kind), "attributeCollection": {}}]}
        self.groups[store][guid] = {"dn": dn, "sam": sam, "bag": bag, "members": {one: {} for one in members}}

    def to_json(self) -> str:
        return json.dumps(self.__dict__, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> State:
        made = cls(**json.loads(text))
        for name in ("stores", "routes", "groups", "data_sources", "jobs", "collections", "flows"):
            setattr(made, name, {int(key): value for key, value in getattr(made, name).items()})
        return made

    def digest(self) -> str:
        """Of what is kept, by names: ids and times of writing differ from one installation to another and are left out."""
        ids = {"store": self.stores, "source": {n: d["name"] for n, d in self.data_sources.items()}}
        kept = {
            "stores": sorted(self.stores.values()),
            "routes": {name: _plain(self.routes[given], ids) for given, name in self.stores.items()},
            "groups": {name: self.groups[given] for given, name in self.stores.items()},
            "sources": sorted((_plain(d, ids) for d in self.data_sources.values()), key=lambda d: str(d["name"])),
            "jobs": sorted(json.dumps(_plain(d, ids), sort_keys=True) for d in self.jobs.values()),
            "collections": sorted(
                json.dumps(_plain(_in_order(d), ids), sort_keys=True) for d in self.collections.values()
            ),
        }
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


_PROVIDER = {"Type", "Provider"}


def _in_order(collection: dict[str, Any]) -> dict[str, Any]:
    """Its jobs in the order in which they run, whatever order they came in."""
    jobs = sorted(collection["jobs"], key=lambda job: (job["jobInfo"]["runOrder"], job["jobInfo"]["name"]))
    return {**collection, "jobs": jobs}


def _plain(value: Any, ids: dict[str, dict[int, str]]) -> Any:
    """Without ids of its own, times of writing; ids of stores and data sources by their names."""
    if isinstance(value, list):
        return [_plain(one, ids) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, one in value.items():
        if name in ("approverIdentityStoreID", "identityStoreID"):
            made[name] = ids["store"].get(one, one)
        elif name not in _VOLATILE and not (
            name in ("id", "jobId", "collectionId") or name.startswith("workflowRoute")
        ):
            made[name] = _plain(one, ids)
    key = str(made.get("key", ""))
    if key.rpartition(".")[2] in _PROVIDER or key in ("SourceProvider", "DestinationProvider"):
        number = int(made["value"])
        made["value"] = ids["store"].get(number) or ids["source"].get(number) or made["value"]
    return made
