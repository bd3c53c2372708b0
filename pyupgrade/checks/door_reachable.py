"""Whether each documented door in use answers, and which installation of which version is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.door_looks import DOCUMENTED, NOT_IN_USE, DoorLook
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    looks = [door for door in context.doors if door.name in DOCUMENTED]
    if not looks:
        yield CHECK.row("Passed", NOT_IN_USE)
    for door in looks:
        place = door.location or door.name
        through = f"through it go {', '.join(door.kinds)}" if door.kinds else "nothing goes through it"
        if door.problem:
            said = f"The door '{door.name}' cannot be used: {door.problem}; {through}, which nothing else carries in this plan."
            yield CHECK.row("Failed", said, door.action or CHECK.repair, place)
        else:
            yield _answering(context, door, f"The door '{door.name}' answers; {through}.", place)


def _answering(context: Context, door: DoorLook, said: str, place: str) -> Finding:
    wanted = context.target_contract.version
    at = f" on {door.server}" if door.server else ""
    if not door.version:
        return CHECK.row("Passed", f"{said} It has no call that says which version is there.", target=place)
    told = f"{said} Directory Manager {door.version} is there{at}."
    if door.version == wanted or door.version.startswith(f"{wanted}."):
        return CHECK.row("Passed", told, target=place)
    if door.version.partition(".")[0] == wanted.partition(".")[0]:
        text = f"{told} What is called was written from the pages of {wanted}."
        return CHECK.row(
            "Warning", text, "Try the upgrade on a copy first, or bring the product to that release.", place
        )
    action = f"Name a Directory Manager {wanted} in the profile."
    return CHECK.row("Failed", f"{told} The upgrade leads to {wanted}.", action, place)


CHECK = CheckSpec(
    id="door.reachable",
    area="Doors",
    looks_at="Each documented door that the profile chooses: whether it answers, and which version of the product is behind it.",
    repair="See that Directory Manager's services are up and that the profile names address and account rightly, or choose another door "
    "for these kinds and plan again; a run never takes another door by itself.",
    run=_run,
)
