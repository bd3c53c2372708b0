"""Pending workflow requests: from GroupID 10 to 11.1, approvers that are variables frozen to today's person (upgrade note 11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules import workflows
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import as_guid, read_int, read_text, read_texts
from pyupgrade.plan.batches import batches
from pyupgrade.plan.directory import Entry
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "workflow-requests"
TABLE = "SVC.WorkflowRequest"
OWNERS = "SVC.GroupOwner"
USERS = "SVC.UserObject"
PENDING: Final = 1  # the only state whose number is published (getpendingreq.md)
# Variables that public pages name (getdefroute.md), and the attribute in which the person stands today.
_ATTRIBUTES: Final = {
    "owner": "managedby",
    "ownerandadditionalowner": "managedby",
    "manager": "manager",
    "managerandadditionalmanager": "manager",
}
_NEW_MANAGER: Final = "newmanager"  # stands in the request: whoever the user is to be transferred to
_CHUNK: Final = 450

_TOLD: Final[Mapping[str, Told]] = {
    "workflow-requests/no-approver": Told(
        "loss", "Pending requests without an approver",
        "They name no approver, or by a variable that stands for nobody today, so they stay behind: {things}.",
        "Have them approved or denied in GroupID 10 before the run.", "request",
    ),
    "workflow-requests/no-workflow": Told(
        "loss", "Pending requests of a workflow that is not carried", "Their workflow is gone or stays behind: {things}.",
        "Have them approved or denied in GroupID 10 before the run.", "request",
    ),
    "workflow-approvers": Told(
        "change", "Approvers given by a variable",
        "As the product's own upgrade does, the approver of these is frozen to the person the variable stands for today: {things}.",
        "Have these decided first, if that person may change.", "pending request",
    ),
    "workflow-requests/variable": Told(
        "change", "Variables that stand for nobody",
        "Only the approvers that are named remain of these, because their variable stands for nobody today: {things}.",
        "Have these decided first, if those named should not decide alone.", "pending request",
    ),
    "workflow-requests/approver-gone": Told(
        "todo", "Approvers of requests that are gone", "These approvers are no longer in the directory: {things}.",
        "Have these approved or denied in GroupID 10 before the run.", "approver",
    ),
    "workflow-requests/unreadable": Told(
        "todo", "Parts of requests that cannot be read", "These are not of the form expected and are left out: {things}.",
        "Open the request in 11.1 and compare it with the old one.", "part",
    ),
}  # fmt: skip


@dataclass(slots=True)
class _People:
    """Who stands for a variable, by the directory, the groups' owners and the users' managers; and who is there at all."""

    source: SourceReader
    additional: dict[str, list[str]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, source: SourceReader, rows: list[Row]) -> _People:
        guids = sorted({row["TargetObject"] for row in rows if row["ApproverVariable"]})
        named = {one["approver"] for row in rows for one in _named(row, 0)[0]}
        made = cls(source, entries=source.directory.entries(sorted({*guids, *named})))
        for chunk in batches(guids, _CHUNK):
            where = {"ObjectGUID": chunk}
            for row in source.rows(OWNERS, where):
                made.additional.setdefault(row["ObjectGUID"], []).append(row["OwnerGUID"])
            for row in source.rows(USERS, where):
                made.additional.setdefault(row["ObjectGUID"], []).extend(read_texts(row["AdditionalManagers"]) or ())
        return made

    def standing(self, row: Row) -> list[str]:
        """GUIDs of those whom the variable stands for: the owner or manager in the directory, then the additional ones."""
        variable = st.spelled(row["ApproverVariable"])
        if variable == _NEW_MANAGER:
            wanted = [read_text(part.get("value")) for part in workflows.parts(row, "Fields")[0] if _is_manager(part)]
        else:
            entry, attribute = self.entries.get(row["TargetObject"]), _ATTRIBUTES.get(variable, "")
            wanted = list(entry.attributes.get(attribute, ())) if entry is not None else []
        found = [self._one(identity) for identity in wanted if identity]
        if "additional" in variable and variable in _ATTRIBUTES:
            found += sorted(self.additional.get(row["TargetObject"], ()))
        return [guid for guid in dict.fromkeys(found) if guid]

    def _one(self, identity: str) -> str:
        """The GUID of the object of this DN or GUID; "" where there is none. A name alone may be another person's."""
        if "=" not in identity and not workflows.GUID.fullmatch(as_guid(identity)):
            return ""
        people = self.source.directory.resolve(as_guid(identity))
        return people[0].guid if len(people) == 1 else ""


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    every = {store.id: store for store in st.all_stores(source)}
    routes = {
        row["WorkflowRouteId"]: key
        for key, row in workflows.keyed(source).items()
        if (of := every.get(row["IdentityStoreId"])) is not None and of.is_carried
    }
    rows = [
        row
        for row in source.rows(TABLE, {"StatusId": PENDING})
        if row["IdentityStoreId"] not in every or every[row["IdentityStoreId"]].is_carried
    ]
    people, found, changes = _People.of(source, rows), dict[str, list[str]](), list[Change]()
    for row in sorted(rows, key=lambda r: int(r["WorkflowRequestId"])):
        store = every.get(row["IdentityStoreId"])
        place = f"store {row['IdentityStoreId']}" if store is None else store.name
        name = f"{place}: request {row['WorkflowRequestId']}"
        route = routes.get(row["WorkflowRouteId"])
        if route is None or store is None:
            found.setdefault("workflow-requests/no-workflow", []).append(name)
            continue
        approvers = _approvers(row, every, store, name, people, found)
        if approvers:
            changes.append(_change(row, store, name, route, approvers, found))
    yield from told(NAME, _TOLD, found)
    yield from changes


