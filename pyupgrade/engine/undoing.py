"""A run taken back: before-images put in place again, newest first, where nobody changed anything since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyupgrade import requests, results
from pyupgrade.connect.vault import Sealer
from pyupgrade.engine import telling
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.progress import Bars
from pyupgrade.engine.running import held
from pyupgrade.errors import UpgradeError
from pyupgrade.jobs import Job
from pyupgrade.plan import document, marks
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, TargetWriter
from pyupgrade.steps.undo import UNDONE, Undo, Written
from pyupgrade.target.runs import Runs

FEATURE = "Undo"


def undoable(engine: Connected, run: int | None) -> list[results.ItemResult]:
    """What Undo would take back, as planned rows. Raises RunNotFound, NothingToUndo, UndoLater."""
    with engine.world.runs() as runs, engine.world.reader() as target:
        chosen = runs.undoable(run)
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


def undo(engine: Connected, asked: requests.UndoRun, job: Job) -> results.Run:
    """Takes a run back under the target's lock; killed, it is gone on with by being asked again.

    Raises RunNotFound, NothingToUndo, UndoLater, and TargetBusy, PassphraseWrong before anything is written.
    """
    sealer = engine.world.sealer()
    engine.world.index_is_there()
    with held(engine) as (lock, runs):
        run, epoch = runs.begin_undo(asked.run_id, lock.holder)
        lock.note(run)
        return _taken_back(engine, runs, run, epoch, sealer, frozenset(asked.skip), job)


def _taken_back(
    engine: Connected, runs: Runs, run: int, epoch: int, sealer: Sealer | None, skip: frozenset[str], job: Job
) -> results.Run:
    log, plan = engine.log, document.read(runs.plan(run))
    log.run = run
    lines = [line for line in _lines(plan, runs, run) if line.key not in skip]
    log.write("Information", "undo", f"run {run} is taken back: {len(lines)} lines")
    told = telling.RunRows(run, [*plan.changes, *plan.bulks], None, False, job.emit, log)
    bars = Bars(f"Undo of run {run}", job.emit, engine.clock)
    left = 0
    try:
        with (
            engine.world.writer(sealer, plan.head.installation, run, epoch) as writer,
            engine.world.control(run) as flags,
        ):
            flags.stopping = job.cancelled
            engine.live = flags
            step = Undo(plan.head.installation, engine.world.indexed, runs.added(run))
            total, done = len(lines), 0
            for outcome in _outcomes(step, plan.bulks, lines, writer, flags, run):
                left += outcome.status != UNDONE
                told.outcome(outcome)
                if not outcome.line.startswith("History/"):
                    done += 1
                    bars.report(FEATURE, done, total)
            told.end({})
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
        yield from step.ranges(bulk.stream, ours, writer, control)
        if not control.go_on():
            return
    yield from step.objects(lines, writer, control)


def _lines(plan: document.Plan, runs: Runs, run: int) -> list[Written]:
    changes = {change.id: change for change in plan.changes}
    return [
        Written(line, changes[line].name, before, after or _begun(changes[line]), _refers(changes[line]))
        for line, before, after in runs.written(run)
        if line in changes
    ]


def _begun(change: Change) -> str:
    """The digest of a file that a killed run had begun to write."""
    return digest({name: value for name, value in change.values.items() if name != "content"})


def _refers(change: Change) -> tuple[str, ...]:
    return tuple(refers for value in change.values.values() if (refers := marks.reference_of(value)))
