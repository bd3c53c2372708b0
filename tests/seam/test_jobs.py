"""Long work: events once and in order, questions answered or refused, cancel reaches the work, errors come back whole."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.errors import InvalidRequest, PlanOpen, UnknownJob
from pyupgrade.jobs import Job, Jobs, Refused
from tests.seam.client import EngineError, Shell


def ended(jobs: Jobs, number: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    events: list[dict[str, Any]] = []
    for _ in range(100):
        told = dict(jobs.poll(number))
        events += told["events"]
        if told["state"] != "running":
            return told, events
    raise AssertionError("the job does not end")


def test_events_come_once_in_order_and_the_result_last() -> None:
    jobs = Jobs()

    def work(job: Job) -> int:
        for n in range(1200):
            job.emit("row", n=n)
        return 7

    told, events = ended(jobs, jobs.start(work).number)
    assert (told["state"], told["result"]) == ("done", 7)
    assert [e["n"] for e in events] == list(range(1200))


def test_a_poll_waits_for_something_but_not_long() -> None:
    jobs, hold = Jobs(), threading.Event()
    number = jobs.start(lambda job: hold.wait(5)).number
    before = time.monotonic()
    assert jobs.poll(number) == {"state": "running", "events": []}
    assert time.monotonic() - before < 1
    hold.set()
    assert ended(jobs, number)[0]["state"] == "done"
    with pytest.raises(UnknownJob):
        jobs.poll(number)


@pytest.mark.parametrize(
    ("outcome", "value", "expected"), [("result", "hunter2", "hunter2"), ("error", "no", "refused: no")]
)
def test_a_question_waits_for_its_answer(outcome: str, value: str, expected: str) -> None:
    jobs = Jobs()

    def work(job: Job) -> str:
        try:
            return str(job.ask("secret", caption="Password"))
        except Refused as refused:
            return f"refused: {refused}"

    job = jobs.start(work)
    (question,) = jobs.poll(job.number)["events"]
    assert (question["event"], question["kind"], question["caption"]) == ("question", "secret", "Password")
    with pytest.raises(InvalidRequest):
        job.answer("q99", "result", 1)
    job.answer(question["id"], outcome, value)
    assert ended(jobs, job.number)[0]["result"] == expected


def test_cancel_ends_a_question_and_says_stopped() -> None:
    jobs = Jobs()

    def work(job: Job) -> str:
        try:
            job.ask("text")
        except Refused:
            return "gave up"
        return "answered"

    job = jobs.start(work)
    jobs.poll(job.number)
    job.cancelled.set()
    told, _ = ended(jobs, job.number)
    assert (told["state"], told["result"]) == ("stopped", "gave up")


def test_errors_come_back_as_the_protocol_says() -> None:
    jobs = Jobs()

    def open_decisions(job: Job) -> None:
        raise PlanOpen(details=["account/svc: password?"], target="account/svc")

    told, _ = ended(jobs, jobs.start(open_decisions).number)
    assert told["state"] == "failed"
    assert told["error"]["id"] == "DMUpgrade.Plan.OpenDecisions"
    assert told["error"]["details"] == ["account/svc: password?"]
    assert told["error"]["recommendedAction"]

    def unforeseen(job: Job) -> None:
        raise ZeroDivisionError("by nothing")

    told, _ = ended(jobs, jobs.start(unforeseen).number)
    assert told["error"]["id"] == "DMUpgrade.Error" and "by nothing" in told["error"]["message"]


def test_words_are_taken_in_any_letter_case_and_no_others(tmp_path: Path) -> None:
    """A shell's set of values is: what was typed comes as it was typed."""
    shell = Shell()
    made = shell.job("sample.create", path=str(tmp_path / "estate"), size="small", topology="COPY")
    assert (made["size"], made["topology"]) == ("Small", "copy")
    with pytest.raises(EngineError, match=r"Invalid enum value 'tiny' - at `\$.size`"):
        shell.job("sample.create", path=str(tmp_path / "other"), size="tiny")
