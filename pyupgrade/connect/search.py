"""A search cluster: one way to ask it, busy answers waited out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from pyupgrade.connect.search_access import Access
from pyupgrade.connect.search_answers import JSON, Busy
from pyupgrade.errors import IndexUnreachable

_FIRST, _LONGEST = 0.2, 10.0  # seconds between tries
_TOLD = 1.0  # seconds after which a wait is worth a word
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Pace:
    """Time and chance, handed in: how one waits, a number from 0 to 1, seconds that only go forward, who hears why one waits.

    `sleep` gives the seconds by which a pause made it longer, if any, and raises Stopping when nothing is to be waited for
    any more.
    """

    sleep: Callable[[float], float | None]
    chance: Callable[[], float]
    clock: Callable[[], float]
    tell: Callable[[str], None] = lambda reason: None


class Wait:
    """One wait for a server that is busy or away, up to the access's patience; a pause does not count."""

    def __init__(self, server: SearchServer) -> None:
        self._server = server
        self.afresh()

    def afresh(self) -> None:
        """The server did something: patience begins anew."""
        self._began, self._tries = self._server.pace.clock(), 0

    def out(self, reason: str, asked: float = 0.0) -> None:
        """Waits longer with each try, and never as long as another who waits; at least what the server asked for.

        Raises IndexUnreachable when patience has come to its end, Stopping when somebody asked for a stop.
        """
        pace, patience = self._server.pace, self._server.access.patience
        gone = pace.clock() - self._began
        if gone >= patience:
            raise self._server.away(reason)
        longest = min(_LONGEST, _FIRST * 2**self._tries)
        seconds = min(max(asked, longest * (0.5 + pace.chance() / 2)), patience - gone)
        if gone + seconds >= _TOLD:
            pace.tell(reason)
        self._began += pace.sleep(seconds) or 0.0
        self._tries += 1


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

        Raises IndexUnreachable, IndexUntrusted, IndexDenied, IndexFailed when the server refuses it, and Stopping.
        """
        return self.patiently(lambda: self.once(method, path, body, what, **params))

    def read(self, method: str, path: str, shape: type[Answer], body: Any = None, **params: str) -> Answer | None:
        """The same, decoded into `shape`."""
        answer = self.ask(method, path, body, **params)
        return None if answer is None else msgspec.json.decode(answer, type=shape)

    def patiently(self, attempt: Callable[[], Answer]) -> Answer:
        wait = Wait(self)
        while True:
            try:
                return attempt()
            except Busy as busy:
                reason, asked = busy.reason, busy.wait
            wait.out(reason, asked)

    def away(self, reason: str) -> IndexUnreachable:
        return IndexUnreachable(location=self.location, reason=reason)

    def once(
        self, method: str, path: str, body: Any = None, what: str = "", kind: str = JSON, **params: str
    ) -> bytes | None:
        """One try. Raises Busy and TooLarge besides what `ask` raises."""
        if body is not None and not isinstance(body, bytes):
            body = msgspec.json.encode(body)
        return self._client.request(method, path, body, what, kind, params)
