"""Whether the account of the profile's [index] may do what a run does to the search indices."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import EMBEDDED, CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    if context.search is None:
        yield CHECK.row("Passed", EMBEDDED)
        return
    facts = context.search()
    if facts.rights is None:
        text = "The cluster has no security that could be asked, so what this account may do is not known."
        yield CHECK.row("Skipped", text, "Nothing to do where security is switched off on purpose.", facts.location)
        return
    lacking = sorted(name for name, has in facts.rights.items() if not has)
    if lacking:
        yield CHECK.row(
            "Failed", f"The account lacks {', '.join(lacking)} on the indices.", CHECK.repair, facts.location
        )
    else:
        said = f"The account has {', '.join(sorted(facts.rights))} on the indices."
        yield CHECK.row("Passed", said, target=facts.location)


CHECK = CheckSpec(
    id="index.rights",
    area="Search index",
    looks_at="The privileges of the API key or user on the indices that are written.",
    repair="Give its role these index privileges: read, write, view_index_metadata, maintenance, manage; create_index, too, where "
    "the indices are ours to make.",
    run=_run,
    features=frozenset({"History", "Groups"}),
)
