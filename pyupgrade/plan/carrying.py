"""What a kind's door carries of an object: wanted lines are cut to it, and what is cut is told by kind, field, count and name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.items import Bulk, Change, Feature, Line, Notice

NAMES: Final = 5  # objects named in a notice
HISTORY: Final = "History"
BACKUP: Final = "expiredMembers"  # members of an expired group that only the old database still knows (mission G4)
SEALED_HERE: Final = "tables"  # the one door that takes a sealed text as it stands


@dataclass(frozen=True, slots=True)
class Carry:
    """A kind's door and what goes through it.

    `door` is "" where there is none. `fields` are those carried, each with the members that are carried of a JSON object (none named:
    all of them); None where the door takes every field. `ours` mean nothing to the product, so they are dropped without a word;
    `unseen` are written and never read back; `assumed` are carried on a belief, so not with -DocumentedOnly. `empties` are fields that the
    door is believed to empty again, None where it is known to empty every one.
    """

    door: str
    evidence: str = "assumed"
    fields: Mapping[str, tuple[str, ...]] | None = None
    ours: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()
    empties: frozenset[str] | None = None

    def takes(self, name: str, documented_only: bool = False) -> bool:
        """Whether a field goes through."""
        return (self.fields is None or name in self.fields) and not (documented_only and name in self.assumed)

    def may_empty(self, name: str, documented_only: bool = False) -> bool:
        return self.empties is None or (name in self.empties and not documented_only)


NO_DOOR: Final = Carry("", fields=MappingProxyType({}))


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
        self._events: dict[str, int] = {}
        self._cut: dict[str, _Count] = {}
        self._fields: dict[str, dict[str, int]] = {}
        self._backups: _Count | None = None
        self._members = 0
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
        if self._backups is not None:
            yield self._backup(self._backups)

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
            if first:
                self._behind.setdefault(line.kind, _Count(line.module, line.feature)).add(line.name)
                self._lost_backup(line, line.values)
                self._ask(line.values, wanted=False)
            return None
        carry = self._carry(line.kind)
        values, lost = carried(carry, line.values, self._documented_only)
        later, _ = carried(carry, line.later, self._documented_only)
        if first:
            self._ask(values, wanted=True)
            self._ask({name: line.values[name] for name in line.values if name not in values}, wanted=False)
            self._count(line, lost)
        return msgspec.structs.replace(line, values=values, later=later)

    def _count(self, line: Change, lost: Mapping[str, Any]) -> None:
        defaults = self._told.defaults.get(line.kind, {})
        missed = [name for name, value in lost.items() if name not in defaults or defaults[name] != value]
        self._lost_backup(line, lost)
        missed = [name for name in missed if name != BACKUP]
        if not missed:
            return
        self._cut.setdefault(line.kind, _Count(line.module, line.feature)).add(line.name)
        counts = self._fields.setdefault(line.kind, {})
        for name in missed:
            counts[name] = counts.get(name, 0) + 1

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
        by_hand = f"Make them by hand: {place}." if place else _NO_PLACE
        other = (
            "Or plan without -DocumentedOnly to bring them through tables whose shape is assumed."
            if assumed
            else "Or name a door for them in the profile: docs/doors.md shows which carry what."
        )
        if kind == HISTORY:
            by_hand = "Keep the old database for questions about the past: nothing documented takes history in."
        return Notice(
            module=of.module,
            feature=of.feature,
            id=f"{'documented-only' if assumed else 'no-door'}/{kind}",
            severity="loss",
            subject=title,
            message=f"{what}: {why}",
            action=f"{by_hand} {other}",
            names=tuple(sorted(of.names)),
            count=of.count,
        )

    def _lacks(self, kind: str, of: _Count) -> Notice:
        counts = self._fields[kind]
        told = ", ".join(f"{name} ({count:,})" for name, count in sorted(counts.items()))
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


_NO_PLACE: Final = (
    "No documented page shows where they could be made by hand: keep the old database for looking them up."
)


def carried(
    carry: Carry, values: Mapping[str, Any], documented_only: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of `values` goes through the door, and what of them is lost: by field, or `field.member` of a JSON object.

    An empty value is never lost. A sealed text ({"$copy"}) means something to the tables alone.
    """
    kept: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for name, value in values.items():
        if name in carry.ours:
            continue
        if not _goes(carry, name, value, documented_only):
            if not is_empty(value):
                lost[name] = value
            continue
        parts = carry.fields[name] if carry.fields is not None else ()
        kept_part, lost_parts = _parted(value, parts) if parts else (value, {})
        lost.update({f"{name}.{part}": given for part, given in lost_parts.items()})
        if not is_empty(kept_part) or not lost_parts:
            kept[name] = kept_part
    return kept, lost


def _goes(carry: Carry, name: str, value: Any, documented_only: bool) -> bool:
    return carry.takes(name, documented_only) and not (marks.is_copied(value) and carry.door != SEALED_HERE)


def _parted(value: Any, parts: tuple[str, ...]) -> tuple[Any, dict[str, Any]]:
    """A JSON object, or each of a list, with the members carried; and the other members that hold something."""
    if isinstance(value, dict) and not marks.is_marked(value):
        return (
            {name: given for name, given in value.items() if name in parts},
            {name: given for name, given in value.items() if name not in parts and not is_empty(given)},
        )
    if isinstance(value, list):
        pairs = [_parted(one, parts) for one in value]
        lost: dict[str, Any] = {}
        for _, others in pairs:
            lost.update(others)
        return [one for one, _ in pairs], lost
    return value, {}


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: NULL, an empty text, or a list or object of nothing else. False and 0 say something."""
    if isinstance(value, dict):
        return all(is_empty(one) for one in value.values())
    if isinstance(value, list | tuple):
        return all(is_empty(one) for one in value)
    return value is None or value == ""
