"""A search index's mapping from its contract, and where a real one differs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from pyupgrade.connect.search import SearchServer
from pyupgrade.contracts.indices import IndexShape

# A keyword of more bytes than this would be refused with its whole document; beyond it the value is kept and not found.
_LONGEST_KEYWORD: Final = 8_000
_TYPES: Final[Mapping[str, dict[str, Any]]] = {
    "keyword": {"type": "keyword", "ignore_above": _LONGEST_KEYWORD},
    "stored": {"type": "object", "enabled": False},
}
_FITS: Final[Mapping[str, frozenset[str]]] = {
    "keyword": frozenset({"keyword", "wildcard", "constant_keyword"}),
    "text": frozenset({"text", "match_only_text"}),
    "date": frozenset({"date", "date_nanos"}),
    "integer": frozenset({"integer", "long"}),
}


def definition(shape: IndexShape) -> dict[str, Any]:
    """Settings and mapping with which an index of ours is made."""
    return {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}},
        "mappings": {
            "dynamic": "strict" if shape.strict else False,
            "properties": {name: _TYPES.get(type_, {"type": type_}) for name, type_ in shape.fields.items()},
        },
    }


@dataclass(frozen=True, slots=True)
class IndexDifference:
    """MissingIndex, MissingField, OtherType or ExtraField of one index; `column` is the field."""

    index: str
    column: str
    difference: str
    expected: str
    found: str
    evidence: str


class _Properties(msgspec.Struct):
    properties: dict[str, dict[str, Any]] = {}


class _Mapping(msgspec.Struct):
    mappings: _Properties


def differences(server: SearchServer, shapes: Mapping[str, IndexShape], made_by_us: bool) -> Iterator[IndexDifference]:
    """Where the server's indices differ from the contract; one of ours that is missing is none, for it is made when it is needed."""
    for shape in shapes.values():
        found = server.read("GET", f"/{shape.physical}/_mapping", dict[str, _Mapping])
        if found is None:
            if not made_by_us:
                yield IndexDifference(shape.name, "", "MissingIndex", shape.physical, "", shape.evidence)
            continue
        there: dict[str, str] = {}
        for mapping in found.values():
            there.update({n: _type(body) for n, body in mapping.mappings.properties.items()})
        for name, wanted in shape.fields.items():
            is_ = there.pop(name, None)
            if is_ is None:
                yield IndexDifference(shape.name, name, "MissingField", wanted, "", shape.evidence)
            elif is_ != wanted and is_ not in _FITS.get(wanted, ()):
                yield IndexDifference(shape.name, name, "OtherType", wanted, is_, shape.evidence)
        for name in sorted(there):
            yield IndexDifference(shape.name, name, "ExtraField", "", there[name], "")


def _type(body: Mapping[str, Any]) -> str:
    if body.get("type", "object") == "object":
        return "stored" if body.get("enabled") in (False, "false") else "object"
    return str(body["type"])
