"""To which store an end of a Synchronize job belongs: domain and stores and forests, to a store, a question or a reason (J1-J4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pyupgrade.modules.stores import ACTIVE_DIRECTORY, choice
from pyupgrade.plan.directory import Domain, Forest, ForestUnread

CREATE: Final = "create an Active Directory store for "  # the choice, with the domain after it
_DC: Final = re.compile(r"(?:^|,)\s*DC\s*=\s*([^,]+)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"^(?:ldaps?|gc)://", re.IGNORECASE)
_PORT: Final = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class StoreAt:
    """A store of the old system as the rules see it; `domain` as the store spells it, `excluded` domains of its forest."""

    id: int
    name: str
    kind: str
    domain: str
    is_carried: bool = True
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A store of the old system that comes over."""

    store: int


@dataclass(frozen=True, slots=True)
class New:
    """A store that is made for the root domain of a forest, or for a domain whose forest nobody knows."""

    root: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Several stores could take it: the choices with what each means, the reason, and the likeliest."""

    choices: Mapping[str, Settled | New]
    reason: str
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """The forest of this domain could not be determined, and why: somebody must name its root."""

    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """It stays behind; `because` names the notice, `reason` says why in a few words, `stores` are those it stays behind with."""

    because: Literal["store-disabled", "no-store", "provider"]
    reason: str
    stores: tuple[int, ...] = ()


Place = Settled | New | Asked | Unread | Left


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules go by: every store, how to read the forest of a domain, and forest roots named by hand.

    `roots` has the DNS name of a forest's root by a domain without letter case, where the forest could not be read.
    """

    stores: tuple[StoreAt, ...]
    forest: Callable[[str], Forest | ForestUnread]
    roots: Mapping[str, str] = field(default_factory=dict)

    def choice(self, store: StoreAt) -> str:
        return choice({one.id: one.name for one in self.stores if one.is_carried}, store.id)


def domain_named(text: str) -> str:
    """The domain in what a job calls its directory: a DNS or NetBIOS name, a distinguished name, or an LDAP address."""
    plain = _ADDRESS.sub("", text.strip())
    parts = [part.strip() for part in _DC.findall(plain.rpartition("/")[2])]
    if parts:
        return ".".join(parts)
    return _PORT.sub("", plain.partition("/")[0].strip().removeprefix("\\\\")).rstrip(".")


def place(kind: str, domain: str, known: Known) -> Place:
    """The store for a directory of `kind` (a store's) with this domain.

    An enabled store of that very domain (J1); a disabled one keeps what ends in it (S2); an enabled store of its forest that does
    not exclude it (J1); a new store for the root of the forest (J2). Nothing is picked silently between two.
    """
    named = domain_named(domain)
    same = [store for store in known.stores if store.kind == kind]
    if not named:
        return _any(same, known, "The job names no domain.")
    has_own = bool(_stores_of(same, named, None, carried=True))
    forest = _forest(named, known) if kind == ACTIVE_DIRECTORY and not has_own else None
    spelled = _spelled(named, forest)
    if own := _stores_of(same, spelled, forest, carried=True):
        return _one_of(own, known, f"Several stores have the domain {spelled}.", spelled, forest)
    if kept := _stores_of(same, spelled, forest, carried=False):
        reason = f"the store {kept[0].name} of its domain {spelled} is not upgraded"
        return Left("store-disabled", reason, tuple(store.id for store in kept))
    if kind != ACTIVE_DIRECTORY:
        return Left("no-store", f"no store of the kind {kind} has the domain {spelled}")
    if isinstance(forest, Forest):
        return _in_forest(same, spelled, forest, known)
    reason = forest.reason if forest is not None else "it was not read"
    return Unread(named, reason)


def dns_name(domain: str, known: Known) -> str:
    """The DNS name of a domain as its directory spells it; as it stands where that cannot be read."""
    named = domain_named(domain)
    return _spelled(named, _forest(named, known))


def ends_in(found: Place, answer: str) -> Place:
    """What is settled once a question is answered; the question again while the answer is none of its choices."""
    if isinstance(found, Asked):
        plain = answer.strip().casefold()
        return next((means for name, means in found.choices.items() if name.casefold() == plain), found)
    return found


def _forest(domain: str, known: Known) -> Forest | ForestUnread:
    """As the directory says, else as somebody named its root: then it is the root and every domain put under it."""
    read = known.forest(domain)
    root = known.roots.get(domain.casefold())
    if isinstance(read, Forest) or root is None:
        return read
    above = known.forest(root)
    if isinstance(above, Forest):
        return Forest(above.root, (*above.domains, Domain(domain, "", "")), above.origin)
    members = {other for other, of in known.roots.items() if of.casefold() == root.casefold()} - {root.casefold()}
    return Forest(root, tuple(Domain(name, "", "") for name in (root, *sorted(members))), "answered")


def _in_forest(stores: Iterable[StoreAt], domain: str, forest: Forest, known: Known) -> Place:
    inside = [
        store
        for store in stores
        if store.is_carried and any(_is(store.domain, one) for one in forest.domains if store.domain)
    ]
    open_to = [store for store in inside if not _excludes(store, domain, forest)]
    if open_to:
        reason = f"Several stores are of the forest {forest.root} of its domain {domain}."
        return _one_of(open_to, known, reason, forest.root, forest)
    if not inside:
        return New(forest.root)
    choices: dict[str, Settled | New] = {known.choice(store): Settled(store.id) for store in inside}
    choices[f"{CREATE}{domain}"] = New(domain)
    return Asked(choices, f"Every store of the forest {forest.root} excludes its domain {domain}.")


def _excludes(store: StoreAt, domain: str, forest: Forest) -> bool:
    return any(_spelled(domain_named(name), forest).casefold() == domain.casefold() for name in store.excluded)


def _one_of(stores: list[StoreAt], known: Known, reason: str, root: str, forest: Forest | ForestUnread | None) -> Place:
    if len(stores) == 1:
        return Settled(stores[0].id)
    likely = [known.choice(store) for store in _stores_of(stores, root, forest, carried=True)]
    choices: dict[str, Settled | New] = {known.choice(store): Settled(store.id) for store in stores}
    return Asked(choices, reason, likely[0] if len(likely) == 1 else None)


def _any(stores: Iterable[StoreAt], known: Known, reason: str) -> Place:
    carried = [store for store in stores if store.is_carried]
    if not carried:
        return Left("no-store", "it names no domain, and no store of its kind is upgraded")
    return Asked({known.choice(store): Settled(store.id) for store in carried}, reason)


def _stores_of(
    stores: Iterable[StoreAt], domain: str, forest: Forest | ForestUnread | None, *, carried: bool
) -> list[StoreAt]:
    """Stores of a domain; a store may be written as its NetBIOS name, which only the forest tells."""
    plain = domain.casefold()
    return [
        s for s in stores if s.is_carried is carried and _spelled(domain_named(s.domain), forest).casefold() == plain
    ]


def _spelled(domain: str, forest: Forest | ForestUnread | None) -> str:
    """The DNS name of a domain as its directory has it; as it stands where nobody can say."""
    known = forest.domains if isinstance(forest, Forest) else ()
    return next((one.dns for one in known if _is(domain, one)), domain)


def _is(name: str, domain: Domain) -> bool:
    return bool(name) and domain_named(name).casefold() in (domain.dns.casefold(), domain.netbios.casefold())
