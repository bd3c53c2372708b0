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
    where = ", ".join(facts.names)
    if lacking:
        text = f"The account lacks {', '.join(lacking)} on one of the indices it must have them on: {where}."
        yield CHECK.row("Failed", text, CHECK.repair, facts.location)
    else:
        said = f"The account has {', '.join(sorted(facts.rights))} on {where}."
        yield CHECK.row("Passed", said, target=facts.location)


CHECK = CheckSpec(
    id="index.rights",
    area="Search index",
    looks_at="The privileges of the API key or user on the indices that are written, and on those behind an alias.",
    repair="Give its role these index privileges, on each name and on the index behind it (name*): read, write, view_index_metadata, "
    "maintenance, manage; create_index, too, where the indices are ours to make. The cluster privilege monitor lets preflight see "
    "release, health and room.",
    run=_run,
    features=frozenset({"History", "Groups"}),
)
