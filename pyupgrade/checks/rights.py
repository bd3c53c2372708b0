"""Whether this account may write where a run writes: target, search index, log and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    paths = context.paths
    places = {
        "target": paths.target,
        "search index": paths.index,
        "details log": paths.log,
        "folder of files": paths.files,
    }
    for what, path in places.items():
        if not isinstance(path, Path):
            continue  # not named, or on SQL Server, where a check of its own looks at the login's rights
        may = context.machine.writable(path)
        if may is None:
            said = f"What this account may do at the {what} cannot be seen here without writing."
            yield CHECK.row("Skipped", said, CHECK.repair, str(path))
        elif may:
            yield CHECK.row("Passed", f"This account may write the {what}.", target=str(path))
        else:
            yield CHECK.row("Failed", f"This account may not write the {what}.", CHECK.repair, str(path))


CHECK = CheckSpec(
    id="machine.rights",
    area="Machine",
    looks_at="Rights of the account that runs this, on target, search index, log and folder of files.",
    repair="Give this account the right to create and change files there, or run as one that has it.",
    run=_run,
)
