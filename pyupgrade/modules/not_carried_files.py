"""Synchronize jobs, schedules and reports, which this version leaves behind: from their files to a notice a kind."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules.left_behind import BY_US
from pyupgrade.modules.wording import in_order, things
from pyupgrade.plan.items import Answers, Feature, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader


def _told(
    module: str, feature: Feature, source: SourceReader, kind: str, subject: str, noun: str, action: str
) -> Iterator[Notice]:
    names = [file.path.rpartition("/")[2] for file in source.files(kind)]
    if names:
        yield Notice(
            module=module,
            feature=feature,
            id=kind,
            severity="loss",
            subject=subject,
            message=f"{subject} are {BY_US}: {things(names, noun)}.",
            action=action,
            names=in_order(names),
            count=len(names),
        )


def _synchronize(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    yield from _told(
        "not-carried-jobs", "Synchronize", source, "jobs", "Synchronize jobs", "Synchronize job",
        "Create them in 11.1 from the old ones, or keep the old server for them until a version carries them.",
    )  # fmt: skip
    yield from _told(
        "not-carried-jobs", "Synchronize", source, "job-groups", "Job groups", "job group",
        "Create a job collection in 11.1 for each, in the same order of jobs.",
    )  # fmt: skip


def _schedules(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    yield from _told(
        "not-carried-schedules", "Schedules", source, "schedules", "Schedules", "schedule",
        "Note kind, targets and times in GroupID 10 and create each in its store in 11.1; credentials must be "
        "entered anew in any case.",
    )  # fmt: skip
    yield from _told(
        "not-carried-schedules", "Schedules", source, "exported-schedules", "Exported schedules", "exported schedule",
        "They show kind, targets and times: create each in its store in 11.1 from them.",
    )  # fmt: skip


def _reports(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    yield from _told(
        "not-carried-reports", "Reports", source, "reports", "Generated reports", "report file",
        "Keep a copy of the folder and generate the reports anew in 11.1.",
    )  # fmt: skip


SYNCHRONIZE = Module(
    name="not-carried-jobs",
    feature="Synchronize",
    title="Synchronize jobs",
    plan=_synchronize,
    reads=("jobs", "job-groups"),
)
SCHEDULES = Module(
    name="not-carried-schedules",
    feature="Schedules",
    title="Schedules",
    plan=_schedules,
    reads=("schedules", "exported-schedules"),
)
REPORTS = Module(name="not-carried-reports", feature="Reports", title="Reports", plan=_reports, reads=("reports",))
