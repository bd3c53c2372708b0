"""Proof of history: events and search documents read again from the target, range by range, held against the ledger's
digests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Protocol

import msgspec

from pyupgrade.plan.batches import batches
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.history import REFUSED, SOURCE_KEYS, Convert, Digest, Row, document_of, portions, source_key
from pyupgrade.plan.ports import Range

LISTED: Final = 200  # differing events listed one by one, a stream
_PAGE: Final = 500
_FIELDS: Final = (
    "HistoryKey", "IdentityStoreID", "ModifiedOn", "ObjectGUID", "UserGUID",
    "ActionID", "Problem", "Extra", "Raw", "Record",
)  # fmt: skip
_REPAIR: Final = (
    "Find out who changed the target since. Nothing is overwritten by verifying; to have ours again, "
    "remove the range's events and run a new plan."
)


class HistoryTarget(Protocol):
    """What is asked of the target."""

    def history_count(self, installation: str, stream: str, start: int, stop: int) -> int: ...

    def history_rows(self, installation: str, stream: str, start: int, stop: int) -> Iterator[tuple[Any, ...]]: ...


class HistoryIndex(Protocol):
    """What is asked of the search index."""

    def history(self, installation: str, stream: str, start: int, stop: int) -> bytes | None: ...


def history(
    ledger: Mapping[str, Sequence[Range]],
    target: HistoryTarget,
    index: HistoryIndex,
    convert: Convert | None = None,
    progress: Callable[[int], None] = lambda events: None,
) -> Iterator[Finding]:
    """A row a stream that holds, one for every range that does not and its differing events, up to LISTED a stream.

    `ledger` by stream. With `convert` (unlimited by date or groups) each range is read and converted again from the
    source, too, at
    full price. `progress` is told how many events were compared. Raises what target, index and source raise.
    """
    for stream, lines in ledger.items():
        if lines:
            yield from _Stream(stream, lines, target, index, convert, progress).findings()


class _Stream:
    """One stream under proof."""

    def __init__(
        self,
        stream: str,
        lines: Sequence[Range],
        target: HistoryTarget,
        index: HistoryIndex,
        convert: Convert | None,
        progress: Callable[[int], None],
    ) -> None:
        self._stream, self._lines, self._progress = stream, lines, progress
        self._target, self._index, self._convert = target, index, convert
        self._listed = 0

    def findings(self) -> Iterator[Finding]:
        events, bad = 0, False
        for line in self._lines:
            for finding in self._range(line):
                bad = True
                yield finding
            events += line.rows
            self._progress(line.rows)
        found = self._target.history_count(self._lines[0].installation, self._stream, -SOURCE_KEYS, SOURCE_KEYS)
        if found > events and not bad:
            bad = True
            yield Finding(
                id="verify.history", area="History", status="Failed",
                message=f"{self._stream}: the target has {found:,} events of this source, the ledger knows {events:,}.",
                recommended_action="Find out what else writes events under this source's keys.", target=self._stream,
            )  # fmt: skip
        if not bad:
            against = " and as the source converts to now" if self._convert is not None else ""
            yield Finding(
                id="verify.history", area="History", status="Passed",
                message=f"{self._stream}: all {events:,} events and their search documents are as written{against}.",
                target=self._stream,
            )  # fmt: skip

    def _range(self, line: Range) -> Iterator[Finding]:
        where = (line.installation, line.stream, line.start, line.stop)
        documents = self._index.history(*where) or b""
        documents_hold = hashlib.sha256(documents).hexdigest() == line.documents
        made = Digest()
        for page in batches(self._target.history_rows(*where), _PAGE):
            made.add(page)
        if made.rows() != line.digest:
            yield self._failed(line, "the events in the database are not as they were written")
            yield from self._events(line, documents if documents_hold else None)
        if not documents_hold:
            there = "are not as they were put" if documents else "are not there"
            yield self._failed(line, f"the documents in the search index {there}")
        if refused := line.problems.get(REFUSED):
            yield self._failed(
                line, f"the search index refused {refused:,} documents; their events are in the database"
            )
        if self._convert is not None:
            yield from self._against_source(line)

    def _events(self, line: Range, documents: bytes | None) -> Iterator[Finding]:
        """Which events differ: by the documents, which are the same text from another place, where those hold."""
        if documents is None:
            return
        expected = {document_of(text[7:43].decode()): text for text in documents.split(b"\n") if text}
        seen = set()
        for row in self._target.history_rows(line.installation, line.stream, line.start, line.stop):
            key = source_key(row[0])
            seen.add(key)
            text = expected.get(key)
            if text is None:
                yield from self._event(line, key, "is not one of ours")
            elif text != row[-1]:
                yield from self._event(line, key, f"its Record differs in {_differing(text, row[-1])}")
            elif not _columns_fit(row, msgspec.json.decode(text)):
                yield from self._event(line, key, "its columns do not say what its Record says")
        for key in sorted(expected.keys() - seen):
            yield from self._event(line, key, "is gone")

    def _against_source(self, line: Range) -> Iterator[Finding]:
        assert self._convert is not None
        made, expected = Digest(), dict[int, Row]()
        for start, stop in portions(line.start, line.stop):
            rows = self._convert(line.stream, start, stop).rows
            made.add(rows)
            expected.update((row[0], row) for row in rows)
        if made.rows() == line.digest:
            return
        for row in self._target.history_rows(line.installation, line.stream, line.start, line.stop):
            wanted = expected.pop(row[0], None)
            if wanted is None:
                yield from self._event(line, source_key(row[0]), "is not in the source any more")
            elif tuple(row) != wanted:
                fields = ", ".join(n for n, is_, was in zip(_FIELDS, row, wanted, strict=True) if is_ != was)
                yield from self._event(line, source_key(row[0]), f"is converted otherwise now, in {fields}")
        if line.selection == "":
            for key in expected:
                yield from self._event(line, source_key(key), "is in the source and not in the target")

    def _event(self, line: Range, key: int, what: str) -> Iterator[Finding]:
        self._listed += 1
        if self._listed <= LISTED:
            yield Finding(
                id="verify.history", area="History", status="Failed", message=f"{line.stream}, event {key}: {what}.",
                recommended_action=_REPAIR, target=f"{line.stream}/{key}",
            )  # fmt: skip
        elif self._listed == LISTED + 1:
            yield self._failed(line, f"more than {LISTED} events differ; the others are not listed")

    def _failed(self, line: Range, what: str) -> Finding:
        return Finding(
            id="verify.history", area="History", status="Failed",
            message=f"{line.stream}, keys {line.start} to {line.stop}: {what}.", recommended_action=_REPAIR,
            target=f"{line.stream}/{line.start}-{line.stop}",
        )  # fmt: skip


def _differing(was: bytes, now: bytes) -> str:
    """Fields of two Records that differ, by name only: values can be long and personal, and both stand there to see."""
    try:
        before, after = msgspec.json.decode(was), msgspec.json.decode(now)
        names = [n for n in sorted({*before, *after}) if before.get(n) != after.get(n)]
    except (msgspec.DecodeError, TypeError, AttributeError):
        return "all: it is no JSON object any more"
    return ", ".join(names) or "form only"


def _columns_fit(row: tuple[Any, ...], record: Mapping[str, Any]) -> bool:
    """Whether the columns that 11.1 looks events up by say the same as the Record."""
    action = record.get("Action")
    when = record.get("ModifiedOn")
    wanted = {
        "ObjectGUID": record.get("ObjectGUID"),
        "UserGUID": record.get("UserGUID"),
        "ActionID": action if isinstance(action, int) else None,
        "ModifiedOn": None if when is None else _ticks(when),
    }
    return all(row[_FIELDS.index(name)] == value for name, value in wanted.items())


def _ticks(shown: str) -> int:
    """UTC ticks of an instant as Records show it, seven decimals and Z."""
    moment = datetime.fromisoformat(f"{shown[:19]}+00:00") - datetime(1, 1, 1, tzinfo=UTC)
    return (moment.days * 86_400 + moment.seconds) * 10_000_000 + int(shown[20:27])


__all__ = ["LISTED", "HistoryIndex", "HistoryTarget", "Row", "history"]
