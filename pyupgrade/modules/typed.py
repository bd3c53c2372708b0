"""Values of loosely typed settings as the type that a field of 11.1 has; None when they are not of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no")


def read_int(given: Any) -> int | None:
    """A whole number, also from text ("30") as setting tables keep it."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int):
        return given
    return int(given) if isinstance(given, str) and re.fullmatch(r"\s*-?[0-9]{1,18}\s*", given) else None


def read_bool(given: Any) -> bool | None:
    if isinstance(given, bool):
        return given
    plain = str(given).strip().casefold() if isinstance(given, (int, str)) else ""
    return True if plain in _TRUE else False if plain in _FALSE else None


def read_text(given: Any) -> str | None:
    if isinstance(given, bool):
        return None
    return str(given) if isinstance(given, (str, int)) else None


def read_list(given: Any) -> list[Any] | None:
    """A list as it is; a single text or number as a list of one."""
    if isinstance(given, list):
        return given
    return [given] if isinstance(given, (str, int)) and not isinstance(given, bool) and given != "" else None


def read_choice(given: Any, choices: Sequence[str], *, numbered: bool = False) -> str | None:
    """One of the names, in their letter case; `numbered`: also by its number from 0."""
    number = read_int(given)
    if numbered and number is not None:
        return choices[number] if 0 <= number < len(choices) else None
    if not isinstance(given, str):
        return None
    known = {re.sub(r"[\W_]+", "", name).casefold(): name for name in choices}
    return known.get(re.sub(r"[\W_]+", "", given).casefold())


def read_texts(given: Any) -> list[str] | None:
    """A list of texts, each once, sorted: for values whose order has no meaning. GUIDs come out lower-case."""
    found = read_list(given)
    if found is None or not all(isinstance(one, (str, int)) and not isinstance(one, bool) for one in found):
        return None
    return sorted({as_guid(str(one)) for one in found})


def read_map(given: Any) -> Mapping[str, Any] | None:
    return given if isinstance(given, Mapping) else None


_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")


def as_guid(text: str) -> str:
    """A GUID lower-case and without braces; any other text as it is."""
    found = _GUID.fullmatch(text.strip())
    return found[1].lower() if found else text
