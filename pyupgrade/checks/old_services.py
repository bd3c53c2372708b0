"""Whether services of the old product still run on this machine, where this is the old server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

# "Imanami Replication service" is documented for GroupID 10; that its other services bear one of these words is assumed. Those of
# version 11 end in its number (GroupIDElasticSearchService11).
_THEIRS: Final = re.compile(r"imanami|groupid", re.IGNORECASE)
_NEW: Final = re.compile(r"11$")


def _run(context: Context) -> Iterator[Finding]:
    running = context.machine.services()
    if running is None:
        yield CHECK.row(
            "Skipped",
            "Services are seen on the old server only, and this machine has no Windows services.",
            CHECK.repair,
        )
        return
    theirs = sorted(name for name in running if _THEIRS.search(name) and not _NEW.search(name))
    if theirs:
        said = f"{len(theirs)} services of the old product run on this machine: {', '.join(theirs)}. They change what is being read."
        yield CHECK.row("Warning", said, CHECK.repair)
    else:
        said = "No service of the old product runs on this machine; on another one they are not seen from here."
        yield CHECK.row("Skipped", said, CHECK.repair)


CHECK = CheckSpec(
    id="source.services",
    area="Source",
    looks_at="Running Windows services of the old product, where this machine is the old server.",
    repair="Stop the old product's services, its IIS site included, before the run; a restored backup needs no stopping.",
    run=_run,
)
