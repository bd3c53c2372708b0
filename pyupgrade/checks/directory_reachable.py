"""Whether the directory can be read and which domains it reports."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    where = context.paths.directory
    try:
        domains = context.source.directory.domains()
    except DirectoryUnreachable as reason:
        yield CHECK.row("Failed", reason.message, reason.recommended_action, where)
        return
    if domains:
        yield CHECK.row("Passed", f"The directory answers and reports {', '.join(domains)}.", target=where)
    else:
        yield CHECK.row("Failed", "The directory reports no domain.", CHECK.repair, where)


CHECK = CheckSpec(
    id="directory.reachable",
    area="Directory",
    looks_at="The directory of the profile: whether it answers, and its domains.",
    repair="Check the directory in the profile, and that this account may read it.",
    run=_run,
)
