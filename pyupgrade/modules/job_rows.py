"""Synchronize jobs and job groups as their files tell them: records of files in, jobs with a key of their own out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pyupgrade.modules.schedule_stores import bare
from pyupgrade.plan.ports import Row, SourceReader

READS: Final = ("jobs", "job-groups", "job-templates", "job-group-templates")
JOBS, COLLECTIONS, TEMPLATES, COLLECTION_TEMPLATES = READS


@dataclass(frozen=True, slots=True)
class Job:
    """A job: alone, a collection's own copy (`collection`), or a template; `order` is its place in the collection, from 1.

    `key` is its name, <collection>/<name> or template/<name>; no two jobs have one, whatever signs their names hold.
    """

    key: str
    name: str
    row: Row
    path: str
    collection: str = ""
    order: int = 0
    is_template: bool = False

    def text(self, field_: str) -> str:
        return str(self.row.get(field_) or "").strip()


@dataclass(frozen=True, slots=True)
class Collection:
    """A job group with its own copies of jobs; `nested` are groups that were members and stand here with their jobs.

    `key` is the name it has in 11.1, where a template may not bear that of a collection.
    """

    key: str
    row: Row
    jobs: tuple[Job, ...]
    is_template: bool = False
    nested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """Everything below Synchronize; `unreadable` are path and problem, `twice` names that two files bear."""

    alone: Mapping[str, Job]  # by name without letter case
    collections: tuple[Collection, ...]
    templates: tuple[Job, ...]
    unreadable: tuple[tuple[str, str], ...] = ()
    twice: tuple[str, ...] = ()

    def all(self) -> Iterator[Job]:
        """Jobs that stand alone, then those of collections, then templates."""
        yield from self.alone.values()
        for collection in self.collections:
            yield from collection.jobs
        yield from self.templates

    def original(self, copy: Job) -> Job | None:
        """The job that stands alone and bears the name of a collection's copy."""
        return self.alone.get(copy.name.casefold())


@dataclass(slots=True)
class _Found:
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def read(source: SourceReader) -> Jobs:
    """Every job of the old installation, by name; of two files with one name the first by path counts."""
    found = _Found()
    alone = {
        name.casefold(): Job(name, name, row, str(row["Path"])) for name, row in _named(source, JOBS, found).items()
    }
    groups = _named(source, COLLECTIONS, found)
    collections = [_collection(name, groups, name) for name in groups]
    made, called = _named(source, COLLECTION_TEMPLATES, found), {name.casefold() for name in groups}
    for name in made:
        key = f"{name} (template)" if name.casefold() in called else name
        collections.append(_collection(name, made, key, is_template=True))
    templates = [
        Job(f"template/{name}", name, row, str(row["Path"]), is_template=True)
        for name, row in _named(source, TEMPLATES, found).items()
    ]
    collections.sort(key=lambda c: (c.is_template, c.key.casefold(), c.key))
    templates.sort(key=lambda job: (job.name.casefold(), job.name))
    taken = set(alone)  # a job may be called Nacht/A, and a collection template
    return Jobs(
        alone=dict(sorted(alone.items())),
        collections=tuple(replace(one, jobs=tuple(_apart(job, taken) for job in one.jobs)) for one in collections),
        templates=tuple(_apart(job, taken) for job in templates),
        unreadable=tuple(found.unreadable),
        twice=tuple(found.twice),
    )


def _named(source: SourceReader, kind: str, found: _Found) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    known: set[str] = set()
    for row in source.records(kind):
        name = str(row["Name"] or bare(str(row["Path"]))).strip()
        if row["Problem"]:
            found.unreadable.append((str(row["Path"]), str(row["Problem"])))
        elif name.casefold() in known:
            found.twice.append(f"{name} ({row['Path']})")
        else:
            known.add(name.casefold())
            rows[name] = row
    return rows


def _apart(job: Job, taken: set[str]) -> Job:
    """The job with a key that none before it has, letter case aside."""
    key, number = job.key, 1
    while key.casefold() in taken:
        number += 1
        key = f"{job.key} ({number})"
    taken.add(key.casefold())
    return replace(job, key=key)


def _collection(name: str, groups: Mapping[str, Row], key: str, *, is_template: bool = False) -> Collection:
    nested: list[str] = []
    jobs: list[Job] = []
    prefix = f"template/{key}" if is_template else key
    taken: set[str] = set()
    for row in _members(name, groups, nested, {name.casefold()}):
        called = str(row.get("Name") or "").strip() or f"{len(jobs) + 1}"
        if called.casefold() in taken:
            called = f"{called} ({len(jobs) + 1})"
        taken.add(called.casefold())
        path = str(groups[name]["Path"])
        jobs.append(Job(f"{prefix}/{called}", called, row, path, key, len(jobs) + 1, is_template))
    return Collection(key, groups[name], tuple(jobs), is_template, tuple(nested))


def _members(name: str, groups: Mapping[str, Row], nested: list[str], seen: set[str]) -> Iterator[Row]:
    """Members of a group in their order, those of a group within it in its place; a group in itself is followed once."""
    by_name = {group.casefold(): group for group in groups}
    for row in groups[name]["Jobs"] or ():
        inner = by_name.get(str(row.get("Name") or "").strip().casefold())
        if inner is None or row.get("DestinationProvider"):
            yield row
        elif inner.casefold() not in seen:
            nested.append(inner)
            yield from _members(inner, groups, nested, seen | {inner.casefold()})


def query_of(job: Job, side: str) -> str:
    """The query of one end as the job has it, else the whole of its table; "" without either. It is the job's text, run by nobody here."""
    table = job.text(f"{side}Table")
    return job.text(f"{side}Query") or (f"SELECT * FROM [{table}]" if table else "")  # noqa: S608


def texts(value: Any) -> list[str]:
    """The texts of a value that may stand many times in a file."""
    many: Sequence[Any] = value if isinstance(value, list) else []
    return [str(one).strip() for one in many if str(one).strip()]
