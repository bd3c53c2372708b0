"""A Synchronize job's values: from a job file's record and where its ends go to the documented job document of 11.1.

Names are those of 11.0 apis/jobs/createjob.md; settings that hold ids which 11.1 gives out are left to 11.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pyupgrade.modules.job_places import End
from pyupgrade.modules.job_rows import Job, query_of, texts
from pyupgrade.modules.script_words import seems_to_hold_password
from pyupgrade.modules.stores import ACTIVE_DIRECTORY, is_sealed, spelled
from pyupgrade.modules.typed import as_guid

ALONE, COPY, TEMPLATE = 1, 2, 3  # jobInfo.type
INITIAL: Final = "Static:value="  # how a transform with one value for every object begins
PASSWORD_FIELDS: Final = frozenset({"password", "unicodepwd", "userpassword", "passwordprofile", "initialpassword"})
OFFICE_365: Final = 6  # the only number of a messaging provider that is documented
_LANGUAGES: Final[Mapping[str, str]] = {"vbnet": "0", "visualbasic": "0", "visualbasicnet": "0", "vb": "0", "": "0"}
_PROVIDERS: Final = {ACTIVE_DIRECTORY: "Active Directory"}  # where it is not the kind of store by another name
_SIDES: Final = ("Source", "Destination")
_EMPTY: Final = {  # fields that come from one of the file alone, by its name there
    "description": "Description",
    "fieldsMap": "Fields",
    "objectsOption": "Objects",
    "notifyWhen": "NotifyWhen",
    "notificationRecipients": "NotifyRecipients",
}
_QUERY_TYPES: Final = {True: "GroupID", False: "SQL"}


def values_of(job: Job, source: End, destination: End, names: Mapping[int, str]) -> dict[str, Any]:
    """Every field of the job that is no secret; None of some that the file has empty."""
    row = job.row
    values: dict[str, Any] = {
        "jobKey": job.key,
        "identityStoreId": destination.store,
        "sourceIdentityStoreId": source.store,
        "isTemplate": job.is_template,
        "name": job.name,
        "description": row.get("Description"),
        "type": TEMPLATE if job.is_template else COPY if job.collection else ALONE,
        "sourceProvider": _name(source, names),
        "destinationProvider": _name(destination, names),
        "sourceDataSource": _reference(source),
        "destinationDataSource": _reference(destination),
        "collectionId": {"$ref": f"JobCollection/{job.collection}"} if job.collection else None,
        "runOrder": job.order,
        "isEnable": row.get("Enabled"),
        "created": row.get("Created"),
        "fieldsMap": [_field(one) for one in _many(row.get("Fields"))] or None,
        "objectsOption": [_object(one) for one in _many(row.get("Objects"))] or None,
        "syncQuery": _queries(job, source, destination) or None,
        "settings": _settings(job, source, destination) or None,
        "notifyWhen": row.get("NotifyWhen"),
        "notificationRecipients": sorted(set(texts(row.get("NotifyRecipients")))) or None,
    }
    emptied = {name for name, column in _EMPTY.items() if not row.get(column)}
    return {name: value for name, value in values.items() if value is not None or name in emptied}


def initial_passwords(job: Job) -> Mapping[str, Sequence[int]]:
    """Passwords that the job gives accounts, as clear text in transforms, each with the rows of `fieldsMap` that have it."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(_many(job.row.get("Fields"))):
        if _is_password(one):
            found.setdefault(str(one.get("transform"))[len(INITIAL) :], []).append(number)
    return found


def mapping_named(job: Job, number: int) -> str:
    """A mapping by what it fills: its field, the kind of object, and whether it is for new ones only."""
    one = _many(job.row.get("Fields"))[number]
    kind = one.get("objectType")
    known = {other.get("objectType"): other.get("displayName") for other in _many(job.row.get("Objects"))}
    of = f" of {known.get(kind) or f'object type {kind}'}" if kind is not None else ""
    return f"{one.get('destinationField')}{of}" + (", new only" if one.get("forCreateOnly") else "")


