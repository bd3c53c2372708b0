"""History converted a second time, slowly, by the standard library alone, from the documents and not from the engine.

What it knows: the 36 keys of the vendor's article on v10 history by timestamp, our assumed helpdesk keys, RFC 9562, the
date forms
named in the safety rules. It shares no line with the engine; both are compared event by event.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

KEYS = {
    "text": """
        ObjectGUID ObjectClass ObjectName AttributeName DisplayName UserAccount UserDN UserGUID UserDisplayName
        MachineName ClientMachineName ChangeMadeBy NewValue OldValue NewValueResolved OldValueResolved NewImageValue
        OldImageValue Comments WorkflowRequester WorkflowRequesterGUID DescriptiveData PerformedBy PerformedByGUID
        ClientName IPAddress Browser DeviceType
    """,
    "number": """
        EventID IdentityStoreID Action DateTimeDetected DateTimeLogged TicDateTime ClientType RequestedAction Status
    """,
    "list": "NewMembers OldMembers HistoryObjectAttributes listOfAttributes AuthenticationTypes",
    "flag": "HasDetails IsHelpdesk",
    "any": "HistoryDetails",
}
KIND = {key: kind for kind, keys in KEYS.items() for key in keys.split()}
STREAMS = {1: "objects", 2: "store-configuration", 3: "admin-center", 4: "helpdesk"}
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
HALF = re.compile("[\ud800-\udfff]")
YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LAST = 3155378975999999999


def convert(
    number: int,
    key: int,
    store: int | None,
    data: bytes | str | None,
    *,
    installation: str,
    ordinal: int = 1,
    actions: dict[int, str],
    clients: dict[str, tuple[int, str]],
    stores: dict[int, int],
) -> dict[str, Any]:
    """One event's row by column name; Record, Extra parsed, Problem as a set of codes."""
    problems: set[str] = set()
    event, extra, raw = read(data, problems)
    record: dict[str, Any] = {"Id": identify(installation, number, key), "Stream": STREAMS[number]}

    for name in ("ObjectGUID", "UserGUID"):
        if event.get(name):
            event[name] = tidy_guid(event[name])

    when = None
    if event.get("DateTimeLogged"):
        when = instant(event["DateTimeLogged"])
        if when is None:
            problems.add("date-unread")
        elif zoneless(event["DateTimeLogged"]):
            problems.add("date-no-zone")
    if when is None:
        for name, code in (("TicDateTime", "date-from-ticks"), ("DateTimeDetected", "date-from-detected")):
            when = instant(event[name]) if event.get(name) else None
            if when is not None:
                problems.add(code)
                break
        else:
            problems.add("date-none")
    if when is not None:
        record["ModifiedOn"] = iso(when)

    here = store if store is None else stores.get(store, store)
    if store is not None and store not in stores:
        problems.add("store-unknown")
    told = event.get("IdentityStoreID")
    if told is None or told == store:
        if here is not None:
            event["IdentityStoreID"] = here
    elif isinstance(told, str) and integer(told) == store:
        problems.add("number-as-text")
        event["IdentityStoreID"] = here
        if here is None:
            del event["IdentityStoreID"]
    else:
        problems.add("store-differs")

    action = event.get("Action")
    if action is not None:
        as_number = integer(action) if isinstance(action, str) else action
        if as_number is None or not -(2**63) <= as_number < 2**63:
            problems.add("action-unknown")
            event["Action"] = str(action)
        else:
            event["Action"] = as_number
            if as_number not in actions:
                problems.add("action-unknown")
            else:
                record["ActionName"] = actions[as_number]
                if isinstance(action, str):
                    problems.add("number-as-text")

    if event.get("ChangeMadeBy"):
        secret = event.pop("ChangeMadeBy")
        known = clients.get(tidy_guid(secret).lower())
        if known is None:
            problems.add("client-unknown")
            record["ClientReference"] = secret
        else:
            record["ClientId"] = known[0]
            event.setdefault("ClientName", known[1])

    if event.get("OldMembers") or event.get("NewMembers"):
        old, new = members(event.get("OldMembers")), members(event.get("NewMembers"))
        record["AddedItems"], record["RemovedItems"] = sorted(new - old), sorted(old - new)

    record.update(event)
    if "HistoryDetails" in record:
        record["HistoryDetails"] = json.loads(without_secrets(dump(record["HistoryDetails"]), clients))
    if STREAMS[number] in ("store-configuration", "admin-center"):
        record = json.loads(without_secrets(dump(record), clients))
    return {
        "HistoryKey": (ordinal * 10 + number) * 10**16 + key,
        "IdentityStoreID": here,
        "ModifiedOn": when,
        "ObjectGUID": event.get("ObjectGUID"),
        "UserGUID": event.get("UserGUID"),
        "ActionID": event["Action"] if isinstance(event.get("Action"), int) else None,
        "Problem": problems,
        "Extra": json.loads(without_secrets(dump(extra), clients)) if extra else None,
        "Raw": None if raw is None else without_secrets(raw, clients),
        "Record": record,
    }


