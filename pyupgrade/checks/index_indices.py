"""Whether the search indices are there as the contract has them, and none is still set for loading by a run that was killed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pyupgrade.checks.context import EMBEDDED, CheckSpec, Context, EarlierRun
from pyupgrade.plan.finding import Finding

KEPT: Final = "dmupgrade_before_loading"  # as target/search_loading.py calls it there


def _run(context: Context) -> Iterator[Finding]:
    if context.search_indices is None:
        yield CHECK.row("Passed", EMBEDDED)
        return
    found = context.search_indices()
    for one in found.differences:
        if one.difference == "MissingIndex":
            yield CHECK.row("Failed", f"There is no index '{one.expected}'.", CHECK.repair, one.expected)
        elif one.needed:
            is_ = f"is {one.found} without a keyword in it" if one.found else "is not there"
            text = f"Documents of {one.object} would be written and never found again: the field {one.column} {is_}."
            yield CHECK.row("Failed", text, one.recommended_action, one.object)
        elif one.difference == "OtherType":
            text = f"The field {one.column} of {one.object} is {one.found}, expected was {one.expected}."
            yield CHECK.row("Warning", text, "Documents that do not fit are refused one by one and told.", one.object)
        elif one.difference == "MissingField":
            text = f"{one.object} does not know the field {one.column}: nothing will be found by it."
            yield CHECK.row(
                "Warning", text, "See whether it is the right index; an overlay file can name another.", one.object
            )
    working = next((run for run in context.earlier_runs if run.status in ("Running", "Paused")), None)
    for name in found.loading:
        if working is not None:
            text = f"{name} is set for loading (no refresh, no replicas) while run {working.run} is at work."
            yield CHECK.row("Passed", text, target=name)
            continue
        text = f"{name} is still set for loading (no refresh, no replicas), as a run left it that was killed."
        yield CHECK.row("Warning", text, _puts_back(context.earlier_runs), name)
    if not found.loading and not any(d.difference != "ExtraField" for d in found.differences):
        yield CHECK.row(
            "Passed", "The search indices are as they are expected; those of ours are made when they are needed."
        )


def _puts_back(runs: Sequence[EarlierRun]) -> str:
    """What can be done in the state that the runs, newest first, are in."""
    for run in runs:
        if run.status == "Undoing":
            return f"Undo-DMUpgrade -RunId {run.run} goes on where it was, and puts back what stood there."
    if runs and runs[0].status in ("Interrupted", "Stopped"):
        return f"Resume-DMUpgrade -RunId {runs[0].run} goes on where it was, and puts back what stood there."
    return (
        "The next run or Undo puts back what stood there. To have it at once, give the index the settings that its mapping keeps "
        f"under _meta, {KEPT}."
    )


CHECK = CheckSpec(
    id="index.indices",
    area="Search index",
    looks_at="The indices that are written: whether they are there, their fields' types, and settings that a killed run left behind.",
    repair="Only the product makes its indices: start its search service and replicate once, or name the right index in the profile's "
    "target_overlay.",
    run=_run,
    features=frozenset({"History", "Groups"}),
)
