"""Workflows: from GroupID 10's routes to 11.1's in the documented shape, system and user-defined (mission S1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import as_guid, read_int, read_list, read_map, read_text
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "workflows"
TABLE = "SVC.WorkflowRoute"
_TYPES: Final = frozenset({1, 2})  # 1 a route of your own, 2 one of the system (getwfroute.md)
# Events, approver types and object types whose numbers are published (getdefroute.md); the others exist and are not named.
_EVENTS: Final = frozenset({2, 4, 5, 6, 7, 10, 11, 12})
_APPROVERS: Final = frozenset({0, 4, 5, 7})
_OBJECTS: Final = frozenset({1, 2})
NAMED: Final = 0  # the approver is an object, by its GUID
GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_TOLD: Final[Mapping[str, Told]] = {
    "workflows/without-store": Told(
        "todo", "Workflows of no store", "These belong to no identity store, or to none that is known, and stay behind: {things}.",
        "Look at them in the table SVC.WorkflowRoute; create those that are wanted in 11.1.", "workflow",
    ),
    "workflows/double": Told(
        "change", "Workflows of one name", "Of workflows of one name in a store, the later bears its number, too: {things}.",
        "Rename them in 11.1 as you like.", "workflow",
    ),
    "workflows/unreadable": Told(
        "todo", "Parts of workflows that cannot be read", "These are not of the form expected and are left out: {things}.",
        "Compare the workflow in 11.1 with the old one and enter what is missing: with no approver, and no default approver, a "
        "request is approved by itself.", "part",
    ),
    "workflows/numbers": Told(
        "todo", "Numbers without a published meaning",
        "The numbers of their type, event, approvers or objects are carried as they are, though what they mean in 11.1 is not "
        "published: {things}.",
        "Open each in 11.1 and look whether it says what it should.", "workflow",
    ),
    "workflows/approver-gone": Told(
        "todo", "Approvers that are gone", "These approvers are not, or no longer, in the directory: {things}.",
        "Name another approver: with none, and no default approver, a request is approved by itself.", "approver",
    ),
    "workflows/approver-store": Told(
        "todo", "Approvers of a store that stays behind", "The store of these approvers is not upgraded: {things}.",
        "Name an approver of a store that 11.1 has: with none, and no default approver, a request is approved by itself.", "approver",
    ),
    "workflows/portal-url": Told(
        "todo", "Workflows that lead to an old portal",
        "Links in their mail lead to a portal of the old server, and portals are not upgraded: {things}.",
        "When the portals have been created anew, choose the new one in each workflow.", "workflow",
    ),
    "workflows/create-twice": Told(
        "change", "More than one workflow for an event",
        "11.1 has one workflow for the creation of an object. Of these several are enabled for one object and one event whose number is "
        "not published; if it is the creation, only one of them can count: {things}.",
        "Open them in 11.1; where the event is Create, leave one of them enabled for each object.", "workflow",
    ),
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What is to be told, by the notice's id."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, notice: str, name: str) -> None:
        self.names.setdefault(notice, []).append(name)


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    every = {store.id: store for store in st.all_stores(source)}
    found, changes = _Found(), list[Change]()
    for key, row in keyed(source).items():
        store = every.get(row["IdentityStoreId"])
        if store is None:
            found.add("workflows/without-store", f"store {row['IdentityStoreId']}: {row['Name']}")
        elif store.is_carried:
            if key.partition("/")[2] != row["Name"]:
                found.add("workflows/double", f"{store.name}: {row['Name']}")
            changes.append(_change(key, row, store, found))
    _approvers(source, changes, every, found)
    _created(changes, found)
    yield from told(NAME, _TOLD, found.names)
    yield from changes


def keyed(source: SourceReader) -> dict[str, Row]:
    """Routes by key, `<store id>/<name>`; a name that a store has twice, in any letter case, bears its number the second time."""
    rows: dict[str, Row] = {}
    taken: set[str] = set()
    for row in sorted(source.rows(TABLE), key=lambda r: int(r["WorkflowRouteId"])):
        key = f"{row['IdentityStoreId']}/{row['Name']}"
        while key.rstrip().casefold() in taken:
            key = f"{key} ({row['WorkflowRouteId']})"
        taken.add(key.rstrip().casefold())
        rows[key] = row
    return rows


def parts(row: Row, column: str) -> tuple[list[Mapping[str, Any]], bool]:
    """The objects of a list column, or of one that holds a single object; and whether it holds nothing else."""
    given = row[column]
    if given is None:
        return [], True
    whole = [given] if isinstance(given, Mapping) else read_list(given)
    good = [part for part in map(read_map, whole or ()) if part is not None]
    return good, whole is not None and len(good) == len(whole)


def _change(key: str, row: Row, store: Store, found: _Found) -> Change:
    name = f"{store.name}: {key.partition('/')[2]}"
    values: dict[str, Any] = {
        "routeKey": key,
        "identityStoreID": store.id,
        "name": key.partition("/")[2],
        "description": row["Description"],
        "isEnabled": row["IsEnabled"],
        "type": row["Type"],
        "event": row["Event"],
        "enableEmailApproval": row["EnableEmailApproval"],
        "disableApproverAcceleration": row["DisableApproverAcceleration"],
        "portalUrl": (row["PortalUrl"] or "").strip() or None,
    }
    unread: list[str] = []
    for column, (list_name, read) in _LISTS.items():
        given, readable = parts(row, column)
        made = [read(part, store.id) for part in given]
        values[list_name] = _once([one for one in made if one is not None]) or None
        if not readable or None in made:
            found.add("workflows/unreadable", f"{name}: {column}")
            if values[list_name] is None:
                unread.append(list_name)
    if values["portalUrl"]:
        found.add("workflows/portal-url", name)
    if _is_unpublished(values):
        found.add("workflows/numbers", name)
    return Change(
        module=NAME,
        feature="Configuration",
        kind="Workflow",
        key=key,
        name=name,
        store=store.id,
        values={n: v for n, v in values.items() if n not in unread},
        row=fingerprint(row),
    )


def _is_unpublished(values: Mapping[str, Any]) -> bool:
    approvers = {a["approverType"] for a in values["routeApproverDTOList"] or ()}
    objects = {o["objectTypeId"] for o in values["routeObjectDTOList"] or ()}
    return (
        values["type"] not in _TYPES
        or values["event"] not in _EVENTS
        or not approvers <= _APPROVERS
        or not objects <= _OBJECTS
    )


def _field(part: Mapping[str, Any], store: int) -> dict[str, Any] | None:
    text = read_text(part.get("field"))
    return {"field": text} if text else None


def _filter(part: Mapping[str, Any], store: int) -> dict[str, Any] | None:
    attribute, operator = read_text(part.get("name")), read_text(part.get("operator"))
    if not attribute or not operator:
        return None
    return {"name": attribute, "operator": operator, "value": read_text(part.get("value")) or ""}


def _approver(part: Mapping[str, Any], store: int) -> dict[str, Any] | None:
    approver, kind = read_text(part.get("approver")), read_int(part.get("approverType"))
    if not approver or kind is None:
        return None
    of = read_int(part.get("approverIdentityStoreID")) or store  # 0 where it was never set
    return {"approver": as_guid(approver), "approverIdentityStoreID": of, "approverType": kind}


def _object(part: Mapping[str, Any], store: int) -> dict[str, Any] | None:
    kind = read_int(part.get("objectTypeId"))
    return None if kind is None else {"objectTypeId": kind}


_LISTS: Final[Mapping[str, tuple[str, Callable[[Mapping[str, Any], int], dict[str, Any] | None]]]] = {
    "Fields": ("routeFieldDTOList", _field),
    "Filters": ("routeFilterDTOList", _filter),
    "Approvers": ("routeApproverDTOList", _approver),
    "Objects": ("routeObjectDTOList", _object),
}


def _once(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each once; fields and objects, whose order has no meaning, sorted."""
    known = {tuple(one.items()): one for one in made}
    return [known[key] for key in (sorted(known) if made and len(made[0]) == 1 else known)]


