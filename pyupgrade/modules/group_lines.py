"""From group rows of one kind to Change lines; how a kind's own values are built is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyupgrade.modules import group_shape
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_rows import Group, groups_of
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import Row, SourceReader


def domains_of(source: SourceReader) -> frozenset[str]:
    """The directory's domains in lower case, to tell which stores it can speak for."""
    return frozenset(domain.casefold() for domain in source.directory.domains())


def changes(
    kind: str, source: SourceReader, rows: Iterable[Row], findings: Findings, values: Callable[[Group], dict[str, Any]]
) -> Iterator[Change]:
    """A line for every group that is there, in the order of the rows; NULL fields are None, what cannot be read is left out."""
    domains = domains_of(source)
    for group in groups_of(source, rows):
        if not findings.is_there(group, domains):
            continue
        findings.look_at(group)
        wanted = {**group_shape.shared(group, findings), **values(group)}
        yield Change(
            module=findings.module,
            feature="Groups",
            kind=kind,
            key=group.guid,
            name=wanted["name"],
            store=group.row["IdentityStoreId"],
            values={name: value for name, value in wanted.items() if value is not group_shape.UNREAD},
            row=group_shape.row_digest(group),
        )
