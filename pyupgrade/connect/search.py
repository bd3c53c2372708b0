"""A search cluster: who may ask it and how it is trusted, one way to ask, busy answers waited out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from pyupgrade.errors import IndexUnreachable

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
BUSY: Final = (408, 429, 502, 503, 504)  # answers that another try can better
_FIRST, _LONGEST = 0.2, 10.0  # seconds between tries
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Access:
    """Where a cluster is, how its certificate is verified (a CA file or a fingerprint, else this machine's authorities), who asks.

    `timeout`: seconds for one answer; `patience`: seconds that a cluster may be busy or away before the run ends.
    """

    urls: tuple[str, ...]
    ca: Path | None = None
    fingerprint: str = ""
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    patience: float = 120.0

    @property
    def location(self) -> str:
        return ", ".join(self.urls)


@dataclass(frozen=True, slots=True)
class Pace:
    """Time and chance, handed in: how one waits, a number from 0 to 1, and seconds that only go forward."""

    sleep: Callable[[float], None]
    chance: Callable[[], float]
    clock: Callable[[], float]

    def back_off(self, tries: int, asked: float = 0.0) -> None:
        """Waits longer with each try, and never as long as another who waits; at least what the server asked for."""
        longest = min(_LONGEST, _FIRST * 2**tries)
        self.sleep(max(asked, longest * (0.5 + self.chance() / 2)))


class Busy(Exception):
    """The server cannot do it now: `reason`, and the seconds that it asks to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class TooLarge(Exception):
    """The request is larger than the server takes."""


class SearchServer:
    """One cluster. `ask` waits while it is busy or away, up to the access's patience; `once` is a single try."""

    def __init__(self, access: Access, pace: Pace) -> None:
        self.access, self.pace, self.location = access, pace, access.location
        # Here, because it takes half a second to load, and most installations need no cluster to be looked at.
        from pyupgrade.connect.search_client import Client

        self._client = Client(access)

    def close(self) -> None:
        self._client.close()

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(self, method: str, path: str, body: Any = None, what: str = "", **params: str) -> bytes | None:
        """The answer as JSON bytes; None when the thing is not there (404). A body that is no bytes is sent as JSON.

        Raises IndexUnreachable, IndexUntrusted, IndexDenied, and IndexFailed when the server refuses it.
        """
        return self.patiently(lambda: self.once(method, path, body, what, **params))

    def read(self, method: str, path: str, shape: type[Answer], body: Any = None, **params: str) -> Answer | None:
        """The same, decoded into `shape`."""
        answer = self.ask(method, path, body, **params)
        return None if answer is None else msgspec.json.decode(answer, type=shape)

    def patiently(self, attempt: Callable[[], Answer]) -> Answer:
        began, tries = self.pace.clock(), 0
        while True:
            try:
                return attempt()
            except Busy as busy:
                if self.pace.clock() - began >= self.access.patience:
                    raise self.away(busy.reason) from None
                self.pace.back_off(tries, busy.wait)
                tries += 1

    def away(self, reason: str) -> IndexUnreachable:
        return IndexUnreachable(location=self.location, reason=reason)

    def once(
        self, method: str, path: str, body: Any = None, what: str = "", kind: str = JSON, **params: str
    ) -> bytes | None:
        """One try. Raises Busy and TooLarge besides what `ask` raises."""
        if body is not None and not isinstance(body, bytes):
            body = msgspec.json.encode(body)
        return self._client.request(method, path, body, what, kind, params)


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
