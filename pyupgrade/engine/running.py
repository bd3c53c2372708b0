"""An approved plan carried out: judged against the systems as they are, locked, run stage by stage, told as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import msgspec

from pyupgrade import __version__, requests, results
from pyupgrade.connect.vault import Sealer
from pyupgrade.engine import doors, interview, planning, replicating, stored_secrets, telling
from pyupgrade.engine.answers import REFERENCE, Bound, bind, given_again
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.contract_guard import refuse_unconfirmed
from pyupgrade.engine.log import DetailsLog
from pyupgrade.engine.progress import Bars
from pyupgrade.engine.wiring import steps_of
from pyupgrade.errors import DoorNeedsThisShell, KindUnknown, LimitWrong, StageUnknown, Stopping, UpgradeError
from pyupgrade.jobs import Job, Refused
from pyupgrade.plan import document, guard, judge
from pyupgrade.plan.history import OBJECT_GUID
from pyupgrade.plan.items import Bulk, Change, Decision
from pyupgrade.plan.ports import STANDS, TargetWriter
from pyupgrade.plan.scope import Hit
from pyupgrade.steps import stages
from pyupgrade.target import codec
from pyupgrade.target.control import cutting
from pyupgrade.target.runs import Action as Action
from pyupgrade.target.runs import Meant, Runs, Start

GROWN = "Grown"


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What is carried out: a plan made afresh from the approved one, and who of its lines were declined."""

    plan: document.Plan
    bound: Bound
    hits: list[Hit] | None = None
    grown: list[judge.Difference] = field(default_factory=list)
    skip: frozenset[str] = frozenset()
    stop_after: str | None = None

    @property
    def lines(self) -> list[Change | Bulk]:
        return [*self.plan.changes, *self.plan.bulks]


def start(engine: Connected, asked: requests.Start, secrets: Mapping[str, str], job: Job) -> results.Run:
    """Runs a plan. Raises, before anything is written, each refusal of spec "The plan" under its own code."""
    saved = document.read(asked.plan)
    _sensible(asked)
    raised = _limits(asked.raise_limit, saved)
    if asked.background:
        _in_background(engine, saved)
    refuse_unconfirmed(engine.world)
    with engine.world.source() as source, engine.world.reader() as target:
        engine.world.refuse_writable(source, asked.allow_writable_source)
        judge.same_world(saved, planning.head(engine, source, target, planning.request_of(saved)))
        losses = interview.losses(job, saved, asked.accept_loss) if asked.interactive else asked.accept_loss
        accepted = judge.complete(saved, losses, raised)
        judge.history_there(saved, source)
        now, hits = planning.again(engine, saved, source, target, job)
        judge.decisions_hold(saved, now)
        grown = [d for d in judge.differences(saved, now) if d.part in ("groups", "history")]
        guard.check(now.guard, raised)
        if asked.exact:
            judge.exact(grown)
        identity = target.identity
    given = _values_given(engine, asked, now, secrets)
    approved = Approved(
        plan=now,
        bound=_bound(engine, now, given, job, asked.interactive),
        hits=hits,
        grown=grown,
        skip=frozenset(c.id for c in now.changes if c.key in set(asked.skip)),
        stop_after=asked.stop_after and asked.stop_after.lower(),
    )
    if asked.interactive:
        interview.begins(job, now)
    ended = carry_out(engine, approved, document.file_digest(asked.plan), accepted, identity, job)
    if asked.interactive:
        interview.ended(job, ended.status, ended.features, ended.log_path)
    return ended


def _values_given(
    engine: Connected, asked: requests.Start | requests.ResumeRun, plan: document.Plan, secrets: Mapping[str, str]
) -> dict[str, str]:
    """Values of secrets that come with a run; its files are kept. The profile's answers are not judged again: the plan has its own.

    Raises AnswerDiffers for an answer that is another than the plan's, AnswerUnknown, AnswerWrong, FileUnreadable, SecretMissing.
    """
    given = planning.answers_given(
        engine, asked.answers, asked.answers_path, secrets, profile=False, base=asked.answers_base
    )
    return given_again(plan, given.answers, secrets, engine.keyring, given.base, given.strict)


def carry_out(
    engine: Connected, approved: Approved, plan_digest: str, accepted: Iterable[str], identity: str, job: Job
) -> results.Run:
    """A new run of an approved plan, under the target's lock. A wrong passphrase is found before anything is written."""
    now = approved.plan
    sealer = engine.world.sealer()
    engine.world.index_is_there()
    with held(engine) as (lock, runs):
        begun = Start(
            installation=now.head.installation,
            plan=document.text(now),
            plan_digest=plan_digest,
            decisions_digest=now.decisions_digest,
            data_digest=now.data_digest,
            features=now.head.features,
            topology=now.head.topology,
            accepted=tuple(accepted),
            version=__version__,
            log=str(engine.settings.log_path),
        )
        run, epoch = runs.begin(begun, approved.lines, lock.holder, identity, approved.skip)
        lock.note(run)
        return _carried_out(engine, approved, sealer, runs, run, epoch, job)


