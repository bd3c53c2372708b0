"""What the journal in the target says: read by plans, written by the current run in the transactions of its work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pyupgrade.connect import sql
from pyupgrade.plan import document
from pyupgrade.plan.batches import batches
from pyupgrade.plan.ports import Clock, Range, Values
from pyupgrade.plan.wording import sayable
from pyupgrade.target.codec import json_text
from pyupgrade.target.journal_tables import CONTROL, ID_MAP, INSTALLATION, LINE, RANGE, RUN, TARGET

_KEYS: Final = 400
PLANNED: Final = "Planned"
SKIPPED: Final = "Skipped"


def moment(clock: Clock) -> str:
    """Now as ISO 8601 UTC to the millisecond."""
    return datetime.fromtimestamp(clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class JournalReader:
    """What earlier runs wrote down. On a target that was never written to there is nothing, and nothing is made."""

    def __init__(self) -> None:
        self._there = False
        self._plans: dict[int, Mapping[str, Values]] = {}

    def exists(self, connection: Connection) -> bool:
        if not self._there:
            # The control table is the last one made: where it is, all are.
            self._there = sql.has_table(connection, CONTROL.name)
        return self._there

    def identity(self, connection: Connection) -> str | None:
        return connection.execute(sa.select(TARGET.c.identity)).scalar() if self.exists(connection) else None

    def ordinal(self, connection: Connection, installation: str) -> int:
        """The number of an old installation in history keys: the one it has, else the next free one from 1."""
        if not self.exists(connection):
            return 1
        chosen = sa.select(INSTALLATION.c.ordinal).where(INSTALLATION.c.installation == installation)
        known = connection.execute(chosen).scalar()
        return known or (connection.execute(sa.select(sa.func.max(INSTALLATION.c.ordinal))).scalar() or 0) + 1

    def ours(self, connection: Connection, kind: str, keys: Collection[str]) -> set[str]:
        """Keys of objects that some run of ours wrote (state Done)."""
        if not self.exists(connection):
            return set()
        found: set[str] = set()
        prefix = f"{kind}/"
        for chunk in batches(keys, _KEYS):
            lines = [prefix + key for key in chunk]
            chosen = sa.select(LINE.c.line).where(LINE.c.line.in_(lines), LINE.c.state == "Done").distinct()
            found.update(line.removeprefix(prefix) for (line,) in connection.execute(chosen))
        return found

    def wrote(self, connection: Connection, installation: str, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """Values that runs for this source last wrote of objects (state Done), as the plans had them; later runs go over earlier ones."""
        if not self.exists(connection):
            return {}
        found: dict[str, Values] = {}
        prefix = f"{kind}/"
        for chunk in batches(keys, _KEYS):
            lines = [prefix + key for key in chunk]
            done = sa.select(LINE.c.run, LINE.c.line).where(LINE.c.line.in_(lines), LINE.c.state == "Done")
            of_source = done.join(RUN, RUN.c.id == LINE.c.run).where(RUN.c.installation == installation)
            for run, line in connection.execute(of_source.order_by(LINE.c.run)).all():
                found.setdefault(line.removeprefix(prefix), {}).update(self._planned(connection, run).get(line, {}))
        return found

    def _planned(self, connection: Connection, run: int) -> Mapping[str, Values]:
        """A run's plan does not change, and is large: it is read once."""
        if run not in self._plans:
            text = connection.execute(sa.select(RUN.c.plan).where(RUN.c.id == run)).scalar()
            self._plans[run] = document.values(str(text))
        return self._plans[run]

    def given(self, connection: Connection, kind: str, key: str) -> int | None:
        if not self.exists(connection):
            return None
        chosen = sa.select(sa.func.max(ID_MAP.c.given)).where(ID_MAP.c.kind == kind, ID_MAP.c.key == key)
        return connection.execute(chosen).scalar()

    def highest(self, connection: Connection, kind: str) -> int:
        """The highest id given to an object of this kind so far, 0 for none; a removed one's is not used again."""
        if not self.exists(connection):
            return 0
        return connection.execute(sa.select(sa.func.max(ID_MAP.c.given)).where(ID_MAP.c.kind == kind)).scalar() or 0

    def ledger(self, connection: Connection, installation: str, stream: str) -> list[Range]:
        """History ranges written so far, by start and selection."""
        if not self.exists(connection):
            return []
        chosen = (
            sa.select(RANGE)
            .where(RANGE.c.installation == installation, RANGE.c.stream == stream)
            .order_by(RANGE.c.start, RANGE.c.selection)
        )
        return [_range(row) for row in connection.execute(chosen)]

    def completed(self, connection: Connection, installation: str) -> frozenset[str]:
        """Features that some run for this source brought to its end without a failed line."""
        if not self.exists(connection):
            return frozenset()
        chosen = sa.select(RUN.c.completed).where(RUN.c.installation == installation, RUN.c.status.like("Completed%"))
        return frozenset(feature for (text,) in connection.execute(chosen) for feature in msgspec.json.decode(text))


