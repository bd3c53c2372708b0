"""Column values as a database holds them, read into canonical ones: bool, lower-case GUID, UTC instant, JSON."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec

TICKS_A_SECOND: Final = 10_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|z|[+-]\d\d:?\d\d)?", re.ASCII
)
_MICROSOFT = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")
_SPELLED = re.compile(r"(\d{4}) ([A-Z][a-z]+) (\d\d) (\d\d):(\d\d):(\d\d)")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LAST_TICK: Final = 3_155_378_975_999_999_999
_FIRST_PLAUSIBLE_TICK: Final = 500_000_000_000_000_000  # the year 1585: smaller numbers are no .NET ticks
_TRUE: Final = frozenset({"1", "true", "yes"})
_FALSE: Final = frozenset({"0", "false", "no"})


def canonical(kind: str, value: Any) -> Any:
    """The canonical value of a contract type; None stays None. Raises ValueError with what is wrong, never with the
    value itself."""
    if value is None:
        return None
    match kind:
        case "text" | "sealed":
            return value if isinstance(value, str) else _text(value)
        case "int" | "bigint":
            return _integer(value)
        case "bool":
            return _boolean(value)
        case "guid":
            return guid(value)
        case "instant":
            return instant(value)
        case "json":
            return _json(value)
        case _:
            raise ValueError(f"the contract type {kind} is not known")


def guid(value: Any) -> str:
    """A GUID lower-case with hyphens, from text (braces allowed) or the 16 bytes that Windows writes. Raises ValueError."""
    if isinstance(value, bytes):
        if len(value) != 16:
            raise ValueError("it is not a GUID")
        return str(uuid.UUID(bytes_le=value))
    text = str(value)
    if len(text) == 36 and text[8] == text[13] == text[18] == text[23] == "-":
        try:
            int(text.replace("-", ""), 16)
        except ValueError:
            raise ValueError("it is not a GUID") from None
        return text.lower()
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError:
        raise ValueError("it is not a GUID") from None


def instant(value: Any) -> str:
    """ISO 8601 UTC to the tick, from: ISO text with Z, an offset, or neither (then UTC); /Date(ms)/; .NET ticks; "9999
    December 31 00:00:00". Raises ValueError."""
    if isinstance(value, datetime):
        given = value if value.tzinfo else value.replace(tzinfo=UTC)
        return f"{given.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_ticks(value)
    text = str(value).strip()
    if found := _ISO.fullmatch(text):
        return _from_iso(*found.groups())
    if found := _MICROSOFT.fullmatch(text):
        return _shown(_EPOCH + timedelta(milliseconds=int(found[1])))
    if (found := _SPELLED.fullmatch(text)) and found[2] in _MONTHS:
        return _from_iso(
            f"{found[1]}-{_MONTHS.index(found[2]) + 1:02d}-{found[3]}", found[4], found[5], found[6], None, None
        )
    if text.isascii() and text.isdigit() and len(text) >= 18:
        return _from_ticks(int(text))
    raise ValueError("it is a date in no known form")


def _from_iso(
    day: str, hour: str | None, minute: str | None, second: str | None, fraction: str | None, zone: str | None
) -> str:
    ticks = f"{fraction or '':0<7}"[:7]
    try:
        date.fromisoformat(day)
        base = datetime.fromisoformat(f"{day}T{hour or '00'}:{minute or '00'}:{second or '00'}+00:00")
    except ValueError:
        raise ValueError("it is a date in no known form") from None
    if zone and zone not in "Zz":
        shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        try:
            base = base - shift if zone[0] == "+" else base + shift
        except OverflowError:
            raise ValueError("it is a date outside the calendar") from None
    return f"{base.year:04d}-{base:%m-%dT%H:%M:%S}.{ticks}Z"


def _from_ticks(ticks: int) -> str:
    if not _FIRST_PLAUSIBLE_TICK <= ticks <= _LAST_TICK:
        raise ValueError("it is a date in no known form")
    seconds, rest = divmod(ticks, TICKS_A_SECOND)
    return f"{datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S}.{rest:07d}Z"


def _shown(moment: datetime) -> str:
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}.{moment.microsecond:06d}0Z"


def _integer(value: Any) -> int:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return int(str(value).strip())
    except ValueError:
        raise ValueError("it is not a whole number") from None


def _boolean(value: Any) -> bool:
    text = str(value).strip().casefold()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError("it is neither true nor false")


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError("it is not text") from None
    return str(value)


def _json(value: Any) -> Any:
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeError):
        raise ValueError("its JSON is broken") from None
