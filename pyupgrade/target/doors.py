"""A target that some kinds of object reach through documented doors: those go by call, the rest by the database, the journal keeps both."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from pyupgrade.contracts.records import Kind
from pyupgrade.errors import DoorUnreachable, JournalOfOther
from pyupgrade.plan import marks
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.doors import Door, Known, Who
from pyupgrade.plan.ports import Values
from pyupgrade.target import memory
from pyupgrade.target.tables import TablesReader, TablesWriter

STORE = "IdentityStore"
_OF_STORE = ("IdentityStoreId", "identityStoreId", "identityStoreID")
_PRODUCT = uuid.UUID("b1f7c2de-7a55-5c0e-8f0a-6c1d2e90a411")  # namespace of ids of products that doors lead to


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind goes through a documented door.

    `unseen` are fields that this door writes and does not show again, `ours` those of our own book-keeping, which mean nothing to it;
    `others` are the further doors that show it, with what they show.
    """

    door: str
    kind: Kind
    unseen: frozenset[str]
    ours: frozenset[str] = frozenset()
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ways:
    """The kinds that take a documented door, and how such a door is opened."""

    of: Mapping[str, Way]
    open: Callable[[str, Known], Door]
    alone: bool  # the target has no database that we reach: it is who its doors say


class Acquaintance:
    """What plan, doors and journal have said of objects so far (the port Known)."""

    def __init__(
        self,
        asked: Callable[[Callable[[Connection], Any]], Any],
        mapped: Callable[[str], int | None],
        listed: Callable[[], Mapping[str, int] | None],
    ):
        """`mapped` is a store's id as the journal has it, `listed` what a door shows of all stores, None where none does."""
        self._asked, self._mapped, self._listed = asked, mapped, listed
        self._expected: dict[tuple[str, str], Values] = {}
        self._seen: dict[tuple[str, str], int | None] = {}
        self._names: dict[str, str] = {}  # of stores, by their old ids

    def expect(self, kind: str, values: Mapping[str, Values]) -> None:
        self._expected.update({(kind, key): dict(of) for key, of in values.items()})

    def values(self, kind: str, key: str) -> Values | None:
        return self.all_of(kind, [key]).get(key)

    def all_of(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """What is known of each, by key; what the plan wants goes before what is remembered, as long as it is not to be empty."""
        found: dict[str, Values] = self._asked(lambda connection: memory.remembered(connection, kind, keys))
        for key in keys:
            if (planned := self._expected.get((kind, key))) is not None:
                known = found.get(key, {})
                found[key] = {**known, **{n: v for n, v in planned.items() if v is not None or n not in known}}
        return found

    def given(self, kind: str, key: str) -> int | None:
        """The id as it was seen, of a store as they are listed; the journal's word counts only where nobody can look."""
        if (kind, key) in self._seen or kind != STORE:
            return self._seen.get((kind, key))
        if (listed := self._listed()) is None:
            return self._mapped(key)
        if key not in self._names:
            named = (self.values(STORE, key) or {}).get("identityStoreName")
            if named is None:
                return None
            self._names[key] = str(named).casefold()
        return listed.get(self._names[key])

    def learn(self, kind: str, key: str, given: int) -> None:
        self._seen[(kind, key)] = given

    def met(self, kind: str, key: str) -> bool:
        return (kind, key) in self._seen

    def miss(self, kind: str, key: str) -> None:
        """A look did not find it, whatever the journal says. Which stores there are is the list's to say."""
        if kind == STORE:
            self._seen.pop((kind, key), None)
        else:
            self._seen[(kind, key)] = None


class _ByDoor(TablesReader):
    """What reading and writing have in common; stands before TablesReader, of a writer before TablesWriter."""

    ways: Ways

    def _begin(self, ways: Ways) -> None:
        self.ways = ways
        self._doors: dict[str, Door] = {}
        self._listed: list[Mapping[str, int] | None] = []
        self.acquaintance = Acquaintance(self._asked, self._mapped, self._stores)
        if ways.alone:
            self._refuse_other_product()

    @property
    def _doors_used(self) -> list[str]:
        """The shell, which names the database, before REST, of which only the address tells which product it is."""
        return sorted({way.door for way in self.ways.of.values()}, reverse=True)

    def _refuse_other_product(self) -> None:
        """What a journal remembers is of the product that it was begun with. Raises JournalOfOther.

        It is told by a door that was used before; one that came later shows the same product, under the id that it had.
        """
        first, *others = self._doors_used
        who = self.who()
        known, mark = self._asked(lambda connection: (memory.products(connection), self._known.identity(connection)))
        name = next((door for door in (first, *others) if door in known), first)
        here = who.identity if name == first else self.door(name).who().identity
        there = known.get(name, here)
        if mark and not known and mark not in (_mark(who), *(_mark(self.door(door).who()) for door in others)):
            there = "one of which it has no more than a mark"  # begun before products were written down
        if there != here:
            raise JournalOfOther(location=self.location, there=there, door=name, here=here)
        self.identity, self.version = mark or _mark(who), who.version

    def _mapped(self, store: str) -> int | None:
        return self._asked(lambda connection: self._known.given(connection, STORE, store))

    def _stores(self) -> Mapping[str, int] | None:
        """Ids of stores by name, as the product lists them, asked for once; None where no door lists them."""
        if not self._listed:
            lists = (self.door(name).stores() for name in self._doors_used)
            self._listed.append(next((found for found in lists if found is not None), None))
        return self._listed[0]

    def _stands(self, old: str, given: int) -> bool:
        """Whether a store that had this id in the product is there under it still, as far as anybody can see."""
        now, listed = self.acquaintance.given(STORE, old), self._stores()
        return listed is None or (given in listed.values() if now is None else now == given)

    def who(self) -> Who:
        """The product as the first of its doors shows it."""
        return self.door(self._doors_used[0]).who()

    def door(self, name: str) -> Door:
        if name not in self._doors:
            self._doors[name] = self.ways.open(name, self.acquaintance)
        return self._doors[name]

    def close_doors(self) -> None:
        for door in self._doors.values():
            door.close()
        self._doors.clear()

    def joins(self, kind: str) -> bool:
        return kind not in self.ways.of

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        way = self.ways.of.get(kind)
        return "" if way is None else self.door(way.door).refuses(kind, key, values, found)

    def unseen(self, kind: str) -> frozenset[str]:
        way = self.ways.of.get(kind)
        return frozenset() if way is None else way.unseen

    def expect(self, kind: str, values: Mapping[str, Values]) -> None:
        self.acquaintance.expect(kind, values)

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        way = self.ways.of.get(kind)
        if way is None:
            return super().read(kind, keys)
        wanted = self._known_of(kind, keys)
        found = self.door(way.door).find(kind, wanted)
        for key in wanted.keys() - found.keys():
            self.acquaintance.miss(kind, key)
        before = self._asked(lambda connection: memory.remembered(connection, kind, list(found), self._stands))
        return {key: _whole(way, key, seen, before.get(key, {}), wanted[key]) for key, seen in found.items()}

    def wrote(self, installation: str, kind: str, keys: Collection[str]) -> dict[str, Values]:
        if kind not in self.ways.of:
            return super().wrote(installation, kind, keys)
        return self._asked(lambda connection: memory.remembered(connection, kind, keys, self._stands))

    def _known_of(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        return {**{key: {} for key in keys}, **self.acquaintance.all_of(kind, keys)}

    def others(self, kind: str) -> Mapping[str, frozenset[str]]:
        """Doors that did not write this kind and show it, too, with the fields that they show."""
        return self.ways.of[kind].others

    def shown_by(self, door: str, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """Objects as another door than the one that wrote them shows them."""
        return self.door(door).find(kind, self._known_of(kind, keys))

    def preview(self, values: Values) -> list[str]:
        """Object GUIDs of whom a Smart Group's query would take in now, as the product's REST API says it without changing anything."""
        asked: Any = self.door("rest")
        found: list[str] = asked.preview(values)
        return found

    def keys(self, kind: str) -> Iterator[str]:
        way = self.ways.of.get(kind)
        if way is None:
            yield from super().keys(kind)
            return
        listed = set(self.door(way.door).keys(kind))
        listed.update(self._asked(lambda connection: set(memory.keys(connection, kind))))
        yield from sorted(listed)

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        if kind not in self.ways.of:
            return super().digests(kind, keys)
        return {key: digest(values) for key, values in self.read(kind, keys).items()}

    def given(self, kind: str, key: str) -> int | None:
        if kind not in self.ways.of:
            return super().given(kind, key)
        if self.ways.of[kind].kind.given and not self.acquaintance.met(kind, key):
            self.read(kind, [key])  # a door tells the ids of what it finds
        return self.acquaintance.given(kind, key)

    def stores(self) -> Mapping[int, str]:
        """Identity stores by the old id, as the plan names them: those that the journal remembers and the door finds."""
        if STORE not in self.ways.of:
            return super().stores()
        found = self.read(STORE, list(self.keys(STORE)))
        return {int(key): str(values.get("identityStoreName", "")) for key, values in found.items() if key.isdigit()}


class DoorsReader(_ByDoor):
    """The TargetReader of a target with documented doors."""

    def __init__(self, ways: Ways, *given: Any, **named: Any) -> None:
        TablesReader.__init__(self, *given, **named)
        self._begin(ways)


class DoorsWriter(_ByDoor, TablesWriter):
    """The TargetWriter of a target with documented doors. What goes by call joins no commit: it is looked for first."""

    def __init__(self, ways: Ways, *given: Any, **named: Any) -> None:
        TablesWriter.__init__(self, *given, **named)
        self._looked: dict[tuple[str, str], Values | None] = {}  # a look of the step's serves one write or one digest
        self._begin(ways)
        self._settle_memory()

    def _settle_memory(self) -> None:
        """The journal lets go of what it remembers of stores that are gone: one made in their place may get the same id."""
        shown: dict[str, str] = {}
        for name in self._doors_used if self.ways.alone else ():
            with suppress(DoorUnreachable):  # what goes through it will say so
                shown[name] = self.door(name).who().identity
        self._stores()
        with self.transaction():
            memory.forget_of_stores(self._own(), lambda old, given: not self._stands(old, given))
            for name, identity in shown.items():
                memory.belongs(self._own(), self._run, name, identity)

    def close(self) -> None:
        self.close_doors()
        super().close()

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        found = super().read(kind, keys)
        if kind in self.ways.of:
            self._looked.update({(kind, key): found.get(key) for key in keys})
        return found

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        if kind not in self.ways.of:
            return super().digests(kind, keys)
        found = {key: self._looked.pop((kind, key), None) or self.read(kind, [key]).get(key) for key in keys}
        return {key: digest(values) for key, values in found.items() if values is not None}

    def write(self, kind: str, key: str, values: Values) -> int | None:
        way = self.ways.of.get(kind)
        if way is None:
            return super().write(kind, key, values)
        door, given = self.door(way.door), None
        values = dict(
            sorted(values.items())
        )  # a plan read back from its file has its fields in this order, one just made in another
        if (kind, key) not in self._looked:
            self.acquaintance.expect(kind, {key: values})
            self.read(kind, [key])
        found = self._looked.pop((kind, key))
        if found is None:
            given = door.create(kind, key, values)
            memory.forget(self._own(), kind, key)
            if kind == STORE:
                memory.forget_of_stores(self._own(), lambda old, _: old == key)
            if given is not None:
                self.acquaintance.learn(kind, key, given)
        else:
            # What the product shows as it is goes along, since it is found by some of that; what it does not show is left alone.
            door.update(kind, key, {**{n: v for n, v in found.items() if n not in way.unseen}, **values}, found)
            given = self.acquaintance.given(kind, key)
        self.found_so(kind, key, values)
        return given

    def found_so(self, kind: str, key: str, values: Values) -> None:
        if (way := self.ways.of.get(kind)) is not None:
            sealed = {n for n, v in values.items() if way.kind.fields[n].secret and v is not None}
            told = {n: {marks.SEALED: True} if n in sealed else v for n, v in values.items()}
            memory.remember(self._own(), self._run, kind, key, told, self._store_of(kind, key, values))

    def _store_of(self, kind: str, key: str, values: Values) -> tuple[str, int] | None:
        """Old id and the product's of the store that an object is of."""
        old = key if kind == STORE else next((values[n] for n in _OF_STORE if values.get(n) is not None), None)
        given = None if old is None else self.acquaintance.given(STORE, str(old))
        return None if given is None else (str(old), given)

    def image(self, kind: str, key: str) -> Values | None:
        if kind not in self.ways.of:
            return super().image(kind, key)
        return self._looked[(kind, key)] if (kind, key) in self._looked else self.read(kind, [key]).get(key)

    def remove(self, kind: str, key: str) -> None:
        assert kind not in self.ways.of, "what was written by call is not taken back by call"
        super().remove(kind, key)


def _mark(who: Who) -> str:
    """A product's id as plans name it."""
    return str(uuid.uuid5(_PRODUCT, who.identity))


def _whole(way: Way, key: str, seen: Values, before: Values, known: Values) -> Values:
    """What a door shows of an object, with what it would not show, as the journal remembers it was written.

    Book-keeping of ours is as we say it is: nobody else can have changed it.
    """
    key_field = way.kind.fields[way.kind.key]
    whole = {n: v for n, v in before.items() if n in way.unseen and v is not None}
    whole |= {n: v for n, v in known.items() if n in way.ours and v is not None}
    whole |= {n: v for n, v in seen.items() if v is not None}
    whole[way.kind.key] = int(key) if key_field.type in ("int", "bigint") and key.lstrip("-").isdigit() else key
    return whole
