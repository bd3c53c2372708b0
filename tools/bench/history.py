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
from functools import partial
from itertools import islice
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
from pyupgrade.target.lock import Holder, holder_of, lock_path
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
        sql.create_tables(
            engine,
            [*CONTRACT.tables.values(), *(k.doors["tables"] for k in CONTRACT.kinds.values() if "tables" in k.doors)],
        )
        engine.dispose()
        reading, writing = sql.read_only(path, also_target=True, side="target"), sql.writable(path)
        runs = Runs(reading, writing, str(path), partial(holder_of, lock_path(path)), time.time)
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


# -- the product's own way, with a watch on each part ------------------------------------------------------------------


class Watch:
    """Seconds by part, of nested parts only what is their own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = [0.0]

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        self._inside.append(0.0)
        began = time.perf_counter()
        yield
        took = time.perf_counter() - began
        own = took - self._inside.pop()
        self._inside[-1] += took
        self.seconds[part] = self.seconds.get(part, 0.0) + own

    def taken(self) -> dict[str, float]:
        taken, self.seconds = self.seconds, {}
        return taken


class WatchedConversion:
    """A conversion with a watch."""

    def __init__(self, inner: Conversion, watch: Watch) -> None:
        self.inner, self.watch = inner, watch

    def sink(self) -> Any:
        return self.inner.sink()

    def convert(self, number: int, source: Any, into: Any) -> None:
        with self.watch.on("decode, convert, encode"):
            self.inner.convert(number, source, into)


class WatchedWriter:
    """A writer and its index with a watch; `committed` is when the last commit was through."""

    def __init__(self, inner: TablesWriter, watch: Watch) -> None:
        self.inner, self.watch, self.index, self.committed = inner, watch, self, 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def put_history(self, installation: str, stream: str, *rest: Any) -> Any:
        # Both ports have a put_history; the index's is told the ends of the range, too.
        if len(rest) == 3:
            with self.watch.on("documents"):
                return self.inner.index.put_history(installation, stream, *rest)
        with self.watch.on("write"):
            return self.inner.put_history(installation, stream, *rest)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.watch.on("write"), self.inner.transaction():
            yield
        self.committed = time.perf_counter()


def watched_reader(estate: Estate, watch: Watch) -> RangeReader:
    """A RangeReader with a watch on reading and converting."""
    made = RangeReader(estate.history, WatchedConversion(estate.conversion, watch), {STREAM: 1})
    opened, inner = made.reader, made.reader.pages

    def pages(stream: str, start: int, stop: int) -> Iterator[Any]:
        found = inner(stream, start, stop)
        while True:
            with watch.on("read"):
                page = next(found, None)
            if page is None:
                return
            yield page

    opened.pages = pages  # type: ignore[method-assign]
    return made


@contextmanager
def watched_digests(watch: Watch) -> Iterator[None]:
    inner = Digest.add

    def add(self: Digest, *given: Any) -> None:
        with watch.on("hash"):
            inner(self, *given)

    Digest.add = add  # type: ignore[method-assign]
    yield
    Digest.add = inner  # type: ignore[method-assign]


def chunks(estate: Estate, parts: Parts, seed: int) -> None:
    """Every chunk through all variants back to back, in random order."""
    draw = random.Random(seed)
    plain = sqlite3.connect(f"file:{estate.source}?mode=ro", uri=True)
    floor = FloorA(estate)
    watch = Watch()
    with estate.target("chunks") as writer, watched_digests(watch):
        reader, watched = watched_reader(estate, watch), WatchedWriter(writer, watch)
        ranges = History(INSTALLATION, reader, reader)([estate.bulk], watched, NoStop())  # type: ignore[arg-type]

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
            watch.taken()
            began = time.perf_counter()
            outcome = next(ranges)
            ended = time.perf_counter()
            assert outcome.status == "Done", outcome
            again = ended - watched.committed
            taken = watch.taken()
            # Looking again hashes as well, the same bytes once more.
            taken["hash"] /= 2
            for part in ("read", "decode, convert, encode", "hash", "documents", "write"):
                parts.add(part, taken[part])
            parts.add("look again", again)
            parts.add("full", ended - began - again)
            with parts.part("verify"):
                made = Digest()
                rows = writer.history_rows(INSTALLATION, STREAM, first, first + RANGE_KEYS - 1)
                while page := list(islice(rows, 500)):
                    made.add(page)
                made.rows()

        for first in range(0, estate.rows, RANGE_KEYS):
            variants: list[Callable[[int], None]] = [p, paged, a, full]
            draw.shuffle(variants)
            for variant in variants:
                variant(first)
        reader.close()
    floor.close()
    plain.close()


def whole(estate: Estate, with_workers: int) -> tuple[float, float, float]:
    """Seconds from the first look to the last, seconds that the workers took to come up, megabytes of the largest.

    A run starts its workers before its first stage, and history is the last, so their start is told apart.
    """
    with estate.target(f"whole-{with_workers}") as writer:
        reader = estate.reader()
        began = time.perf_counter()
        pool, memory, start = None, 0.0, 0.0
        if with_workers:
            witness = writer.witness(INSTALLATION)
            executor, ahead = workers.start(reader, with_workers, sys.executable, witness)
            pool = Workers(executor, workers.converted, ahead, workers.reread)
            executor.submit(workers.reread, STREAM, 0, 0).result()
            start = time.perf_counter() - began
        outcomes: list[Outcome] = list(History(INSTALLATION, reader, reader, pool)([estate.bulk], writer, NoStop()))
        seconds = time.perf_counter() - began - start
        if pool is not None:
            memory = max(f.result() for f in [pool.executor.submit(peak_megabytes) for _ in range(4 * with_workers)])
            pool.executor.shutdown()
        reader.close()
        assert sum(o.count for o in outcomes) == estate.rows, outcomes[-1]
    return seconds, start, memory


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
    single, double, starts, of_worker = [], [], [], 0.0
    for round_ in range(rounds):
        for count in (0, 2) if round_ % 2 else (2, 0):
            seconds, start, megabytes = whole(estate, count)
            (double if count else single).append(seconds)
            starts += [start] if count else []
            of_worker = max(of_worker, megabytes)
    ratios["two workers/none"] = paired(double, single)
    return {
        "rows": rows, "rounds": rounds, "microseconds": {name: parts.each(name, size) for name in names},
        "rows per second": rows / statistics.median(single), "ratios": ratios,
        "seconds until workers are up": statistics.median(starts), "peak MB": memory, "peak MB of a worker": of_worker,
        "goals": {name: ratios[name][0] <= goal for name, goal in GOALS.items()},
    }  # fmt: skip
