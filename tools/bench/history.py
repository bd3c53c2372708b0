"""What history costs: every chunk of the bench's rows through the yardstick P, floor A, each part, the whole, the look
again."""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from measure import Parts, paired, peak_megabytes
from rows import ACTIONS, STORES, TABLE, clients, make

from pyupgrade import workers
from pyupgrade.connect import sql
from pyupgrade.contracts.load import load
from pyupgrade.modules.history_convert import Conversion
from pyupgrade.modules.history_event import Event
from pyupgrade.plan.history import RANGE_KEYS, Digest
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import Outcome
from pyupgrade.ranges import RangeReader
from pyupgrade.source.history import HistorySource, statements_of
from pyupgrade.steps.history import History, Workers
from pyupgrade.target.index import EmbeddedIndex
from pyupgrade.target.lock import Holder, lock_path
from pyupgrade.target.runs import Runs, Start
from pyupgrade.target.tables import TablesWriter

INSTALLATION = "0b1a6f3e-57a3-4a53-9d0b-4b1f0a7f5a11"
STREAM = "objects"
CONTRACT = load("dm11")
GOALS = {"full/P": 4.0, "look again/full": 0.3, "two workers/none": 0.7, "verify/full": 0.25}


class Estate:
    """A source of the bench's rows and fresh targets beside it."""

    def __init__(self, folder: Path, rows: int, seed: int = 7) -> None:
        self.folder, self.rows = folder, rows
        self.source = folder / f"source-{rows}.db"
        if not self.source.exists():
            make(self.source, seed, rows)
        engine = sql.read_only(self.source)
        shape = load("groupid10").tables[TABLE]
        self.history = HistorySource(self.source, {STREAM: statements_of(sql.table_of(shape, engine), engine)})
        engine.dispose()
        self.conversion = Conversion(INSTALLATION, 1, {1: STREAM}, ACTIONS, clients(seed), STORES)
        self.bulk = Bulk(
            module="history", feature="History", stream=STREAM, number=1, table=TABLE, first=1, last=rows, count=rows,
            stores=tuple(STORES),
        )  # fmt: skip

    def reader(self) -> RangeReader:
        return RangeReader(self.history, self.conversion, {STREAM: 1})

    @contextmanager
    def target(self, name: str) -> Iterator[TablesWriter]:
        """A fresh target with a run begun, removed afterwards."""
        path = self.folder / f"target-{name}.db"
        engine = sql.new_database(path)
        sql.create_tables(engine, [*CONTRACT.tables.values(), *(k.doors["tables"] for k in CONTRACT.kinds.values())])
        engine.dispose()
        reading, writing = sql.read_only(path, also_target=True, side="target"), sql.writable(path)
        runs = Runs(reading, writing, str(path), lock_path(path), time.time)
        begun = Start(
            installation=INSTALLATION, plan="{}", plan_digest="0", decisions_digest="0", data_digest="0",
            features=("History",), topology="new",
        )  # fmt: skip
        run, epoch = runs.begin(begun, [self.bulk], Holder("bench", "bench", 0, ""), INSTALLATION)
        index = EmbeddedIndex(self.folder / f"index-{name}", reading, writing, str(path))
        writer = TablesWriter(
            reading, writing, CONTRACT, str(path), sealer=None, streams={STREAM: 1}, index=index,
            installation=INSTALLATION,
            run=run, epoch=epoch, clock=time.time,
        )  # fmt: skip
        try:
            yield writer
        finally:
            writer.close()
            reading.dispose()
            writing.dispose()
            for left in self.folder.glob(f"target-{name}.db*"):
                left.unlink()
            for left in sorted((self.folder / f"index-{name}").rglob("*.ndjson")):
                left.unlink()


class NoStop:
    def go_on(self) -> bool:
        return True


# -- the yardsticks
# -----------------------------------------------------------------------------------------------------------


class Change(msgspec.Struct, gc=False):
    """An entry of HistoryDetails as the bench's rows have them."""

    AttributeName: str | None = None
    OldValue: str | None = None
    NewValue: str | None = None


Typed = msgspec.defstruct(
    "Typed",
    [
        (f.name, list[Change] | None if f.name == "HistoryDetails" else f.type, None)
        for f in msgspec.structs.fields(Event)
    ],
    forbid_unknown_fields=True,
    gc=False,
)
_typed = msgspec.json.Decoder(Typed).decode


