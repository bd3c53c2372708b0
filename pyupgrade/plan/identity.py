"""What is asked of the identity platform: apps the old installation signs in as, and what proves that they still can."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CloudApp:
    """An app registered in the cloud, as the old installation names it.

    `prefix` is the first part of its questions' ids, `tenant` a domain or id of its tenant ("" where nothing says), `cloud` the text
    that the old installation has for its cloud, `user` who signs in as it, `mail` whether it sends mail.
    """

    prefix: str
    application: str
    tenant: str
    cloud: str
    user: str
    mail: bool


@dataclass(frozen=True, slots=True)
class Pfx:
    """A certificate with its key, and the password that opens it."""

    content: bytes = field(repr=False)
    password: str = field(repr=False)


Proof = str | Pfx  # a client secret, or a certificate: each by itself


class Identity(Protocol):
    """The identity platform: whether an app may sign in, and what it may read of itself. Tokens stay inside.

    All raise IdentityError: TokenRefused with the platform's code, IdentityForbidden where the app may not read itself.
    """

    def sign_in(self, app: CloudApp, proof: Proof) -> None:
        """A token by this proof alone; one that is there already is not fetched again. Raises VaultError for a PFX that does not open."""

    def certificates(self, app: CloudApp, proof: Proof) -> frozenset[str] | None:
        """Thumbprints (SHA-1 and SHA-256, upper-case hex) of the certificates registered; None for an app of another tenant."""

    def roles(self, app: CloudApp, proof: Proof) -> frozenset[str]:
        """The application permissions granted to the app, of whatever resource, by their names."""
