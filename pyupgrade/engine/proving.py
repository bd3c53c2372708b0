"""After the run: what the journal, the target and the source say together, as checks and as a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from pyupgrade import requests, results
from pyupgrade.engine import inspection, planning, preflight, running, telling, wiring
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.world import AnyIndex
from pyupgrade.errors import FileTaken, FileUnwritable, NoRunYet
from pyupgrade.jobs import Job
from pyupgrade.plan import document
from pyupgrade.plan.batches import batches
from pyupgrade.plan.document import Head
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Answer, Bulk, Change, Decision, Notice
from pyupgrade.registry import FEATURES
from pyupgrade.report import as_json, html, markdown, verify_history, verify_kept, verify_seen
from pyupgrade.report import summary as summaries
from pyupgrade.report import verify as verification
from pyupgrade.report.facts import LineFacts, RangeFacts, RunFacts, SourceFacts, TargetFacts
from pyupgrade.report.summary import Summary
from pyupgrade.source.groupid10 import GroupId10
from pyupgrade.target.doors import DoorsReader
from pyupgrade.target.tables import TablesReader

FORMS = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json"}
RENDER = {"html": html.render, "markdown": markdown.render, "json": as_json.render}


@dataclass(frozen=True)
class RunRecord:
    """One run, or all runs for the connected source as one: the latest word on each line.

    Runs that were taken back are told by number only, or where there is no other.
    """

    run: results.Run
    plan: document.Plan
    lines: list[LineFacts]


def told(engine: Connected, run: int | None, installation: str) -> RunRecord:
    """Raises NoRunYet when no run of this source is there yet, RunNotFound for a number that is none."""
    with engine.world.runs() as runs:
        known = [r for r in reversed(runs.list(run)) if r.installation == installation]
        if not known:
            raise NoRunYet()
        known = [r for r in known if not r.status.startswith(verification.UNDONE)] or known[-1:]
        plans = [document.read(runs.plan(r.id)) for r in known]
        lines: dict[str, LineFacts] = {}
        left: dict[str, int] = {}  # what is planned still, by the run that planned it
        for facts in known:
            for line in runs.lines(facts.id):
                if line["state"] == running.GROWN:
                    continue
                if line["state"] == verification.UNDONE and line["line"] in lines:
                    continue  # an Undo that was cut short: what it took back is again as an earlier run had left it
                # Present in a later run says that what an earlier one wrote still stands; its digest is as good.
                lines[line["line"]] = msgspec.convert({str(k): v for k, v in line.items() if v is not None}, LineFacts)
                left.pop(line["line"], None)
                if line["state"] == "Planned":
                    left[line["line"]] = facts.id
        shown = [telling.run(r, engine.connection().target_identity) for r in known]
    return RunRecord(_together(shown, max(left.values(), default=known[-1].id)), _merged(plans), list(lines.values()))


def _merged(plans: Sequence[document.Plan]) -> document.Plan:
    changes: dict[str, Change] = {}
    bulks: dict[tuple[str, int], Bulk] = {}
    notices: dict[str, Notice] = {}
    decisions: dict[str, Decision] = {}
    answers: dict[str, Answer] = {}
    wanted: dict[str, int] = {}
    for plan in plans:
        answers |= plan.answers
        changes |= {c.id: c for c in plan.changes}
        bulks |= {(b.stream, b.first): b for b in plan.bulks}
        notices |= {n.id: n for n in plan.notices}
        decisions |= {d.id: d for d in plan.decisions}
        for kind, count in plan.present.items():
            wanted[kind] = max(wanted.get(kind, 0), count + sum(1 for c in plan.changes if c.kind == kind))
    # What a run wrote, a later plan finds present: each object counts once.
    written = Counter(c.kind for c in changes.values())
    present = {kind: max(0, count - written[kind]) for kind, count in wanted.items()}
    with_history = [plan for plan in plans if plan.bulks] or plans
    return msgspec.structs.replace(
        plans[-1],
        head=msgspec.structs.replace(plans[-1].head, history_since=with_history[-1].head.history_since),
        answers=answers,
        changes=tuple(changes.values()),
        bulks=tuple(bulks.values()),
        notices=tuple(notices.values()),
        decisions=tuple(decisions.values()),
        present=present,
    )


def _together(runs: Sequence[results.Run], state_of: int) -> results.Run:
    """Several runs as one: what each feature came to, from the first start to the last end; in the state of run `state_of`."""
    features: dict[str, results.FeatureStatus] = {}
    for run in runs:
        for now in run.features:
            was = features.get(now.feature)
            features[now.feature] = now if was is None else _added(was, now)
    (state,) = (run for run in runs if run.run_id == state_of)
    ended = None if state.ended is None else max(run.ended for run in runs if run.ended is not None)
    accepted = sorted({loss for run in runs for loss in run.accepted_losses})
    values = {f: getattr(runs[-1], f) for f in results.Run.__struct_fields__}
    values |= {f: getattr(state, f) for f in ("status", "stage", "message", "recommended_action")}
    for name in ("done", "total", "conflicts", "failed", "grown"):
        values[name] = sum(getattr(run, name) for run in runs)
    started = min(run.started for run in runs)
    return results.Run(
        **{
            **values,
            "features": list(features.values()),
            "started": started,
            "ended": ended,
            "accepted_losses": accepted,
        }
    )


def _added(was: results.FeatureStatus, now: results.FeatureStatus) -> results.FeatureStatus:
    counts = {n: getattr(was, n) + getattr(now, n) for n in ("done", "present", "conflicts", "failed", "skipped")}
    return results.FeatureStatus(feature=now.feature, status=now.status, **counts)


def verify(engine: Connected, run: int | None, against_source: bool, job: Job) -> list[results.Check]:
    """Target against journal, and with `against_source` everything converted again and compared, at full price."""
    with engine.world.source() as source:
        facts = told(engine, run, source.installation)
        with engine.world.reader(engine.world.sealer()) as target, engine.world.index() as index:
            titles = {k: v.title for k, v in engine.world.target_contract.kinds.items()}
            wanted = {c.id: c for c in facts.plan.changes}
            for change in facts.plan.changes:
                target.expect(change.kind, {change.key: change.values})
            rows = [
                *verification.objects(facts.lines, wanted, target, titles),
                *verification.documents(facts.lines, wanted, index, titles),
                *_history(engine, source, target, index, against_source, job),
                *(verify_seen.seen(facts.lines, target, titles) if isinstance(target, DoorsReader) else ()),
                *verify_kept.kept(source, target, partial(_carried, engine, facts.plan.head)),
                *verification.unfinished(facts.lines),
            ]
            upgraded = target.completed(source.installation)
            if against_source and upgraded:
                # Features taken whole; groups upgraded by name so far are compared with the journal only.
                request = planning.Request(tuple(f for f in FEATURES if f in upgraded), facts.plan.head.history_since)
                fresh = planning.for_request(engine, request, facts.plan.answers, source, target, job)
                rows += verification.second_plan(fresh, titles)
    _progress(job, 0, 0, completed=True)
    _remember(engine, facts, rows)
    return [preflight.row(r) for r in rows]


def _carried(engine: Connected, head: Head, kind: str, field: str) -> bool:
    return engine.world.carries[kind].takes(field, head.documented_only)


def _history(
    engine: Connected, source: GroupId10, target: TablesReader, index: AnyIndex, against_source: bool, job: Job
) -> Iterator[Finding]:
    ledger = {s.name: target.ledger(source.installation, s.name) for s in engine.world.source_contract.streams}
    total, done = sum(r.rows for ranges in ledger.values() for r in ranges), 0

    def more(events: int) -> None:
        nonlocal done
        done += events
        _progress(job, done, total)

    with wiring.reader(source, target, wiring.whole(source, target)) as convert:
        yield from verify_history.history(ledger, target, index, convert if against_source else None, more)


def _progress(job: Job, done: int, total: int, completed: bool = False) -> None:
    job.emit("progress", activity="Verifying", feature=None, done=done, total=total, status="", completed=completed)


class Verified(msgspec.Struct, frozen=True):
    """The last verification, kept beside the target so that a report made later can tell of it."""

    run: int
    plan: str
    rows: list[Finding]
    status: str = ""  # the run's, which an Undo changes


def _remember(engine: Connected, facts: RunRecord, rows: list[Finding]) -> None:
    path = engine.settings.beside / "verification.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    number, plan, status = _which(facts)
    path.write_bytes(msgspec.json.encode(Verified(number, plan, rows, status)))


def _remembered(engine: Connected, facts: RunRecord) -> list[Finding]:
    path = engine.settings.beside / "verification.json"
    if not path.exists():
        return []
    known = msgspec.json.decode(path.read_bytes(), type=Verified)
    return known.rows if (known.run, known.plan, known.status) == _which(facts) else []


def _which(facts: RunRecord) -> tuple[int, str, str]:
    return facts.run.run_id, facts.run.plan_digest, facts.run.status


def report(engine: Connected, asked: requests.WriteReport) -> str:
    """Writes the report; returns its path. Raises FileTaken, FileUnwritable."""
    path = Path(asked.path).expanduser().resolve()
    if path.is_dir():
        raise FileUnwritable(path=str(path), reason="it is a folder; name a file in it")
    if path.exists() and not asked.force:
        raise FileTaken(path=str(path))
    text = RENDER[asked.as_ or FORMS.get(path.suffix.lower(), "html")](summary(engine, asked.run_id))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as reason:
        raise FileUnwritable(path=str(path), reason=reason.strerror or str(reason)) from reason
    return str(path)


def summary(engine: Connected, run: int | None) -> Summary:
    """Everything the report says of one run, or of all for the connected source."""
    world = engine.world
    source, target = inspection.source(world), inspection.target(world)
    facts = told(engine, run, source.installation)
    with world.reader() as reader:
        ledger = [_range(r) for s in world.source_contract.streams for r in reader.ledger(source.installation, s.name)]
        by_store: dict[int, int] = {}
        for store in _stores_of_groups(reader):
            by_store[store] = by_store.get(store, 0) + 1
    return summaries.gather(
        run=msgspec.convert(facts.run, RunFacts, from_attributes=True),
        plan=facts.plan,
        lines=facts.lines,
        ranges=ledger,
        source=msgspec.convert(source, SourceFacts, from_attributes=True),
        target=msgspec.convert(target, TargetFacts, from_attributes=True),
        checks=_remembered(engine, facts),
        titles={k: v.title for k, v in world.target_contract.kinds.items()},
        written=datetime.fromtimestamp(engine.clock(), UTC),
        groups_by_store=by_store,
    )


def _range(known: Any) -> RangeFacts:
    return msgspec.convert(known, RangeFacts, from_attributes=True)


def _stores_of_groups(target: Any) -> Iterator[int]:
    for kind in verify_kept.KINDS:
        for batch in batches(list(target.keys(kind)), verification.BATCH):
            for values in target.read(kind, batch).values():
                if (store := values.get("identityStoreId")) is not None:
                    yield store
