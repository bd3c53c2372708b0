"""Smart Groups: from GroupID 10's group rows of type 2 to 11.1 Smart Groups with their query and data source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyupgrade.modules import group_shape, stores
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_lines import changes
from pyupgrade.modules.group_rows import SIDE_TABLES, SMART, TABLE, Group
from pyupgrade.modules.replication_attributes import FILE as ATTRIBUTES
from pyupgrade.modules.replication_attributes import replicated
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME = "smart-groups"
MAIN_TYPE = "X.SmartGroup"  # 11.0 apis/group/createsmartgroup.md


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    carried = stores.carried(source)
    if not carried:
        return
    findings = Findings(NAME, carried, replicated(source))

    def values(group: Group) -> dict[str, Any]:
        if not (group.row["Criteria"] or group.row["Script"]):
            findings.no_query.append(findings.title(group.row))
        return group_shape.query(group, findings, MAIN_TYPE)

    rows = source.rows(TABLE, {"IdentityStoreId": sorted(carried), "ManagedGroupType": SMART})
    yield from changes("SmartGroup", source, rows, findings, values)
    yield from findings.notices()


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Smart Groups",
    plan=plan,
    after=("identity-stores", "data-sources"),
    reads=(*stores.READS, TABLE, *SIDE_TABLES, ATTRIBUTES),
    writes=("SmartGroup",),
)
