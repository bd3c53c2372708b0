"""Whether the product's services are up or down as the doors in use need it."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.door_looks import NEEDS, NOT_IN_USE, DoorLook, Need
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    if not context.doors:
        yield CHECK.row("Passed", NOT_IN_USE)
        return
    against = list(_against_each_other(context))
    yield from against
    for door in context.doors:
        fit: list[str] = []
        for need in NEEDS.get(door.name, ()):
            state = door.services.get(need.service)
            if state is need.up:
                fit.append(need.service)
            elif state is None:
                yield _unseen(door, need)
            elif not (need.up is False and against):  # told above: it must stay up for another door
                yield _wrong(door, need)
        if fit:
            said = f"As the door '{door.name}' needs them: {', '.join(fit)}."
            yield CHECK.row("Passed", said, target=door.location or door.name)


def _against_each_other(context: Context) -> Iterator[Finding]:
    """The tables want alone what the documented doors need up: both in one run is allowed, and told."""
    tables = [door for door in context.doors if door.name == "tables"]
    others = [door.name for door in context.doors if any(need.up for need in NEEDS.get(door.name, ()))]
    if tables and others:
        kinds = ", ".join(kind for door in tables for kind in door.kinds)
        said = f"{kinds} go into tables while {' and '.join(others)} need the product running, which may write the same tables."
        action = "Bring these kinds in a run of their own with the services down, or see that nobody works in the product meanwhile."
        yield CHECK.row("Warning", said, action)


def _wrong(door: DoorLook, need: Need) -> Finding:
    state, do = ("down", "Start") if need.up else ("up", "Stop")
    said = f"{need.service} is {state}, and the door '{door.name}' needs it {'up' if need.up else 'down'}: {need.why}."
    return CHECK.row(
        "Failed", said, f"{do} {need.service} on the server of Directory Manager.", door.location or door.name
    )


def _unseen(door: DoorLook, need: Need) -> Finding:
    wanted = "up" if need.up else "down"
    said = (
        f"Whether {need.service} is {wanted} cannot be seen from here; the door '{door.name}' needs it so: {need.why}."
    )
    return CHECK.row("Skipped", said, f"See on the server that {need.service} is {wanted}.", door.location or door.name)


CHECK = CheckSpec(
    id="door.services",
    area="Doors",
    looks_at="The product's services that each door in use needs up (documented doors) or down (tables).",
    repair="Start or stop the service named, on the server of Directory Manager.",
    run=_run,
)
