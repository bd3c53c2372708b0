"""What GroupID has emptied since a run of ours brought it: emptied in 11.1 as well, or told where something stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.carrying import Told
from pyupgrade.plan.document import Head
from pyupgrade.plan.items import Change, Feature, Notice
from pyupgrade.plan.ports import TargetReader, Values
from pyupgrade.plan.wording import first, in_order

NOT_EMPTIED: Final = "not-emptied/"  # begin the ids of notices: no documented call does it
THEIRS: Final = "emptied-but-theirs/"  # somebody else has written there since

Found = Mapping[str, Mapping[str, Values]]  # what stands in the target, by kind and key


@dataclass(slots=True)
class _Left:
    """Values of a kind that stay: each as `object: field`."""

    module: str
    feature: Feature
    names: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)


class Emptied:
    """Asked of lines in which a module says None of what the source has empty; `notices` tells what stays when all have come.

    A field that the source never had is the product's or somebody's own and left alone, and so is one that no longer stands as a run of
    ours wrote it. A secret cannot be told from another, so it is never emptied.
    """

    def __init__(self, target: TargetReader, head: Head, carries: Mapping[str, Carry], told: Told) -> None:
        self._target, self._head, self._carries, self._told = target, head, carries, told
        self._left: dict[str, dict[str, _Left]] = {NOT_EMPTIED: {}, THEIRS: {}}

    def fields(self, lines: Sequence[Change], found: Found) -> Iterator[tuple[str, ...]]:
        """Of each line the fields that are to be emptied."""
        due = [self._said(line, found[line.kind].get(line.key)) for line in lines]
        keys: dict[str, list[str]] = {}
        for line, names in zip(lines, due, strict=True):
            if names:
                keys.setdefault(line.kind, []).append(line.key)
        wrote = {kind: self._target.wrote(self._head.installation, kind, of) for kind, of in keys.items()}
        for line, names in zip(lines, due, strict=True):
            ours = wrote.get(line.kind, {}).get(line.key, {})
            yield tuple(n for n in names if n in ours and self._goes(line, n, ours[n], found[line.kind][line.key][n]))

    def _said(self, line: Change, there: Values | None) -> list[str]:
        """Fields that the source has empty and the target does not."""
        return [n for n, v in line.values.items() if v is None and there and _is_plain(there.get(n))]

    def _goes(self, line: Change, name: str, wrote: Any, there: Any) -> bool:
        if wrote is None or marks.secret_of(wrote):
            return False
        reference, _, key = marks.reference_of(wrote).partition("/")
        if (self._target.given(reference, key) if reference else wrote) != there:
            self._leave(THEIRS, line, name)
            return False
        if not self._carries[line.kind].may_empty(name, self._head.documented_only):
            self._leave(NOT_EMPTIED, line, name)
            return False
        return True

    def _leave(self, why: str, line: Change, name: str) -> None:
        left = self._left[why].setdefault(line.kind, _Left(line.module, line.feature))
        left.names.append(f"{line.name}: {name}")
        left.fields.add(name)

    def notices(self) -> Iterator[Notice]:
        for kind, left in sorted(self._left[NOT_EMPTIED].items()):
            door = self._carries[kind].door
            why = f"the door '{door}' has no documented call that empties these in 11.1"
            yield self._notice(NOT_EMPTIED, "todo", kind, left, why, self._by_hand(kind, left))
        for kind, left in sorted(self._left[THEIRS].items()):
            why = "somebody has changed these in 11.1 since, so they are left as they are there"
            action = "Decide which is right; empty them in 11.1 where GroupID's is."
            yield self._notice(THEIRS, "change", kind, left, why, action)

    def _notice(self, why: str, severity: Any, kind: str, left: _Left, reason: str, action: str) -> Notice:
        title, names = self._told.title(kind), in_order(left.names)
        return Notice(
            module=left.module,
            feature=left.feature,
            id=f"{why}{kind}",
            severity=severity,
            subject=f"{title}: emptied in GroupID",
            message=f"{title}: GroupID has emptied what an earlier run brought, and {reason}: {first(names)}.",
            action=action,
            names=names,
            count=len(names),
        )

    def _by_hand(self, kind: str, left: _Left) -> str:
        fields, door = ", ".join(sorted(left.fields)), self._carries[kind]
        places = [place for name in sorted(left.fields) if (place := self._told.place(kind, name))]
        told = f"Empty {fields} by hand: {'; '.join(dict.fromkeys(places))}." if places else f"Empty {fields} by hand."
        if left.fields & door.unseen:
            told += (
                " Until then they count as before; that it was done is not shown, so this is said again by every plan."
            )
        return told


def without(line: Change) -> Change:
    """The line with what it brings alone."""
    if None not in line.values.values():
        return line
    return msgspec.structs.replace(line, values={n: v for n, v in line.values.items() if v is not None})


def _is_plain(there: Any) -> bool:
    return there is not None and not marks.is_sealed(there)
