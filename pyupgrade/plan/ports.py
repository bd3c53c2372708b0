"""What the plan, the modules and the steps see of the world: readers for planning, a writer only for the run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol, TypeVar

from pyupgrade.plan.directory import Directory

Row = Mapping[str, Any]
Values = dict[str, Any]
T = TypeVar("T")


# -- the source ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Extent:
    """The keys of one history stream: nothing of the rows' content is read for it. `by_store` counts rows, None as "".`"""

    stream: str
    number: int
    table: str
    first: int
    last: int
    count: int
    by_store: Mapping[int | None, int]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the old installation; `path` is relative to its root folder, with forward slashes."""

    kind: str
    path: str
    size: int


class SourceReader(Protocol):
    """An old installation in GroupID 10's shape, read only. Columns bear the contract's names whatever the database calls them.

    Values arrive canonical: bool as bool, guid lower-case, instant as ISO 8601 UTC to the tick, json decoded, NULL as None.
    """

    version: str
    installation: str
    directory: Directory
    joined_domain: (
        str  # DNS name of the domain the old server was joined to; "" when neither profile nor registry export say
    )

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows in key order, streamed; `where` holds equal values, or a collection of them, by column."""

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int: ...

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        """Keys and counts of a history stream, of keys > above and <= upto where given."""

    def indexed(self) -> Mapping[int | None, int] | None:
        """Events in the old search index by store, those without one as None; None where the profile names no old index.

        Raises OldIndexUnread.
        """

    def files(self, kind: str) -> list[SourceFile]:
        """Files of a kind of the contract, sorted by path; none when the folder is not there."""

    def records(self, kind: str) -> Iterator[Row]:
        """What the files of a kind say: a row a file by the contract's fields, with `Path`, in the order of `files`.

        `Problem` is None, or says in a sentence why the file could not be read; then the fields from inside it are None. Fields
        that the file lacks are None, `many` ones an empty list. Kinds of format "registry" give a row for every value.
        """

    def sha256(self, file: SourceFile) -> str:
        """SHA-256 of a file's bytes. Raises FileUnreadable, PathEscapes."""

    def missing(self, tables: Collection[str]) -> list[str]:
        """Tables and columns (table.column) of these that the database lacks."""


# -- the target ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Range:
    """A line of the history ledger: source keys start..stop of a stream, what was written of them, and its digests.

    `selection` is "" for all events, else a digest of the group GUIDs it is limited to.
    """

    installation: str
    stream: str
    start: int
    stop: int
    rows: int
    skipped: int
    digest: str
    documents: str
    selection: str = ""
    run: int = 0
    problems: Mapping[str, int] = field(default_factory=dict)
    at: str = field(default="", compare=False)  # when it was committed, ISO 8601 UTC


class TargetReader(Protocol):
    """A Directory Manager 11.1, read only."""

    identity: str
    version: str
    schema: str  # digest of its tables and columns
    defaults: Mapping[str, Any]  # the contract's [default] section

    def expect(self, kind: str, values: Mapping[str, Values]) -> None:
        """Says what a plan wants of objects, by key: a documented door finds them by that, since it knows no key of ours."""

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """The objects that exist, by key, canonical as Change.values; a sealed field that is set reads as {"$sealed": true}.

        Fields that the contract does not compare (ids the target gives out) are left out; a reference reads as the id it holds.
        What a door does not show reads as the journal remembers that it was written.
        """

    def unseen(self, kind: str) -> frozenset[str]:
        """Fields that the kind's door writes and does not show again."""

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        """Why no call of the kind's door makes this object, or changes the one found, with what to do by hand; "" where one does."""

    def joins(self, kind: str) -> bool:
        """Whether objects of this kind are committed together with their journal lines; those that go by call are not."""

    def keys(self, kind: str) -> Iterator[str]: ...

    def ours(self, kind: str, keys: Collection[str]) -> set[str]:
        """Those that the journal says an earlier run of ours wrote."""

    def given(self, kind: str, key: str) -> int | None:
        """The id the target gave this object: by the journal's map, else as the object with this key shows it; None if there is none."""

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        """SHA-256 of each object's canonical form, given ids as references, sealed values as HMAC; PassphraseMissing without a sealer."""

    def ordinal(self, installation: str) -> int:
        """The number an old installation has, or would get, in the keys of its history rows here."""

    def ledger(self, installation: str, stream: str) -> list[Range]:
        """History ranges written so far, by start."""

    def completed(self, installation: str) -> frozenset[str]:
        """Features that a run has completed for this source."""

    def stores(self) -> Mapping[int, str]:
        """Identity stores in the target: id to name."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that the search index will never take, by its id, and why."""

    id: str
    reason: str


