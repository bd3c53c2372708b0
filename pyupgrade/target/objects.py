"""Objects of Directory Manager 11.1 as rows of the `tables` door: canonical values out, typed and sealed values in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from pyupgrade.connect import sql
from pyupgrade.contracts.load import Contract
from pyupgrade.contracts.records import Kind
from pyupgrade.errors import ContractDrift, PassphraseMissing, SealBroken, TargetRefused, TargetTableMissing
from pyupgrade.plan import marks
from pyupgrade.plan.batches import batches
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.ports import Values
from pyupgrade.target import codec
from pyupgrade.target.kind_table import NEW, KindTable

_KEYS: Final = 400  # keys in one IN; a GUID takes two, and old SQLite allows 999 parameters


class Seals(Protocol):
    """What is asked of the vault (connect/vault.Sealer)."""

    def seal(self, text: str, place: str) -> str: ...
    def open(self, sealed: str, place: str) -> str: ...
    def fingerprint(self, text: str) -> str: ...


class ObjectTables:
    """The kinds' tables of one target. Every method works on the connection it is handed and commits nothing.

    `missing` lists tables and columns (table.column) of the contract that the database lacks; reading leaves such a
    column out, reading a missing table raises TargetTableMissing, writing to a missing column raises ContractDrift.
    """

    def __init__(self, contract: Contract, engine: Engine, location: str, sealer: Seals | None = None) -> None:
        self._location, self._sealer = location, sealer
        self._kinds: dict[str, Kind] = {n: k for n, k in contract.kinds.items() if "tables" in k.doors}
        found = {table.casefold(): columns for table, columns in sql.found_columns(engine).items()}
        doors = [k.doors["tables"] for k in self._kinds.values()]
        self._tables: dict[str, KindTable] = {}
        self.missing: list[str] = []
        for name, kind in self._kinds.items():
            door = kind.doors["tables"]
            columns = found.get(door.physical.casefold())
            if columns is None:
                self.missing.append(door.physical)
                continue
            physical = {c.casefold() for c in columns}
            there = {n for n, c in door.columns.items() if c.physical.casefold() in physical}
            self._tables[name] = KindTable(
                kind, sql.table_of(door, engine), there, folds=engine.dialect.name == "mssql"
            )
            self.missing += [f"{door.physical}.{c.physical}" for n, c in door.columns.items() if n not in there]
        if self._kinds and not self._tables:
            raise TargetTableMissing(location=location, details=sorted(self.missing))
        known = {t.physical.casefold() for t in [*doors, *contract.tables.values()]}
        self.schema = digest({table: dict(columns) for table, columns in found.items() if table in known})

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self, connection: Connection, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """The objects that exist, by key: NULL and what is not compared left out, sealed ones as {"$sealed": true}."""
        found: dict[str, Values] = {}
        if kind not in self._kinds:
            return found
        fields = {n: c for n, c in self._kinds[kind].fields.items() if c.compare}
        for key, row in self.rows(connection, kind, keys).items():
            found[key] = {n: codec.read(c.type, row[n]) for n, c in fields.items() if row.get(n) is not None}
        return found

    def image(self, connection: Connection, kind: str, key: str) -> Values | None:
        """One object whole for a before-image: sealed fields as {"$sealed": sealed text}, the given id with it."""
        row = self.rows(connection, kind, [key]).get(key)
        if row is None:
            return None
        return {
            n: {marks.SEALED: str(row[n])} if c.type == "sealed" else codec.read(c.type, row[n])
            for n, c in self._kinds[kind].fields.items()
            if row.get(n) is not None
        }

    def digests(self, connection: Connection, kind: str, keys: Collection[str]) -> dict[str, str]:
        """SHA-256 of each object's canonical form: given ids as references, a sealed value as HMAC of what it holds."""
        if kind not in self._kinds:
            return {}
        fields = {n: c for n, c in self._kinds[kind].fields.items() if c.compare}
        rows = self.rows(connection, kind, keys)
        references = {
            n: self._keys_of(connection, c.reference, {r[n] for r in rows.values() if r.get(n) is not None})
            for n, c in fields.items()
            if c.reference in self._kinds  # of what went through another door the number alone is known here
        }
        made = {}
        for key, row in rows.items():
            values: Values = {}
            for name, column in fields.items():
                stored = row.get(name)
                if stored is None:
                    continue
                if column.type == "sealed":
                    values[name] = self._fingerprint(str(stored), f"{kind}/{key}/{name}")
                elif stored in references.get(name, ()):
                    values[name] = {marks.REFERENCE: f"{column.reference}/{references[name][stored]}"}
                else:
                    values[name] = codec.read(column.type, stored)
            made[key] = digest(values)
        return made

    def keys(self, connection: Connection, kind: str) -> Iterator[str]:
        """Every key of a kind, in the database's order; none of a kind that does not go through its tables."""
        if kind not in self._kinds:
            return
        table = self._table(kind)
        chosen = sa.select(table.key).order_by(table.key)
        with connection.execution_options(yield_per=1000).execute(chosen) as rows:
            for (value,) in rows:
                yield table.key_text(value)

    def given(self, connection: Connection, kind: str, key: str, mapped: int | None = None) -> int | None:
        """The id the target gave an object: the mapped one while a row has it, else that of the row of this key."""
        table = self._table(kind) if kind in self._kinds else None
        if table is None or table.given is None:
            return None
        if mapped is not None and connection.execute(sa.select(table.given).where(table.given == mapped)).first():
            return mapped
        row = self.rows(connection, kind, [key]).get(key)
        given = None if row is None else row[table.facts.given]
        return None if given is None else int(given)

    def rows(self, connection: Connection, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, Any]]:
        """Rows by key, columns by our names, values as the driver hands them."""
        if kind not in self._kinds:
            return {}
        table = self._table(kind)
        found: dict[str, Mapping[str, Any]] = {}
        for chunk in batches(keys, _KEYS):
            if len(chunk) == 1:
                rows = connection.execute(table.select_one, table.place(chunk[0]))
            else:
                rows = connection.execute(table.select_many, {"keys": table.forms(chunk)})
            for row in rows:
                values = dict(zip(table.names, row, strict=True))
                found[table.key_text(values[table.facts.key])] = values
        return found

    # -- writing -----------------------------------------------------------------------------------------------------

    def has_given(self, kind: str) -> bool:
        """Whether objects of this kind are given an id by the target."""
        return bool(self._kinds[kind].given)

    def write(self, connection: Connection, kind: str, key: str, values: Values, taken: int = 0) -> int | None:
        """Inserts an object, or updates the fields named of the one there; the id it was given, if its kind has one.

        A str in a sealed field is sealed here; {"$sealed": text} is stored as it is, {"$sealed": true} left alone.
        Where the database gives out no id by itself the next above all of the table and above `taken` is used.
        Raises TargetRefused for what the database does not take, ContractDrift for a field that has no column there.
        """
        table = self._table(kind)
        stored = self._stored(table, key, values)
        names, place = tuple(sorted(stored)), table.place(key)
        parameters = {**{NEW + n: stored[n] for n in names}, **place}
        try:
            if names:
                there = connection.execute(table.update(names), parameters).rowcount > 0
            else:
                there = connection.execute(table.select_one, place).first() is not None
            if not there:
                del parameters["other"]
                connection.execute(table.insert(names), parameters)
        except (sa.exc.IntegrityError, sa.exc.DataError) as reason:
            # The statement's parameters stay out of the message: they hold people's data.
            raise TargetRefused(what=f"{kind}/{key}", reason=str(reason.orig)) from None
        return self._give(connection, table, key, taken) if table.given is not None else None

    def _give(self, connection: Connection, table: KindTable, key: str, taken: int) -> int:
        name, place = table.facts.given, table.place(key)
        given = connection.execute(table.select_one, place).mappings().one()[table.table.c[name]]
        if given is None:
            highest = connection.execute(sa.select(sa.func.max(table.given))).scalar() or 0
            given = max(highest, taken) + 1
            connection.execute(table.update((name,)), {NEW + name: given, **place})
        return int(given)

    def remove(self, connection: Connection, kind: str, key: str) -> None:
        table = self._table(kind)
        connection.execute(table.delete, table.place(key))

    def _stored(self, table: KindTable, key: str, values: Values) -> dict[str, Any]:
        facts = table.facts
        stored: dict[str, Any] = {}
        unknown = sorted(values.keys() - table.there)
        if unknown:
            where = facts.doors["tables"].physical
            raise ContractDrift(side="target", details=[f"{where} has no column for {name}" for name in unknown])
        for name, value in values.items():
            column = facts.fields[name]
            if name in (facts.key, facts.given):
                continue
            if column.type == "sealed" and value is not None:
                if isinstance(value, dict) and value.get(marks.SEALED) is True:
                    continue
                stored[name] = self._seal(value, f"{facts.name}/{key}/{name}")
                continue
            try:
                stored[name] = codec.store(column.type, value)
            except (ValueError, OverflowError) as reason:
                raise TargetRefused(what=f"{facts.name}/{key}", reason=f"field {name}: {reason}") from None
        return stored

    # -- sealed values, keys -----------------------------------------------------------------------------------------

    def _seal(self, value: Any, place: str) -> str:
        if isinstance(value, dict) and isinstance(value.get(marks.SEALED), str):
            return str(value[marks.SEALED])
        if not isinstance(value, str):
            raise TargetRefused(what=place, reason="its secret was not bound to a value")
        if self._sealer is None:
            raise PassphraseMissing(target=self._location)
        return self._sealer.seal(value, place)

    def _fingerprint(self, sealed: str, place: str) -> dict[str, str]:
        if self._sealer is None:
            raise PassphraseMissing(target=self._location)
        try:
            return {"$hmac": self._sealer.fingerprint(self._sealer.open(sealed, place))}
        except SealBroken:
            # Sealed by the product under its own scheme: only the text itself can be held against a later look.
            return {marks.SEALED: hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()}

    def _keys_of(self, connection: Connection, kind: str, ids: Collection[int]) -> dict[int, str]:
        table = self._table(kind)
        assert table.given is not None, f"{kind} is referred to but is given no id"
        found: dict[int, str] = {}
        for chunk in batches(ids, _KEYS):
            for number, value in connection.execute(sa.select(table.given, table.key).where(table.given.in_(chunk))):
                found[number] = table.key_text(value)
        return found

    def _table(self, kind: str) -> KindTable:
        if kind not in self._tables:
            raise TargetTableMissing(location=self._location, details=[self._kinds[kind].doors["tables"].physical])
        return self._tables[kind]