def _sensible(asked: requests.Start) -> None:
    """Raises StageUnknown: a word misspelt would otherwise be found in the middle of the night."""
    if asked.stop_after is not None and asked.stop_after.lower() not in stages.STAGES:
        raise StageUnknown(stage=asked.stop_after, details=stages.STAGES)


def _limits(asked: Mapping[str, Any], saved: document.Plan) -> dict[str, int]:
    """Limits by the plan's kinds, in whatever case they are written. Raises KindUnknown, LimitWrong."""
    kinds = {c.kind.casefold(): c.kind for c in saved.changes}
    raised: dict[str, int] = {}
    for kind, limit in asked.items():
        if kind.casefold() not in kinds:
            raise KindUnknown(kind=kind, details=sorted(kinds.values()))
        if isinstance(limit, bool) or not str(limit).strip().isdecimal():
            raise LimitWrong(kind=kind, given=limit)
        raised[kinds[kind.casefold()]] = int(limit)
    return raised


def _in_background(engine: Connected, saved: document.Plan) -> None:
    """Raises DoorNeedsThisShell: a run that outlives the command has no shell to ask for the vendor's cmdlets.

    On a target without a database even the look at which product it is goes through the shell, whatever the plan holds.
    """
    world = engine.world
    by_shell = {c.kind for c in saved.changes if c.door == doors.SHELL}
    by_call = any(c.door in doors.DOCUMENTED for c in saved.changes)
    if doors.SHELL in world.doors.values() and (by_call or world.has_no_database):
        raise DoorNeedsThisShell(details=sorted(by_shell))


def resume(engine: Connected, asked: requests.ResumeRun, secrets: Mapping[str, str], job: Job) -> results.Run:
    """Goes on with a run from the plan in its journal; what is done is looked at, not judged again.

    One that is paused has a process that waits with it, and is only told to go on there.
    """
    if paused := [one for one in runs(engine, asked.run_id) if one.status == "Paused"]:
        if asked.answers or asked.answers_path:
            with engine.world.runs() as known:
                _values_given(engine, asked, document.read(known.plan(paused[0].run_id)), secrets)
        return control(engine, paused[0].run_id, "continue")
    sealer = engine.world.sealer()
    engine.world.index_is_there()
    with held(engine) as (lock, journal):
        run, epoch = journal.reopen(asked.run_id, lock.holder)
        lock.note(run)
        plan = document.read(journal.plan(run))
        with engine.world.source() as source, engine.world.reader() as target:
            judge.same_world(plan, planning.head(engine, source, target, planning.request_of(plan)))
            hits = None if plan.head.scope is None else planning.again(engine, plan, source, target, job)[1]
        done = {line["line"] for line in journal.lines(run, *STANDS)}
        declined = {line["line"] for line in journal.lines(run, "Skipped")}
        left = msgspec.structs.replace(plan, changes=tuple(c for c in plan.changes if c.id not in done | declined))
        given = _values_given(engine, asked, plan, secrets)
        bound = _bound(engine, left, given, job, asked.interactive)
        approved = Approved(plan=plan, bound=bound, hits=hits, skip=frozenset(declined))
        return _carried_out(engine, approved, sealer, journal, run, epoch, job)


def runs(engine: Connected, run: int | None, meant_by: Meant | None = None) -> list[results.Run]:
    """Runs of this target, newest first; or the one that a word to a run would be about, raising what that would raise."""
    with engine.world.runs() as known:
        found = known.list(run) if meant_by is None else [known.meant_by(meant_by, run)]
        return [telling.run(facts, engine.connection().target_identity) for facts in found]


def control(engine: Connected, run: int | None, action: Action) -> results.Run:
    """Asks a live run of this target, in whatever shell, to pause, go on or stop."""
    with engine.world.runs(write=True) as known:
        return telling.run(known.control(run, action), engine.connection().target_identity)


@contextmanager
def held(engine: Connected) -> Iterator[tuple[Any, Runs]]:
    """The target's lock, and its runs to write to. Raises TargetBusy naming the holder."""
    with engine.world.lock() as lock, engine.world.runs(write=True, held=True) as known:
        yield lock, known


