"""One run as the journal has it: its row, items counted by feature and state, a status derived from row and lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pyupgrade.target.journal_tables import LINE, RANGE
from pyupgrade.target.lock import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """A run as the journal has it. `states` counts items by feature and state; `rows` history rows written by this run.

    Status: Running, Paused, Interrupted (these three are derived), Stopped, Completed, CompletedWithErrors, Undoing (an Undo
    that has not come to its end), Undone, UndoneWithErrors.
    """

    id: int
    installation: str
    status: str
    stage: str
    features: tuple[str, ...]
    completed: tuple[str, ...]
    accepted: tuple[str, ...]
    topology: str
    user: str
    host: str
    process: int
    version: str
    epoch: int
    started: datetime
    resumed: datetime | None
    ended: datetime | None
    message: str
    log: str
    plan_digest: str
    decisions_digest: str
    data_digest: str
    states: dict[str, dict[str, int]]
    rows: int
    grown: int  # things the source had beyond the approved plan, taken along

    def count(self, *states: str) -> int:
        """Items in any of these states, all when none is named."""
        return sum(n for by in self.states.values() for state, n in by.items() if not states or state in states)


def facts(connection: Connection, row: Any, holder: Holder | None) -> RunFacts:
    """Of a row of DMUpgrade_Run with its `pause` flag; `holder` is who holds the lock now."""
    states: dict[str, dict[str, int]] = {}
    counted = (
        sa.select(LINE.c.feature, LINE.c.state, sa.func.sum(LINE.c["items"]))
        .where(LINE.c.run == row.id, LINE.c.feature.is_not(None))
        .group_by(LINE.c.feature, LINE.c.state)
    )
    for feature, state, count in connection.execute(counted):
        states.setdefault(feature, {})[state] = int(count)
    grown = sa.select(sa.func.count()).where(LINE.c.run == row.id, LINE.c.state == "Grown")
    rows = connection.execute(sa.select(sa.func.sum(RANGE.c.rows)).where(RANGE.c.run == row.id)).scalar() or 0
    return RunFacts(
        id=row.id,
        installation=row.installation,
        status=_status(row, holder),
        stage=row.stage,
        features=tuple(msgspec.json.decode(row.features)),
        completed=tuple(msgspec.json.decode(row.completed)),
        accepted=tuple(msgspec.json.decode(row.accepted)),
        topology=row.topology,
        user=row.who,
        host=row.host,
        process=row.process,
        version=row.version,
        epoch=row.epoch,
        started=_time(row.started),
        resumed=None if row.resumed is None else _time(row.resumed),
        ended=None if row.ended is None else _time(row.ended),
        message=row.message,
        log=row.log,
        plan_digest=row.plan_digest,
        decisions_digest=row.decisions_digest,
        data_digest=row.data_digest,
        states=states,
        rows=int(rows),
        grown=connection.execute(grown).scalar() or 0,
    )


def _status(row: Any, holder: Holder | None) -> str:
    """Interrupted is derived, never stored: started, not ended, and nobody holds the lock for it."""
    if row.ended is not None:
        return str(row.status)
    held = holder is not None and (
        holder.run == row.id or (holder.run == 0 and (holder.host, holder.process) == (row.host, row.process))
    )
    if not held:
        return "Undoing" if row.status == "Undoing" else "Interrupted"
    return "Paused" if row.pause else "Running"


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
