"""What is there: source, target, their drift and the details log, as rows for the shell; nothing is changed."""

from __future__ import annotations

import platform
import sys
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pyupgrade import __version__, requests, results
from pyupgrade.connect import mssql
from pyupgrade.engine import log as details_log
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.doors import HISTORY
from pyupgrade.engine.world import World
from pyupgrade.modules import stores
from pyupgrade.plan.ports import SourceReader

GROUP_TYPES = {
    1: "Unmanaged", 2: "Smart Group", 3: "Dynasty (parent)", 4: "Dynasty (middle)", 5: "Dynasty (leaf)", 6: "Password Expiry",
}  # fmt: skip
GROUPS = "SVC.GroupObject"


def connection(engine: Connected) -> results.Connection:
    """Source and target as they show themselves at Connect, with what the admin should know before anything else."""
    world, settings = engine.world, engine.settings
    with world.source() as source, world.reader() as target:
        warnings = []
        if settings.topology == "same":
            warnings.append(
                "The 11.1 tables stand in the old database itself. Work on a restored backup or keep a snapshot taken before the"
                " Configuration Tool ran; this product writes to none of the old tables."
            )
        if world.has_no_database:
            warnings.append(
                "The journal is a file here, since the target's database is not named: a run from another machine, with another journal,"
                " is kept out only by what the target itself shows."
            )
        if world.on_sql_server:
            warnings.append(mssql.NEVER_RUN)
        contract = world.source_contract
        if contract.assumed:
            who = (
                f"confirmed by {contract.confirmed_by}"
                if contract.confirmed_by
                else "confirmed by nobody: a run is refused"
            )
            warnings.append(
                f"Nothing is published of {contract.system} {contract.version}'s database. Every table is read as this product assumes"
                f" it ({who}); see Get-DMUpgradeSource -Drift."
            )
        return results.Connection(
            id="",
            profile=str(settings.profile or ""),
            engine_version=__version__,
            python_version=platform.python_version(),
            python_path=sys.executable,
            topology=settings.topology,
            source_version=source.version,
            source_installation=source.installation,
            source_location=source.location,
            target_kind=world.target_kind,
            target_identity=target.identity,
            target_location=world.target_location,
            identity_store_id=settings.identity_store_id,
            claim_upgrade_group=settings.claim_upgrade_group,
            log_path=str(settings.log_path),
            doors=_doors(world),
            warnings=warnings,
        )


def _doors(world: World) -> list[results.DoorInUse]:
    return [
        results.DoorInUse(kind=kind, door=door, evidence=world.evidence[kind])
        for kind, door in sorted(world.doors.items())
    ]


def source(world: World) -> results.Source:
    """Version, stores with what each holds, counts by type and stream, and what could not be read."""
    with world.source() as reader:
        extents = {s.name: reader.extent(s.name) for s in world.source_contract.streams}
        return results.Source(
            version=reader.version,
            installation=reader.installation,
            location=reader.location,
            topology=world.settings.topology,
            stores=[
                _store(store, reader, sum(e.by_store.get(store.id, 0) for e in extents.values()))
                for store in stores.all_stores(reader)
            ],
            groups={name: reader.count(GROUPS, {"ManagedGroupType": number}) for number, name in GROUP_TYPES.items()},
            history={name: extent.count for name, extent in extents.items()},
            unreadable=[*reader.missing(list(world.source_contract.tables)), *_unreadable_files(world, reader)],
        )


def _unreadable_files(world: World, reader: Any) -> list[str]:
    for kind in world.source_contract.files:
        reader.files(kind)
    return list(reader.unreadable)


def _store(store: stores.Store, reader: SourceReader, events: int) -> results.Store:
    note = (
        ""
        if store.is_carried
        else ("disabled: stays in the source" if not store.enabled else "this kind of store is not upgraded")
    )
    return results.Store(
        id=store.id,
        name=store.name,
        type=store.type_name,
        domain=store.meant.get("domain", ""),
        enabled=store.enabled,
        carried=store.is_carried,
        groups=reader.count(GROUPS, {"IdentityStoreId": store.id}),
        history_events=events,
        note=note,
    )


def target(world: World) -> results.Target:
    """Identity, doors with their evidence, objects and events that are there, features completed for this source."""
    with world.source() as old, world.reader() as reader:
        ledger = {
            s.name: sum(r.rows for r in reader.ledger(old.installation, s.name)) for s in world.source_contract.streams
        }
        return results.Target(
            identity=reader.identity,
            kind=world.target_kind,
            location=world.target_location,
            version=reader.version,
            topology=world.settings.topology,
            doors=_doors(world),
            objects={
                kind: sum(1 for _ in reader.keys(kind))
                for kind, door in sorted(world.doors.items())
                if door and kind != HISTORY
            },
            history=ledger,
            completed_features=sorted(reader.completed(old.installation)),
            runs=_run_count(world),
        )


def _run_count(world: World) -> int:
    with world.runs() as runs:
        return len(runs.list())


def drift(world: World, side: str) -> list[results.Drift]:
    """Where the database of `side` differs from the contract."""
    return [results.Drift(**asdict(row)) for row in world.drift(side)]


def log(world: World, path: Path, asked: requests.ReadLog) -> dict[str, Any]:
    """Lines of the details log from `since` on, of a level or above, of a run; the last `tail` of them.

    Raises RunNotFound for a run that neither the log nor the target knows.
    """
    levels = details_log.LEVELS
    lowest = 0 if asked.level is None else levels.index(asked.level)
    rows: deque[results.LogEntry] = deque(maxlen=asked.tail)
    following = asked.since or 0
    for at, following, line in details_log.read(path, asked.since):  # noqa: B007 - the last one is the answer's next
        if levels.index(line.level) >= lowest and asked.run_id in (None, line.run):
            rows.append(
                results.LogEntry(
                    sequence=at,
                    time=line.time,
                    level=line.level,
                    area=line.area,
                    run_id=line.run,
                    message=line.message,
                    error_id=line.error,
                )
            )
    if asked.run_id is not None and not rows and not asked.since:
        with world.runs() as runs:
            runs.list(asked.run_id)
    return {"rows": list(rows), "next": following}
