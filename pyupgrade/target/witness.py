"""Reads history rows back over a connection of its own, in whatever process it is, and says what they digest to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import Connection

from pyupgrade.connect import sql
from pyupgrade.plan.history import Digest

_PAGE: Final = 500


@dataclass(slots=True)
class HistoryWitness:
    """Plain data until it is asked: the target's file, the statement for rows between two keys, each stream's key 0."""

    path: Path
    statement: str
    bases: Mapping[str, int]
    _connection: Connection | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> tuple[Path, str, Mapping[str, int]]:
        return self.path, self.statement, self.bases

    def __setstate__(self, state: tuple[Path, str, Mapping[str, int]]) -> None:
        (self.path, self.statement, self.bases), self._connection = state, None

    def __call__(self, stream: str, start: int, stop: int) -> str:
        """The digest of the committed rows of source keys start..stop. Raises TargetUnreachable."""
        made = Digest()
        with sql.errors_of("target", str(self.path)):
            if self._connection is None:
                self._connection = sql.read_only(self.path, also_target=True, side="target").connect()
            base = self.bases[stream]
            found = self._connection.exec_driver_sql(self.statement, (base + start, base + stop))
            cursor: Any = found.cursor
            while page := list(islice(cursor, _PAGE)):
                made.add(page)
            found.close()
            # Without this the connection would go on seeing the target as it is now, and keep its log from being copied.
            self._connection.rollback()
        return made.rows()
