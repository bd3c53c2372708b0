"""What a search cluster takes and answers: which answers another try can better, and what an error says."""

from __future__ import annotations

from typing import Any, Final

import msgspec

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
BUSY: Final = (408, 429, 502, 503, 504)  # answers that another try can better


class Busy(Exception):
    """The server cannot do it now: `reason`, and the seconds that it asks to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class TooLarge(Exception):
    """The request is larger than the server takes."""


class _Cause(msgspec.Struct):
    type: str = ""
    reason: str | None = None


class Trouble(msgspec.Struct):
    """An error as Elasticsearch tells it; the innermost cause says most."""

    type: str = ""
    reason: str | None = None
    caused_by: _Cause | None = None

    def __str__(self) -> str:
        inner = f" ({self.caused_by.reason})" if self.caused_by is not None and self.caused_by.reason else ""
        return f"{self.type}: {self.reason or ''}{inner}"


class _Body(msgspec.Struct):
    error: Trouble | str = ""


def reason_of(body: Any) -> str:
    """What an error's body says, whoever sent it; a proxy's need not be JSON."""
    if not isinstance(body, bytes):
        return str(body or "")[:200]
    try:
        return str(msgspec.json.decode(body, type=_Body).error)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body[:200].decode("utf-8", "replace")
