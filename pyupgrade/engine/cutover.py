"""Schedules enabled in waves, once the old server's are off and their groups have been looked at (mission K1, K3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from pyupgrade import requests, results
from pyupgrade.engine import planning, replicated, running
from pyupgrade.engine.answers import Bound
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.objections import Objections
from pyupgrade.engine.planning import Request
from pyupgrade.errors import ids
from pyupgrade.jobs import Job
from pyupgrade.plan import document
from pyupgrade.plan.items import Change
from pyupgrade.plan.named import meant
from pyupgrade.plan.ports import SourceReader, TargetReader, Values

_WOULD: Final = "It would be enabled."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A schedule of the target whose cut-over is to come: what it holds now, and its state on the old server."""

    line: Change
    now: Values
    wanted: bool


def schedules(engine: Connected, asked: requests.Schedules) -> list[results.ItemResult]:
    """A row for each schedule of these names (with * and ?; none means all): Planned, Present, Skipped or, refused, Failed.

    A name that no schedule bears is NotFound.
    """
    with engine.world.source() as source, engine.world.reader() as target:
        return [row for _, row in _looked(engine, source, target, asked)]


def enable(engine: Connected, asked: requests.EnableSchedules, job: Job) -> list[results.ItemResult]:
    """Enables those that nothing speaks against, as a run of its own that the journal knows and Undo takes back.

    Their rows are events of that run; what comes back are the rows of the others.
    """
    with engine.world.source() as source, engine.world.reader() as target:
        looked = list(_looked(engine, source, target, asked))
        ready = [w for w, row in looked if w and row.status == "Planned" and w.line.key not in asked.skip]
        rows = [row for w, row in looked if w not in ready]
        if not ready:
            return rows
        for said in dict.fromkeys(row.message for w, row in looked if w in ready and row.recommended_action):
            job.emit("warning", message=said.removeprefix(_WOULD).strip())
        head = planning.head(engine, source, target, Request(features=()))
        identity = target.identity
    plan = document.sealed(
        document.Plan(
            head=head, answers={}, changes=tuple(_enabled(w) for w in ready), bulks=(), decisions=(), notices=(), wanted="",
            present={}, guard={},
        )
    )  # fmt: skip
    approved = running.Approved(plan=plan, bound=Bound({}))
    running.carry_out(engine, approved, document.file_digest(document.text(plan)), (), identity, job)
    return rows


def _enabled(waiting: _Waiting) -> Change:
    values = {name: value for name, value in waiting.line.later.items() if value is not None}
    return msgspec.structs.replace(
        waiting.line, values=values, before=waiting.now, action="update", row="", later={}, needs=()
    )


def _looked(
    engine: Connected, source: SourceReader, target: TargetReader, asked: requests.Schedules
) -> Iterator[tuple[_Waiting | None, results.ItemResult]]:
    look = replicated.looks(engine, source.installation, target)
    objections = Objections(engine, source, target, asked.waive, look)
    schedules = _waiting(engine, source, target)
    named = {name: meant(name, [(s.line.name, s.line.key) for s in schedules]) for name in asked.names}
    chosen = {position for positions in named.values() for position in positions}
    for position, waiting in enumerate(schedules):
        if asked.names and position not in chosen:
            continue
        line = waiting.line
        if waiting.now.get("Enabled"):
            yield waiting, _row(line, "Present", "It is enabled.")
        elif not waiting.wanted:
            yield waiting, _row(line, "Skipped", "It was disabled on the old server, so it stays so.")
        elif against := objections.of(line, waiting.now):
            yield waiting, _row(line, "Failed", " ".join(said for said, _ in against), against[0][1])
        else:
            unseen = objections.unseen(line, waiting.now)
            said = " ".join((_WOULD, *(what for what, _ in unseen)))
            yield waiting, _row(line, "Planned", said, unseen[0][1] if unseen else "")
    yield from ((None, _not_found(name)) for name, positions in named.items() if not positions)


def _waiting(engine: Connected, source: SourceReader, target: TargetReader) -> list[_Waiting]:
    """Schedules that this source's runs brought, by key, with the state that waits in the journal; the newest plan counts."""
    lines: dict[str, Change] = {}
    with engine.world.runs() as runs:
        for facts in runs.list():  # newest first
            if facts.installation == source.installation:
                for change in document.read(runs.plan(facts.id)).changes:
                    if change.kind == "Schedule" and change.later:
                        lines.setdefault(change.key, change)
    target.expect("Schedule", {key: line.values for key, line in lines.items()})
    found = target.read("Schedule", sorted(lines))
    return [
        _Waiting(line, found[key], bool(line.later.get("Enabled")))
        for key, line in sorted(lines.items())
        if key in found
    ]


def _not_found(name: str) -> results.ItemResult:
    return results.ItemResult(
        run_id=0,
        feature="Schedules",
        module="schedules",
        kind="Schedule",
        key=name,
        name=name,
        store=None,
        status="NotFound",
        count=0,
        message=f"No schedule that a run brought here bears the name '{name}'.",
        error_id=ids.SCHEDULE_NOT_FOUND,
        recommended_action="Look at the names with Enable-DMUpgradeSchedule -WhatIf; * and ? stand for letters.",
    )


def _row(line: Change, status: str, message: str, action: str = "") -> results.ItemResult:
    return results.ItemResult(
        run_id=0,
        feature=line.feature,
        module=line.module,
        kind=line.kind,
        key=line.key,
        name=line.name,
        store=line.store,
        status=status,
        count=1,
        message=message,
        error_id=ids.SCHEDULE_REFUSED if status == "Failed" else "",
        recommended_action=action,
    )
