"""Whether every domain of a forest can be searched for which a store is to be made, by the store's own account (mission J3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan import marks
from pyupgrade.plan.directory import Directory, Domain, Forest
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change

OLD = "identity-stores"  # the module of the stores that exist already
ANSWER = "Answer the account's password in the profile's answers file or to a plan of this session, then check again."


@dataclass(frozen=True, slots=True)
class _Store:
    """A store that is to be made: the root of its forest, its account, and the question for the password ("": none is asked)."""

    root: str
    account: str
    question: str


def _run(context: Context) -> Iterator[Finding]:
    made = sorted({_store(line) for line in _new_stores(context)}, key=lambda store: store.root)
    if not made:
        yield CHECK.row("Skipped", "No store is made for a forest.")
    for store in made:
        yield _one(context, store)


def _store(line: Change) -> _Store:
    question = marks.question_of(line.values.get("serviceAccountPassword"))
    return _Store(str(line.name), str(line.values.get("serviceAccountUser", "")), question or "")


def _new_stores(context: Context) -> Iterator[Change]:
    for module in context.modules:
        if "IdentityStore" in module.writes and module.name != OLD:
            for line in module.plan(context.source, context.target, context.answers):
                if isinstance(line, Change) and line.kind == "IdentityStore":
                    yield line


def _one(context: Context, store: _Store) -> Finding:
    root, account = store.root, store.account
    forest = context.source.directory.forest(root)
    if not isinstance(forest, Forest):
        message = f"The forest of {root} could not be determined: {forest.reason}. Whether {account} can read it is not known."
        return CHECK.row("Skipped", message, CHECK.repair, root)
    if told := _silent(context.source.directory, forest, "this connection"):
        return CHECK.row("Failed", told, CHECK.repair, root)
    answered = f"A search answered in each of the {len(forest.domains)} domains of {root}"
    unknown = f"{answered}, but as the account of this connection. Whether {account} can read them is not known"
    if context.signed_in is None:
        return CHECK.row(
            "Skipped", f"{unknown}: the directory is a file, to which nobody signs in.", CHECK.repair, root
        )
    if not store.question:
        reason = "its password is not asked for here, so it cannot be signed in with"
        return CHECK.row("Warning", f"{unknown}: {reason}.", CHECK.repair, root)
    password = context.secret(store.question)
    if password is None:
        return CHECK.row("Warning", f"{unknown}: its password is not known here.", ANSWER, root)
    with context.signed_in(root, account, password) as seen:
        if told := _silent(seen, forest, account):
            return CHECK.row("Failed", told, CHECK.repair, root)
    return CHECK.row("Passed", f"{answered}, made as {account}.", target=root)


def _silent(directory: Directory, forest: Forest, who: str) -> str:
    """Which domains show `who` nothing, and why; "" when all answer. A refused account is tried no further: that could lock it."""
    silent: dict[str, str] = {}
    for domain in forest.domains:
        try:
            silent[domain.dns] = _silence(directory, domain)
        except DirectoryUnreachable as reason:
            silent[domain.dns] = reason.message.rstrip(".")
            if reason.category == "AuthenticationError":
                return f"The forest {forest.root}, for which a store is made, cannot be read as {who}: {silent[domain.dns]}."
    silent = {dns: said for dns, said in silent.items() if said}
    if not silent:
        return ""
    told = "; ".join(f"{dns} ({said})" for dns, said in silent.items())
    return f"No object can be read as {who} in {', '.join(silent)}, of the forest {forest.root} for which a store is made: {told}."


def _silence(directory: Directory, domain: Domain) -> str:
    """Why a domain shows nothing; "" when it answers. Raises DirectoryUnreachable in the directory's words: referral, no such object
    and refusal are three."""
    seen = next(iter(directory.below(domain.dn, 1, "")), None)
    return "" if seen is not None else "it is empty, or hides all from this account"


CHECK = CheckSpec(
    id="directory.forests",
    area="Directory",
    looks_at="Each forest for which Synchronize jobs or reports get a new store: a search in every domain of it, as the account of this "
    "connection and, where the directory is reached by LDAP and the password is known, as the store's own.",
    repair="Give the store's service account read on the whole forest, and see that its domains can be reached from here.",
    features=frozenset({"Synchronize", "Reports"}),
    run=_run,
)
