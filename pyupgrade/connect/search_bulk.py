"""Many documents into a search server: requests as large as it likes them, several on their way, refusals told one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import msgspec

from pyupgrade.connect.search import SearchServer, Wait
from pyupgrade.connect.search_answers import BUSY, NDJSON, Busy, TooLarge, Trouble
from pyupgrade.errors import IndexDenied, IndexFailed

START, SMALLEST, LARGEST = 1 << 20, 1 << 16, 8 << 20  # bytes of a request
SWIFT, SLOW = 0.5, 2.0  # seconds an answer takes: below, requests grow; above, they shrink
IN_FLIGHT: Final = 3
STANDS: Final = 409  # what is there is as new as ours or newer


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: the id it is done to, and its lines as the server reads them."""

    id: str
    lines: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """An action that the server will never take, and why."""

    id: str
    reason: str


def index(id: str, version: int, document: bytes) -> Action:
    """Puts a document under a version of ours: an older one never replaces a newer, a repetition changes nothing."""
    head = b'{"index":{"_id":%b,"version":%d,"version_type":"external"}}\n' % (_text(id), version)
    return Action(id, b"%b%b\n" % (head, document))


def delete(id: str, version: int) -> Action:
    return Action(id, b'{"delete":{"_id":%b,"version":%d,"version_type":"external"}}\n' % (_text(id), version))


_text: Final = msgspec.json.Encoder().encode


class _Item(msgspec.Struct):
    status: int
    error: Trouble | None = None


class _Answer(msgspec.Struct):
    errors: bool
    items: list[dict[str, _Item]] = []


class Bulk:
    """Carries actions out, in no order among those of one call. Remembers between calls how large a request may be."""

    def __init__(self, server: SearchServer) -> None:
        self._server = server
        self.size = START

    def run(self, name: str, actions: Iterable[Action], alias: bool = False) -> list[Refusal]:
        """Refusals; all else is in when this returns. `alias`: nothing goes in when `name` is no alias any more.

        Actions are drawn as requests leave, so that what makes them need not wait in memory. Raises IndexUnreachable when
        the server stays away, Stopping, IndexDenied, IndexFailed, and what `actions` raises; part of them may be in then.
        """
        request = _Request(self, self._server, name, alias)
        refused: list[Refusal] = []
        waiting: deque[Future[list[Refusal]]] = deque()
        with ThreadPoolExecutor(IN_FLIGHT, "dmupgrade-bulk") as pool:
            try:
                for batch in self._batches(actions):
                    if len(waiting) >= IN_FLIGHT:
                        refused += waiting.popleft().result()
                    waiting.append(pool.submit(request.deliver, batch))
                while waiting:
                    refused += waiting.popleft().result()
            except BaseException:
                request.given_up = True
                for future in waiting:
                    future.cancel()
                raise
        return refused

    def _batches(self, actions: Iterable[Action]) -> Iterator[list[Action]]:
        batch: list[Action] = []
        size = 0
        for action in actions:
            batch.append(action)
            size += len(action.lines)
            if size >= self.size:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def took(self, seconds: float, size: int) -> None:
        """A full request that was answered swiftly may be larger next time; one that was slow, smaller."""
        if seconds > SLOW:
            self.smaller()
        elif seconds < SWIFT and size >= self.size:
            self.size = min(LARGEST, self.size * 3 // 2)

    def smaller(self) -> None:
        self.size = max(SMALLEST, self.size // 2)


class _Request:
    """The requests of one call."""

    def __init__(self, bulk: Bulk, server: SearchServer, name: str, alias: bool) -> None:
        self._bulk, self._server, self._name = bulk, server, name
        self._alias = {"require_alias": "true"} if alias else {}
        self.given_up = False

    def deliver(self, batch: list[Action]) -> list[Refusal]:
        """One batch until every action of it is in or refused; what the server has no room for goes again, after a while."""
        wait, refused = Wait(self._server), list[Refusal]()
        while True:
            asked, reason = 0.0, ""
            try:
                left, reason = self._sent(batch, refused)
            except TooLarge:
                self._bulk.smaller()
                if len(batch) == 1:
                    return [*refused, Refusal(batch[0].id, "it is larger than the server takes")]
                half = len(batch) // 2
                return [*refused, *self.deliver(batch[:half]), *self.deliver(batch[half:])]
            except Busy as busy:
                left, asked, reason = batch, busy.wait, busy.reason
            if not left:
                return refused
            self._bulk.smaller()
            if len(left) < len(batch):
                wait.afresh()
            batch = left
            if self.given_up:
                raise self._server.away(reason)
            wait.out(reason, asked)

    def _sent(self, batch: list[Action], refused: list[Refusal]) -> tuple[list[Action], str]:
        """Actions that must go again, and why."""
        body = b"".join([action.lines for action in batch])
        began = self._server.pace.clock()
        answer = self._server.once(
            "POST", f"/{self._name}/_bulk", body, "write documents", kind=NDJSON,
            filter_path="errors,items.*.status,items.*.error", **self._alias,
        )  # fmt: skip
        self._bulk.took(self._server.pace.clock() - began, len(body))
        if answer is None:
            raise IndexFailed(what=self._name, reason="there is no such index any more")
        told = msgspec.json.decode(answer, type=_Answer)
        if not told.errors:
            return [], ""
        again: list[Action] = []
        reason = ""
        for action, item in zip(batch, told.items, strict=True):
            (done,) = item.values()
            if done.status < 300 or done.status == STANDS or (done.status == 404 and done.error is None):
                continue
            reason = str(done.error or done.status)
            if done.status in BUSY:
                again.append(action)
            elif done.status in (401, 403):
                raise IndexDenied(location=self._server.location, what="write documents", reason=reason)
            elif done.status == 404:
                raise IndexFailed(what=self._name, reason=reason)
            else:
                refused.append(Refusal(action.id, reason))
        return again, reason
