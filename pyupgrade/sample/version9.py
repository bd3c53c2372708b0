"""The sample in GroupID 9: rows made in 10's shape, put down under the names and in the spellings that the contract of 9 assumes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pyupgrade.connect import sql
from pyupgrade.contracts.groupid9 import Translation
from pyupgrade.contracts.load import Contract
from pyupgrade.sample.fill import Filler

PRODUCT: Final = "9.0.6312.0"
OVERLAY: Final = "site.toml"
_SITE: Final = """\
# What somebody says who knows this GroupID 9: that its tables are as assumed, or how they are called here. Nothing of its database is
# published, so that a run is refused until this file says who confirmed it. Hold the two against each other before you do:
# Get-DMUpgradeSource -Drift.
[contract]
confirmed_by = "the sample itself, whose database was made from these very assumptions"

# A table that is called otherwise here, and a column of it:
# [table."SVC.GroupObject"]
# name = "dbo.ManagedGroups"
# [table."SVC.GroupObject".columns]
# SamAccountName = "AccountName"
"""


class Filler9(Filler):
    """Takes rows of 10's tables; what 9 lacks is left out, as it was never there."""

    def __init__(self, connection: sql.Connection, contract: Contract, translation: Translation) -> None:
        super().__init__(connection, contract)
        self._translation = translation

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        if table not in self._translation.absent_tables:
            super().put(table, self._translated(table, rows))

    def put_history(self, table: str, rows: Sequence[tuple[int, int | None, str]]) -> None:
        if table not in self._translation.absent_tables:
            super().put_history(table, rows)

    def _translated(self, table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        codecs = self._translation.codecs.get(table, {})
        absent = self._translation.absent_columns.get(table, {})
        for row in rows:
            made = {name: value for name, value in row.items() if name not in absent}
            if table == "SVC.Installation":
                made["ProductVersion"] = PRODUCT
            for name in set(codecs) & set(made):
                if made[name] is not None:
                    made[name] = codecs[name].write(made[name])
            yield made


def put_overlay(root: Path) -> None:
    """The site overlay that lets a run of this sample start."""
    (root / OVERLAY).write_bytes(_SITE.encode("utf-8"))
