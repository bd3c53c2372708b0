"""The check of TLS endpoints: what the probe saw becomes rows; real servers stand behind the probe in tests/connect/test_tls.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from pyupgrade.checks import tls_endpoints
from pyupgrade.checks.context import Context
from pyupgrade.connect import tls
from pyupgrade.connect.revocation import Answer
from pyupgrade.connect.tls import Endpoint, Fault, Link, Seen
from pyupgrade.plan.finding import Finding
from tests.checks.context_by_hand import NOW, context
from tests.servers import tls as servers

SEARCH = Endpoint("search index", "es01.corp.example", 9200)
GOOD = Answer("good", ("http://pki/a.crl",), "http://pki/a.crl")
LEAF = Link("CN=es01", "CN=Corp CA", NOW - timedelta(days=9), NOW + timedelta(days=90), GOOD)
ROOT = Link("CN=Corp CA", "CN=Corp CA", NOW - timedelta(days=900), NOW + timedelta(days=900))


def shown(seen: Seen, endpoint: Endpoint = SEARCH) -> Context:
    return context(endpoints=[endpoint], tls=lambda asked: seen)


def only(seen: Seen, endpoint: Endpoint = SEARCH) -> Finding:
    found = list(tls_endpoints.CHECK.run(shown(seen, endpoint)))
    assert len(found) == 1, found
    assert found[0].status == "Passed" or found[0].recommended_action
    assert found[0].target == endpoint.place
    return found[0]


def test_nothing_is_reached_by_tls() -> None:
    for seen in (context(), context(endpoints=[SEARCH]), context(tls=lambda endpoint: Seen())):
        assert [r.status for r in tls_endpoints.CHECK.run(seen)] == ["Skipped"]


def test_a_good_chain_passes() -> None:
    row = only(Seen(chain=(LEAF, ROOT)))
    assert row.status == "Passed"
    assert "CN=es01" in row.message
    pinned = only(Seen(chain=(LEAF,)), replace(SEARCH, fingerprint="ab"))
    assert "fingerprint" in pinned.message
    assert "revoked" not in pinned.message, "which nobody asked"


@pytest.mark.parametrize("fault", [f for f in get_args(Fault) if f])
def test_every_fault_says_what_to_do(fault: Fault) -> None:
    row = only(Seen(fault, "the reason", () if fault in ("unreachable", "no-tls") else (LEAF,)))
    assert row.status == "Failed"
    assert row.message.startswith(SEARCH.place)
    assert "{" not in row.message
    assert only(Seen(fault, "x", (LEAF,)), replace(SEARCH, needed=False)).status == "Warning"


def test_dates_are_held_against_the_given_moment() -> None:
    for days, status, says in ((-1, "Failed", "expired on"), (20, "Warning", "expires on")):
        row = only(Seen(chain=(replace(LEAF, valid_to=NOW + timedelta(days=days)), ROOT)))
        assert (row.status, says in row.message) == (status, True)
    assert only(Seen(chain=(replace(LEAF, valid_from=NOW + timedelta(days=1)), ROOT))).status == "Failed"
    expired = Seen("dates", "certificate has expired", (replace(LEAF, valid_to=NOW - timedelta(days=1)),))
    assert "expired on" in only(expired).message, "one row for one fault"


def test_a_foreign_and_expired_certificate_is_two_rows() -> None:
    seen = Seen("other-host", "x", (replace(LEAF, valid_to=NOW - timedelta(days=1)),))
    assert [r.status for r in tls_endpoints.CHECK.run(shown(seen))] == ["Failed", "Failed"]


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (Answer("revoked", ("http://pki/a.crl",), "http://pki/a.crl"), "Failed", "was revoked, says http://pki/a.crl"),
        (Answer("unreachable", ("http://pki/a.crl",), "http://pki/a.crl: timed out"), "Warning", "http://pki/a.crl"),
        (Answer("unnamed"), "Warning", "no address"),
    ],
)
def test_revocation(answer: Answer, status: str, says: str) -> None:
    row = only(Seen(chain=(replace(LEAF, revocation=answer), ROOT)))
    assert row.status == status
    assert says in row.message
    assert ("stricter" in row.recommended_action or "more strictly" in row.recommended_action) is (status == "Warning")


def test_sql_server_is_left_to_its_driver() -> None:
    sql = Endpoint("source", "sql01", 1433, starts="tds")
    seen = context(endpoints=[sql, SEARCH], tls=lambda endpoint: Seen(chain=(LEAF, ROOT)))
    assert [r.status for r in tls_endpoints.CHECK.run(seen)] == ["Skipped", "Passed"]


def test_a_real_server_and_a_real_list(tmp_path: Path) -> None:
    authority, key = servers.Authority("Corp CA"), servers.Authority("unused").key
    with servers.Publisher() as publisher:
        leaf = authority.issue(servers.HOST, key, crl=publisher.at("/a.crl"))
        with servers.tls_server(tmp_path, servers.pem(leaf), servers.key_pem(key)) as port:
            endpoint = Endpoint("search index", servers.HOST, port, authority.file(tmp_path))
            seen = context(endpoints=[endpoint], tls=lambda asked: tls.look(asked, servers.NOW), now=servers.NOW)
            found = []
            for revoked in ((), (leaf,)):
                publisher.held["/a.crl"] = authority.crl(*revoked)
                found += list(tls_endpoints.CHECK.run(seen))
    assert [r.status for r in found] == ["Passed", "Failed"]
