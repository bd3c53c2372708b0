"""Where both ends of every Synchronize job go: from jobs, stores and the directory's forests to stores, data sources and questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import msgspec

from pyupgrade.modules import data_source_shape as shape
from pyupgrade.modules import placement as rules
from pyupgrade.modules import stores as st
from pyupgrade.modules.connection_strings import ConnectionStringError, normalised, parse
from pyupgrade.modules.data_source_shape import Connection
from pyupgrade.modules.job_copies import settled
from pyupgrade.modules.job_providers import Provider, Side, provider_of
from pyupgrade.modules.job_rows import READS as JOBS_READ
from pyupgrade.modules.job_rows import Job, Jobs, query_of, read
from pyupgrade.modules.new_stores import NewStore, account_of, new_id
from pyupgrade.plan.items import Answers, Decision
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import things

READS: Final = (*st.READS, *JOBS_READ)
PAGE: Final = 9  # of the wizard
_DOMAIN_KEYS: Final = ("domain", "server", "data source", "host", "location")
_IS_NAME: Final = re.compile(r"(?:ldaps?|gc)://|(?:dc|ou|cn|o)\s*=", re.IGNORECASE)  # an address, a distinguished name
_GONE: Final[Mapping[str, str]] = {
    "lotus-notes": "11.1 has no provider for Lotus Notes",
    "iplanet": "11.1 has no provider for Sun ONE",
    "sealed": "only GroupID 10 can open its sealed connection string",
    "unreadable": "its connection string follows no known rule or names no source",
}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a job in 11.1: a store or a data source; `left` says why it has neither, `waits` which question is open.

    `behind` are the stores that it stays behind with.
    """

    provider: Provider
    domain: str = ""
    store: int | None = None
    connection: Connection | None = None
    left: str = ""
    because: str = ""
    waits: str = ""
    behind: tuple[int, ...] = ()

    @property
    def is_placed(self) -> bool:
        return self.store is not None or self.connection is not None


@dataclass(slots=True)
class Forest:
    """A store to be made, with the domains, jobs and accounts it is made for."""

    root: str
    id: int
    domains: set[str] = field(default_factory=set)
    jobs: set[str] = field(default_factory=set)
    accounts: list[str] = field(default_factory=list)


class Placing:
    """The places of all jobs; every rule is asked once, in the order of the jobs."""

    def __init__(self, source: SourceReader, target: TargetReader, answers: Answers) -> None:
        self.stores = st.all_stores(source)
        self.carried = {store.id: store for store in self.stores if store.is_carried}
        self.answers = answers
        self.jobs: Jobs = settled(read(source), answers)
        self.forests: dict[str, Forest] = {}
        self._there = dict(target.stores())
        self._asked: dict[str, tuple[Decision, set[str]]] = {}
        forest = cache(source.directory.forest)
        self._known = rules.Known(tuple(_store_at(store) for store in self.stores), forest, self._roots())
        self._ends = {job.key: (self._end(job, "Source"), self._end(job, "Destination")) for job in self.jobs.all()}

    def ends(self, job: Job) -> tuple[End, End]:
        """Source and destination of a job."""
        return self._ends[job.key]

    @property
    def names(self) -> Mapping[int, str]:
        """Stores by id that come over or are made, with their names."""
        return {**{s.id: s.name for s in self.carried.values()}, **{f.id: f.root for f in self.forests.values()}}

    def choice(self, store: int) -> str:
        return st.choice(self.names, store)

    def store_of(self, domain: str) -> rules.Place:
        """Where something of an Active Directory domain belongs, by the same rules; stores made for jobs count as there."""
        found = rules.place(st.ACTIVE_DIRECTORY, domain, self._known)
        if isinstance(found, rules.Asked):
            return rules.ends_in(found, self._text(_place_question(domain)))
        return found

    def dns_name(self, store: st.Store) -> str:
        """The DNS name of a store's domain, which may be written as its NetBIOS name."""
        is_netbios = store.kind == st.ACTIVE_DIRECTORY and "." not in store.domain
        return rules.dns_name(store.domain, self._known) if is_netbios else store.domain

    def made_for(self, domain: str) -> int | None:
        """The store that jobs have made for the forest of this domain."""
        found = self.store_of(domain)
        forest = self.forests.get(found.root.casefold()) if isinstance(found, rules.New) else None
        return forest.id if forest is not None else None

    def new_stores(self, module: str) -> Iterator[tuple[Forest, NewStore]]:
        """The stores to be made, by root."""
        for _, forest in sorted(self.forests.items()):
            named = Counter(account.casefold() for account in forest.accounts)
            ranked = sorted(
                forest.accounts, key=lambda account: (-named[account.casefold()], account.casefold(), account)
            )
            yield (
                forest,
                NewStore(
                    id=forest.id,
                    domain=forest.root,
                    module=module,
                    feature="Synchronize",
                    page=PAGE,
                    reason=f"{things(sorted(forest.jobs), 'job')} end in its forest, and no store has it.",
                    proposal=ranked[0] if ranked else None,
                ),
            )

    @property
    def accounts(self) -> Mapping[int, str]:
        """The service account of each store that has one, by the store's id."""
        named = {store.id: store.meant.get("account", "") for store in self.carried.values()}
        return named | {new.id: account_of(new, self.answers) for _, new in self.new_stores("")}

    def questions(self) -> Iterator[Decision]:
        """Every question that the rules left open, each once, with the jobs that wait for it."""
        for _, (decision, jobs) in sorted(self._asked.items()):
            yield _with_jobs(decision, jobs)

    def _roots(self) -> dict[str, str]:
        """Roots of forests named by hand: forest/<domain>/root."""
        return {
            decision.removeprefix("forest/").removesuffix("/root").casefold(): rules.domain_named(answer.text)
            for decision, answer in sorted(self.answers.items())
            if decision.startswith("forest/") and decision.endswith("/root") and answer.text
        }

    def _text(self, decision: str) -> str:
        answer = self.answers.get(decision)
        return (answer.text or "").strip() if answer is not None else ""

    def _end(self, job: Job, side: Side) -> End:
        provider = provider_of(job.text(f"{side}Provider"), side)
        if provider.gone:
            return End(provider, left=provider.gone, because="provider")
        if provider.is_data:
            return _data_end(job, side, provider)
        domain = _domain(job, side)
        found = rules.place(provider.store, domain, self._known)
        plain = rules.domain_named(domain)
        match found:
            case rules.Asked():
                part = "store" if side == "Destination" else "source-store"
                decision = _place_question(plain) if plain else f"job/{job.key}/{part}"
                answered = rules.ends_in(found, self._text(decision))
                self._ask(_place_decision(decision, plain, found), job)
                if isinstance(answered, rules.Asked):
                    return End(provider, plain, waits=decision)
                return self._settled(answered, job, side, provider, plain)
            case rules.Unread(unread, reason):
                decision = f"forest/{unread.casefold()}/root"
                self._ask(_root_decision(decision, unread, reason), job)
                return End(provider, plain, waits=decision)
            case _:
                if plain.casefold() in self._known.roots:
                    named = f"forest/{plain.casefold()}/root"
                    self._ask(_root_decision(named, plain, "somebody named its root"), job)
                return self._settled(found, job, side, provider, plain)

    def _settled(self, found: rules.Place, job: Job, side: Side, provider: Provider, domain: str) -> End:
        match found:
            case rules.Settled(store):
                return End(provider, domain, store=store)
            case rules.New(root):
                forest = self.forests.get(root.casefold())
                if forest is None:
                    if job.is_template:
                        return End(provider, domain)  # a template makes no store
                    forest = Forest(root, new_id(root, self.carried, self._there))
                    self.forests[root.casefold()] = forest
                forest.domains.add(rules.dns_name(domain, self._known))
                forest.jobs.add(job.name)
                if account := job.text(f"{side}User"):
                    forest.accounts.append(account)
                return End(provider, domain, store=forest.id)
            case rules.Left(because, reason, stores):
                return End(provider, domain, left=reason, because=because, behind=stores)
            case _:
                return End(provider, domain)

    def _ask(self, decision: Decision, job: Job) -> None:
        if not job.is_template:
            self._asked.setdefault(decision.id, (decision, set()))[1].add(job.name)


