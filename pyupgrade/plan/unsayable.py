"""Lines that no documented call makes or changes: they stay behind with the reason, and so does what waits for a store among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyupgrade.plan.carrying import NAMES, Told
from pyupgrade.plan.items import Change, Notice
from pyupgrade.plan.ports import TargetReader, Values
from pyupgrade.plan.wording import first

STORE = "IdentityStore"
SOURCE = "sourceIdentityStoreId"  # a job's second store


class Unsayable:
    """Asked of each wanted object that is not there as wanted. What somebody has made by hand is there, and goes on as any other."""

    def __init__(self, target: TargetReader, told: Told, doors: Mapping[str, str]) -> None:
        self._target, self._told, self._doors = target, told, doors
        self._reasons: dict[str, dict[str, list[Change]]] = {}
        self._waiting: dict[int, list[Change]] = {}
        self._absent: dict[int, str] = {}

    def stays(self, change: Change, values: Values) -> bool:
        """Whether an object stays behind; `values` are those that would be written."""
        if self._target.joins(change.kind):
            return False
        store = next((s for s in (change.store, change.values.get(SOURCE)) if s in self._absent), None)
        if change.before is None and store is not None and change.kind != STORE:
            self._waiting.setdefault(store, []).append(change)
            return True
        reason = self._target.refuses(change.kind, change.key, values, change.before)
        if reason:
            self._reasons.setdefault(change.kind, {}).setdefault(reason, []).append(change)
            if change.kind == STORE and change.before is None and change.store is not None:
                self._absent[change.store] = change.name
        return bool(reason)

    def notices(self) -> Iterator[Notice]:
        for kind, reasons in sorted(self._reasons.items()):
            yield self._no_call(kind, reasons)
        for store, lines in sorted(self._waiting.items()):
            yield self._waits(store, lines)

    def _no_call(self, kind: str, reasons: Mapping[str, list[Change]]) -> Notice:
        lines = [line for of in reasons.values() for line in of]
        told = " ".join(f"{reason} ({_named(of)})" for reason, of in sorted(reasons.items()))
        place = self._told.place(kind)
        by_hand = f"Make them by hand: {place}. " if place else ""
        return Notice(
            module=lines[0].module,
            feature=lines[0].feature,
            id=f"no-call/{kind}",
            severity="loss",
            subject=self._told.title(kind),
            message=f"{self._told.title(kind)}: {len(lines):,} stay behind, since the door '{self._doors[kind]}' has no documented call "
            f"that makes or changes them. {told}",
            action=f"{by_hand}What has been made by then is found by the next plan and brought on.",
            names=tuple(sorted(line.name for line in lines)[:NAMES]),
            count=len(lines),
        )

    def _waits(self, store: int, lines: list[Change]) -> Notice:
        kinds: dict[str, int] = {}
        for line in lines:
            kinds[line.kind] = kinds.get(line.kind, 0) + 1
        told = ", ".join(f"{self._told.title(kind)} ({count:,})" for kind, count in sorted(kinds.items()))
        name = self._absent[store]
        return Notice(
            module=lines[0].module,
            feature=lines[0].feature,
            id=f"waits-for-store/{store}",
            severity="loss",
            subject=name,
            message=f"{name}: {len(lines):,} stay behind with this identity store, which no documented call makes: {told}.",
            action="Create the store by hand under the same name, then plan again: these come along then.",
            names=tuple(sorted({line.name for line in lines})[:NAMES]),
            count=len(lines),
        )


def _named(lines: list[Change]) -> str:
    return first(sorted(line.name for line in lines), NAMES)
