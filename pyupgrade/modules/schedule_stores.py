"""Which store a schedule moves to: from what it runs and where that is (mission H1, H2), to a store, a question or a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class JobEnd:
    """Where a job's destination went: a store, or a file or table (`is_file`), or nowhere because it stays behind (`left`).

    None of the three: a directory whose store is still to be decided.
    """

    store: int | None = None
    is_file: bool = False
    left: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The schedule moves to this store."""

    store: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody must say which of these stores, for this reason (a sentence)."""

    stores: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Waits:
    """These jobs' stores are to be decided first."""

    jobs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """The schedule stays behind; `because` names the notice, `reason` says why in a few words."""

    because: Literal["store-disabled", "no-store", "no-target"]
    reason: str


Where = Settled | Asked | Waits | Behind


@dataclass(frozen=True, slots=True)
class Runs:
    """What a schedule runs: the jobs of its targets and of collections, nested ones too; what is gone; what stays behind."""

    jobs: tuple[str, ...]
    gone: tuple[str, ...]
    left: tuple[str, ...]
    kept: tuple[str, ...]  # targets, as written, that something is left of


def runs(targets: Sequence[str], jobs: Mapping[str, JobEnd], collections: Mapping[str, Sequence[str]]) -> Runs:
    """Follows targets to jobs. Names of jobs and collections are given without letter case; a job's name comes first.

    A collection that contains itself is followed once.
    """
    found: dict[str, None] = {}
    gone: list[str] = []
    left: list[str] = []
    kept: list[str] = []
    for target in targets:
        inside, missing = _inside(target, jobs, collections)
        gone += [name if name == target else f"{name} ({target})" for name in missing]
        left += [name if name == target else f"{name} ({target})" for name in inside if jobs[_plain(name)].left]
        staying = [name for name in inside if not jobs[_plain(name)].left]
        found |= dict.fromkeys(_plain(name) for name in staying)
        if staying:
            kept.append(target)
    return Runs(tuple(found), tuple(gone), tuple(left), tuple(kept))


def of_jobs(
    targets: Sequence[str],
    jobs: Mapping[str, JobEnd],
    collections: Mapping[str, Sequence[str]],
    stores: Collection[int],
) -> Where:
    """The store of a Synchronize schedule: that of its jobs whose destination is a directory."""
    run = runs(targets, jobs, collections)
    if not run.jobs:
        if run.left:
            reasons = {jobs[_plain(name)].left for t in targets for name in _inside(t, jobs, collections)[0]} - {""}
            return Behind("store-disabled", "; ".join(sorted(reasons)))
        return Behind("no-target", "none of its jobs is there any more" if targets else "it has no job")
    settled = {job: store for job in run.jobs if (store := jobs[job].store) is not None}
    if waiting := tuple(job for job in run.jobs if job not in settled and not jobs[job].is_file):
        return Waits(waiting)
    choices = tuple(sorted(set(settled.values())))
    if len(choices) == 1:
        return Settled(choices[0])
    if choices:
        return Asked(choices, "Its jobs end in directories of different stores, and a schedule belongs to one.")
    return _any(stores, "All its jobs end in a file or a table, and a schedule belongs to a store.")


def of_other(
    store: int | None,
    domains: Mapping[str, int | None],
    stores: Collection[int],
    left: Mapping[int, str],
    left_domains: Mapping[str, str],
) -> Where:
    """The store of any other schedule: the one that it names, else the one of the domains of its containers.

    `domains` has the store of each domain, None where there is none; `left` and `left_domains` say of stores and of domains
    that stay behind why.
    """
    if store in stores and store is not None:
        return Settled(store)
    if store is not None and store in left:
        return Behind("store-disabled", left[store])
    choices = tuple(sorted({found for found in domains.values() if found is not None}))
    if len(choices) == 1:
        return Settled(choices[0])
    if choices:
        return Asked(choices, "Its containers are of domains of different stores, and a schedule belongs to one.")
    if behind := sorted({left_domains[domain] for domain in domains if domain in left_domains}):
        return Behind("store-disabled", "; ".join(behind))
    named = "It names no store" if store is None else f"The store {store} that it names does not exist"
    return _any(stores, f"{named}, and no container of it tells one.")


def _any(stores: Collection[int], reason: str) -> Where:
    return Asked(tuple(sorted(stores)), reason) if stores else Behind("no-store", "no store is upgraded")


def _inside(
    target: str, jobs: Mapping[str, JobEnd], collections: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[str]]:
    """Jobs that a target leads to, and names that lead nowhere."""
    found: list[str] = []
    missing: list[str] = []
    seen: set[str] = set()
    waiting = [target]
    while waiting:
        name = waiting.pop(0)
        plain = _plain(name)
        if plain in jobs:
            found.append(name)
        elif plain in collections:
            if plain not in seen:
                waiting[:0] = collections[plain]
            seen.add(plain)
        else:
            missing.append(name)
    return found, missing


def bare(name: str) -> str:
    """A target's name; v10 may name a job by its file (KA-01086), whose folder and ending do not count."""
    base = name.strip()
    if base.casefold().endswith(".dtmconfig"):
        base = base.replace("\\", "/").rpartition("/")[2][: -len(".dtmconfig")]
    return base


def _plain(name: str) -> str:
    return bare(name).casefold()
