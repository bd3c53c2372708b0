"""One kind's table and its statements, built once: building one takes longer than running it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from pyupgrade.connect.sql_types import EXACT
from pyupgrade.contracts.records import Kind
from pyupgrade.target import codec

NEW = "new_"  # prefix of parameters that hold values, apart from those that hold the key


class KindTable:
    """`there` are the columns, by our names, that the database has; `place` gives the parameters to find one object.

    `folds` says that the database takes letters for the same that we hold apart, as SQL Server does.
    """

    def __init__(self, facts: Kind, table: sa.Table, there: Collection[str], *, folds: bool = False) -> None:
        self.facts, self.table, self.there = facts, table, frozenset(there)
        columns = [c for c in table.columns if c.key in self.there]
        self.names = [str(c.key) for c in columns]
        self.key = table.c[facts.key]
        self.given = table.c[facts.given] if facts.given else None
        self._folds = folds and facts.fields[facts.key].type == "text"
        self._one = self._among([sa.bindparam("key"), sa.bindparam("other")])
        self.select_one = sa.select(*columns).where(self._one)
        self.select_many = sa.select(*columns).where(self._among(sa.bindparam("keys", expanding=True)))
        self.delete = sa.delete(table).where(self._one)
        self._updates: dict[tuple[str, ...], sa.Update] = {}
        self._inserts: dict[tuple[str, ...], sa.Insert] = {}

    def _among(self, keys: Any) -> sa.ColumnElement[bool]:
        found = self.key.in_(keys)
        # The index finds what is alike, the second condition keeps what is the same.
        return sa.and_(found, sa.collate(self.key, EXACT).in_(keys)) if self._folds else found

    def update(self, names: tuple[str, ...]) -> sa.Update:
        """Sets these columns, from parameters of the prefix NEW, of the object at `place`."""
        if names not in self._updates:
            values: dict[str, Any] = {n: sa.bindparam(NEW + n) for n in names}
            self._updates[names] = sa.update(self.table).where(self._one).values(values)
        return self._updates[names]

    def insert(self, names: tuple[str, ...]) -> sa.Insert:
        """An object of the key `key` with these columns from parameters of the prefix NEW."""
        if names not in self._inserts:
            values: dict[str, Any] = {n: sa.bindparam(NEW + n) for n in names}
            self._inserts[names] = sa.insert(self.table).values({self.facts.key: sa.bindparam("key"), **values})
        return self._inserts[names]

    def place(self, key: str) -> dict[str, Any]:
        """Parameters that find one object by its key."""
        forms = self.forms([key])
        return {"key": forms[0], "other": forms[-1]}

    def forms(self, keys: Sequence[str]) -> list[Any]:
        """Keys as the database may hold them: numbers as numbers, a GUID in either case (to SQLite they are two)."""
        match self.facts.fields[self.facts.key].type:
            case "int" | "bigint":
                return [int(k) for k in keys]
            case "guid":
                return [form for k in keys for form in (k.lower(), k.upper())]
            case _:
                return list(keys)

    def key_text(self, value: Any) -> str:
        """A key as plans write it."""
        return str(codec.read(self.facts.fields[self.facts.key].type, value))
