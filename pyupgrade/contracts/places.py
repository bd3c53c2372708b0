"""Where an admin does by hand in 11.1 what no door carries, kind by kind and field by field: dm11-places.toml into plain texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the words of the vendor's page; `source` is that page."""

    text: str
    source: str


@cache
def places() -> Mapping[str, Place]:
    """Places by `Kind` and, where a field is elsewhere than its kind, by `Kind.field`; an empty text where no page shows one."""
    data = tomllib.loads(Path(__file__).with_name("dm11-places.toml").read_text(encoding="utf-8"))
    return MappingProxyType(dict(_entries(data)))


def place_of(kind: str, field: str = "") -> str:
    """The place for a field of a kind, or for the kind; "" where no public page shows one."""
    known = places()
    found = known.get(f"{kind}.{field}", known.get(kind))
    return found.text if found else ""


def texts() -> Mapping[str, str]:
    """What notices need of it: the texts alone."""
    return {name: place.text for name, place in places().items()}


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    sources, nowhere = data["sources"], data["nowhere"]["fields"]
    for kind, body in data["kind"].items():
        yield kind, Place(body["place"], sources[body["source"]])
        yield from ((f"{kind}.{field}", Place("", "")) for field in nowhere if body.get("shapes"))
        shapes = [data["shape"][shape] for shape in body.get("shapes", ())]
        for group in (group for of in (*shapes, body) for group in of.get("fields", ())):
            for field in group["names"]:
                yield f"{kind}.{field}", Place(group["place"], sources[group["source"]])
