"""Data sources of Synchronize jobs: one for every distinct connection string that no Smart Group had before, to 11.1 objects (J7, J9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.modules.data_source_lines import change, decisions, secret_digest
from pyupgrade.modules.data_source_notices import JOBS, Used, notices
from pyupgrade.modules.job_places import READS, Placing
from pyupgrade.plan.items import Answers, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME: Final = JOBS.module
PAGE: Final = 9


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    placing = Placing(source, target, answers)
    used: dict[str, Used] = {}
    for job in placing.jobs.all():
        ends = placing.ends(job)
        if any(end.left for end in ends):
            continue  # it stays behind, and with it what only it needs
        for side, end in zip(("Source", "Destination"), ends, strict=True):
            if end.connection is not None:
                entry = used.setdefault(end.connection.name, Used(end.connection))
                secret = secret_digest(job.text(f"{side}Connection"), job.text(f"{side}Password"))
                entry.add(end.connection, job.key, secret)
    sources = [used[name] for name in sorted(used)]
    for entry in sources:
        yield from decisions(JOBS, entry, PAGE)
    yield from notices(JOBS, sources)
    for entry in sources:
        yield change(JOBS, entry, answers)


MODULE: Final = Module(
    name=NAME,
    feature="Synchronize",
    title="Data sources of Synchronize jobs",
    plan=plan,
    after=("identity-stores", "data-sources"),
    reads=READS,
    writes=("DataSource",),
    of_groups=False,
)
