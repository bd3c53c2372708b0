"""Which door each kind of object takes, by the rule and the profile; fixed in the plan, so that no other is ever taken silently."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyupgrade.connect.dm_rest import AGAIN, Access, RestClient
from pyupgrade.connect.http import Http, Patience
from pyupgrade.contracts import places
from pyupgrade.contracts.doors import Carried, DoorKind
from pyupgrade.contracts.load import Contract
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import DoorSecretMissing, ProfileInvalid
from pyupgrade.plan.carry import Carry, Fixed
from pyupgrade.plan.carrying import Told
from pyupgrade.plan.doors import Door, Known
from pyupgrade.settings import Settings
from pyupgrade.settings.doors import ByDoors, Rest
from pyupgrade.target.doors import Way
from pyupgrade.target.rest import RestDoor
from pyupgrade.target.shell import Shell as ShellDoor

if TYPE_CHECKING:
    from pyupgrade.engine.answers import Keyring

TABLES: Final = "tables"
FILES: Final = "files"
SHELL: Final = "shell"
DOCUMENTED: Final = ("rest", SHELL)
HISTORY: Final = "History"
VENDOR: Final = (
    "vendor"  # the codec of fields that the vendor's own upgrade of an object brings; we say nothing of them
)
_TABLE_OF_HISTORY: Final = "DM11.History"


def chosen(settings: Settings, contract: Contract) -> dict[str, str]:
    """Kind to door, "" where none is in use; "History" is that of all streams. Raises ProfileInvalid with every fault.

    On the embedded target everything goes through `tables`. On a real one a kind takes a documented door that carries it (of two the
    one that carries more of its fields), `tables` only where the profile names the kind, and else stays behind.
    """
    named = {kind: door for door in (TABLES, *DOCUMENTED) for kind in _named(settings, door)}
    faults = list(_faults(settings, contract))
    if faults:
        raise ProfileInvalid(path=str(settings.profile or "parameters"), details=faults)
    embedded = isinstance(settings.target, Path)
    doors = {}
    for name, kind in contract.kinds.items():
        by_rule = TABLES if embedded and TABLES in kind.evidence else _documented(settings, contract, name)
        doors[name] = named.get(name) or (FILES if FILES in kind.evidence else by_rule)
    doors[HISTORY] = TABLES if embedded or named.get(HISTORY) == TABLES else ""
    return doors


def _named(settings: Settings, door: str) -> tuple[str, ...]:
    return () if settings.doors is None else getattr(settings.doors, door)


def _documented(settings: Settings, contract: Contract, kind: str) -> str:
    carrying = [d for d in DOCUMENTED if getattr(settings, d) is not None and kind in contract.doors[d].kinds]
    return max(carrying, key=lambda d: len(contract.doors[d].kinds[kind].fields), default="")


def _faults(settings: Settings, contract: Contract) -> Iterator[str]:
    seen: dict[str, str] = {}
    for door in (TABLES, *DOCUMENTED):
        for kind in _named(settings, door):
            place = f"doors.{door}: '{kind}'"
            if kind != HISTORY and kind not in contract.kinds:
                yield f"{place} is no kind of object; they are History, {', '.join(sorted(contract.kinds))}"
            elif kind in seen:
                yield f"{place} is named for {seen[kind]} as well"
            elif door == TABLES:
                if isinstance(settings.target, ByDoors):
                    yield f"{place} would go into the 11.1 database, which this profile does not name"
                elif kind != HISTORY and TABLES not in contract.kinds[kind].evidence:
                    yield f"{place} goes through no table"
            elif getattr(settings, door) is None:
                yield f"{place} needs the profile's table [{door}]"
            elif kind not in contract.doors[door].kinds:
                yield f"{place} is not carried by this door; docs/doors.md says which are"
            seen[kind] = door


def evidence(doors: Mapping[str, str], contract: Contract) -> dict[str, str]:
    """What is known of each kind's door: documented, assumed, or "" where none is in use."""
    found = {}
    for name, door in doors.items():
        if name == HISTORY:
            found[name] = contract.tables[_TABLE_OF_HISTORY].evidence if door else ""
        elif door in DOCUMENTED:
            found[name] = contract.doors[door].kinds[name].evidence
        else:
            found[name] = contract.kinds[name].evidence.get(door, "")
    return found


