"""Data sources through the REST API: found by name in the list of all, made and changed whole; a password goes in and never comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.connect.dm_rest_answers import member, renamed
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import given_id
from pyupgrade.target.rest_codecs import unzoned
from pyupgrade.target.rest_parts import Parts, by_name, text_id
from pyupgrade.target.rest_shapes import at, put

SECRET: Final = ("Password", "FilePassword")


class DataSources:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._keys: Mapping[str, Any] = parts.calls.facts.data["configuration"]

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]:
        there = self._all()
        found = {}
        for key, values in wanted.items():
            one = by_name(there, str(values.get("name") or key))
            if one is not None:
                found[key] = self._seen(one, values)
                if (given := text_id(member(one, "id"))) is not None:
                    self._parts.known.learn("DataSource", key, given)
        return found

    def keys(self) -> Iterator[str]:
        yield from (str(member(one, "name")) for one in self._all())

    def create(self, key: str, values: Values) -> int | None:
        document = self._parts.shapes.blank("DataSourceRequest")
        document["creationDate"] = unzoned(self._parts.calls.client.clock())
        self._fill(document, values)
        return given_id(self._parts.calls.change("create-data-source", key, document))

    def update(self, key: str, values: Values, found: Values) -> None:
        there = by_name(self._all(), str(values.get("name") or key))
        if there is None:
            raise TargetRefused(what=key, reason="it is gone from Directory Manager")
        document = self._parts.shapes.document("DataSourceUpdate", there)
        kept = dict(document["configurationValues"])
        self._fill(document, values)
        made = document["configurationValues"]
        # What a page shows of a password may be nothing: sent back as it was read, it could empty the one that is there.
        if lost := [n for n in SECRET if n in made and not made[n] and made.get("UserName") and not kept.get(n)]:
            raise TargetRefused(
                what=key, reason=f"its {', '.join(lost)} is not shown and not at hand; answer it and run again"
            )
        self._parts.calls.change("update-data-source", key, document)

    def _all(self) -> list[Any]:
        return self._parts.calls.all("data-sources")

    def _fill(self, document: dict[str, Any], values: Values) -> None:
        """Every key that the type has is sent, as all pages do; a password that nobody gave stays as it was read."""
        kept = document["configurationValues"]
        for carried, value in self._parts.written(values, ""):
            if not carried.to.startswith("configurationValues."):
                put(document, carried.to, value)
        names = self._keys.get(str(document["type"]), ())
        given = next((v for _, v in self._parts.written(values, "configuration")), kept) or {}
        made = {name: given.get(name, "") for name in (*names, *(n for n in given if n not in names))}
        made |= {name: kept[name] for name in SECRET if name in made and name in kept}
        document["configurationValues"] = made
        for carried, value in self._parts.written(values, ""):
            if carried.to.startswith("configurationValues."):
                put(document, carried.to, value)

    def _seen(self, one: Any, wanted: Values) -> Values:
        values: Values = {}
        for carried in self._parts.asked(wanted):
            value = at(one, carried.to)
            if carried.codec == "configuration":
                value = self._configuration(value or {}, wanted.get(carried.name) or {}, member(one, "type"))
            if value is not None:
                values[carried.name] = value
        return values

    def _configuration(self, found: Mapping[str, Any], wanted: Mapping[str, Any], type_: Any) -> dict[str, Any]:
        """An empty value says nothing unless it is wanted so."""
        names = self._keys.get(str(type_), ())
        return {
            name: value
            for name, value in sorted(renamed(found, (*names, *wanted)).items())
            if name not in SECRET and (name in wanted or value not in ("", None))
        }
