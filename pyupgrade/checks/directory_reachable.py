"""Whether the directory can be read, which domains it reports, and what it refers to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.directory import Forest
from pyupgrade.plan.finding import Finding

_OF_A_DOMAIN: Final = re.compile(r"DC=[^,]+(,DC=[^,]+)*", re.IGNORECASE)
_LABEL: Final = re.compile(r"DC=([^,]+)", re.IGNORECASE)


def _run(context: Context) -> Iterator[Finding]:
    where = context.paths.directory
    try:
        domains = context.source.directory.domains()
        referrals = context.source.directory.referrals()
    except DirectoryUnreachable as reason:
        yield CHECK.row("Failed", reason.message, reason.recommended_action, where)
        return
    if not domains:
        yield CHECK.row("Failed", "The directory reports no domain.", CHECK.repair, where)
        return
    said = f"The directory answers and reports {', '.join(domains)}."
    if referrals:
        said += f" What it refers to elsewhere is not followed, since each domain is searched itself: {', '.join(referrals)}."
    yield CHECK.row("Passed", said, target=where)
    searched = {domain.casefold() for domain in domains}
    for url in referrals:
        if (domain := _domain(url)).casefold() not in searched and isinstance(
            context.source.directory.forest(domain), Forest
        ):
            message = (
                f"The directory refers to {url} for its domain {domain}, which is not searched: no group of it is seen."
            )
            action = "Take it out of leave_out in the profile's [directory] if groups or users of it are to be carried."
            yield CHECK.row("Warning", message, action, domain)


def _domain(url: str) -> str:
    """The DNS name of the naming context that a referral leads to; "" where that is no domain's, as CN=Configuration."""
    dn = unquote(urlsplit(url).path.lstrip("/"))
    return ".".join(_LABEL.findall(dn)) if _OF_A_DOMAIN.fullmatch(dn) else ""


CHECK = CheckSpec(
    id="directory.reachable",
    area="Directory",
    looks_at="The directory of the profile: whether it answers in each of its domains, and what it refers to elsewhere.",
    repair="Check the directory in the profile, and that this account may read it.",
    run=_run,
)
