"""Which systems of a profile tell their time, and by how much each is ahead of this machine: for preflight to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pyupgrade.connect import mssql, sql
from pyupgrade.source.groupid10 import GroupId10
from pyupgrade.source.ldap_directory import LdapDirectory

if TYPE_CHECKING:
    from pyupgrade.engine.world import World

Clock = Callable[[], datetime]


def of_systems(world: World, source: GroupId10) -> dict[str, Clock]:
    """By name, each that tells its time when asked; a file has no clock. The calls raise UpgradeError."""
    return dict(_told(world, source))


def _told(world: World, source: GroupId10) -> Iterator[tuple[str, Clock]]:
    if isinstance(source.directory, LdapDirectory):
        for servers, clock in source.directory.clocks().items():
            yield f"directory {servers}", clock
    if isinstance(world.source_place, mssql.Server):
        yield f"source {world.source_place}", partial(_of_source, source)
    if isinstance(world.target_place, mssql.Server):
        yield f"target {world.target_place}", partial(world.of_target, mssql.time)
    if world.settings.identity is not None:
        yield "identity platform", partial(_of_platform, world)


def _of_source(source: GroupId10) -> datetime:
    with sql.errors_of("source", source.location):
        return mssql.time(source.engine)


def _of_platform(world: World) -> datetime:
    with world.identity() as platform:
        assert platform is not None, "the clock of a platform that the profile names"
        return platform.time()


def ahead(read: Mapping[str, Clock], clock: Callable[[], float]) -> dict[str, Callable[[], timedelta]]:
    """For each system that tells its time, by how much that is ahead of ours."""
    return {name: partial(_ahead, tell, clock) for name, tell in read.items()}


def _ahead(tell: Clock, clock: Callable[[], float]) -> timedelta:
    before = clock()
    told = tell()
    # Halfway of the question: what the network takes counts half.
    return told - datetime.fromtimestamp((before + clock()) / 2, UTC)