def _approvers(source: SourceReader, changes: list[Change], every: Mapping[int, Store], found: _Found) -> None:
    """Named approvers that the directory does not have, where it is the store's; approvers of stores that stay behind."""
    named: list[tuple[str, str]] = []
    for change in changes:
        for one in change.values.get("routeApproverDTOList") or ():
            of = every.get(one["approverIdentityStoreID"])
            if of is None or not of.is_carried:
                place = f"store {one['approverIdentityStoreID']}" if of is None else of.name
                found.add("workflows/approver-store", f"{change.name}: {one['approver']} ({place})")
            elif one["approverType"] == NAMED and of.kind == st.ACTIVE_DIRECTORY:
                named.append((one["approver"], change.name))
    there = source.directory.entries(sorted({guid for guid, _ in named if GUID.fullmatch(guid)}))
    for guid, name in named:
        if guid not in there:
            found.add("workflows/approver-gone", f"{name}: {guid}")


def _created(changes: list[Change], found: _Found) -> None:
    """Workflows of a store that share an object and an event that may be the creation."""
    created: dict[tuple[int | None, int, int], list[str]] = {}
    for change in changes:
        if change.values["event"] not in _EVENTS and change.values["isEnabled"]:
            for kind in change.values.get("routeObjectDTOList") or ():
                created.setdefault((change.store, change.values["event"], kind["objectTypeId"]), []).append(change.name)
    for name in sorted({name for names in created.values() if len(names) > 1 for name in names}):
        found.add("workflows/create-twice", name)


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Workflows",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("Workflow",),
    of_groups=False,
)
