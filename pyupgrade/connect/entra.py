"""Tokens of the identity platform by MSAL: an app's secret or certificate in, an access token or the reason of a refusal out.

Tokens are kept in memory only and go with the session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msal
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from pyupgrade.connect.entra_codes import code_in, refusal_of
from pyupgrade.connect.http import Http, host_of
from pyupgrade.connect.identity_faults import of_identity
from pyupgrade.errors import IdentityUnexpected, TokenRefused, VaultError

MSAL_RAISES: Final = (ValueError, KeyError, RuntimeError, msal.exceptions.MsalError)
SHA256_SINCE: Final = (1, 35)  # MSAL signs with PS256 and names the certificate by SHA-256 from here on


@dataclass(frozen=True, slots=True)
class App:
    """An app as the platform knows it: the authority's and Graph's address (https, no path), tenant, application id."""

    authority: str
    graph: str
    tenant: str
    application: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A PFX file's content and its password."""

    content: bytes = field(repr=False)
    password: str = field(repr=False)


Proof = str | Certificate  # a client secret, or a certificate


class Tokens:
    """Access tokens for Graph, each by one proof alone; a token that is still good is not fetched again.

    The platform is asked about no other cloud (MSAL's instance discovery): the addresses are ours or the profile's.
    """

    def __init__(self, http: Http) -> None:
        self._http = http
        self._clients: dict[tuple[App, str], Any] = {}
        self._refused: dict[tuple[App, str], TokenRefused] = {}

    def token(self, app: App, proof: Proof) -> str:
        """A token for Graph by this proof. Raises IdentityError (TokenRefused for one), and VaultError for a PFX that does not open."""
        key = (app, _digest(proof))
        if key in self._refused:
            raise self._refused[key]
        try:
            with of_identity():
                return self._fetch(key, app, proof)
        except TokenRefused as refused:
            self._refused[key] = refused  # asked again, it would count as one more failed attempt to sign in
            raise

    def _fetch(self, key: tuple[App, str], app: App, proof: Proof) -> str:
        credential = proof if isinstance(proof, str) else _credential(proof)
        try:
            if key not in self._clients:
                self._clients[key] = self._client(app, credential)
            answer = self._clients[key].acquire_token_for_client(scopes=[f"{app.graph}/.default"])
        except MSAL_RAISES as problem:
            said = f"{problem} {problem.__context__}"  # where it could not look the tenant up, what the platform said is behind
            if code_in(said) is None:
                reason = f"it does not answer for the tenant '{app.tenant}' as OpenID Connect asks"
                raise IdentityUnexpected(host=host_of(app.authority), reason=reason) from None
            answer = {"error_description": said}
        token = answer.get("access_token")
        if isinstance(token, str) and token:
            return token
        raise _refused(app, answer, proof)

    def _client(self, app: App, credential: str | Mapping[str, Any]) -> Any:
        return msal.ConfidentialClientApplication(
            app.application,
            client_credential=credential,
            authority=f"{app.authority}/{app.tenant}",
            http_client=self._http,
            instance_discovery=False,
        )


def _credential(proof: Certificate) -> Mapping[str, Any]:
    """The certificate alone, as MSAL takes it; the key is in memory only."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(proof.content, proof.password.encode())
    except ValueError:
        raise VaultError(reason="the PFX file does not open with this password, or is not a PFX file") from None
    if key is None or certificate is None:
        raise VaultError(reason="the PFX file lacks its certificate or its private key")
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    if tuple(int(part) for part in msal.__version__.split(".")[:2]) >= SHA256_SINCE:
        return {"private_key": text, "public_certificate": _pem(certificate)}
    return {"private_key": text, "thumbprint": certificate.fingerprint(hashes.SHA1()).hex()}


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _refused(app: App, answer: dict[str, Any], proof: Proof) -> TokenRefused:
    code, refusal = refusal_of(answer)
    secrets = [proof] if isinstance(proof, str) else [proof.password]
    meaning, remedy = (_without(text, secrets) for text in (refusal.meaning, refusal.remedy))
    return TokenRefused(meaning=meaning, code=code, remedy=remedy, target=app.application)


def _without(text: str, secrets: list[str]) -> str:
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return text


def _digest(proof: Proof) -> str:
    """Which proof it is, to find what was fetched with it."""
    parts = (proof.encode(),) if isinstance(proof, str) else (proof.content, proof.password.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
