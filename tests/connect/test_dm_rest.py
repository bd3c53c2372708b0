"""The REST client against the stand-in: its token, its patience, its trust, and what it makes of answers that go wrong."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect import dm_rest_answers as answers
from pyupgrade.connect.dm_rest import AnswerBroken, AnswerLost
from pyupgrade.connect.http import Patience
from pyupgrade.errors import TargetRefused, UpgradeError
from pyupgrade.errors.doors import DoorDenied, DoorUnexpected, DoorUnreachable
from tests.servers import dm_rest
from tests.servers.dm_rest import Server
from tests.target.rest_parts import access, client

ALL = "GroupIDDataService/api/DataSource/GetAll"
CREATE = "GroupIDDataService/api/DataSource/Create"
TOKEN = "POST GroupIDSecurityService/connect/token"
SOURCE: dict[str, Any] = {
    "name": "x", "providerTypeName": None, "type": 6, "creationDate": "2024-05-07T04:08:56.95", "lastUpdate": None,
    "configurationValues": {"Server": "Dsn", "DsnType": "SystemDsn", "UserName": "", "Password": ""},
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[Server]:
    with dm_rest.running() as running:
        yield running


def tokens(server: Server) -> int:
    return server.calls.count(TOKEN)


def test_one_token_serves_until_shortly_before_its_end(server: Server) -> None:
    now = [1_000_000.0]
    server.clock = lambda: now[0]
    calls = client(server)
    for seconds, wanted in ((0, 1), (1_100, 1), (35, 1), (10, 2), (1_139, 2), (2, 3)):
        now[0] += seconds
        assert calls.read("GET", ALL) == []
        assert tokens(server) == wanted, f"after {now[0] - 1_000_000:.0f} s"
    assert not [line for line in server.log if " 401 " in line], "it was never late"


def test_a_token_that_ends_in_the_middle_is_renewed_once_and_the_call_goes_through(server: Server) -> None:
    calls = client(server)
    calls.read("GET", ALL)
    server.tokens.clear()
    assert calls.change("POST", CREATE, SOURCE, "x")["data"]
    assert tokens(server) == 2
    assert len(server.state.data_sources) == 1
    server.fail("401", on="DataSource", times=2)
    with pytest.raises(DoorDenied, match="HTTP 401"):
        calls.read("GET", ALL)
    assert calls.read("GET", ALL), "and it starts anew"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"user": "somebody"}, "invalid_grant"),
        ({"password": "wr0ng"}, "invalid_grant"),
        ({"client_secret": "no-such"}, "invalid_client"),
    ],
)
def test_who_is_not_let_in(server: Server, wrong: dict[str, str], why: str) -> None:
    with pytest.raises(DoorDenied, match=why) as caught:
        client(server, **wrong).read("GET", ALL)
    assert not caught.value.transient
    server.fail("403", on="DataSource")
    with pytest.raises(DoorDenied, match="HTTP 403"):
        client(server).read("GET", ALL)


def test_neither_password_nor_token_is_told_anywhere(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = [repr(access(server)), repr(client(server))]
    calls = client(server)
    calls.read("GET", ALL)
    for kind in ("401", "403", "500", "cut", "garbage", "500-after", "cut-after"):
        for on, call in (("token", calls.read), ("Data", calls.read), ("Create", calls.change)):
            server.fail(kind, on=on, times=2)
            try:
                if call == calls.change:
                    calls.change("POST", CREATE, SOURCE, "x")
                else:
                    calls.read("GET", ALL)
            except UpgradeError as error:
                told += [str(error.as_data()), "".join(traceback.format_exception(error))]
            server.faults.clear()
            calls = client(server)
    secrets = [dm_rest.PASSWORD, dm_rest.CLIENT, *server.tokens]
    assert len(secrets) > 5 and len(told) > 10
    everything = "\n".join([*told, caplog.text, *server.log])
    assert not [secret for secret in secrets if secret in everything]


def test_a_service_that_is_not_available_is_asked_again_when_it_says(server: Server) -> None:
    slept: list[float] = []
    calls = client(server, Patience(clock=server.clock, sleep=slept.append, seconds=30))
    server.fail("503", on="Create", seconds=7)
    assert calls.change("POST", CREATE, SOURCE, "x")["status"] == 0
    assert slept == [7.0]
    assert len(server.state.data_sources) == 1
    server.fail("503", on="GetAll", seconds=60)
    with pytest.raises(DoorUnreachable, match="60 seconds") as caught:
        calls.read("GET", ALL)
    assert caught.value.transient
    server.fail("503", on="Create", seconds=60)
    with pytest.raises(DoorUnreachable) as caught:
        calls.change("POST", CREATE, {**SOURCE, "name": "y"}, "y")
    assert not isinstance(caught.value, AnswerLost), "nothing was done of it"


@pytest.mark.parametrize("fault", ["cut", "cut-after"])
def test_a_read_that_is_cut_is_tried_once_more_and_a_change_never(server: Server, fault: str) -> None:
    calls = client(server)
    server.fail(fault, on="GetAll")
    assert calls.read("GET", ALL) == []
    server.fail(fault, on="GetAll", times=2)
    with pytest.raises(DoorUnreachable):
        calls.read("GET", ALL)
    server.fail(fault, on="Create")
    with pytest.raises(AnswerLost):
        calls.change("POST", CREATE, SOURCE, "x")
    assert len([c for c in server.calls if "Create" in c]) == 1


def test_an_answer_that_does_not_come_in_time_is_lost(server: Server) -> None:
    calls = client(server, seconds=0.2)
    calls.read("GET", ALL)
    server.fail("slow", on="Create", seconds=0.6)
    with pytest.raises(AnswerLost, match="in time"):
        calls.change("POST", CREATE, SOURCE, "x")


def test_what_goes_wrong_inside_and_what_no_page_shows(server: Server) -> None:
    calls = client(server)
    server.fail("500", on="Data")
    with pytest.raises(DoorUnreachable, match="HTTP 500: An error has occurred"):
        calls.read("GET", ALL)
    server.fail("500-after", on="Create")
    with pytest.raises(AnswerBroken, match="HTTP 500"):
        calls.change("POST", CREATE, SOURCE, "x")
    server.fail("garbage", on="Data")
    with pytest.raises(DoorUnexpected, match="no JSON"):
        calls.read("GET", ALL)
    with pytest.raises(DoorUnexpected, match="HTTP 405"):
        calls.read("DELETE", ALL)
    assert calls.read("GET", "GroupIDDataService/api/DataSyncJobs/77/Details") is None
    with pytest.raises(TargetRefused, match=r"HTTP 400: .*has no member 'nmae'"):
        calls.change("POST", CREATE, {**SOURCE, "nmae": "x"}, "x")


def test_only_a_certificate_that_is_trusted_is_talked_to(tmp_path: Path) -> None:
    with dm_rest.running(tls=tmp_path) as server:
        assert client(server).read("GET", ALL) == []
        server.ca_file = None
        with pytest.raises(DoorDenied, match="not trusted"):
            client(server).read("GET", ALL)
        assert tokens(server) == 1


# -- answers ----------------------------------------------------------------------------------------------------------


def line(name: str | None, *details: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "type": 8,
        "status": 0,
        "message": None,
        "errorCode": None,
        "data": None,
        "details": list(details),
        **more,
    }


def test_three_levels_of_details_become_rows() -> None:
    deep = line("XGroupSecurity", status=3, message="Not  allowed\nhere")
    answer = line(None, line("guid-1", line("description"), deep), line("guid-2", line("IMSGManagedGroupType")))
    found = answers.rows(answer)
    assert [row.name for row in found] == [
        "",
        "guid-1",
        "description",
        "XGroupSecurity",
        "guid-2",
        "IMSGManagedGroupType",
    ]
    assert [(row.name, row.status, row.message) for row in found if row.failed] == [
        ("XGroupSecurity", 3, "Not allowed here")
    ]
    assert answers.refusals(answer) == "XGroupSecurity: Not allowed here"
    assert answers.refusals(line("x", errorCode="E1")) == "x: E1"
    assert answers.refusals(line("x", message="Connected successfully")) == answers.refusals(None) == ""


def test_lists_come_in_three_envelopes() -> None:
    rows = [{"id": 1}]
    for answer in (
        rows,
        {"count": 1, "data": rows},
        {"total": 1, "data": rows},
        {"Count": 1, "Data": rows},
        line(None, data={"count": 1, "data": rows}),
    ):
        assert answers.listed(answer) == rows
    assert answers.listed({"count": 0, "data": []}) == answers.listed({"count": 0, "data": None}) == []
    assert answers.listed({"total": 0}) == answers.listed(line(None, data={"Count": 0, "Data": None})) == []
    assert answers.member({"JobInfo": {"NAME": "x"}}, "jobInfo") == {"NAME": "x"}
    assert answers.member([], "x") is None


@pytest.mark.parametrize(
    "answer",
    [None, "", "Sign in", 7, {}, {"message": "no"}, {"data": None}, {"count": 3, "data": None}, {"data": "x"}, {"data": {}}, ["x"], [None]],
    ids=repr,
)  # fmt: skip
def test_what_is_no_known_envelope_is_not_an_empty_list(answer: Any) -> None:
    assert answers.listed(answer) is None


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"count": 0, "data": [], "status": 1, "message": "Access is denied."}, "Access is denied."),
        ({"count": 0, "data": None, "Status": 3, "message": None}, "status 3"),
        ({"count": 0, "data": [], "status": "Failed", "message": "no"}, "no"),
        ({"count": 0, "data": [], "status": True, "message": None}, "status True"),
        (line(None, errorCode="E1"), "E1"),
        (line(None, line("x", status=2, message="gone")), "x: gone"),
        (line(None, data={"count": 0, "data": [], "status": 1, "message": "no"}), "no"),
        (line(None, data=[]), ""),
        ({"count": 0, "data": [], "status": 0, "message": None}, ""),
        ({"total": 0, "data": []}, ""),
        ([], ""),
        (None, ""),
    ],
    ids=repr,
)
def test_a_failure_is_told_by_status_or_code_in_any_envelope(answer: Any, told: str) -> None:
    assert answers.failure(answer) == told


def test_what_an_error_says_is_told_short_and_without_markup() -> None:
    assert answers.words(b'{"Message": "no"}') == "no"
    assert answers.words(b"<html><b>503</b> Service</html>") == "503 Service"
    assert answers.words(b"") == "no reason given"
    assert len(answers.words(b'"' + b"x" * 5_000 + b'"')) < 400
