"""Values of one column between the database and their canonical form, both ways, for the types of a contract."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.canonical import canonical

_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|z|[+-]\d\d:?\d\d)?", re.ASCII
)


def read(kind: str, value: Any) -> Any:
    """The canonical value of a contract type, None for NULL; what is none of its type comes back as the text it is.

    The target is somebody else's: what we cannot read must still be seen, compared and kept in a before-image.
    """
    if value is None:
        return None
    try:
        return _READERS[kind](value)
    except (ValueError, OverflowError, msgspec.DecodeError):
        return str(value)


def store(kind: str, value: Any) -> Any:
    """What the driver is handed for a canonical value that needs no sealing; ValueError for a value of another type."""
    if value is None:
        return None
    if marks.secret_of(value) or marks.reference_of(value):
        raise ValueError("a reference or secret was not resolved before writing")
    match kind:
        case "json":
            return json_text(value)
        case "bool":
            return int(_bool(value))
        case "int" | "bigint":
            return _int(value)
        case "guid" | "instant" | "text":
            if not isinstance(value, str):
                raise ValueError(f"a {kind} is text, this is {type(value).__name__}")
            return value
        case _:
            raise ValueError(f"a value of type {kind} cannot be stored as it is")


def instant(value: Any) -> str:
    """ISO 8601 UTC to the tick, of ISO text (without a zone it is UTC) or a driver's datetime. Raises ValueError."""
    if isinstance(value, datetime):
        moment = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
        return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S.%f}0Z"
    found = _INSTANT.fullmatch(str(value).strip())
    if found is None:
        raise ValueError("it is a date in no known form")
    day, minute, second, fraction, zone = found.groups()
    moment = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second or '00'}+00:00")
    if zone and zone not in "Zz":
        shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment = moment - shift if zone[0] == "+" else moment + shift
    ticks = f"{fraction or '':0<7}"[:7]
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}.{ticks}Z"


def _bool(value: Any) -> bool:
    if value in (True, 1, "1", "true", "True"):
        return True
    if value in (False, 0, "0", "false", "False"):
        return False
    raise ValueError("it is neither true nor false")


def _int(value: Any) -> int:
    if isinstance(value, bool):
        raise ValueError("it is a truth value, not a number")
    return int(value)


def _guid(value: Any) -> str:
    return str(uuid.UUID(bytes_le=value) if isinstance(value, bytes) else uuid.UUID(str(value).strip()))


def _json(value: Any) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        # Half a surrogate pair stands escaped in the text (see json_text); only the standard library reads it.
        return json.loads(value)


def json_text(value: Any) -> str:
    """The canonical JSON of a value, as a database can keep it."""
    try:
        return canonical(value).decode("utf-8")
    except UnicodeDecodeError:
        # No database keeps half a surrogate pair as it is, but JSON can escape it.
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "text": str,
    "int": _int,
    "bigint": _int,
    "bool": _bool,
    "guid": _guid,
    "instant": instant,
    "json": _json,
    "sealed": lambda value: {marks.SEALED: True},
}
