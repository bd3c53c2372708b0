"""Documents of the REST API by their shapes in the contract: blank ones to fill, and rows of lists between the product's form and ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyupgrade.connect.dm_rest_answers import member, renamed
from pyupgrade.contracts.doors import DoorFacts

_BLANK: Mapping[str, Any] = {"int": 0, "num": 0, "text": "", "bool": False}


class Shapes:
    """The shapes of one contract. A row's member that is the product's own is neither ours to say nor to compare."""

    def __init__(self, facts: DoorFacts) -> None:
        self._shapes: Mapping[str, Mapping[str, Any]] = facts.data["shape"]
        self._given: Mapping[str, Mapping[str, Any]] = facts.data["blank"]
        self._blanks: dict[str, dict[str, Any]] = {}

    def blank(self, shape: str) -> dict[str, Any]:
        """A new document with every member that a request must have."""
        if shape not in self._blanks:
            facts = self._shapes[shape]
            given = self._given.get(shape, {}).get("members", {})
            made = {name: self._empty(facts["members"][name]) for name in facts.get("required", ())}
            self._blanks[shape] = {**made, **given}
        return {name: _copied(value) for name, value in self._blanks[shape].items()}

    def document(self, shape: str, seen: Any) -> dict[str, Any]:
        """What was read, as a request may send it back: the members that a request has, null only where it may stand."""
        made = self.blank(shape)
        for name in made:
            value = member(seen, name)
            kind = self._shapes[shape]["members"][name]
            if value is None:
                if self._may_be_null(kind):
                    made[name] = None
            elif (inner := kind.strip("[]?")) in self._shapes:
                whole = isinstance(value, list)
                made[name] = [self.document(inner, one) for one in value] if whole else self.document(inner, value)
            else:
                made[name] = value
        return made

    def rows(self, shape: str, given: Sequence[Mapping[str, Any]], **more: Any) -> list[dict[str, Any]]:
        """Rows of ours as the API takes them."""
        return [{**self.blank(shape), **more, **one} for one in given]

    def seen(self, shape: str, found: Any, wanted: Any) -> list[dict[str, Any]]:
        """Rows of the product as ours: a member that is blank says nothing, unless the wanted row has it."""
        facts, blank = self._shapes[shape], self.blank(shape)
        own = frozenset(facts.get("own", ()))
        asked: Sequence[Any] = wanted if isinstance(wanted, (list, tuple)) else ()
        made = []
        for number, one in enumerate(found if isinstance(found, list) else ()):
            like = asked[number] if number < len(asked) and isinstance(asked[number], Mapping) else {}
            row = renamed(one, facts["members"])
            kept = {
                name: value
                for name, value in row.items()
                if name not in own and value is not None and (name in like or value != blank.get(name))
            }
            made.append({**kept, **{name: value for name, value in like.items() if name in own}})
        return made

    def _empty(self, kind: str) -> Any:
        if kind.startswith("["):
            return None if kind.endswith("?") else []
        if kind.startswith("{"):
            return {}
        if self._may_be_null(kind):
            return None
        return self.blank(kind) if kind in self._shapes else _BLANK.get(kind)

    def _may_be_null(self, kind: str) -> bool:
        return kind.endswith("?") or kind in ("null", "any")


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(one) for name, one in value.items()}
    return list(value) if isinstance(value, list) else value


def at(document: Any, path: str) -> Any:
    """The value at a path of members; None where one of them is missing."""
    for name in path.split("."):
        document = member(document, name)
    return document


def put(document: dict[str, Any], path: str, value: Any) -> None:
    """Sets the value at a path whose outer members are there."""
    *outer, last = path.split(".")
    for name in outer:
        document = document[name]
    document[last] = value
