"""Whether a certificate was revoked: asked at the addresses that the certificate itself names, OCSP first, then lists (CRL)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any, Final, Literal
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

State = Literal["good", "revoked", "unreachable", "unnamed"]

_LARGEST: Final = 32 * 2**20  # bytes of a list; that of a large public authority has some ten million


@dataclass(frozen=True, slots=True)
class Answer:
    """`addresses` are those that the certificate names; `told` says who answered, or why nobody did.

    unreachable: no address gave a valid answer. unnamed: the certificate names none.
    """

    state: State
    addresses: tuple[str, ...] = ()
    told: str = ""


def ask(certificate: x509.Certificate, issuer: x509.Certificate, now: datetime, wait: float) -> Answer:
    """The first valid answer counts: signed by the issuer (or a responder that it appointed), and not out of date."""
    responders, lists = list(_responders(certificate)), list(_lists(certificate))
    addresses = (*responders, *lists)
    if not addresses:
        return Answer("unnamed")
    failed = []
    for address in addresses:
        try:
            content = _fetched(address, _question(certificate, issuer) if address in responders else None, wait)
            read = _said if address in responders else _listed
            revoked = read(content, certificate, issuer, now)
        except (OSError, HTTPException, ValueError, InvalidSignature) as reason:
            failed.append(f"{address}: {str(reason) or type(reason).__name__}")
        else:
            return Answer("revoked" if revoked else "good", addresses, address)
    return Answer("unreachable", addresses, "; ".join(failed))


def _responders(certificate: x509.Certificate) -> Iterator[str]:
    for access in _extension(certificate, x509.AuthorityInformationAccess) or ():
        place = access.access_location
        if access.access_method == AuthorityInformationAccessOID.OCSP and isinstance(
            place, x509.UniformResourceIdentifier
        ):
            yield place.value


def _lists(certificate: x509.Certificate) -> Iterator[str]:
    for point in _extension(certificate, x509.CRLDistributionPoints) or ():
        yield from (n.value for n in point.full_name or () if isinstance(n, x509.UniformResourceIdentifier))


def _extension(certificate: x509.Certificate, kind: Any) -> Any:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _fetched(address: str, question: bytes | None, wait: float) -> bytes:
    if not address.casefold().startswith(("http://", "https://")):
        raise ValueError("only HTTP is asked from here")
    head = {} if question is None else {"Content-Type": "application/ocsp-request"}
    with urlopen(Request(address, question, head), timeout=wait) as answer:
        content: bytes = answer.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError("the answer is too large to be a list of this kind")
    return content


def _question(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    # SHA-1 only names the issuer here; it is the one hash that every responder knows (RFC 6960, RFC 5019).
    request = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1()).build()
    return request.public_bytes(serialization.Encoding.DER)


def _said(content: bytes, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bool:
    answer = ocsp.load_der_ocsp_response(content)
    if answer.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise ValueError(f"the responder says {answer.response_status.name}")
    if answer.serial_number != certificate.serial_number:
        raise ValueError("the answer is about another certificate")
    _current(answer.next_update_utc, now)
    signer = next((c for c in answer.certificates if _appointed(c, issuer)), issuer)
    _signed(signer.public_key(), answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm)
    if answer.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        raise ValueError("the responder does not know this certificate")
    return answer.certificate_status is ocsp.OCSPCertStatus.REVOKED


def _appointed(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer made this certificate for answering in its name (RFC 6960, 4.2.2.2)."""
    if ExtendedKeyUsageOID.OCSP_SIGNING not in list(_extension(certificate, x509.ExtendedKeyUsage) or ()):
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _signed(key: Any, signature: bytes, content: bytes, digest: hashes.HashAlgorithm | None) -> None:
    """Raises InvalidSignature, or ValueError for a kind of key that no authority signs with."""
    if isinstance(key, rsa.RSAPublicKey) and digest is not None:
        key.verify(signature, content, padding.PKCS1v15(), digest)
    elif isinstance(key, ec.EllipticCurvePublicKey) and digest is not None:
        key.verify(signature, content, ec.ECDSA(digest))
    else:
        raise ValueError("the answer is signed in a way that is not known here")


def _listed(content: bytes, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bool:
    text = content.lstrip()
    crl = x509.load_pem_x509_crl(text) if text.startswith(b"-----") else x509.load_der_x509_crl(content)
    key: Any = issuer.public_key()
    if crl.issuer != issuer.subject or not crl.is_signature_valid(key):
        raise ValueError("the list is not signed by the certificate's issuer")
    _current(crl.next_update_utc, now)
    return crl.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None


def _current(until: datetime | None, now: datetime) -> None:
    if until is not None and until < now.astimezone(UTC):
        raise ValueError(f"the answer is out of date since {until:%Y-%m-%d}")
