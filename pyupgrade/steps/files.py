"""Files of a plan into the target's folder of files: look, write, look again, copied from the old installation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from pyupgrade.errors import FileUnreadable, UpgradeError, ids
from pyupgrade.plan import marks
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, TargetWriter, Values
from pyupgrade.plan.wording import sayable
from pyupgrade.steps.looking import conflict_text, judge
from pyupgrade.steps.outcomes import FATAL, failed

ACTING = (
    "Acting"  # said before a file is written: whoever resumes knows whose it is, since a folder knows no transaction
)
CONTENT = "content"


class Files:
    """The step for Change lines of the `files` door. `content` gives the bytes of a source file by "kind/path"."""

    def __init__(self, content: Callable[[str], bytes]) -> None:
        self._content = content

    def __call__(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        """One outcome a line, in order; a file and its journal line follow each other, the journal first and last."""
        for line in lines:
            if isinstance(line, Change):
                outcome = self._line(line, writer)
                stands = outcome.stands
                after = writer.digests(line.kind, [line.key]).get(line.key, "") if stands else ""
                with writer.transaction():
                    writer.journal.line(
                        line.id, outcome.status, after=after, error=outcome.error, message=outcome.message
                    )
                yield outcome

    def _line(self, line: Change, writer: TargetWriter) -> Outcome:
        wanted = {name: value for name, value in line.values.items() if name != CONTENT}
        try:
            found = writer.read(line.kind, [line.key]).get(line.key)
            match judge(line, wanted, found, default=False):
                case "present":
                    return Outcome(line.id, "Present")
                case "conflict":
                    text = conflict_text(wanted, found, line.before)
                    message = sayable(f"{line.name}: another file stands there, so it was left alone. {text}")
                    action = "Decide which is right; to take ours, move the file away and run a new plan."
                    return Outcome(line.id, "Conflict", 1, message, ids.ITEM_CONFLICT, action)
            content = self._bytes(line, wanted)
            with writer.transaction():
                writer.journal.line(line.id, ACTING, before=writer.image(line.kind, line.key) if found else None)
            lost: UpgradeError | None = None
            try:
                writer.files.put(line.key, content)
            except FATAL:
                raise
            except UpgradeError as error:
                lost = error
            # The look decides: an answer can be lost although the work was done.
            if writer.read(line.kind, [line.key]).get(line.key) == wanted:
                return Outcome(line.id, "Done")
            raise lost or FileUnreadable(path=line.key, reason="it does not read back as it was written")
        except FATAL:
            raise
        except UpgradeError as error:
            return failed(line.id, error)

    def _bytes(self, line: Change, wanted: Values) -> bytes:
        place = marks.content_of(line.values[CONTENT])
        content = self._content(place)
        if hashlib.sha256(content).hexdigest() != wanted["sha256"]:
            raise FileUnreadable(path=place, reason="it was changed after the plan was made; run a new plan")
        return content
