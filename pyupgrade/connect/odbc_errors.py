"""Errors of SQL Server by SQLSTATE and native number, from the driver's into ours: what may be tried again, what never."""

from __future__ import annotations

import re
from typing import Final, Literal

from pyupgrade.connect import odbc
from pyupgrade.errors import (
    DiskFull,
    LogFull,
    SourceInterrupted,
    SourceLoginFailed,
    SourceUnreachable,
    TargetInterrupted,
    TargetLoginFailed,
    TargetUnreachable,
    UpgradeError,
)

Side = Literal["source", "target"]

# Connection lost, not to be had, a timeout, a deadlock; lock timeout; an update conflict under snapshot isolation.
TRANSIENT_STATES: Final = frozenset({"08S01", "08001", "HYT00", "40001"})
TRANSIENT: Final = frozenset({1205, 1222, 3960})
CUT: Final = "HY008"  # a statement that was cancelled from another thread
LOGIN: Final = frozenset({4060, 18452, 18456, 18470, 18486, 18487, 18488})
LOG_FULL: Final = frozenset({9002})
NO_ROOM: Final = frozenset({1101, 1105})
_CERTIFICATE: Final = re.compile(r"\b(certificate|SSL Provider|TLS)\b", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^(?:\[[^\]]*\]\s*)+")
_TRAIL: Final = re.compile(r"\s*\(-?\d+\)\s*(?:\(SQL\w+\))?\s*$")


def translated(error: BaseException, side: Side, location: str) -> UpgradeError:
    """The error of ours; what must never be tried again outranks what may be."""
    state, numbers, text = odbc.state_and_numbers(error)
    there, words = set(numbers), _words(text)
    if there & LOG_FULL:
        return LogFull(location=location, details=[words])
    if there & NO_ROOM:
        return DiskFull(location=location, details=[words])
    if there & LOGIN or state == "28000":
        return (SourceLoginFailed if side == "source" else TargetLoginFailed)(location=location, reason=words)
    unreachable = SourceUnreachable if side == "source" else TargetUnreachable
    host = re.escape(re.split(r"[,\\/]", location)[0])  # a driver names the server, whatever it is called
    if state == "08001" and _CERTIFICATE.search(re.sub(rf"\b{host}\b", "", text)):
        # Another attempt finds the same certificate.
        return unreachable(location=location, reason=f"its certificate was not accepted or TLS failed ({words})")
    if state == "IM002":
        return unreachable(location=location, reason=f"the driver manager knows no such driver ({words})")
    if state in TRANSIENT_STATES or there & TRANSIENT:
        return (SourceInterrupted if side == "source" else TargetInterrupted)(
            location=location, reason=_why(state, there, words, text)
        )
    return unreachable(location=location, reason=words)


def _why(state: str, numbers: set[int], words: str, text: str) -> str:
    if 1205 in numbers or state == "40001":
        return f"it was chosen as a deadlock's victim ({words})"
    if 1222 in numbers:
        return f"somebody holds what was needed, longer than we wait ({words})"
    if 3960 in numbers:
        return f"a row was changed by somebody else under snapshot isolation ({words})"
    if state == "08001" or "SQLDriverConnect" in text:
        return f"the server cannot be reached ({words})"
    if state == "HYT00":
        return f"it took too long ({words})"
    return f"the connection was lost ({words})"


def _words(text: str) -> str:
    """The server's words alone: without the marks of driver and manager before, number and function behind."""
    return _TRAIL.sub("", _PREFIX.sub("", text.strip())).rstrip(".") or "no reason is given"
