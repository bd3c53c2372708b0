"""What a kind's door carries of an object, and which of its values go through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from pyupgrade.plan import marks

SEALED_HERE: Final = "tables"  # the one door that takes a sealed text as it stands


@dataclass(frozen=True, slots=True)
class Fixed:
    """What nobody can change of objects that are the product's own, told by their field `where` being `value`: these fields.

    `born` is what such an object holds by itself, by the text of its field `by`; of any other the door itself must say what is stuck.
    """

    where: str
    value: Any
    by: str
    fields: frozenset[str]
    born: Mapping[str, Mapping[str, Any]]

    def cut(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values that are ours to say, and those of the others that differ from what the product has."""
        own = self.born.get(str(values.get(self.by)))
        if own is None or values.get(self.where) != self.value:
            return dict(values), {}
        stuck = {n: v for n, v in values.items() if n in self.fields and not is_empty(v) and v != own.get(n)}
        return {n: v for n, v in values.items() if n not in self.fields}, stuck


@dataclass(frozen=True, slots=True)
class Carry:
    """A kind's door and what goes through it.

    `door` is "" where there is none. `fields` are those carried, each with the members that are carried of a JSON object (none named:
    all of them); None where the door takes every field. `ours` mean nothing to the product, so they are dropped without a word;
    `unseen` are written and never read back; `assumed` are carried on a belief, so not with -DocumentedOnly. Without one of the
    `needed` that it holds an object would not work, and no call gives it that later: with -DocumentedOnly it stays behind whole.
    `fixed` are fields of the product's own objects that nobody can change, `empties` those that the door is believed to empty again,
    None where it is known to empty every one.
    """

    door: str
    evidence: str = "assumed"
    fields: Mapping[str, tuple[str, ...]] | None = None
    ours: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    fixed: Fixed | None = None
    empties: frozenset[str] | None = None

    def takes(self, name: str, documented_only: bool = False) -> bool:
        """Whether a field goes through."""
        return (self.fields is None or name in self.fields) and not (documented_only and name in self.assumed)

    def may_empty(self, name: str, documented_only: bool = False) -> bool:
        return self.empties is None or (name in self.empties and not documented_only)


NO_DOOR: Final = Carry("", fields=MappingProxyType({}))


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