def _is_manager(part: Mapping[str, Any]) -> bool:
    return st.spelled(read_text(part.get("name")) or "") == "manager"


def _named(row: Row, store: int) -> tuple[list[dict[str, Any]], bool]:
    """The approvers named by their GUID, each once, and whether there is nothing else."""
    given, readable = workflows.parts(row, "Approvers")
    made: dict[str, dict[str, Any]] = {}
    for part in given:
        approver = as_guid(read_text(part.get("approver")) or "")
        if not workflows.GUID.fullmatch(approver):
            readable = False
            continue
        of = read_int(part.get("approverIdentityStoreID")) or store  # 0 where it was never set
        made[approver] = {"approver": approver, "approverIdentityStoreID": of, "approverType": workflows.NAMED}
    return list(made.values()), readable


def _approvers(
    row: Row, every: Mapping[int, Store], store: Store, name: str, people: _People, found: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """Those named, and those a variable stands for; none, told, where it stands for nobody."""
    made, readable = _named(row, store.id)
    if not readable:
        found.setdefault("workflow-requests/unreadable", []).append(f"{name}: Approvers")
    for one in made:
        of = every.get(one["approverIdentityStoreID"])
        if of is not None and of.kind == st.ACTIVE_DIRECTORY and one["approver"] not in people.entries:
            found.setdefault("workflow-requests/approver-gone", []).append(f"{name}: {one['approver']}")
    if row["ApproverVariable"]:
        standing, named = people.standing(row), {one["approver"] for one in made}
        if standing or made:
            told_as = "workflow-approvers" if standing else "workflow-requests/variable"
            found.setdefault(told_as, []).append(f"{name} ({row['ApproverVariable']})")
        made += [
            {"approver": guid, "approverIdentityStoreID": store.id, "approverType": workflows.NAMED}
            for guid in standing
            if guid not in named
        ]
    if not made:
        variable = row["ApproverVariable"] or "none named"
        found.setdefault("workflow-requests/no-approver", []).append(f"{name} ({variable})")
    return made


def _change(
    row: Row, store: Store, name: str, route: str, approvers: list[dict[str, Any]], found: dict[str, list[str]]
) -> Change:
    values: dict[str, Any] = {
        "legacyRequestId": str(row["WorkflowRequestId"]),
        "workflowRouteId": {"$ref": f"Workflow/{route}"},
        "requester": row["Requester"],
        "requesterIdentityStoreID": store.id,
        "targetObject": row["TargetObject"],
        "targetObjectIdentityStoreID": store.id,
        "requestApproverDTOList": approvers,
        "fieldDTOList": _fields(row, name, found),
        "reason": row["Reason"],
        "statusId": PENDING,
        "createdOn": row["CreatedOn"],
    }
    return Change(
        module=NAME,
        feature="Configuration",
        kind="WorkflowRequest",
        key=values["legacyRequestId"],
        name=name,
        store=store.id,
        values={n: v for n, v in values.items() if v is not None},
        row=fingerprint(row),
    )


def _fields(row: Row, name: str, found: dict[str, list[str]]) -> list[dict[str, str]] | None:
    given, readable = workflows.parts(row, "Fields")
    made = []
    for part in given:
        if attribute := read_text(part.get("name")):
            made.append({"name": attribute, **{key: read_text(part.get(key)) or "" for key in ("value", "oldValue")}})
        else:
            readable = False
    if not readable:
        found.setdefault("workflow-requests/unreadable", []).append(f"{name}: Fields")
    return made or None


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Pending workflow requests",
    plan=plan,
    after=("workflows",),
    reads=(*st.READS, workflows.TABLE, TABLE, OWNERS, USERS),
    writes=("WorkflowRequest",),
    of_groups=False,
)
