"""The many ordinary groups of a larger sample: unmanaged, Smart Groups, Dynasty families, Password Expiry."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pyupgrade.sample.cast import LEAF, MIDDLE, PARENT, PASSWORD, SMART, UNMANAGED, Part
from pyupgrade.sample.names import LOCALES, WEIGHTS
from pyupgrade.sample.world import AD, STORES

_STORES = [store.id for store in STORES]
_SHARES = [store.groups for store in STORES]
_TYPED = {store.id for store in STORES if store.type == AD}
_FORMS = ("{d} {c}", "{c} – {d}", "SG-{d}-{c}", "{d} ({c})", "VTL {c}, {d}", "{d}/{c} & Co.")
_TEAMS = ("Team", "Équipe", "Zespół", "فريق", "チーム", "Projekt", "Ekip")


def crowd(seed: int, count: int) -> Iterator[Part]:
    """Groups that come to exactly `count` rows, children of Dynasties included."""
    draw = random.Random(f"{seed}/crowd")
    number = 0
    while count > 0:
        number += 1
        part = _one(draw, number, count)
        count -= part.count
        yield part


def _one(draw: random.Random, number: int, left: int) -> Part:
    store = draw.choices(_STORES, _SHARES)[0]
    locale = draw.choices(LOCALES, WEIGHTS)[0]
    department, city = draw.choice(locale.departments), draw.choice(locale.cities)
    name = f"{draw.choice(_FORMS).format(d=department, c=city)} {number}"
    kind = draw.random()
    size = min(400, int(draw.lognormvariate(2.6, 0.9)))
    traits: set[str] = {"owners"} if draw.random() < 0.4 else set()
    if traits and draw.random() < 0.3:
        traits.add("optout")
    if store == 7:
        size = 0
    if kind < 0.42 or store == 5:
        traits |= {"temporary"} if draw.random() < 0.1 else set()
        traits |= {"expired", "security"} if draw.random() < 0.02 else set()
        return Part(_prefixed(name, traits), store, UNMANAGED, size, traits=frozenset(traits))
    if kind < 0.95 or store not in _TYPED or left < 6:
        criteria = draw.choice(
            (f'(department is exactly "{department}")', f'(l is exactly "{city}")', f"(&(objectClass=user)(l={city}))")
        )
        traits |= {"gone"} if draw.random() < 0.004 else set()
        source = draw.randrange(9) if draw.random() < 0.03 else -1
        return Part(name, store, SMART, size, criteria=criteria, traits=frozenset(traits), source=source)
    if kind < 0.975:
        return Part(f"Password {city} {number}", store, PASSWORD, min(size, 60))
    return _family(draw, store, f"{draw.choice(_TEAMS)} {number}", min(left, 14))


def _prefixed(name: str, traits: set[str]) -> str:
    return f"EXPIRED_{name}" if "expired" in traits else name


def _family(draw: random.Random, store: int, name: str, most: int) -> Part:
    middles: list[Part] = []
    used = 1
    while used + 2 <= most and len(middles) < 3:
        locale = draw.choices(LOCALES, WEIGHTS)[0]
        leaves = tuple(
            Part(f"{name}-{locale.code}{len(middles)}-{city}", store, LEAF, draw.randrange(3, 25))
            for city in locale.cities[: min(3, most - used - 1)]
        )
        middles.append(Part(f"{name}-{locale.code}{len(middles)}", store, MIDDLE, 0, children=leaves))
        used += 1 + len(leaves)
    levels = [{"Attribute": a, "ChildContainer": "", "Filter": "", "Separator": "-"} for a in ("co", "l")]
    return Part(name, store, PARENT, 0, row={"GroupBy": levels}, children=tuple(middles))
