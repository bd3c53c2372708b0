"""Whether the target has the tables and columns that the chosen modules write."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.drift_rows import drift_rows
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    yield from drift_rows(CHECK, context.target_drift(), "The target has every table and column that is written.")


CHECK = CheckSpec(
    id="target.drift",
    area="Target",
    looks_at="Tables and columns of Directory Manager 11.1 that the chosen features write.",
    repair="Only the vendor's Configuration Tool makes an 11.1 database; where names "
    "differ, name them in the profile's target_overlay.",
    run=_run,
)
