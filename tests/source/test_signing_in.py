"""Where the directory's account signs in: at domains of the profile and of its forests, never where a job's text leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pyupgrade.connect.directory import Access, Found, Link, Server
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.directory import Forest, ForestUnread
from pyupgrade.source.ldap_directory import LdapDirectory

PARTITIONS = {"corp.example": b"CORP", "emea.corp.example": b"EMEA"}
ACCESS = Access(user="svc@corp.example", password="secret")
PLACE = Place("corp.example", (Server("dc1.corp.example"),), ACCESS)


def dn(domain: str) -> bytes:
    return b"DC=" + domain.replace(".", ",DC=").encode()


class Controller:
    """What a link to a controller of corp.example shows of its forest."""

    location = "dc1.corp.example"
    references: frozenset[str] = frozenset()

    def root(self) -> Found:
        root = dn("corp.example")
        named = {"configurationnamingcontext": [b"CN=Configuration," + root], "rootdomainnamingcontext": [root]}
        return Found("", {**named, "defaultnamingcontext": [root]})

    def read(self, base: str, attributes: Any = ()) -> Found:
        return Found(base, {"objectguid": [bytes(16)]})

    def search(self, base: str, *_: Any) -> Iterator[Found]:
        for domain, netbios in PARTITIONS.items() if base.startswith("CN=Partitions") else ():
            said = {"dnsroot": [domain.encode()], "netbiosname": [netbios], "ncname": [dn(domain)]}
            yield Found(f"CN={netbios.decode()},{base}", said)


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Access]]:
    """Domains whose controllers were looked for by name, and the account that was to sign in there."""
    found: list[tuple[str, Access]] = []

    def located(self: Domains, domain: str, access: Access) -> Any:
        found.append((domain, access))
        return Controller()

    monkeypatch.setattr(Domains, "located", located)
    monkeypatch.setattr(Domains, "link", lambda self, place: Controller())
    return found


@pytest.mark.mission("J4")
@pytest.mark.parametrize("named", ["partner.example", "PARTNER.example", "127.0.0.1", "corp.example.evil.example"])
def test_no_account_goes_to_a_domain_that_only_a_job_names(named: str, looked_for: list[tuple[str, Access]]) -> None:
    # An address is no consent either: it says where a name leads, not who may be told a password.
    directory = LdapDirectory(Domains((PLACE,), addresses={"partner.example": "127.0.0.77"}))
    found = directory.forest(named)
    assert isinstance(found, ForestUnread)
    assert named in found.reason and "[[directory.domains]]" in found.reason
    assert looked_for == []


@pytest.mark.mission("J3")
def test_domains_of_the_profiles_forests_are_found_by_their_names(looked_for: list[tuple[str, Access]]) -> None:
    directory = LdapDirectory(Domains((PLACE,)))
    found = directory.forest("EMEA.corp.example")
    assert isinstance(found, Forest) and found.root == "corp.example"
    assert list(directory.below("DC=emea,DC=corp,DC=example", 1, "")) == []
    assert looked_for == [("emea.corp.example", ACCESS)]


def test_a_forest_of_the_profile_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(self: Link) -> Found:
        raise DirectoryUnreachable(location="dc1.corp.example", reason="it is off")

    monkeypatch.setattr(Link, "root", silent)
    found = LdapDirectory(Domains((PLACE,))).forest("corp.example")
    assert isinstance(found, ForestUnread) and "it is off" in found.reason
