"""Schedules enabled in waves, once the old server's are off and their groups have been looked at (mission K1, K3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

import msgspec

from pyupgrade import requests, results
from pyupgrade.engine import membership, planning, replicated, running
from pyupgrade.engine.answers import Bound
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.planning import Request
from pyupgrade.errors import ids
from pyupgrade.jobs import Job
from pyupgrade.plan import document
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import SourceReader, TargetReader, Values
from pyupgrade.plan.wording import first

_WOULD: Final = "It would be enabled."
_LOOK_FIRST: Final = "See in 11.1's Admin Center that the store was replicated since, before this schedule runs."
_UPDATES: Final = ("SmartGroup",)  # job types that change memberships


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
    failing: dict[tuple[int | None, str], list[str]] = {}
    unknown = dict.fromkeys(asked.names)
    look = replicated.looks(engine, source.installation, target)
    for waiting in _waiting(engine, source, target, asked.names):
        line = waiting.line
        for name in [name for name in unknown if _fits(name, line)]:
            del unknown[name]
        if waiting.now.get("Enabled"):
            yield waiting, _row(line, "Present", "It is enabled.")
        elif not waiting.wanted:
            yield waiting, _row(line, "Skipped", "It was disabled on the old server, so it stays so.")
        elif against := _against(engine, source, target, waiting, asked.waive, failing, look):
            yield waiting, _row(line, "Failed", " ".join(said for said, _ in against), against[0][1])
        elif waiting.now.get("JobType") in _UPDATES and (unseen := look(line.store).unseen):
            yield waiting, _row(line, "Planned", f"{_WOULD} {unseen}", _LOOK_FIRST)
        else:
            yield waiting, _row(line, "Planned", _WOULD)
    yield from ((None, _not_found(name)) for name in unknown)


def _waiting(engine: Connected, source: SourceReader, target: TargetReader, names: Sequence[str]) -> Iterator[_Waiting]:
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
    for key, line in sorted(lines.items()):
        if key in found and (not names or any(_fits(name, line) for name in names)):
            yield _Waiting(line, found[key], bool(line.later.get("Enabled")))


def _fits(pattern: str, line: Change) -> bool:
    return any(fnmatchcase(said.casefold(), pattern.casefold()) for said in (line.name, line.key))


def _against(
    engine: Connected,
    source: SourceReader,
    target: TargetReader,
    waiting: _Waiting,
    waived: Collection[str],
    failing: dict[tuple[int | None, str], list[str]],
    look: Callable[[int | None], replicated.Look],
) -> list[tuple[str, str]]:
    """What speaks against enabling, each with what to do first."""
    line = waiting.line
    reasons: list[tuple[str, str]] = []
    reasons += _old_tasks(source, str(waiting.now.get("ScheduleName", line.name)))
    if waiting.now.get("JobType") not in _UPDATES:
        return reasons
    if outstanding := look(line.store).outstanding:
        reasons.append(
            (f"Replication is outstanding: {outstanding}.", "Replicate the store's groups, then enable this schedule.")
        )
    place = (line.store, repr(waiting.now.get("Targets")))
    if place not in failing:
        failing[place] = _failing(engine, source, target, waiting)
    excused = {name.casefold() for name in waived}
    if left := [name for name in failing[place] if name.casefold() not in excused]:
        reasons.append(
            (
                f"The preview of {len(left)} of its groups failed: {first(left)}.",
                "Look at them with Test-DMUpgradeMembership; correct them, or name each with -Waive.",
            )
        )
    return reasons


def _old_tasks(source: SourceReader, name: str) -> Iterator[tuple[str, str]]:
    """Exported tasks of the old server by which a schedule would run twice, or might: one that cannot be read is not known to be off."""
    for record in source.records("task-schedules"):
        path = str(record["Path"])
        if record["Problem"] and _may_be_of(path, name):
            yield (
                f"Whether the old server's task is off cannot be seen: {record['Problem'].removesuffix('.')}.",
                "Export the task again (Export-ScheduledTask), or take the file away if it is another's.",
            )
        elif record["Enabled"] and str(record["Name"] or "").casefold() == name.casefold():
            yield (
                f"The old server's task is still enabled ({path}).",
                "Disable the task on the old server, export it again, then enable this schedule: both would run.",
            )


def _may_be_of(path: str, name: str) -> bool:
    """Tasks are called <Type>_<name>, and their exports mostly so; a file that is not may be anybody's."""
    stem = PurePosixPath(path).stem.casefold()
    return stem.endswith(name.casefold()) or "_" not in stem


def _failing(engine: Connected, source: SourceReader, target: TargetReader, waiting: _Waiting) -> list[str]:
    """Names of the groups that the schedule would update and whose preview failed."""
    targets = [str(t).casefold() for t in waiting.now.get("Targets") or ()]
    only = {
        guid
        for kind in membership.KINDS
        for guid, values in target.read(kind, list(target.keys(kind))).items()
        if values.get("identityStoreId") == waiting.line.store
        and (not targets or waiting.now.get("IncludeAllContainers") or _concerns(targets, guid, values))
    }
    rows = membership.rows_of(target, source.directory, only, None, membership.preview_of(engine, target))
    return sorted({row.target for row in rows if row.status == "Failed"})


def _concerns(targets: Sequence[str], guid: str, values: Values) -> bool:
    dn = str(values.get("distinguishedName", "")).casefold()
    names = {guid, dn, str(values.get("sAMAccountName", "")).casefold(), str(values.get("name", "")).casefold()}
    return any(t in names or ("=" in t and dn.endswith("," + t)) for t in targets)


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