def _store_at(store: st.Store) -> rules.StoreAt:
    excluded = store.row["ExcludedDomains"]
    names = tuple(str(name) for name in excluded) if isinstance(excluded, list) else ()
    return rules.StoreAt(store.id, store.name, store.kind, store.domain, store.is_carried, names)


def _place_question(domain: str) -> str:
    return f"forest/{rules.domain_named(domain).casefold()}/place"


def _place_decision(decision: str, domain: str, found: rules.Asked) -> Decision:
    what = f"the jobs of {domain}" if domain else "a job"
    return Decision(
        module="forest-stores",
        feature="Synchronize",
        id=decision,
        question=f"Identity store for {what}",
        reason=found.reason,
        kind="choice",
        choices=tuple(found.choices),
        proposal=found.proposal,
        page=PAGE,
    )


def _root_decision(decision: str, domain: str, reason: str) -> Decision:
    return Decision(
        module="forest-stores",
        feature="Synchronize",
        id=decision,
        question=f"Root domain of the forest of {domain}, as its DNS name",
        reason=f"Its forest could not be determined: {reason.rstrip('. ')}. Plan again to try once more; name the root of the forest "
        "to place its domains together; or name the domain itself for a store of its own, which is what the vendor's wizard does.",
        kind="text",
        proposal=domain,
        page=PAGE,
    )


def _with_jobs(decision: Decision, jobs: set[str]) -> Decision:
    reason = f"{decision.reason} It concerns {things(sorted(jobs), 'job')}."
    return msgspec.structs.replace(decision, reason=reason)


def _domain(job: Job, side: Side) -> str:
    """What a job says its directory is: a destination by its domain, a source by its connection; else by its container's name."""
    if side == "Destination" and (domain := job.text("DestinationDomain")):
        return domain
    connection = job.text(f"{side}Connection")
    if connection and ("=" not in connection or _IS_NAME.match(connection)):
        return connection
    try:
        values = normalised(parse(connection))
    except ConnectionStringError:
        values = {}
    named = next((values[key] for key in _DOMAIN_KEYS if values.get(key)), "")
    return named or _of_container(job.text(f"{side}Container"))


def _of_container(container: str) -> str:
    return container if "dc=" in container.casefold() else ""


def _data_end(job: Job, side: Side, provider: Provider) -> End:
    found = shape.read(
        {
            "DataSourceType": provider.name,
            "DataSourceConnection": job.text(f"{side}Connection"),
            "DataSourceQuery": query_of(job, side),
        },
        job.text(f"{side}User"),
        job.text(f"{side}Password"),
    )
    if isinstance(found, Connection):
        return End(provider, connection=found)
    return End(provider, left=_GONE[found], because="connection")