def is_everywhere(job: Job, rows: Sequence[int]) -> bool:
    """Whether these are just the mappings that a password without a word on where it belongs goes into."""
    fields = _many(job.row.get("Fields"))
    waiting = [n for n, one in enumerate(fields) if _field(one).get("transform") == INITIAL]
    return list(rows) == ([n for n in waiting if fills_password(fields[n])] or waiting)


def fills_password(one: Mapping[str, Any]) -> bool:
    return str(one.get("destinationField") or "").casefold() in PASSWORD_FIELDS


def is_office_365(job: Job) -> bool:
    return "365" in spelled(job.text("MessagingProvider"))


def application_of(job: Job) -> str:
    """The app of the job's messaging provider, to compare; "" when it names none."""
    return as_guid(job.text("MessagingApplicationId")).casefold()


def _name(end: End, names: Mapping[int, str]) -> str | None:
    if end.connection is not None:
        return end.connection.name
    return names.get(end.store) if end.store is not None else None


def _reference(end: End) -> dict[str, str] | None:
    return {"$ref": f"DataSource/{end.connection.name}"} if end.connection is not None else None


def _many(value: Any) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _is_password(one: Mapping[str, Any]) -> bool:
    transform = str(one.get("transform") or "")
    value = transform[len(INITIAL) :] if transform.startswith(INITIAL) else ""
    return bool(value) and (fills_password(one) or is_sealed(value))


