"""Calls of the REST door by their names in the contract: path filled in, answers unwrapped, lines that failed turned into a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from pyupgrade.connect.dm_rest_answers import Row, failure, listed, member, refusals, rows
from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorFailed, DoorUnexpected


class Client(Protocol):
    """What is asked of connect/dm_rest.RestClient."""

    location: str
    clock: Callable[[], float]

    def read(self, method: str, path: str, body: Any = None) -> Any: ...
    def change(self, method: str, path: str, body: Any, what: str) -> Any: ...
    def close(self) -> None: ...


class Calls:
    """Every method raises what the client raises."""

    def __init__(self, facts: DoorFacts, client: Client) -> None:
        self.facts, self.client = facts, client
        self.page_size = int(facts.data["door"]["page_size"])
        self._endpoints: Mapping[str, Mapping[str, Any]] = facts.data["endpoint"]

    def read(self, name: str, body: Any = None, query: Mapping[str, Any] | None = None, **path: object) -> Any:
        """The answer as it came; None where the object is not found. Raises DoorFailed for one that says that it failed."""
        endpoint = self._endpoints[name]
        filled = _filled(endpoint["path"], path) + (f"?{urlencode(query)}" if query else "")
        answer = self.client.read(endpoint["method"], filled, body)
        if told := failure(answer):
            raise DoorFailed(door="rest", location=self.client.location, reason=f"{endpoint['path']}: {told}")
        return answer

    def all(self, name: str, body: Any = None, **path: object) -> list[Any]:
        """A list that must be there. Raises DoorUnexpected for what is none: that is not taken for an empty one."""
        return self.rows(name, self.must(name, body, None, **path))

    def must(self, name: str, body: Any = None, query: Mapping[str, Any] | None = None, **path: object) -> Any:
        """An answer about what is known to be there. Raises DoorUnexpected where it is not found: what cannot be seen is not absent."""
        answer = self.read(name, body, query, **path)
        if answer is None:
            raise self._unexpected(name, "is not found")
        return answer

    def one(self, name: str, **path: object) -> Any:
        """The object in an answer about what is known to be there. Raises DoorUnexpected where there is none in it."""
        found = member(self.must(name, None, None, **path), "data")
        if not isinstance(found, Mapping) or not found:
            raise self._unexpected(name, "shows no object")
        return found

    def rows(self, name: str, answer: Any) -> list[Any]:
        """The rows of a list that was answered. Raises DoorUnexpected for what is none."""
        found = listed(answer)
        if found is None:
            raise self._unexpected(name, "shows no list")
        return found

    def pages(
        self,
        name: str,
        body: Callable[[int], Any],
        count: str,
        query: Callable[[int], Mapping[str, Any]] = lambda page: {},
        **path: object,
    ) -> list[Any]:
        """All rows of a list given page by page: `body` and `query` make the request of a page, `count` tells how many rows there are.

        The product may give fewer rows a page than it was asked for, and a count of none beside rows is one that was not made.
        """
        found: list[Any] = []
        for number in range(1, 100_000):
            answer = self.must(name, body(number), query(number), **path)
            page = self.rows(name, answer)
            found += page
            total = member(answer, count)
            is_counted = isinstance(total, int) and total > 0
            if not page or (len(found) >= total if is_counted else len(page) < self.page_size):
                break
        return found

    def change(self, name: str, what: str, body: Any, **path: object) -> list[Row]:
        """The lines of an operation result, all of them good. Raises TargetRefused with what the product says of those that are not."""
        endpoint = self._endpoints[name]
        if endpoint.get("never"):
            raise TargetRefused(what=what, reason=f"{name} is a call that is never made from here")
        answer = self.client.change(endpoint["method"], _filled(endpoint["path"], path), body, what)
        if told := refusals(answer):
            raise TargetRefused(what=what, reason=told)
        return rows(answer)

    def _unexpected(self, name: str, said: str) -> DoorUnexpected:
        reason = f"{self._endpoints[name]['path']} {said}"
        return DoorUnexpected(door="rest", location=self.client.location, reason=reason)


def given_id(lines: list[Row]) -> int | None:
    """The id in an operation result: of its first line, or of one within that carries one (createroute.md)."""
    for line in lines:
        if isinstance(line.data, int) and not isinstance(line.data, bool):
            return line.data
    return None


def _filled(path: str, parts: Mapping[str, object]) -> str:
    return path.format(**{name: quote(str(value), safe="") for name, value in parts.items()})
