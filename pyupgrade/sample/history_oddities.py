"""Events that no document describes and every grown database has: broken JSON, lost references, half characters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_HALF: Final = "<half>"


def _same_event(event: dict[str, Any], draw: random.Random) -> None:
    return


def _same_text(text: str, draw: random.Random) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Odd:
    """One oddity: `change` works on the event, `spoil` on its JSON text; `store` puts it into a store, 0 into none."""

    name: str
    change: Callable[[dict[str, Any], random.Random], None] = _same_event
    spoil: Callable[[str, random.Random], str] = _same_text
    store: int | None = None


def _truncated(text: str, draw: random.Random) -> str:
    return text[: len(text) // 2 + draw.randrange(40)]


def _half(event: dict[str, Any], draw: random.Random) -> None:
    event["ObjectName"] = f"Team Rakete {_HALF}"


def _half_character(text: str, draw: random.Random) -> str:
    # A column of fixed length was cut between the two halves of an emoji.
    return text.replace(_HALF, "\\ud83d")


def _unknown_key(event: dict[str, Any], draw: random.Random) -> None:
    event["CorrelationToken"] = {"Hop": draw.randrange(9), "Route": ["GID01", "GID02"]}
    event["Legacy"] = True


def _numbers_as_text(event: dict[str, Any], draw: random.Random) -> None:
    event["Action"] = str(event["Action"])
    event["IdentityStoreID"] = None if event["IdentityStoreID"] is None else str(event["IdentityStoreID"])
    event["TicDateTime"] = str(event["TicDateTime"])
    event["HasDetails"] = "True"


def _text_for_number(event: dict[str, Any], draw: random.Random) -> None:
    event["Action"] = "QueryChange"
    event["UserAccount"] = 4711


def _long_text(event: dict[str, Any], draw: random.Random) -> None:
    event["NewValue"] = "(|" + "".join(f"(mail=nutzer{n}@corp.example)" for n in range(draw.randrange(200, 400))) + ")"
    event["OldValue"] = "Beschreibung der Gruppe für die Prüfung – ünïcödé. " * 110


def _no_date(event: dict[str, Any], draw: random.Random) -> None:
    event["DateTimeLogged"] = "gestern gegen 14:30 Uhr"
    event["DateTimeDetected"] = "31.02.2021 25:61"
    event["TicDateTime"] = None


def _no_date_at_all(event: dict[str, Any], draw: random.Random) -> None:
    for name in ("DateTimeLogged", "DateTimeDetected", "TicDateTime"):
        event.pop(name, None)


def _action_gone(event: dict[str, Any], draw: random.Random) -> None:
    event["Action"] = 900 + draw.randrange(9)


def _client_gone(event: dict[str, Any], draw: random.Random) -> None:
    text = f"{draw.getrandbits(128):032x}"
    event["ChangeMadeBy"] = f"{text[:8]}-{text[8:12]}-4{text[13:16]}-8{text[17:20]}-{text[20:]}"


def _many_members(event: dict[str, Any], draw: random.Random) -> None:
    start = draw.randrange(50)
    members = [
        f"CN=Mitglied {n:04d}\\, Jürgen,OU=Deutschland,OU=Staff,DC=corp,DC=example" for n in range(start, start + 200)
    ]
    event["NewMembers"], event["OldMembers"] = members, [*members[3:], "CN=Ausgeschieden,OU=Staff,DC=corp,DC=example"]


def _deep(event: dict[str, Any], draw: random.Random) -> None:
    inner: Any = "unten"
    for level in range(12):
        inner = {"Level": level, "HistoryDetails": [inner]}
    event["HistoryDetails"] = inner


def _nothing(text: str, draw: random.Random) -> str:
    return ""


def _array(text: str, draw: random.Random) -> str:
    return f"[{text}]"


ODDITIES: Final = (
    Odd("truncated", spoil=_truncated),
    Odd("unknown key", _unknown_key),
    Odd("number as text", _numbers_as_text),
    Odd("text over 4,000 characters", _long_text),
    Odd("half a surrogate pair", _half, _half_character),
    Odd("date in no form", _no_date),
    Odd("no date", _no_date_at_all),
    Odd("action gone", _action_gone),
    Odd("client gone", _client_gone),
    Odd("members", _many_members),
    Odd("disabled store", store=6),
    Odd("no store", store=0),
    Odd("text where a number belongs", _text_for_number),
    Odd("nested deep", _deep),
    Odd("empty", spoil=_nothing),
    Odd("array", spoil=_array),
)
