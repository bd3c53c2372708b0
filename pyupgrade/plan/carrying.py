"""Wanted lines cut to what their doors carry; what is cut is told by kind, field, count and name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.carry import NO_DOOR, Carry, carried
from pyupgrade.plan.items import Bulk, Change, Feature, Line, Notice

NAMES: Final = 5  # objects named in a notice
HISTORY: Final = "History"
DOCUMENTED_ONLY: Final = "documented-only"  # first part of the ids of notices of what -DocumentedOnly leaves behind
BACKUP: Final = "expiredMembers"  # members of an expired group that only the old database still knows (mission G4)
ENDED: Final = ("IMGIsExpired", "IMGIsDeleted")  # what keeps updates and schedules of the product away from a group
# False stops a group's updates and those of schedules (11.1 managementshell/parameters.md).
UPDATES: Final = "EnableUpdate"
EXPIRED: Final = "expired-groups"


@dataclass(frozen=True, slots=True)
class Told:
    """Words and facts of the contract that notices need: titles of kinds, places for doing it by hand by `Kind` and `Kind.field`, and
    the values that a new object has by itself, by kind and field."""

    titles: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def title(self, kind: str) -> str:
        return self.titles.get(kind, kind)

    def place(self, kind: str, name: str = "") -> str:
        """Where it is done by hand; "" where no page shows a place, which a field may lack though its kind has one."""
        return self.places.get(f"{kind}.{name}", self.places.get(kind, ""))


@dataclass(slots=True)
class _Count:
    """Objects of a kind, or those with a value in a field: how many, and what the first are called."""

    module: str
    feature: Feature
    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str, count: int = 1) -> None:
        self.count += count
        if len(self.names) < NAMES:
            self.names.append(name)


class Carrying:
    """Cuts lines to their doors as they come and keeps count; `notices` tells it when all have come."""

    def __init__(self, carries: Mapping[str, Carry], told: Told, documented_only: bool = False) -> None:
        self._carries, self._told, self._documented_only = carries, told, documented_only
        self._seen: set[str] = set()
        self._behind: dict[str, _Count] = {}
        self._lame: dict[str, set[str]] = {}  # fields that objects left behind would not work without
        self._events: dict[str, int] = {}
        self._cut: dict[str, _Count] = {}
        self._fields: dict[str, dict[str, int]] = {}
        self._fixed: dict[str, _Count] = {}
        self._stuck: dict[str, dict[str, int]] = {}
        self._backups: _Count | None = None
        self._members = 0
        self._ended: _Count | None = None
        self._ended_behind = 0
        self._secrets: dict[bool, set[str]] = {True: set(), False: set()}

    def cut(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that have a door, changes with what it carries of their values; others pass as they are."""
        kept: list[Line] = []
        for line in lines:
            if isinstance(line, Change):
                if (change := self._change(line)) is not None:
                    kept.append(change)
            elif not isinstance(line, Bulk) or self._bulk(line):
                kept.append(line)
        return kept

    def needless(self) -> frozenset[str]:
        """Decisions whose secret or file only values wanted that no door carries: nobody need be asked for them."""
        return frozenset(self._secrets[False] - self._secrets[True])

    def notices(self) -> Iterator[Notice]:
        yield from (self._stays(kind, of) for kind, of in sorted(self._behind.items()))
        yield from (self._lacks(kind, of) for kind, of in sorted(self._cut.items()))
        yield from (self._stuck_with(kind, of) for kind, of in sorted(self._fixed.items()))
        if self._backups is not None:
            yield self._backup(self._backups)
        if self._ended is not None:
            yield self._come_alive(self._ended)

    # -- cutting ----------------------------------------------

    def _carry(self, kind: str) -> Carry:
        return self._carries.get(kind, NO_DOOR)

    def _has_door(self, kind: str) -> bool:
        carry = self._carry(kind)
        return bool(carry.door) and not (self._documented_only and carry.evidence != "documented")

    def _bulk(self, line: Bulk) -> bool:
        if self._has_door(HISTORY):
            return True
        if line.id not in self._seen:
            self._seen.add(line.id)
            self._behind.setdefault(HISTORY, _Count(line.module, line.feature)).add(line.stream, line.count)
            self._events[line.stream] = line.count
        return False

    def _change(self, line: Change) -> Change | None:
        first = line.id not in self._seen
        self._seen.add(line.id)
        if not self._has_door(line.kind):
            self._leave(line, first)
            return None
        carry = self._carry(line.kind)
        values, lost = carried(carry, line.values, self._documented_only)
        if self._documented_only and (lame := carry.needed & lost.keys()):
            self._lame.setdefault(line.kind, set()).update(lame)
            self._leave(line, first)
            return None
        if carry.fixed is not None:
            values, stuck = carry.fixed.cut(values)
            if first and stuck:
                self._fixed.setdefault(line.kind, _Count(line.module, line.feature)).add(line.name)
                _tally(self._stuck.setdefault(line.kind, {}), stuck)
        later, _ = carried(carry, line.later, self._documented_only)
        if any(lost.get(name) for name in ENDED):
            stays = UPDATES in line.values and not carry.takes(UPDATES, self._documented_only)
            if first:
                self._count_ended(line, stays)
            if stays:
                return None
            values |= {UPDATES: False} if UPDATES in line.values else {}
        if first:
            self._ask(values, wanted=True)
            self._ask({name: line.values[name] for name in line.values if name not in values}, wanted=False)
            self._count(line, lost)
        return msgspec.structs.replace(line, values=values, later=later)

    def _leave(self, line: Change, first: bool) -> None:
        if first:
            self._behind.setdefault(line.kind, _Count(line.module, line.feature)).add(line.name)
            self._lost_backup(line, line.values)
            self._ask(line.values, wanted=False)

    def _count(self, line: Change, lost: Mapping[str, Any]) -> None:
        defaults = self._told.defaults.get(line.kind, {})
        missed = [name for name, value in lost.items() if name not in defaults or defaults[name] != value]
        self._lost_backup(line, lost)
        missed = [name for name in missed if name not in (BACKUP, *ENDED)]
        if not missed:
            return
        self._cut.setdefault(line.kind, _Count(line.module, line.feature)).add(line.name)
        _tally(self._fields.setdefault(line.kind, {}), missed)

    def _count_ended(self, line: Change, stays: bool) -> None:
        """An expired or deleted group that no door lets 11.1 know as one: asleep there, or left behind."""
        self._ended = self._ended or _Count(line.module, line.feature)
        self._ended.add(line.name)
        self._ended_behind += stays
        if stays:
            self._lost_backup(line, line.values)
            self._ask(line.values, wanted=False)

    def _lost_backup(self, line: Change, lost: Mapping[str, Any]) -> None:
        if kept := lost.get(BACKUP):
            self._backups = self._backups or _Count(line.module, line.feature)
            self._backups.add(line.name)
            self._members += len(kept)

    def _ask(self, values: Mapping[str, Any], wanted: bool) -> None:
        for value in values.values():
            if decision := marks.question_of(value):
                self._secrets[wanted].add(decision)

    # -- telling ----------------------------------------------

    def _stays(self, kind: str, of: _Count) -> Notice:
        title, place = self._told.title(kind), self._told.place(kind)
        assumed = bool(self._carry(kind).door)
        if kind == HISTORY:
            streams = ", ".join(f"{stream} {count:,}" for stream, count in self._events.items())
            what = f"{of.count:,} events of the old history stay behind ({streams})"
        else:
            what = f"{title}: {of.count:,} stay behind"
        why = "no documented door of this target takes them." if assumed else "no door of this target takes them."
        if lame := sorted(self._lame.get(kind, ())):
            why = (
                f"they would not work without {', '.join(lame)}; how these go through the door '{self._carry(kind).door}' is assumed, and "
                "no call adds them later."
            )
        by_hand = f"Make them by hand: {place}." if place else _NO_PLACE
        other = (
            f"Or plan without -DocumentedOnly to bring them {'all the same' if lame else 'through tables whose shape is assumed'}."
            if assumed
            else "Or name a door for them in the profile: docs/doors.md shows which carry what."
        )
        if kind == HISTORY:
            by_hand = "Keep the old database for questions about the past: nothing documented takes history in."
        return Notice(
            module=of.module,
            feature=of.feature,
            id=f"{DOCUMENTED_ONLY if assumed else 'no-door'}/{kind}",
            severity="loss",
            subject=title,
            message=f"{what}: {why}",
            action=f"{by_hand} {other}",
            names=tuple(sorted(of.names)),
            count=of.count,
        )

    def _lacks(self, kind: str, of: _Count) -> Notice:
        counts = self._fields[kind]
        told = _counts(counts)
        return Notice(
            module=of.module,
            feature=of.feature,
            id=f"not-carried/{kind}",
            severity="loss",
            subject=self._told.title(kind),
            message=f"{self._told.title(kind)}: {of.count:,} have values that the door '{self._carry(kind).door}' does not carry: {told}.",
            action=self._by_hand(kind, sorted(counts)),
            names=tuple(sorted(of.names)),
            count=of.count,
        )

    def _stuck_with(self, kind: str, of: _Count) -> Notice:
        title, place = self._told.title(kind), self._told.place(kind)
        return Notice(
            module=of.module,
            feature=of.feature,
            id=f"fixed/{kind}",
            severity="loss",
            subject=title,
            message=f"{title}: {of.count:,} of the product's own differ in what Directory Manager lets nobody change: "
            f"{_counts(self._stuck[kind])}. In these it stays as it is there; all else of them comes over.",
            action="Decide whether the old way is still wanted; if so, make one of your own beside it"
            + (f": {place}." if place else "."),
            names=tuple(sorted(of.names)),
            count=of.count,
        )

    def _by_hand(self, kind: str, fields: Iterable[str]) -> str:
        places: dict[str, list[str]] = {}
        for name in fields:
            places.setdefault(self._told.place(kind, name.partition(".")[0]), []).append(name)
        nowhere = places.pop("", [])
        told = [f"Set {', '.join(names)} by hand: {place}." for place, names in sorted(places.items())]
        if nowhere:
            told.append(f"Of {', '.join(nowhere)} no documented page shows where it is set: compare before the run.")
        return " ".join(told)

    def _backup(self, of: _Count) -> Notice:
        return Notice(
            module=of.module,
            feature=of.feature,
            id="expired-members",
            severity="loss",
            subject="Members kept of expired groups",
            message=f"{of.count:,} expired groups lose {self._members:,} kept members: no door in use carries them, and renewing such a "
            "group in 11.1 would give it back empty.",
            action="Renew these groups in the old system before the upgrade, or keep its database. Accept this loss by its id; "
            "-AcceptLoss All does not cover it.",
            names=tuple(sorted(of.names)),
            count=of.count,
            must_be_named=True,
        )

    def _come_alive(self, of: _Count) -> Notice:
        behind = self._ended_behind
        left = f"{behind:,} stay behind, since no door switches their updates off either. " if behind else ""
        place = self._told.place("SmartGroup", UPDATES)
        again = f"To use one again in 11.1, switch its updates on ({place}). " if place else ""
        return Notice(
            module=of.module,
            feature=of.feature,
            id=EXPIRED,
            severity="loss",
            subject="Expired and deleted groups",
            message=f"{of.count:,} groups are expired or deleted in the old system, and no door in use tells 11.1 so "
            f"({', '.join(ENDED)}): it can neither renew nor restore them. {left}Any other with a query arrives with its updates switched "
            "off, so that no schedule fills it again.",
            action="Renew or restore in the old system, before the upgrade, what is still wanted. "
            f"{again}Accept this loss by its id; -AcceptLoss All does not cover it.",
            names=tuple(sorted(of.names)),
            count=of.count,
            must_be_named=True,
        )


def _tally(counts: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        counts[name] = counts.get(name, 0) + 1


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in sorted(counts.items()))


_NO_PLACE: Final = (
    "No documented page shows where they could be made by hand: keep the old database for looking them up."
)
