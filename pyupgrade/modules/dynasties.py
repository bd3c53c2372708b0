"""Dynasties: from GroupID 10's group rows of types 3, 4 and 5 to 11.1 Dynasties, parents before their children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyupgrade.modules import group_shape, stores
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_lines import changes, domains_of
from pyupgrade.modules.group_rows import CHUNK, LEAF, MIDDLE, PARENT, SIDE_TABLES, TABLE, Group, groups_of
from pyupgrade.modules.replication_attributes import FILE as ATTRIBUTES
from pyupgrade.modules.replication_attributes import replicated
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "dynasties"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a Dynasty stands: its type and the parent that its row names."""

    type: int
    parent: str | None


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    carried = stores.carried(source)
    if not carried:
        return
    where = {"IdentityStoreId": sorted(carried), "ManagedGroupType": [PARENT, MIDDLE, LEAF]}
    places = {
        row["ObjectGUID"]: _Place(row["ManagedGroupType"], row["ParentGUID"]) for row in source.rows(TABLE, where)
    }
    linked = _linked(places, _absent(source, places, Findings(NAME, carried)))
    findings = Findings(NAME, carried, replicated(source))

    def values(group: Group) -> dict[str, Any]:
        row, parent = group.row, group.row["ParentGUID"] if group.guid in linked else None
        if row["ManagedGroupType"] == PARENT:
            findings.parents.append(findings.title(row))
        elif parent is None:
            findings.orphans.append(findings.title(row))
        return {**group_shape.query(group, findings), **group_shape.dynasty(group, findings, parent)}

    ordered = sorted(places, key=lambda guid: (places[guid].type, linked.get(guid, 0), guid))
    yield from changes("Dynasty", source, _rows(source, ordered), findings, values)
    yield from findings.notices()


def _absent(source: SourceReader, places: Mapping[str, _Place], findings: Findings) -> frozenset[str]:
    """Dynasties with children that the directory no longer has: not carried, so nothing can be linked to them."""
    domains = domains_of(source)
    parents = sorted({place.parent for place in places.values() if place.parent in places and place.parent})
    return frozenset(g.guid for g in groups_of(source, _rows(source, parents)) if not findings.is_there(g, domains))


def _linked(places: Mapping[str, _Place], absent: frozenset[str]) -> dict[str, int]:
    """Children whose chain of parents ends at a carried parent Dynasty, with their depth; a circle has no such end."""
    linked: dict[str, int] = {}
    for guid in places:
        chain: list[str] = []
        at = guid
        while places[at].type != PARENT and at not in linked and at not in chain:
            chain.append(at)
            parent = places[at].parent
            if parent is None or parent not in places or parent in absent or places[parent].type == LEAF:
                break
            at = parent
        else:
            if at not in chain and at not in absent:
                base = linked.get(at, 0)
                linked |= {child: base + depth for depth, child in enumerate(reversed(chain), start=1)}
    return linked


def _rows(source: SourceReader, guids: Sequence[str]) -> Iterator[Row]:
    """Group rows in the order of these GUIDs."""
    for chunk in batches(guids, CHUNK):
        found = {row["ObjectGUID"]: row for row in source.rows(TABLE, {"ObjectGUID": chunk})}
        yield from (found[guid] for guid in chunk if guid in found)


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Dynasties",
    plan=plan,
    after=("identity-stores", "data-sources"),
    reads=(*stores.READS, TABLE, *SIDE_TABLES, ATTRIBUTES),
    writes=("Dynasty",),
)
