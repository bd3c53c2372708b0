"""History on its way into the target: rows of one range of source keys, and the digests that prove them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import msgspec

from pyupgrade.plan.canonical import canonical

# HistoryKey, IdentityStoreID, ModifiedOn (UTC ticks), ObjectGUID, UserGUID, ActionID, Problem, Extra, Raw,
# Record (JSON in UTF-8, without a line break)
Row = tuple[int, int | None, int | None, str | None, str | None, int | None, str | None, str | None, str | None, bytes]

OBJECT_GUID: Final = 3  # its place in a Row
RANGE_KEYS: Final = 10_000  # source keys in a range
PORTION_KEYS: Final = 1_000  # source keys converted at once: few enough for memory to be used again, not asked for anew
DOCUMENT_KEYS: Final = 2**47 - 1  # the highest source key that a document's id has room for
REFUSED: Final = "document-refused"  # how many documents of a range the search index would not take
LEFT: Final = "store-left-behind/"  # with a store's id: why an event was skipped
# a HistoryKey is (number of the installation * 10 + number of the stream) * this + the source key
STREAM_KEYS: Final = 10**16
SOURCE_KEYS: Final = 4 * 10**15  # a source key beyond this, either way, would reach into the next stream
_encode_lines: Final = msgspec.json.Encoder().encode_lines
_pack: Final = msgspec.msgpack.Encoder().encode
_unpack: Final = msgspec.msgpack.Decoder(list[tuple[Any, ...]]).decode


def source_key(history_key: int) -> int:
    """The key an event had in its source."""
    half = STREAM_KEYS // 2
    return (history_key + half) % STREAM_KEYS - half


def document_prefix(installation: str, stream: int) -> str:
    """The first 24 characters of the ids of a stream's documents; the source key in 12 hex digits completes each.

    The whole is a UUID of version 8 (RFC 9562): 60 bits of the installation's SHA-256, the stream, the source key. So a
    document's
    id leads back to its row without an index, and ids rise in source order.
    """
    seed = hashlib.sha256(installation.encode()).hexdigest()
    return f"{seed[:8]}-{seed[8:12]}-8{seed[12:15]}-8{stream:03x}-"


def document_id(installation: str, stream: int, source_key: int) -> str:
    """The id of an event in the target, row and search document alike: a function of its key."""
    return f"{document_prefix(installation, stream)}{source_key & 0xFFFFFFFFFFFF:012x}"


def document_of(id: str) -> int:
    """The source key of the event with this document id: its last twelve digits, hexadecimal, two's complement."""
    number = int(id[24:], 16)
    return number - (1 << 48) if number >= 1 << 47 else number


@dataclass(frozen=True, slots=True)
class Portion:
    """Source keys start..stop of a stream, converted: rows in key order; what was skipped and what was odd, by code."""

    stream: str
    start: int
    stop: int
    rows: Sequence[Row]
    skipped: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    records: bytes = field(
        default=b"", compare=False, repr=False
    )  # all documents as NDJSON, where they are together already

    def documents(self) -> bytes:
        """The search documents of the rows as NDJSON."""
        return self.records or ndjson(self.rows)

    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes rows go as two blocks: one by one they would cost half as much as converting them.
        try:
            heads = _pack([row[:-1] for row in self.rows])
        except UnicodeEncodeError:
            return Portion, (self.stream, self.start, self.stop, self.rows, self.skipped, self.problems)
        return _unpacked, (self.stream, self.start, self.stop, heads, ndjson(self.rows), self.skipped, self.problems)


def _unpacked(stream: str, start: int, stop: int, heads: bytes, records: bytes, skipped: Any, problems: Any) -> Portion:
    rows = [(*head, line) for head, line in zip(_unpack(heads), records.split(b"\n"), strict=False)]
    return Portion(stream, start, stop, rows, skipped, problems, records)


def portions(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Source keys start..stop in pieces of PORTION_KEYS."""
    for first in range(start, stop + 1, PORTION_KEYS):
        yield first, min(first + PORTION_KEYS - 1, stop)


class Convert(Protocol):
    """Reads and converts source keys start..stop of a stream; picklable, so that it can run in another process."""

    def __call__(self, stream: str, start: int, stop: int) -> Portion: ...


class Digest:
    """Digests of a range, fed with its rows in key order, in as many portions as one likes.

    `documents` is the SHA-256 of all Records, a line each (LF), which is the range's NDJSON file byte for byte; `rows`
    goes on from there with the other columns of each row, a JSON array a line: anybody can recompute both.
    """

    def __init__(self) -> None:
        self._records = hashlib.sha256()
        self._heads: list[bytes] = []

    def add(self, rows: Sequence[Row], records: bytes | None = None) -> None:
        """Rows come in key order; `records` are their documents, where they are together already."""
        self._records.update(ndjson(rows) if records is None else records)
        self._heads.append(_lines([row[:-1] for row in rows]))

    def rows(self) -> str:
        whole = self._records.copy()
        for lines in self._heads:
            whole.update(lines)
        return whole.hexdigest()

    def documents(self) -> str:
        return self._records.hexdigest()


def ndjson(rows: Iterable[Row]) -> bytes:
    """The search documents of rows as NDJSON, one a line; each line begins {"Id":"<36 characters>"."""
    lines = [row[-1] for row in rows]
    lines.append(b"")
    return b"\n".join(lines)


def _lines(heads: list[tuple[object, ...]]) -> bytes:
    try:
        return _encode_lines(heads)
    except UnicodeEncodeError:
        return b"".join(canonical(list(head)) + b"\n" for head in heads)


def selection(groups: Iterable[str], since: str | None) -> str:
    """What a range is limited to: "" for nothing, "since:…" for an instant, else a digest of the object GUIDs and the
    instant."""
    chosen = sorted(group.lower() for group in groups)
    if chosen:
        return hashlib.sha256(canonical([chosen, since])).hexdigest()
    return "" if since is None else f"since:{since}"


def is_of_all(limited: str) -> bool:
    """Whether a range was meant for events of all objects."""
    return limited == "" or limited.startswith("since:")