def yardstick(source: sqlite3.Connection, first: int, page: int) -> tuple[float, float]:
    """P in its two parts, seconds: reading a chunk, and decoding every key of it into types, nested details too.

    `page` rows are fetched and decoded at a time and then let go: the whole chunk at once, as the floor was measured,
    or as few as
    stay in the processor's cache, as the product does. A key that no type names would be refused, to be kept by a
    second decoding;
    the bench's rows have none.
    """
    cursor = source.execute(
        f'SELECT id, IdentityStoreID, CAST(JsonData AS BLOB) FROM "{TABLE}" WHERE id BETWEEN ? AND ? ORDER BY id',
        (first, first + RANGE_KEYS - 1),
    )
    read = decode = 0.0
    while True:
        began = time.perf_counter()
        found = cursor.fetchmany(page)
        between = time.perf_counter()
        read += between - began
        if not found:
            return read, decode
        events = [_typed(row[2]) for row in found]
        decode += time.perf_counter() - between
        assert len(events) == len(found)


class FloorA:
    """Source bytes into a target table by INSERT SELECT, in WAL, a chunk a commit: the disk's own speed."""

    def __init__(self, estate: Estate) -> None:
        self.path = estate.folder / "floor-a.db"
        self.file = sqlite3.connect(self.path, isolation_level=None)
        self.file.execute("PRAGMA journal_mode=WAL")
        self.file.execute("PRAGMA synchronous=NORMAL")
        self.file.execute("PRAGMA cache_size=-65536")
        self.file.execute("CREATE TABLE history (id INTEGER PRIMARY KEY, store INTEGER, data TEXT)")
        self.file.execute("ATTACH ? AS source", (f"{estate.source}",))

    def chunk(self, first: int) -> float:
        began = time.perf_counter()
        self.file.execute("BEGIN IMMEDIATE")
        self.file.execute(
            f'INSERT INTO history SELECT id, IdentityStoreID, JsonData FROM source."{TABLE}" WHERE id BETWEEN ? AND ?',
            (first, first + RANGE_KEYS - 1),
        )
        self.file.execute("COMMIT")
        return time.perf_counter() - began

    def close(self) -> None:
        self.file.close()
        for left in self.path.parent.glob(f"{self.path.name}*"):
            left.unlink()


# -- the product's own way, with a watch on each part
# ---------------------------------------------------------------------------


class TimedConversion:
    """A conversion with a watch."""

    def __init__(self, inner: Conversion) -> None:
        self.inner, self.seconds = inner, 0.0

    def sink(self) -> Any:
        return self.inner.sink()

    def convert(self, number: int, source: Any, into: Any) -> None:
        began = time.perf_counter()
        self.inner.convert(number, source, into)
        self.seconds += time.perf_counter() - began


class TimedReader(RangeReader):
    """A RangeReader that says how long reading and converting took; the rest of its time is hashing."""

    def __init__(self, estate: Estate) -> None:
        self.timed = TimedConversion(estate.conversion)
        super().__init__(estate.history, self.timed, {STREAM: 1})
        self.read_seconds = self.all_seconds = 0.0
        opened, inner = self.reader, self.reader.pages

        def pages(stream: str, start: int, stop: int) -> Iterator[Any]:
            found = inner(stream, start, stop)
            while True:
                began = time.perf_counter()
                page = next(found, None)
                self.read_seconds += time.perf_counter() - began
                if page is None:
                    return
                yield page

        opened.pages = pages  # type: ignore[method-assign]

    def __call__(self, stream: str, start: int, stop: int) -> Any:
        self.read_seconds = self.timed.seconds = 0.0
        began = time.perf_counter()
        made = super().__call__(stream, start, stop)
        self.all_seconds = time.perf_counter() - began
        return made


class Watched:
    """A writer that notes when documents and rows were written and when the commit was through."""

    def __init__(self, inner: TablesWriter) -> None:
        self.inner, self.index = inner, self
        self.documents = self.write = self.committed = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def put_history(self, installation: str, stream: str, *rest: Any) -> None:
        if len(rest) == 1:
            self.inner.put_history(installation, stream, *rest)
            return
        began = time.perf_counter()
        self.inner.index.put_history(installation, stream, *rest)
        self.documents = time.perf_counter() - began

    @contextmanager
    def transaction(self) -> Iterator[None]:
        began = time.perf_counter()
        with self.inner.transaction():
            yield
        self.committed = time.perf_counter()
        self.write = self.committed - began


