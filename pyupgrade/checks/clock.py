"""Whether this machine's clock agrees with that of each system which tells its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import UpgradeError
from pyupgrade.plan.finding import Finding

# Kerberos refuses tickets beyond five minutes (RFC 4120, 8.2), and signed assertions of an app are good for about ten.
TOO_MUCH: Final = timedelta(minutes=5)
MUCH: Final = timedelta(seconds=30)


def _run(context: Context) -> Iterator[Finding]:
    if not context.clocks:
        yield CHECK.row("Skipped", "No system of the profile tells its time.")
    for name, ahead in sorted(context.clocks.items()):
        try:
            difference = ahead()
        except UpgradeError as reason:
            yield CHECK.row(
                "Skipped", f"{name} did not tell its time: {reason.message}", reason.recommended_action, name
            )
            continue
        seconds = abs(difference.total_seconds())
        said = f"The clock of {name} is {seconds:,.0f} s {'ahead of' if difference > timedelta() else 'behind'} this machine's."
        if abs(difference) >= TOO_MUCH:
            yield CHECK.row("Failed", f"{said} Sign-in by Kerberos or certificate fails.", CHECK.repair, name)
        elif abs(difference) >= MUCH:
            yield CHECK.row("Warning", said, CHECK.repair, name)
        else:
            yield CHECK.row("Passed", said, target=name)


CHECK = CheckSpec(
    id="machine.clock",
    area="Machine",
    looks_at="This machine's clock against that of directory, database and identity platform, where they tell it.",
    repair="Set both clocks by one time source (w32tm /resync on Windows).",
    run=_run,
)
