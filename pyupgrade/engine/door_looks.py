"""One look at each door in use, for preflight: does it answer, who is behind it, what does that tell of the services."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.door_looks import DATA, DOCUMENTED, SECURITY, DoorLook, Module
from pyupgrade.engine import doors
from pyupgrade.engine.shell import VendorShell
from pyupgrade.engine.world import World
from pyupgrade.errors import UpgradeError
from pyupgrade.target.doors import DoorsReader
from pyupgrade.target.tables import TablesReader


def looks(world: World, target: TablesReader) -> Iterator[DoorLook]:
    """Of doors that kinds go through, on a real 11.1; raises nothing."""
    by_door: dict[str, list[str]] = {}
    for kind, door in sorted(world.doors.items()):
        by_door.setdefault(door, []).append(kind)
    for name in DOCUMENTED:
        if name in by_door and isinstance(target, DoorsReader):
            yield _look(world, target, name, by_door[name])
    if world.target_kind == "SQL Server" and doors.TABLES in by_door:
        yield DoorLook(doors.TABLES, by_door[doors.TABLES], world.target_location)


def _look(world: World, target: DoorsReader, name: str, kinds: list[str]) -> DoorLook:
    settings = world.settings
    location = settings.rest.url if name == "rest" and settings.rest else "this Management Shell"
    try:
        who = target.door(name).who()
    except UpgradeError as problem:
        return DoorLook(
            name, kinds, location, problem=problem.message.removesuffix("."), action=problem.recommended_action
        )
    module = _module(world) if name == doors.SHELL else None
    # Neither door answers unless these two are up: the one signs the caller in, the other serves the call.
    return DoorLook(
        name, kinds, location, who.version, who.server, services={SECURITY: True, DATA: True}, module=module
    )


def _module(world: World) -> Module:
    assert world.settings.shell is not None, "a kind takes the shell only where the profile has it"
    shell = VendorShell(world.target_contract.doors[doors.SHELL], world.settings.shell.module)
    told = shell.look()
    name = shell.module if told.get("loaded") else ""
    return Module(name, tuple(told.get("lacks") or ()), str(told.get("upgradeGroup") or ""))
