"""The run's loop: plan lines through their steps, stage by stage; after every commit it may be paused or stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Final, Protocol

from pyupgrade.errors import Stopping
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, Progress, TargetWriter

STAGES: Final = ("configuration", "replication", "groups", "history")
BATCH: Final = 200  # Change lines in one commit: a stop is obeyed after it
UNSETTLED: Final = (
    "stopped while the search index was busy or away, as asked; its settings for loading are put back by a resume"
)

Planned = Change | Bulk


class Step(Protocol):
    """Brings lines into the target: one outcome a Change, one a range of a Bulk, each after its commit.

    A step that commits more than once asks control after each commit and ends early when that says so.
    """

    def __call__(self, lines: Sequence[Planned], writer: TargetWriter, control: Control) -> Iterator[Outcome]: ...


class Record(Protocol):
    """The run's own row in the journal."""

    def enter(self, stage: str) -> None: ...

    def end(self, status: str, completed: Iterable[str], message: str = "") -> None: ...


def stage_of(line: Planned) -> str:
    """The stage of a line, by its feature; a data source of groups serves jobs too and comes before both."""
    if isinstance(line, Change) and line.kind == "DataSource":
        return "configuration"
    return {"Groups": "groups", "History": "history"}.get(line.feature, "configuration")


def run(
    lines: Sequence[Planned],
    features: Collection[str],
    writer: TargetWriter,
    steps: Mapping[str, Step],
    record: Record,
    control: Control,
    progress: Progress,
    *,
    stop_after: str | None = None,
    skip: Collection[str] = (),
    indexed: Collection[str] = (),
    replicate: Callable[[Control, Progress], bool] | None = None,
) -> Iterator[Outcome]:
    """Outcomes of `lines`, in the order of the plan within each stage; writes stages and the run's end to `record`.

    `features` are the chosen ones; those without a failed line count as completed. `steps` are "objects", "documents"
    and "history". `skip`: ids of lines that were declined. `indexed`: kinds whose objects have a search document, too.
    `replicate` is what the stage replication does where there are groups to come; False says that it was told to stop.
    What a step raises passes and leaves the run open: it is then Interrupted, and can be resumed.
    """

    def end(status: str, completed: Iterable[str], message: str = "") -> None:
        try:
            writer.index.settle()  # first: should it fail, the run is still one that can be resumed
        except Stopping:
            # Nobody waits for a busy index any more. It keeps by itself what is to be put back.
            status, completed, message = "Stopped", (), UNSETTLED
        record.end(status, completed, message)

    totals: dict[str, int] = {}
    for line in lines:
        totals[line.feature] = totals.get(line.feature, 0) + _items(line)
    done = dict.fromkeys(totals, 0)
    troubled: set[str] = set()
    errors = 0
    ran = [s for s in STAGES if stop_after is None or STAGES.index(s) <= STAGES.index(stop_after)]
    left = sum(1 for line in lines if stage_of(line) not in ran)
    for stage in ran:
        here = [line for line in lines if stage_of(line) == stage]
        replicates = stage == "replication" and replicate is not None and any(stage_of(o) == "groups" for o in lines)
        if here or replicates:
            record.enter(stage)
        if replicates and replicate is not None and not replicate(control, progress):
            end("Stopped", (), f"stopped in stage {stage}, as asked")
            return
        for batch in _batches(here):
            for outcome in _until_cut(_through(batch, writer, steps, control, frozenset(skip), frozenset(indexed))):
                errors += outcome.status in ("Failed", "Conflict")
                if outcome.status == "Failed":
                    troubled.add(batch[0].feature)
                done[batch[0].feature] += outcome.count
                yield outcome
                if isinstance(batch[0], Bulk):
                    progress.report(batch[0].feature, done[batch[0].feature], totals[batch[0].feature])
            progress.report(batch[0].feature, done[batch[0].feature], totals[batch[0].feature])
            if not control.go_on():
                end("Stopped", (), f"stopped in stage {stage}, as asked")
                return
    if left:
        end("Stopped", (), f"ended after stage {stop_after}, as asked; {left} lines are left")
        return
    end("CompletedWithErrors" if errors else "Completed", [f for f in features if f not in troubled])


def _until_cut(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """What a stop cuts in the middle is rolled back; control says that the run is to stop."""
    with suppress(Stopping):
        yield from outcomes


def _through(
    batch: Sequence[Planned],
    writer: TargetWriter,
    steps: Mapping[str, Step],
    control: Control,
    skip: frozenset[str],
    indexed: frozenset[str],
) -> Iterator[Outcome]:
    """A batch of one feature and one sort of line: a Bulk through its ranges, Changes through row, then document."""
    if isinstance(batch[0], Bulk):
        yield from steps["history"](batch, writer, control)
        return
    wanted = [
        line for line in batch if line.id not in skip
    ]  # the journal has the others as Skipped since the run began
    outcomes: dict[str, Outcome] = {}
    for step, of_step in groupby(wanted, key=lambda line: "files" if _is_file(line) else "objects"):
        outcomes.update({o.line: o for o in steps[step](list(of_step), writer, control)})
    documented = [
        line
        for line in wanted
        if isinstance(line, Change) and line.kind in indexed and line.id in outcomes and outcomes[line.id].stands
    ]
    if documented:
        with suppress(Stopping):  # rows are in, and told; a resume finds them so and puts their documents
            for outcome in steps["documents"](documented, writer, control):
                outcomes[outcome.line] = _both(outcomes[outcome.line], outcome)
    for line in batch:
        if line.id in outcomes:
            yield outcomes[line.id]
        elif line.id in skip:
            yield Outcome(line.id, "Skipped", message="declined at the prompt")


def _is_file(line: Planned) -> bool:
    return isinstance(line, Change) and line.kind == "File"


def _both(row: Outcome, document: Outcome) -> Outcome:
    """What became of an object that lies in two places: the worse of the two, and Done if either was written now."""
    if document.status in ("Failed", "Conflict"):
        return document
    done = "Done" in (row.status, document.status)
    return replace(row, status="Done", message=document.message) if done else row


def _batches(lines: Iterable[Planned]) -> Iterator[list[Planned]]:
    """Neighbours of one feature, at most BATCH Changes or one Bulk together."""
    for (_, bulk), neighbours in groupby(lines, key=lambda line: (line.feature, isinstance(line, Bulk))):
        yield from batches(neighbours, 1 if bulk else BATCH)


def _items(line: Planned) -> int:
    return line.count if isinstance(line, Bulk) else 1
