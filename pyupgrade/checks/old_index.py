"""Whether the old search index can be held against the database's history (mission Y4)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    yield CHECK.row(
        "Skipped",
        "The old search index (Elasticsearch 6.2.4) was not read, so whether it holds events that the database lacks is not known.",
        CHECK.repair,
    )


CHECK = CheckSpec(
    id="source.old-index",
    area="Source",
    looks_at="The old search index, whose events are held against the database's where it can be read. This version cannot read it.",
    repair="Compare the count of events of a store in GroupID 10's history pages with Get-DMUpgradeSource before the old server goes.",
    run=_run,
    features=frozenset({"History"}),
)
