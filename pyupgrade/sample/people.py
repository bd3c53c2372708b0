"""Users of a sample: names, places, managers and directory entries, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from pyupgrade.sample.ldif import escaped
from pyupgrade.sample.names import LOCALES, WEIGHTS, Locale, plain
from pyupgrade.sample.world import AD, LDAP, STORES, Store, new_guid


@dataclass(frozen=True, slots=True)
class Person:
    """A user. `manager` is the position of the manager in the same list, -1 for none."""

    guid: str
    store: int
    dn: str
    cn: str
    sam: str
    display: str
    given: str
    family: str
    mail: str
    department: str
    title: str
    city: str
    country: str
    manager: int


@dataclass(frozen=True, slots=True)
class People:
    """All users, and the positions of each store's in that list."""

    all: list[Person]
    of_store: dict[int, range]


def make_people(seed: int, count: int) -> People:
    """`count` users over the stores, those of one store in one piece."""
    draw = random.Random(f"{seed}/people")
    people: list[Person] = []
    of_store: dict[int, range] = {}
    for store in STORES:
        first = len(people)
        taken: set[str] = set()
        accounts: set[str] = set()
        for number in range(count * store.users // 100):
            manager = first + (number - 1) // 8 if number else -1
            people.append(_person(draw, store, number, manager, taken, accounts))
        of_store[store.id] = range(first, len(people))
    return People(people, of_store)


def _person(
    draw: random.Random, store: Store, number: int, manager: int, taken: set[str], accounts: set[str]
) -> Person:
    locale = draw.choices(LOCALES, WEIGHTS)[0]
    given, given_plain = draw.choice(locale.given)
    family, family_plain = draw.choice(locale.family)
    display = _display(locale, given, family, number)
    sam = plain(f"{given_plain[:1]}.{family_plain}").lower()[:16]
    while sam in accounts:
        sam = f"{sam.rstrip('0123456789')[:12]}{len(accounts)}"
    accounts.add(sam)
    cn = f"{family}, {given}" if locale.family_first and locale.code == "DE" else f"{given} {family}"
    place = f"{cn}/{locale.code}".casefold()
    if place in taken:
        cn = f"{cn} {number}"
    taken.add(f"{cn}/{locale.code}".casefold())
    return Person(
        guid=new_guid(draw),
        store=store.id,
        dn=_dn(store, cn, sam, locale),
        cn=cn,
        sam=sam,
        display=display,
        given=given,
        family=family,
        mail=f"{sam}@{store.domain}",
        department=draw.choice(locale.departments),
        title=draw.choice(locale.titles),
        city=draw.choice(locale.cities),
        country=locale.country,
        manager=manager,
    )


def _display(locale: Locale, given: str, family: str, number: int) -> str:
    if number % 211 == 17:
        return f"{given} {family} 🦊"  # people put such things into their own profile
    if locale.code == "JP":
        return f"{family} {given}"
    return f"{family}, {given}" if locale.family_first else f"{given} {family}"


def _dn(store: Store, cn: str, sam: str, locale: Locale) -> str:
    if store.type == LDAP:
        return f"uid={escaped(sam)},ou=people,{store.base}"
    if store.type == AD:
        return f"CN={escaped(cn)},OU={escaped(locale.country)},OU=Staff,{store.base}"
    return f"CN={escaped(sam)},OU=Users,{store.base}"
