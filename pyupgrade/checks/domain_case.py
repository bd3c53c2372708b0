"""Whether stores write their domains with the letter case the directory reports (mission S7)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Notice

REPLICATION = "SVC.IdentityStoreReplication"


def _run(context: Context) -> Iterator[Finding]:
    reported = {domain.casefold(): domain for domain in context.source.directory.domains()}
    written = sorted(w for w in _written(context) if w[1].casefold() in reported)
    differ = [(store, domain) for store, domain in written if reported[domain.casefold()] != domain]
    for store, domain in differ:
        said = f"{store} writes '{domain}', the directory reports '{reported[domain.casefold()]}'."
        yield CHECK.row("Warning", said, CHECK.repair, store)
    if not differ:
        yield CHECK.row("Passed", f"{len(written)} domain names are written as the directory reports them.")


def _written(context: Context) -> set[tuple[str, str]]:
    """(store, domain): of its replication, and of its own values where the plan has found them to differ."""
    names = {row["IdentityStoreId"]: row["IdentityStoreName"] for row in context.source.rows("SVC.IdentityStore")}
    replicated = {
        (names.get(row["IdentityStoreId"], f"store {row['IdentityStoreId']}"), row["Domain"])
        for row in context.source.rows(REPLICATION)
    }
    lines = (line for line in context.lines("IdentityStore") if isinstance(line, Notice))
    return replicated | {
        (line.subject, name) for line in lines if line.id.endswith("/domain-case") for name in line.names
    }


CHECK = CheckSpec(
    id="directory.domain-case",
    area="Directory",
    looks_at="Letter case of the domain names that stores bear and replicate, against the directory.",
    repair="Correct the domain in the store after the run, before its first "
    "replication: with another letter case every replication "
    "of an Entra ID store starts from scratch (19 hours for 6,500 groups in the "
    "vendor's knowledge base). Nothing is rewritten silently.",
    features=frozenset({"Configuration"}),
    run=_run,
)
