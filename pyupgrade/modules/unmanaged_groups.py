"""Unmanaged groups: from GroupID 10's group rows of type 1 to 11.1's product data of them."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules import stores
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_lines import changes
from pyupgrade.modules.group_rows import QUERIED, SIDE_TABLES, TABLE, UNMANAGED
from pyupgrade.plan.items import Answers, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import in_order, things

NAME = "unmanaged-groups"


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    carried = stores.carried(source)
    if carried:
        findings = Findings(NAME, carried)
        rows = source.rows(TABLE, {"IdentityStoreId": sorted(carried), "ManagedGroupType": UNMANAGED})
        yield from changes("UnmanagedGroup", source, rows, findings, lambda group: {})
        yield from findings.notices()
    yield from _nobodys(source)


def _nobodys(source: SourceReader) -> Iterator[Notice]:
    """Group rows that no module takes: of a type or of a store that there is not."""
    known = sorted(store.id for store in stores.all_stores(source))
    typed = [UNMANAGED, *QUERIED]
    if source.count(TABLE) == (
        source.count(TABLE, {"IdentityStoreId": known, "ManagedGroupType": typed}) if known else 0
    ):
        return
    names = [
        f"{row['CommonName']} (type {row['ManagedGroupType']}, store {row['IdentityStoreId']})"
        for row in source.rows(TABLE)
        if row["ManagedGroupType"] not in typed or row["IdentityStoreId"] not in known
    ]
    yield Notice(
        module=NAME,
        feature="Groups",
        id="groups/unknown",
        severity="loss",
        subject="Groups of an unknown type or store",
        message=f"Left behind, because there is no such type or store: {things(names, 'group')}.",
        action="Look them up in GroupID 10. They are rows of the database; nothing happens to the groups in the "
        "directory.",
        names=in_order(names),
        count=len(names),
    )


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Unmanaged groups",
    plan=plan,
    after=("identity-stores",),
    reads=(*stores.READS, TABLE, *SIDE_TABLES),
    writes=("UnmanagedGroup",),
)
