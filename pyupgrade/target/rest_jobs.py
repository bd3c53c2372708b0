"""Synchronize jobs through the REST API: found by name, made and never changed, for no page shows how; copies stand in their collection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.errors import TargetRefused
from pyupgrade.plan import marks
from pyupgrade.plan.build import same
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import given_id
from pyupgrade.target.rest_codecs import sent
from pyupgrade.target.rest_collections import Collections, job_search
from pyupgrade.target.rest_job_settings import Settings
from pyupgrade.target.rest_parts import Parts, by_name, text_id
from pyupgrade.target.rest_shapes import at, put

ALONE, COPY, TEMPLATE = 1, 2, 3
INITIAL: Final = "Static:value="
PASSWORD_FIELDS: Final = frozenset({"password", "unicodepwd", "userpassword", "passwordprofile", "initialpassword"})
_ROWS: Final = ("FieldMap", "ObjectsOption", "SyncQuery")


class Jobs:
    def __init__(self, parts: Parts, collections: Collections) -> None:
        self._parts, self._collections = parts, collections
        self._settings = Settings(parts)

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]:
        found = {}
        copies: dict[int | None, Any] = {None: None}  # each collection is read once
        for key, values in wanted.items():
            collection = None
            if "collectionId" in values:
                collection = self._collection(values["collectionId"])
                if collection not in copies:
                    copies[collection] = self._collections.document(collection or 0)
                job = self._copy(copies[collection], _name(key, values))
            else:
                job = self._alone(_name(key, values), _type(values))
            if job is not None:
                if (given := text_id(at(job, "jobInfo.jobId"))) is not None:
                    self._parts.known.learn("SynchronizeJob", key, given)
                found[key] = self._seen(job, values, collection)
        return found

    def keys(self) -> Iterator[str]:
        """Jobs that stand alone; the templates listed with them are the product's own."""
        for one in self._parts.calls.all("job-names"):
            if str(member(one, "type")) == str(ALONE):
                yield str(member(one, "name"))

    def create(self, key: str, values: Values) -> int | None:
        document = self._document(key, values)
        if "collectionId" not in values:
            return given_id(self._parts.calls.change("create-job", key, document))
        given = self._collection(values["collectionId"])
        seen = None if given is None else self._collections.document(given)
        if given is None or seen is None:
            raise TargetRefused(what=key, reason="its job collection is not in Directory Manager yet")
        whole = self._parts.shapes.document("JobCollection", seen)
        document["jobInfo"]["collectionId"] = given
        document["hasAccess"] = False  # as a job in a collection shows it
        whole["jobs"].append(document)
        self._collections.write(whole, key)
        return text_id(at(self._copy(self._collections.document(given), _name(key, values)), "jobInfo.jobId"))

    def _is_secret(self, name: str) -> bool:
        carried = self._parts.kind.fields.get(name)
        return carried is not None and carried.codec in ("secret-setting", "initial-password")

    def update(self, key: str, values: Values, found: Values) -> None:
        if reason := self.refuses(values, found):
            raise TargetRefused(what=key, reason=reason.removesuffix("."))

    def refuses(self, values: Values, found: Values) -> str:
        """No call changes a job: nothing can be done where it differs, nor where it wants a secret that nobody knows it to have."""
        shown = {n: v for n, v in values.items() if (c := self._parts.kind.fields.get(n)) is not None and c.seen}
        differing = sorted(n for n in shown if not same({n: shown[n]}, found))
        secrets = sorted(n for n in values if self._is_secret(n) and values[n] is not None and n not in found)
        if differing:
            what = f"The REST API has no call that changes a job, and this one differs in {', '.join(differing)}; change it"
        elif secrets:
            what = f"It is there, and no call gives an existing job its {', '.join(secrets)}; see that it has them"
        else:
            return ""
        return f"{what} in the Synchronize portal, or delete it there and run again."

    def _collection(self, value: Any) -> int | None:
        """The id that a reference to a collection stands for."""
        if not (reference := marks.reference_of(value)):
            return text_id(value)
        name = reference.partition("/")[2]
        return self._parts.known.given("JobCollection", name) or self._collections.id_of(name)

    def _alone(self, name: str, kind: int) -> Any:
        size = self._parts.calls.page_size
        found = self._parts.calls.pages("jobs", lambda page: job_search(name, page, size), "count")
        one = by_name((job for job in found if member(job, "type") == kind), name)
        return None if one is None else member(self._parts.calls.must("job", job=member(one, "jobId")), "data")

    def _copy(self, collection: Any, name: str) -> Any:
        jobs = member(collection, "jobs") or []
        info = by_name((member(job, "jobInfo") for job in jobs), name)
        return next((job for job in jobs if info is not None and member(job, "jobInfo") is info), None)

    def _document(self, key: str, values: Values) -> dict[str, Any]:
        document = self._parts.shapes.blank("Job")
        document["jobInfo"] |= {"type": _type(values), "smartgroupSchedule": ""}
        for carried, value in self._parts.written(values, ""):
            put(document, carried.to, value)
        for carried, value in self._parts.written(values, "instant"):
            put(document, carried.to, sent(value))
        for carried, value in self._parts.written(values, *_ROWS):
            more = {"objectType": _object_type(values)} if carried.codec == "SyncQuery" else {}
            put(document, carried.to, self._parts.shapes.rows(carried.codec, value, **more))
        said = next((rows for _, rows in self._parts.written(values, "initial-password-rows")), None)
        for carried, password in self._parts.written(values, "initial-password"):
            number = int(carried.name.removeprefix("initialPassword") or 1)
            _give_password(document["fieldsMap"], str(password), None if said is None else said[number - 1])
        document["settings"] = self._settings.rows(key, values)
        return document

    def _seen(self, job: Any, wanted: Values, collection: int | None) -> Values:
        values: Values = {}
        for carried in self._parts.asked(wanted):
            asked = wanted.get(carried.name)
            value: Any
            if carried.codec in _ROWS:
                value = self._parts.shapes.seen(carried.codec, at(job, carried.to), asked)
                if carried.codec == "FieldMap":
                    _hide_passwords(value, asked)
            elif carried.codec == "collection":
                value = collection
            elif carried.codec:
                value = self._settings.seen(carried, at(job, "settings"), asked)
            else:
                value = at(job, carried.to)
            if value is not None and value != []:
                values[carried.name] = value
        return values


