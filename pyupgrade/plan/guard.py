"""The guard: a plan that would change unusually many existing things must be confirmed by kind and number."""

from __future__ import annotations

from collections.abc import Mapping

from pyupgrade.errors import GuardTripped
from pyupgrade.plan.defaults import is_default
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import TargetReader


class Tally:
    """Counts, by kind, planned updates of things that are not ours and not the product's own defaults.

    A group of the directory that bears no product data yet is no such thing. Through tables it has no row, so its line is a create; a
    documented door shows it with what every group holds by itself, which is one of the defaults.
    """

    def __init__(self, target: TargetReader, limits: Mapping[str, int]) -> None:
        self._target, self._limits = target, limits
        self._updates: dict[str, int] = {}

    def add(self, change: Change) -> None:
        if change.action != "update" or self._is_default(change):
            return
        if change.key not in self._target.ours(change.kind, [change.key]):
            self._updates[change.kind] = self._updates.get(change.kind, 0) + 1

    def _is_default(self, change: Change) -> bool:
        # What somebody made by hand of a kind without defaults is theirs, even where a plan only adds to it.
        defaults = self._target.defaults
        return change.kind in defaults and is_default(change, change.before or {}, defaults)

    def tripped(self) -> dict[str, tuple[int, int]]:
        """Kinds over their limit: (planned updates, limit). Limit: max(floor, min(ceiling, percent of what exists))."""
        over: dict[str, tuple[int, int]] = {}
        for kind, count in sorted(self._updates.items()):
            existing = sum(1 for _ in self._target.keys(kind))
            share = existing * self._limits["guard_percent"] // 100
            limit = max(self._limits["guard_floor"], min(self._limits["guard_ceiling"], share))
            if count > limit:
                over[kind] = (count, limit)
        return over


def check(tripped: Mapping[str, tuple[int, int]], raised: Mapping[str, int]) -> None:
    """Raises GuardTripped for every kind whose updates exceed its limit and what the admin raised it to."""
    over = {k: (n, limit) for k, (n, limit) in tripped.items() if n > raised.get(k, limit)}
    if over:
        raise GuardTripped(
            target=", ".join(over),
            details=[
                f"{kind}: {count} updates of existing things, the limit is {limit}"
                for kind, (count, limit) in over.items()
            ],
        )
