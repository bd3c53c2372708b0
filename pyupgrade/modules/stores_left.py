"""What stays behind with a store that is not upgraded: counts from groups, history, files and jobs to one notice a store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pyupgrade.modules.job_places import End, Placing
from pyupgrade.modules.job_rows import Job
from pyupgrade.modules.placement import domain_named
from pyupgrade.modules.stores import CARRIED, GOOGLE, Store
from pyupgrade.plan.items import Answers, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import counted, sentence

STREAMS = {
    "objects": "of objects",
    "store-configuration": "of the store's configuration",
    "admin-center": "of the Admin Center",
    "helpdesk": "of helpdesk and passwords",
}
# Folder <store name>_<id> or file <domain>_<id>.xml (upgrade note 2).
_STORE_FILE = re.compile(r"_(\d+)(?:\.xml$|/[^/]*$)", re.IGNORECASE)
_WAY = (
    "To bring it along: enable it in GroupID 10, plan and run the upgrade again, then disable it in both. Its data "
    "stay as they are in the source."
)


def stores_left(
    module: str, source: SourceReader, target: TargetReader, answers: Answers, left: Sequence[Store]
) -> Iterator[Notice]:
    """One notice for every store that stays behind; a loss when groups or history stay with it."""
    if not left:
        return
    placing = Placing(source, target, answers)
    jobs = [(job, placing.ends(job)) for job in placing.jobs.all() if not job.is_template]
    events = {stream: source.extent(stream).by_store for stream in STREAMS}
    files: dict[int, int] = {}
    for kind in ("replication-attributes", "disallowed-passwords"):
        for file in source.files(kind):
            if found := _STORE_FILE.search(file.path):
                files[int(found[1])] = files.get(int(found[1]), 0) + 1
    for store in left:
        groups = source.count("SVC.GroupObject", {"IdentityStoreId": store.id})
        history = {stream: counts.get(store.id, 0) for stream, counts in events.items()}
        severity: Literal["loss", "todo"] = "loss" if groups or any(history.values()) else "todo"
        parts = [counted(groups, "group")]
        parts += [f"{counted(n, 'history event')} {STREAMS[stream]}" for stream, n in history.items() if n]
        if store.id in files:
            parts.append(counted(files[store.id], "file"))
        staying = [job for job, ends in jobs if _stays(job, ends, store)]
        copies = sum(1 for job in staying if job.collection)
        if len(staying) > copies:
            parts.append(counted(len(staying) - copies, "Synchronize job"))
        if copies:
            parts.append(counted(copies, "copy of a job in job groups", "copies of jobs in job groups"))
        why, way = _why(store)
        yield Notice(
            module=module,
            feature="Configuration",
            id=f"store/{store.id}/" + ("disabled" if store.kind in CARRIED else "not-supported"),
            severity=severity,
            subject=store.name,
            message=f"{why} With it stay behind: {sentence(parts)}.",
            action=way,
            names=(store.name,),
            count=groups + sum(history.values()),
        )


def _stays(job: Job, ends: tuple[End, End], store: Store) -> bool:
    """Whether a job stays behind with the store. It names no store, but domains, and where these are tells its place."""
    if store.kind in CARRIED:
        return any(store.id in end.behind for end in ends)
    named = domain_named(job.text("DestinationDomain")).casefold()
    return bool(named) and named == domain_named(store.domain).casefold()


def _why(store: Store) -> tuple[str, str]:
    if store.kind == GOOGLE:
        return (
            f"{store.name} is a Google Workspace store, which the upgrade does not cover.",
            "Create the store anew in Directory Manager 11.1. Its data stay as they are in the source.",
        )
    if store.kind not in CARRIED:
        return (
            f"{store.name} is of the kind '{store.type_name}', which Directory Manager 11.1 does not know.",
            "See in GroupID 10 what it is for. Its data stay as they are in the source.",
        )
    return f"{store.name} is disabled and is not upgraded.", _WAY
