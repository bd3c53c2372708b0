"""Whether each PFX file's certificate is among those registered for its app, where the app may read that (mission S5)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.app_proofs import FILE, AppProofs, rows_of_apps, working
from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.connect import vault
from pyupgrade.errors import IdentityError, IdentityForbidden, VaultError
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.identity import Identity, Pfx


def _run(context: Context) -> Iterator[Finding]:
    yield from rows_of_apps(context, CHECK, lambda identity, proofs: [_one(context, identity, proofs)])


def _one(context: Context, identity: Identity, proofs: AppProofs) -> Finding:
    app, decision = proofs.app, proofs.app.prefix + FILE
    if proofs.pfx is None:
        action = f"Answer '{decision}' and its password, then check again."
        return CHECK.row("Skipped", f"{app.user}: the certificate is not known yet.", action, decision)
    try:
        facts = vault.pfx_facts(proofs.pfx.content, proofs.pfx.password)
    except VaultError as reason:
        return CHECK.row("Failed", f"{app.user}: {reason.message}", CHECK.repair, decision)
    proof = working(context, proofs)
    if proof is None:
        message = f"{app.user}: without a token its registration cannot be read."
        return CHECK.row("Skipped", message, "Repair what identity.tokens says, then check again.", decision)
    try:
        registered = identity.certificates(app, proof)
    except IdentityForbidden as reason:
        message = f"{app.user}: {reason.message}"
        return CHECK.row("Skipped", message, reason.recommended_action, decision)
    except IdentityError as reason:
        return CHECK.row("Failed", f"{app.user}: {reason.message}", reason.recommended_action, decision)
    if registered is None:
        message = (
            f"{app.user}: app {app.application} is registered in another tenant, where its certificates cannot be read."
        )
        return CHECK.row("Skipped", message, "Compare them in the Entra admin center of that tenant.", decision)
    if registered & {facts.thumbprint, facts.thumbprint_sha256}:
        message = f"{app.user}: certificate {facts.thumbprint} is registered for app {app.application}."
        return CHECK.row("Passed", message, target=decision)
    listed = ", ".join(sorted(t for t in registered if len(t) == 40)) or "none"
    message = f"{app.user}: certificate {facts.thumbprint} is not among those registered for app {app.application} ({listed})."
    # A certificate that got a token is trusted in some other way, such as by its issuer.
    return CHECK.row("Warning" if isinstance(proof, Pfx) else "Failed", message, CHECK.repair, decision)


CHECK = CheckSpec(
    id="identity.registration",
    area="Identity",
    looks_at="The thumbprint of each PFX file's certificate, among the certificates registered for its app. Skipped where the app may not "
    "read its own registration.",
    repair="Give the PFX file whose certificate is registered, or upload this one's certificate (.cer) under Certificates & secrets of the "
    "app registration.",
    features=frozenset({"Configuration", "Synchronize"}),
    run=_run,
)
