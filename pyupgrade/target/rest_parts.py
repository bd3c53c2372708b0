"""What every kind behind the REST door works with, and the questions that all of them ask of a field map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.contracts.doors import Carried, DoorKind
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import Calls
from pyupgrade.target.rest_shapes import Shapes
from pyupgrade.target.rest_stores import Stores


class Part(Protocol):
    """One kind of object behind the door; the door's own methods say what each does (plan/doors.Door)."""

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]: ...
    def keys(self) -> Iterator[str]: ...
    def create(self, key: str, values: Values) -> int | None: ...
    def update(self, key: str, values: Values, found: Values) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """`kind` is the field map of the kind at hand."""

    calls: Calls
    shapes: Shapes
    stores: Stores
    known: Known
    kind: DoorKind

    def asked(self, wanted: Values) -> list[Carried]:
        """The fields to look for: those that are wanted and that the door sees; all it sees where nothing is said."""
        return [f for n, f in self.kind.fields.items() if f.seen and (not wanted or n in wanted)]

    def written(self, values: Values, *codecs: str) -> Iterator[tuple[Carried, Any]]:
        """The fields of these codecs with their values."""
        for name, value in values.items():
            carried = self.kind.fields.get(name)
            if carried is not None and carried.codec in codecs:
                yield carried, value


def by_name(found: Iterable[Any], name: str, path: str = "name") -> Any:
    """The object of this name: in its very letters, else without regard to case, as a database without case would find it."""
    rows = list(found)
    exact = [one for one in rows if member(one, path) == name]
    folded = name.casefold().rstrip()
    alike = exact or [one for one in rows if str(member(one, path) or "").casefold().rstrip() == folded]
    return alike[0] if alike else None


def text_id(value: Any) -> int | None:
    """An id that may come as text; None where it is none, or 0."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return int(value) or None
    except (TypeError, ValueError):
        return None
