"""Whether each PFX file opens, its key fits its certificate, and its dates hold (mission S5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.connect import vault
from pyupgrade.errors import VaultError
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Decision

SOON = timedelta(days=30)
CERTIFIED = ("IdentityStore", "MessagingProvider", "SynchronizeJob")  # kinds of object that sign in by certificate
FILE, PASSWORD = "/pfx", "/pfx-password"


def _run(context: Context) -> Iterator[Finding]:
    asked = {
        line.id: line.question
        for line in context.lines(*CERTIFIED)
        if isinstance(line, Decision) and line.kind == "file" and line.id.endswith(FILE)
    }
    if not asked:
        yield CHECK.row("Skipped", "Nothing here needs a certificate.")
    for decision, question in sorted(asked.items()):
        yield _one(context, decision, question)


def _one(context: Context, decision: str, question: str) -> Finding:
    content = context.file(decision)
    password = context.secret(decision.removesuffix(FILE) + PASSWORD)
    if content is None or password is None:
        what = "file" if content is None else "password"
        return CHECK.row(
            "Skipped",
            f"The {what} is not known yet ({question}).",
            f"Answer '{decision}' and its password, then check again.",
            decision,
        )
    try:
        facts = vault.pfx_facts(content, password)
    except VaultError as reason:
        return CHECK.row("Failed", reason.message, CHECK.repair, decision)
    name = f"Certificate {facts.thumbprint} ({facts.subject})"
    if not facts.key_matches:
        return CHECK.row(
            "Failed", f"{name}: the private key is missing or does not belong to it.", CHECK.repair, decision
        )
    if context.now < facts.valid_from:
        return CHECK.row("Failed", f"{name} is valid only from {facts.valid_from:%Y-%m-%d}.", CHECK.repair, decision)
    if context.now > facts.valid_to:
        return CHECK.row("Failed", f"{name} expired on {facts.valid_to:%Y-%m-%d}.", CHECK.repair, decision)
    if facts.valid_to - context.now < SOON:
        message = f"{name} expires on {facts.valid_to:%Y-%m-%d}."
        return CHECK.row("Warning", message, "Register a new certificate for the app soon.", decision)
    return CHECK.row(
        "Passed", f"{name} opens, its key fits, and it is valid until {facts.valid_to:%Y-%m-%d}.", target=decision
    )


CHECK = CheckSpec(
    id="secrets.certificates",
    area="Secrets",
    looks_at="Each PFX file that was answered: whether it opens, its key against "
    "its certificate, its dates against the clock.",
    repair="Give the PFX file that is registered for the app, with its password; "
    "export it again with its private key if need be.",
    features=frozenset({"Configuration", "Synchronize"}),
    run=_run,
)
