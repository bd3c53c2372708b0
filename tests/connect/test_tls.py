"""TLS as servers really speak it: trusted, expired, of another host, self-signed, with a gap, revoked, and with nobody to ask."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from pyupgrade.connect import tls
from pyupgrade.connect.tls import Endpoint, Seen
from tests.servers.tls import HOST, NOW, Authority, Publisher, key_pem, pem, tls_server

Serve = Callable[..., int]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a server that sends a chain: a certificate of trustme, or one of ours with its key."""
    with ExitStack() as stack:

        def start(chain: bytes, key: bytes, first: Callable[[socket.socket], None] | None = None) -> int:
            return stack.enter_context(tls_server(tmp_path, chain, key, first))

        yield start


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


def shown(serve: Serve, leaf: trustme.LeafCert) -> int:
    return serve(b"".join(b.bytes() for b in leaf.cert_chain_pems), leaf.private_key_pem.bytes())


def look(port: int, ca_file: Path | None = None, **more: object) -> Seen:
    return tls.look(Endpoint("search", HOST, port, ca_file, **more), NOW, 3.0)  # type: ignore[arg-type]


@pytest.fixture
def ca_file(ca: trustme.CA, tmp_path: Path) -> Path:
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def test_a_good_certificate_is_trusted_by_its_ca_file_alone(serve: Serve, ca: trustme.CA, ca_file: Path) -> None:
    port = shown(serve, ca.issue_cert(HOST))
    seen = look(port, ca_file)
    assert seen.fault == ""
    assert len(seen.chain) == 2
    assert seen.chain[1].revocation is None, "nobody revokes a root"
    assert seen.chain[0].revocation is not None
    assert seen.chain[0].revocation.state == "unnamed"
    assert look(port).fault == "incomplete", "this machine's own authorities do not know it"
    assert look(port, ca_file.with_name("gone.pem")).fault == "ca-file"


def test_an_expired_certificate_keeps_its_dates(serve: Serve, ca: trustme.CA, ca_file: Path) -> None:
    ended = datetime(2024, 5, 1, tzinfo=UTC)
    seen = look(shown(serve, ca.issue_cert(HOST, not_before=ended - timedelta(days=9), not_after=ended)), ca_file)
    assert seen.fault == "dates"
    assert seen.chain[0].valid_to == ended


def test_a_certificate_of_another_host(serve: Serve, ca: trustme.CA, ca_file: Path) -> None:
    seen = look(shown(serve, ca.issue_cert("dc9.corp.example")), ca_file)
    assert seen.fault == "other-host"
    assert "localhost" in seen.reason


def test_a_self_signed_certificate(serve: Serve) -> None:
    alone = Authority(HOST)
    seen = look(serve(pem(alone.issue(HOST, alone.key)), key_pem(alone.key)))
    assert seen.fault == "self-signed"
    assert seen.chain[0].subject == "CN=localhost"


def test_a_root_that_is_sent_and_not_trusted(serve: Serve) -> None:
    root, key = Authority("Stranger"), ec.generate_private_key(ec.SECP256R1())
    assert look(serve(pem(root.issue(HOST, key), root.certificate), key_pem(key))).fault == "untrusted"


def test_a_chain_with_a_gap_names_who_is_missing(serve: Serve, tmp_path: Path) -> None:
    root = Authority("Root")
    between, key = Authority("Between", root), ec.generate_private_key(ec.SECP256R1())
    leaf = between.issue(HOST, key)
    gap = look(serve(pem(leaf), key_pem(key)), root.file(tmp_path))
    assert gap.fault == "incomplete"
    assert gap.chain[-1].issuer == "CN=Between"
    whole = look(serve(pem(leaf, between.certificate), key_pem(key)), root.file(tmp_path))
    assert whole.fault == ""
    assert [link.subject for link in whole.chain] == ["CN=localhost", "CN=Between", "CN=Root"]


def test_a_fingerprint_stands_for_the_trust(serve: Serve) -> None:
    alone = Authority(HOST)
    leaf = alone.issue(HOST, alone.key)
    port = serve(pem(leaf), key_pem(alone.key))
    right = leaf.fingerprint(hashes.SHA256()).hex(":").upper()
    assert look(port, fingerprint=right).fault == ""
    assert look(port, fingerprint="ab" * 32).fault == "other-key"


def test_no_server_and_no_tls(serve: Serve) -> None:
    with socket.create_server(("localhost", 0)) as closed:
        port = closed.getsockname()[1]
    assert look(port).fault == "unreachable"
    alone = Authority(HOST)
    plain = serve(pem(alone.certificate), key_pem(alone.key), lambda s: s.sendall(b"220 plain text only\r\n"))
    assert look(plain).fault == "no-tls"


@pytest.mark.parametrize("host", ["mail..corp.example", "a" * 64 + ".example", "nul\0.example"])
def test_a_host_that_no_name_can_be_is_unreachable(host: str) -> None:
    assert tls.look(tls.Endpoint("mail", host, 25), datetime.now(UTC)).fault == "unreachable"


