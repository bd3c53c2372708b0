"""The facts of one run as the engine hands them in: the run's row, lines and ranges of its journal, source and target
as inspected.

Each struct takes the members of the result type or journal row that bears its name, so `msgspec.convert(row, RunFacts,
from_attributes=True)` fills it from a result row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec


class FeatureFacts(msgspec.Struct, frozen=True, kw_only=True):
    feature: str
    status: str
    done: int = 0
    present: int = 0
    conflicts: int = 0
    failed: int = 0
    skipped: int = 0


class RunFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A run as Get-DMUpgradeRun shows it; instants are aware."""

    run_id: int
    status: str
    stage: str
    features: list[FeatureFacts]
    plan_digest: str
    topology: str
    source_installation: str
    target_identity: str
    started: datetime
    ended: datetime | None
    user: str
    host: str
    engine_version: str
    done: int
    total: int
    conflicts: int
    failed: int
    grown: int
    accepted_losses: list[str]
    message: str
    recommended_action: str
    log_path: str


class LineFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the journal: `line` is Kind/key, `after` the digest of what was written, `at` when (ISO 8601 UTC) or
    empty."""

    line: str
    state: str
    items: int = 1
    after: str = ""
    error: str = ""
    message: str = ""
    at: str = ""


class RangeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the history ledger: rows written of source keys start to stop, what was left out, oddities by code."""

    stream: str
    start: int
    stop: int
    rows: int
    skipped: int = 0
    problems: Mapping[str, int] = {}
    run: int = 0
    at: str = ""


class StoreFacts(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    type: str
    domain: str
    enabled: bool
    carried: bool
    groups: int
    history_events: int
    note: str


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The old installation: groups by type as the source counts them, history events by stream."""

    version: str
    installation: str
    location: str
    stores: list[StoreFacts]
    groups: dict[str, int]
    history: dict[str, int]


class DoorFacts(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    door: str
    evidence: str


class TargetFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The target after the run: objects by kind, history rows by stream. `kind` is what it is, as Embedded."""

    identity: str
    kind: str
    location: str
    version: str
    doors: list[DoorFacts]
    objects: dict[str, int]
    history: dict[str, int]
