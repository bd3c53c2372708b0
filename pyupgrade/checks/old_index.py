"""Whether the old search index can be held against the database's history, and agrees with it (mission Y4)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    indexed = context.source.indexed()
    if indexed is None:
        yield CHECK.row(
            "Skipped",
            "The old search index (Elasticsearch 6.2.4) was not read, so whether it holds events that the database lacks is not known.",
            CHECK.repair,
        )
        return
    rows: dict[int | None, int] = {}
    for stream in context.source_contract.streams:
        for store, count in context.source.extent(stream.name).by_store.items():
            rows[store] = rows.get(store, 0) + count
    names = {row["IdentityStoreId"]: row["IdentityStoreName"] for row in context.source.rows("SVC.IdentityStore")}
    differing = [
        s for s in sorted({*rows, *indexed}, key=lambda s: (s is None, s or 0)) if rows.get(s, 0) != indexed.get(s, 0)
    ]
    for store in differing:
        name = "no store" if store is None else names.get(store) or f"store {store}, which is gone"
        said = f"Events of {name}: {indexed.get(store, 0):,} in the old search index, {rows.get(store, 0):,} in the database."
        action = _LOST if indexed.get(store, 0) > rows.get(store, 0) else _BEHIND
        yield CHECK.row("Warning", said, action, str(name))
    if not differing:
        yield CHECK.row(
            "Passed", f"The old search index holds the {sum(rows.values()):,} events of the database, store by store."
        )


_LOST = "Only the database is carried: what the index alone holds is lost. Look for it in the history pages before the old server goes."
_BEHIND = "Nothing is lost: the database is carried, and the index is made anew from it."

CHECK = CheckSpec(
    id="source.old-index",
    area="Source",
    looks_at="The old search index, whose events are held against the database's, store by store, where the profile names it.",
    repair="Name it in the profile ([old_index] url, pattern), or compare the count of events of a store in GroupID 10's history "
    "pages with Get-DMUpgradeSource before the old server goes.",
    run=_run,
    features=frozenset({"History"}),
)
