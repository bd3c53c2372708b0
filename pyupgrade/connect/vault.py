"""Secrets of the embedded target in an envelope of our own, and PFX files: made, opened and looked at.

The envelope: `dmu1:<key id>:<base64 of nonce, cipher text and tag>`. The cipher is AES-256-GCM with a random nonce of
12 bytes; its associated data is the place (`kind/key/field`), so a sealed value cannot be moved to another. The key
comes from the passphrase (UTF-8, NFC) by scrypt with n = 32768, r = 8, p = 1 and the target's own salt, 64 bytes long:
the first half seals, the second half makes fingerprints. The key id is the first 8 hex digits of SHA-256 of the salt.
It is documented here so that a customer can open it without us.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from pyupgrade.errors import PassphraseWrong, SealBroken, VaultError

PREFIX: Final = "dmu1"
SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KNOWN: Final = "Directory Manager 11.1, sealed by DMUpgrade"
_KNOWN_PLACE: Final = "DM11.Installation/PassphraseCheck"


class Sealer:
    """Seals and opens text under one passphrase and salt; costs 32 MiB and about 0.1 s to make."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        derived = Scrypt(salt=salt, length=64, n=2**15, r=8, p=1).derive(
            unicodedata.normalize("NFC", passphrase).encode()
        )
        self._aead = AESGCM(derived[:32])
        self._mark = derived[32:]
        self.key_id = hashlib.sha256(salt).hexdigest()[:8]

    def seal(self, text: str, place: str) -> str:
        """The envelope of a text for one place (`kind/key/field`); another one each time."""
        return self._sealed(text, place, os.urandom(_NONCE_BYTES))

    def open(self, sealed: str, place: str) -> str:
        """The text; raises SealBroken when the envelope was changed, moved from another place or made under another
        key."""
        parts = sealed.split(":")
        if len(parts) != 3 or parts[0] != PREFIX or parts[1] != self.key_id:
            raise SealBroken(what=place)
        try:
            raw = base64.b64decode(parts[2], validate=True)
            return self._aead.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode()).decode(
                "utf-8", "surrogatepass"
            )
        except (InvalidTag, ValueError) as reason:
            raise SealBroken(what=place) from reason

    def fingerprint(self, text: str) -> str:
        """HMAC-SHA-256 under a key of its own, in hex: equal texts are equal, and nothing of the text is shown. For
        digests."""
        return hmac.new(self._mark, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def check_value(self) -> str:
        """A known text sealed; the same each time, so that a target made twice from one seed is the same."""
        nonce = hmac.new(self._mark, _KNOWN_PLACE.encode(), hashlib.sha256).digest()[:_NONCE_BYTES]
        return self._sealed(_KNOWN, _KNOWN_PLACE, nonce)

    def verify(self, check: str, location: str) -> None:
        """Raises PassphraseWrong when `check`, stored when the target was made, does not open under this passphrase."""
        try:
            known = self.open(check, _KNOWN_PLACE)
        except SealBroken as reason:
            raise PassphraseWrong(location=location) from reason
        if known != _KNOWN:
            raise PassphraseWrong(location=location)

    def _sealed(self, text: str, place: str, nonce: bytes) -> str:
        cipher = self._aead.encrypt(nonce, text.encode("utf-8", "surrogatepass"), place.encode())
        return f"{PREFIX}:{self.key_id}:{base64.b64encode(nonce + cipher).decode('ascii')}"


def is_sealed(value: str) -> bool:
    """Whether a text is an envelope of ours (of whatever key)."""
    return value.startswith(f"{PREFIX}:")


# -- PFX files -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PfxFacts:
    """What a PFX holds: SHA-1 thumbprint in capitals as Windows and Entra show it, the SHA-256 one alike, RFC 4514 subject,
    dates in UTC, key against certificate."""

    thumbprint: str
    thumbprint_sha256: str
    subject: str
    valid_from: datetime
    valid_to: datetime
    key_matches: bool


def make_pfx(subject: str, password: str, valid_from: datetime, valid_to: datetime) -> bytes:
    """A PFX with a new RSA key and its self-signed certificate for the common name `subject`; dates are aware."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .sign(key, hashes.SHA256())
    )
    sealing = serialization.BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(subject.encode(), key, certificate, None, sealing)


def pfx_facts(content: bytes, password: str) -> PfxFacts:
    """Looks into a PFX; raises VaultError when the password does not open it or it holds no certificate."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as reason:
        raise VaultError(reason="the PFX file does not open with this password, or is not a PFX file") from reason
    if certificate is None:
        raise VaultError(reason="the PFX file holds no certificate")
    return PfxFacts(
        thumbprint=certificate.fingerprint(hashes.SHA1()).hex().upper(),
        thumbprint_sha256=certificate.fingerprint(hashes.SHA256()).hex().upper(),
        subject=certificate.subject.rfc4514_string(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        key_matches=key is not None and _spki(key.public_key()) == _spki(certificate.public_key()),
    )


def _spki(key: object) -> bytes:
    encode = key.public_bytes  # type: ignore[attr-defined]
    return bytes(encode(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))
