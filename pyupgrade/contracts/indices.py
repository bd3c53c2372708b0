"""Search indices of a contract: their names and the types of their fields, and what an overlay calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

# `stored` is kept and found by nothing: values of any shape.
INDEX_TYPES: Final = frozenset({"keyword", "text", "date", "long", "integer", "boolean", "stored"})
HISTORY: Final = "History"
_OF_COLUMN: Final = {
    "int": "integer", "bigint": "long", "bool": "boolean", "text": "keyword", "guid": "keyword", "instant": "date",
    "json": "stored", "sealed": "stored",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexShape:
    """An index; `name` is ours, `physical` what the server calls it. `strict`: a field that is not listed is refused."""

    name: str
    physical: str
    purpose: str
    evidence: str
    fields: Mapping[str, str]  # name to one of INDEX_TYPES
    kind: str = ""  # the kind of object whose documents it holds, "" for history
    strict: bool = False


def indices_of(
    data: Mapping[str, Mapping[str, Any]], columns: Mapping[str, Mapping[str, str]], faults: list[str]
) -> Mapping[str, IndexShape]:
    """The contract's [index.…] tables; `columns` are the types of each kind's fields, from which its index takes its own."""
    return MappingProxyType({name: _shape(name, body, columns, faults) for name, body in data.items()})


def _shape(
    name: str, body: Mapping[str, Any], columns: Mapping[str, Mapping[str, str]], faults: list[str]
) -> IndexShape:
    kind = body.get("kind", "")
    if kind and kind not in columns:
        faults.append(f"index {name} is of the unknown kind '{kind}'")
    fields = {field: _OF_COLUMN[type_] for field, type_ in columns.get(kind, {}).items() if type_ in _OF_COLUMN}
    fields.update(body.get("fields", {}))
    faults.extend(f"index {name}: {f} has the unknown type '{t}'" for f, t in fields.items() if t not in INDEX_TYPES)
    return IndexShape(
        name=name,
        physical=body["name"],
        purpose=body["purpose"],
        evidence=body["evidence"],
        fields=MappingProxyType(fields),
        kind=kind,
        strict=body.get("strict", False),
    )


def renamed(shapes: Mapping[str, IndexShape], wanted: Mapping[str, Any], faults: list[str]) -> Mapping[str, IndexShape]:
    """The indices by an overlay's `[index.<our name>] name = "<theirs>"`; an unknown one is a fault."""
    named = dict(shapes)
    for name, body in wanted.items():
        if name not in named:
            faults.append(f"there is no search index '{name}' in the contract")
        else:
            named[name] = replace(named[name], physical=body.get("name", named[name].physical))
    return MappingProxyType(named)
