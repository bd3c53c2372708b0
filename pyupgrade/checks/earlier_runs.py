"""Whether an earlier run on this target was left unfinished."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

FINISHED = ("Completed", "Running")
UNDOING = "Undoing"


def _run(context: Context) -> Iterator[Finding]:
    standing = [run for run in context.earlier_runs if not run.status.startswith("Undone")]
    # Only the newest can be resumed; a completed run after it has taken over what it left. An Undo is gone on with anywhere.
    newest = max((run.run for run in standing), default=0)
    open_ = [r for r in standing if r.status == UNDOING or (r.run == newest and r.status not in FINISHED)]
    for run in open_:
        message = f"Run {run.run}, started {run.started}, is {run.status}."
        if run.installation != context.source.installation:
            message += f" It was made for another source ({run.installation})."
        repair = f"Go on with it: Undo-DMUpgrade -RunId {run.run}." if run.status == UNDOING else CHECK.repair
        yield CHECK.row("Warning", message, repair, f"run {run.run}")
    if not open_:
        yield CHECK.row("Passed", f"{len(context.earlier_runs)} earlier runs, none left unfinished.")


CHECK = CheckSpec(
    id="target.earlier-runs",
    area="Target",
    looks_at="Runs in the target's journal.",
    repair="Continue it with Resume-DMUpgrade; a new plan takes over what it left undone as well.",
    run=_run,
)
