"""Objects of a plan into the target: look, act, look again; a batch a commit with a savepoint a line, or a line a commit by call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from pyupgrade.errors import (
    SecretMissing,
    TargetRefused,
    UpgradeError,
    ids,
)
from pyupgrade.plan import marks
from pyupgrade.plan.batches import batches
from pyupgrade.plan.build import resolved, same
from pyupgrade.plan.defaults import is_default
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, Secrets, TargetWriter, Values
from pyupgrade.plan.wording import sayable
from pyupgrade.steps.looking import Finding, conflict_text, judge
from pyupgrade.steps.outcomes import FATAL, failed

LOOKED_AT: Final = (
    25  # objects looked at together before they are called for: what is found must still be so a moment later
)
PARENT: Final = "ParentGroup"
ACTING: Final = "Acting"
TRIED: Final = (ACTING, "Failed", "Done")  # states of a line whose object may be there by this run


@dataclass(frozen=True, slots=True)
class _Ended:
    """What became of a line: its outcome, and for one written now the image of what stood there before."""

    outcome: Outcome
    before: Values | None = None


class Objects:
    """The step for Change lines; one instance a run, called with a batch, which is one commit where the door joins it."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._born: set[str] = set()

    def __call__(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """One outcome a line, in order, after the commit. What is fatal is raised, and nothing of the batch written."""
        changes = [line for line in lines if isinstance(line, Change)]
        for line in changes:
            writer.expect(line.kind, {line.key: line.values})
        for joins, neighbours in groupby(changes, key=lambda line: writer.joins(line.kind)):
            if joins:
                yield from (e.outcome for e in writer.whole(partial(self._committed, list(neighbours), writer)))
            else:
                yield from self._called(list(neighbours), writer, control)

    def _called(self, lines: Sequence[Change], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """Lines that go by call: one a commit, so that the journal is never more than one behind.

        A few of one kind are looked at together: what they find must still be so a moment later, and a call for one kind of object
        (a store) brings others into being (its roles).
        """
        for kind, of_kind in groupby(lines, key=lambda line: line.kind):
            for some in batches(of_kind, LOOKED_AT):
                found = writer.read(kind, [line.key for line in some])
                for line in some:
                    yield self._called_for(line, found.get(line.key), writer)
                    if not control.go_on():
                        return

    def _called_for(self, line: Change, found: Values | None, writer: TargetWriter) -> Outcome:
        if found is None and line.values.get(PARENT):  # the call for its parent may have brought it along
            found = writer.read(line.kind, [line.key]).get(line.key)
        begun = writer.journal.state(line.id)
        if self._finding(line, found, writer, begun)[0] == "act":
            # Said before it is done: what a killed run had begun is then told from somebody else's work.
            with writer.transaction():
                writer.journal.line(line.id, ACTING)
        with writer.transaction():
            made = self._line(line, found, writer, begun)
            self._note_birth(line, made, writer)
            stands = made.outcome.stands
            after = writer.digests(line.kind, [line.key]).get(line.key, "") if stands else ""
            self._record(line, made, after, writer)
        return made.outcome

    def _committed(self, changes: Sequence[Change], writer: TargetWriter) -> list[_Ended]:
        born = set(self._born)
        try:
            with writer.transaction():
                return self._batch(changes, writer)
        except BaseException:
            self._born = born
            raise

    def _batch(self, lines: Sequence[Change], writer: TargetWriter) -> list[_Ended]:
        by_kind: dict[str, list[str]] = {}
        for line in lines:
            by_kind.setdefault(line.kind, []).append(line.key)
        found = {kind: writer.read(kind, keys) for kind, keys in by_kind.items()}
        ended: list[_Ended] = []
        for line in lines:
            made = self._line(line, found[line.kind].get(line.key), writer)
            ended.append(made)
            self._note_birth(line, made, writer)
        digests = {kind: writer.digests(kind, keys) for kind, keys in by_kind.items()}
        for line, made in zip(lines, ended, strict=True):
            stands = made.outcome.stands
            self._record(line, made, digests[line.kind].get(line.key, "") if stands else "", writer)
        return ended

    def _note_birth(self, line: Change, made: _Ended, writer: TargetWriter) -> None:
        if line.action == "create" and (made.outcome.status == "Done" or writer.journal.state(line.id) == "Done"):
            self._born.add(line.id)

    def _record(self, line: Change, made: _Ended, after: str, writer: TargetWriter) -> None:
        outcome = made.outcome
        writer.journal.line(
            line.id, outcome.status, before=made.before, after=after, error=outcome.error, message=outcome.message
        )

    def _line(self, line: Change, found: Values | None, writer: TargetWriter, begun: str | None = None) -> _Ended:
        try:
            finding, wanted = self._finding(line, found, writer, begun)
            if finding == "present":
                writer.found_so(line.kind, line.key, wanted)
                return _Ended(Outcome(line.id, "Present"))
            if finding == "conflict":
                text = conflict_text(wanted, found, line.before)
                return _Ended(
                    Outcome(
                        line.id,
                        "Conflict",
                        message=sayable(f"{line.name}: somebody else changed it, so it was left alone. {text}"),
                        error=ids.ITEM_CONFLICT,
                        action="Decide which is right; to take ours, set the object back and run a new plan.",
                    )
                )
            self._refuse_forgotten(line, writer)
            before = writer.image(line.kind, line.key) if found is not None else None
            with writer.savepoint():
                self._write(line, wanted, writer)
            return _Ended(Outcome(line.id, "Done"), before)
        except FATAL:
            raise
        except UpgradeError as error:
            return _Ended(failed(line.id, error))
        except Exception as error:  # one line's trouble must not keep the others from being written
            action = "Look at the object and at the details log, then run Resume-DMUpgrade."
            return _Ended(Outcome(line.id, "Failed", 1, sayable(f"{line.name}: {error}"), ids.ITEM_FAILED, action))

    def _finding(
        self, line: Change, found: Values | None, writer: TargetWriter, begun: str | None
    ) -> tuple[Finding, Values]:
        """What a look has found, and what is wanted with its references resolved; `begun` is the line's state before this attempt."""
        wanted, unseen = resolved(self._asked(line), writer), writer.unseen(line.kind)
        default = found is not None and self._born_with(line) and is_default(line, found, writer.defaults)
        finding = judge(line, wanted, found, default, unseen, bool(unseen) and begun in TRIED)
        if finding == "act" and begun == ACTING and line.before is None and found is not None:
            # Killed after it began to make this. What no call changes is made by one call, so it is there whole or not at all.
            shown = {n: v for n, v in wanted.items() if n in found or n not in unseen}
            if same(shown, found) and writer.refuses(line.kind, line.key, wanted, found):
                return "present", wanted
        return finding, wanted

    def _write(self, line: Change, wanted: Values, writer: TargetWriter) -> None:
        """Acts and looks again; what does not read back as it was written is an error, which undoes the savepoint."""
        given = writer.write(
            line.kind, line.key, {name: self._plain(line, name, value) for name, value in wanted.items()}
        )
        if given is not None:
            writer.journal.map_id(line.kind, line.key, given)
        again = writer.read(line.kind, [line.key]).get(line.key)
        if again is None or not same(wanted, again):
            differing = (
                sorted(wanted) if again is None else [n for n in sorted(wanted) if not same({n: wanted[n]}, again)]
            )
            raise TargetRefused(
                what=line.id, reason=f"it does not read back as it was written in {', '.join(differing)}"
            )

    def _asked(self, line: Change) -> Values:
        """The line's values without secrets nobody gave: an optional question left open leaves its field as it is."""
        return {
            n: v
            for n, v in line.values.items()
            if not (secret := marks.secret_of(v)) or self._secrets.value(secret) is not None
        }

    def _plain(self, line: Change, name: str, value: Any) -> Any:
        if secret := marks.secret_of(value):
            text = self._secrets.value(secret)
            return {marks.SEALED: text} if marks.is_copied(value) else text
        if reference := marks.reference_of(value):
            raise TargetRefused(what=line.id, reason=f"{name} refers to {reference}, which the target does not have")
        return value

    def _refuse_forgotten(self, line: Change, writer: TargetWriter) -> None:
        """A resume binds no secrets of lines that are done: should one have to be written again, that must be said."""
        secrets = [s for v in line.values.values() if (s := marks.secret_of(v)) and self._secrets.value(s) is None]
        if secrets and writer.journal.state(line.id) == "Done":
            raise SecretMissing(
                details=[
                    f"{secret}: {line.name} was taken out of the target after it was written" for secret in secrets
                ]
            )

    def _born_with(self, line: Change) -> bool:
        return line.store is not None and f"IdentityStore/{line.store}" in self._born
