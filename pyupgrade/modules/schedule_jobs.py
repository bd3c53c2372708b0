"""Where the jobs that schedules run end: from the places of jobs to the store of the destination, a file, or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyupgrade.modules.job_places import End, Placing
from pyupgrade.modules.schedule_stores import JobEnd


def jobs_of(placing: Placing) -> dict[str, JobEnd]:
    """Ends by job without letter case, those of a collection's own copies as <collection>/<job>."""
    ends = {job.key.casefold(): end_of(placing.ends(job)) for job in placing.jobs.all() if not job.is_template}
    for path, _ in placing.jobs.unreadable:
        name = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        ends.setdefault(name.casefold(), JobEnd(left="its job cannot be read"))
    return ends


def collections_of(placing: Placing) -> dict[str, Sequence[str]]:
    """Members of each job group by its name without letter case: its own copies of jobs."""
    groups = [collection for collection in placing.jobs.collections if not collection.is_template]
    return {group.key.casefold(): [job.key for job in group.jobs] for group in groups}


def end_of(ends: tuple[End, End]) -> JobEnd:
    """A job's end as the rules of schedules take it; one that stays behind says why."""
    source, destination = ends
    if source.left or destination.left:
        return JobEnd(left=destination.left or source.left)
    if destination.store is not None and not source.waits:
        return JobEnd(store=destination.store)
    return JobEnd(is_file=True) if destination.connection is not None and not source.waits else JobEnd()


def left_domains(placing: Placing) -> Mapping[str, str]:
    """Why things of a domain stay behind: its store is not upgraded. A store may be written as the domain's NetBIOS name."""
    gone = [store for store in placing.stores if not store.is_carried and store.domain]
    return {
        name.casefold(): f"its store {store.name} is not upgraded"
        for store in reversed(gone)
        for name in (store.domain, placing.dns_name(store))
    }
