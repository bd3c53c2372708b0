"""History into the target, range by range: look, act, look again; search documents first, then rows and ledger line in
one commit."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from pyupgrade.errors import (
    DocumentRefused,
    Stopping,
    TargetInterrupted,
    TargetRefused,
    UpgradeError,
    ids,
)
from pyupgrade.plan.batches import batches
from pyupgrade.plan.history import REFUSED, Convert, Digest, Portion, Row, is_of_all, portions, selection
from pyupgrade.plan.intervals import Interval, Keys, intervals, is_settled, joined
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, Range, Refused, TargetWriter
from pyupgrade.steps import refused
from pyupgrade.steps.outcomes import FATAL, failed

PAGE: Final = 500  # rows read back at once


@dataclass(frozen=True, slots=True)
class Workers:
    """Where ranges are converted ahead: an executor, what to submit to it, how many ranges may be in flight.

    `reread` gives the digest of a range's rows in the target: looking again there, too, leaves this process to write.
    """

    executor: Executor
    convert: Callable[[str, int, int], Portion]
    in_flight: int
    reread: Callable[[str, int, int], str] | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a range looked like: a conflict in words, or nothing to do, or to act; `count` rows are there.

    `ahead` are its portions at work in the workers.
    """

    interval: Interval
    conflict: str = ""
    act: bool = False
    count: int = 0
    ahead: deque[Future[Portion]] = field(default_factory=deque)


ADDED = "Added"


def added_to(stream: str, start: int) -> str:
    """The journal's name for an earlier run's range that this run added to; its before-image is that range's ledger line."""
    return f"History/{stream}@{start}"


@dataclass(frozen=True, slots=True)
class _Acted:
    """A range after its commit, with the digest that a second look has to find; `again` is that look, at work."""

    outcome: Outcome
    interval: Interval
    place: str
    digest: str = ""
    again: Future[str] | None = None
    refused: Sequence[Refused] = ()


class _Tally:
    """What became of the ranges of a line."""

    def __init__(self) -> None:
        self._states: set[str] = set()
        self.error = self.message = ""

    def add(self, acted: _Acted, run: int) -> Outcome:
        outcome, known = acted.outcome, acted.interval.known
        if acted.refused:
            self.error, self.message = DocumentRefused.code, f"the search index refused {len(acted.refused)} documents"
        # A range that this run brought before it was interrupted is Present now, but it was this run that did it.
        ours = known is not None and known.run == run and outcome.status == "Present"
        self._states.add("Done" if ours or outcome.status == "Grown" else outcome.status)
        if outcome.error and not self.error:
            self.error, self.message = outcome.error, outcome.message
        return outcome

    @property
    def state(self) -> str:
        return next((s for s in ("Failed", "Conflict", "Done") if s in self._states), "Present")


