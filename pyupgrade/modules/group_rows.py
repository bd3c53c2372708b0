"""Groups with what belongs to them: from the group table, its side tables and the directory to one record a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyupgrade.modules.stores import Store
from pyupgrade.plan.batches import batches
from pyupgrade.plan.directory import Entry
from pyupgrade.plan.ports import Row, SourceReader

TABLE = "SVC.GroupObject"
SIDE_TABLES = ("SVC.GroupOwner", "SVC.GroupMembership", "Expired.GroupMember")
UNMANAGED, SMART, PARENT, MIDDLE, LEAF, PASSWORD_EXPIRY = 1, 2, 3, 4, 5, 6
QUERIED = (SMART, PARENT, MIDDLE, LEAF, PASSWORD_EXPIRY)
CHUNK = 450  # GUIDs in two spellings each stay below the 999 values that an old SQLite takes in one statement


@dataclass(frozen=True, slots=True)
class Group:
    """A group's row, its directory entry (None when there is none), and its rows of the side tables, sorted."""

    row: Row
    entry: Entry | None
    owners: Sequence[Row]
    memberships: Sequence[Row]
    kept_members: Sequence[str]

    @property
    def guid(self) -> str:
        return str(self.row["ObjectGUID"])


def groups_of(source: SourceReader, rows: Iterable[Row]) -> Iterator[Group]:
    """Records of these group rows, in their order; each chunk asks the side tables and the directory once."""
    for chunk in batches(rows, CHUNK):
        guids = [row["ObjectGUID"] for row in chunk]
        entries = source.directory.entries(guids)
        owners, memberships, kept = (_by_group(source, table, guids) for table in SIDE_TABLES)
        for row in chunk:
            guid = row["ObjectGUID"]
            yield Group(
                row=row,
                entry=entries.get(guid),
                owners=sorted(owners.get(guid, ()), key=lambda r: str(r["OwnerGUID"])),
                memberships=sorted(memberships.get(guid, ()), key=lambda r: str(r["MemberGUID"])),
                kept_members=sorted({str(r["MemberGUID"]) for r in kept.get(guid, ())}),
            )


def title_of(row: Row, stores: Mapping[int, Store]) -> str:
    """A group as notices name it: its common name and its store."""
    return f"{row['CommonName']} ({stores[row['IdentityStoreId']].name})"


def _by_group(source: SourceReader, table: str, guids: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in source.rows(table, {"ObjectGUID": guids}):
        found.setdefault(row["ObjectGUID"], []).append(row)
    return found