def _field(one: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping of fields; an initial password itself is a secret of its own (initialPassword)."""
    kept = {name: value for name, value in one.items() if value is not None}
    return {**kept, "transform": INITIAL} if _is_password(one) else kept


def _object(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in one.items() if value is not None}, "isSelected": True}


def _queries(job: Job, source: End, destination: End) -> list[dict[str, Any]]:
    """The query of each end that has one: criteria for a store, SQL for a data source (syncQuery[].queryType)."""
    found = []
    for end, side, is_source in ((source, "Source", True), (destination, "Destination", False)):
        has_table = is_source and end.connection is not None
        if query := query_of(job, side) if has_table else job.text(f"{side}Query"):
            one: dict[str, Any] = {
                "query": query,
                "queryType": _QUERY_TYPES[bool(end.provider.store)],
                "isSource": is_source,
            }
            if is_source:
                one |= {
                    name: value
                    for name, value in (
                        ("timeStampField", job.row.get("TimeStampField")),
                        ("updateAll", job.row.get("UpdateAll")),
                    )
                    if value is not None
                }
            found.append(one)
    return found


def _settings(job: Job, source: End, destination: End) -> list[dict[str, str]]:
    """Rows of key, value and type, by key."""
    rows: dict[str, tuple[str, str]] = {}

    def put(key: str, value: Any, kind: str = "System.String") -> None:
        if value not in (None, ""):
            rows[key] = (str(value), kind)

    for end, side in ((source, "Source"), (destination, "Destination")):
        is_directory = bool(end.provider.store)
        put(f"{side}.ProviderName", _PROVIDERS.get(end.provider.store, end.provider.store) or end.provider.name)
        put(f"{side}.ProviderType", 1 if is_directory else 2, "System.Int32")
        put(f"{side}.IsDirectoryProvider", is_directory, "System.Boolean")
        put(f"{side}.IsTableProvider", not is_directory, "System.Boolean")
        put(f"{side}.Container", job.text(f"{side}Container"))
        if job.text(f"{side}Container"):
            put(f"{side}.ShouldIncludeSubTree", job.row.get(f"{side}SubTree"), "System.Boolean")
        put(f"{side}.Table", job.text(f"{side}Table"))
    _put_script(job, put)
    owners = [owner.rpartition("#") for owner in texts(job.row.get("Owners"))]
    put("JobOwners", ";".join(sorted(f"{name}#{as_guid(guid)}" if name else guid for name, _, guid in owners)))
    put("JobOwnerIds", ";".join(sorted(as_guid(guid) for name, _, guid in owners if name)))
    put("IsNotificationEnabled", job.row.get("Notify"), "System.Boolean")
    put("memberkey", job.text("MemberKey"))
    if provider := job.text("MessagingProvider"):
        if is_office_365(job):
            put("Destination.ConfiguredMessagingProvider", OFFICE_365, "System.Int32")
        put("Destination.ConfiguredMessagingProviderName", provider)
        put("Destination.MessagingProviderConfiguredFrom", 1, "System.Int32")
        put("Destination.MessagingProviderCloud", job.text("MessagingCloud"))
        put("Destination.MessagingProviderHostName", job.text("MessagingHost"))
        put("Destination.MessagingProviderUserName", job.text("MessagingUser"))
        put("Destination.MessagingProviderApplicationId", as_guid(job.text("MessagingApplicationId")))
    return [{"key": key, "value": value, "dataType": kind} for key, (value, kind) in sorted(rows.items())]


def _put_script(job: Job, put: Any) -> None:
    """The global script as it stands, not trimmed: it comes over unchanged (upgrade note 15)."""
    if job.row.get("Script"):
        put("Destination.ScriptingLanguage", language_number(job), "System.Int32")
        put("Destination.ExposedScriptCode", job.row["Script"])


def language_number(job: Job) -> str | None:
    """0 for VB.NET, the only number that is documented; None for a language that has none."""
    return _LANGUAGES.get(spelled(job.text("ScriptLanguage")))


def scripted(job: Job) -> list[str]:
    """Where the job has scripts: the whole job, fields, containers."""
    places = ["the whole job"] if job.row.get("Script") else []
    for one in _many(job.row.get("Fields")):
        if str(one.get("transform") or "").startswith("Script:"):
            places.append(f"field {one.get('destinationField')}")
    for one in _many(job.row.get("Objects")):
        if re.search(r"DTM\.", str(one.get("containerOptionValue") or "")):
            places.append(f"container of {one.get('displayName') or one.get('objectType')}")
    return places


def script_texts(job: Job) -> list[str]:
    """The text of every script of the job."""
    found = [str(job.row.get("Script") or "")]
    found += [str(one.get("transform") or "") for one in _many(job.row.get("Fields"))]
    found += [str(one.get("containerOptionValue") or "") for one in _many(job.row.get("Objects"))]
    return [text for text in found if "DTM" in text or "\\" in text]


def open_passwords(job: Job) -> list[str]:
    """Where a password seems to stand in a text that comes over word by word: scripts, queries, what fills a password field."""
    texts_at = {"the whole job": job.row.get("Script"), **{f"{s} query": job.text(f"{s}Query") for s in _SIDES}}
    places = [place.lower() for place, text in texts_at.items() if seems_to_hold_password(text)]
    for one in _many(job.row.get("Fields")):
        transform = str(one.get("transform") or "")
        if seems_to_hold_password(transform) or (fills_password(one) and _has_literal(transform)):
            places.append(f"field {one.get('destinationField')}")
    for one in _many(job.row.get("Objects")):
        if seems_to_hold_password(str(one.get("containerOptionValue") or "")):
            places.append(f"container of {one.get('displayName') or one.get('objectType')}")
    return places


def _has_literal(transform: str) -> bool:
    """Whether a transform gives a text of its own: a script by a literal that names no field, any other by a part that names none."""
    kind, _, rest = transform.partition(":")
    if kind == "Script":
        return re.search(r'"[^"]+"', re.sub(r'DTM\.\w+\("[^"]*"\)', "", rest)) is not None
    parts = [part.partition("=") for part in rest.split(";") if not transform.startswith(INITIAL)]
    return any(value for name, _, value in parts if name.strip().casefold() != "field")
