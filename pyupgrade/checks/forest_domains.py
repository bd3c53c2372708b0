"""Whether every domain of a forest can be searched for which a store is to be made (mission J3)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.directory import Domain, Forest
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change

OLD = "identity-stores"  # the module of the stores that exist already


def _run(context: Context) -> Iterator[Finding]:
    made = {str(line.name): str(line.values.get("serviceAccountUser", "")) for line in _new_stores(context)}
    if not made:
        yield CHECK.row("Skipped", "No store is made for a forest.")
    for root, account in sorted(made.items()):
        yield _one(context, root, account)


def _new_stores(context: Context) -> Iterator[Change]:
    for module in context.modules:
        if "IdentityStore" in module.writes and module.name != OLD:
            for line in module.plan(context.source, context.target, context.answers):
                if isinstance(line, Change) and line.kind == "IdentityStore":
                    yield line


def _one(context: Context, root: str, account: str) -> Finding:
    forest = context.source.directory.forest(root)
    if not isinstance(forest, Forest):
        message = f"The forest of {root} could not be determined: {forest.reason}. Whether {account} can read it is not known."
        return CHECK.row("Skipped", message, CHECK.repair, root)
    silent = [(domain.dns, said) for domain in forest.domains if (said := _silence(context, domain))]
    if silent:
        told = "; ".join(f"{dns} ({said})" for dns, said in silent)
        message = f"No object can be read in {', '.join(dns for dns, _ in silent)}, of the forest {root} for which a store is made: {told}."
        return CHECK.row("Failed", message, CHECK.repair, root)
    message = (
        f"A search answered in each of the {len(forest.domains)} domains of {root}. It was made as the account of this "
        f"connection, not as {account}."
    )
    return CHECK.row("Passed", message, target=root)


def _silence(context: Context, domain: Domain) -> str:
    """Why a domain shows nothing, in the directory's words (referral, no such object and refusal are three); "" when it answers."""
    try:
        seen = next(iter(context.source.directory.below(domain.dn, 1, "")), None)
    except DirectoryUnreachable as reason:
        return reason.message.rstrip(".")
    return "" if seen is not None else "it is empty, or hides all from this account"


CHECK = CheckSpec(
    id="directory.forests",
    area="Directory",
    looks_at="Each forest for which Synchronize jobs or reports get a new store: a search in every domain of it.",
    repair="Give the store's service account read on the whole forest, and see that its domains can be reached from here.",
    features=frozenset({"Synchronize", "Reports"}),
    run=_run,
)
