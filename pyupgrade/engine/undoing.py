"""A run taken back: before-images put in place again, newest first, where nobody changed anything since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from pyupgrade import requests, results
from pyupgrade.connect.vault import Sealer
from pyupgrade.engine import doors, telling
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.progress import Bars
from pyupgrade.engine.references import refers
from pyupgrade.engine.running import held
from pyupgrade.errors import Stopping, UndoLater, UpgradeError
from pyupgrade.jobs import Job
from pyupgrade.plan import document
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, TargetWriter
from pyupgrade.steps.undo import UNDONE, Undo, Written
from pyupgrade.target.control import cutting
from pyupgrade.target.doors import STORE
from pyupgrade.target.run_facts import RunFacts
from pyupgrade.target.runs import Runs

FEATURE = "Undo"


def undoable(engine: Connected, run: int | None) -> list[results.ItemResult]:
    """What Undo would take back, as planned rows. Raises RunNotFound, NothingToUndo, UndoLater."""
    with engine.world.runs() as runs, engine.world.reader() as target:
        chosen = runs.undoable(run)
        _nothing_rests_on(chosen, runs)
        plan = document.read(runs.plan(chosen.id))
        rows: list[results.ItemResult] = []
        told = telling.RunRows(
            chosen.id, [*plan.changes, *plan.bulks], None, False, lambda event, **m: rows.append(m["row"]), engine.log
        )
        for bulk in plan.bulks:
            count = sum(r.rows for r in target.ledger(plan.head.installation, bulk.stream) if r.run == chosen.id)
            if count:
                told.outcome(Outcome(bulk.id, "Planned", count))
        for line in _lines(plan, runs, chosen.id):
            what = "would be removed" if line.before is None else "would be put back as it was"
            if not target.joins(line.kind):
                what = "would stay: it went by call through a documented door, which takes nothing back"
            told.outcome(Outcome(line.line, "Planned", 1, f"{line.name} {what}."))
        told.end({})
        return rows


def undo(engine: Connected, asked: requests.OfRun, job: Job) -> results.Run:
    """Takes a run back under the target's lock; killed, it is gone on with by being asked again.

    Raises RunNotFound, NothingToUndo, UndoLater, and TargetBusy, PassphraseWrong before anything is written.
    """
    sealer = engine.world.sealer()
    engine.world.index_is_there()
    with held(engine) as (lock, runs):
        chosen = runs.undoable(asked.run_id, locked=False)
        _nothing_rests_on(chosen, runs)
        run, epoch = runs.begin_undo(chosen.id, lock.holder)
        lock.note(run)
        return _taken_back(engine, runs, run, epoch, sealer, job)


def _taken_back(engine: Connected, runs: Runs, run: int, epoch: int, sealer: Sealer | None, job: Job) -> results.Run:
    log, plan = engine.log, document.read(runs.plan(run))
    log.run = run
    lines = _lines(plan, runs, run)
    needed: dict[str, str] = {}
    for later in _later(run, runs, "UndoneWithErrors"):
        needed |= _rests_on(later, runs)
    log.write("Information", "undo", f"run {run} is taken back: {len(lines)} lines")
    told = telling.RunRows(run, [*plan.changes, *plan.bulks], None, False, job.emit, log)
    bars = Bars(f"Undo of run {run}", job.emit, engine.clock)
    left = 0
    try:
        with (
            engine.world.control(run) as flags,
            engine.world.writer(sealer, plan.head.installation, run, epoch, go_on=flags.go_on) as writer,
            cutting(flags, writer.cut),
        ):
            flags.stopping = job.cancelled
            engine.live = flags
            step = Undo(plan.head.installation, engine.world.indexed, runs.added(run), needed)
            total, done = len(lines), 0
            with suppress(Stopping):
                for outcome in _outcomes(step, plan.bulks, lines, writer, flags, run):
                    left += outcome.status != UNDONE
                    told.outcome(outcome)
                    if not outcome.line.startswith("History/"):
                        done += 1
                        bars.report(FEATURE, done, total)
            told.end({})
            with suppress(Stopping):
                writer.index.settle()  # before the end is written: should it fail, this Undo can be gone on with
                if flags.go_on():
                    stayed = f"{left} stayed as they are: they were changed since" if left else ""
                    writer.record.end("UndoneWithErrors" if left else "Undone", (), stayed)
    except UpgradeError as error:
        log.write("Error", "undo", str(error), error.code)
        raise
    finally:
        engine.live = None
        bars.close()
    (facts,) = runs.list(run, locked=False)
    log.write("Information", "undo", f"run {run} is {facts.status}")
    return telling.run(facts, engine.connection().target_identity)


def _outcomes(
    step: Undo, bulks: Sequence[Bulk], lines: Sequence[Written], writer: TargetWriter, control: Control, run: int
) -> Iterator[Outcome]:
    """History first, since it came last; then lines, the last one first."""
    for bulk in reversed(bulks):
        ledger = writer.ledger(step.installation, bulk.stream)
        step.unfinished(bulk, ledger, writer)
        ours = [known for known in ledger if known.run == run]
        yield from step.ranges(bulk.stream, ours, writer, control, _stores(bulk))
        if not control.go_on():
            return
    yield from step.objects(lines, writer, control)


def _lines(plan: document.Plan, runs: Runs, run: int) -> list[Written]:
    changes = {change.id: change for change in plan.changes}
    return [
        Written(line, changes[line].name, before, after or _begun(changes[line]), refers(changes[line]))
        for line, before, after in runs.written(run)
        if line in changes
    ]


def _begun(change: Change) -> str:
    """The digest of a file that a killed run had begun to write."""
    return digest({name: value for name, value in change.values.items() if name != "content"})


def _stores(bulk: Bulk) -> tuple[str, ...]:
    return tuple(f"{STORE}/{store}" for store in bulk.stores)


def _later(run: int, runs: Runs, *statuses: str) -> list[RunFacts]:
    """Runs after this one that are in one of these states, all that are not undone when none is named; newest first."""
    later = [known for known in runs.list(locked=False) if known.id > run]
    return [r for r in later if (r.status in statuses if statuses else not r.status.startswith("Undone"))]


def _rests_on(run: RunFacts, runs: Runs) -> dict[str, str]:
    """Lines that what a run wrote, as far as it stands, refers to; each with the name of one thing that does."""
    plan = document.read(runs.plan(run.id))
    found = {referred: line.name for line in _lines(plan, runs, run.id) for referred in line.refers}
    if run.rows:
        found |= {store: f"history ({bulk.stream})" for bulk in plan.bulks for store in _stores(bulk)}
    return found


def _nothing_rests_on(chosen: RunFacts, runs: Runs) -> None:
    """Raises UndoLater where a later run, not undone, needs an object that this one brought and that would go."""
    plan = document.read(runs.plan(chosen.id))
    by_call = {change.id for change in plan.changes if change.door in doors.DOCUMENTED}  # stays whatever is asked
    brought = {line.line for line in _lines(plan, runs, chosen.id) if line.before is None} - by_call
    for later in _later(chosen.id, runs):
        if needed := sorted(brought & _rests_on(later, runs).keys()):
            raise UndoLater(run=chosen.id, later=later.id, details=needed)
