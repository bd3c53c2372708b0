"""Whether an earlier run on this target was left unfinished."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

FINISHED = ("Completed", "Running")


def _run(context: Context) -> Iterator[Finding]:
    left = [run for run in context.earlier_runs if run.status not in FINISHED]
    # Only the newest can be resumed; a completed run after it has taken over what it left.
    newest = max((run.run for run in context.earlier_runs), default=0)
    open_ = [run for run in left if run.run == newest]
    for run in open_:
        message = f"Run {run.run}, started {run.started}, is {run.status}."
        if run.installation != context.source.installation:
            message += f" It was made for another source ({run.installation})."
        yield CHECK.row("Warning", message, CHECK.repair, f"run {run.run}")
    if not open_:
        yield CHECK.row("Passed", f"{len(context.earlier_runs)} earlier runs, none left unfinished.")


CHECK = CheckSpec(
    id="target.earlier-runs",
    area="Target",
    looks_at="Runs in the target's journal.",
    repair="Continue it with Resume-DMUpgrade; a new plan takes over what it left undone as well.",
    run=_run,
)