def _carried_out(
    engine: Connected, approved: Approved, sealer: Sealer | None, runs: Runs, run: int, epoch: int, job: Job
) -> results.Run:
    plan, log = approved.plan, engine.log
    log.run = run
    log.write("Information", "run", f"run {run} begins: plan {plan.decisions_digest[:12]}, {len(approved.lines)} lines")
    told = telling.RunRows(run, approved.lines, approved.hits, plan.head.scope is not None, job.emit, log)
    bars = Bars(f"DMUpgrade run {run}", job.emit, engine.clock)
    events: dict[str, int] = {}
    try:
        with (
            engine.world.source() as source,
            engine.world.control(run) as flags,
            engine.world.writer(
                sealer, plan.head.installation, run, epoch, approved.bound.value, flags.go_on
            ) as writer,
            steps_of(engine.world, source, writer, approved.bound, plan) as steps,
            cutting(flags, writer.cut),
        ):
            flags.stopping = job.cancelled
            engine.live = flags
            with writer.transaction():
                for one in approved.grown:
                    writer.journal.line(f"{GROWN}/{one.subject}", GROWN, message=one.difference)
            told.grown(approved.grown)
            outcomes = stages.run(
                approved.lines,
                [] if plan.head.scope is not None else plan.head.features,
                writer,
                steps,
                writer.record,
                flags,
                bars,
                stop_after=approved.stop_after,
                skip=approved.skip,
                indexed=engine.world.indexed,
                replicate=replicating.stage(
                    engine.world, writer, plan, partial(_configured, runs, run, plan), partial(_warn, log, job)
                ),
            )
            for outcome in outcomes:
                told.outcome(outcome)
            events = _events_of_groups(writer, plan, run)
    except Stopping:
        pass  # cut between two steps: what the journal says of the run holds
    except UpgradeError as error:
        log.write("Error", "run", str(error), error.code)
        raise
    finally:
        engine.live = None
        told.end(events)
        bars.close()
    (facts,) = runs.list(run, locked=False)
    log.write("Information", "run", f"run {run} ends: {facts.status}")
    return telling.run(facts, engine.connection().target_identity)


def _warn(log: DetailsLog, job: Job, message: str) -> None:
    log.write("Warning", "replication", message)
    job.emit("warning", message=message)


def _configured(runs: Runs, run: int, plan: document.Plan) -> str:
    """When the run last wrote configuration, or else began: an instant."""
    lines = {change.id for change in plan.changes if stages.stage_of(change) == "configuration"}
    (facts,) = runs.list(run, locked=False)
    written = (str(line["at"]) for line in runs.lines(run, "Done") if line["line"] in lines)
    return codec.instant(max(written, default=facts.started))


def _events_of_groups(writer: TargetWriter, plan: document.Plan, run: int) -> dict[str, int]:
    """How many events this run brought of each chosen group (-KeepUserHistory); nothing is read when it was not asked for."""
    counts: dict[str, int] = {}
    for bulk in plan.bulks if plan.head.scope is not None else ():
        for known in writer.ledger(plan.head.installation, bulk.stream):
            if known.run == run:
                for row in writer.history_rows(plan.head.installation, bulk.stream, known.start, known.stop):
                    counts[str(row[OBJECT_GUID])] = counts.get(str(row[OBJECT_GUID]), 0) + 1
    return counts


def _bound(engine: Connected, plan: document.Plan, given: Mapping[str, str], job: Job, interactive: bool) -> Bound:
    """Every secret and file of the plan's lines, from where its answer says, or from where it stands sealed in the source."""
    with engine.world.source() as source:
        stored = stored_secrets.reader(source, engine.world.source_contract.tables, engine.settings.opener)
        return bind(plan, engine.keyring, _prompt(engine, job, interactive), stored, given)


def _prompt(engine: Connected, job: Job, interactive: bool) -> Callable[[Decision], str | None]:
    """What a shell that did not make the plan lacks: a file or reference of the profile's answers file, anything else from a prompt."""
    named = cache(lambda: planning.answers_given(engine, {}, None, {}).answers)

    def ask(decision: Decision) -> str | None:
        filed = named().get(decision.id)
        if decision.kind == "file" and filed is not None:
            return str(filed)
        if decision.kind == "secret" and str(filed).startswith(REFERENCE):
            value = engine.keyring.reference(str(filed))
            if value is not None or not interactive:
                return value
        if not interactive:
            return None
        try:
            typed = job.ask(
                decision.kind, caption=decision.id, text=decision.question, choices=[], proposal=None, name=decision.id
            )
        except Refused:
            return None
        if decision.kind == "secret" and str(typed).startswith(REFERENCE):
            return engine.keyring.reference(str(typed))
        return None if typed is None else str(typed)

    return ask
