"""Workflow routes through the REST API: system routes are told by their event, others by name; made or changed whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.contracts.doors import Carried
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.build import same
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import given_id
from pyupgrade.target.rest_parts import Parts, by_name, text_id
from pyupgrade.target.rest_shapes import at, put

_ROWS: Final = ("RouteField", "RouteFilter", "RouteApprover", "RouteObject")
_SETS: Final = ("RouteField", "RouteObject")  # the order of these says nothing
_STORE: Final = "approverIdentityStoreID"


class Workflows:
    """A system route is the product's: it bears the product's name and description, whatever the old one was called."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._system = int(parts.calls.facts.data["workflow"]["system"])
        self._changes = frozenset(parts.calls.facts.data["workflow"]["changes"])
        self._events = frozenset(parts.kind.more["fixed"]["born"])

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]:
        found = {}
        lists: dict[int, list[Any]] = {}
        for key, values in wanted.items():
            store = self._parts.stores.new(_store(key, values))
            if store is None:
                continue
            if store not in lists:
                lists[store] = self._parts.calls.all("routes", store=store)
            route = self._route(lists[store], key, values)
            if route is not None:
                if (given := text_id(member(route, "workflowRouteId"))) is not None:
                    self._parts.known.learn("Workflow", key, given)
                found[key] = self._seen(route, key, values)
        return found

    def keys(self) -> Iterator[str]:
        yield from ()  # routes are listed by store, and no page lists the stores

    def create(self, key: str, values: Values) -> int | None:
        if values.get("type") == self._system:
            raise TargetRefused(what=key, reason=_absent(values).removesuffix("."))
        store = self._parts.stores.must(_store(key, values), key)
        document = self._parts.shapes.blank("Route")
        self._fill(document, values, key, {})
        document["identityStoreID"] = 0  # as createroute.md sends it; the address says which store
        return given_id(self._parts.calls.change("create-route", key, {"items": [document]}, store=store))

    def update(self, key: str, values: Values, found: Values) -> None:
        store = self._parts.stores.must(_store(key, values), key)
        route = self._route(self._parts.calls.all("routes", store=store), key, values)
        if route is None:
            raise TargetRefused(what=key, reason="the workflow is gone")
        if member(route, "type") == self._system:
            if reason := self.refuses(key, {**values, "type": self._system}, found):
                raise TargetRefused(what=key, reason=reason.removesuffix("."))
            values = {name: value for name, value in values.items() if name in self._changes}
        document = self._parts.shapes.document("Route", route)
        self._fill(document, values, key, route)
        self._parts.calls.change("update-route", key, {"items": [document]}, store=store)

    def refuses(self, key: str, values: Values, found: Values | None) -> str:
        """A system workflow comes with its store: none can be made, and of one only some can be changed."""
        if values.get("type") != self._system:
            return ""
        if found is None:
            is_there = self._parts.stores.new(_store(key, values)) is not None
            return _absent(values) if is_there or str(values.get("event")) not in self._events else ""
        differing = [n for n in sorted(values) if n not in self._changes and not same({n: values[n]}, found)]
        if not differing:
            return ""
        return f"{', '.join(differing)} of a system workflow cannot be changed; decide in Admin Center whether it is wanted so."

    def _route(self, routes: list[Any], key: str, values: Values) -> Any:
        if values.get("type") == self._system:
            of_event = [
                one
                for one in routes
                if member(one, "type") == self._system and member(one, "event") == values.get("event")
            ]
            return of_event[0] if of_event else None
        name = str(values.get("name") or key.partition("/")[2])
        return by_name((one for one in routes if member(one, "type") != self._system), name)

    def _fill(self, document: dict[str, Any], values: Values, key: str, route: Any) -> None:
        given = document["workflowRouteId"]
        for carried, value in self._parts.written(values, ""):
            put(document, carried.to, value)
        for carried, value in self._parts.written(values, *_ROWS):
            rows = [self._out(row, key) for row in value or ()]
            made = self._parts.shapes.rows(carried.codec, rows, workflowRouteId=given)
            document[carried.to] = [_with_ids(row, member(route, carried.to)) for row in made]
        if "description" in document and document["description"] is None:
            document["description"] = ""

    def _out(self, row: Mapping[str, Any], key: str) -> dict[str, Any]:
        return {**row, _STORE: self._parts.stores.must(row[_STORE], key)} if _STORE in row else dict(row)

    def _seen(self, route: Any, key: str, wanted: Values) -> Values:
        system = member(route, "type") == self._system
        values: Values = {}
        for carried in self._parts.asked(wanted):
            if carried.codec == "store-id":
                value: Any = _store(key, wanted)
            elif system and carried.name in ("name", "description") and carried.name in wanted:
                value = wanted[carried.name]
            elif carried.codec in _ROWS:
                value = self._rows(carried, at(route, carried.to), wanted)
            else:
                value = at(route, carried.to)
            if value is not None and value != [] and (value != "" or wanted.get(carried.name) == ""):
                values[carried.name] = value
        return values

    def _rows(self, carried: Carried, found: Any, wanted: Values) -> list[dict[str, Any]]:
        rows = self._parts.shapes.seen(carried.codec, found, wanted.get(carried.name))
        if carried.codec in _SETS:
            return sorted(rows, key=lambda row: tuple(map(str, row.values())))
        known = [row.get(_STORE) for row in wanted.get(carried.name) or () if isinstance(row, Mapping)]
        among = [*known, wanted.get("identityStoreID")]
        return [{**r, _STORE: self._parts.stores.back(r[_STORE], among)} if _STORE in r else r for r in rows]


def _absent(values: Values) -> str:
    return (
        f"Directory Manager has no system workflow for the event {values.get('event')}, and none can be made; where it is wanted, make one "
        "of your own in Admin Center."
    )


def _store(key: str, values: Values) -> Any:
    return values.get("identityStoreID", key.partition("/")[0])


def _with_ids(row: dict[str, Any], found: Any) -> dict[str, Any]:
    """A row that is there already keeps its id; without one the product would take it for a new row."""
    for one in found if isinstance(found, list) else ():
        ids = {n: member(one, n) for n in row if n.startswith("workflowRoute") and n != "workflowRouteId"}
        if all(member(one, name) == value for name, value in row.items() if name not in ids and value is not None):
            return {**row, **ids}
    return row