class History:
    """The step for Bulk lines; one instance a run. Only this process writes, in key order, one commit a range."""

    def __init__(self, installation: str, keys: Keys, convert: Convert, workers: Workers | None = None) -> None:
        self._installation, self._keys, self._convert, self._workers = installation, keys, convert, workers

    def __call__(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """One outcome a range, after its commit; ends early when control says so, and the line stays open for a resume.

        Raises what is fatal to the run; what was committed stands.
        """
        for bulk in lines:
            if isinstance(bulk, Bulk):
                ended = yield from self._stream(bulk, writer, control)
                if not ended:
                    return

    def _stream(self, bulk: Bulk, writer: TargetWriter, control: Control) -> Generator[Outcome, None, bool]:
        tally, waiting, goes_on = _Tally(), deque[_Acted](), True
        for look in self._ahead(bulk, writer):
            try:
                waiting.append(self._range(bulk, look, writer))
                goes_on = not look.act or control.go_on()
            except Stopping:
                goes_on = False
            # What the workers look at again may be a few ranges behind, no more than they convert ahead.
            while waiting and (not goes_on or len(waiting) > (self._workers.in_flight if self._workers else 0)):
                yield from self._told(waiting.popleft(), bulk, writer, tally)
            if not goes_on:
                return False
        while waiting:
            yield from self._told(waiting.popleft(), bulk, writer, tally)

        def close() -> None:
            with writer.transaction():
                writer.journal.line(bulk.id, tally.state, error=tally.error, message=tally.message)

        writer.whole(close)
        return True

    def _told(self, acted: _Acted, bulk: Bulk, writer: TargetWriter, tally: _Tally) -> Iterator[Outcome]:
        yield tally.add(self._seen(acted, bulk, writer), writer.journal.run)
        yield from refused.outcomes(bulk.id, bulk.stream, acted.refused)

    def _ahead(self, bulk: Bulk, writer: TargetWriter) -> Iterator[_Look]:
        """Ranges in key order, looked at, and at work in the workers as far ahead as they may be."""
        waiting: deque[_Look] = deque()
        try:
            ledger = writer.ledger(self._installation, bulk.stream)
            for interval in intervals(bulk, ledger, self._keys):
                look = self._look(bulk, interval, writer)
                if look.act and self._workers is not None:
                    self._submit(bulk.stream, look)
                waiting.append(look)
                if self._workers is None or len(waiting) >= self._workers.in_flight:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            for look in waiting:
                for future in look.ahead:
                    future.cancel()

    def _submit(self, stream: str, look: _Look) -> None:
        assert self._workers is not None
        try:
            for start, stop in portions(look.interval.start, look.interval.stop):
                look.ahead.append(self._workers.executor.submit(self._workers.convert, stream, start, stop))
        except BrokenExecutor:
            self._workers = None

    # -- look --------------------------------------------------------------------------------------------------------

    def _look(self, bulk: Bulk, interval: Interval, writer: TargetWriter) -> _Look:
        known = interval.known
        count = writer.history_count(self._installation, bulk.stream, interval.start, interval.stop)
        if count != (0 if known is None else known.rows):
            ours = "none of them ours" if known is None else f"we wrote {known.rows}"
            return _Look(interval, f"the target has {count} events there, {ours}", count=count)
        if known is None:
            return _Look(interval, act=True)
        if is_settled(known, selection(bulk.groups, bulk.since), bulk.stores):
            return _Look(interval, count=count)
        if self._digest(self._rows(bulk, interval, writer)).rows() != known.digest:
            return _Look(interval, "events that we wrote there were changed since", count=count)
        return _Look(interval, act=True, count=count)

    def _rows(self, bulk: Bulk, interval: Interval, writer: TargetWriter) -> list[Row]:
        return list(writer.history_rows(self._installation, bulk.stream, interval.start, interval.stop))

    @staticmethod
    def _digest(rows: Sequence[Row]) -> Digest:
        made = Digest()
        made.add(rows)
        return made

    # -- act, look again ---------------------------------------------------------------------------------------------

    def _range(self, bulk: Bulk, look: _Look, writer: TargetWriter) -> _Acted:
        interval = look.interval
        place = f"{bulk.stream}, keys {interval.start} to {interval.stop}"
        if look.conflict:
            outcome = Outcome(
                bulk.id,
                "Conflict",
                look.count,
                f"{place}: {look.conflict}. Nothing was written there.",
                ids.HISTORY_CONFLICT,
                "Find out who wrote or removed them; when they may go, remove them and run a new plan.",
            )
            return _Acted(outcome, interval, place)
        try:
            if not look.act:
                known = interval.known
                again = refused.put_again(known, writer) if known is not None and known.problems.get(REFUSED) else ()
                return _Acted(Outcome(bulk.id, "Present", look.count), interval, place, refused=again)
            return writer.whole(self._attempts(bulk, look, place, writer))
        except FATAL:
            raise
        except UpgradeError as error:
            return _Acted(failed(bulk.id, error, 0, place), interval, place)

    def _attempts(self, bulk: Bulk, look: _Look, place: str, writer: TargetWriter) -> Callable[[], _Acted]:
        """What brings a range, any number of times: from the second on the ledger is asked whether the one before was committed."""
        tried = False

        def attempt() -> _Acted:
            nonlocal tried
            if tried:
                # What workers had ready was taken by the attempt before.
                for future in look.ahead:
                    future.cancel()
                look.ahead.clear()
                if (line := self._brought(bulk, look, writer)) is not None:
                    outcome = Outcome(bulk.id, "Grown" if look.interval.grown else "Done", line.rows - look.count)
                    return _Acted(outcome, look.interval, place, line.digest)
            tried = True
            return self._act(bulk, look, place, writer)

        return attempt

    def _brought(self, bulk: Bulk, look: _Look, writer: TargetWriter) -> Range | None:
        """The ledger's line of a range that this run has committed, though nobody was told."""
        for line in writer.ledger(self._installation, bulk.stream):
            ours = line.run == writer.journal.run and line.start == look.interval.start
            if ours and line != look.interval.known:
                return line
        return None

    def _act(self, bulk: Bulk, look: _Look, place: str, writer: TargetWriter) -> _Acted:
        interval, known = look.interval, look.interval.known
        where = (self._installation, bulk.stream, interval.start, interval.stop)
        limited, converted = selection(bulk.groups, bulk.since), self._portions(bulk.stream, look)
        if known is not None:
            # Ours, but limited: what is there stays, what is wanted now comes to it, and one ledger line covers both.
            limited = joined(known.selection, limited)
            whole = _together(bulk.stream, interval, self._rows(bulk, interval, writer), converted)
            if not is_of_all(limited) and self._digest(whole.rows).rows() == known.digest:
                return _Acted(Outcome(bulk.id, "Present", len(whole.rows)), interval, place)
            converted = iter([whole])
        made = _Made()
        self._as_seen(look, place, where, writer)
        # The transaction begins when the index has all documents: a busy one is waited for, and while it was open nobody else
        # could write to the target, not even that the run is to stop. So a range's rows wait in memory.
        pieces = self._documents(converted, made)
        out = writer.index.put_history(*where, pieces)
        deque(pieces, maxlen=0)
        with writer.transaction():
            self._as_seen(look, place, where, writer)
            if known is not None:
                writer.drop_history(*where)
                writer.journal.forget_range(known)
                # What this run adds to is kept, so that Undo can go back to it.
                writer.journal.line(added_to(bulk.stream, interval.start), ADDED, before=asdict(known))
            for rows in made.portions:
                writer.put_history(self._installation, bulk.stream, rows)
            line = made.ledger_line(where, limited, writer.journal.run)
            if out:
                documents = refused.digest(writer.history_rows(*where), out)
                line = replace(line, documents=documents, problems={**line.problems, REFUSED: len(out)})
            writer.journal.range(line)
        outcome = Outcome(bulk.id, "Grown" if interval.grown else "Done", made.rows - look.count)
        return _Acted(outcome, interval, place, line.digest, self._look_again(bulk.stream, interval), out)

    @staticmethod
    def _as_seen(look: _Look, place: str, where: tuple[str, str, int, int], writer: TargetWriter) -> None:
        if writer.history_count(*where) != look.count:
            raise TargetRefused(what=place, reason="somebody else wrote there at the same moment")

    def _look_again(self, stream: str, interval: Interval) -> Future[str] | None:
        if self._workers is None or self._workers.reread is None:
            return None
        try:
            return self._workers.executor.submit(self._workers.reread, stream, interval.start, interval.stop)
        except BrokenExecutor:
            return None

    def _seen(self, acted: _Acted, bulk: Bulk, writer: TargetWriter) -> _Acted:
        """The range's outcome, when its rows read back as they were written."""
        if not acted.digest:
            return acted
        found = ""
        if acted.again is not None:
            # What a worker could not read is read here.
            with suppress(BrokenExecutor, CancelledError, TargetInterrupted):
                found = acted.again.result()
        if not found:
            again = Digest()
            rows = writer.history_rows(self._installation, bulk.stream, acted.interval.start, acted.interval.stop)
            for page in batches(rows, PAGE):
                again.add(page)
            found = again.rows()
        if found == acted.digest:
            return acted
        refused = TargetRefused(what=acted.place, reason="it does not read back as it was written")
        return replace(acted, outcome=failed(bulk.id, refused, 0, acted.place))

    @staticmethod
    def _documents(converted: Iterator[Portion], made: _Made) -> Iterator[bytes]:
        """Documents of what is converted, NDJSON in pieces; its rows are kept."""
        for portion in converted:
            documents = portion.documents()
            made.add(portion, documents)
            if portion.rows:
                yield documents

    def _portions(self, stream: str, look: _Look) -> Iterator[Portion]:
        for start, stop in portions(look.interval.start, look.interval.stop):
            # What no worker has begun is done here rather than waited for.
            future = look.ahead.popleft() if look.ahead else None
            if future is not None and (future.done() or not future.cancel()):
                try:
                    yield future.result()
                    continue
                except (BrokenExecutor, CancelledError):
                    # A worker was killed. The pool does not come back; what it was for can be done here.
                    look.ahead.clear()
                    self._workers = None
            yield self._convert(stream, start, stop)


class _Made:
    """What has been converted of a range."""

    def __init__(self) -> None:
        self.rows, self.digest = 0, Digest()
        self.portions: list[Sequence[Row]] = []
        self._skipped, self._problems = Counter[str](), Counter[str]()

    def add(self, portion: Portion, documents: bytes) -> None:
        self.rows += len(portion.rows)
        if portion.rows:
            self.portions.append(portion.rows)
        self.digest.add(portion.rows, documents)
        self._skipped.update(portion.skipped)
        self._problems.update(portion.problems)

    def ledger_line(self, where: tuple[str, str, int, int], limited: str, run: int) -> Range:
        installation, stream, start, stop = where
        return Range(
            installation=installation,
            stream=stream,
            start=start,
            stop=stop,
            rows=self.rows,
            skipped=sum(self._skipped.values()),
            digest=self.digest.rows(),
            documents=self.digest.documents(),
            selection=limited,
            run=run,
            problems={**self._problems, **self._skipped},
        )


def _together(stream: str, interval: Interval, there: Sequence[Row], converted: Iterable[Portion]) -> Portion:
    """Rows already there and rows converted now as one portion; of the same key the one converted now."""
    rows = {row[0]: row for row in there}
    skipped, problems = Counter[str](), Counter[str]()
    for portion in converted:
        rows.update((row[0], row) for row in portion.rows)
        skipped.update(portion.skipped)
        problems.update(portion.problems)
    return Portion(stream, interval.start, interval.stop, [rows[key] for key in sorted(rows)], skipped, problems)
