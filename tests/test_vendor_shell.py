"""Calls of the vendor's cmdlets as questions of the current job: what crosses, and what comes of each way to answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorUnexpected, DoorUnreachable
from pyupgrade.jobs import CURRENT, Job
from pyupgrade.plan.calls import Call, Secret

FACTS = load("dm11").doors["shell"]
LOOK = Call("Get-IdentityStore", {"All": True})
SECRET = "geheim-5"


def asked(call: Call, answer: Callable[[Job, dict[str, Any]], None]) -> tuple[Any, dict[str, Any]]:
    """What the call gives or raises within a job, and the question that the shell saw."""
    outcome: list[Any] = []

    def work(job: Job) -> None:
        assert CURRENT.get() is job
        try:
            outcome.append(VendorShell(FACTS)(call))
        except Exception as error:
            outcome.append(error)

    job = Job("j1", work)
    job.start()
    question: dict[str, Any] = {}
    while not question:
        question = next(iter(job.poll()["events"]), {})
    answer(job, question)
    deadline = time.monotonic() + 5
    while not outcome and time.monotonic() < deadline:
        time.sleep(0.01)
    return outcome[0], question


def result(value: Any) -> Callable[[Job, dict[str, Any]], None]:
    return lambda job, question: job.answer(question["id"], "result", value)


def test_objects_come_back_and_the_question_says_what_to_run() -> None:
    given, question = asked(LOOK, result({"objects": [{"IdentityStoreName": "Konzern"}], "errors": []}))
    assert given == [{"IdentityStoreName": "Konzern"}]
    wanted = {
        "kind": "cmdlet",
        "cmdlet": "Get-IdentityStore",
        "module": "Imanami.directorymanager.Management",
        "parameters": {"All": True},
    }
    assert {name: question[name] for name in wanted} == wanted


def test_a_secret_crosses_in_the_form_that_its_parameter_takes() -> None:
    credential = Call("Set-SmtpServer", {"Credential": Secret("a", "CORP\\svc", SECRET), "Port": 25})
    _, question = asked(credential, result({}))
    assert question["parameters"] == {
        "Credential": {"$credential": {"user": "CORP\\svc", "password": SECRET}},
        "Port": 25,
    }
    _, question = asked(Call("Set-SmartGroup", {"DataSourcePassword": Secret("a", None, SECRET)}), result({}))
    assert question["parameters"] == {"DataSourcePassword": SECRET}
    assert SECRET not in repr(credential)


def test_a_cmdlets_own_error_is_a_refusal_in_its_words_without_secrets() -> None:
    errors = [
        {"message": f"'{SECRET}' is not good.", "id": "Vendor.Bad", "category": "InvalidData"},
        {"message": "And more.", "id": ""},
    ]
    raised, _ = asked(
        Call("Set-SmtpServer", {"Credential": Secret("a", "u", SECRET)}), result({"objects": [], "errors": errors})
    )
    assert isinstance(raised, TargetRefused)
    assert raised.message == "The target did not take Set-SmtpServer: '***' is not good."
    assert raised.details == ["And more", "error id Vendor.Bad"]


def test_a_shell_that_cannot_run_it_is_a_door_that_does_not_answer() -> None:
    raised, _ = asked(LOOK, lambda job, question: job.answer(question["id"], "error", "the module is not loaded"))
    assert isinstance(raised, DoorUnreachable)
    assert "the module is not loaded" in raised.message
    raised, _ = asked(LOOK, lambda job, question: job.cancelled.set())
    assert isinstance(raised, DoorUnreachable)
    assert "stopped while Get-IdentityStore" in raised.message


def test_without_a_shell_or_beyond_the_contract_nothing_is_asked() -> None:
    assert threading.current_thread() is threading.main_thread()
    with pytest.raises(DoorUnreachable, match="no shell runs this work"):
        VendorShell(FACTS)(LOOK)
    with pytest.raises(DoorUnexpected, match="Remove-Group is no cmdlet of the contract"):
        VendorShell(FACTS)(Call("Remove-Group", {}))


def test_a_warning_is_told_on_without_the_secret_that_it_quotes() -> None:
    told: list[dict[str, Any]] = []

    def answer(job: Job, question: dict[str, Any]) -> None:
        job.answer(question["id"], "result", {"objects": [], "errors": [], "warnings": [f"weak: {SECRET}"]})
        deadline = time.monotonic() + 5
        while not told and time.monotonic() < deadline:
            told.extend(e for e in job.poll()["events"] if e["event"] == "warning")

    given, _ = asked(Call("Set-SmtpServer", {"Credential": Secret("a", "u", SECRET)}), answer)
    assert given == []
    assert told == [{"event": "warning", "message": "Set-SmtpServer: weak: ***"}]


def test_half_a_character_refuses_its_call_and_no_more() -> None:
    job = Job("j1", lambda job: None)
    token = CURRENT.set(job)
    try:
        with pytest.raises(TargetRefused, match="half a character"):
            VendorShell(FACTS)(Call("Get-IdentityStore", {"IdentityStoreName": "halb \ud83d"}))
    finally:
        CURRENT.reset(token)
    assert job.poll()["events"] == [], "nothing was asked"
