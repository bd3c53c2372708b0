"""What the documented doors of 11.1 carry, kind by kind and field by field: dm11-rest.toml and dm11-shell.toml into frozen records."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pyupgrade.contracts.records import Kind

NAMES: Final = ("rest", "shell")


@dataclass(frozen=True, slots=True)
class Carried:
    """A field through a door: where it goes there, by which codec, and whether the door reads it back.

    `parts` are the members of a JSON object that are carried, all of them when it is empty. An object that has a `needed` field would
    not work without it, and no call brings it later.
    """

    name: str
    to: str
    evidence: str
    source: str
    seen: bool = False
    codec: str = ""
    parts: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class DoorKind:
    """A kind through a door. `ours` are fields of our own book-keeping, which mean nothing to the product."""

    kind: str
    evidence: str
    source: str
    fields: Mapping[str, Carried]
    ours: frozenset[str]
    more: Mapping[str, Any]  # what else the file says of the kind; the door's own affair


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """What the contract says of a door."""

    name: str
    kinds: Mapping[str, DoorKind]
    sources: Mapping[str, str]
    data: Mapping[str, Any]  # the whole file: endpoints and shapes, or cmdlets and their parameters
    digest: str


def load_doors(kinds: Mapping[str, Kind], faults: list[str]) -> Mapping[str, DoorFacts]:
    """The documented doors by name; what does not fit the kinds of dm11.toml is added to `faults`."""
    found = {}
    for name in NAMES:
        path = Path(__file__).with_name(f"dm11-{name}.toml")
        if path.is_file():
            raw = path.read_bytes()
            found[name] = door_of(
                name, tomllib.loads(raw.decode("utf-8")), hashlib.sha256(raw).hexdigest(), kinds, faults
            )
    return MappingProxyType(found)


def door_of(name: str, data: Mapping[str, Any], digest: str, kinds: Mapping[str, Kind], faults: list[str]) -> DoorFacts:
    sources = data.get("sources", {})
    made = {}
    for kind, body in data.get("kind", {}).items():
        if kind not in kinds:
            faults.append(f"the door {name} carries {kind}, which is no kind of 11.1's contract")
            continue
        made[kind] = _kind(name, kind, body, kinds[kind], sources, faults)
    return DoorFacts(name, MappingProxyType(made), MappingProxyType(sources), MappingProxyType(data), digest)


def _kind(
    door: str, name: str, body: Mapping[str, Any], kind: Kind, sources: Mapping[str, str], faults: list[str]
) -> DoorKind:
    evidence, source = body["evidence"], body.get("source", "")
    fields = {}
    for field, given in body.get("fields", {}).items():
        one = Carried(
            name=field,
            to=given["to"],
            evidence=given.get("evidence", evidence),
            source=given.get("source", source),
            seen=given.get("seen", False),
            codec=given.get("codec", ""),
            parts=tuple(given.get("parts", ())),
            needed=given.get("needed", False),
        )
        fields[field] = one
        place = f"{door}: {name}.{field}"
        if field not in kind.fields:
            faults.append(f"{place} is no field of the kind")
        elif one.parts and kind.fields[field].type != "json":
            faults.append(f"{place} has parts but is no JSON object")
        if one.evidence == "documented" and one.source not in sources:
            faults.append(f"{place} is called documented but its source '{one.source}' is not listed")
    ours = frozenset(body.get("ours", ()))
    faults.extend(
        f"{door}: {name} calls {field} ours, which is no field of it" for field in sorted(ours - set(kind.fields))
    )
    more = {n: v for n, v in body.items() if n not in ("evidence", "source", "fields", "ours")}
    return DoorKind(name, evidence, source, MappingProxyType(fields), ours, MappingProxyType(more))
