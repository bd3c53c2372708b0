"""One event of GroupID 10's history, decoded from its JsonData: a fast lane for what we know, a slow lane that keeps
all else."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

Text = str | None
# the page that documents the keys does not give their JSON types: both are read at full speed
Number = int | str | None
Flag = bool | int | str | None
Listing = list[str] | str | None


class Event(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The 36 documented keys of the three change streams and our assumed keys of the helpdesk stream, in one shape.

    Source of the documented ones: the vendor's article on retrieving v10 history by timestamp. Its query reads all as
    scalars,
    HistoryDetails as an object or array whose inner shape is given nowhere, so that one is carried as it stands.
    """

    EventID: Number = None
    IdentityStoreID: Number = None
    ObjectGUID: Text = None
    ObjectClass: Text = None
    ObjectName: Text = None
    AttributeName: Text = None
    DisplayName: Text = None
    Action: Number = None
    DateTimeDetected: Number = None
    DateTimeLogged: Number = None
    TicDateTime: Number = None
    UserAccount: Text = None
    UserDN: Text = None
    UserGUID: Text = None
    UserDisplayName: Text = None
    MachineName: Text = None
    ClientMachineName: Text = None
    ClientType: Number = None
    ChangeMadeBy: Text = None
    NewValue: Text = None
    OldValue: Text = None
    NewValueResolved: Text = None
    OldValueResolved: Text = None
    NewMembers: Listing = None
    OldMembers: Listing = None
    NewImageValue: Text = None
    OldImageValue: Text = None
    Comments: Text = None
    RequestedAction: Number = None
    WorkflowRequester: Text = None
    WorkflowRequesterGUID: Text = None
    DescriptiveData: Text = None
    HasDetails: Flag = None
    HistoryObjectAttributes: Listing = None
    listOfAttributes: Listing = None  # noqa: N815 - the key is spelled so
    HistoryDetails: msgspec.Raw = msgspec.Raw()
    # helpdesk
    AuthenticationTypes: Listing = None
    Status: Number = None
    PerformedBy: Text = None
    PerformedByGUID: Text = None
    ClientName: Text = None
    IsHelpdesk: Flag = None
    IPAddress: Text = None
    Browser: Text = None
    DeviceType: Text = None


class Read(msgspec.Struct, gc=False):
    """An event as the slow lane read it: `extra` and `raw` are what no column holds, `problems` say why, as stable
    codes."""

    event: Event
    extra: dict[str, Any]
    raw: str | None
    problems: list[str]


decode: Final = msgspec.json.Decoder(Event).decode
# what sends an event into the slow lane
REFUSED: Final = (msgspec.DecodeError, UnicodeError, RecursionError, TypeError)

_TEXTS: Final = frozenset(name for name, kind in Event.__annotations__.items() if kind == "Text")
_NUMBERS: Final = frozenset(name for name, kind in Event.__annotations__.items() if kind == "Number")
_LISTINGS: Final = frozenset(name for name, kind in Event.__annotations__.items() if kind == "Listing")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def read_slowly(data: bytes | str | None) -> Read:
    """Everything that the fast lane refuses; never raises, never drops.

    Unknown keys go to `extra`; a value of a type that its column cannot hold, too; text that is no JSON object goes
    whole to `raw`;
    where half a surrogate pair had to be replaced, `raw` holds the original text with such halves written as escapes.
    """
    if not data:
        return Read(Event(), {}, None if data is None else "", ["json-empty"])
    text, problems = _text(data)
    try:
        found = json.loads(text.removeprefix("\ufeff"), parse_constant=str, parse_float=_float)
    except (ValueError, RecursionError):
        return Read(Event(), {}, _escaped(text), [*problems, "json-unreadable"])
    if not isinstance(found, dict):
        return Read(Event(), {}, _escaped(text), [*problems, "json-no-object"])
    raw = None
    if _has_halves(text, found):
        found = _mended(found)
        raw = _escaped(text)
        problems.append("surrogate-half")
    return _sorted_in(found, raw, problems)


def _sorted_in(found: Mapping[str, Any], raw: str | None, problems: list[str]) -> Read:
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in found.items():
        if key not in Event.__annotations__:
            extra[key] = value
        elif key == "HistoryDetails":
            known[key] = msgspec.Raw(compact(value))
        elif _fits(key, value):
            known[key] = value
        else:
            known[key] = compact(value)
            problems.append("type-differs")
    if extra:
        problems.append("key-unknown")
    return Read(Event(**known), extra, raw, problems)


def _fits(key: str, value: Any) -> bool:
    """Whether the fast lane would take the value for this key, too."""
    if value is None or isinstance(value, str):
        return True
    if key in _TEXTS:
        return False
    if key in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if key in _LISTINGS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool | int)


def compact(value: Any) -> str:
    """JSON text in the form that Extra and nested values are kept in: no white space, keys as they stood, no needless
    escapes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(data: bytes | str) -> tuple[str, list[str]]:
    if isinstance(data, str):
        return data, []
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        return data.decode("utf-8", "backslashreplace"), ["text-not-utf-8"]


def _has_halves(text: str, found: Any) -> bool:
    """Whether half a surrogate pair is in the JSON text, as it is or as an escape (a whole pair of escapes is one
    character)."""
    return _SURROGATE.search(text) is not None or ("\\u" in text and _SURROGATE.search(compact(found)) is not None)


def _float(text: str) -> float | str:
    value = float(text)
    return value if math.isfinite(value) else text


def _escaped(text: str) -> str:
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
