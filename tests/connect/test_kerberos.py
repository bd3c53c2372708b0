"""Kerberos against a real KDC: ticket, keytab and password, and every way it can fail."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from pyupgrade.connect.directory import Link, Server
from pyupgrade.errors import DirectoryLibraryMissing, DirectoryTicketFailed
from tests.connect.conftest import Pair
from tests.servers import forests, samba
from tests.servers.samba import Controller

pytestmark = pytest.mark.xdist_group("samba")
USER = "svc@EMEA.CORP.EXAMPLE"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A domain that is alone in its forest: Samba's KDC gives no tickets where crossRefs name domains that it has no trust with."""
    samba.require()
    folder = tmp_path_factory.mktemp("kdc")
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    source = Controller(forests.template() / "emea.corp.example", "emea.corp.example", "EMEA", forests.NOWHERE)
    one = source.twin(folder / "dc1", samba.addresses(1)[0], ca)
    try:
        yield Pair(one.start(), one, ca, folder)
    finally:
        one.stop()


@pytest.fixture
def realm(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KRB5_CONFIG", str(samba.krb5_conf(tmp_path / "krb5.conf", [pair.first])))
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/nothing")
    return tmp_path


def signed_in(pair: Pair, **how: object) -> bool:
    link = pair.link(bind="kerberos", **{"password": None, **how})
    try:
        return link.root().values["dnshostname"] == [b"dc1.emea.corp.example"]
    finally:
        link.close()


@pytest.mark.parametrize("tls", ["ldaps", "starttls"])
def test_by_password_keytab_and_ticket(pair: Pair, realm: Path, tls: str) -> None:
    keytab = pair.first.export_keytab(USER, realm / "svc.keytab")
    assert signed_in(pair, tls=tls, user=USER, password=samba.PASSWORD)
    assert signed_in(pair, tls=tls, user=USER, keytab=keytab)
    subprocess.run(["kinit", "-c", realm / "ticket", "-k", "-t", keytab, USER], check=True)
    assert signed_in(pair, tls=tls, user="", ticket_cache=realm / "ticket")


def failure(pair: Pair, **how: object) -> DirectoryTicketFailed:
    with pytest.raises(DirectoryTicketFailed) as told:
        signed_in(pair, **how)
    assert told.value.recommended_action
    assert samba.PASSWORD not in str(told.value)
    return told.value


def test_what_fails_is_told_apart(pair: Pair, realm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no ticket" in failure(pair, user="").message
    assert "kinit" in failure(pair, user="").recommended_action
    assert "password or key is wrong" in failure(pair, user=USER, password="wrong").message
    assert "no such account" in failure(pair, user="nobody@EMEA.CORP.EXAMPLE", password="x").message
    assert "no KDC of the realm is known" in failure(pair, user="svc@OTHER.EXAMPLE", password="x").message
    assert "keytab" in failure(pair, user=USER, keytab=realm / "gone.keytab").message
    unknown = Link([Server("dc9.emea.corp.example", pair.first.address)], pair.access(bind="kerberos", user=USER))
    pair.first.stop()
    pair.first.certify(pair.ca, "dc1.emea.corp.example", "dc9.emea.corp.example")
    pair.first.start()
    with pytest.raises(DirectoryTicketFailed, match="no such service"):
        unknown.root()
    (realm / "krb5.conf").write_text((realm / "krb5.conf").read_text().replace(pair.first.address, "127.0.0.1:1"))
    assert "no KDC of the realm answers" in failure(pair, user=USER, password="x").message


def test_a_ticket_that_has_expired(pair: Pair, realm: Path) -> None:
    keytab = pair.first.export_keytab(USER, realm / "svc.keytab")
    subprocess.run(["kinit", "-l", "1s", "-c", realm / "ticket", "-k", "-t", keytab, USER], check=True)
    time.sleep(2)
    assert "expired" in failure(pair, user="", ticket_cache=realm / "ticket").message


def test_a_machine_without_the_library(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gssapi", None)
    with pytest.raises(DirectoryLibraryMissing, match=r"dm-upgrade\[kerberos\]"):
        signed_in(pair, user=USER, password="x")