def chunks(estate: Estate, parts: Parts, seed: int) -> None:
    """Every chunk through all variants back to back, in random order."""
    draw = random.Random(seed)
    plain = sqlite3.connect(f"file:{estate.source}?mode=ro", uri=True)
    floor = FloorA(estate)
    with estate.target("chunks") as writer:
        reader, watched = TimedReader(estate), Watched(writer)
        ranges = History(INSTALLATION, reader, reader)([estate.bulk], watched, NoStop())  # type: ignore[arg-type]
        verified: list[tuple[int, float]] = []

        def p(first: int) -> None:
            read, decode = yardstick(plain, first, RANGE_KEYS)
            parts.add("P read", read)
            parts.add("P decode", decode)
            parts.add("P", read + decode)

        def paged(first: int) -> None:
            read, decode = yardstick(plain, first, 500)
            parts.add("P paged read", read)
            parts.add("P paged decode", decode)
            parts.add("P paged", read + decode)

        def a(first: int) -> None:
            parts.add("A", floor.chunk(first))

        def full(first: int) -> None:
            began = time.perf_counter()
            outcome = next(ranges)
            ended = time.perf_counter()
            assert outcome.status == "Done", outcome
            again = ended - watched.committed
            parts.add("read", reader.read_seconds)
            parts.add("decode, convert, encode", reader.timed.seconds)
            parts.add("hash", reader.all_seconds - reader.read_seconds - reader.timed.seconds)
            parts.add("documents", watched.documents)
            parts.add("write", watched.write)
            parts.add("look again", again)
            parts.add("full", ended - began - again)
            began = time.perf_counter()
            whole = Digest()
            rows = list(writer.history_rows(INSTALLATION, STREAM, first, first + RANGE_KEYS - 1))
            whole.add(rows)
            whole.rows()
            verified.append((len(rows), time.perf_counter() - began))
            parts.add("verify", verified[-1][1])

        for first in range(0, estate.rows, RANGE_KEYS):
            variants: list[Callable[[int], None]] = [p, paged, a, full]
            draw.shuffle(variants)
            for variant in variants:
                variant(first)
        reader.close()
    floor.close()
    plain.close()


def whole(estate: Estate, with_workers: int) -> float:
    """Seconds of a whole run, from the first look to the last commit; starting the workers is part of it."""
    with estate.target(f"whole-{with_workers}") as writer:
        reader = estate.reader()
        began = time.perf_counter()
        pool = None
        if with_workers:
            executor, ahead = workers.start(reader, with_workers, sys.executable)
            pool = Workers(executor, workers.converted, ahead)
        outcomes: list[Outcome] = list(History(INSTALLATION, reader, reader, pool)([estate.bulk], writer, NoStop()))
        seconds = time.perf_counter() - began
        if pool is not None:
            pool.executor.shutdown()
        reader.close()
        assert sum(o.count for o in outcomes) == estate.rows, outcomes[-1]
    return seconds


def run(folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """Measures, prints nothing; the figures by name."""
    estate = Estate(folder, rows)
    parts = Parts()
    for round_ in range(rounds):
        chunks(estate, parts, round_)
    memory = peak_megabytes()
    size = min(rows, RANGE_KEYS)
    names = [*parts.seconds]
    ratios = {
        "full/P": paired(parts.seconds["full"], parts.seconds["P"]),
        "full/P paged": paired(parts.seconds["full"], parts.seconds["P paged"]),
        "full/A": paired(parts.seconds["full"], parts.seconds["A"]),
        "look again/full": paired(parts.seconds["look again"], parts.seconds["full"]),
        "verify/full": paired(parts.seconds["verify"], parts.seconds["full"]),
    }
    single, double = [], []
    for round_ in range(rounds):
        for count in (0, 2) if round_ % 2 else (2, 0):
            (double if count else single).append(whole(estate, count))
    ratios["two workers/none"] = paired(double, single)
    return {
        "rows": rows, "rounds": rounds, "microseconds": {name: parts.each(name, size) for name in names},
        "rows per second": rows / statistics.median(single), "ratios": ratios,
        "peak MB": memory, "peak MB of a worker": peak_megabytes(children=True),
        "goals": {name: ratios[name][0] <= goal for name, goal in GOALS.items()},
    }  # fmt: skip