def test_tls_that_begins_inside_ldap_and_mail(serve: Serve, ca: trustme.CA, ca_file: Path) -> None:
    def ldap(answer: str) -> Callable[[socket.socket], None]:
        def talk(client: socket.socket) -> None:
            assert b"1.3.6.1.4.1.1466.20037" in client.recv(100)
            client.sendall(bytes.fromhex(answer))

        return talk

    def mail(client: socket.socket) -> None:
        client.sendall(b"220 mail\r\n")
        client.recv(100)
        client.sendall(b"250-mail\r\n250 STARTTLS\r\n")
        client.recv(100)
        client.sendall(b"220 go on\r\n")

    leaf = ca.issue_cert(HOST)
    sent = b"".join(b.bytes() for b in leaf.cert_chain_pems), leaf.private_key_pem.bytes()
    assert look(serve(*sent, ldap("300c02010178070a010004000400")), ca_file, starts="ldap").fault == ""
    assert look(serve(*sent, ldap("300c02010178070a013404000400")), ca_file, starts="ldap").fault == "no-tls"
    assert look(serve(*sent, mail), ca_file, starts="smtp").fault == ""


# -- revocation


class Revoking:
    """An authority that publishes, and a server whose certificate names its addresses."""

    def __init__(self, serve: Serve, folder: Path, publisher: Publisher) -> None:
        self.authority = Authority("Revoking")
        self.ca_file = self.authority.file(folder)
        self.publisher, self.serve = publisher, serve

    def leaf(self, **addresses: str) -> tuple[x509.Certificate, int]:
        key = ec.generate_private_key(ec.SECP256R1())
        made = self.authority.issue(HOST, key, **addresses)  # type: ignore[arg-type]
        return made, self.serve(pem(made), key_pem(key))

    def answer(self, port: int) -> tuple[str, str]:
        seen = look(port, self.ca_file)
        assert seen.fault == ""
        found = seen.chain[0].revocation
        assert found is not None
        return found.state, found.told


@pytest.fixture
def revoking(serve: Serve, tmp_path: Path) -> Iterator[Revoking]:
    with Publisher() as publisher:
        yield Revoking(serve, tmp_path, publisher)


def test_a_list_says_good_and_then_revoked(revoking: Revoking) -> None:
    address = revoking.publisher.at("/list.crl")
    leaf, port = revoking.leaf(crl=address)
    revoking.publisher.held["/list.crl"] = revoking.authority.crl()
    assert revoking.answer(port) == ("good", address)
    revoking.publisher.held["/list.crl"] = revoking.authority.crl(leaf)
    assert revoking.answer(port) == ("revoked", address)


def test_lists_that_prove_nothing(revoking: Revoking) -> None:
    _, port = revoking.leaf(crl=revoking.publisher.at("/list.crl"))
    forged = Authority("Revoking")
    for held, told in (
        (forged.crl(), "not signed"),
        (revoking.authority.crl(until=NOW - timedelta(days=2)), "out of date"),
        (b"no list", "list.crl"),
    ):
        revoking.publisher.held["/list.crl"] = held
        state, reason = revoking.answer(port)
        assert state == "unreachable"
        assert told in reason


def test_addresses_that_nobody_serves_are_named(revoking: Revoking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        dead = f"http://127.0.0.1:{closed.getsockname()[1]}/list.crl"
    _, port = revoking.leaf(crl=dead, responder=revoking.publisher.at("/gone"))
    state, told = revoking.answer(port)
    assert state == "unreachable"
    assert "404" in told
    assert dead in told
    _, port = revoking.leaf(crl="ldap:///CN=Revoking?certificateRevocationList")
    assert revoking.answer(port)[0] == "unreachable"


def test_a_responder_is_asked_before_a_list(revoking: Revoking) -> None:
    address = revoking.publisher.at("/ocsp")
    leaf, port = revoking.leaf(responder=address, crl=revoking.publisher.at("/list.crl"))
    revoking.publisher.held["/list.crl"] = revoking.authority.crl()
    revoking.publisher.held["/ocsp"] = revoking.authority.ocsp(leaf, revoked=True)
    assert revoking.answer(port) == ("revoked", address)
    revoking.publisher.held["/ocsp"] = revoking.authority.ocsp(leaf, revoked=False)
    assert revoking.answer(port) == ("good", address)


def test_only_the_issuer_or_whom_it_appointed_may_answer(revoking: Revoking) -> None:
    address = revoking.publisher.at("/ocsp")
    leaf, port = revoking.leaf(responder=address)
    key = ec.generate_private_key(ec.SECP256R1())
    for appointed, state in ((True, "good"), (False, "unreachable")):
        responder = revoking.authority.issue("Responder", key, answers_ocsp=appointed)
        revoking.publisher.held["/ocsp"] = revoking.authority.ocsp(leaf, revoked=False, by=(responder, key))
        assert revoking.answer(port)[0] == state
    stranger = Authority("Stranger")
    responder = stranger.issue("Responder", key, answers_ocsp=True)
    revoking.publisher.held["/ocsp"] = revoking.authority.ocsp(leaf, revoked=False, by=(responder, key))
    assert revoking.answer(port)[0] == "unreachable"
    revoking.publisher.held["/ocsp"] = revoking.authority.ocsp(stranger.issue(HOST, key), revoked=False)
    assert revoking.answer(port)[0] == "unreachable", "an answer about another certificate"
