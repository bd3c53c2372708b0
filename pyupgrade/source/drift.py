"""Where a database differs from its contract: tables and columns that are missing, extra, or of another type."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from sqlalchemy.engine import Engine

from pyupgrade.connect import sql
from pyupgrade.contracts.records import Table
from pyupgrade.plan.drift import Difference

_RENAME: Final = "Name the right one in an overlay file of the profile, or leave out the features that need it."
_TYPE: Final = "Check what the column holds; name another one in an overlay file if this is not it."
_COLLATION: Final = (
    "See whether two keys differ in case or accents only; if so, have them renamed in the old product before the run."
)
_EXTRA: Final = "Nothing to do; it is not read. Tell us what it holds if it belongs to the product."


def drift(
    side: str,
    tables: Mapping[str, Table],
    engine: Engine,
    *,
    needed: Collection[str] | None = None,
    whose: Collection[str] = (),
) -> list[Difference]:
    """Differences sorted by table and column; nothing of the content is read.

    `needed` holds our names of the tables that the chosen features use (None: all). `whose` holds the schemas ("SVC")
    whose tables are reported when the contract does not know them; names are compared as the database compares them,
    without regard to case.
    """
    with sql.errors_of("target" if side == "target" else "source", str(sql.location_of(engine))):
        found, collated = sql.found_columns(engine), sql.found_collations(engine)
    by_name = {name.casefold(): name for name in found}
    rows: list[Difference] = []
    for name, table in sorted(tables.items()):
        wanted = needed is None or name in needed
        there = by_name.pop(table.physical.casefold(), None)
        if there is None:
            rows.append(
                Difference(side, name, "", "MissingTable", table.physical, "", wanted, table.evidence, _RENAME),
            )
            continue
        rows.extend(_columns(side, name, table, found[there], engine.dialect.name, wanted))
        rows.extend(_collations(side, name, table, collated.get(there, {}), wanted))
    prefixes = tuple(f"{schema.casefold()}." for schema in whose)
    rows.extend(
        Difference(side, by_name[key], "", "ExtraTable", "", by_name[key], False, "", _EXTRA)
        for key in sorted(by_name)
        if prefixes and key.startswith(prefixes)
    )
    return rows


def _collations(side: str, name: str, table: Table, collated: Mapping[str, str], wanted: bool) -> Iterator[Difference]:
    """Key columns of text that compare by a collation of their own: two keys that we hold apart may be one there."""
    for ours in table.key:
        column = table.columns[ours]
        if column.type in ("text", "guid") and (collation := collated.get(column.physical)):
            yield Difference(
                side, name, ours, "OtherCollation", "the database's own", collation, wanted, column.evidence, _COLLATION
            )


def _columns(
    side: str, name: str, table: Table, found: Mapping[str, str], dialect: str, wanted: bool
) -> Iterator[Difference]:
    there = {column.casefold(): column for column in found}
    for ours, column in table.columns.items():
        real = there.pop(column.physical.casefold(), None)
        if real is None:
            yield Difference(side, name, ours, "MissingColumn", column.physical, "", wanted, column.evidence, _RENAME)
        elif not sql.holds(found[real], column.type):
            expected = sql.declared_type(column.type, dialect)
            yield Difference(side, name, ours, "OtherType", expected, found[real], wanted, column.evidence, _TYPE)
    for key in sorted(there):
        yield Difference(side, name, there[key], "ExtraColumn", "", found[there[key]], False, "", _EXTRA)
