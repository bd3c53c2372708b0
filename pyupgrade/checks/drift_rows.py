"""From differences between a database and its contract to one row a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pyupgrade.checks.context import CheckSpec
from pyupgrade.plan.drift import Difference
from pyupgrade.plan.finding import Finding, FindingStatus

MISSING = ("MissingTable", "MissingColumn")
EXTRA = ("ExtraTable", "ExtraColumn")


def drift_rows(check: CheckSpec, differences: Sequence[Difference], agreed: str) -> Iterator[Finding]:
    """A row for each table: Failed when something needed is missing, Warning when a type is another one; extras do not
    matter."""
    telling = sorted((d for d in differences if d.difference not in EXTRA), key=lambda d: (d.object, d.column))
    if not telling:
        yield check.row("Passed", agreed)
    for name, found in groupby(telling, key=lambda d: d.object):
        rows = list(found)
        lacks = any(d.needed and d.difference in MISSING for d in rows)
        status: FindingStatus = "Failed" if lacks else "Warning"
        yield check.row(status, f"{name}: " + "; ".join(map(_said, rows)) + ".", check.repair, name)


def _said(difference: Difference) -> str:
    match difference.difference:
        case "MissingTable":
            return f"the table '{difference.expected}' is missing"
        case "MissingColumn":
            return f"the column {difference.expected} is missing"
        case "OtherCollation":
            return f"the key {difference.column} compares by {difference.found}"
    return f"the column {difference.column} is {difference.found}, expected was {difference.expected}"
