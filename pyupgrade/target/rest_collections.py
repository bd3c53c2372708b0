"""Job collections through the REST API: found by name, made empty and changed whole; the jobs in one are copies of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import given_id
from pyupgrade.target.rest_codecs import moment, sent, unzoned
from pyupgrade.target.rest_parts import Parts, by_name, text_id
from pyupgrade.target.rest_shapes import at, put


class Collections:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]:
        found = {}
        for key, values in wanted.items():
            given = self.id_of(str(values.get("name") or key))
            if given is not None:
                document = self.document(given)
                self._parts.known.learn("JobCollection", key, given)
                seen = {carried.name: at(document, carried.to) for carried in self._parts.asked(values)}
                found[key] = {n: v for n, v in seen.items() if v is not None and (v != "" or values.get(n, None) == "")}
        return found

    def keys(self) -> Iterator[str]:
        yield from ()  # no page shows a list without a filter by name

    def create(self, key: str, values: Values) -> int | None:
        """An empty one: each of its jobs is an object of its own and is put in when its turn comes."""
        document = self._parts.shapes.blank("JobCollection")
        now = unzoned(self._parts.calls.client.clock())
        document["jobCollectionInfo"] |= {"created": f"{now}Z", "modified": f"{now}Z", "jobCollectionGuid": ""}
        self._fill(document, values)
        return given_id(self._parts.calls.change("create-collection", key, document))

    def update(self, key: str, values: Values, found: Values) -> None:
        given = self.id_of(str(values.get("name") or key))
        there = None if given is None else self.document(given)
        if there is None:
            raise TargetRefused(what=key, reason="it is gone from Directory Manager")
        document = self._parts.shapes.document("JobCollection", there)
        self._fill(document, values)
        self.write(document, key)

    def id_of(self, name: str) -> int | None:
        """The id of the collection of this name."""
        found = self._parts.calls.pages(
            "collections", lambda page: job_search(name, page, self._parts.calls.page_size), "count"
        )
        return text_id(member(by_name(found, name), "id"))

    def document(self, given: int) -> Any:
        """The whole collection, which a list has named, with its jobs as it was read."""
        return self._parts.calls.one("collection", collection=given)

    def write(self, document: dict[str, Any], what: str) -> None:
        """Puts a collection in the place of itself; the short rows of its jobs follow from the full ones."""
        info = document["jobCollectionInfo"]
        enabled = {member(row, "jobId"): member(row, "enabled") for row in info.get("jobs") or ()}
        info["modified"] = sent(moment(unzoned(self._parts.calls.client.clock())) or "")
        info["jobs"] = [
            {
                **self._parts.shapes.document("JobInfo", job["jobInfo"]),
                "collectionId": None,
                "enabled": enabled.get(job["jobInfo"].get("jobId"), True),
            }
            for job in document["jobs"]
        ]
        self._parts.calls.change("update-collection", what, document)

    def _fill(self, document: dict[str, Any], values: Values) -> None:
        for carried, value in self._parts.written(values, ""):
            put(document, carried.to, "" if value is None else value)


def job_search(name: str, page: int, size: int) -> dict[str, Any]:
    """The search by name that getjobs.md and getjobcollections.md show."""
    condition = {
        "operator": "is exactly", "attribute": "Name", "value": name, "valueType": 0, "valueTypes": [0], "donotEscapeValue": True,
        "child": [],
    }  # fmt: skip
    options = {"PageSize": size, "PageIndex": page, "SortColumnName": "", "SortOrder": 1}
    return {"filterCriteria": condition, "SearchOption": options}
