"""Whether the source has the tables and columns that the chosen modules read."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.drift_rows import drift_rows
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    tables = {t for module in context.modules for t in module.reads} & set(context.source_contract.tables)
    seen = [d for d in context.source_drift() if d.object in tables]
    yield from drift_rows(CHECK, seen, f"All {len(tables)} tables that the chosen features read are as expected.")


CHECK = CheckSpec(
    id="source.drift",
    area="Source",
    looks_at="Tables and columns that the chosen features read, against the contract.",
    repair="See them with Get-DMUpgradeSource -Drift and name the right table "
    "or column in the profile's source_overlay.",
    run=_run,
)
