"""A job's settings through the REST API: rows of key, value and type, and those among them that are fields of their own with us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.contracts.doors import Carried
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_parts import Parts, text_id


class Settings:
    """The ids of a job's ends stand in several rows each (createjob.md); that they are those of data source and store is assumed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._hidden = frozenset(f.to for f in parts.kind.fields.values() if f.codec == "secret-setting")

    def rows(self, key: str, values: Values) -> list[dict[str, Any]]:
        """All rows of a new job."""
        made: list[Mapping[str, Any]] = []
        for carried, value in self._parts.written(values, "provider"):
            made += _ends(carried.to, value)
        for carried, value in self._parts.written(values, "store"):
            made += _ends(carried.to, self._parts.stores.must(value, key))
        for _, value in self._parts.written(values, "settings"):
            made += value
        for carried, value in self._parts.written(values, "secret-setting"):
            made.append(_row(carried.to, value, "System.String"))
        return self._parts.shapes.rows("Setting", made)

    def seen(self, carried: Carried, rows: Any, wanted: Any) -> Any:
        """A field of ours that stands in the rows."""
        found = rows if isinstance(rows, list) else []
        if carried.codec == "settings":
            return self._ours(found, wanted)
        key = f"{carried.to}.Provider"
        given = next((text_id(member(row, "value")) for row in found if member(row, "key") == key), None)
        if carried.codec == "store":
            return None if given is None else self._parts.stores.back(given, [wanted])
        return given

    def _ours(self, found: list[Any], wanted: Any) -> list[dict[str, Any]]:
        """The rows that are wanted, in their order; the product adds some of its own, which say nothing."""
        if not isinstance(wanted, list):
            return [_row(*parts) for row in found if (parts := _parts(row))[0] not in self._hidden]
        made = []
        for asked in wanted:
            of_key = [_row(*parts) for row in found if (parts := _parts(row))[0] == asked["key"]]
            same_type = [row for row in of_key if row["dataType"] == asked["dataType"]]
            made += (same_type or of_key)[:1]
        return made


def _ends(side: str, given: Any) -> Iterator[dict[str, str]]:
    text = str(given)
    yield _row(f"{side}.Type", text, "System.Int32")
    yield _row(f"{side}Provider", text, "System.Int32")
    yield _row(f"{side}.Provider", text, "System.String")
    if side == "Destination":  # its type stands there twice
        yield _row(f"{side}.Type", text, "System.String")


def _parts(row: Any) -> tuple[str, Any, str]:
    return str(member(row, "key")), member(row, "value"), str(member(row, "dataType"))


def _row(key: str, value: Any, kind: str) -> dict[str, Any]:
    return {"key": key, "value": value, "dataType": kind}
