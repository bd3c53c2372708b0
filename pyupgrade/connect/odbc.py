"""ODBC: pyodbc with its driver manager, the driver to use, connection strings by the standard's rules of quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pyupgrade.errors import OdbcDriverMissing, OdbcMissing

# Older ones (SQL Server Native Client, "SQL Server") speak no TLS 1.2 of themselves or know no DATETIME2.
MICROSOFT: Final = (
    "ODBC Driver 18 for SQL Server",
    "ODBC Driver 17 for SQL Server",
    "ODBC Driver 13.1 for SQL Server",
    "ODBC Driver 13 for SQL Server",
)
FREETDS: Final = "FreeTDS"

_PLAIN: Final = re.compile(r"[^\[\]{}();?*=!@\s](?:[^\[\]{}();?*=!@]*[^\[\]{}();?*=!@\s])?")
_SECRET: Final = frozenset({"UID", "PWD"})


def pyodbc() -> Any:
    """The library, imported at first use: without libodbc the import itself fails. Raises OdbcMissing."""
    try:
        import pyodbc as library
    except ImportError as reason:
        raise OdbcMissing(reason=str(reason)) from None
    # The driver manager's own pool would keep a closed connection alive, and with it the lock of its session.
    library.pooling = False
    return library


def driver(named: str | None, installed: Iterable[str], *, unverified: bool = False) -> str:
    """The driver named, or the best of those installed. Raises OdbcDriverMissing with what there is.

    FreeTDS would send a password to whoever answers: not named, it is taken only where certificates are not to be verified.
    """
    there = list(installed)
    by_name = {name.casefold(): name for name in there}
    for wanted in (named,) if named else (*MICROSOFT, FREETDS) if unverified else MICROSOFT:
        if found := by_name.get(wanted.casefold()):
            return found
    raise OdbcDriverMissing(wanted=named or MICROSOFT[0], installed=", ".join(sorted(there)) or "none")


def is_freetds(name: str) -> bool:
    return FREETDS.casefold() in name.casefold()


def connection_string(pairs: Mapping[str, str]) -> str:
    """KEY=value;… with values in braces where the standard asks for it; names and passwords always.

    Within braces only a closing one is doubled (SQLDriverConnect, "Connection string keywords"). Raises ValueError for a
    keyword or value that no string can hold.
    """
    return ";".join(f"{_keyword(key)}={_value(key, value)}" for key, value in pairs.items())


def _keyword(key: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9 _-]*", key):
        raise ValueError(f"'{key}' is no ODBC keyword")
    return key


def _value(key: str, value: str) -> str:
    if "\0" in value:
        raise ValueError(f"the value of {key} holds a NUL character")
    if key.upper() not in _SECRET and key.upper() != "DRIVER" and (not value or _PLAIN.fullmatch(value)):
        return value
    return "{" + value.replace("}", "}}") + "}"


def state_and_numbers(error: BaseException) -> tuple[str, tuple[int, ...], str]:
    """(SQLSTATE, the server's own error numbers, the words) of an error of pyodbc.

    pyodbc hands on the state and one text, in which each record of the driver ends "(number) (SQLFunction)" or "(number)".
    """
    arguments: Sequence[Any] = getattr(error, "args", ())
    state = str(arguments[0]) if arguments else ""
    text = str(arguments[1]) if len(arguments) > 1 else str(error)
    numbers = re.findall(r"\((-?\d+)\)(?=\s*(?:\(SQL\w+\)|;|$))", text)
    return state, tuple(int(n) for n in numbers), text


def is_driver_error(error: BaseException) -> bool:
    """Whether pyodbc raised it, asked without loading pyodbc."""
    return any(kind.__module__ == "pyodbc" for kind in type(error).__mro__)
