"""A group's attribute bag: between canonical values of fields and arrays of value objects, by a closed list of codecs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.target import codec

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_EXPIRATION = re.compile(r"(\d{4}) ([A-Za-z]+) (\d{1,2}) (\d\d:\d\d:\d\d)", re.ASCII)
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")


@dataclass(frozen=True, slots=True)
class Codec:
    """`write` gives the texts of a value, each with its sub-values; `read` takes them and what is wanted, None for nothing there."""

    write: Callable[[Any], list[tuple[str, Mapping[str, str]]]]
    read: Callable[[list[tuple[str, Mapping[str, str]]], Any], Any]


def values(texts: Sequence[tuple[str, Mapping[str, str]]], action: int = 0) -> list[dict[str, Any]]:
    """Value objects as updategroup.md sends them; sub-values only where there are some."""
    return [
        {"Value": text, "Action": action, **({"AttributeCollection": dict(more)} if more else {})}
        for text, more in texts
    ]


def texts(attribute: Any) -> list[tuple[str, Mapping[str, str]]]:
    """The texts of an attribute as an answer has it."""
    return [
        (str(member(one, "value") or ""), member(one, "attributeCollection") or {})
        for one in (attribute if isinstance(attribute, list) else ())
        if member(one, "value") is not None
    ]


def as_guid(text: str) -> str:
    found = _GUID.fullmatch(text.strip())
    return found[1].lower() if found else text


def expiration(instant: str) -> str:
    """`9999 December 31 00:00:00`, the one form shown (createsmartgroupentraid.md); that it is UTC is assumed."""
    day, _, clock = instant.partition("T")
    year, month, date = day.split("-")
    return f"{year} {MONTHS[int(month) - 1]} {date} {clock[:8]}"


def moment(text: str) -> str | None:
    """The canonical instant of a date in one of the forms that the pages show; None for none (the year 1); other text as it is."""
    if found := _EXPIRATION.fullmatch(text.strip()):
        months = [name.casefold() for name in MONTHS]
        if found[2].casefold() in months:
            month = months.index(found[2].casefold()) + 1
            text = f"{found[1]}-{month:02d}-{int(found[3]):02d}T{found[4]}"
    try:
        made = codec.instant(text)
    except (ValueError, OverflowError):
        return text or None
    return None if made.startswith("0001-") else made


def sent(instant: str) -> str:
    """A canonical instant as jobs have it: `2024-06-04T09:45:25.373Z`, without trailing zeros."""
    whole, _, fraction = instant.rstrip("Z").partition(".")
    fraction = fraction[:3].rstrip("0")
    return f"{whole}.{fraction}Z" if fraction else f"{whole}Z"


def unzoned(seconds: float) -> str:
    """A time as data sources have it: `2024-05-07T04:08:56.95`, without zone."""
    made = datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return made.rstrip("0").rstrip(".")


def _one(found: list[tuple[str, Mapping[str, str]]], read: Callable[[str], Any]) -> Any:
    if not found or found[0][0] == "":
        return None
    try:
        return read(found[0][0])
    except ValueError:
        return found[0][0]  # somebody else's; it must still be seen


def _truth(text: str) -> bool:
    if text.casefold() not in ("true", "false"):
        raise ValueError(text)
    return text.casefold() == "true"


def _expires(found: list[tuple[str, Mapping[str, str]]], wanted: Any) -> Any:
    """The bag keeps seconds; where they are those wanted, it is what is wanted."""
    text = _one(found, str)
    if text is None:
        return None
    made = moment(text)
    return wanted if isinstance(wanted, str) and made == moment(expiration(wanted)) else made


def _numbers(found: list[tuple[str, Mapping[str, str]]], wanted: Any) -> Any:
    try:
        return sorted(int(text) for text, _ in found) or None
    except ValueError:
        return [text for text, _ in found]


def _paths(found: list[tuple[str, Mapping[str, str]]], wanted: Any) -> Any:
    made = [{"Value": text, "Scope": _number(member(more, "Scope"))} for text, more in found]
    return sorted(made, key=lambda one: (str(one["Value"]), str(one["Scope"]))) or None


def _number(text: Any) -> Any:
    return int(text) if isinstance(text, str) and text.isdecimal() else text


CODECS: Final[Mapping[str, Codec]] = {
    "text": Codec(lambda v: [(str(v), {})], lambda found, _: _one(found, str)),
    "number": Codec(lambda v: [(str(v), {})], lambda found, _: _one(found, int)),
    "truth": Codec(lambda v: [("true" if v else "false", {})], lambda found, _: _one(found, _truth)),
    "expiration": Codec(lambda v: [(expiration(v), {})], _expires),
    "texts": Codec(
        lambda v: [(str(one), {}) for one in v],
        lambda found, _: sorted(as_guid(text) for text, _ in found) or None,
    ),
    "numbers": Codec(lambda v: [(str(one), {}) for one in v], _numbers),
    "paths": Codec(lambda v: [(one["Value"], {"Scope": str(one["Scope"])}) for one in v], _paths),
}
