"""A GroupID 10 installation: its database, files and directory, read only, as rows by the contract's names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from pyupgrade.connect import sql
from pyupgrade.connect.retry import ONCE, Retry
from pyupgrade.contracts.load import Contract
from pyupgrade.contracts.records import Table
from pyupgrade.errors import ContractDrift, SourceDamaged, SourceUnsupported
from pyupgrade.plan.directory import Directory
from pyupgrade.plan.drift import Difference
from pyupgrade.plan.ports import Extent, Row, SourceFile
from pyupgrade.source.drift import drift
from pyupgrade.source.files import OldFiles
from pyupgrade.source.records import records
from pyupgrade.source.registry import joined_domain
from pyupgrade.source.values import canonical, guid

_PAGE: Final = 1_000  # rows fetched at a time
_VALUES: Final = 1_800  # parameters in one IN; SQL Server takes 2,100 a statement
_PUSHED: Final = frozenset({"int", "bigint", "text", "guid"})  # types that compare alike in the database and here
_INSTALLATION: Final = "SVC.Installation"
_PROOF: Final = ("SVC.IdentityStore", "SVC.BackUpHistory", "Event.Action")  # documented for 10 (KB-ENTRA, KB-HIST)


class GroupId10:
    """The SourceReader of a GroupID 10.0 database; closes its connections with close()."""

    def __init__(
        self,
        engine: Engine,
        contract: Contract,
        directory: Directory,
        *,
        location: str,
        program: Path | None = None,
        data: Path | None = None,
        tasks: Path | None = None,
        registry: Path | None = None,
        domain: str = "",
        installation: str | None = None,
        retry: Retry = ONCE,
    ) -> None:
        """Looks what the database is; `retry` says how often what a server gave up is asked again.

        Raises SourceUnsupported with the reason for anything but GroupID 10.0.
        """
        self.engine = engine
        self.contract = contract
        self.directory = directory
        self.location, self._retry = location, retry
        self._folds = engine.dialect.name == "mssql"
        self._tables = {name: sql.table_of(table, engine) for name, table in contract.tables.items()}
        roots = {"program": program, "data": data, "tasks": tasks, "registry": registry}
        self._files = OldFiles(contract.files, roots)
        self._records: dict[str, list[Row]] = {}
        self.joined_domain = domain or joined_domain(self.records("registry"))
        self._found = {name.casefold(): {c.casefold() for c in of} for name, of in retry.whole(self._columns).items()}
        self.version, self.installation = self._detect(installation)

    # Counts the events of the old search index, where the profile names one.
    old_index: Callable[[], Mapping[int | None, int]] | None = None

    def indexed(self) -> Mapping[int | None, int] | None:
        """Events in the old search index by store. Raises OldIndexUnread."""
        return None if self.old_index is None else self.old_index()

    def _columns(self) -> Mapping[str, Mapping[str, str]]:
        with sql.errors_of("source", self.location):
            return sql.found_columns(self.engine)

    # -- what it is --------------------------------------------------------------------------------------------------

    def _detect(self, named: str | None) -> tuple[str, str]:
        """(version, installation id); the profile's id outranks the database's, which a copied estate shares with its
        original."""
        if not self._found:
            raise self._unsupported("the database is empty")
        proof = [name for name in _PROOF if self._has(name)]
        if not proof:
            if any(name.startswith("dm11.") for name in self._found):
                raise self._unsupported("it is a Directory Manager 11.1 database without GroupID data in it")
            if any(name.startswith(("svc.", "sspr.", "imanami.")) for name in self._found):
                raise self._unsupported("it is a GroupID release older than 9 (it has no object history table)")
            raise self._unsupported("it holds no GroupID tables")
        row = self._installation_row()
        version = str(row["ProductVersion"]) if row else ("10.0" if len(proof) == len(_PROOF) else "")
        if not version:
            lacking = ", ".join(name for name in _PROOF if name not in proof)
            raise self._unsupported(f"its release cannot be told: it has no {lacking}")
        major = version.split(".")[0]
        if major == "9":
            raise self._unsupported(f"it is GroupID {version}, and this version of the tool reads 10.0")
        if major.isdigit() and int(major) > 10:
            raise self._unsupported(f"it is Directory Manager {version} already")
        if major != "10":
            raise self._unsupported(f"it is GroupID {version}; only 10.0 and 9.0 can be upgraded")
        if not self.missing(["SVC.IdentityStore"]) and self.count("SVC.IdentityStore") == 0:
            raise self._unsupported("it has no identity store, so there is nothing to upgrade")
        installation = named or (str(row["InstallationId"]) if row else "")
        if not installation:
            raise self._unsupported(
                "it does not say which installation it is; give `installation` (a GUID of your choice) in the profile"
            )
        try:
            return version, guid(installation)
        except ValueError:
            raise self._unsupported(f"its installation id '{installation}' is not a GUID") from None

    def _installation_row(self) -> Row | None:
        if not self._has(_INSTALLATION) or self.missing([_INSTALLATION]):
            return None
        rows = list(self.rows(_INSTALLATION))
        if len(rows) > 1:
            raise SourceDamaged(what=f"{_INSTALLATION} has {len(rows)} rows where one is expected")
        return rows[0] if rows else None

    def _unsupported(self, reason: str) -> SourceUnsupported:
        return SourceUnsupported(location=self.location, reason=reason)

    def _has(self, name: str) -> bool:
        return self.contract.tables[name].physical.casefold() in self._found

    # -- rows --------------------------------------------------------------------------------------------------------

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows in key order, streamed, canonical. Raises SourceDamaged naming table, key and column of a cell that
        cannot be read."""
        shape = self._shape(table)
        pushed, kept = self._divide(shape, where or {})
        kinds = [(name, column.type) for name, column in shape.columns.items()]
        for statement in self._statements(shape, pushed):
            try:
                for values in self._retry.stream(partial(self._values, shape, statement)):
                    row = _read(shape, kinds, values)
                    if all(_fits(row[name], wanted) for name, wanted in kept.items()):
                        yield row
            except UnicodeDecodeError:
                raise SourceDamaged(what=f"{shape.name}: a text in it is not UTF-8") from None

    def _values(self, shape: Table, statement: sa.Select[Any], after: sa.Row[Any] | None) -> Iterator[sa.Row[Any]]:
        """Rows as the driver gives them, those above the row `after`."""
        if after is not None:
            statement = statement.where(_above(shape, self._tables[shape.name], after))
        with sql.errors_of("source", self.location), self.engine.connect() as connection:
            yield from connection.execution_options(yield_per=_PAGE).execute(statement)

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        """How many rows there are, counted by the database where it can."""
        shape = self._shape(table)
        pushed, kept = self._divide(shape, where or {})
        if kept:
            return sum(1 for _ in self.rows(table, where))
        total = 0
        for statement in self._statements(shape, pushed):
            counted = sa.select(sa.func.count()).select_from(statement.order_by(None).subquery())
            total += int(self._all(counted)[0][0])
        return total

    def beginning(self, table: str, columns: Sequence[str], prefix: str, most: int) -> list[tuple[str, ...]]:
        """Texts of these columns in at most so many rows whose first begins so, in its order; letter case as the database takes it."""
        there = self._tables[table].c
        first, *_ = asked = [there[name] for name in columns]
        statement = sa.select(*asked).where(first.istartswith(prefix, autoescape=True)).order_by(first).limit(most)
        return self._all(statement)

    def _all(self, statement: sa.Select[Any]) -> list[tuple[Any, ...]]:
        """The few rows of a statement that sums up."""

        def once() -> list[tuple[Any, ...]]:
            with sql.errors_of("source", self.location), self.engine.connect() as connection:
                return [tuple(row) for row in connection.execute(statement)]

        return self._retry.whole(once)

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        """Keys and counts of a stream by store, from the index on IdentityStoreID alone; an empty stream has first 0
        and last -1."""
        known = next(s for s in self.contract.streams if s.name == stream)
        shape = self._shape(known.table)
        columns = self._tables[known.table].c
        key, store = columns["id"], columns["IdentityStoreID"]
        statement = sa.select(store, sa.func.count(), sa.func.min(key), sa.func.max(key)).group_by(store)
        if above is not None:
            statement = statement.where(key > above)
        if upto is not None:
            statement = statement.where(key <= upto)
        found = self._all(statement)
        counts = {_cell(shape, "IdentityStoreID", row[0]): int(row[1]) for row in found}
        by_store = dict(sorted(counts.items(), key=lambda item: (item[0] is not None, item[0] or 0)))
        return Extent(
            stream=stream,
            number=known.number,
            table=known.table,
            first=min((int(row[2]) for row in found), default=0),
            last=max((int(row[3]) for row in found), default=-1),
            count=sum(by_store.values()),
            by_store=by_store,
        )

    def _shape(self, table: str) -> Table:
        lacking = self.missing([table])
        if lacking:
            raise ContractDrift(side="source", details=lacking)
        return self.contract.tables[table]

    def _divide(self, shape: Table, where: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Conditions for the database, and those to look at here: types stored in several forms, and long lists on
        other columns."""
        pushed: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for name, wanted in where.items():
            many = _many(wanted)
            first = name == shape.key[0]
            kind = shape.columns[name].type
            asked = kind in _PUSHED and (many is None or first or len(many) <= _VALUES // 2)
            if asked:
                pushed[name] = wanted
            if not asked or (kind == "text" and self._folds):
                # SQL Server takes letters for the same that we hold apart: what it finds is looked at again.
                kept[name] = wanted
        return pushed, kept

    def _statements(self, shape: Table, where: Mapping[str, Any]) -> Iterator[sa.Select[Any]]:
        columns = self._tables[shape.name].c
        statement = sa.select(*(columns[name] for name in shape.columns)).order_by(
            *(columns[name] for name in shape.key)
        )
        chunked: list[list[Any]] = [[]]
        name_of_chunks = ""
        for name, wanted in where.items():
            many = _many(wanted)
            if many is None or len(many) <= _VALUES // 2:
                statement = statement.where(
                    _condition(columns[name], shape.columns[name].type, [wanted] if many is None else many)
                )
            else:
                ordered = sorted(many)
                step = _VALUES // 2
                chunked = [ordered[i : i + step] for i in range(0, len(ordered), step)]
                name_of_chunks = name
        for chunk in chunked:
            if name_of_chunks:
                condition = _condition(columns[name_of_chunks], shape.columns[name_of_chunks].type, chunk)
                yield statement.where(condition)
            else:
                yield statement

    # -- contract and files ------------------------------------------------------------------------------------------

    def missing(self, tables: Collection[str]) -> list[str]:
        """Tables and columns (table.column) of these that the database lacks; names that are no tables of the contract
        are left out."""
        lacking: list[str] = []
        for name in sorted(set(tables) & set(self.contract.tables)):
            shape = self.contract.tables[name]
            found = self._found.get(shape.physical.casefold())
            if found is None:
                lacking.append(name)
            else:
                lacking.extend(
                    f"{name}.{ours}" for ours, c in shape.columns.items() if c.physical.casefold() not in found
                )
        return lacking

    def drift(self, needed: Collection[str] | None = None) -> list[Difference]:
        """Where the database differs from the contract."""
        schemas = {name.split(".")[0] for name in self.contract.tables if "." in name}
        return drift("source", self.contract.tables, self.engine, needed=needed, whose=schemas)

    def files(self, kind: str) -> list[SourceFile]:
        """Files of a kind of the contract, sorted by path; none when the folder is not there. Raises PathEscapes."""
        return self._files.files(kind)

    def records(self, kind: str) -> Iterator[Row]:
        """What the files of a kind say (source/records.py). Raises PathEscapes.

        Read once for each reader: several modules ask where jobs go, and a job file is larger than what is taken of it.
        """
        if kind not in self._records:
            self._records[kind] = list(records(self.contract.files[kind], self._files))
        return iter(self._records[kind])

    def sha256(self, file: SourceFile) -> str:
        """SHA-256 of a file's bytes; raises FileUnreadable, PathEscapes."""
        return hashlib.sha256(self._files.content(file)).hexdigest()

    def content(self, file: SourceFile) -> bytes:
        """The bytes of one of them; raises FileUnreadable, PathEscapes."""
        return self._files.content(file)

    @property
    def unreadable(self) -> list[str]:
        """Files that were seen and could not be read, one sentence each."""
        return list(self._files.unreadable)

    def close(self) -> None:
        """Closes the connections; a private copy of a WAL source goes away."""
        self.engine.dispose()


def open_groupid10(
    path: sql.Place,
    contract: Contract,
    directory: Directory,
    *,
    also_target: bool = False,
    scratch: Path | None = None,
    **places: Any,
) -> GroupId10:
    """The reader of a database; `places` are the folders and names that GroupId10 takes, `also_target` is for the topologies same and
    copy. Raises SourceUnreachable, SourceUnsupported."""
    engine = sql.read_only(path, also_target=also_target, scratch=scratch)
    try:
        return GroupId10(engine, contract, directory, location=str(path), **places)
    except BaseException:
        engine.dispose()
        raise


def _many(wanted: Any) -> list[Any] | None:
    """The values of a collection without repetition; None for a single value."""
    return list(dict.fromkeys(wanted)) if isinstance(wanted, (list, tuple, set, frozenset, dict)) else None


def _condition(column: Any, kind: str, wanted: list[Any]) -> sa.ColumnElement[bool]:
    values = [value for value in wanted if value is not None]
    if kind == "guid":
        # SQLite keeps GUIDs as text, in whichever case the product wrote them.
        values = [form for value in values for form in dict.fromkeys((value.lower(), value.upper()))]
    condition = column == values[0] if len(values) == 1 else column.in_(values)
    return sa.or_(condition, column.is_(None)) if None in wanted else condition


def _above(shape: Table, table: sa.Table, row: sa.Row[Any]) -> sa.ColumnElement[bool]:
    """What comes after a row in key order: a later first key, or the same and a later second, and so on."""
    key = [(table.c[name], row[list(shape.columns).index(name)]) for name in shape.key]
    return sa.or_(
        *(sa.and_(*(column == value for column, value in key[:n]), key[n][0] > key[n][1]) for n in range(len(key)))
    )


def _fits(value: Any, wanted: Any) -> bool:
    many = isinstance(wanted, (list, tuple, set, frozenset, dict))
    return bool(value in wanted) if many else bool(value == wanted)


def _read(shape: Table, kinds: list[tuple[str, str]], values: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for (name, kind), value in zip(kinds, values, strict=True):
        if value is None or (kind == "text" and isinstance(value, str)):
            row[name] = value
            continue
        try:
            row[name] = canonical(kind, value)
        except ValueError as reason:
            keys = dict(zip((n for n, _ in kinds), values, strict=True))
            key = ", ".join(str(keys[part]) for part in shape.key)
            raise SourceDamaged(what=f"{shape.name}, row {key}, column {name}: {reason}") from None
    return row


def _cell(shape: Table, column: str, value: Any) -> int | None:
    try:
        number = canonical(shape.columns[column].type, value)
    except ValueError as reason:
        raise SourceDamaged(what=f"{shape.name}, column {column}: {reason}") from None
    return None if number is None else int(number)
