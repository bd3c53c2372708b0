"""Search documents of objects on the embedded target: one table in its file, behind the port of a search server."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql.elements import quoted_name

from pyupgrade.connect import sql
from pyupgrade.errors import IndexFailed, UpgradeError
from pyupgrade.plan.batches import batches
from pyupgrade.plan.ports import Values
from pyupgrade.target import codec

_KEYS: Final = 400
_metadata = sa.MetaData()
DOCUMENT: Final = sa.Table(
    quoted_name("Search.Object", True),
    _metadata,
    sa.Column("kind", sa.String(50), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)


class ObjectsIndex:
    """Documents by kind and key. It commits by itself, as a search server does: not to be called in a transaction.

    `writing` is None for reading only. Errors are IndexFailed, save a full disk.
    """

    def __init__(self, reading: Engine, writing: Engine | None, location: str) -> None:
        self._reading, self._writing, self._location = reading, writing, location
        self._there = False

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """The documents that exist, by key."""
        with self._connected(kind) as connection:
            if not self._exists(connection):
                return {}
            found: dict[str, Values] = {}
            for chunk in batches(keys, _KEYS):
                chosen = sa.select(DOCUMENT.c.key, DOCUMENT.c.document).where(
                    DOCUMENT.c.kind == kind, DOCUMENT.c.key.in_(chunk)
                )
                found.update((key, codec.read("json", text)) for key, text in connection.execute(chosen))
            return found

    def put(self, kind: str, documents: Mapping[str, Values]) -> None:
        """Puts documents in place of those with the same key: all or none."""
        if not documents:
            return
        rows: list[dict[str, Any]] = [
            {"kind": kind, "key": k, "document": codec.json_text(d)} for k, d in documents.items()
        ]
        with self._changing(kind) as connection:
            _metadata.create_all(connection)
            self._drop(connection, kind, documents)
            connection.execute(sa.insert(DOCUMENT), rows)

    def remove(self, kind: str, keys: Collection[str]) -> None:
        with self._changing(kind) as connection:
            if self._exists(connection):
                self._drop(connection, kind, keys)

    def count(self, kind: str) -> int:
        with self._connected(kind) as connection:
            if not self._exists(connection):
                return 0
            return connection.execute(sa.select(sa.func.count()).where(DOCUMENT.c.kind == kind)).scalar() or 0

    def _drop(self, connection: Connection, kind: str, keys: Collection[str]) -> None:
        for chunk in batches(keys, _KEYS):
            these = DOCUMENT.c.key.in_(chunk)
            connection.execute(sa.delete(DOCUMENT).where(DOCUMENT.c.kind == kind, these))

    def _exists(self, connection: Connection) -> bool:
        if not self._there:
            self._there = sa.inspect(connection).has_table(DOCUMENT.name)
        return self._there

    @contextmanager
    def _connected(self, kind: str) -> Iterator[Connection]:
        with self._as_index_error(kind), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self, kind: str) -> Iterator[Connection]:
        assert self._writing is not None, "this index was opened for reading"
        with self._as_index_error(kind), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def _as_index_error(self, kind: str) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            ours: UpgradeError = sql.translated(error, "target", self._location)
            if ours.code.endswith("DiskFull"):
                raise ours from None
            raise IndexFailed(what=kind, reason=ours.message) from None
