"""Which groups were asked for by name, container and type, and a reader that shows the modules only those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pyupgrade.errors import GroupTypeUnknown, GroupTypeUnsupported, ScopeInvalid, ids
from pyupgrade.plan.batches import batches
from pyupgrade.plan.directory import Directory, Entry
from pyupgrade.plan.document import Scope
from pyupgrade.plan.ports import Extent, Row, SourceFile, SourceReader

GROUPS = "SVC.GroupObject"
SUPPORTED = (1, 2, 3, 6)  # the vendor's Upgrade-Group refuses 4 and 5 (11.1 managementshell/smartgroup/upgradegroup.md)
CHILDREN = (4, 5)
CHUNK = 400  # with the other columns of a search below the number of values a database takes at once


@dataclass(frozen=True, slots=True)
class Hit:
    """What one name or container came to: a group that will be upgraded, or why it will not."""

    identity: str
    status: str  # Planned, NotFound, OutOfScope, Skipped, Failed
    guid: str | None = None
    name: str = ""
    dn: str = ""
    store: int | None = None
    group_type: int | None = None
    message: str = ""
    error: str = ""
    action: str = ""


def replaced(hit: Hit, **other: Any) -> Hit:
    return replace(hit, **other)


@dataclass(slots=True)
class Selection:
    """Groups chosen, by GUID; `children` of chosen Dynasties come along without a row of their own, unless they are gone.

    Of `gone`, which the directory no longer has, nothing but events can come along.
    """

    hits: list[Hit] = field(default_factory=list)
    guids: set[str] = field(default_factory=set)
    children: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def check(scope: Scope) -> None:
    """Raises GroupTypeUnsupported for 4 and 5, GroupTypeUnknown for other numbers, ScopeInvalid for scopes other than 1 and 2."""
    refused = sorted(set(scope.group_types) & set(CHILDREN))
    if refused:
        raise GroupTypeUnsupported(asked=", ".join(map(str, refused)))
    unknown = sorted(set(scope.group_types) - set(SUPPORTED))
    if unknown:
        raise GroupTypeUnknown(asked=", ".join(map(str, unknown)))
    wrong = [f"{container}: {number}" for container, number in scope.containers if number not in (1, 2)]
    if wrong:
        raise ScopeInvalid(reason="; ".join(wrong))


def select(scope: Scope, source: SourceReader, seen: bool = False) -> Selection:
    """The groups of a scope. Names and containers together: both must hold. Neither: every group of the store.

    `seen`: the directory is the store's, so that a group it does not have is gone. That is a row of NotFound: the modules never see
    it, and no loss about it has to be accepted beside.
    """
    check(scope)
    types = frozenset(scope.group_types or SUPPORTED)
    chosen = Selection()
    inside = _inside(scope, source.directory, chosen) if scope.containers else None
    if scope.identities:
        for identity in dict.fromkeys(scope.identities):
            _named(identity, scope, types, inside, source, chosen)
    else:
        _all(scope, types, inside, source, chosen, seen)
    _take_children(scope.store, source, chosen, seen)
    return chosen


def _inside(scope: Scope, directory: Directory, chosen: Selection) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for container, number in scope.containers:
        if not directory.resolve(container):
            chosen.hits.append(
                Hit(
                    container,
                    "NotFound",
                    message=f"There is no container '{container}' in the directory.",
                    error=ids.GROUP_CONTAINER_NOT_FOUND,
                    action="Give the distinguished name or GUID of a container or domain.",
                )
            )
            continue
        for entry in directory.below(container, number):
            found[entry.guid] = entry
    return found


def _named(
    identity: str,
    scope: Scope,
    types: Collection[int],
    inside: Mapping[str, Entry] | None,
    source: SourceReader,
    chosen: Selection,
) -> None:
    entries = source.directory.resolve(identity)
    groups = [e for e in entries if e.object_class == "group"]
    if not groups:
        what = (
            f"'{identity}' is a {entries[0].object_class}, not a group."
            if entries
            else f"There is no group '{identity}'."
        )
        action = "Check the spelling; a DN, GUID, common name, name or sAMAccountName is taken."
        chosen.hits.append(Hit(identity, "NotFound", message=what, error=ids.GROUP_NOT_FOUND, action=action))
        return
    if len(groups) > 1:
        message = f"'{identity}' names {len(groups)} groups: " + "; ".join(sorted(e.dn for e in groups))
        action = "Name the one you mean by distinguished name or GUID."
        chosen.hits.append(Hit(identity, "Failed", message=message, error=ids.GROUP_AMBIGUOUS, action=action))
        return
    entry = groups[0]
    row = next(source.rows(GROUPS, {"ObjectGUID": entry.guid}), None)
    if row is None:
        about = _about(identity, entry, scope.store, None)
        message = "The old installation holds no product data of this group: there is nothing to carry."
        chosen.hits.append(Hit(**about, status="Skipped", message=message))
        return
    about = _about(identity, entry, row["IdentityStoreId"], row["ManagedGroupType"])
    reason, action = _outside(row, scope, types, inside)
    if reason:
        chosen.hits.append(
            Hit(**about, status="OutOfScope", message=reason, error=ids.GROUP_OUT_OF_SCOPE, action=action)
        )
    elif entry.guid not in chosen.guids:
        chosen.hits.append(Hit(**about, status="Planned"))
        chosen.guids.add(entry.guid)


def _about(identity: str, entry: Entry, store: int | None, group_type: int | None) -> dict[str, Any]:
    return {
        "identity": identity,
        "guid": entry.guid,
        "name": entry.name,
        "dn": entry.dn,
        "store": store,
        "group_type": group_type,
    }


def _outside(row: Row, scope: Scope, types: Collection[int], inside: Mapping[str, Entry] | None) -> tuple[str, str]:
    """Why a group that exists is not taken, and what to do; empty when it is."""
    kind = row["ManagedGroupType"]
    if row["IdentityStoreId"] != scope.store:
        return (
            f"The group belongs to identity store {row['IdentityStoreId']}, asked for was {scope.store}.",
            f"Say -IdentityStoreId {row['IdentityStoreId']}.",
        )
    if kind in CHILDREN:
        return (
            f"The group is a {'middle' if kind == 4 else 'leaf'} Dynasty (type {kind}), which cannot be upgraded on its own.",
            "Upgrade its parent Dynasty: it carries its children.",
        )
    if kind not in types:
        return f"The group is of type {kind}, asked for was {', '.join(map(str, sorted(types)))}.", "Widen -GroupType."
    if inside is not None and row["ObjectGUID"] not in inside:
        return "The group lies in none of the search containers.", "Widen -SearchContainer or its scope."
    return "", ""


def _all(
    scope: Scope,
    types: Collection[int],
    inside: Mapping[str, Entry] | None,
    source: SourceReader,
    chosen: Selection,
    seen: bool,
) -> None:
    where: dict[str, Any] = {"IdentityStoreId": scope.store, "ManagedGroupType": sorted(types)}
    for rows in batches((r for r in source.rows(GROUPS, where) if inside is None or r["ObjectGUID"] in inside), CHUNK):
        there = _there(rows, source.directory, seen)
        for row in rows:
            if row["ObjectGUID"] in there:
                chosen.hits.append(_listed(row, "Planned"))
                chosen.guids.add(row["ObjectGUID"])
            else:
                _is_gone(row, chosen)


def _there(rows: Sequence[Row], directory: Directory, seen: bool) -> Collection[str]:
    """GUIDs of the groups that still are, as far as this directory can tell."""
    guids = [row["ObjectGUID"] for row in rows]
    return directory.entries(guids) if seen else guids


def _listed(row: Row, status: str, **other: Any) -> Hit:
    guid, name, dn = row["ObjectGUID"], row["CommonName"], row["DistinguishedName"]
    return Hit(name, status, guid, name, dn, row["IdentityStoreId"], row["ManagedGroupType"], **other)


def _is_gone(row: Row, chosen: Selection) -> None:
    chosen.gone.add(row["ObjectGUID"])
    chosen.hits.append(
        _listed(
            row,
            "NotFound",
            message="The group is no longer in the directory, so its product data are not carried.",
            error=ids.GROUP_NOT_FOUND,
            action="If it is missed, restore it in the directory and run this command again.",
        )
    )


def _take_children(store: int, source: SourceReader, chosen: Selection, seen: bool) -> None:
    """A parent Dynasty carries its middle and leaf children, level by level."""
    parents = {h.guid for h in chosen.hits if h.status == "Planned" and h.group_type == 3 and h.guid}
    children: dict[str, list[Row]] = {}
    if parents:
        for row in source.rows(GROUPS, {"IdentityStoreId": store, "ManagedGroupType": list(CHILDREN)}):
            if row["ParentGUID"]:
                children.setdefault(row["ParentGUID"], []).append(row)
    waiting, below = list(parents), dict[str, Row]()
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child["ObjectGUID"] not in below:
                below[child["ObjectGUID"]] = child
                waiting.append(child["ObjectGUID"])
    for rows in batches(below.values(), CHUNK):
        there = _there(rows, source.directory, seen)
        chosen.children |= {row["ObjectGUID"] for row in rows if row["ObjectGUID"] in there}
        for row in rows:
            if row["ObjectGUID"] not in there:
                _is_gone(row, chosen)


class ScopedSource:
    """A source that shows only the chosen groups of its group table; all else as it is."""

    def __init__(self, source: SourceReader, guids: Collection[str]) -> None:
        self._source, self._guids = source, sorted(guids)
        self._chosen = frozenset(guids)
        self.version, self.installation, self.directory = source.version, source.installation, source.directory
        self.joined_domain = source.joined_domain

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        if table != GROUPS:
            yield from self._source.rows(table, where)
            return
        asked = (where or {}).get("ObjectGUID")
        guids = (
            self._guids if asked is None else sorted(self._chosen & ({asked} if isinstance(asked, str) else set(asked)))
        )
        for chunk in batches(guids, CHUNK):
            yield from self._source.rows(table, {**(where or {}), "ObjectGUID": chunk})

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        return sum(1 for _ in self.rows(table, where)) if table == GROUPS else self._source.count(table, where)

    def indexed(self) -> Mapping[int | None, int] | None:
        """None: the old index counts by store, not by group."""
        return None

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        return self._source.extent(stream, above, upto)

    def files(self, kind: str) -> list[SourceFile]:
        return self._source.files(kind)

    def records(self, kind: str) -> Iterator[Row]:
        return self._source.records(kind)

    def sha256(self, file: SourceFile) -> str:
        return self._source.sha256(file)

    def missing(self, tables: Collection[str]) -> list[str]:
        return self._source.missing(tables)
