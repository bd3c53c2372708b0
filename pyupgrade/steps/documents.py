"""Search documents of a plan's groups into the search index, after their rows: look, put, look again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from pyupgrade.errors import DocumentRefused, IndexFailed, UpgradeError, ids
from pyupgrade.plan import marks
from pyupgrade.plan.canonical import canonical, digest
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, TargetWriter, Values
from pyupgrade.plan.wording import sayable
from pyupgrade.steps.looking import conflict_text
from pyupgrade.steps.outcomes import FATAL, failed

_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


def journal_line(line: str) -> str:
    """The journal's name for the document of a line's object."""
    return f"Document/{line}"


def document(values: Values) -> Values:
    """The search document of an object: its fields as they stand in the target, nothing that is sealed.

    A search server takes UTF-8 only: half a surrogate pair becomes the replacement character.
    """
    shown = {n: v for n, v in values.items() if not marks.is_sealed(v)}
    text = canonical(shown)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        whole = _HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", text.decode("utf-8", "surrogatepass"))
        replaced: Values = msgspec.json.decode(whole)
        return replaced
    return shown


class Documents:
    """The step for search documents of Change lines whose rows are in the target.

    The index cannot join the rows' transaction: looking first is what makes a resume right, the journal is memory only.
    """

    def __call__(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """One outcome a line, in order; one bulk request and one commit of the journal for the batch."""
        changes = [line for line in lines if isinstance(line, Change)]
        outcomes: dict[str, Outcome] = {}
        digests: dict[str, str] = {}
        for kind in sorted({line.kind for line in changes}):
            of_kind = [line for line in changes if line.kind == kind]
            rows = writer.read(kind, [line.key for line in of_kind])
            wanted = {key: document(values) for key, values in rows.items()}
            digests.update({f"{kind}/{key}": digest(d) for key, d in wanted.items()})
            try:
                outcomes.update(self._kind(kind, of_kind, wanted, writer))
            except FATAL:
                raise
            except UpgradeError as error:
                # The index cannot even be looked at: nothing is known of any of them, and the rows stand all the same.
                outcomes.update({line.id: failed(line.id, error) for line in of_kind})
            for line in of_kind:
                odd = sorted(n for n, v in wanted.get(line.key, {}).items() if v != rows[line.key][n])
                if odd and outcomes[line.id].status == "Done":
                    told_odd = (
                        f"{line.name}: its search document shows U+FFFD for half a surrogate pair in {', '.join(odd)}."
                    )
                    outcomes[line.id] = replace(outcomes[line.id], message=sayable(told_odd))

        def remember() -> None:
            with writer.transaction():
                for line in changes:
                    outcome = outcomes[line.id]
                    after = digests[line.id] if outcome.stands else ""
                    writer.journal.line(
                        journal_line(line.id), outcome.status, after=after, error=outcome.error, message=outcome.message
                    )

        writer.whole(remember)
        yield from (outcomes[line.id] for line in changes)

    def _kind(
        self, kind: str, lines: Sequence[Change], wanted: Mapping[str, Values], writer: TargetWriter
    ) -> dict[str, Outcome]:
        found = writer.index.read(kind, [line.key for line in lines])
        outcomes: dict[str, Outcome] = {}
        due: dict[str, Values] = {}
        for line in lines:
            there, document_wanted = found.get(line.key), wanted.get(line.key)
            if document_wanted is None:
                message = f"{line.name}: its row is gone from the target, so it has no document."
                outcomes[line.id] = Outcome(line.id, "Failed", 1, message, ids.ITEM_FAILED, "Run Resume-DMUpgrade.")
            elif there == document_wanted:
                outcomes[line.id] = Outcome(line.id, "Present")
            elif there is None or (line.before is not None and there == document(line.before)):
                due[line.key] = document_wanted
            else:
                text = conflict_text(document_wanted, there, None if line.before is None else document(line.before))
                message = sayable(f"{line.name}: its search document is somebody else's, so it was left alone. {text}")
                action = "Run the product's replication for this store; it makes the document from the row."
                outcomes[line.id] = Outcome(line.id, "Conflict", 1, message, ids.ITEM_CONFLICT, action)
        if due:
            outcomes.update(self._put(kind, [line for line in lines if line.key in due], due, writer))
        return outcomes

    def _put(
        self, kind: str, lines: Sequence[Change], due: Mapping[str, Values], writer: TargetWriter
    ) -> dict[str, Outcome]:
        """Puts what is due and looks again: the look decides, for an answer can be lost although the work was done."""
        lost: UpgradeError | None = None
        refused: dict[str, str] = {}
        try:
            refused = {one.id: one.reason for one in writer.index.put(kind, due)}
        except FATAL:
            raise
        except UpgradeError as error:
            lost = error
        again = writer.index.read(kind, list(due))
        outcomes: dict[str, Outcome] = {}
        for line in lines:
            if again.get(line.key) == due[line.key]:
                outcomes[line.id] = Outcome(line.id, "Done")
            elif reason := refused.get(line.key):
                message = sayable(f"{line.name}: the search index refused its document: {reason}.")
                action = "Correct the index's mapping and run Resume-DMUpgrade; the row is in the database."
                outcomes[line.id] = Outcome(line.id, "Failed", 1, message, DocumentRefused.code, action)
            elif lost is not None:
                outcomes[line.id] = failed(line.id, lost)
            else:
                message = f"{line.name}: its search document does not read back as it was put."
                action = "Run Resume-DMUpgrade; if it stays so, look at the index's mapping."
                outcomes[line.id] = Outcome(line.id, "Failed", 1, message, IndexFailed.code, action)
        return outcomes
