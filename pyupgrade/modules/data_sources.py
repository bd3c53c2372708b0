"""Data sources: one for every distinct connection string of carried Smart Groups, from their rows to 11.1 objects."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules import data_source_shape as shape
from pyupgrade.modules import stores as st
from pyupgrade.modules.data_source_lines import change, decisions, secret_digest
from pyupgrade.modules.data_source_notices import GROUPS, Used, left_behind, notices
from pyupgrade.modules.data_source_shape import Connection, Gone
from pyupgrade.modules.group_rows import QUERIED, TABLE, title_of
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME = "data-sources"
PAGE = 8


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    stores = st.carried(source)
    used: dict[str, Used] = {}
    gone: dict[Gone, list[str]] = {}
    if stores:
        for row in source.rows(TABLE, {"IdentityStoreId": sorted(stores), "ManagedGroupType": list(QUERIED)}):
            if not shape.has_source(row):
                continue
            found, group = shape.read(row), title_of(row, stores)
            if isinstance(found, Connection):
                entry = used.setdefault(found.name, Used(found))
                entry.add(found, group, secret_digest(row["DataSourceConnection"] or ""))
            else:
                gone.setdefault(found, []).append(group)
    sources = [used[name] for name in sorted(used)]
    for entry in sources:
        yield from decisions(GROUPS, entry, PAGE)
    yield from notices(GROUPS, sources)
    yield from left_behind(gone)
    for entry in sources:
        yield change(GROUPS, entry, answers)


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Data sources of Smart Groups",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("DataSource",),
)
