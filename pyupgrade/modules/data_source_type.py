"""Of which of 11.1's types a connection to outside data is: from its string and the group's word to values and type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyupgrade.modules import connection_strings as cs

EXCEL, ACCESS, SQL_SERVER, TEXT, ORACLE, ODBC = 1, 2, 3, 4, 5, 6
FILE_ENDING = re.compile(r"\.(xlsx?|xlsm|mdb|accdb|csv|txt|tab)$", re.IGNORECASE)
_DRIVERS: tuple[tuple[str, int], ...] = (
    (r"excel|\*\.xls", EXCEL),
    (r"\btext\b|text-|\*\.txt|\*\.csv", TEXT),
    (r"microsoft access|access driver|access-treiber|\*\.(?:mdb|accdb)", ACCESS),
    (r"oracle|msdaora", ORACLE),
    (r"sql server|sqloledb|msoledbsql|sqlncli|sql native client|microsoft sql", SQL_SERVER),
)
_WORDS = ((r"\bsql\b", SQL_SERVER), (r"\baccess\b", ACCESS))  # what a group may call it, too short to tell a driver


def values_of(text: str, said: str) -> dict[str, str] | None:
    """Values by lower-case key, None when it follows no rule; `said` is what the group calls the source, lower-case."""
    try:
        pairs = cs.parse(text)
    except cs.ConnectionStringError:
        # GroupID's shell also takes a bare file path or DSN (FilePath, SystemDSN) instead of a string.
        if "=" in text or ";" in text or not text:
            return None
        if FILE_ENDING.search(text) or re.search(r"\btext\b|csv", said):  # a folder of text files, the query names one
            return {"data source": text}
        return {"dsn": text} if "odbc" in said else None
    values = cs.normalised(pairs)
    if values.get("provider", "").casefold().startswith("msdasql"):
        # The OLE DB bridge to ODBC: the real string may stand inside.
        try:
            inner = cs.normalised(cs.parse(values.get("extended properties", "")))
        except cs.ConnectionStringError:
            inner = {}
        outer = {k: v for k, v in values.items() if k not in ("provider", "extended properties")}
        if "data source" in outer and not {"dsn", "driver"} & (outer.keys() | inner.keys()):
            outer["dsn"] = outer.pop("data source")
        values = dict(sorted({**inner, **outer}.items()))
    return values or None


def type_of(values: Mapping[str, str], said: str) -> int:
    """The type by the string's own words first, then by what the group calls it; 0 when neither tells."""
    if values.get("dsn") or values.get("filedsn"):
        return ODBC
    provider, extended = values.get("provider", "").casefold(), values.get("extended properties", "").casefold()
    if re.search(r"jet\.oledb|ace\.oledb", provider):
        if "excel" in extended:
            return EXCEL
        if "text" in extended:
            return TEXT
    for words in (values.get("driver", "").casefold(), provider):
        for pattern, kind in _DRIVERS:
            if words and re.search(pattern, words):
                return kind
    ending = FILE_ENDING.search(values.get("data source", "") or values.get("dbq", ""))
    if ending:
        return _type_of_file(ending[1].casefold())
    if values.get("driver") or "odbc" in said:
        return ODBC
    if "jet.oledb" in provider:
        return ACCESS
    return next((kind for pattern, kind in (*_DRIVERS, *_WORDS) if re.search(pattern, said)), 0)


def _type_of_file(ending: str) -> int:
    return EXCEL if ending.startswith("xls") else ACCESS if ending in ("mdb", "accdb") else TEXT


def first(values: Mapping[str, str], keys: tuple[str, ...]) -> str:
    """The value of the first of these keys that has one."""
    return next((values[key] for key in keys if values.get(key)), "")
