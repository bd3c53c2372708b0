"""What there is of each sort: SOURCES, MODULES, STEPS, DOORS, CHECKS; short tables, one line an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

from pyupgrade.checks import (
    certificates,
    directory_groups,
    directory_reachable,
    disk_space,
    domain_case,
    earlier_runs,
    engine_versions,
    history_sample,
    old_files,
    passphrase,
    replication_files,
    secrets_file,
    source_drift,
    source_readonly,
    source_version,
    target_drift,
    target_free,
    topology,
)
from pyupgrade.modules import (
    data_sources,
    dynasties,
    history,
    identity_stores,
    not_carried,
    not_carried_files,
    password_expiry,
    security_roles,
    smart_groups,
    store_settings,
    unmanaged_groups,
)
from pyupgrade.plan.items import Feature, Module
from pyupgrade.source.groupid10 import open_groupid10
from pyupgrade.steps import stages

FEATURES: Final[tuple[Feature, ...]] = get_args(Feature)
PREREQUISITES: Final[dict[str, tuple[str, ...]]] = {f: ("Configuration",) for f in FEATURES if f != "Configuration"}
CARRYING: Final = ("Configuration", "History", "Groups")  # the others have notices only, so far
STAGES: Final = stages.STAGES
INDEXED: Final = ("SmartGroup", "Dynasty", "PasswordExpiryGroup", "UnmanagedGroup")  # kinds with a search document

SOURCES: Final[dict[str, Callable[..., object]]] = {"10.0": open_groupid10}

MODULES: Final[tuple[Module, ...]] = (
    identity_stores.MODULE,
    store_settings.MODULE,
    security_roles.MODULE,
    not_carried.MODULE,
    history.MODULE,
    data_sources.MODULE,
    smart_groups.MODULE,
    dynasties.MODULE,
    password_expiry.MODULE,
    unmanaged_groups.MODULE,
    not_carried_files.SYNCHRONIZE,
    not_carried_files.SCHEDULES,
    not_carried_files.REPORTS,
)

DOORS: Final = {"tables": "rows of a database: SQLite on the embedded target"}

CHECKS: Final = (
    source_version.CHECK,
    source_readonly.CHECK,
    source_drift.CHECK,
    history_sample.CHECK,
    topology.CHECK,
    target_drift.CHECK,
    target_free.CHECK,
    passphrase.CHECK,
    earlier_runs.CHECK,
    directory_reachable.CHECK,
    directory_groups.CHECK,
    domain_case.CHECK,
    replication_files.CHECK,
    old_files.CHECK,
    certificates.CHECK,
    secrets_file.CHECK,
    disk_space.CHECK,
    engine_versions.CHECK,
)
