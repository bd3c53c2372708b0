"""Whether the profile says truly if source and target are one database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    one = _folded(context.paths.source) == _folded(context.paths.target)
    where = str(context.paths.target)
    if one and context.topology == "new":
        yield CHECK.row(
            "Failed", "The profile says topology new, but source and target are one database.", CHECK.repair, where
        )
    elif not one and context.topology != "new":
        message = f"The profile says topology {context.topology}, but source and target are two databases."
        yield CHECK.row("Failed", message, CHECK.repair, where)
    elif context.topology == "same":
        yield CHECK.row(
            "Warning",
            "Directory Manager 11.1 was configured on the old database itself: there is no way back without a backup.",
            "Make sure that a backup from before the Configuration Tool ran is at "
            "hand and has been restored once to try it.",
            where,
        )
    else:
        yield CHECK.row("Passed", f"Topology {context.topology}, as the profile says.", target=where)


def _folded(place: Path | str) -> Path | str:
    """Names of servers and databases are the same whatever their letters' case."""
    return place.casefold() if isinstance(place, str) else place


CHECK = CheckSpec(
    id="profile.topology",
    area="Profile",
    looks_at="The profile's topology (new, copy, same) against the files it names.",
    repair="Set topology in the profile: new for two databases, copy or same where both are in one.",
    run=_run,
)
