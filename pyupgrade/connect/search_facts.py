"""What a search cluster says of itself: version, health, heap and disks of its nodes, and what the account may do there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from pyupgrade.connect.search import SearchServer
from pyupgrade.errors import IndexDenied, IndexFailed

_UNITS: Final = {"b": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40, "pb": 2**50}
_LOW, _HIGH = "cluster.routing.allocation.disk.watermark.low", "cluster.routing.allocation.disk.watermark.high"


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """A node: heap in percent of its maximum, the disk of its data in bytes; 0 where it says nothing."""

    name: str
    heap_percent: int
    heap_max: int
    disk_total: int
    disk_free: int


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """`low` and `high` give the free bytes below which a disk of that size gets no new shards, or loses those it has.

    `rights` on `names` by name of the privilege; None where the cluster has no security to ask. An account without the cluster
    privilege `monitor` is told neither version nor health nor nodes: they are empty then.
    """

    location: str
    encrypted: bool
    version: tuple[int, ...]
    health: str
    unassigned: int
    nodes: tuple[NodeFacts, ...]
    watermarks: Mapping[str, tuple[str, str]]  # low, high: as set, and the most free room that it asks for
    rights: Mapping[str, bool] | None
    names: tuple[str, ...] = ()

    def must_be_free(self, mark: str, total: int) -> int:
        share, most = self.watermarks[mark]
        return free_below(share, most, total)


def facts(server: SearchServer, indices: Collection[str], privileges: Collection[str]) -> SearchFacts:
    """Raises IndexUnreachable, IndexUntrusted, IndexDenied for a credential that is wrong."""
    rights = _rights(server, indices, privileges)  # which everybody may ask who is somebody
    root = _shown(server, "/")
    health = _shown(server, "/_cluster/health")
    stats = _shown(server, "/_nodes/stats/jvm,fs")
    number = str(root.get("version", {}).get("number", ""))
    return SearchFacts(
        location=server.location,
        encrypted=all(url.startswith("https:") for url in server.access.urls),
        version=tuple(int(part) for part in number.split("-")[0].split(".") if part.isdigit()),
        health=str(health.get("status", "")),
        unassigned=int(health.get("unassigned_shards", 0)),
        nodes=tuple(_node(body) for body in stats.get("nodes", {}).values()),
        watermarks=_watermarks(server),
        rights=rights,
        names=tuple(sorted(indices)),
    )


def _asked(server: SearchServer, method: str, path: str, body: Any = None, **params: str) -> dict[str, Any]:
    answer = server.ask(method, path, body, **params)
    return msgspec.json.decode(answer, type=dict[str, Any]) if answer else {}


def _shown(server: SearchServer, path: str, **params: str) -> dict[str, Any]:
    """What the cluster says of itself; nothing to an account that may not ask."""
    try:
        return _asked(server, "GET", path, **params)
    except IndexDenied:
        return {}


def _node(body: Mapping[str, Any]) -> NodeFacts:
    memory, disk = body.get("jvm", {}).get("mem", {}), body.get("fs", {}).get("total", {})
    return NodeFacts(
        name=str(body.get("name", "")),
        heap_percent=int(memory.get("heap_used_percent", 0)),
        heap_max=int(memory.get("heap_max_in_bytes", 0)),
        disk_total=int(disk.get("total_in_bytes", 0)),
        disk_free=int(disk.get("available_in_bytes", 0)),
    )


def _watermarks(server: SearchServer) -> dict[str, tuple[str, str]]:
    found = _shown(server, "/_cluster/settings", include_defaults="true", flat_settings="true")
    now = {**found.get("defaults", {}), **found.get("persistent", {}), **found.get("transient", {})}
    return {
        "low": (str(now.get(_LOW, "85%")), str(now.get(f"{_LOW}.max_headroom", "-1"))),
        "high": (str(now.get(_HIGH, "90%")), str(now.get(f"{_HIGH}.max_headroom", "-1"))),
    }


def free_below(mark: str, most: str, total: int) -> int:
    """Bytes that must be free on a disk: `mark` is a share that may be used ("85%", "0.85") or bytes to be free ("10gb")."""
    if mark.endswith("%"):
        needed = total * (1 - float(mark[:-1]) / 100)
    elif (fixed := _bytes(mark)) is not None:
        return fixed
    else:
        needed = total * (1 - float(mark))
    ceiling = _bytes(most)
    return int(needed if ceiling is None else min(needed, ceiling))


def _bytes(text: str) -> int | None:
    """Bytes of "10gb"; None for what has no unit, as the -1 that stands for no limit."""
    for unit in sorted(_UNITS, key=len, reverse=True):
        if text.lower().endswith(unit):
            return int(float(text[: -len(unit)]) * _UNITS[unit])
    return None


def _rights(server: SearchServer, indices: Collection[str], privileges: Collection[str]) -> dict[str, bool] | None:
    asked = {"index": [{"names": sorted(indices), "privileges": sorted(privileges)}]}
    try:
        found = _asked(server, "POST", "/_security/user/_has_privileges", asked)
    except IndexFailed:
        return None  # without security there is no such call, and everybody may everything
    granted: dict[str, bool] = {}
    for of_index in found.get("index", {}).values():
        for name, has in of_index.items():
            granted[name] = granted.get(name, True) and bool(has)
    return granted
