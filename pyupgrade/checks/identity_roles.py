"""Whether each app has been granted the permissions that the vendor's pages ask for, where the app may read that (mission S5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.app_proofs import AppProofs, rows_of_apps, working
from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import IdentityError, IdentityForbidden
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.identity import CloudApp, Identity

# docs/directorymanager/11.1/configureentraid/register/apppermissions.md. The page names sorts of permission ("Channel", "Directory" …)
# and shows the permissions themselves in pictures only. So the sorts are documented; by which names they are found is assumed.
SORTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Channel", ("Channel", "TeamsChannel")),
    ("Directory", ("Directory.",)),
    ("Group", ("Group.", "GroupMember.")),
    ("Mail", ("Mail.", "MailboxSettings.")),
    ("Role", ("RoleManagement.",)),
    ("User", ("User.",)),
    ("User password and phone", ("UserAuthenticationMethod.", "User-PasswordProfile.", "User-Phone.")),
)
# Of Office 365 Exchange Online: the same page, in words; optional for a store that sends no mail (appregister.md, step 15).
EXCHANGE: Final = "Exchange.ManageAsApp"


def _run(context: Context) -> Iterator[Finding]:
    yield from rows_of_apps(context, CHECK, lambda identity, proofs: [_one(context, identity, proofs)])


def _one(context: Context, identity: Identity, proofs: AppProofs) -> Finding:
    app = proofs.app
    proof = working(context, proofs)
    if proof is None:
        known = any(value is not None for _, _, value in proofs.both)
        action = "Repair what identity.tokens says" if known else f"Answer the questions of {app.prefix}"
        message = f"{app.user}: without a token its permissions cannot be read."
        return CHECK.row("Skipped", message, f"{action}, then check again.", app.prefix)
    try:
        granted = identity.roles(app, proof)
    except IdentityForbidden as reason:
        return CHECK.row("Skipped", f"{app.user}: {reason.message}", reason.recommended_action, app.prefix)
    except IdentityError as reason:
        return CHECK.row("Failed", f"{app.user}: {reason.message}", reason.recommended_action, app.prefix)
    if missing := lacking(app, granted):
        message = f"{app.user}: app {app.application} has been granted nothing of {', '.join(missing)}."
        return CHECK.row("Warning", message, CHECK.repair, app.prefix)
    return CHECK.row(
        "Passed", f"{app.user}: app {app.application} has permissions of each sort that it needs.", target=app.prefix
    )


def lacking(app: CloudApp, granted: frozenset[str]) -> list[str]:
    """The sorts of permission that an app needs and has nothing of: those of Graph for a store, Exchange for mail."""
    is_store = app.prefix.startswith("entra/")
    sorts = [name for name, starts in SORTS if is_store and not any(role.startswith(starts) for role in granted)]
    return [*sorts, *([EXCHANGE] if app.mail and EXCHANGE not in granted else [])]


CHECK = CheckSpec(
    id="identity.roles",
    area="Identity",
    looks_at="Application permissions granted to each app, against the sorts of permission that the vendor's page lists (the exact names "
    "stand there in pictures only). Skipped where the app may not read them.",
    repair="Compare API permissions of the app registration with the vendor's page Microsoft Entra ID Permissions, add what is missing "
    "and grant admin consent.",
    features=frozenset({"Configuration", "Synchronize"}),
    run=_run,
)
