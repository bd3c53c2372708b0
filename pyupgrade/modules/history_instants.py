"""The date forms that GroupID 10 wrote into history, read as UTC ticks of 100 ns since the year 1, and shown as ISO
text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

TICKS_A_SECOND: Final = 10_000_000
TICKS_A_DAY: Final = 86_400 * TICKS_A_SECOND
UNIX_EPOCH: Final = 719_162 * TICKS_A_DAY
LAST_TICK: Final = 3_155_378_975_999_999_999  # 9999-12-31T23:59:59.9999999, the last .NET DateTime
# 1900-01-01: a smaller number is no ticks (milliseconds since 1970, a counter)
FIRST_NUMBER: Final = 599_266_080_000_000_000

# .NET serialisers up to Json.NET's ISO default wrote /Date(ms)/; the offset in it is for display only, ms are UTC.
_MICROSOFT = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|z|[+-]\d\d:?\d\d)?", re.ASCII)
_OFFSET_LIMIT: Final = 14 * 60  # minutes; no zone on earth is further from UTC
_CACHED_DAYS: Final = 50_000

_days: dict[str, int] = {}
_day_names: dict[int, str] = {}
_minute_names: tuple[str, ...] = tuple(f"T{m // 60:02d}:{m % 60:02d}:" for m in range(1440))
_minutes: dict[str, int] = {name: number * 60 * TICKS_A_SECOND for number, name in enumerate(_minute_names)}
_seconds: dict[str, int] = {f"{second:02d}": second * TICKS_A_SECOND for second in range(60)}
_offsets: dict[str, int] = {
    f"{sign}{minutes // 60:02d}:{minutes % 60:02d}": minutes * (60 if sign == "+" else -60) * TICKS_A_SECOND
    for sign in "+-"
    for minutes in range(1, _OFFSET_LIMIT + 1)
}
_SCALE: Final = (*(10 ** (7 - digits) for digits in range(8)), 1, 1)  # by decimals, of which seven count


def read_instant(value: str | int) -> tuple[int | None, str]:
    """(ticks or None when the value is in no known form, code of what had to be assumed or failed, or "").

    Known forms: ISO 8601 with Z, with an offset, without a zone; /Date(ms)/; .NET ticks as a number or as digits.
    Codes: date-no-zone (read as UTC), date-unread.
    """
    if value.__class__ is not str:
        return _read_any(value)
    text: Any = value
    try:
        if text[19] == ".":
            # The usual forms, 2023-04-05T06:07:08.1234567 with Z, an offset or nothing, by look-up.
            ticks = _days[text[:10]] + _minutes[text[10:17]] + _seconds[text[17:19]]
            code = ""
            if text[-1] == "Z":
                digits = text[20:-1]
            elif text[-3] == ":":
                digits = text[20:-6]
                ticks -= _offsets[text[-6:]]
            else:
                digits = text[20:]
                code = "date-no-zone"
            places = len(digits)
            if places <= 9 and digits.isdigit() and digits.isascii():
                ticks += int(digits[:7]) * _SCALE[places]
                return (ticks, code) if 0 <= ticks <= LAST_TICK else (None, "date-unread")
        elif text[:6] == "/Date(" and text[6:-2].isdigit() and text[-2:] == ")/" and len(text) < 24 and text.isascii():
            ticks = UNIX_EPOCH + int(text[6:-2]) * 10_000
            return (ticks, "") if ticks <= LAST_TICK else (None, "date-unread")
    except (KeyError, IndexError):
        pass
    return _read_any(text)


def _fraction(digits: str) -> int:
    scale: int = _SCALE[len(digits)]
    return int(digits[:7]) * scale


def _read_any(value: str | int) -> tuple[int | None, str]:
    if isinstance(value, int):
        known = not isinstance(value, bool) and FIRST_NUMBER <= value <= LAST_TICK
        return (value, "") if known else (None, "date-unread")
    text = value.strip()
    if found := _ISO.fullmatch(text):
        ticks = _read_iso(*found.groups())
        return ticks, "date-unread" if ticks is None else "" if found[5] else "date-no-zone"
    if found := _MICROSOFT.fullmatch(text):
        ticks = _within(UNIX_EPOCH + int(found[1]) * 10_000)
        return ticks, "date-unread" if ticks is None else ""
    if text.isascii() and text.isdigit() and len(text) <= 19:
        return _read_any(int(text))
    return None, "date-unread"


def _read_iso(day: str, minute: str, second: str | None, fraction: str | None, zone: str | None) -> int | None:
    try:
        ticks = _day_ticks(day) + _minutes[f"T{minute}:"] + _seconds[second or "00"]
    except (KeyError, ValueError):
        return None
    if fraction:
        ticks += _fraction(fraction)
    if zone is not None and zone not in "Zz":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        if minutes > _OFFSET_LIMIT or int(zone[-2:]) > 59:
            return None
        ticks -= (minutes if zone[0] == "+" else -minutes) * 60 * TICKS_A_SECOND
    return _within(ticks)


def _within(ticks: int) -> int | None:
    return ticks if 0 <= ticks <= LAST_TICK else None


def _day_ticks(day: str) -> int:
    ticks = _days.get(day)
    if ticks is None:
        ticks = (date.fromisoformat(day).toordinal() - 1) * TICKS_A_DAY
        if len(_days) >= _CACHED_DAYS:
            _days.clear()
        _days[day] = ticks
    return ticks


def show_instant(ticks: int) -> str:
    """ISO text of UTC ticks, always with seven decimals: 2023-04-05T06:07:08.1234567Z."""
    day, rest = divmod(ticks, TICKS_A_DAY)
    name = _day_names.get(day)
    if name is None:
        if len(_day_names) >= _CACHED_DAYS:
            _day_names.clear()
        name = _day_names[day] = date.fromordinal(day + 1).isoformat()
    minute, rest = divmod(rest, 60 * TICKS_A_SECOND)
    second, fraction = divmod(rest, TICKS_A_SECOND)
    return f"{name}{_minute_names[minute]}{second:02d}.{fraction:07d}Z"
