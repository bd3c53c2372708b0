"""Job collections: from GroupID 10's job groups, which hold copies of their jobs, to 11.1 collections with their members (J6, H2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.job_copies import decision, differing
from pyupgrade.modules.job_places import READS, Placing
from pyupgrade.modules.job_rows import Collection, Job, read, texts
from pyupgrade.modules.schedule_jobs import end_of
from pyupgrade.modules.schedule_stores import Asked, Settled, Waits, of_jobs
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Decision, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import in_order

NAME: Final = "job-collections"
PAGE: Final = 13

_TOLD: Final[Mapping[str, Told]] = {
    "collections/empty": Told(
        "loss", "Job groups without a job", "They stay behind, because none of their jobs comes over: {things}.",
        "Bring the jobs along and plan again, or create the collection in 11.1.", "job group",
    ),
    "collections/left": Told(
        "change", "Jobs missing in collections", "Their collection comes without them, because they stay behind: {things}.",
        "Bring the jobs along and plan again, or add others in 11.1.", "job",
    ),
    "collections/copies": Told(
        "todo", "Copies that went their own way",
        "The collection holds other settings than the job of that name; its own copy comes unless you say otherwise: {things}.",
        "Answer the question of the copy with 'the job as it stands alone' where that one is right.", "copy", "copies",
    ),
    "collections/gone": Told(
        "todo", "Copies of jobs that are gone",
        "The job that was copied no longer stands alone; the collection's copy comes over: {things}.",
        "Nothing, unless the job was meant to go.", "copy", "copies",
    ),
    "collections/nested": Told(
        "change", "Job groups in job groups", "Their jobs take their place in the run order: {things}.",
        "Compare the run order in 11.1.", "job group",
    ),
    "collections/waits": Told(
        "todo", "Collections that wait for a job", "The store of a job is to be decided first: {things}.",
        "Answer the question for the job, and plan again.", "job group",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    placing = Placing(source, target, answers)
    found: dict[str, list[str]] = defaultdict(list)
    decisions: list[Decision] = []
    for collection in read(source).collections:
        found["collections/nested"] += [f"{collection.key}: {name}" for name in collection.nested]
        for copy in () if collection.is_template else collection.jobs:
            decisions += _copy(copy, placing, found)
    changes: list[Change] = []
    for collection in placing.jobs.collections:
        kept = _kept(collection, placing, found)
        if not kept:
            found["collections/empty"].append(collection.key)
            continue
        store, asked = _store(collection, kept, placing, answers, found)
        decisions += asked
        if store is not None or collection.is_template:
            changes.append(_change(collection, kept, store))
    yield from decisions
    yield from told(NAME, _TOLD, found, "Synchronize")
    yield from changes


def _copy(copy: Job, placing: Placing, found: dict[str, list[str]]) -> list[Decision]:
    original = placing.jobs.original(copy)
    if any(end.left for end in placing.ends(copy)):
        return []
    if original is None:
        found["collections/gone"].append(copy.key)
        return []
    if not (differences := differing(copy, original)):
        return []
    found["collections/copies"].append(copy.key)
    return [decision(NAME, copy, differences)]


def _kept(collection: Collection, placing: Placing, found: dict[str, list[str]]) -> list[Job]:
    left = [job for job in collection.jobs if any(end.left for end in placing.ends(job))]
    found["collections/left"] += [job.key for job in left if len(left) < len(collection.jobs)]
    return [job for job in collection.jobs if job not in left]


def _store(
    collection: Collection, kept: list[Job], placing: Placing, answers: Answers, found: dict[str, list[str]]
) -> tuple[int | None, list[Decision]]:
    """The store of its jobs' directories (H1); the question which one, where they have several or none (H2)."""
    ends = {job.key.casefold(): end_of(placing.ends(job)) for job in kept}
    where = of_jobs([job.key for job in kept], ends, {}, placing.names)
    match where:
        case Settled(store):
            return store, []
        case Waits(_):
            if not collection.is_template:
                found["collections/waits"].append(collection.key)
            return None, []
        case Asked(stores, reason) if not collection.is_template:
            asked = _question(collection, stores, reason.replace("a schedule belongs", "a collection belongs"), placing)
            answer = answers.get(asked.id)
            plain = (answer.text or "").strip().casefold() if answer is not None else ""
            named = {placing.choice(store).casefold(): store for store in stores}
            return named.get(plain), [asked]
        case _:
            return None, []


def _question(collection: Collection, stores: tuple[int, ...], reason: str, placing: Placing) -> Decision:
    return Decision(
        module=NAME,
        feature="Synchronize",
        id=f"collection/{collection.key}/store",
        question=f"Identity store for the job collection {collection.key}",
        reason=reason,
        kind="choice",
        choices=in_order(placing.choice(store) for store in stores),
        proposal=placing.choice(stores[0]) if len(stores) == 1 else None,
        page=PAGE,
    )


def _change(collection: Collection, kept: list[Job], store: int | None) -> Change:
    row = collection.row
    values: dict[str, Any] = {
        "name": collection.key,
        **({} if store is None else {"identityStoreId": store}),
        "description": row.get("Description"),
        "isTemplate": collection.is_template,
        "jobs": [job.name for job in kept],
        "isNotificationEnabled": row.get("Notify"),
        "notifyWhen": row.get("NotifyWhen"),
        "notificationRecipients": ";".join(sorted(set(texts(row.get("NotifyRecipients"))))) or None,
    }
    return Change(
        module=NAME,
        feature="Synchronize",
        kind="JobCollection",
        key=collection.key,
        name=collection.key,
        store=store,
        values=values,
        row=fingerprint({name: value for name, value in row.items() if name not in ("Path", "Jobs")}),
    )


MODULE: Final = Module(
    name=NAME,
    feature="Synchronize",
    title="Job collections",
    plan=plan,
    after=("forest-stores", "job-data-sources"),
    reads=READS,
    writes=("JobCollection",),
    of_groups=False,
)
