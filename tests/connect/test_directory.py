"""Connections to real domain controllers: what is trusted, what is read, and what happens when a server is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pyupgrade.connect import directory
from pyupgrade.connect.directory import Link, Server
from pyupgrade.connect.directory_faults import asking
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.errors import (
    DirectoryBusy,
    DirectoryCertificateRefused,
    DirectoryLoginRefused,
    DirectoryObjectMissing,
    DirectoryPasswordMissing,
    DirectoryReferred,
    DirectoryRefused,
    DirectoryUnreachable,
)
from pyupgrade.source import dn as names
from pyupgrade.source.ldap_directory import LdapDirectory
from tests.connect.conftest import AWKWARD, BYTES, CROWD, GROUP, MEMBERS, Pair

pytestmark = pytest.mark.xdist_group("samba")
PEOPLE = "(objectClass=contact)"


@pytest.mark.parametrize("tls", ["ldaps", "starttls"])
def test_both_kinds_of_tls_with_a_verified_certificate(pair: Pair, tls: str) -> None:
    link = pair.link(tls=tls)
    assert link.root().values["defaultnamingcontext"] == [b"DC=corp,DC=example"]
    link.close()
    with pytest.raises(DirectoryCertificateRefused, match="nobody this machine trusts") as told:
        pair.link(tls=tls, ca=None).root()
    assert "ca in [directory]" in told.value.recommended_action


@pytest.mark.parametrize(
    ("names_of_it", "more", "told"),
    [
        (("other.corp.example",), {}, "another host"),
        (
            (),
            {"not_before": datetime(2020, 1, 1, tzinfo=UTC), "not_after": datetime(2020, 2, 1, tzinfo=UTC)},
            "expired",
        ),
    ],
    ids=["another-host", "expired"],
)
def test_a_wrong_certificate_is_refused_and_the_next_server_asked(
    pair: Pair, names_of_it: tuple[str, ...], more: dict[str, Any], told: str
) -> None:
    pair.second.stop()
    pair.second.certify(pair.ca, *names_of_it, **more)
    pair.second.start()
    try:
        for tls in ("ldaps", "starttls"):
            with pytest.raises(DirectoryCertificateRefused, match=told) as refused:
                pair.link(pair.second, tls=tls).root()
            assert refused.value.recommended_action
        both = pair.link(pair.second, pair.first)
        assert both.root() and both.location == "dc1.corp.example"
        both.close()
    finally:
        pair.second.stop()
        pair.second.certify(pair.ca)
        pair.second.start()


def test_a_wrong_password_is_told_and_tried_on_one_server_only(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    connect = directory._connect
    monkeypatch.setattr(
        directory, "_connect", lambda server, access: (tried.append(server.name), connect(server, access))[1]
    )
    link = pair.link(pair.first, pair.second, password="hunter2-wrong")
    for _ in range(3):  # whoever asks: a few more tries would lock the account
        with pytest.raises(
            DirectoryLoginRefused, match=r"svc@corp\.example: user name or password is wrong"
        ) as refused:
            link.root()
    assert tried == ["dc1.corp.example"]
    assert refused.value.as_data()["id"] == "DMUpgrade.Directory.LoginRefused"
    assert not refused.value.transient
    assert "hunter2" not in repr(refused.value) + repr(pair.access(password="hunter2-wrong"))
    with pytest.raises(DirectoryPasswordMissing, match="secret:nowhere"):
        pair.link(password=None, secret="secret:nowhere").root()


def test_no_server_answers(pair: Pair) -> None:
    dead = Link(
        [Server("dead1.corp.example", "127.0.0.1", 1), Server("dead2.corp.example", "127.0.0.1", 1)], pair.access()
    )
    with pytest.raises(DirectoryUnreachable, match="dead1") as told:
        dead.root()
    assert any("dead2" in line for line in told.value.details)
    assert told.value.transient


def test_the_preferred_site_is_asked_first(pair: Pair) -> None:
    servers = [
        Server("dead.corp.example", "127.0.0.1", 1, "Berlin"),
        Server(pair.first.name, pair.first.address, site="Wien"),
        Server(pair.second.name, pair.second.address, site="Graz"),
    ]
    link = Link(servers, pair.access(), site="graz")
    assert link.root() and link.location == "dc2.corp.example"
    pair.second.kill()
    assert link.root() and link.location == "dc1.corp.example", "then in the order of the profile"
    link.close()
    pair.second.start()


def test_a_controller_that_dies_in_the_middle_loses_nothing_and_brings_nothing_twice(pair: Pair) -> None:
    link = pair.link(pair.first, pair.second, page=500)
    search = link.search(CROWD, PEOPLE, attributes=("objectGUID",))
    found = [next(search).dn for _ in range(1_300)]
    pair.first.kill()
    try:
        found += [one.dn for one in search]
    finally:
        pair.first.start()
    assert len(found) == len(set(found)) == MEMBERS
    assert link.location == "dc2.corp.example"
    link.close()


def test_a_controller_that_dies_between_two_ranges(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    link = pair.link(pair.first, pair.second, at_once=700)
    link.root()
    asked: list[str] = []
    plain = Link._one

    def one(self: Link, connection: Any, base: str, attributes: Any) -> Any:
        asked.append(attributes[0])
        if len(asked) == 4:
            pair.first.kill()
        return plain(self, connection, base, attributes)

    monkeypatch.setattr(Link, "_one", one)
    try:
        values = link.values(GROUP, "member")
    finally:
        if pair.first.process is None:
            pair.first.start()
    assert len(values) == len(set(values)) == MEMBERS
    assert asked[3:6] == ["member;range=2100-2799", "member;range=0-699", "member;range=700-1399"]
    link.close()


@pytest.mark.parametrize("at_once", [500, 1_500, 1_999, 6_000, 10_000])
def test_a_large_group_is_read_in_ranges(pair: Pair, at_once: int) -> None:
    link = pair.link(at_once=at_once)
    values = link.values(GROUP, "member")
    assert sorted(values) == sorted(f"CN=p{n},{CROWD}".encode() for n in range(MEMBERS))
    assert link.values(f"CN=p0,{CROWD}", "member") == []
    link.close()


def test_a_group_that_changes_while_it_is_read(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    link = pair.link(at_once=2_500)
    plain = Link._one
    changes = 0

    def one(self: Link, connection: Any, base: str, attributes: Any) -> Any:
        nonlocal changes
        found = plain(self, connection, base, attributes)
        if attributes[0].startswith("member;range=0") and changes < limit:
            changes += 1
            pair.first.modify(
                f"dn: {GROUP}\nchangetype: modify\nreplace: description\ndescription: {datetime.now(UTC)} {limit}\n"
            )
        return found

    monkeypatch.setattr(Link, "_one", one)
    limit = 1
    assert len(link.values(GROUP, "member")) == MEMBERS, "it is read again"
    changes, limit = 0, 99
    with pytest.raises(DirectoryUnreachable, match="changed meanwhile"):
        link.values(GROUP, "member")
    link.close()


def test_pages_bring_everything_once(pair: Pair) -> None:
    link = pair.link(page=999)
    found = [one.dn for one in link.search(CROWD, PEOPLE, attributes=("objectGUID",))]
    assert len(found) == len(set(found)) == MEMBERS
    link.close()


def test_a_referral_no_such_object_and_what_lies_elsewhere(pair: Pair) -> None:
    link = pair.link()
    # Of what it does not hold Samba says that there is no such object; Active Directory refers to where it is.
    with pytest.raises(DirectoryObjectMissing, match="DC=elsewhere"):
        list(link.search("DC=elsewhere,DC=example", PEOPLE))
    said = {
        "result": 10,
        "description": "referral",
        "message": "",
        "referrals": ["ldap://elsewhere.example/DC=elsewhere"],
    }
    assert isinstance(asking("dc1", "DC=elsewhere", said), DirectoryReferred)
    refused = {"result": 50, "description": "insufficientAccessRights", "message": "00000005: access denied"}
    assert isinstance(asking("dc1", "DC=elsewhere", refused), DirectoryRefused)
    with pytest.raises(DirectoryObjectMissing, match="OU=Nirgends"):
        list(link.search("OU=Nirgends,DC=corp,DC=example", PEOPLE))
    assert link.read("OU=Nirgends,DC=corp,DC=example") is None
    assert not link.references
    list(link.search("DC=corp,DC=example", "(cn=nobody)"))
    assert any("CN=Configuration" in one for one in link.references), "reported, not followed"
    link.close()


def test_every_escapable_character(pair: Pair) -> None:
    place = Place("", (Server(pair.first.name, pair.first.address),), pair.access())
    # Its forest names a child and further domains that nobody serves here.
    left = frozenset({"emea.corp.example", "apac.corp.example", "alt.corp.example"})
    real = LdapDirectory(Domains((place,), left_out=left))
    dn = f"CN={names.escape(AWKWARD)},DC=corp,DC=example"
    for identity in (dn, dn.upper(), AWKWARD, "awkward", real.resolve("awkward")[0].guid):
        (found,) = real.resolve(identity)
        assert (found.name, names.path_of(found.dn)) == (AWKWARD, names.path_of(dn))
    assert found.attributes["extensiondata"] == ("AP+AAf4=", "GroupID;8.0;2") or set(
        found.attributes["extensiondata"]
    ) == {"AP+AAf4=", "GroupID;8.0;2"}
    assert __import__("base64").b64decode("AP+AAf4=") == BYTES
    assert found.attributes["extensionattribute15"] == ("fifteen",)
    assert list(real.below(dn, 1, "")) == []
    assert len(list(real.members(real.resolve("everybody")[0].guid))) == MEMBERS
    real.close()


def test_a_busy_server_is_asked_again(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """No real one can be made busy at will: its answer is put in place of the first ones."""
    waits: list[float] = []
    link = Link([Server(pair.first.name, pair.first.address)], pair.access(), wait=waits.append)
    plain = Link._searched
    busy = {"result": 51, "description": "busy", "message": "too many", "type": "searchResDone"}
    left = 2

    def searched(self: Link, *given: Any, **more: Any) -> Any:
        nonlocal left
        left -= 1
        return (busy, []) if left >= 0 else plain(self, *given, **more)

    monkeypatch.setattr(Link, "_searched", searched)
    assert link.root()
    assert waits == [0.5, 1.0]
    left = 99
    with pytest.raises(DirectoryBusy, match="too many") as told:
        link.root()
    assert told.value.transient
    link.close()


def test_nothing_can_be_written_through_it(pair: Pair) -> None:
    link = pair.link(user="Administrator@corp.example")
    link.root()
    with pytest.raises(Exception, match="read-only"):
        link._connection.delete(GROUP)
    link.close()


def test_a_clock_that_is_behind(pair: Pair) -> None:
    later = datetime.now(UTC) + timedelta(days=30)
    pair.second.stop()
    pair.second.certify(pair.ca, not_before=later, not_after=later + timedelta(days=1))
    pair.second.start()
    try:
        with pytest.raises(DirectoryCertificateRefused, match="not valid yet"):
            pair.link(pair.second).root()
    finally:
        pair.second.stop()
        pair.second.certify(pair.ca)
        pair.second.start()
