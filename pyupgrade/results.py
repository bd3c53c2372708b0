"""What the engine hands to the shell: one struct a result type; the PowerShell classes of the same names are held against these."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Result(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Base of all result rows; written as camelCase JSON."""


class DoorInUse(Result, frozen=True, kw_only=True):
    """A kind of object (or History) with the door it takes, "" for none, and what that door's shape is known by."""

    kind: str
    door: str
    evidence: str


class Connection(Result, frozen=True, kw_only=True):
    id: str
    profile: str
    engine_version: str
    python_version: str
    python_path: str
    topology: str
    source_version: str
    source_installation: str
    source_location: str
    target_kind: str
    target_identity: str
    target_location: str
    identity_store_id: int | None
    claim_upgrade_group: bool
    log_path: str
    doors: list[DoorInUse]
    warnings: list[str]


class Store(Result, frozen=True, kw_only=True):
    id: int
    name: str
    type: str
    domain: str
    enabled: bool
    carried: bool
    groups: int
    history_events: int
    note: str


class Source(Result, frozen=True, kw_only=True):
    version: str
    installation: str
    location: str
    topology: str
    stores: list[Store]
    groups: dict[str, int]
    history: dict[str, int]
    unreadable: list[str]


class Target(Result, frozen=True, kw_only=True):
    identity: str
    kind: str
    location: str
    version: str
    topology: str
    doors: list[DoorInUse]
    objects: dict[str, int]
    history: dict[str, int]
    completed_features: list[str]
    runs: int


class Drift(Result, frozen=True, kw_only=True):
    side: str
    object: str
    column: str
    difference: str
    expected: str
    found: str
    needed: bool
    evidence: str
    recommended_action: str


class Check(Result, frozen=True, kw_only=True):
    id: str
    area: str
    status: str
    message: str
    recommended_action: str
    target: str


class FieldChange(Result, frozen=True, kw_only=True):
    field: str
    before: str | None
    after: str | None


class PlanItem(Result, frozen=True, kw_only=True):
    id: str
    feature: str
    module: str
    action: str
    kind: str
    key: str
    name: str
    store: int | None
    count: int
    door: str
    evidence: str
    undo: bool
    changes: list[FieldChange]


class Decision(Result, frozen=True, kw_only=True):
    id: str
    feature: str
    kind: str
    question: str
    reason: str
    choices: list[str]
    proposal: str | None
    optional: bool
    answered: bool
    answer: str | None


class Notice(Result, frozen=True, kw_only=True):
    id: str
    severity: str
    feature: str
    subject: str
    message: str
    recommended_action: str
    count: int
    names: list[str]
    must_be_named: bool


class Plan(Result, frozen=True, kw_only=True):
    digest: str
    decisions_digest: str
    data_digest: str
    features: list[str]
    topology: str
    source_installation: str
    source_version: str
    target_identity: str
    tool_version: str
    counts: dict[str, int]
    items: list[PlanItem]
    decisions: list[Decision]
    notices: list[Notice]
    text: str
    groups: list[GroupResult] | None = None


class PlanDifference(Result, frozen=True, kw_only=True):
    part: str
    difference: str
    subject: str
    saved: str | None
    now: str | None


class ItemResult(Result, frozen=True, kw_only=True):
    run_id: int
    feature: str
    module: str
    kind: str
    key: str
    name: str
    store: int | None
    status: str
    count: int
    message: str
    error_id: str
    recommended_action: str


class GroupResult(Result, frozen=True, kw_only=True):
    run_id: int | None
    identity: str
    name: str
    object_guid: str | None
    distinguished_name: str
    identity_store_id: int | None
    group_type: int | None
    status: str
    history_events: int
    message: str
    error_id: str
    recommended_action: str


class FeatureStatus(Result, frozen=True, kw_only=True):
    feature: str
    status: str
    done: int
    present: int
    conflicts: int
    failed: int
    skipped: int


class Run(Result, frozen=True, kw_only=True):
    run_id: int
    status: str
    stage: str
    features: list[FeatureStatus]
    plan_digest: str
    topology: str
    source_installation: str
    target_identity: str
    started: datetime
    ended: datetime | None
    user: str
    host: str
    process_id: int
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


class LogEntry(Result, frozen=True, kw_only=True):
    sequence: int
    time: datetime
    level: str
    area: str
    run_id: int | None
    message: str
    error_id: str


class Sample(Result, frozen=True, kw_only=True):
    path: str
    profile: str
    size: str
    version: str
    topology: str
    stores: int
    groups: int
    history_events: int
    seconds: float