# Built once, run for every line of a plan. A second attempt must not replace what stood there before the first.
_LINE: Final = sa.and_(LINE.c.run == sa.bindparam("of_run"), LINE.c.line == sa.bindparam("of_line"))
_STATE: Final = sa.select(LINE.c.state).where(_LINE)
_OUTCOME: Final[dict[str, Any]] = {
    "error": sa.bindparam("code"),
    "message": sa.bindparam("text"),
    "at": sa.bindparam("moment"),
}
# "Acting" is a file that a killed run had begun to write: found as wanted, it was that run that wrote it.
_STAYS_DONE: Final = sa.and_(
    LINE.c.state.in_(("Done", "Acting")), sa.bindparam("now", type_=sa.UnicodeText) == "Present"
)
_AGAIN: Final = (
    sa.update(LINE)
    .where(_LINE)
    .values(
        state=sa.case((_STAYS_DONE, "Done"), else_=sa.bindparam("now", type_=sa.UnicodeText)),
        before=sa.func.coalesce(LINE.c.before, sa.bindparam("image", type_=sa.UnicodeText)),
        after=sa.func.coalesce(sa.bindparam("digest", type_=sa.UnicodeText), LINE.c.after),
        tries=LINE.c.tries + 1,
        **_OUTCOME,
    )
)
_FIRST: Final = sa.insert(LINE).values(
    run=sa.bindparam("of_run"),
    line=sa.bindparam("of_line"),
    items=1,
    tries=1,
    state=sa.bindparam("now", type_=sa.UnicodeText),
    before=sa.bindparam("image", type_=sa.UnicodeText),
    after=sa.bindparam("digest", type_=sa.UnicodeText),
    **_OUTCOME,
)


class RunJournal:
    """The Journal port for one run, on the connection that writes; nothing is committed here."""

    def __init__(
        self,
        connection: Callable[[], Connection],
        asked: Callable[[Callable[[Connection], Any]], Any],
        run: int,
        installation: str,
        clock: Clock,
    ) -> None:
        self.run = run
        self._connection, self._asked, self._installation, self._clock = connection, asked, installation, clock

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
        """Records the outcome of a line.

        What this run did stays on record: a later look that finds it Present keeps the Done and its before-image.
        """
        values = {
            "of_run": self.run,
            "of_line": line,
            "now": state,
            "image": None if before is None else json_text(before),
            "digest": after or None,
            "code": error or None,
            "text": sayable(message) or None,
            "moment": moment(self._clock),
        }
        connection = self._connection()
        if not connection.execute(_AGAIN, values).rowcount:
            connection.execute(_FIRST, values)

    def state(self, line: str) -> str | None:
        """The recorded state of a line of this run; None while it is only planned."""
        of_line = {"of_run": self.run, "of_line": line}
        found: str | None = self._asked(lambda connection: connection.execute(_STATE, of_line).scalar())
        return None if found == PLANNED else found

    def range(self, done: Range) -> None:
        """Writes a line of the ledger, in place of one for the same interval."""
        self.forget_range(done)
        self._connection().execute(
            sa.insert(RANGE).values(
                installation=done.installation,
                stream=done.stream,
                selection=done.selection,
                start=done.start,
                stop=done.stop,
                rows=done.rows,
                skipped=done.skipped,
                digest=done.digest,
                documents=done.documents,
                run=done.run or self.run,
                problems=json_text(dict(done.problems)),
                at=moment(self._clock),
            )
        )

    def forget_range(self, known: Range) -> None:
        r = RANGE.c
        same = sa.and_(r.installation == known.installation, r.stream == known.stream, r.selection == known.selection)
        self._connection().execute(sa.delete(RANGE).where(same, r.start == known.start))

    def map_id(self, kind: str, key: str, given: int) -> None:
        m, connection = ID_MAP.c, self._connection()
        same = sa.and_(m.installation == self._installation, m.kind == kind, m.key == key)
        if not connection.execute(sa.update(ID_MAP).where(same).values(given=given)).rowcount:
            values = {"installation": self._installation, "kind": kind, "key": key, "given": given}
            connection.execute(sa.insert(ID_MAP).values(**values))


def _range(row: Any) -> Range:
    return Range(
        installation=row.installation,
        stream=row.stream,
        start=row.start,
        stop=row.stop,
        rows=row.rows,
        skipped=row.skipped,
        digest=row.digest,
        documents=row.documents,
        selection=row.selection,
        run=row.run,
        problems=msgspec.json.decode(row.problems),
        at=row.at,
    )


def images(connection: Connection, run: int) -> Iterator[tuple[str, Values | None, str]]:
    """What a run wrote, last first: (line, before-image or None for what it made, digest of what it wrote)."""
    made = sa.and_(LINE.c.run == run, LINE.c.state.in_(("Done", "Acting")), LINE.c.position.is_not(None))
    chosen = sa.select(LINE.c.line, LINE.c.before, LINE.c.after).where(made)
    for line, before, after in connection.execute(chosen.order_by(LINE.c.position.desc(), LINE.c.line.desc())):
        yield line, None if before is None else msgspec.json.decode(before), after or ""
