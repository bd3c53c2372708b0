"""Where a database or a search index differs from its contract: one row from whoever looked to the checks and the shell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; the members are those of the result type Drift.

    `object` is our name of the table or index, `column` that of its column or field, empty for the whole. `needed` says that a chosen
    feature reads or writes it.
    """

    side: str
    object: str
    column: str
    # MissingTable, MissingColumn, ExtraTable, ExtraColumn, OtherType, OtherCollation; MissingIndex, MissingField, ExtraField
    difference: str
    expected: str
    found: str
    needed: bool
    evidence: str
    recommended_action: str