class Index(Protocol):
    """The search index. Everything is idempotent by id. What it refuses of many documents is given back; the rest is in."""

    def put_history(
        self, installation: str, stream: str, start: int, stop: int, documents: Iterable[bytes]
    ) -> Sequence[Refused]:
        """Puts the documents of source keys start..stop in place of those there: NDJSON in pieces, a document a line, each
        beginning with its Id.

        Raises IndexFailed; whatever of them is there then, the next put of the range replaces.
        """

    def history(self, installation: str, stream: str, start: int, stop: int) -> bytes | None:
        """The documents of one range as NDJSON; None when none were put. Raises IndexFailed."""

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """Documents of objects by key."""

    def put(self, kind: str, documents: Mapping[str, Values]) -> Sequence[Refused]:
        """Puts documents in place of those with the same key; `Refused.id` is a key."""

    def remove(self, kind: str, keys: Collection[str]) -> None: ...

    def count(self, kind: str) -> int: ...

    def settle(self) -> None:
        """Puts back settings that were changed for loading, by this run or by one that was killed; may be asked again.

        It must come before the run's end is written: what fails here then leaves a run that can be gone on with.
        """


class Journal(Protocol):
    """Who did what, in the target, in the same transaction as the work where the door allows it."""

    run: int

    def line(
        self,
        line: str,
        state: str,
        *,
        before: Values | None = None,
        after: str = "",
        error: str = "",
        message: str = "",
    ) -> None:
        """Records the outcome of one line of the current run; `after` is the digest of what was written."""

    def state(self, line: str) -> str | None:
        """The recorded state of a line of the current run."""

    def range(self, done: Range) -> None: ...

    def forget_range(self, known: Range) -> None: ...

    def map_id(self, kind: str, key: str, given: int) -> None: ...


class TargetWriter(TargetReader, Protocol):
    """A Directory Manager 11.1 that a run may change; only the process that holds the run's lock has one."""

    @property
    def journal(self) -> Journal: ...

    @property
    def index(self) -> Index: ...

    @property
    def files(self) -> Files: ...

    def transaction(self) -> AbstractContextManager[None]:
        """One commit: everything inside or nothing. The commit checks the run's epoch and raises LockLost; DiskFull when full."""

    def whole(self, work: Callable[[], T]) -> T:
        """What `work` returns, which holds a transaction whole; done again from its start where the server gave up in the middle.

        `work` looks before it acts: a commit whose answer was lost may have been done.
        """

    def savepoint(self) -> AbstractContextManager[None]:
        """Within a transaction: an exception inside undoes only what stands inside, and goes on to the caller."""

    def write(self, kind: str, key: str, values: Values) -> int | None:
        """Inserts an object, or updates the fields named of the one there, secrets as plain text to be sealed here.

        None empties a field; {"$sealed": true} leaves it, {"$sealed": text} stores sealed text as it is. Returns the id the object
        was given, if the kind has one. Raises TargetRefused when the database does not take it.
        """

    def image(self, kind: str, key: str) -> Values | None:
        """The object as it stands, for a before-image: sealed fields as their sealed text; None where there is none."""

    def found_so(self, kind: str, key: str, values: Values) -> None:
        """Remembers of an object that goes by call that it stands as wanted, whoever made it so."""

    def remove(self, kind: str, key: str) -> None: ...

    def history_count(self, installation: str, stream: str, start: int, stop: int) -> int:
        """Rows of source keys start..stop, both included; the same for the next three."""

    def history_rows(self, installation: str, stream: str, start: int, stop: int) -> Iterator[tuple[Any, ...]]: ...

    def put_history(self, installation: str, stream: str, rows: Sequence[tuple[Any, ...]]) -> None: ...

    def drop_history(self, installation: str, stream: str, start: int, stop: int) -> int: ...


# -- what happens while it runs ----------------------------------------------


Status = Literal["Planned", "Done", "Present", "Grown", "Conflict", "Failed", "Skipped", "Undone"]
STANDS: Final = ("Done", "Present")  # states of a line that is in the target as it is wanted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line (or history range); `count` rows or 1.

    `part` names what of the line it concerns, where that is one thing of many: an event of a stream.
    """

    line: str
    status: Status
    count: int = 1
    message: str = ""
    error: str = ""
    action: str = ""
    part: str = ""

    @property
    def stands(self) -> bool:
        """Whether what the line wants is in the target, by this run or already."""
        return self.status in STANDS


class Control(Protocol):
    """Pause and stop, from this shell or another."""

    def go_on(self) -> bool:
        """Called after each commit: waits while paused, False when the run is to stop."""


class Progress(Protocol):
    def report(self, feature: str, done: int, total: int | None) -> None: ...


Clock = Callable[[], float]  # seconds since the epoch, UTC


class Secrets(Protocol):
    """Values of secrets, by decision id or reference; they live in memory only."""

    def value(self, decision: str) -> str | None: ...


class Files(Protocol):
    """The target's folder of files; paths are relative to it, with forward slashes, and never lead out (PathEscapes)."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is none. Raises FileUnreadable."""

    def put(self, path: str, content: bytes) -> None:
        """Writes a file whole or not at all: beside it, flushed, then renamed."""

    def remove(self, path: str) -> None: ...

    def paths(self) -> Iterator[str]: ...
