"""Whether the search cluster answers, proves who it is, and is of a release that this product was tried with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import EMBEDDED, CheckSpec, Context
from pyupgrade.plan.finding import Finding

TRIED: Final = (8, 19)  # the lowest release tried
MONITOR: Final = (
    "Give the account's role the cluster privilege monitor, or ask who runs the cluster; nothing else needs it."
)


def _run(context: Context) -> Iterator[Finding]:
    if context.search is None:
        yield CHECK.row("Passed", EMBEDDED)
        return
    facts = context.search()
    number = ".".join(map(str, facts.version))
    said = f"Elasticsearch {number} answers."
    if not facts.version:
        text = f"The cluster answers, and does not tell this account its release. The lowest tried is {TRIED[0]}.{TRIED[1]}."
        yield CHECK.row("Warning", text, MONITOR, facts.location)
    elif facts.version < (8,):
        yield CHECK.row(
            "Failed", f"{said} Its release is older than this client speaks to.", CHECK.repair, facts.location
        )
    elif facts.version[:2] < TRIED or facts.version[0] > TRIED[0]:
        text = f"{said} The lowest release tried is {TRIED[0]}.{TRIED[1]}, and no other than release {TRIED[0]}."
        yield CHECK.row("Warning", text, "Try the upgrade on a copy of this cluster first.", facts.location)
    else:
        yield CHECK.row("Passed", f"{said} The lowest release tried is {TRIED[0]}.{TRIED[1]}.", target=facts.location)
    if facts.encrypted:
        yield CHECK.row("Passed", "The connection is encrypted and the certificate verified.", target=facts.location)
    else:
        action = "Where it is not this machine, give https addresses and a CA file or fingerprint in [index]."
        yield CHECK.row(
            "Warning", "The connection is not encrypted, and nothing proves who answers.", action, facts.location
        )


CHECK = CheckSpec(
    id="index.reachable",
    area="Search index",
    looks_at="Whether the cluster of the profile's [index] answers, with a certificate that is trusted and credentials that are right, and "
    "its release.",
    repair="Take the address, CA file or fingerprint and credential from who runs the cluster, and name them in [index].",
    run=_run,
    features=frozenset({"History", "Groups"}),
)
