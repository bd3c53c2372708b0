"""A search index's mapping from its contract, and where a real one differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from pyupgrade.connect.search import SearchServer
from pyupgrade.contracts.indices import HISTORY, IndexShape
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
ID: Final = "Id"  # of a history document; ranges of them are looked up by it
_EXACT: Final = frozenset({"keyword", "wildcard"})
_LENGTH: Final = 36  # of an id

_REPAIR: Final[Mapping[str, str]] = {
    "MissingIndex": "Have the product make it, or name the right one in an overlay file ([index.<name>] name = \"…\").",
    "MissingField": "Documents come in all the same; what is looked up by this field will not be found.",
    "OtherType": "Documents whose value does not fit this type are refused one by one; see whether it is the right index.",
    "ExtraField": "Nothing to do; it is not written.",
}  # fmt: skip
_ID_REPAIR: Final = (
    'Name the right index in an overlay file ([index.History] name = "…"), or have this one find documents by Id: a field that is not '
    'there is added by PUT {index}/_mapping {{"properties": {{"Id": {{"type": "keyword"}}}}}}, a text gets "fields": '
    '{{"keyword": {{"type": "keyword"}}}} beside its type.'
)


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


class Mapped(msgspec.Struct):
    mappings: _Properties


def mapping_of(server: SearchServer, name: str) -> dict[str, Mapped] | None:
    """Mappings of the indices behind a name, which may be an alias; None where there is none."""
    return server.read("GET", f"/{name}/_mapping", dict[str, Mapped])


def found_by(mappings: Iterable[Mapped]) -> str | None:
    """What finds and sorts documents by their whole Id in all of these indices; None where nothing does.

    The field itself, or a keyword within it, as the server gives one to text that nobody mapped.
    """
    every = [_exact(mapping.mappings.properties.get(ID, {})) for mapping in mappings]
    common = set[str]().union(*every).intersection(*every)
    return min(common, key=len, default=None)


def _exact(field: Mapping[str, Any]) -> set[str]:
    inner = {f"{ID}.{name}": body for name, body in field.get("fields", {}).items()}
    return {name for name, body in {ID: field, **inner}.items() if _is_exact(body)}


def _is_exact(body: Mapping[str, Any]) -> bool:
    searched = body.get("index", True) not in (False, "false") and body.get("doc_values", True) not in (False, "false")
    return body.get("type") in _EXACT and searched and int(body.get("ignore_above", _LENGTH)) >= _LENGTH


def differences(server: SearchServer, shapes: Mapping[str, IndexShape], made_by_us: bool) -> Iterator[Difference]:
    """Where the server's indices differ from the contract; one of ours that is missing is none, for it is made when it is needed."""
    for shape in shapes.values():
        found = mapping_of(server, shape.physical)
        if found is None:
            if not made_by_us:
                yield _difference(shape.name, "", "MissingIndex", shape.physical, "", shape.evidence)
            continue
        there: dict[str, str] = {}
        for mapping in found.values():
            there.update({n: _type(body) for n, body in mapping.mappings.properties.items()})
        for name, wanted in shape.fields.items():
            is_ = there.pop(name, None)
            if name == ID and shape.name == HISTORY:
                if found_by(found.values()) is None:
                    kind = "MissingField" if is_ is None else "OtherType"
                    yield replace(
                        _difference(shape.name, name, kind, wanted, is_ or "", shape.evidence),
                        needed=True,
                        recommended_action=_ID_REPAIR.format(index=shape.physical),
                    )
            elif is_ is None:
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
