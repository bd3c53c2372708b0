"""Synchronize jobs: from job files, groups' copies and templates to 11.1 jobs in the store of their destination (J1-J5, J8-J11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.job_messaging import difference
from pyupgrade.modules.job_notices import TOLD
from pyupgrade.modules.job_places import READS as PLACES_READ
from pyupgrade.modules.job_places import End, Placing
from pyupgrade.modules.job_rows import Job, texts
from pyupgrade.modules.job_secrets import JobSecrets, passwords_left
from pyupgrade.modules.job_shape import (
    initial_passwords,
    language_number,
    open_passwords,
    script_texts,
    scripted,
    values_of,
)
from pyupgrade.modules.messaging_providers import READS as MESSAGING_READ
from pyupgrade.modules.messaging_providers import Provider, by_store
from pyupgrade.modules.script_words import paths_in
from pyupgrade.modules.service_accounts import sealed_passwords
from pyupgrade.modules.told import told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME: Final = "synchronize-jobs"
SECRET: Final = (
    "Path",
    "Fields",
    "SourceConnection",
    "DestinationConnection",
    "SourcePassword",
    "DestinationPassword",
    "MessagingPassword",
)


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    placing = Placing(source, target, answers)
    found: dict[str, list[str]] = defaultdict(list)
    found["jobs/unreadable"] = [f"{path} ({problem.rstrip('. ')})" for path, problem in placing.jobs.unreadable]
    found["jobs/twice"] = list(placing.jobs.twice)
    secrets = JobSecrets(NAME, source, answers, sealed_passwords(list(placing.carried.values())))
    messaging, names, accounts = by_store(source), placing.names, placing.accounts
    changes: list[Change] = []
    for job in placing.jobs.all():
        ends = placing.ends(job)
        if not _is_ready(job, ends, found):
            continue
        _tell(job, ends, placing, accounts, messaging, found)
        values = {**values_of(job, *ends, names), **secrets.of(job)}
        changes.append(_change(job, values))
    yield from secrets.questions()
    yield from told(NAME, TOLD, found, "Synchronize")
    yield from changes


def _is_ready(job: Job, ends: tuple[End, End], found: dict[str, list[str]]) -> bool:
    """Whether both ends have a place; if not, it is noted why."""
    for side, end in zip(("source", "destination"), ends, strict=True):
        if end.left:
            found[f"jobs/{end.because}"].append(f"{job.key} ({side}: {end.left})")
            return False
    if all(end.is_placed for end in ends):
        return True
    if job.is_template:
        found["jobs/templates"].append(job.key)
        return True
    found["jobs/waits"] += [f"{job.key}: {end.waits}" for end in ends if end.waits]
    return False


def _tell(
    job: Job,
    ends: tuple[End, End],
    placing: Placing,
    accounts: Mapping[int, str],
    messaging: Mapping[int, Provider],
    found: dict[str, list[str]],
) -> None:
    _tell_accounts(job, ends, placing, accounts, found)
    if differs := difference(job, messaging.get(ends[1].store or 0)):
        found["jobs/messaging"].append(f"{job.key}: {differs}")
    if places := scripted(job):
        language = job.text("ScriptLanguage") or "VB.NET"
        found["jobs/scripts"].append(f"{job.key} ({language}: {', '.join(places)})")
        if language_number(job) is None:
            found["jobs/script-language"].append(f"{job.key} ({language})")
        found["jobs/script-paths"] += [f"{job.key}: {path}" for text in script_texts(job) for path in paths_in(text)]
        found["jobs/assemblies"] += [f"{job.key}: {name}" for name in texts(job.row.get("References"))]
    found["jobs/script-passwords"] += [f"{job.key} ({place})" for place in open_passwords(job)]
    if initial_passwords(job):
        found["jobs/initial-passwords"].append(job.key)
        found["jobs/more-passwords"] += passwords_left(job)


def _tell_accounts(
    job: Job, ends: tuple[End, End], placing: Placing, accounts: Mapping[int, str], found: dict[str, list[str]]
) -> None:
    """The account of each end that is not that of its store or data source; once where both ends are one store."""
    source, destination = ends
    account, source_account = job.text("DestinationUser"), job.text("SourceUser")
    is_same = source.store == destination.store and source_account.casefold() == account.casefold()
    for called, end, own in ((job.key, destination, account), (f"{job.key} (source)", source, source_account)):
        if not own or (end is source and is_same and source.store is not None):
            continue
        if end.store is not None and own.casefold() != (stores := accounts.get(end.store, "")).casefold():
            name = placing.names[end.store]
            found["jobs/accounts"].append(f"{called}: {own} (store {name}: {stores or 'none'})")
        if end.connection is not None and own.casefold() != (named := end.connection.user).casefold():
            instead = named or "Windows authentication"
            found["jobs/data-accounts"].append(f"{called}: {own} (connection string: {instead})")


def _change(job: Job, values: dict[str, Any]) -> Change:
    row = {name: value for name, value in job.row.items() if name not in SECRET}
    return Change(
        module=NAME,
        feature="Synchronize",
        kind="SynchronizeJob",
        key=job.key,
        name=job.key,
        store=values.get("identityStoreId"),
        values=values,
        row=fingerprint(row, {"Fields": values.get("fieldsMap")}),
    )


MODULE: Final = Module(
    name=NAME,
    feature="Synchronize",
    title="Synchronize jobs",
    plan=plan,
    after=("forest-stores", "job-data-sources", "job-collections"),
    reads=tuple(dict.fromkeys((*PLACES_READ, *MESSAGING_READ))),
    writes=("SynchronizeJob",),
    of_groups=False,
)
