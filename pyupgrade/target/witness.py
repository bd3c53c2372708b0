"""Reads history rows back over a connection of its own, in whatever process it is, and says what they digest to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from sqlalchemy.engine import Connection

from pyupgrade.connect import sql
from pyupgrade.errors import UpgradeError
from pyupgrade.plan.history import Digest

_PAGE: Final = 500


@dataclass(slots=True)
class HistoryWitness:
    """Plain data until it is asked: where the target is, the statement for rows between two keys, each stream's key 0.

    `text_at` are the places in a row that come as text and are digested as bytes.
    """

    path: sql.Place
    statement: str
    bases: Mapping[str, int]
    text_at: frozenset[int] = frozenset()
    _connection: Connection | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> tuple[sql.Place, str, Mapping[str, int], frozenset[int]]:
        return self.path, self.statement, self.bases, self.text_at

    def __setstate__(self, state: tuple[sql.Place, str, Mapping[str, int], frozenset[int]]) -> None:
        (self.path, self.statement, self.bases, self.text_at), self._connection = state, None

    def __call__(self, stream: str, start: int, stop: int) -> str:
        """The digest of the committed rows of source keys start..stop. Raises TargetUnreachable."""
        try:
            return self._digest(stream, start, stop)
        except UpgradeError:
            self._connection = None  # whoever asks again asks over another one
            raise

    def _digest(self, stream: str, start: int, stop: int) -> str:
        made = Digest()
        with sql.errors_of("target", str(self.path)):
            if self._connection is None:
                self._connection = sql.read_only(self.path, also_target=True, side="target").connect()
            base = self.bases[stream]
            found = self._connection.exec_driver_sql(self.statement, (base + start, base + stop))
            cursor: Any = found.cursor
            while page := list(islice(cursor, _PAGE)):
                made.add(in_bytes(page, self.text_at) if self.text_at else page)
            found.close()
            # Without this the connection would go on seeing the target as it is now, and keep its log from being copied.
            self._connection.rollback()
        return made.rows()


def in_bytes(page: Iterable[Any], text_at: Collection[int]) -> list[Any]:
    """Rows as they were written: text at these places in UTF-8, everything else as it came."""
    return [
        tuple(
            value.encode("utf-8", "surrogatepass") if n in text_at and isinstance(value, str) else value
            for n, value in enumerate(row)
        )
        for row in page
    ]
