"""Whether the target answers and no other run holds it."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    where = str(context.paths.target)
    stores = context.target.stores()
    yield CHECK.row(
        "Passed",
        f"Directory Manager {context.target.version} answers ({len(stores)} identity stores so far).",
        target=where,
    )
    holder = context.lock_holder()
    if holder is None:
        yield CHECK.row("Passed", "No run holds the target.", target=where)
    else:
        yield CHECK.row("Failed", f"Another run holds the target: {holder}.", CHECK.repair, where)


CHECK = CheckSpec(
    id="target.free",
    area="Target",
    looks_at="Whether the target answers, and the lock that allows one run at a time.",
    repair="Wait for the other run, watch it with Get-DMUpgradeRun, or stop it with Stop-DMUpgrade.",
    run=_run,
)
