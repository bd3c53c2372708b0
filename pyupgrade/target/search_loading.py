"""Settings of a search index while it is loaded: what stood there is kept in the index itself, so that a killed run's is put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from pyupgrade.connect.search import SearchServer

# The key in the mapping's _meta under which the settings wait that stood before a load.
MARK: Final = "dmupgrade_before_loading"
LOADING: Final[Mapping[str, Any]] = {"refresh_interval": "-1", "number_of_replicas": "0"}


class _Mappings(msgspec.Struct):
    meta: dict[str, Any] = msgspec.field(name="_meta", default_factory=dict)


class _Index(msgspec.Struct):
    mappings: _Mappings
    settings: dict[str, dict[str, Any]] = {}


def begin(server: SearchServer, name: str) -> None:
    """Sets an index for loading; what a run that was killed has kept is not overwritten.

    The settings are kept before they are changed: killed between, the index is as it was, and putting back changes nothing.
    """
    for index, found in _indices(server, name):
        if MARK not in found.mappings.meta:
            now = found.settings.get("index", {})
            before = {setting: now.get(setting) for setting in LOADING}
            server.ask("PUT", f"/{index}/_mapping", {"_meta": {**found.mappings.meta, MARK: before}})
        server.ask("PUT", f"/{index}/_settings", {"index": LOADING})


def end(server: SearchServer, name: str) -> None:
    """Puts back what stood before the load, whoever began it; nothing where nothing is kept."""
    for index, found in _indices(server, name):
        if MARK in found.mappings.meta:
            server.ask("PUT", f"/{index}/_settings", {"index": found.mappings.meta[MARK]})
            kept = {key: value for key, value in found.mappings.meta.items() if key != MARK}
            server.ask("PUT", f"/{index}/_mapping", {"_meta": kept})


def left(server: SearchServer, name: str) -> list[str]:
    """Indices that a run has left set for loading."""
    return [index for index, found in _indices(server, name) if MARK in found.mappings.meta]


def _indices(server: SearchServer, name: str) -> Iterator[tuple[str, _Index]]:
    """The indices behind a name, which may be an alias."""
    yield from (server.read("GET", f"/{name}", dict[str, _Index]) or {}).items()
