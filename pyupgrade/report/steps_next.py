"""What is left to do after a run: from its state, its checks and its plan's todo notices to a checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyupgrade.plan.document import Plan
from pyupgrade.plan.finding import Finding
from pyupgrade.report.facts import RunFacts

Step = tuple[str, str, tuple[str, ...], int]  # title, what to do, names it concerns, how many

# Of a run that is taken back, or on the way there.
BACK = {
    "Undoing": ("Finish the Undo", "Run Undo-DMUpgrade -RunId {run}: it goes on where the journal says."),
    "Undone": ("Nothing is left to do", "The target is as it was before this run; a new plan brings all of it again."),
    "UndoneWithErrors": (
        "Look at what stayed",
        "Get-DMUpgradeLog -Level Warning lists it with the reason. Leave it, or settle it and run Undo-DMUpgrade -RunId {run} again.",
    ),
}


def steps(run: RunFacts, plan: Plan, troubles: int, checks: Sequence[Finding]) -> Iterator[Step]:
    """First what the run itself needs, then what the plan announced, each with the things it concerns here."""
    if run.status in BACK:
        title, action = BACK[run.status]
        yield title, action.format(run=run.run_id), (), 0
        return  # what the plan announced is not due any more
    if not run.status.startswith("Completed"):
        action = (
            run.recommended_action or "Run Resume-DMUpgrade: it goes on where the journal says, nothing is done twice."
        )
        yield "Finish the run", action, (), 0
    if troubles:
        yield (
            "Look at conflicts and failures",
            "Each is listed in this report. Settle what stands in the target, then "
            "build a new plan and run it: only what is left is "
            "done again.",
            (),
            troubles,
        )
    failed = tuple(dict.fromkeys(check.target or check.id for check in checks if check.status == "Failed"))
    if failed:
        yield (
            "Settle what verification found",
            "The differences are listed under Verification, with what to do.",
            failed,
            len(failed),
        )
    if not checks and run.status.startswith("Completed"):
        yield (
            "Verify the result",
            "Run Test-DMUpgradeResult: it re-reads the target and compares it with the journal.",
            (),
            0,
        )
    for notice in plan.notices:
        if notice.severity == "todo":
            yield notice.subject, f"{notice.message} {notice.action}".strip(), notice.names, notice.count
