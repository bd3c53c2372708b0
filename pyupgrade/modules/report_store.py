"""To which store reports are bound: the domain the old server was joined to, and the stores, to a store or a question (R1, R2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CREATE: Final = "create an Active Directory store for "  # the choice, with the domain after it


@dataclass(frozen=True, slots=True)
class Bound:
    """The reports belong to this store, which exists and is enabled, or is made in this run for Synchronize."""

    store: int


@dataclass(frozen=True, slots=True)
class Create:
    """A store is to be created for this domain."""

    domain: str


@dataclass(frozen=True, slots=True)
class Asked:
    """No store has the domain: one of these choices, the first of which creates one."""

    domain: str
    choices: tuple[str, ...]


def binding(domain: str, of_domain: int | None, stores: Mapping[int, str]) -> Bound | Asked:
    """What becomes of reports generated for `domain`, a DNS name.

    `of_domain` is the store of that domain by the rules for jobs, None where there is none; `stores` are the Active Directory
    stores by id, with their names as choices, this run's new ones too. No other kind is taken (the vendor's wizard, step 12).
    """
    if of_domain is not None and of_domain in stores:
        return Bound(of_domain)
    names = sorted(stores.values(), key=lambda name: (name.casefold(), name))
    return Asked(domain, (f"{CREATE}{domain}", *names))


def chosen(asked: Asked, stores: Mapping[int, str], answer: str) -> Bound | Create | None:
    """What an answer to the question means; None while there is none that fits."""
    plain = answer.strip().casefold()
    if plain == asked.choices[0].casefold():
        return Create(asked.domain)
    return next((Bound(store) for store, name in sorted(stores.items()) if name.casefold() == plain), None)


def proposed_domain(domains: Mapping[int, str], stores: Mapping[int, str]) -> str | None:
    """The domain of the Active Directory stores, when they have but one."""
    known = {domains[store].casefold(): domains[store] for store in sorted(stores, reverse=True) if domains.get(store)}
    return next(iter(known.values())) if len(known) == 1 else None
