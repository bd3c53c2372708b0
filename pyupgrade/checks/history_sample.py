"""Whether history is readable, by a look at the first events of each stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

LOOK = 500


def _run(context: Context) -> Iterator[Finding]:
    for stream in context.source_contract.streams:
        looked = odd = 0
        first = ""
        for row in islice(context.source.rows(stream.table), LOOK):
            looked += 1
            if not _reads(row["JsonData"]):
                odd += 1
                first = first or str(row["id"])
        if odd:
            damaged = f"{odd} of the first {looked} events are damaged JSON (first: key {first})"
            message = f"{damaged}; each is kept with what can be read."
            yield CHECK.row("Warning", message, CHECK.repair, stream.table)
        else:
            yield CHECK.row(
                "Passed", f"The first {looked} events read well." if looked else "No events.", target=stream.table
            )


def _reads(text: str | None) -> bool:
    try:
        return isinstance(json.loads(text or ""), dict)
    except ValueError:
        return False


CHECK = CheckSpec(
    id="source.history",
    area="Source",
    looks_at=f"The first {LOOK} events of each history stream.",
    repair="Nothing need be done: no event is dropped. If all are damaged, look "
    "whether this is the right table (-Drift).",
    features=frozenset({"History"}),
    run=_run,
)
