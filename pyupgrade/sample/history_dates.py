"""The date forms that releases of the old product wrote into history events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

_SUMMER: Final = timezone(timedelta(hours=2))
_ORIGIN: Final = datetime(1, 1, 1, tzinfo=UTC)


def dates(moment: datetime, place: int) -> dict[str, Any]:
    """DateTimeDetected, DateTimeLogged and TicDateTime; one in five events each has Z to the tick, an offset, no zone,
    /Date(ms)/, ticks."""
    ticks = ((moment - _ORIGIN) // timedelta(microseconds=1)) * 10 + place % 10
    form = place % 5
    if form == 4:
        return {"DateTimeDetected": None, "DateTimeLogged": None, "TicDateTime": ticks}
    detected = _text(moment - timedelta(seconds=2), form, place)
    return {"DateTimeDetected": detected, "DateTimeLogged": _text(moment, form, place), "TicDateTime": ticks}


def _text(moment: datetime, form: int, place: int) -> str:
    if form == 0:
        return f"{moment:%Y-%m-%dT%H:%M:%S.%f}{place % 10}Z"
    if form == 1:
        return moment.astimezone(_SUMMER).isoformat()
    if form == 2:
        return f"{moment:%Y-%m-%dT%H:%M:%S.%f}{place % 10}"
    return f"/Date({(moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)})/"
