"""Whether the passphrase opens the value that the target was made with."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import UpgradeError
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    where = str(context.paths.target)
    try:
        context.open_target()
    except UpgradeError as reason:
        yield CHECK.row("Failed", reason.message, reason.recommended_action, where)
    else:
        yield CHECK.row("Passed", "The passphrase opens the target's check value.", target=where)


CHECK = CheckSpec(
    id="target.passphrase",
    area="Target",
    looks_at="The passphrase, against a known sealed value in the target.",
    repair="Give the passphrase that the target was made with (-Passphrase, or the profile's reference).",
    run=_run,
)
