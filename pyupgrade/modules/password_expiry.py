"""Password Expiry groups: from GroupID 10's group rows of type 6 to 11.1 Smart Groups with a password policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyupgrade.modules import group_shape, stores
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_lines import changes
from pyupgrade.modules.group_rows import PASSWORD_EXPIRY, SIDE_TABLES, TABLE, Group
from pyupgrade.modules.replication_attributes import FILE as ATTRIBUTES
from pyupgrade.modules.replication_attributes import replicated
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME = "password-expiry-groups"


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    carried = stores.carried(source)
    if not carried:
        return
    findings = Findings(NAME, carried, replicated(source))

    def values(group: Group) -> dict[str, Any]:
        policy = group_shape.password_expiry(group, findings)
        if policy.get("EmailTemplatePath"):
            findings.templates.append(f"{findings.title(group.row)}: {policy['EmailTemplatePath']}")
        return {**group_shape.query(group, findings), **policy}

    rows = source.rows(TABLE, {"IdentityStoreId": sorted(carried), "ManagedGroupType": PASSWORD_EXPIRY})
    yield from changes("PasswordExpiryGroup", source, rows, findings, values)
    yield from findings.notices()


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Password Expiry groups",
    plan=plan,
    after=("identity-stores", "data-sources"),
    reads=(*stores.READS, TABLE, *SIDE_TABLES, ATTRIBUTES),
    writes=("PasswordExpiryGroup",),
)
