"""The run's loop: stages, batches, skips, stop and pause, what counts as completed, a second run without changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from pyupgrade.errors import DiskFull, IndexUnreachable, Stopping
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Control, Outcome, TargetWriter
from pyupgrade.steps import stages
from pyupgrade.steps.documents import Documents
from pyupgrade.steps.objects import Objects
from pyupgrade.target.control import RunControl
from pyupgrade.target.index import EmbeddedIndex
from tests.target.parts import GUID, HOLDER, Given, NoControl, Target, group, locked, source_of, store

FEATURES = ("Configuration", "Groups", "History", "Reports")


def bulk(stream: str, count: int) -> Bulk:
    return Bulk(
        module="history", feature="History", stream=stream, number=1, table="SVC.BackUpHistory", first=1, last=count,
        count=count, stores=(1,),
    )  # fmt: skip


class Seen:
    """A Progress that remembers, and a history step of three ranges a stream that asks control as the real one does."""

    def __init__(self, status: str = "Done") -> None:
        self.reports: list[tuple[str, int, int | None]] = []
        self.calls: list[list[str]] = []
        self.status = status

    def report(self, feature: str, done: int, total: int | None) -> None:
        self.reports.append((feature, done, total))

    def history(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        self.calls.append([line.id for line in lines])
        for part in range(3):
            yield Outcome(lines[0].id, self.status, lines[0].count // 3)  # type: ignore[union-attr]
            if part < 2 and not control.go_on():
                return


def run(
    target: Target, lines: Sequence[Change | Bulk], control: Any = None, seen: Seen | None = None, **more: Any
) -> tuple[list[Outcome], Any]:
    writer = more.pop("writer", None) or target.open(lines)
    seen = seen or Seen()
    steps: dict[str, Any] = {"objects": Objects(Given()), "documents": Documents(), "history": seen.history}
    outcomes = list(
        stages.run(
            lines, FEATURES, writer, steps, writer.record, control or NoControl(), seen, indexed=("SmartGroup",), **more
        )
    )
    writer.close()
    return outcomes, target.runs.list()[0]


def test_stages_run_in_their_order_and_the_plans_order_within(target: Target) -> None:
    lines = [group(2), bulk("objects", 30), store(2), group(1), store(1), source_of("erp")]
    seen = Seen()
    outcomes, facts = run(target, lines, seen=seen)
    assert [o.line for o in outcomes] == [
        "IdentityStore/2", "IdentityStore/1", "DataSource/erp", f"SmartGroup/{GUID(2)}", f"SmartGroup/{GUID(1)}",
        *["History/objects"] * 3,
    ]  # fmt: skip
    assert (facts.status, facts.stage, facts.completed) == ("Completed", "history", tuple(sorted(FEATURES)))
    assert seen.reports[-1] == ("History", 30, 30)
    assert ("Configuration", 3, 3) in seen.reports
    assert target.index().count("SmartGroup") == 2
    assert target.index().count("IdentityStore") == 0


def test_the_second_time_all_is_present_and_nothing_written(target: Target) -> None:
    lines = [store(1), group(1), group(2)]
    run(target, lines)
    before = target.reader().digests("SmartGroup", [GUID(1), GUID(2)])
    outcomes, facts = run(target, lines)
    assert [o.status for o in outcomes] == ["Present"] * 3
    assert facts.count("Present") == 3
    assert target.reader().digests("SmartGroup", [GUID(1), GUID(2)]) == before


def test_a_missing_document_alone_makes_its_line_done(target: Target) -> None:
    lines = [group(1), group(2)]
    run(target, lines)
    target.index().remove("SmartGroup", [GUID(1)])
    assert [o.status for o in run(target, lines)[0]] == ["Done", "Present"]


def test_batches_are_commits(target: Target) -> None:
    lines = [group(n) for n in range(1, 2 * stages.BATCH + 2)]
    control = NoControl()
    run(target, lines, control)
    assert control.asked == 3


def test_stop_after_a_stage_ends_the_run_and_a_resume_goes_on(target: Target) -> None:
    lines = [store(1), group(1), bulk("objects", 30)]
    outcomes, facts = run(target, lines, stop_after="configuration")
    assert [o.line for o in outcomes] == ["IdentityStore/1"]
    assert (facts.status, facts.stage, facts.completed) == ("Stopped", "configuration", ())
    assert "configuration" in facts.message
    assert target.reader().completed(facts.installation) == frozenset()
    with locked(target):
        writer = target.writer(*target.runs.reopen(None, HOLDER))
    outcomes, facts = run(target, lines, writer=writer)
    assert [o.status for o in outcomes] == ["Present", "Done", "Done", "Done", "Done"]
    assert (facts.status, facts.epoch) == ("Completed", 2)
    assert facts.states["Configuration"] == {"Done": 1}


@pytest.mark.parametrize("stop_at", [0, 1])
def test_the_index_has_its_settings_back_before_the_run_ends(
    target: Target, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    def away(self: EmbeddedIndex) -> None:
        raise IndexUnreachable(location="https://search.example", reason="no route")

    lines = [store(1), bulk("objects", 30)]
    with monkeypatch.context() as one:
        one.setattr(EmbeddedIndex, "settle", away)
        with pytest.raises(IndexUnreachable):
            run(target, lines, NoControl(stop_at=stop_at))
    assert target.runs.list()[0].status == "Interrupted", "so that a resume can put them back"
    with locked(target):
        writer = target.writer(*target.runs.reopen(None, HOLDER))
    assert run(target, lines, writer=writer)[1].status == "Completed"


def test_a_step_that_a_stop_cuts_ends_the_run_as_stopped(target: Target) -> None:
    class Cut(Seen):
        def history(self, lines: Sequence[Change | Bulk], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
            yield Outcome(lines[0].id, "Done", 10)
            raise Stopping

    outcomes, facts = run(target, [store(1), bulk("objects", 30)], NoControl(stop_at=2), seen=Cut())
    assert [o.status for o in outcomes] == ["Done", "Done"]
    assert (facts.status, facts.message) == ("Stopped", "stopped in stage history, as asked")


def test_a_stop_while_settings_are_put_back_is_a_stop_and_a_resume_puts_them_back(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(self: EmbeddedIndex) -> None:
        raise Stopping

    lines = [store(1), bulk("objects", 30)]
    with monkeypatch.context() as one:
        one.setattr(EmbeddedIndex, "settle", waiting)
        facts = run(target, lines)[1]
    assert (facts.status, facts.completed, facts.message) == ("Stopped", (), stages.UNSETTLED)
    with locked(target):
        writer = target.writer(*target.runs.reopen(None, HOLDER))
    assert run(target, lines, writer=writer)[1].status == "Completed"


def test_a_stop_while_documents_wait_tells_the_rows_that_are_in(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(*_: object) -> None:
        raise Stopping

    lines = [store(1), group(1)]
    with monkeypatch.context() as one:
        one.setattr(EmbeddedIndex, "put", waiting)
        outcomes, facts = run(target, lines, NoControl(stop_at=2))
    assert [o.status for o in outcomes] == ["Done", "Done"] and facts.status == "Stopped"
    with locked(target):
        writer = target.writer(*target.runs.reopen(None, HOLDER))
    outcomes, facts = run(target, lines, writer=writer)
    assert [o.status for o in outcomes] == ["Present", "Done"] and facts.status == "Completed"


def test_stop_after_the_last_stage_with_lines_is_a_completed_run(target: Target) -> None:
    assert run(target, [store(1)], stop_after="groups")[1].status == "Completed"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_stop_is_obeyed_after_the_commit_it_follows(target: Target, at: int) -> None:
    lines = [store(1), group(1), bulk("objects", 30), bulk("helpdesk", 30)]
    outcomes, facts = run(target, lines, NoControl(stop_at=at))
    assert len(outcomes) == at
    assert (facts.status, facts.completed) == ("Stopped", ())
    assert facts.ended is not None


def test_a_stop_of_another_shell_reaches_the_loop(target: Target) -> None:
    lines = [store(1), group(1)]
    with locked(target) as lock:
        number, epoch = target.begin(lines)
        lock.note(number)
        target.runs.control(number, "stop")
        writer = target.writer(number, epoch)
        outcomes, facts = run(target, lines, RunControl(target.reading, "x", number), writer=writer)
    assert [o.line for o in outcomes] == ["IdentityStore/1"]
    assert facts.status == "Stopped"


def test_declined_lines_are_skipped_and_said(target: Target) -> None:
    lines = [group(1), group(2), group(3)]
    skip = {group(2).id}
    outcomes, facts = run(target, lines, writer=target.writer(*target.begin(lines, skip=skip)), skip=skip)
    assert [o.status for o in outcomes] == ["Done", "Skipped", "Done"]
    assert facts.states == {"Groups": {"Done": 2, "Skipped": 1}}
    assert facts.status == "Completed"
    assert list(target.reader().keys("SmartGroup")) == [GUID(1), GUID(3)]


def test_a_failed_line_leaves_its_feature_incomplete_a_conflict_does_not(target: Target) -> None:
    lines = [store(1), group(1, DataSource={"$ref": "DataSource/nowhere"}), group(2)]
    target.sql('INSERT INTO "DM11.IdentityStore" ("identityStoreId", "identityStoreName") VALUES (1, ?)', "Handmade")
    outcomes, facts = run(target, lines)
    assert [o.status for o in outcomes] == ["Conflict", "Failed", "Done"]
    assert (facts.status, facts.completed) == ("CompletedWithErrors", ("Configuration", "History", "Reports"))
    assert target.index().read("SmartGroup", [GUID(1)]) == {}, "no document without its row"


def test_a_document_that_is_somebody_elses_is_the_lines_conflict(target: Target) -> None:
    target.index().put("SmartGroup", {GUID(1): {"name": "theirs"}})
    outcomes, _ = run(target, [group(1)])
    assert [o.status for o in outcomes] == ["Conflict"]


def test_what_is_fatal_leaves_the_run_open(target: Target) -> None:
    def full(lines: Sequence[Any], writer: TargetWriter, control: Control) -> Iterator[Outcome]:
        raise DiskFull(location="dm11.db")
        yield

    writer = target.open([store(1)])
    with pytest.raises(DiskFull):
        list(stages.run([store(1)], FEATURES, writer, {"objects": full}, writer.record, NoControl(), Seen()))
    facts = target.runs.list()[0]
    assert (facts.status, facts.ended) == ("Interrupted", None)
    writer.close()


def test_nothing_to_do_is_a_completed_run(target: Target) -> None:
    outcomes, facts = run(target, [])
    assert (outcomes, facts.status, facts.completed) == ([], "Completed", tuple(sorted(FEATURES)))
