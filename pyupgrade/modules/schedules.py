"""Schedules: from GroupID 10's exports and Windows tasks to 11.1 schedules, which arrive disabled in the store of what they run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from pyupgrade.modules import schedule_accounts as acc
from pyupgrade.modules import schedule_stores as rules
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.schedule_kinds import SYNCHRONIZE
from pyupgrade.modules.schedule_notices import notices, unreadable
from pyupgrade.modules.schedule_places import READS as PLACES_READ
from pyupgrade.modules.schedule_places import Places, places_of
from pyupgrade.modules.schedule_rows import READS, Old, read
from pyupgrade.modules.schedules_by_product import adjusted, standing, told
from pyupgrade.modules.service_accounts import is_managed
from pyupgrade.modules.stores import spelled
from pyupgrade.modules.triggers import convert, details
from pyupgrade.modules.typed import read_choice
from pyupgrade.plan.items import Answers, Change, Decision, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader, Values
from pyupgrade.plan.wording import in_order

NAME: Final = "schedules"
PAGE: Final = 13
# Fields that can be empty in a file, by the file's own names.
_EMPTY: Final = {
    "Targets": "Targets",
    "IncludeAllContainers": "IncludeAllContainers",
    "MessagingSystems": "MessagingServers",
    "Triggers": "Triggers",
    "EnableNotifications": "NotificationsEnabled",
    "Recepients": "NotificationRecipients",
    "SendToOwners": "NotifyOwners",
    "NotificationSendingCriteria": "NotifyWhen",
}
CRITERIA: Final = ("Always", "OnSuccess", "OnFailure", "OnMembershipChanged")  # setschedule.md
_DOMAIN_PART = re.compile(r"(?:^|(?<!\\),)\s*DC\s*=\s*([^,]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Work:
    """What is known while the schedules are gone through; `found` are names by notice."""

    places: Places
    answers: Answers
    shared: frozenset[str]  # names that schedules of several kinds bear
    repeated: frozenset[tuple[str, str]]  # kinds and names that several schedules bear
    there: Mapping[str, Values]  # schedules of the target
    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    users: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    taken: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    files = read(source)
    yield from unreadable(NAME, files)
    there = target.read("Schedule", list(target.keys("Schedule")))
    named = Counter(old.same_name for old in files.schedules)
    repeated = frozenset(name for name, number in named.items() if number > 1)
    work = _Work(places_of(source, target, answers), answers, _shared(files.schedules), repeated, there)
    work.found |= {"protected": files.protected, "kind-unknown": files.unknown}
    work.found |= {"foreign": files.foreign, "double": files.twice}
    changes: list[Change] = []
    for old in files.schedules:
        _tell(old, work)
        triggers = _triggers(old, work)
        if old.kind.by_product:
            changes += _by_product(old, triggers, work)
        elif (store := _store(old, work)) is not None:
            changes.append(_change(old, store, triggers, work))
    yield from work.decisions
    yield from acc.questions(NAME, work.users)
    yield from notices(NAME, work.found)
    yield from changes


def _shared(schedules: list[Old]) -> frozenset[str]:
    kinds: dict[str, set[str]] = {}
    for old in schedules:
        kinds.setdefault(old.name.casefold(), set()).add(old.kind.job_type)
    return frozenset(name for name, of in kinds.items() if len(of) > 1)


def _tell(old: Old, work: _Work) -> None:
    if old.from_task and not old.kind.by_product:
        work.found["task-only"].append(old.label)
    if any(spelled(str(row["Kind"] or row["Name"])).startswith("insight") for row in old.rows):
        work.found["insights"].append(old.name)
    work.found["odd-values"] += [f"{old.label}: {name}" for name in old.odd]
    work.found["differences"] += [f"{old.label}: {name}" for name in old.differs]


def _triggers(old: Old, work: _Work) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number, trigger in enumerate(old.values["Triggers"] or (), 1):
        converted = convert(trigger)
        made += [one for one in converted.triggers if one not in made]
        if converted.problem:
            work.found["trigger-unreadable"].append(f"{old.label}, trigger {number}: {converted.problem}")
        for note in converted.notes:
            if note != "unreadable":
                work.found[note] += [f"{old.label} ({said})" if said else old.label for said in details(note, trigger)]
    if not made and not old.kind.by_product:
        work.found["no-trigger"].append(old.label)
    return made


def _by_product(old: Old, triggers: list[dict[str, Any]], work: _Work) -> Iterator[Change]:
    if old.values["StoreId"] in work.places.left:
        work.found["store-disabled"].append(f"{old.label}: {work.places.left[old.values['StoreId']]}")
    elif not (key := standing(old, work.there)):
        work.found["by-product"].append(told(old, triggers))
    else:
        if not triggers:
            work.found["by-product-untimed"].append(old.label)
        if change := adjusted(NAME, old, triggers, key, work.there[key]):
            yield change


def _store(old: Old, work: _Work) -> int | None:
    """The store it moves to; None while that is open, or when it stays behind."""
    where = _where(old, work)
    match where:
        case rules.Settled(store):
            return store
        case rules.Behind(because, reason):
            work.found[because].append(f"{old.label}: {reason}")
        case rules.Waits(jobs):
            work.found["waits"].append(f"{old.label}: {', '.join(jobs)}")
        case rules.Asked(stores, reason):
            return _asked(old, stores, reason, work)
    return None


def _where(old: Old, work: _Work) -> rules.Where:
    places = work.places
    if old.kind.job_type == SYNCHRONIZE and not old.from_task:
        targets = old.texts("Targets")
        run = rules.runs(targets, places.jobs, places.collections)
        work.found["targets-gone"] += [f"{old.label}: {name}" for name in run.gone]
        work.found["targets-left"] += [f"{old.label}: {name}" for name in run.left]
        return rules.of_jobs(targets, places.jobs, places.collections, places.names)
    domains = {domain for target in old.texts("Targets") if (domain := domain_of(target))}
    stores = {domain: places.store_of_domain(domain) for domain in sorted(domains)}
    return rules.of_other(old.values["StoreId"], stores, places.names, places.left, places.left_domains)


def domain_of(container: str) -> str:
    """The domain of a distinguished name (by its DC parts) or a canonical name (corp.example/Groups); "" when it has none."""
    parts = [part.strip() for part in _DOMAIN_PART.findall(container)]
    first = container.partition("/")[0].strip()
    is_canonical = "/" in container and "." in first and "=" not in first
    return ".".join(parts).casefold() if parts else first.casefold() if is_canonical else ""


def _asked(old: Old, stores: tuple[int, ...], reason: str, work: _Work) -> int | None:
    names = {store: work.places.choice(store) for store in stores}
    repeats = old.same_name in work.repeated
    label = f"{old.label} ({old.path})" if repeats else old.label  # each of one name is asked about by its file
    called = label if repeats or old.name.casefold() in work.shared else old.name
    decision = Decision(
        module=NAME,
        feature="Schedules",
        id=f"schedule/{called}/store",
        question=f"Identity store for the schedule {label}",
        reason=reason,
        kind="choice",
        choices=in_order(names.values()),
        proposal=next(iter(names.values())) if len(names) == 1 else None,
        page=PAGE,
    )
    work.decisions.append(decision)
    answer = work.answers.get(decision.id)
    if answer is None:
        return None
    chosen = (answer.text or "").strip().casefold()
    store = next((store for store, name in names.items() if name.casefold() == chosen), None)
    if store is None:
        work.found["store-unknown"].append(f"{label}: {answer.text or 'no name'}")
    return store


def _change(old: Old, store: int, triggers: list[dict[str, Any]], work: _Work) -> Change:
    name = _name(old, store, work)
    label = f"{old.kind.job_type}/{name}"
    given = old.values
    criteria = read_choice(given["NotifyWhen"], CRITERIA)
    if given["NotifyWhen"] and criteria is None:
        work.found["odd-values"].append(f"{label}: NotifyWhen '{given['NotifyWhen']}'")
    values: dict[str, Any] = {
        "scheduleKey": label,
        "ScheduleName": name,
        "JobType": old.kind.job_type,
        "IdentityStoreId": store,
        "Targets": _targets(old, work) or None,
        "IncludeAllContainers": given["IncludeAllContainers"],
        "MessagingSystems": old.texts("MessagingServers") or None,
        "Triggers": triggers or None,
        "Enabled": False,  # until the cut-over (mission K1)
        "EnableNotifications": given["NotificationsEnabled"],
        "Recepients": old.texts("NotificationRecipients") or None,
        "SendToOwners": given["NotifyOwners"],
        "NotificationSendingCriteria": criteria,
        **_account(old, label, store, work),
    }
    return Change(
        module=NAME,
        feature="Schedules",
        kind="Schedule",
        key=label,
        name=name,
        store=store,
        values={n: v for n, v in values.items() if v is not None or (n in _EMPTY and _has_none(old, _EMPTY[n]))},
        row=fingerprint(*old.rows, without=("Path",)),
        needs=tuple(dict.fromkeys((*old.kind.needs, *(("Synchronize",) if store in work.places.made else ())))),
        # The Task Scheduler's own default is enabled; what cannot be read is left to the admin.
        later={"Enabled": given["Enabled"] is not False and "Enabled" not in old.odd},
        old=old.label if name != old.name else "",
    )


def _has_none(old: Old, column: str) -> bool:
    """Whether the old schedule is known to have nothing there: a Windows task does not say all."""
    return not old.from_task and not old.values[column] and column not in old.odd


def _name(old: Old, store: int, work: _Work) -> str:
    """Its name, with the store's after it where another of its kind bears it already."""
    for name in _names(old.name, work.places.names[store]):
        if (label := f"{old.kind.job_type}/{name}".casefold()) not in work.taken:
            break
    work.taken.add(label)
    if name != old.name:
        work.found["renamed"].append(f"{old.label}: {name}")
    return name


