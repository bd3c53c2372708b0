"""A run's work taken back, newest first: what still is as the run left it becomes what it was before, all else is listed."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from pyupgrade.errors import UpgradeError, ids
from pyupgrade.plan import marks
from pyupgrade.plan.batches import batches
from pyupgrade.plan.history import DOCUMENT_KEYS, RANGE_KEYS, Digest, ndjson
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import Control, Outcome, Range, TargetWriter, Values
from pyupgrade.plan.wording import sayable
from pyupgrade.steps.documents import document, journal_line
from pyupgrade.steps.history import added_to
from pyupgrade.steps.looking import shown
from pyupgrade.steps.outcomes import FATAL, failed

UNDONE: Final = "Undone"
BATCH: Final = 100  # lines in one commit: a stop is obeyed after it
_PAGE: Final = 1_000
_FILE: Final = "File"
_ACTION: Final = "Look at who changed it; take it back by hand if it must go, with the before-image in the journal."


@dataclass(frozen=True, slots=True)
class Written:
    """A line that the run wrote: what stood there before (None: nothing), the digest of what it wrote, what it refers to."""

    line: str
    name: str
    before: Values | None
    after: str
    refers: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.line.partition("/")[0]

    @property
    def key(self) -> str:
        return self.line.partition("/")[2]


class Undo:
    """Takes back lines and ranges; one instance a run that is undone.

    `indexed` are kinds with a search document, `added` ledger lines of earlier runs that this run added to, by their name
    in the journal. `needed`: lines that something which is not even looked at refers to, and that thing's name.
    """

    def __init__(
        self, installation: str, indexed: Collection[str], added: Mapping[str, Range], needed: Mapping[str, str]
    ) -> None:
        self.installation, self._indexed, self._added = installation, frozenset(indexed), added
        self._needed: dict[str, str] = dict(needed)  # what is left alone on the way adds to it

    # -- objects and files -------------------------------------------------------------------------------------------

    def objects(self, lines: Sequence[Written], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """One outcome a line, newest first, each after its commit; ends early when control says so."""
        for kind, of_kind in groupby(lines, key=lambda line: line.kind):
            for batch in batches(of_kind, BATCH):
                outcomes = writer.whole(partial(self._batch, kind, batch, writer))
                for line in batch:
                    if outcomes[line.line].status != UNDONE:
                        self._needed.update(dict.fromkeys(line.refers, line.name))
                    yield outcomes[line.line]
                if not control.go_on():
                    return

    def _batch(self, kind: str, batch: Sequence[Written], writer: TargetWriter) -> Mapping[str, Outcome]:
        """Outcomes by line. Each attempt looks anew: what one before has committed is found Undone by its image."""
        digests = writer.digests(kind, [line.key for line in batch]) if writer.joins(kind) else {}
        outcomes: dict[str, Outcome] = {}
        due: list[Written] = []
        for line in batch:
            if (left := self._against(line, digests.get(line.key), writer)) is None:
                due.append(line)
            else:
                outcomes[line.line] = left
        if kind in self._indexed and due:
            due = self._documents(kind, due, writer, outcomes)
        # Asked before the transaction, since it is another connection that reads.
        journalled = {
            line.line for line in batch if kind in self._indexed and writer.journal.state(journal_line(line.line))
        }
        with writer.transaction():
            for line in due:
                outcomes[line.line] = self._back(line, writer)
            for line in batch:
                outcome = outcomes[line.line]
                if outcome.status == UNDONE:
                    writer.journal.line(line.line, UNDONE)
                    if line.line in journalled:
                        writer.journal.line(journal_line(line.line), UNDONE)
                else:
                    writer.journal.line(line.line, "Done", message=outcome.message)
        return outcomes

    def _against(self, line: Written, found: str | None, writer: TargetWriter) -> Outcome | None:
        """What speaks against taking a line back; Undone where it is so already, since its image stands there."""
        if not writer.joins(line.kind):
            return self._left(line, "it went by call through a documented door, which takes nothing back")
        if found == line.after:
            if by := self._needed.get(line.line):
                return self._left(line, f"{by}, which stays, refers to it")
            if line.kind == _FILE and line.before is not None and "bytes" not in line.before:
                return self._left(line, "what stood there before was too large to keep")
            return None
        image = writer.image(line.kind, line.key)
        if image == line.before:
            return Outcome(line.line, UNDONE)
        if found is None:
            return self._left(line, "it was removed since")
        return self._left(line, "it was changed since")

    def _left(self, line: Written, reason: str) -> Outcome:
        message = sayable(f"{line.name}: {reason}, so it was left alone.")
        return Outcome(line.line, "Conflict", 1, message, ids.UNDO_CONFLICT, _ACTION)

    def _back(self, line: Written, writer: TargetWriter) -> Outcome:
        try:
            if line.kind == _FILE:
                self._file_back(line, writer)
            else:
                with writer.savepoint():
                    self._object_back(line, writer)
            return Outcome(line.line, UNDONE)
        except FATAL:
            raise
        except UpgradeError as error:
            return failed(line.line, error)

    def _object_back(self, line: Written, writer: TargetWriter) -> None:
        if line.before is None:
            writer.remove(line.kind, line.key)
            return
        now = writer.image(line.kind, line.key) or {}
        emptied: Values = dict.fromkeys((name for name in now if name not in line.before), None)
        writer.write(line.kind, line.key, {**emptied, **line.before})
        again = writer.image(line.kind, line.key)
        if again != line.before:
            raise UpgradeError(reason=f"{line.line} does not read back as it was: {shown(again and _read_form(again))}")

    def _file_back(self, line: Written, writer: TargetWriter) -> None:
        if line.before is None:
            writer.files.remove(line.key)
        else:
            writer.files.put(line.key, base64.b64decode(line.before["bytes"]))

    # -- search documents --------------------------------------------------------------------------------------------

    def _documents(
        self, kind: str, due: Sequence[Written], writer: TargetWriter, outcomes: dict[str, Outcome]
    ) -> list[Written]:
        """Documents put back or removed before their rows: should this end between, the next Undo finds them so."""
        keys = [line.key for line in due]
        rows, found = writer.read(kind, keys), writer.index.read(kind, keys)
        ready: list[Written] = []
        back: dict[str, Values] = {}
        gone: list[str] = []
        for line in due:
            before = None if line.before is None else document(_read_form(line.before))
            there = found.get(line.key)
            if there not in (None, before, document(rows[line.key])):
                outcomes[line.line] = self._left(line, "its search document was changed since")
                continue
            ready.append(line)
            if before is None:
                gone.append(line.key)
            else:
                back[line.key] = before
        refused = {one.id: one.reason for one in writer.index.put(kind, back)}
        for line in [line for line in ready if line.key in refused]:
            outcomes[line.line] = self._left(
                line, f"the search index refused what its document was: {refused[line.key]}"
            )
            ready.remove(line)
        if gone:
            writer.index.remove(kind, gone)
        return ready

    # -- history -----------------------------------------------------------------------------------------------------

    def ranges(
        self,
        stream: str,
        ledger: Sequence[Range],
        writer: TargetWriter,
        control: Control,
        refers: Sequence[str] = (),
    ) -> Iterator[Outcome]:
        """One outcome a range of this run, the last keys first; ends early when control says so. `refers`: of the stream."""
        for known in reversed(ledger):
            outcome = writer.whole(self._attempts(stream, known, writer))
            if outcome.status != UNDONE:
                self._needed.update(dict.fromkeys(refers, f"history ({stream})"))
            yield outcome
            if not control.go_on():
                return

    def unfinished(self, bulk: Bulk, ledger: Sequence[Range], writer: TargetWriter) -> None:
        """Takes away the documents of the range that a kill found between index and database: above all that the ledger knows.

        `ledger` is the stream's as it was before any range was taken back. Raises IndexFailed, IndexUnusable.
        """
        above = max((known.stop + 1 for known in ledger), default=bulk.first // RANGE_KEYS * RANGE_KEYS)
        writer.index.put_history(self.installation, bulk.stream, above, DOCUMENT_KEYS, ())

    def _attempts(self, stream: str, known: Range, writer: TargetWriter) -> Callable[[], Outcome]:
        """What takes a range back, any number of times: from the second on the ledger is asked whether the one before was committed."""
        earlier, tried = self._added.get(added_to(stream, known.start)), False

        def attempt() -> Outcome:
            nonlocal tried
            if tried and known not in writer.ledger(self.installation, stream):
                return Outcome(f"History/{stream}", UNDONE, known.rows - (earlier.rows if earlier else 0))
            tried = True
            return self._range(stream, known, earlier, writer)

        return attempt

    def _range(self, stream: str, known: Range, earlier: Range | None, writer: TargetWriter) -> Outcome:
        line, place = f"History/{stream}", f"{stream}, keys {known.start} to {known.stop}"
        where = (self.installation, stream, known.start, known.stop)
        digest = Digest()
        for page in batches(writer.history_rows(*where), _PAGE):
            digest.add(page)
        documents = writer.index.history(*where)
        if digest.rows() != known.digest or not _same_documents(documents, known):
            message = f"{place}: its events were changed since, so they were left alone."
            return Outcome(line, "Conflict", known.rows, message, ids.UNDO_CONFLICT, _ACTION)
        if earlier is None:
            writer.index.put_history(*where, ())
            with writer.transaction():
                writer.drop_history(*where)
                writer.journal.forget_range(known)
            return Outcome(line, UNDONE, known.rows)
        return self._back_to(earlier, known, place, writer)

    def _back_to(self, earlier: Range, known: Range, place: str, writer: TargetWriter) -> Outcome:
        """Events that this run added go; what stays must be what the earlier run had written there."""
        line, where = f"History/{known.stream}", (self.installation, known.stream, earlier.stop + 1, known.stop)
        staying, kept = Digest(), list[bytes]()
        for page in batches(writer.history_rows(self.installation, known.stream, known.start, earlier.stop), _PAGE):
            staying.add(page)
            kept.append(ndjson(page))
        if staying.rows() != earlier.digest:
            message = f"{place}: it holds events of run {earlier.run} among this run's, which cannot be told apart; it was left alone."
            return Outcome(line, "Conflict", known.rows, message, ids.UNDO_CONFLICT, _ACTION)
        writer.index.put_history(self.installation, known.stream, known.start, known.stop, kept)
        with writer.transaction():
            writer.drop_history(*where)
            writer.journal.forget_range(known)
            writer.journal.range(earlier)
        return Outcome(line, UNDONE, known.rows - earlier.rows)


def _same_documents(documents: bytes | None, known: Range) -> bool:
    """Gone counts as the same: an Undo that was killed may have taken them away already."""
    if documents is None:
        return True
    made = Digest()
    made.add((), documents)
    return made.documents() == known.documents


def _read_form(image: Values) -> Values:
    """An image as a reader gives the object: sealed text hidden."""
    return {n: {marks.SEALED: True} if marks.is_sealed(v) else v for n, v in image.items()}
