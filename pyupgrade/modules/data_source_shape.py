"""A Smart Group's connection to outside data: from its row in GroupID 10 to a data source's type, name and values."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pyupgrade.modules import connection_strings as cs
from pyupgrade.modules.data_source_type import (
    ACCESS,
    EXCEL,
    FILE_ENDING,
    ODBC,
    ORACLE,
    SQL_SERVER,
    TEXT,
    first,
    type_of,
    values_of,
)
from pyupgrade.modules.stores import is_sealed
from pyupgrade.plan.ports import Row

TYPE_NAMES = {EXCEL: "Microsoft Excel", ACCESS: "Microsoft Access", SQL_SERVER: "SQL Server", TEXT: "Text/CSV"}
LABELS = {EXCEL: "Excel", ACCESS: "Access", SQL_SERVER: "SQL Server", TEXT: "Text/CSV", ORACLE: "Oracle", ODBC: "ODBC"}
SERVER = ("data source", "server", "address", "addr", "network address", "servername")
DATABASE = ("initial catalog", "database")
USER = ("user id", "uid", "user", "user name", "username")
PASSWORD = ("password", "pwd")
TRUSTED = ("integrated security", "trusted_connection")
FILE = ("data source", "dbq", "defaultdir", "database")
_FILES, _PLACES = (EXCEL, ACCESS, TEXT), ("ConnectionString", "Server")
FILE_PASSWORD = ("jet oledb:database password", "database password")
_LAST_PART = re.compile(r"[^\\/]*$")
_TABLE = re.compile(r"\bfrom\s+(?:\[([^\]]+)\]|\"([^\"]+)\"|'([^']+)'|([^\s,;()\[\]]+))", re.IGNORECASE)
Gone = Literal["lotus-notes", "iplanet", "sealed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Connection:
    """A data source as 11.1 has it.

    `password` and `file_password` say that one must be asked; `left_out` are options without a place.
    """

    name: str
    type: int
    values: Mapping[str, str]
    password: bool = False
    file_password: bool = False
    dsn: str = ""
    driver: str = ""
    path: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def user(self) -> str:
        return self.values.get("UserName", "")


def has_source(row: Row) -> bool:
    """Whether a group takes data from outside the directory."""
    return bool((row["DataSourceConnection"] or "").strip() or (row["DataSourceType"] or "").strip())


def reference(row: Row) -> str | None:
    """The name of the data source that a group refers to, None without one or when it cannot come over."""
    if not has_source(row):
        return None
    found = read(row)
    return found.name if isinstance(found, Connection) else None


def read(row: Row, user: str = "", password: str = "") -> Connection | Gone:
    """The data source of a group with `has_source`, or why there is none. The name depends on this group's row alone.

    `user` and `password` are those that stand beside the string, as a job has them. 11.1's portal has no iPlanet and no Lotus Notes
    (11.1 querydesigner/database.md).
    """
    said, text = (row["DataSourceType"] or "").casefold(), (row["DataSourceConnection"] or "").strip()
    if re.search(r"lotus|notes", said) or re.search(r"lotus|notessql", text.casefold()):
        return "lotus-notes"
    if re.search(r"iplanet|sun\s*one", said):
        return "iplanet"
    if is_sealed(text):
        return "sealed"
    values = values_of(text, said)
    if values is None:
        return "unreadable"
    kind = type_of(values, said)
    if not kind:
        return "unreadable"
    found = _BUILDERS[kind](kind, _with_account(kind, values, user, password), row["DataSourceQuery"] or "")
    where = first(found.values, ("FilePath", "File")) if kind in _FILES else first(found.values, _PLACES)
    return found if where or found.driver else "unreadable"


def _with_account(kind: int, values: dict[str, str], user: str, password: str) -> dict[str, str]:
    """The values with an account that stands beside the string; where the string names one itself, that counts."""
    own = first(values, USER)
    if _is_trusted(values) or (own and user and own.casefold() != user.casefold()):
        return values
    names = ("uid", "pwd") if kind == ODBC else ("user id", "password")
    lacking = {names[0]: "" if own else user, names[1]: "" if first(values, PASSWORD) else password}
    return dict(sorted({**values, **{key: value for key, value in lacking.items() if value}}.items()))


def _named(kind: int, about: str, values: Mapping[str, str], *more: str) -> str:
    """A name to recognise it by; the digest of the string without secrets in it keeps two from sharing one."""
    open_values = json.dumps([*cs.without_secrets(values).items(), *more], ensure_ascii=False)
    mark = hashlib.sha256(open_values.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = " ".join(re.sub(r"[/\\|\x00-\x1f]+", "-", about).split()).strip("-") or "Data"
    return f"{plain[:60].strip()} ({LABELS[kind]}, {mark})"


def _asks_password(values: Mapping[str, str]) -> bool:
    return not _is_trusted(values) and bool(first(values, USER) or first(values, PASSWORD))


def _is_trusted(values: Mapping[str, str]) -> bool:
    return first(values, TRUSTED).casefold() in ("sspi", "true", "yes")


def _left_out(values: Mapping[str, str], *used: tuple[str, ...]) -> tuple[str, ...]:
    """Options that the 11.1 type has no place for; those without effect on what is read are not worth a word."""
    known = {key for keys in used for key in keys} | {"provider", "driver", "persist security info", *USER, *TRUSTED}
    return tuple(key for key, value in values.items() if key not in known and value and not cs.is_secret(key))


def _database(kind: int, values: Mapping[str, str], query: str) -> Connection:
    server, database = first(values, SERVER), first(values, DATABASE)
    trusted = _is_trusted(values)
    shape = {
        "ConnectionString": server,  # so called by 11.1; it holds the server's name (createds/dssql.md)
        "Database": database,
        "UserName": "" if trusted else first(values, USER),
        "WindowsAuthentication": "true" if trusted else "false",
    }
    name = _named(kind, f"{database} on {server}" if database else server, values)
    return Connection(name, kind, shape, _asks_password(values), left_out=_left_out(values, SERVER, DATABASE))


def _oracle(kind: int, values: Mapping[str, str], query: str) -> Connection:
    service = first(values, (*SERVER, "dbq"))
    shape = {"ConnectionString": service, "UserName": first(values, USER), "Database": first(values, DATABASE)}
    host = re.search(r"\(\s*HOST\s*=\s*([^)\s]+)\s*\)", service, re.IGNORECASE)
    easy = re.fullmatch(r"(?:tcps?:)?(?://)?([\w.-]+):(\d+)/([\w.$-]+)", service)
    if host:
        port = re.search(r"\(\s*PORT\s*=\s*(\d+)\s*\)", service, re.IGNORECASE)
        named = re.search(r"\(\s*(?:SERVICE_NAME|SID)\s*=\s*([^)\s]+)\s*\)", service, re.IGNORECASE)
        protocol = re.search(r"\(\s*PROTOCOL\s*=\s*(\w+)\s*\)", service, re.IGNORECASE)
        shape |= {
            "HostName": host[1],
            "PortNumber": port[1] if port else "1521",
            "Protocol": protocol[1].upper() if protocol else "TCP",
        }
        shape["ConnectionString"] = named[1] if named else service
    elif easy:
        shape |= {"HostName": easy[1], "PortNumber": easy[2], "Protocol": "TCP", "ConnectionString": easy[3]}
    about = shape["ConnectionString"] + (f" on {shape['HostName']}" if "HostName" in shape else "")
    shape = {key: value for key, value in shape.items() if value}
    return Connection(
        _named(kind, about, values),
        kind,
        shape,
        _asks_password(values),
        left_out=_left_out(values, SERVER, DATABASE, ("dbq",)),
    )


def _file(kind: int, values: Mapping[str, str], query: str) -> Connection:
    path = first(values, FILE)
    shape = {"FileServer": "LocalServer", "UserName": first(values, USER)}
    more: tuple[str, ...] = ()
    if kind == TEXT:
        if not FILE_ENDING.search(path) and (table := _TABLE.search(query)):
            # The driver reads a folder and the query names the file, with # for the dot; 11.1 wants one file
            # (createds/dstext.md).
            file = next(part for part in table.groups() if part).replace("#", ".")
            path = path.rstrip("\\/") + ("/" if "/" in path and "\\" not in path else "\\") + file
        more = (path.casefold(),)
        shape |= {"File": path, "Delimiter": _delimiter(values.get("extended properties", ""))}
    else:
        kept = {k: v for k, v in cs.without_secrets(values).items() if k not in USER}
        shape |= {"FilePath": path, "ConnectionString": cs.write(kept.items())}
    about = (_LAST_PART.search(path.rstrip("\\/")) or [""])[0]
    return Connection(
        _named(kind, str(about), values, *more),
        kind,
        {key: value for key, value in shape.items() if value},
        password=_asks_password(values) and not _is_default_access_user(values),
        file_password=bool(first(values, FILE_PASSWORD)),
        path=path,
    )


def _is_default_access_user(values: Mapping[str, str]) -> bool:
    """Admin without a password is how Jet opens a file that has no users."""
    return first(values, USER).casefold() == "admin" and not first(values, PASSWORD)


def _delimiter(extended: str) -> str:
    found = re.search(r"delimited\((.)\)", extended, re.IGNORECASE)
    return found[1] if found else "Tab" if re.search(r"fmt\s*=\s*tabdelimited", extended, re.IGNORECASE) else ","


def _odbc(kind: int, values: Mapping[str, str], query: str) -> Connection:
    dsn = first(values, ("dsn", "filedsn"))
    driver = "" if dsn else first(values, ("driver",))
    about = dsn or f"{first(values, DATABASE)} on {first(values, SERVER)} by {driver}"
    name = _named(kind, about, values)
    shape = {"Server": dsn, "DsnType": "FileDsn" if values.get("filedsn") and not values.get("dsn") else "SystemDsn"}
    user = "" if _is_trusted(values) else first(values, USER)
    if user:
        shape["UserName"] = user
    used = (("dsn", "filedsn"), *((SERVER, DATABASE) if driver else ()))
    return Connection(
        name, kind, shape, _asks_password(values), dsn=dsn, driver=driver, left_out=_left_out(values, *used)
    )


_BUILDERS = {EXCEL: _file, ACCESS: _file, TEXT: _file, SQL_SERVER: _database, ORACLE: _oracle, ODBC: _odbc}