def _name(key: str, values: Values) -> str:
    return str(values.get("name") or key)


def _type(values: Values) -> int:
    """jobInfo.type: as it is said, else by where the job stands."""
    if isinstance(values.get("type"), int):
        return int(values["type"])
    return TEMPLATE if values.get("isTemplate") else COPY if "collectionId" in values else ALONE


def _object_type(values: Values) -> int:
    """Of the objects that the job is about: a query bears it, too (createjob.md)."""
    for name in ("fieldsMap", "objectsOption"):
        for row in values.get(name) or ():
            if isinstance(row.get("objectType"), int):
                return int(row["objectType"])
    return 1


def _is_password(row: Mapping[str, Any]) -> bool:
    return str(row.get("destinationField") or "").casefold() in PASSWORD_FIELDS


def _give_password(rows: list[dict[str, Any]], password: str, places: Sequence[int] | None) -> None:
    """Into the transforms that wait for it: those at these places; unsaid, those of password fields, else every one without a value."""
    waiting = [row for row in rows if row["transform"] == INITIAL]
    said = None if places is None else [rows[place] for place in places]
    for row in said if said is not None else [row for row in waiting if _is_password(row)] or waiting:
        row["transform"] = INITIAL + password


def _hide_passwords(rows: list[dict[str, Any]], wanted: Any) -> None:
    """A job shows the password of a transform in clear (getjobsdetails.md); it never leaves this place, whatever row it came to be."""
    asked = [row for row in wanted if isinstance(row, Mapping)] if isinstance(wanted, list) else []
    waiting = {str(row.get("destinationField")).casefold() for row in asked if row.get("transform") == INITIAL}
    for row in rows:
        is_one = _is_password(row) or str(row.get("destinationField")).casefold() in waiting
        if is_one and str(row.get("transform", "")).startswith(INITIAL):
            row["transform"] = INITIAL
