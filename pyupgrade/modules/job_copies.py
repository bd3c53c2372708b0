"""A job group's copy against the job of its name: where they differ, which one comes over (J6, KA-01086)."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from pyupgrade.modules.job_rows import Job, Jobs
from pyupgrade.plan.items import Answers, Decision
from pyupgrade.plan.wording import counted

OWN: Final = "the collection's own copy"
ALONE: Final = "the job as it stands alone"
PAGE: Final = 9
_SHOWN: Final = 60  # signs of a value in a question
_ASIDE: Final = frozenset({"Path", "Problem", "Name", "Created"})
_SECRET: Final = ("Connection", "Password")  # fields whose text is told by no more than that it differs


def differing(copy: Job, original: Job) -> list[str]:
    """The fields in which a copy and the job of its name differ, each with both values in short; secrets by name only."""
    names = sorted((set(copy.row) | set(original.row)) - _ASIDE)
    return [_told(name, copy.row.get(name), original.row.get(name)) for name in names if _differ(name, copy, original)]


def question(decision: str) -> str:
    """The id of the question for a copy, by the copy's key <collection>/<job>."""
    return f"collection/{decision}/copy"


def settled(jobs: Jobs, answers: Answers) -> Jobs:
    """The jobs with, in the place of a copy, the job that stands alone where somebody said so."""
    collections = tuple(
        dataclasses.replace(collection, jobs=tuple(_chosen(job, jobs, answers) for job in collection.jobs))
        for collection in jobs.collections
    )
    return dataclasses.replace(jobs, collections=collections)


def _chosen(job: Job, jobs: Jobs, answers: Answers) -> Job:
    original = None if job.is_template else jobs.original(job)
    answer = answers.get(question(job.key))
    if original is None or answer is None or (answer.text or "").strip().casefold() != ALONE:
        return job
    return dataclasses.replace(job, row=original.row)


def decision(module: str, copy: Job, differences: list[str]) -> Decision:
    """Which of the two is to come; the copy by default, as it is what the collection ran."""
    return Decision(
        module=module,
        feature="Synchronize",
        id=question(copy.key),
        question=f"Which settings of {copy.name} the collection {copy.collection} gets",
        reason="A job group of GroupID 10 holds copies of its jobs, and this one has gone its own way: "
        + "; ".join(differences)
        + ".",
        kind="choice",
        choices=(OWN, ALONE),
        proposal=OWN,
        optional=True,
        page=PAGE,
    )


def _differ(name: str, copy: Job, original: Job) -> bool:
    return (copy.row.get(name) or None) != (original.row.get(name) or None)


def _told(name: str, copy: Any, original: Any) -> str:
    if any(word in name for word in _SECRET):
        return name
    if name == "Script":
        return f"Script (copy: {_lines(copy)}, alone: {_lines(original)})"
    return f"{name} (copy: {_short(copy)}, alone: {_short(original)})"


def _short(value: Any) -> str:
    if value in (None, "", []):
        return "none"
    if isinstance(value, list):
        return f"{len(value)} entries" if len(value) != 1 else "1 entry"
    plain = " ".join(str(value).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _lines(script: Any) -> str:
    return counted(len(str(script or "").splitlines()), "line")
