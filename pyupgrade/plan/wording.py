"""Counts and lists of names as sentences show them, and texts that every file and seam can carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

SHOWN: Final = 5  # names in a sentence; a notice itself holds every name


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 group", "3 groups", "12,000 events"; `many` where an s does not make the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def first(names: Sequence[str], shown: int = SHOWN, number: int | None = None) -> str:
    """The first names as they stand, and how many more there are: "a, b and 1,200 more"; `number` where not all are in `names`."""
    told = names[:shown]
    more = (len(names) if number is None else number) - len(told)
    return ", ".join(told) + (f" and {more:,} more" if more > 0 else "")


def listed(names: Iterable[str]) -> str:
    """The first names, sorted, and how many more there are."""
    return first(in_order(names))


def things(names: Sequence[str], one: str, many: str = "", number: int | None = None) -> str:
    """Number, noun and the first names: "3 groups (a, b, c)"; `number` where it is not that of the names."""
    return f"{counted(len(names) if number is None else number, one, many)} ({listed(names)})"


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, in one order on every machine: by letters without case, then as written."""
    return tuple(sorted(set(names), key=lambda name: (name.casefold(), name)))


def about(seconds: float) -> str:
    """How long something may take, as roughly as an estimate is: "less than a minute", "about 12 minutes", "about 3.5 hours"."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return "less than a minute"
    return f"about {counted(minutes, 'minute')}" if minutes < 90 else f"about {round(seconds / 1800) / 2:g} hours"


def sentence(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def sayable(text: str) -> str:
    """A text with a question mark for each half of a surrogate pair, which NVARCHAR holds and neither file, journal nor seam can."""
    return text.encode("utf-8", "replace").decode("utf-8")
