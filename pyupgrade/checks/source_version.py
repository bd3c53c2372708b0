"""Which release the source is, and whether it says which installation it is."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

SUPPORTED = ("10", "9")


def _run(context: Context) -> Iterator[Finding]:
    version, installation = context.source.version, context.source.installation
    if version.split(".")[0] not in SUPPORTED:
        yield CHECK.row("Failed", f"The source is GroupID {version}, which cannot be upgraded.", CHECK.repair, version)
        return
    contract = context.source_contract
    if contract.assumed and not contract.confirmed_by:
        yield CHECK.row(
            "Failed",
            f"Nothing is published of {contract.system} {contract.version}'s database, and nobody has confirmed what is assumed of it.",
            'Compare Get-DMUpgradeSource -Drift with the database, then write [contract] confirmed_by = "who, when" into the overlay '
            "that the profile names as source_overlay.",
            version,
        )
        return
    yield CHECK.row("Passed", f"GroupID {version}, installation {installation}.", target=version)


CHECK = CheckSpec(
    id="source.version",
    area="Source",
    looks_at="Version and installation id of the source database.",
    repair="Upgrades start from GroupID 10.0 (or 9.0): bring an older installation "
    "to 10.0 first, or name the right database.",
    run=_run,
)
