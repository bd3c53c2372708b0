"""Ids that scripts may hold, old and new: from a plan and what the target has given out to rows (mission U3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.engine.doors import DOCUMENTED
from pyupgrade.modules.new_stores import is_new
from pyupgrade.plan.document import Plan
from pyupgrade.plan.ports import TargetReader
from pyupgrade.plan.show import OldId

STORE: Final = "IdentityStore"
NEW: Final = "a new one of 11.1"


def table(plan: Plan, target: TargetReader | None, *, is_done: bool = False) -> list[OldId]:
    """Identity stores of the plan and those that earlier runs brought, then the clients.

    `is_done`: what is not there is said to be absent.
    """
    return [*_stores(plan, target, is_done), *_clients(plan)]


def _stores(plan: Plan, target: TargetReader | None, is_done: bool) -> Iterator[OldId]:
    planned = {change.key: change for change in plan.changes if change.kind == STORE}
    there = {} if target is None else {str(number): name for number, name in target.stores().items()}
    ours = set[str]() if target is None else target.ours(STORE, list(there))
    for key in sorted(planned.keys() | ours, key=lambda k: (len(k), k)):
        change = planned.get(key)
        name = there.get(key) or (change.name if change else key)
        old = "none, it is new" if is_new(key) else key
        if is_done and key not in there:
            new = "not in 11.1"
        elif (change.door if change else plan.head.doors.get(STORE)) not in DOCUMENTED:
            new = key if is_new(key) else f"{key}, kept"
        else:
            given = None if target is None or key not in there else target.given(STORE, key)
            new = "given by 11.1 when it is made" if given is None else str(given)
        yield OldId("Identity store", name, old, new)


def _clients(plan: Plan) -> Iterator[OldId]:
    for notice in plan.notices:
        for name, old in notice.ids:
            yield OldId("Client", name, old, NEW, NEW)
