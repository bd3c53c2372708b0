"""Whether the identity platform gives each app a token by its certificate alone, and one by its secret alone (mission S5)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.app_proofs import rows_of_apps
from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import IdentityError, VaultError
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.identity import CloudApp, Identity, Proof


def _run(context: Context) -> Iterator[Finding]:
    yield from rows_of_apps(
        context, CHECK, lambda identity, proofs: (_one(identity, proofs.app, *both) for both in proofs.both)
    )


def _one(identity: Identity, app: CloudApp, decision: str, kind: str, proof: Proof | None) -> Finding:
    if proof is None:
        and_password = " and its password" if kind == "certificate" else ""
        return CHECK.row(
            "Skipped",
            f"{app.user}: the {kind} of its app is not known yet.",
            f"Answer '{decision}'{and_password}, then check again.",
            decision,
        )
    try:
        identity.sign_in(app, proof)
    except (IdentityError, VaultError) as reason:
        message = f"{app.user}: no token by the {kind} alone. {reason.message}"
        return CHECK.row("Failed", message, reason.recommended_action, decision)
    return CHECK.row("Passed", f"{app.user}: the {kind} alone gets a token for app {app.application}.", target=decision)


CHECK = CheckSpec(
    id="identity.tokens",
    area="Identity",
    looks_at="Each app of Entra ID stores, Office 365 messaging and jobs: one token by its certificate alone, one by its secret alone. "
    "Only where the profile has a table [identity].",
    repair="The platform's error code names what does not fit: secret, certificate, app, tenant, consent, policy or clock; the row "
    "says what to do about it.",
    features=frozenset({"Configuration", "Synchronize"}),
    run=_run,
)
