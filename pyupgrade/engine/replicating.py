"""The product's own replication, asked for and watched through the Management Shell where the profile has it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from pyupgrade.engine.doors import SHELL
from pyupgrade.engine.shell import VendorShell
from pyupgrade.engine.world import World
from pyupgrade.plan import document
from pyupgrade.plan.calls import Call
from pyupgrade.plan.ports import Control, Progress
from pyupgrade.steps import replication
from pyupgrade.target import codec
from pyupgrade.target.doors import STORE, DoorsWriter
from pyupgrade.target.tables import TablesWriter

_ZONED: Final = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d)$")


class Replication:
    """Stores by their old ids, which plan and journal know them by."""

    def __init__(self, run: Callable[[Call], list[dict[str, object]]], target: DoorsWriter) -> None:
        self._run, self._target = run, target

    def invoke(self, store: str) -> None:
        """Raises DoorUnreachable, TargetRefused. Without an id all stores are replicated, which is more than is needed."""
        given = self._target.acquaintance.given(STORE, store)
        self._run(Call("Invoke-Replication", {} if given is None else {"IdentityStoreId": given}))

    def name(self, store: str) -> str:
        return str((self._target.acquaintance.values(STORE, store) or {}).get("identityStoreName", ""))

    def status(self, store: str) -> replication.Status:
        return status_of(self._run, self.name(store))


def status_of(run: Callable[[Call], list[dict[str, object]]], name: str) -> replication.Status:
    """The status of the store of this name. Raises DoorUnreachable, TargetRefused."""
    shown = run(Call("Get-ReplicationStatus", {"IdentityStoreName": name}))
    by_name = [{key.casefold(): value for key, value in one.items()} for one in shown]
    return {str(one.get("objecttype", "")): _moment(one.get("lastreplicationtime")) for one in by_name}


def _moment(value: object) -> str:
    """A moment of a status; "" where there is none that can be read. A local time stays one: whose it is no page says."""
    try:
        instant = codec.instant(value) if value else ""
    except ValueError:
        return ""
    return instant if _ZONED.search(str(value).strip()) else instant.removesuffix("Z")


def stage(
    world: World,
    target: TablesWriter,
    plan: document.Plan,
    since: Callable[[], str],
    warn: Callable[[str], None] = lambda message: None,
) -> Callable[[Control, Progress], bool] | None:
    """What the stage replication of this plan does; None where no shell can be asked, or the plan brings no groups by a door.

    `since` is asked as the stage begins: when the configuration was last written. `warn` tells what it waits for in vain.
    """
    if not isinstance(target, DoorsWriter) or world.settings.shell is None:
        return None
    stores = {str(c.store) for c in plan.changes if c.feature == "Groups" and c.store is not None}
    if not stores:
        return None
    shell = VendorShell(world.target_contract.doors[SHELL], world.settings.shell.module)
    product = Replication(shell, target)

    def wait(control: Control, progress: Progress) -> bool:
        there = sorted(target.read(STORE, stores))  # one whose line failed has nothing to replicate
        return replication.wait(product, there, since(), control, progress, partial(_sleep, control), warn)

    return wait


def _sleep(control: Control, seconds: float) -> None:
    """In pieces, so that a stop is obeyed at once."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and control.go_on():
        time.sleep(0.1)
