"""Where schedules and reports can go: stores of both systems, and where jobs and collections went, as the rules take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyupgrade.modules import stores as st
from pyupgrade.modules.cloud_apps import Place
from pyupgrade.modules.job_places import READS, Placing
from pyupgrade.modules.new_stores import NewStore, lines_of, new_id
from pyupgrade.modules.placement import New, Settled
from pyupgrade.modules.schedule_jobs import collections_of, jobs_of, left_domains
from pyupgrade.modules.schedule_stores import JobEnd
from pyupgrade.modules.service_accounts import sealed_passwords
from pyupgrade.plan.items import Answers, Line
from pyupgrade.plan.ports import SourceReader, TargetReader

__all__ = ["READS", "Places", "places_of"]
REPORTS_PAGE = 12


@dataclass(frozen=True, slots=True)
class Places:
    """Stores that schedules can belong to: names and domains by id. `directories` are those of Active Directory.

    `left` and `left_domains` say of stores that stay behind, and of their domains, why; `made` are stores that this run makes for
    Synchronize. `sealed` are the places where stores keep the password of an account, by its decision.
    """

    names: Mapping[int, str]
    domains: Mapping[int, str]
    left: Mapping[int, str]
    left_domains: Mapping[str, str]
    store_of_domain: Callable[[str], int | None]
    answers: Answers
    there: Mapping[int, str]
    directories: frozenset[int] = frozenset()
    made: frozenset[int] = frozenset()
    jobs: Mapping[str, JobEnd] = field(default_factory=dict)
    collections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sealed: Mapping[str, Place] = field(default_factory=dict)

    def domain(self, store: int) -> str:
        return self.domains.get(store, "")

    def choice(self, store: int) -> str:
        return st.choice(self.names, store)

    def create(self, domain: str, module: str) -> tuple[int, Iterator[Line]]:
        """A store for a domain of reports that has none: its id, and its lines with their questions."""
        reason = "Reports are bound to a store that is created for them."
        new = NewStore(new_id(domain, self.names, self.there), domain, module, "Reports", REPORTS_PAGE, reason)
        return new.id, lines_of(new, self.answers, self.sealed, {"domain": domain})


def places_of(source: SourceReader, target: TargetReader, answers: Answers) -> Places:
    """The places of this installation. Stores compare by domain without regard to letter case."""
    placing = Placing(source, target, answers)
    kept = list(placing.carried.values())
    gone = [store for store in placing.stores if not store.is_carried]
    made = {forest.id: forest.root for forest in placing.forests.values()}

    def store_of_domain(domain: str) -> int | None:
        match placing.store_of(domain):
            case Settled(store):
                return store
            case New():
                return placing.made_for(domain)
            case _:
                return None

    return Places(
        names=placing.names,
        domains={**{store.id: store.domain for store in kept}, **made},
        left={store.id: f"its store {store.name} is not upgraded" for store in gone},
        left_domains=left_domains(placing),
        store_of_domain=store_of_domain,
        answers=answers,
        there=dict(target.stores()),
        directories=frozenset({store.id for store in kept if store.kind == st.ACTIVE_DIRECTORY} | set(made)),
        made=frozenset(made),
        jobs=jobs_of(placing),
        collections=collections_of(placing),
        sealed=sealed_passwords(kept),
    )
