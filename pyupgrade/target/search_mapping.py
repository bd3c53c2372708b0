"""A search index's mapping from its contract, and where a real one differs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from pyupgrade.connect.search import SearchServer
from pyupgrade.contracts.indices import IndexShape
from pyupgrade.plan.drift import Difference

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

_REPAIR: Final[Mapping[str, str]] = {
    "MissingIndex": "Have the product make it, or name the right one in an overlay file ([index.<name>] name = \"…\").",
    "MissingField": "Documents come in all the same; what is looked up by this field will not be found.",
    "OtherType": "Documents whose value does not fit this type are refused one by one; see whether it is the right index.",
    "ExtraField": "Nothing to do; it is not written.",
}  # fmt: skip


def definition(shape: IndexShape) -> dict[str, Any]:
    """Settings and mapping with which an index of ours is made."""
    return {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}},
        "mappings": {
            "dynamic": "strict" if shape.strict else False,
            "properties": {name: _TYPES.get(type_, {"type": type_}) for name, type_ in shape.fields.items()},
        },
    }


class _Properties(msgspec.Struct):
    properties: dict[str, dict[str, Any]] = {}


class _Mapping(msgspec.Struct):
    mappings: _Properties


def differences(server: SearchServer, shapes: Mapping[str, IndexShape], made_by_us: bool) -> Iterator[Difference]:
    """Where the server's indices differ from the contract; one of ours that is missing is none, for it is made when it is needed."""
    for shape in shapes.values():
        found = server.read("GET", f"/{shape.physical}/_mapping", dict[str, _Mapping])
        if found is None:
            if not made_by_us:
                yield _difference(shape.name, "", "MissingIndex", shape.physical, "", shape.evidence)
            continue
        there: dict[str, str] = {}
        for mapping in found.values():
            there.update({n: _type(body) for n, body in mapping.mappings.properties.items()})
        for name, wanted in shape.fields.items():
            is_ = there.pop(name, None)
            if is_ is None:
                yield _difference(shape.name, name, "MissingField", wanted, "", shape.evidence)
            elif is_ != wanted and is_ not in _FITS.get(wanted, ()):
                yield _difference(shape.name, name, "OtherType", wanted, is_, shape.evidence)
        for name in sorted(there):
            yield _difference(shape.name, name, "ExtraField", "", there[name], "")


def _difference(index: str, field: str, difference: str, expected: str, found: str, evidence: str) -> Difference:
    needed = difference == "MissingIndex"
    return Difference("target", index, field, difference, expected, found, needed, evidence, _REPAIR[difference])


def _type(body: Mapping[str, Any]) -> str:
    if body.get("type", "object") == "object":
        return "stored" if body.get("enabled") in (False, "false") else "object"
    return str(body["type"])
