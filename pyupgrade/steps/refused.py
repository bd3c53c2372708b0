"""Search documents that the index refuses: told one by one, left out of a range's digest, and put again on a resume."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pyupgrade.errors import DocumentRefused
from pyupgrade.plan.batches import batches
from pyupgrade.plan.history import REFUSED, Row, document_of, ndjson
from pyupgrade.plan.ports import Outcome, Range, Refused, TargetWriter

LISTED: Final = 1_000  # of a range; what lies beyond is counted
_PAGE: Final = 500


def outcomes(line: str, stream: str, refused: Sequence[Refused]) -> Iterator[Outcome]:
    """A row for each refused document. They count for nothing: the events they belong to are in the database."""
    for one in refused[:LISTED]:
        key = document_of(one.id)
        error = DocumentRefused(key=key, stream=stream, reason=one.reason)
        yield Outcome(line, "Failed", 0, error.message, error.code, error.recommended_action, part=str(key))
    if (more := len(refused) - LISTED) > 0:
        text = f"The search index refused {more:,} more documents of {stream} in the same range."
        yield Outcome(line, "Failed", 0, text, DocumentRefused.code, DocumentRefused.action, part="more")


def digest(rows: Iterable[Row], refused: Sequence[Refused]) -> str:
    """SHA-256 of the documents that are in, as the index gives them back."""
    out, made = {one.id.encode() for one in refused}, hashlib.sha256()
    for row in rows:
        if row[-1][7:43] not in out:
            made.update(row[-1] + b"\n")
    return made.hexdigest()


def put_again(known: Range, writer: TargetWriter) -> Sequence[Refused]:
    """Puts a range's documents once more, of which some were refused, and corrects its ledger line. Raises IndexFailed."""
    where = (known.installation, known.stream, known.start, known.stop)
    refused = writer.index.put_history(*where, _pieces(writer, where))
    problems = {code: count for code, count in known.problems.items() if code != REFUSED}
    if refused:
        problems[REFUSED] = len(refused)

    def correct() -> None:
        with writer.transaction():
            writer.journal.forget_range(known)
            documents = digest(writer.history_rows(*where), refused)
            writer.journal.range(replace(known, documents=documents, problems=problems))

    writer.whole(correct)
    return refused


def _pieces(writer: TargetWriter, where: tuple[str, str, int, int]) -> Iterator[bytes]:
    return (ndjson(page) for page in batches(writer.history_rows(*where), _PAGE))
