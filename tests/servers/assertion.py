"""A signed client assertion, checked as the identity platform documents it: signature, certificate, audience, times, once only."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

PADDINGS: dict[str, padding.AsymmetricPadding] = {
    "RS256": padding.PKCS1v15(),
    "PS256": padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH),
}
THUMBPRINTS: tuple[tuple[str, hashes.HashAlgorithm], ...] = (("x5t#S256", hashes.SHA256()), ("x5t", hashes.SHA1()))


class Refused(Exception):
    """A number of AADSTS and what it says."""

    def __init__(self, code: int, words: str) -> None:
        self.code, self.words = code, words
        super().__init__(f"AADSTS{code}: {words}")


def check_assertion(
    text: str, client: str, audience: str, certificates: Collection[x509.Certificate], now: float, used: set[str]
) -> str:
    """The algorithm it was signed with; raises Refused. `used` keeps the ids of assertions taken so far."""
    try:
        head, body, signature = text.split(".")
        header, claims = json.loads(decoded(head)), json.loads(decoded(body))
    except ValueError as problem:
        raise Refused(50013, "Assertion failed signature validation: it is malformed.") from problem
    certificate = _signer(header, certificates)
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or header.get("alg") not in PADDINGS:
        raise Refused(50013, f"Assertion algorithm '{header.get('alg')}' is not supported.")
    try:
        key.verify(decoded(signature), f"{head}.{body}".encode(), PADDINGS[header["alg"]], hashes.SHA256())
    except InvalidSignature:
        raise Refused(
            700027, "Client assertion contains an invalid signature. [Reason - The key was not used.]"
        ) from None
    if not certificate.not_valid_before_utc.timestamp() <= now <= certificate.not_valid_after_utc.timestamp():
        raise Refused(700027, "Client assertion contains an invalid signature. [Reason - The key used is expired.]")
    _check_claims(claims, client, audience, now, used)
    return str(header["alg"])


def _signer(header: dict[str, Any], certificates: Collection[x509.Certificate]) -> x509.Certificate:
    for name, digest in THUMBPRINTS:
        if name in header:
            wanted = decoded(str(header[name]))
            for certificate in certificates:
                if certificate.fingerprint(digest) == wanted:
                    return certificate
            raise Refused(
                700027,
                "The certificate with identifier used to sign the client assertion is not registered on application. "
                f"[Reason - The key was not found., Thumbprint of key used by client: '{wanted.hex().upper()}']",
            )
    raise Refused(50013, "Assertion names no certificate (x5t or x5t#S256).")


def _check_claims(claims: dict[str, Any], client: str, audience: str, now: float, used: set[str]) -> None:
    if claims.get("aud") != audience:
        raise Refused(700023, f"Client assertion audience claim does not match Realm issuer: {claims.get('aud')}.")
    if claims.get("iss") != client or claims.get("sub") != client:
        raise Refused(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
    if not claims.get("nbf", now) - 300 <= now <= claims.get("exp", 0) or claims.get("iat", now) - 300 > now:
        raise Refused(700024, "Client assertion is not within its valid time range.")
    if not claims.get("jti") or claims["jti"] in used:
        raise Refused(50013, "Assertion was used already, or has no id.")
    used.add(claims["jti"])


def decoded(text: str) -> bytes:
    """Bytes of base64url without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
