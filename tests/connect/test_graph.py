"""Graph calls: waiting as asked (seconds, date, inside a batch), pages of one host only, what an app may not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyupgrade.connect.graph import Graph
from pyupgrade.connect.http import Http, Patience
from pyupgrade.errors import IdentityBusy, IdentityForbidden, IdentityUnexpected
from tests.servers.identity import StandIn, _id, retry_at

pytestmark = pytest.mark.xdist_group("identity")

APP = "77c1a0de-4b1f-4f0a-9d53-0c2f6a1b5505"
ROLES = f"/servicePrincipals(appId='{APP}')/appRoleAssignments"
NOW = 1_800_000_000.0
TOKEN = "token-0123456789-never-shown"


class Waiter:
    """A clock that goes on by what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def clock(self) -> float:
        return NOW + sum(self.slept)


@pytest.fixture
def waiter() -> Waiter:
    return Waiter()


@pytest.fixture
def server(stand_in: StandIn) -> StandIn:
    stand_in.app(APP, "t.example", roles={"Microsoft Graph": [f"Role{n}.Read" for n in range(7)], "Exchange": ["A"]})
    stand_in.tokens[TOKEN] = APP
    return stand_in


@pytest.fixture
def graph(server: StandIn, waiter: Waiter) -> Graph:
    return Graph(Http(Patience(waiter.clock, waiter.slept.append), server.ca_file, 5), server.address, TOKEN)


def test_every_page_is_read(server: StandIn, graph: Graph) -> None:
    server.page = 3
    assert len(list(graph.pages(ROLES, "roles"))) == 8
    assert sum(ROLES in call for call in server.calls) == 3


def test_a_page_elsewhere_is_refused_before_the_token_goes_there(server: StandIn, graph: Graph) -> None:
    server.page, server.next_page_at = 3, "https://elsewhere.example"
    with pytest.raises(IdentityUnexpected, match=r"elsewhere\.example") as caught:
        list(graph.pages(ROLES, "roles"))
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "slept"), [("11", 11.0), (retry_at(NOW + 42), 42.0), (retry_at(NOW - 42), 0.0), ("soon", 1.0)]
)
def test_waiting_as_long_as_asked(server: StandIn, graph: Graph, waiter: Waiter, given: str, slept: float) -> None:
    server.throttled.append(given)
    assert len(list(graph.pages(ROLES, "roles"))) == 8
    assert waiter.slept == [slept]


def test_throttled_again_and_again_ends_with_what_to_do(server: StandIn, graph: Graph, waiter: Waiter) -> None:
    server.throttled.extend(["50"] * 9)
    with pytest.raises(IdentityBusy, match="50 seconds") as caught:
        graph.get(f"/applications(appId='{APP}')", "itself")
    assert waiter.slept == [50.0, 50.0] and caught.value.transient, "a call waits two minutes in all"
    server.throttled.clear()
    server.throttled.extend(["1"] * 9)
    with pytest.raises(IdentityBusy):
        graph.get(f"/applications(appId='{APP}')", "itself")
    assert len(waiter.slept) == 7


def test_throttled_inside_a_batch_only_those_are_asked_again(server: StandIn, graph: Graph, waiter: Waiter) -> None:
    server.throttled_in_batch.extend(["3", retry_at(NOW + 9)])
    paths = [f"/servicePrincipals/{_id(name)}" for name in ("Microsoft Graph", "Exchange", "none")]
    first, second, third = graph.batch(paths, "roles")
    assert waiter.slept == [9.0], "the longest wait asked for"
    assert first is not None and second is not None and third is None
    assert (len(first["appRoles"]), len(second["appRoles"])) == (7, 1)
    assert sum(call.startswith("batch") for call in server.calls) == 5
    assert sum(call == "POST /v1.0/$batch" for call in server.calls) == 2


def test_a_batch_that_stays_throttled(server: StandIn, graph: Graph, waiter: Waiter) -> None:
    server.throttled_in_batch.extend(["2"] * 20)
    with pytest.raises(IdentityBusy):
        graph.batch([f"/servicePrincipals/{_id('Exchange')}"], "roles")
    assert waiter.slept == [2.0] * 5


def test_more_than_twenty_go_into_several_batches(server: StandIn, graph: Graph) -> None:
    found = graph.batch([f"/servicePrincipals/{_id('Exchange')}"] * 45, "roles")
    assert len(found) == 45 and all(found)
    assert server.calls.count("POST /v1.0/$batch") == 3


def test_what_the_app_may_not_read(server: StandIn, graph: Graph) -> None:
    server.apps[APP].may_read = False
    for ask in (
        lambda: graph.get(f"/applications(appId='{APP}')", "itself"),
        lambda: list(graph.pages(ROLES, "itself")),
        lambda: graph.batch([f"/applications(appId='{APP}')"], "itself"),
    ):
        with pytest.raises(IdentityForbidden, match="itself"):
            ask()


def test_a_token_that_is_not_taken(server: StandIn, graph: Graph) -> None:
    server.tokens.clear()
    with pytest.raises(IdentityUnexpected, match="InvalidAuthenticationToken") as caught:
        graph.get(f"/applications(appId='{APP}')", "itself")
    assert TOKEN not in str(caught.value)


def test_nobodys_netrc_takes_the_place_of_the_token(
    server: StandIn, graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine localhost login anna password other\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert graph.get(f"/applications(appId='{APP}')", "itself") is not None


def test_a_redirect_is_not_followed(server: StandIn, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "graph", lambda caller, target: (307, {"error": {"code": "Moved"}}))
    with pytest.raises(IdentityUnexpected, match="HTTP 307"):
        graph.get(f"/applications(appId='{APP}')", "itself")