def carries(doors: Mapping[str, str], contract: Contract) -> dict[str, Carry]:
    """What goes through each kind's door. Fields of our own book-keeping go along: a door finds the object by them."""
    found, known = {}, evidence(doors, contract)
    for name, door in doors.items():
        if door not in DOCUMENTED:
            found[name] = Carry(door, known[name])
            continue
        facts = contract.doors[door].kinds[name]
        brought = {f for f, carried in facts.fields.items() if carried.codec == VENDOR}
        parts = {f: carried.parts for f, carried in facts.fields.items() if f not in brought}
        found[name] = Carry(
            door,
            known[name],
            {**dict.fromkeys(facts.ours, ()), **parts},
            frozenset(brought),
            unseen=frozenset(f for f, carried in facts.fields.items() if not carried.seen),
            assumed=frozenset(f for f, carried in facts.fields.items() if carried.evidence != "documented"),
            needed=frozenset(f for f, carried in facts.fields.items() if carried.needed),
            fixed=_fixed(facts),
            empties=facts.ours | frozenset(facts.more.get("empties", ())),
        )
    return found


def _fixed(facts: DoorKind) -> Fixed | None:
    given = facts.more.get("fixed")
    if given is None:
        return None
    return Fixed(given["where"], given["value"], given["by"], frozenset(given["fields"]), given["born"])


def told(contract: Contract) -> Told:
    """What notices of what is not carried say."""
    return Told(
        titles={name: kind.title for name, kind in contract.kinds.items()} | {HISTORY: "History"},
        places=places.texts(),
        defaults={n: {**body.get("values", {}), **body.get("unset", {})} for n, body in contract.defaults.items()},
    )


def ways(settings: Settings, doors: Mapping[str, str], contract: Contract) -> dict[str, Way]:
    """The kinds that take a documented door, with the fields it carries, those it does not show again, and who else shows some."""
    configured = [name for name in DOCUMENTED if getattr(settings, name) is not None]
    found = {}
    for name, door in doors.items():
        if door in DOCUMENTED:
            facts = contract.doors[door].kinds[name]
            carried = {f: c for f, c in facts.fields.items() if c.codec != VENDOR}
            unseen = {f for f, c in carried.items() if not c.seen}
            others = {
                other: frozenset(
                    f for f, c in of.fields.items() if c.seen and f in carried and not _asked_by(contract, name, f, c)
                )
                for other in configured
                if other != door and (of := contract.doors[other].kinds.get(name)) is not None
            }
            found[name] = Way(door, contract.kinds[name], frozenset(unseen), facts.ours, others)
    return found


def echoed(doors: Mapping[str, str], contract: Contract) -> dict[str, frozenset[str]]:
    """By kind, fields in which a look gives back what it was handed: our own book-keeping, and what an object is asked for by."""
    found = {}
    for name, door in doors.items():
        if door in DOCUMENTED:
            facts = contract.doors[door].kinds[name]
            asked = {field for field, carried in facts.fields.items() if _asked_by(contract, name, field, carried)}
            found[name] = facts.ours | asked
    return found


def _asked_by(contract: Contract, kind: str, name: str, carried: Carried) -> bool:
    """Whether a field is what an object is asked for by: that it comes back as it was asked for proves nothing."""
    return name == contract.kinds[kind].key or carried.codec in ("store", "store-id")


def opened(
    settings: Settings,
    contract: Contract,
    keyring: Keyring,
    clock: Callable[[], float],
    secrets: Callable[[str], str | None],
    name: str,
    known: Known,
) -> Door:
    """A documented door of the profile; `secrets` are those of a run, by decision. Raises DoorSecretMissing for one that nobody gave."""
    facts = contract.doors[name]
    if name == SHELL:
        assert settings.shell is not None, "a kind takes the shell only where the profile has it"
        return ShellDoor(facts, VendorShell(facts, settings.shell.module), known, secrets)
    assert settings.rest is not None, "a kind takes REST only where the profile has it"
    return RestDoor(facts, rest_client(settings.rest, keyring, clock), known)


def rest_client(rest: Rest, keyring: Keyring, clock: Callable[[], float]) -> RestClient:
    """A client of the REST API, not yet signed in. Raises DoorSecretMissing."""
    found = {name: keyring.reference(name) for name in (rest.password, rest.client_secret)}
    for name, value in found.items():
        if value is None:
            raise DoorSecretMissing(door="rest", name=name)
    password, client = (str(found[name]) for name in (rest.password, rest.client_secret))
    access = Access(rest.url, rest.user, rest.identity_store_id, password, client)
    return RestClient(access, Http(Patience(clock, time.sleep), rest.ca, rest.timeout, AGAIN))
