"""Providers of Synchronize jobs: from what GroupID 10 calls an end of a job to a kind of store, a data source, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pyupgrade.modules.stores import ACTIVE_DIRECTORY, ENTRA, LDAP, spelled

Side = Literal["Source", "Destination"]
TEXT_ONLY_SOURCE: Final = "11.1 reads text files, but writes none"

# Directory providers of 11.1 are its stores, file and database providers its data sources (11.0 welcome/synchronize/provider.md);
# Lotus Notes, Novell and Sun ONE are named there as kinds of LDAP, but no kind of store takes them (identitystore/create.md).
_GONE: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("lotus", "notes", "domino"), "11.1 has no provider for Lotus Notes"),
    (("novell", "edirectory"), "11.1 has no provider for Novell"),
    (("sunone", "iplanet", "sunjava"), "11.1 has no provider for Sun ONE"),
    (("google", "gsuite"), "Google Workspace stores are not upgraded"),
)
_STORES: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("entra", "azure", "office365", "microsoft365"), ENTRA),
    (("activedirectory", "exchange"), ACTIVE_DIRECTORY),
)
_DATA: Final = ("access", "excel", "oracle", "odbc", "sql", "text", "csv")


@dataclass(frozen=True, slots=True)
class Provider:
    """One end's provider: a kind of `store`, or a data source (`is_data`), or a reason why 11.1 has none (`gone`)."""

    name: str
    store: str = ""
    is_data: bool = False
    gone: str = ""


def provider_of(text: str | None, side: Side) -> Provider:
    """What 11.1 has for this provider at this end of a job."""
    name = (text or "").strip()
    plain = spelled(name)
    if not plain:
        return Provider(name, gone="the file names no provider")
    if plain in ("ad", "adds"):
        return Provider(name, store=ACTIVE_DIRECTORY)
    for words, kind in _STORES:  # before what is gone: "edirectory" ends "activedirectory" too
        if any(word in plain for word in words):
            return Provider(name, store=kind)
    for words, reason in _GONE:
        if any(word in plain for word in words):
            return Provider(name, gone=reason)
    if "ldap" in plain:
        return Provider(name, store=LDAP)
    if ("text" in plain or "csv" in plain) and side == "Destination":
        return Provider(name, gone=TEXT_ONLY_SOURCE)
    if any(word in plain for word in _DATA):
        return Provider(name, is_data=True)
    return Provider(name, gone=f"11.1 has no provider '{name}'")
