"""What the REST stand-in holds requests against: the shapes of the contract, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN: Mapping[str, tuple[type, ...]] = {"int": (int,), "num": (int, float), "text": (str,), "bool": (bool,)}


class Strict:
    """Faults of a document: members unknown or misspelt, of the wrong type, missing; and values the pages do not allow."""

    def __init__(self, contract: Mapping[str, Any]) -> None:
        self._shapes: Mapping[str, Mapping[str, Any]] = contract["shape"]
        self._contract = contract

    def faults(self, kind: str, value: Any, place: str = "") -> list[str]:
        return list(self._faults(kind, value, place or "the body"))

    def _faults(self, kind: str, value: Any, place: str) -> Iterator[str]:
        if kind.endswith("?"):
            if value is None:
                return
            kind = kind[:-1]
        if kind == "any":
            return
        if kind == "null":
            if value is not None:
                yield f"{place} must be null"
        elif kind.startswith("["):
            if not isinstance(value, list):
                yield f"{place} must be a list"
                return
            for number, one in enumerate(value):
                yield from self._faults(kind[1:-1], one, f"{place}[{number}]")
        elif kind.startswith("{"):
            if not isinstance(value, dict):
                yield f"{place} must be an object"
                return
            for name, one in value.items():
                yield from self._faults(kind[1:-1], one, f"{place}.{name}")
        elif kind in _PLAIN:
            if not isinstance(value, _PLAIN[kind]) or (isinstance(value, bool) and kind != "bool"):
                yield f"{place} must be {kind}, not {type(value).__name__}"
        elif not isinstance(value, dict):
            yield f"{place} must be an object ({kind})"
        else:
            facts = self._shapes[kind]
            for name in value.keys() - facts["members"].keys():
                yield f"{place} has no member '{name}'"
            for name in sorted(set(facts.get("required", ())) - value.keys()):
                yield f"{place} lacks '{name}'"
            for name in value.keys() & facts["members"].keys():
                yield from self._faults(facts["members"][name], value[name], f"{place}.{name}")

    def configuration(self, document: Mapping[str, Any]) -> list[str]:
        """Keys that a data source of this type does not have, and those of its page that are not sent."""
        known = self._contract["configuration"].get(str(document["type"]))
        if known is None:
            return [f"there is no type of data source {document['type']}"]
        given = document["configurationValues"]
        told = [
            f"configurationValues has no '{name}' for type {document['type']}" for name in given.keys() - set(known)
        ]
        return told + [f"configurationValues lacks '{name}'" for name in sorted(set(known) - given.keys())]

    def settings(self, job: Mapping[str, Any]) -> list[str]:
        """Keys and types of a job's settings."""
        facts, told = self._contract["settings"], []
        for row in job["settings"]:
            if row["key"] not in (*facts["keys"], *facts["assumed"]):
                told.append(f"there is no setting '{row['key']}'")
            if row["dataType"] not in facts["types"]:
                told.append(f"'{row['dataType']}' is no type of a setting")
            elif row["dataType"] == "System.Int32" and not re.fullmatch(r"-?\d+", row["value"]):
                told.append(f"{row['key']} must be a number")
            elif row["dataType"] == "System.Boolean" and row["value"] not in ("True", "False"):
                told.append(f"{row['key']} must be True or False")
        return told

    def bag(self, bag: Mapping[str, Any], of: str = "") -> list[str]:
        """Attributes that no page names, values of another form, sub-values that the attribute does not have."""
        told = []
        for name, values in bag.items():
            facts = self._contract["attribute"].get(name)
            if facts is None or facts.get("of", of) != of:
                told.append(f"there is no attribute '{name}'")
                continue
            for value in values:
                if "values" in facts and not re.fullmatch(facts["values"], value["Value"]):
                    told.append(f"'{value['Value']}' is no {name}")
                parts = value.get("AttributeCollection", {})
                told += [f"{name} has no '{part}'" for part in parts.keys() - set(facts.get("parts", ()))]
                told += [f"{name} lacks '{part}'" for part in set(facts.get("parts", ())) - parts.keys()]
                if parts.get("Scope", "1") not in ("1", "2"):
                    told.append("Scope is 1 or 2")
        return told
