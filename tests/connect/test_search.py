"""A cluster behind TLS: who it is and who asks are verified; busy answers and lost ones are waited out, and no credential is told."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from pyupgrade.connect.search import Pace
from pyupgrade.errors import IndexDenied, IndexUnreachable, IndexUntrusted
from tests.servers.search import TlsProxy, basic
from tests.target.parts import INSTALLATION
from tests.target.search_parts import events, prefix, search_index

pytestmark = pytest.mark.xdist_group("elasticsearch")
WHERE = (INSTALLATION, "objects", 0, 9_999)
KEY = base64.b64encode(b"key-id:s3cret-of-the-key").decode()


@pytest.fixture
def trusted(search_proxy: TlsProxy) -> Iterator[dict[str, Any]]:
    return {"ca": search_proxy.ca}


@pytest.mark.parametrize("by", ["ca", "fingerprint"])
@pytest.mark.parametrize("who", ["key", "user"])
def test_a_certificate_and_a_credential_that_are_right(search_proxy: TlsProxy, by: str, who: str) -> None:
    trust = {"ca": search_proxy.ca} if by == "ca" else {"fingerprint": search_proxy.fingerprint}
    asks = {"api_key": KEY} if who == "key" else {"user": "upgrade", "password": "pässword"}
    search_proxy.does.credentials = (f"ApiKey {KEY}", basic("upgrade", "pässword"))
    with search_index(search_proxy.url, prefix(), **trust, **asks) as index:
        index.put_history(*WHERE, [events(range(20))])
        assert index.history(*WHERE) == events(range(20))


def test_another_authority_or_fingerprint_is_not_trusted(search_proxy: TlsProxy, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    for wrong in ({"ca": other}, {"fingerprint": "ab" * 32}, {}):
        with (
            search_index(search_proxy.url, prefix(), **wrong) as index,
            pytest.raises(IndexUntrusted, match="does not prove who it is"),
        ):
            index.put_history(*WHERE, [events(range(3))])
    assert search_proxy.does.seen == 0, "nothing was asked of a server that nobody vouches for"
    no_file = tmp_path / "none.pem"
    with pytest.raises(IndexUntrusted), search_index(search_proxy.url, prefix(), ca=no_file):
        pass


def test_a_certificate_of_another_host_is_not_trusted(search_node: Any, tmp_path: Path) -> None:
    proxy = TlsProxy(search_node, tmp_path, host="elsewhere.example")
    proxy.start()
    try:
        with search_index(proxy.url, prefix(), ca=proxy.ca) as index, pytest.raises(IndexUntrusted):
            index.history(*WHERE)
    finally:
        proxy.stop()


def test_a_wrong_key_is_refused_and_not_told(search_proxy: TlsProxy, trusted: dict[str, Any]) -> None:
    search_proxy.does.credentials = ("ApiKey other",)
    with search_index(search_proxy.url, prefix(), api_key=KEY, **trusted) as index:
        with pytest.raises(IndexDenied) as refused:
            index.put_history(*WHERE, [events(range(3))])
        assert KEY not in repr(index._server.access)
    assert "unable to authenticate" in str(refused.value) and KEY not in str(refused.value)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_waited_for_longer_each_time_and_loses_nothing(
    search_proxy: TlsProxy, trusted: dict[str, Any], status: int
) -> None:
    waited: list[float] = []
    chances = iter([0.0, 1.0, 0.0, 1.0] * 50)
    pace = Pace(waited.append, lambda: next(chances), iter(range(10**6)).__next__)
    with search_index(search_proxy.url, prefix(), pace=pace, patience=1e9, **trusted) as index:
        search_proxy.does.busy, search_proxy.does.times = status, 4
        before = index._bulk.size
        index.put_history(*WHERE, [events(range(500))])
        assert index.history(*WHERE) == events(range(500))
        assert index._bulk.size < before, "requests get smaller"
    assert waited == pytest.approx([0.1, 0.4, 0.4, 1.6]), "doubled each time, between half and the whole by chance"


def test_a_server_that_stays_busy_ends_the_run(search_proxy: TlsProxy, trusted: dict[str, Any]) -> None:
    search_proxy.does.busy, search_proxy.does.times = 429, 10**6
    pace = Pace(lambda seconds: None, lambda: 0.5, iter(range(10**6)).__next__)
    with (
        search_index(search_proxy.url, prefix(), pace=pace, patience=50.0, **trusted) as index,
        pytest.raises(IndexUnreachable, match="429"),
    ):
        index.put_history(*WHERE, [events(range(5))])


def test_an_answer_that_is_lost_after_the_act_changes_nothing(search_proxy: TlsProxy, trusted: dict[str, Any]) -> None:
    with search_index(search_proxy.url, prefix(), **trusted) as index:
        search_proxy.does.cut = 2
        assert list(index.put_history(*WHERE, [events(range(800))])) == []
        assert search_proxy.does.cut == 0
        assert index.history(*WHERE) == events(range(800))


def test_requests_grow_while_answers_are_swift(search_node: Any) -> None:
    at_once = Pace(time.sleep, lambda: 0.5, lambda: 0.0)
    with search_index(search_node.url, prefix(), pace=at_once) as index:
        before = index._bulk.size
        index.put_history(*WHERE, [events(range(9_000), Comments="x" * 700)])
        assert index._bulk.size > before
