"""The apps whose certificate a plan asks for, each with what was answered for it so far: for the checks of certificates and tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import IdentityError, VaultError
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.identity import CloudApp, Identity, Pfx, Proof
from pyupgrade.plan.items import Decision

CERTIFIED: Final = (
    "IdentityStore",
    "MessagingProvider",
    "SynchronizeJob",
)  # kinds of object that sign in by certificate
FILE, PASSWORD, SECRET = "/pfx", "/pfx-password", "/client-secret"
NOT_ASKED: Final = "The profile has no table [identity], so nothing is asked over the network."
ASK: Final = (
    "Write [identity] into the profile (it may be empty) and check again from a machine that reaches the identity platform; or "
    "compare app, secret and certificate in the Entra admin center."
)


@dataclass(frozen=True, slots=True)
class AppProofs:
    """An app with its two proofs, None where one is not answered yet."""

    app: CloudApp
    pfx: Pfx | None
    secret: str | None

    @property
    def both(self) -> tuple[tuple[str, str, Proof | None], ...]:
        """The id of each one's question, what it is, and its value."""
        prefix = self.app.prefix
        return (prefix + FILE, "certificate", self.pfx), (prefix + SECRET, "client secret", self.secret)


def rows_of_apps(
    context: Context, check: CheckSpec, look: Callable[[Identity, AppProofs], Iterable[Finding]]
) -> Iterator[Finding]:
    """The rows of a check that asks the platform about each app: one row where there is none, or where it may not be asked."""
    apps = app_proofs(context)
    if not apps:
        yield check.row("Skipped", "No app signs in to the cloud here.")
    elif context.identity is None:
        yield check.row("Skipped", NOT_ASKED, ASK)
    else:
        for proofs in apps:
            yield from look(context.identity, proofs)


def certificate_questions(context: Context) -> dict[str, str]:
    """The questions for a PFX file, by id, as a plan would ask them now."""
    return {
        line.id: line.question
        for line in context.lines(*CERTIFIED)
        if isinstance(line, Decision) and line.kind == "file" and line.id.endswith(FILE)
    }


def app_proofs(context: Context) -> list[AppProofs]:
    """The apps asked for, in the order of their questions' ids."""
    asked = certificate_questions(context)
    return [
        AppProofs(app, pfx_of(context, app.prefix), context.secret(app.prefix + SECRET))
        for app in sorted(context.apps(), key=lambda app: app.prefix)
        if app.prefix + FILE in asked
    ]


def pfx_of(context: Context, prefix: str) -> Pfx | None:
    """The certificate answered for an app; None until both its file and its password are known."""
    content, password = context.file(prefix + FILE), context.secret(prefix + PASSWORD)
    return None if content is None or password is None else Pfx(content, password)


def working(context: Context, proofs: AppProofs) -> Proof | None:
    """The first proof that the platform gives a token for; None where there is none. Why not is told by identity.tokens."""
    for _, _, proof in proofs.both:
        if proof is not None and context.identity is not None:
            try:
                context.identity.sign_in(proofs.app, proof)
            except (IdentityError, VaultError):
                continue
            return proof
    return None
