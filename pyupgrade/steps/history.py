"""History into the target, range by range: look, act, look again; search documents first, then rows and ledger line in
one commit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from typing import Final

from pyupgrade.errors import (
    DiskFull,
    LockLost,
    SourceUnreachable,
    TargetBusy,
    TargetRefused,
    TargetUnreachable,
    UpgradeError,
)
from pyupgrade.plan.history import Convert, Digest, RangeResult, Row, documents, is_of_all, selection
from pyupgrade.plan.intervals import Interval, Keys, intervals, is_settled, joined
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, Range, TargetWriter

# The source or the target itself is at stake: no range can go on. Everything else concerns the one range it happened
# in.
FATAL: Final = (DiskFull, LockLost, SourceUnreachable, TargetBusy, TargetUnreachable)


@dataclass(frozen=True, slots=True)
class Workers:
    """Where ranges are converted ahead: an executor, what to submit to it, how many may be in flight."""

    executor: Executor
    convert: Callable[[str, int, int], RangeResult]
    in_flight: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What a range looked like: a conflict in words, or nothing to do, or to act; `rows` are ours already there."""

    interval: Interval
    conflict: str = ""
    act: bool = False
    count: int = 0
    future: Future[RangeResult] | None = None


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
        states: set[str] = set()
        first: Outcome | None = None
        for look in self._ahead(bulk, writer):
            outcome = self._range(bulk, look, writer)
            known = look.interval.known
            # A range that this run brought before it was interrupted is Present now, but it was this run that did it.
            ours = known is not None and known.run == writer.journal.run
            states.add("Done" if ours and outcome.status == "Present" else outcome.status)
            first = outcome if first is None and outcome.error else first
            yield outcome
            if look.act and not control.go_on():
                return False
        state = next(
            (s for s in ("Failed", "Conflict", "Done") if s in states), "Done" if "Grown" in states else "Present"
        )
        with writer.transaction():
            error, message = ("", "") if first is None else (first.error, first.message)
            writer.journal.line(bulk.id, state, error=error, message=message)
        return True

    def _ahead(self, bulk: Bulk, writer: TargetWriter) -> Iterator[_Look]:
        """Ranges in key order, looked at, and at work in the workers as far ahead as they may be."""
        waiting: deque[_Look] = deque()
        try:
            ledger = writer.ledger(self._installation, bulk.stream)
            for interval in intervals(bulk, ledger, self._keys):
                look = self._look(bulk, interval, writer)
                if look.act and self._workers is not None:
                    future = self._submit(bulk.stream, interval)
                    look = _Look(interval, act=True, count=look.count, future=future)
                waiting.append(look)
                if self._workers is None or len(waiting) >= self._workers.in_flight:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            for look in waiting:
                if look.future is not None:
                    look.future.cancel()

    def _submit(self, stream: str, interval: Interval) -> Future[RangeResult] | None:
        assert self._workers is not None
        try:
            return self._workers.executor.submit(self._workers.convert, stream, interval.start, interval.stop)
        except BrokenExecutor:
            return None

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

    def _range(self, bulk: Bulk, look: _Look, writer: TargetWriter) -> Outcome:
        interval = look.interval
        place = f"{bulk.stream}, keys {interval.start} to {interval.stop}"
        if look.conflict:
            return Outcome(
                bulk.id,
                "Conflict",
                look.count,
                f"{place}: {look.conflict}. Nothing was written there.",
                "DMUpgrade.History.Conflict",
                "Find out who wrote or removed them; when they may go, remove them and run a new plan.",
            )
        if not look.act:
            return Outcome(bulk.id, "Present", look.count)
        try:
            return self._act(bulk, look, place, writer)
        except FATAL:
            raise
        except UpgradeError as error:
            return Outcome(bulk.id, "Failed", 0, f"{place}: {error.message}", error.code, error.recommended_action)

    def _act(self, bulk: Bulk, look: _Look, place: str, writer: TargetWriter) -> Outcome:
        interval, known = look.interval, look.interval.known
        made = self._converted(bulk.stream, look)
        rows, limited = made.rows, selection(bulk.groups, bulk.since)
        digest, digest_of_documents = made.digest, made.documents
        if known is not None:
            # Ours, but limited: what is there stays, what is wanted now comes to it, and one ledger line covers both.
            there = {row[0]: row for row in self._rows(bulk, interval, writer)}
            rows = [row for _, row in sorted({**there, **{row[0]: row for row in made.rows}}.items())]
            whole = self._digest(rows)
            digest, digest_of_documents = whole.rows(), whole.documents()
            limited = joined(known.selection, limited)
            if digest == known.digest and not is_of_all(limited):
                return Outcome(bulk.id, "Present", len(rows))
        writer.index.put_history(self._installation, bulk.stream, interval.start, documents(rows))
        with writer.transaction():
            if writer.history_count(self._installation, bulk.stream, interval.start, interval.stop) != look.count:
                raise TargetRefused(what=place, reason="somebody else wrote there at the same moment")
            if known is not None:
                writer.drop_history(self._installation, bulk.stream, interval.start, interval.stop)
                writer.journal.forget_range(known)
            writer.put_history(self._installation, bulk.stream, rows)
            writer.journal.range(
                Range(
                    installation=self._installation,
                    stream=bulk.stream,
                    start=interval.start,
                    stop=interval.stop,
                    rows=len(rows),
                    skipped=sum(made.skipped.values()),
                    digest=digest,
                    documents=digest_of_documents,
                    selection=limited,
                    run=writer.journal.run,
                    problems={**made.problems, **made.skipped},
                )
            )
        again = Digest()
        for page in _pages(writer.history_rows(self._installation, bulk.stream, interval.start, interval.stop)):
            again.add(page)
        if again.rows() != digest:
            raise TargetRefused(what=place, reason="it does not read back as it was written")
        return Outcome(bulk.id, "Grown" if interval.grown else "Done", len(rows) - look.count)

    def _converted(self, stream: str, look: _Look) -> RangeResult:
        if look.future is not None:
            try:
                return look.future.result()
            except BrokenExecutor:
                # A worker was killed. The pool does not come back; what it was for can be done here.
                self._workers = None
        return self._convert(stream, look.interval.start, look.interval.stop)


def _pages(rows: Iterator[tuple[object, ...]], size: int = 500) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in rows:
        page.append(row)  # type: ignore[arg-type]
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page