def read(data: bytes | str | None, problems: set[str]) -> tuple[dict[str, Any], dict[str, Any], str | None]:
    """(what is known of the event, what is not, the whole text where it could not be kept otherwise)."""
    if data is None or len(data) == 0:
        problems.add("json-empty")
        return {}, {}, None if data is None else ""
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            text = data.decode("utf-8", "backslashreplace")
            problems.add("text-not-utf-8")
    else:
        text = data
    escaped = HALF.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    try:
        found = json.loads(text.removeprefix("\ufeff"), parse_constant=str, parse_float=number_or_text)
    except (ValueError, RecursionError):
        problems.add("json-unreadable")
        return {}, {}, escaped
    if not isinstance(found, dict):
        problems.add("json-no-object")
        return {}, {}, escaped
    raw = None
    if HALF.search(text) or HALF.search(dump(found)):
        problems.add("surrogate-half")
        raw = escaped
        found = json.loads(HALF.sub("\ufffd", dump(found)))
    event, extra = {}, {}
    for key, value in found.items():
        kind = KIND.get(key)
        if kind is None:
            extra[key] = value
            problems.add("key-unknown")
        elif value is None and kind != "any":
            pass
        elif kind == "any" or fits(kind, value):
            event[key] = value
        else:
            event[key] = dump(value)
            problems.add("type-differs")
    return event, extra, raw


def fits(kind: str, value: Any) -> bool:
    if isinstance(value, str):
        return True
    if kind == "number":
        return type(value) is int
    if kind == "list":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return kind == "flag" and isinstance(value, int)


def number_or_text(text: str) -> float | str:
    return text if math.isinf(float(text)) else float(text)


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def identify(installation: str, number: int, key: int) -> str:
    """UUID version 8: 60 bits of the installation's SHA-256, the stream, the key in 48 bits."""
    seed = hashlib.sha256(installation.encode()).hexdigest()[:15]
    digits = f"{seed[:12]}8{seed[12:]}8{number:03x}{key % 2**48:012x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def tidy_guid(text: str) -> str:
    if len(text) == 38 and text[0] == "{" and GUID.fullmatch(text[1:37]):
        return text[1:37].lower()
    return text.lower() if len(text) == 36 and text[8] == text[23] == "-" else text


def integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\s*[+-]?[0-9]{1,19}\s*", text, re.ASCII) else None


FORM = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|z|[+-]\d\d:?\d\d)?", re.ASCII
)


def instant(value: str | int) -> int | None:
    """Ticks of 100 ns since the year 1, UTC."""
    if isinstance(value, str):
        text = value.strip()
        if form := FORM.fullmatch(text):
            year, month, day, hour, minute = map(int, form.groups()[:5])
            try:
                moment = datetime(year, month, day, hour, minute, int(form[6] or 0), tzinfo=UTC)
            except ValueError:
                return None
            ticks = (moment - YEAR_ONE) // MICROSECOND * 10 + int((form[7] or "0").ljust(7, "0")[:7])
            if form[8] and form[8] not in "Zz":
                hours, minutes = int(form[8][1:3]), int(form[8][-2:])
                if minutes > 59 or hours * 60 + minutes > 840:
                    return None
                ticks -= (1 if form[8][0] == "+" else -1) * (hours * 60 + minutes) * 600_000_000
            return ticks if 0 <= ticks <= LAST else None
        if form := re.fullmatch(r"/Date\((-?\d{1,15})([+-]\d{4})?\)/", text, re.ASCII):
            epoch = (datetime(1970, 1, 1, tzinfo=UTC) - YEAR_ONE) // MICROSECOND * 10
            ticks = epoch + int(form[1]) * 10_000
            return ticks if 0 <= ticks <= LAST else None
        if not re.fullmatch(r"[0-9]{1,19}", text, re.ASCII):
            return None
        value = int(text)
    since_1900 = (datetime(1900, 1, 1, tzinfo=UTC) - YEAR_ONE) // MICROSECOND * 10
    return value if since_1900 <= value <= LAST else None


def zoneless(value: str | int) -> bool:
    form = FORM.fullmatch(value.strip()) if isinstance(value, str) else None
    return form is not None and form[8] is None


def iso(ticks: int) -> str:
    moment = YEAR_ONE + timedelta(microseconds=ticks // 10)
    return f"{moment:%H:%M:%S}".join([f"{moment.year:04d}-{moment:%m-%d}T", f".{moment.microsecond:06d}{ticks % 10}Z"])


def members(value: Any) -> set[str]:
    if not value:
        return set()
    if isinstance(value, list):
        return set(value)
    if ";" not in value:
        return {value.strip()}
    return {part.strip() for part in re.split(r"(?<!\\);", value)} - {""}


def without_secrets(text: str, clients: dict[str, tuple[int, str]]) -> str:
    for secret, (number, _) in clients.items():
        text = re.sub(re.escape(secret), f"client:{number}", text, flags=re.IGNORECASE)
    for secret, (number, _) in clients.items():
        for length in range(35, 7, -1):
            if text.lower().endswith(secret[:length]):
                return f"{text[: len(text) - length]}client:{number}"
    return text


def digests(rows: list[tuple[Any, ...]]) -> tuple[str, str]:
    """(digest of a range, digest of its documents), as docs say: Records a line each, then the other columns as JSON
    arrays."""
    records = b"".join(row[-1] + b"\n" for row in rows)
    heads = b"".join(dump(list(row[:-1])).encode("utf-8", "surrogatepass") + b"\n" for row in rows)
    return hashlib.sha256(records + heads).hexdigest(), hashlib.sha256(records).hexdigest()
