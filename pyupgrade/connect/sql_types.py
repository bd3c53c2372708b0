"""A contract's types in each dialect: how columns are declared, and how values cross without losing a tick or a letter's case."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

# SQLite gives an INTEGER key its row id, whatever its size.
SQLITE: Final = {
    "int": "INTEGER", "bigint": "BIGINT", "bool": "BOOLEAN", "text": "TEXT", "guid": "CHAR(36)",
    "instant": "DATETIME", "json": "TEXT", "sealed": "TEXT",
}  # fmt: skip
MSSQL: Final = {
    "int": "INT", "bigint": "BIGINT", "bool": "BIT", "text": "NVARCHAR(MAX)", "guid": "UNIQUEIDENTIFIER",
    "instant": "DATETIME2(7)", "json": "NVARCHAR(MAX)", "sealed": "NVARCHAR(MAX)",
}  # fmt: skip
KEY_LENGTH: Final = 450  # characters: SQL Server's keys end at 900 bytes
EXACT: Final = "Latin1_General_100_BIN2"  # compares code unit by code unit, as we do


class Stored(sa.types.UserDefinedType[Any]):
    """A contract type in DDL; values pass it unchanged in both directions."""

    cache_ok = True

    def __init__(self, kind: str, keyed: bool = False) -> None:
        self.kind = kind
        self.keyed = keyed

    def get_dbapi_type(self, dbapi: Any) -> Any:
        """The size pyodbc binds a parameter with, so that it need not guess from the first value: text is never cut."""
        return odbc_size(dbapi, self.kind, self.keyed)


def odbc_size(dbapi: Any, kind: str, keyed: bool = False) -> Any:
    """What cursor.setinputsizes takes for a contract type; size 0 is NVARCHAR(MAX). A bare number would be taken for a size."""
    match kind:
        case "int":
            return (dbapi.SQL_INTEGER, 0, 0)
        case "bigint":
            return (dbapi.SQL_BIGINT, 0, 0)
        case "bool":
            return (dbapi.SQL_BIT, 0, 0)
        case "guid" | "instant":
            return (dbapi.SQL_WVARCHAR, 40, 0)
        case _:
            return (dbapi.SQL_WVARCHAR, KEY_LENGTH if keyed and kind == "text" else 0, 0)


@compiles(Stored)
def _stored(element: Stored, compiler: Any, **_: Any) -> str:
    if compiler.dialect.name == "mssql":
        # A key of SQL Server cannot be NVARCHAR(MAX).
        return f"NVARCHAR({KEY_LENGTH})" if element.keyed and element.kind == "text" else MSSQL[element.kind]
    return "INTEGER" if element.keyed and element.kind == "bigint" else SQLITE[element.kind]


class ServerInstant(Stored):
    """DATETIME2(7) as text in both directions: the driver's own datetime ends at microseconds, a tick is a tenth of one."""

    cache_ok = True

    def bind_expression(self, bindvalue: Any) -> Any:
        # An instant with an offset becomes the same one in UTC; without one it is UTC.
        utc = sa.func.SWITCHOFFSET(_converted("DATETIMEOFFSET(7)", bindvalue, 127), sa.literal_column("'+00:00'"))
        return _converted("DATETIME2(7)", utc)

    def column_expression(self, column: Any) -> Any:
        return _converted("NVARCHAR(40)", column, 121)


class ServerGuid(Stored):
    """UNIQUEIDENTIFIER, read as lower-case text: SQL Server shows it in capitals."""

    cache_ok = True

    def column_expression(self, column: Any) -> Any:
        return sa.func.LOWER(_converted("NVARCHAR(40)", column))


def _converted(into: str, value: Any, *style: int) -> Any:
    return sa.func.CONVERT(
        sa.literal_column(into), value, *(sa.literal_column(str(s)) for s in style), type_=sa.Unicode
    )


def stored(kind: str, keyed: bool, dialect: str) -> Stored:
    """The column type of a contract type in a dialect."""
    if dialect == "mssql" and kind == "instant":
        return ServerInstant(kind, keyed)
    if dialect == "mssql" and kind == "guid":
        return ServerGuid(kind, keyed)
    return Stored(kind, keyed)


def declared_type(wanted: str, dialect: str) -> str:
    """What a contract type is declared as in this dialect."""
    return (MSSQL if dialect == "mssql" else SQLITE)[wanted]
