"""Numbers, instants and durations as people read them; long lists cut with what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any


def number(value: int | float | None) -> str:
    """12345 → 12,345; None → –."""
    return "–" if value is None else f"{value:,.0f}"


def instant(value: datetime | None) -> str:
    """UTC to the second, in words that sort: 2026-11-22 22:30:05 UTC."""
    return "–" if value is None else value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")


def duration(seconds: float | None) -> str:
    """0.4 → 0.4 s; 75 → 1 min 15 s; 7384 → 2 h 3 min."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60:,} h {minutes % 60} min"


def rate(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} a second"


ODDITIES = {
    "action-unknown": "action that has no name any more",
    "document-refused": "event whose document the search index refused",
    "client-unknown": "client that is gone",
    "date-from-detected": "date taken from the moment it was detected",
    "date-from-ticks": "date taken from its tick count",
    "date-no-zone": "date without a time zone, taken as UTC",
    "date-none": "no date at all",
    "date-unread": "date in no known form",
    "json-empty": "empty text",
    "json-no-object": "JSON that is no object",
    "json-unreadable": "damaged JSON",
    "key-unknown": "field we do not know",
    "number-as-text": "number written as text",
    "store-differs": "store differs inside the event",
    "store-unknown": "store that is gone",
    "surrogate-half": "half a character, replaced in the search document",
    "type-differs": "value of another type",
}


def oddity(code: str) -> str:
    """What a code of the history's conversion means; a code of a newer version as it is."""
    return ODDITIES.get(code, code)


def unsaid(names: Sequence[str], text: str) -> bool:
    """Whether any of the names is missing from a text, so that they are worth a line of their own."""
    return any(name not in text for name in names)


def cut(items: Sequence[Any], limit: int) -> tuple[Sequence[Any], int]:
    """The first `limit` items and how many were left out; a list only a little longer is not cut."""
    return (items, 0) if len(items) <= limit + 2 else (items[:limit], len(items) - limit)
