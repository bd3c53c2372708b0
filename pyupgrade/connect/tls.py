"""A look at the TLS of an endpoint: its certificates as sent, whether this machine trusts them, and whether one was revoked."""

from __future__ import annotations

import smtplib
import socket
import ssl
from _ssl import ENCODING_DER
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from pyupgrade.connect import revocation

Starts = Literal["", "ldap", "smtp", "tds"]
Fault = Literal[
    "", "unreachable", "no-tls", "untrusted", "self-signed", "incomplete", "other-host", "dates", "other-key", "ca-file"
]

WAIT: Final = 5.0  # seconds for one connection
# An extended request of LDAP, message 1: StartTLS (RFC 4511 4.14.1). Its answer holds the result code as ENUMERATED; 0 is yes.
_LDAP_START: Final = bytes.fromhex("301d02010177188016") + b"1.3.6.1.4.1.1466.20037"
_LDAP_YES: Final = b"\x0a\x01\x00"
# A host that no name can be is told by ValueError (UnicodeError among them).
_UNREACHED: Final = (OSError, smtplib.SMTPException, ValueError)
# Verdicts of OpenSSL (x509_vfy.h), in our words.
_VERDICTS: Final[dict[int, Fault]] = {
    9: "dates", 10: "dates", 18: "self-signed", 19: "untrusted", 20: "incomplete", 21: "incomplete", 62: "other-host",
    64: "other-host",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a system is reached by TLS.

    `ca_file` is trusted instead of this machine's own authorities; `fingerprint` (SHA-256, hex) stands for all of the trust.
    `starts` is the protocol inside which TLS begins; that of SQL Server (tds) only its driver speaks. An endpoint that the
    upgrade itself does not use is not `needed`. `address` is where the host is reached, where DNS does not say so.
    """

    name: str
    host: str
    port: int
    ca_file: Path | None = None
    fingerprint: str = ""
    starts: Starts = ""
    needed: bool = True
    address: str = ""

    @property
    def place(self) -> str:
        return f"{self.name} ({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Link:
    """A certificate of a chain; dates in UTC. `revocation` is None for the root and where the chain is not trusted."""

    subject: str
    issuer: str
    valid_from: datetime
    valid_to: datetime
    revocation: revocation.Answer | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What an endpoint showed: its chain from the server's own certificate up, and what is wrong with it ("" = nothing)."""

    fault: Fault = ""
    reason: str = ""
    chain: tuple[Link, ...] = field(default_factory=tuple)


def look(endpoint: Endpoint, now: datetime, wait: float = WAIT) -> Seen:
    """Two handshakes, one that reads what is sent and one that judges it as a client does; then asks who revokes. Never raises."""
    try:
        sent = _handshake(endpoint, _reading(), wait, "get_unverified_chain")
    except ssl.SSLError as reason:
        return Seen("no-tls", _told(reason))
    except _UNREACHED as reason:
        return Seen("unreachable", str(reason))
    links = tuple(_link(c) for c in sent)
    if endpoint.fingerprint:
        print_of = sent[0].fingerprint(hashes.SHA256()).hex()
        if print_of != endpoint.fingerprint.replace(":", "").casefold():
            return Seen("other-key", f"its certificate has the fingerprint {print_of}", links)
        return Seen(chain=links)
    try:
        judging = _judging(endpoint)
    except OSError as reason:  # an ssl.SSLError is one, too
        return Seen("ca-file", str(reason), links)
    try:
        trusted = _handshake(endpoint, judging, wait, "get_verified_chain")
    except ssl.SSLCertVerificationError as reason:
        return Seen(_VERDICTS.get(reason.verify_code, "untrusted"), reason.verify_message, links)
    except ssl.SSLError as reason:
        return Seen("no-tls", _told(reason), links)
    except _UNREACHED as reason:
        return Seen("unreachable", str(reason), links)
    # The last one is the anchor that this machine trusts by itself: nobody is asked about it.
    asked = [revocation.ask(c, issuer, now, wait) for c, issuer in pairwise(trusted)]
    return Seen(chain=tuple(_link(c, answer) for c, answer in zip(trusted, [*asked, None], strict=True)))


def _told(reason: ssl.SSLError) -> str:
    """OpenSSL's name of what happened as words; an error of our own is a sentence already."""
    name = getattr(reason, "reason", None)
    return name.replace("_", " ").casefold() if name else str(reason.args[-1])


def _reading() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _judging(endpoint: Endpoint) -> ssl.SSLContext:
    """As clients of today judge: the host must be named, the chain must end in a trusted authority."""
    return ssl.create_default_context(cafile=None if endpoint.ca_file is None else str(endpoint.ca_file))


def _handshake(endpoint: Endpoint, context: ssl.SSLContext, wait: float, chain: str) -> list[x509.Certificate]:
    with _wrapped(endpoint, context, wait) as wrapped:
        # Public from Python 3.13 on, before that on the inner object; a verified chain is found nowhere else.
        read: Any = getattr(wrapped, chain, None) or getattr(wrapped._sslobj, chain)  # type: ignore[attr-defined]
        found = [c if isinstance(c, bytes) else c.public_bytes(ENCODING_DER) for c in read() or ()]
    return [x509.load_der_x509_certificate(bytes(c)) for c in found]


@contextmanager
def _wrapped(endpoint: Endpoint, context: ssl.SSLContext, wait: float) -> Iterator[ssl.SSLSocket]:
    if endpoint.starts == "smtp":
        with smtplib.SMTP(endpoint.host, endpoint.port, local_hostname="localhost", timeout=wait) as mail:
            mail.starttls(context=context)
            assert isinstance(mail.sock, ssl.SSLSocket)
            yield mail.sock
        return
    with socket.create_connection((endpoint.address or endpoint.host, endpoint.port), wait) as plain:
        if endpoint.starts == "ldap":
            plain.sendall(_LDAP_START)
            if _LDAP_YES not in plain.recv(4096):
                raise ssl.SSLError("the server refuses StartTLS")
        with context.wrap_socket(plain, server_hostname=endpoint.host) as wrapped:
            yield wrapped


def _link(certificate: x509.Certificate, answer: revocation.Answer | None = None) -> Link:
    return Link(
        certificate.subject.rfc4514_string(),
        certificate.issuer.rfc4514_string(),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        answer,
    )
