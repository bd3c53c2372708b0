"""A GroupID 9.0 installation in GroupID 10's shape: names, spellings and what 9 lacks are translated, then read as 10."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from pyupgrade.connect import sql
from pyupgrade.contracts.groupid9 import Translation
from pyupgrade.contracts.load import Contract
from pyupgrade.errors import SourceDamaged
from pyupgrade.plan.directory import Directory
from pyupgrade.plan.ports import Extent, Row
from pyupgrade.source.groupid10 import GroupId10
from pyupgrade.source.values import guid

VERSION: Final = "9.0"
PROOF: Final = ("SVC.IdentityStore", "SVC.GroupObject")


class GroupId9(GroupId10):
    """The SourceReader of a GroupID 9.0 database; conditions and rows are those of GroupID 10."""

    def __init__(
        self, engine: Any, contract: Contract, translation: Translation, directory: Directory, **places: Any
    ) -> None:
        """Looks what the database is. Raises SourceUnsupported when it is no GroupID 9.0 of the shape assumed."""
        self._translation = translation
        super().__init__(engine, contract, directory, **places)

    def _detect(self, named: str | None) -> tuple[str, str]:
        lacking = [self.contract.tables[name].physical for name in PROOF if not self._has(name)]
        if lacking:
            raise self._unsupported(
                f"it has no {' and no '.join(lacking)}, which GroupID 9 is assumed to have; name its tables in source_overlay"
            )
        row = self._installation_row()
        version = str(row["ProductVersion"]) if row else VERSION
        if not version.startswith("9."):
            raise self._unsupported(f"it says that it is GroupID {version}, not {VERSION}")
        if not self.missing(["SVC.IdentityStore"]) and self.count("SVC.IdentityStore") == 0:
            raise self._unsupported("it has no identity store, so there is nothing to upgrade")
        installation = named or (str(row["InstallationId"]) if row else "")
        try:
            return version, guid(installation)
        except ValueError:
            raise self._unsupported(
                "it does not say which installation it is; give `installation` (a GUID of your choice) in the profile"
            ) from None

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows of 10's table: translated after they were read, so that conditions on what is translated are held here."""
        if table in self._translation.absent_tables:
            return
        codecs = self._translation.codecs.get(table, {})
        absent = self._translation.absent_columns.get(table, {})
        here = {name: wanted for name, wanted in (where or {}).items() if name in codecs or name in absent}
        there = {name: wanted for name, wanted in (where or {}).items() if name not in here}
        for row in super().rows(table, there):
            made = dict(absent) | dict(row)
            for name, codec in codecs.items():
                if made[name] is not None:
                    try:
                        made[name] = codec.read(made[name])
                    except ValueError as reason:
                        key = ", ".join(str(row[part]) for part in self.contract.tables[table].key)
                        raise SourceDamaged(what=f"{table}, row {key}, column {name}: {reason}") from None
            if all(_fits(made[name], wanted) for name, wanted in here.items()):
                yield made

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        if table in self._translation.absent_tables:
            return 0
        translated = {*self._translation.codecs.get(table, ()), *self._translation.absent_columns.get(table, ())}
        if translated & set(where or {}):
            return sum(1 for _ in self.rows(table, where))
        return super().count(table, where)

    def extent(self, stream: str, above: int | None = None, upto: int | None = None) -> Extent:
        known = next(s for s in self.contract.streams if s.name == stream)
        if known.table in self._translation.absent_tables:
            return Extent(stream, known.number, known.table, 0, -1, 0, {})
        return super().extent(stream, above, upto)


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Collection) and not isinstance(wanted, str):
        return value in wanted
    return bool(value == wanted)


def open_groupid9(
    path: sql.Place, contract: Contract, translation: Translation, directory: Directory, **places: Any
) -> GroupId9:
    """The reader of a database. Raises SourceUnreachable, SourceUnsupported."""
    also_target, scratch = places.pop("also_target", False), places.pop("scratch", None)
    engine = sql.read_only(path, also_target=also_target, scratch=scratch)
    try:
        return GroupId9(engine, contract, translation, directory, location=str(path), **places)
    except BaseException:
        engine.dispose()
        raise