def _names(name: str, store: str) -> Iterator[str]:
    yield name
    yield f"{name} ({store})"
    for number in count(2):
        yield f"{name} ({store} {number})"


def _targets(old: Old, work: _Work) -> list[str]:
    targets = old.texts("Targets")
    if old.kind.job_type != SYNCHRONIZE:
        return targets
    return [rules.bare(name) for name in rules.runs(targets, work.places.jobs, work.places.collections).kept]


def _account(old: Old, label: str, store: int, work: _Work) -> dict[str, Any]:
    account = old.values["Account"]
    if account is None or not acc.is_person(account):
        work.found["no-account"].append(f"{label} ({account})" if account else label)
        return {}
    if is_managed(account):
        work.found["managed-accounts"].append(f"{label} ({acc.managed(account, work.places.domain(store))})")
    elif not acc.is_stored(account, work.answers, work.places.sealed):
        work.users[account].append(label)
        if not acc.is_answered(account, work.answers):
            work.found["accounts"].append(f"{label} ({account})")
    return acc.values_of(account, work.places.domain(store), work.answers, work.places.sealed)


MODULE: Final = Module(
    name=NAME,
    feature="Schedules",
    title="Schedules",
    plan=plan,
    after=("identity-stores", "synchronize-jobs", "job-collections", "reports"),
    reads=tuple(dict.fromkeys((*READS, *PLACES_READ))),
    writes=("Schedule",),
    of_groups=False,
)
