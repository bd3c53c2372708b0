"""Whether the search indices are there as the contract has them, and none is still set for loading by a run that was killed."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import EMBEDDED, CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    if context.search_indices is None:
        yield CHECK.row("Passed", EMBEDDED)
        return
    found = context.search_indices()
    for one in found.differences:
        if one.difference == "MissingIndex":
            yield CHECK.row("Failed", f"There is no index '{one.expected}'.", CHECK.repair, one.expected)
        elif one.difference == "OtherType":
            text = f"The field {one.column} of {one.object} is {one.found}, expected was {one.expected}."
            yield CHECK.row("Warning", text, "Documents that do not fit are refused one by one and told.", one.object)
        elif one.difference == "MissingField":
            text = f"{one.object} does not know the field {one.column}: nothing will be found by it."
            yield CHECK.row(
                "Warning", text, "See whether it is the right index; an overlay file can name another.", one.object
            )
    for name in found.loading:
        text = f"{name} is still set for loading (no refresh, no replicas), as a run left it that was killed."
        yield CHECK.row("Warning", text, "Resume-DMUpgrade or Undo-DMUpgrade puts back what stood there.", name)
    if not found.loading and not any(d.difference != "ExtraField" for d in found.differences):
        yield CHECK.row(
            "Passed", "The search indices are as they are expected; those of ours are made when they are needed."
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
