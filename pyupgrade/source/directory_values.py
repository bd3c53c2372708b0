"""Directory values as both directories show them: text as it is, identifiers in their usual form, other bytes as base64."""

from __future__ import annotations

import base64

from pyupgrade.source.values import guid


def shown(name: str, value: bytes) -> str:
    """A value of an attribute (lower-case name). Raises ValueError for an objectGUID that is none."""
    if name == "objectguid":
        return guid(value) if len(value) == 16 else guid(value.decode("utf-8"))
    if name == "objectsid" and (text := sid(value)):
        return text
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(value).decode("ascii")


def sid(value: bytes) -> str:
    """The bytes of a security identifier as S-1-5-21-… ([MS-DTYP] 2.4.2.2); "" for what is none."""
    if len(value) < 8 or value[0] != 1 or len(value) != 8 + 4 * value[1]:
        return ""
    parts = (int.from_bytes(value[at : at + 4], "little") for at in range(8, len(value), 4))
    return "-".join(("S-1", str(int.from_bytes(value[2:8], "big")), *map(str, parts)))
