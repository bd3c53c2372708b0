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
    forest_domains,
    history_sample,
    index_health,
    index_indices,
    index_reachable,
    index_rights,
    old_files,
    old_index,
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
    disallowed_passwords,
    dynasties,
    enrolments,
    entitlement,
    extension_data,
    forest_stores,
    history,
    identity_stores,
    job_collections,
    job_data_sources,
    mail_servers,
    messaging_providers,
    not_carried,
    notifications,
    password_expiry,
    portal_kit,
    replication_attributes,
    reports,
    schedules,
    security_roles,
    smart_groups,
    store_links,
    store_settings,
    synchronize_jobs,
    unmanaged_groups,
    user_data,
    workflow_requests,
    workflows,
)
from pyupgrade.plan.items import Feature, Module
from pyupgrade.source.groupid10 import open_groupid10
from pyupgrade.steps import stages

FEATURES: Final[tuple[Feature, ...]] = get_args(Feature)
PREREQUISITES: Final[dict[str, tuple[str, ...]]] = {f: ("Configuration",) for f in FEATURES if f != "Configuration"}
STAGES: Final = stages.STAGES
INDEXED: Final = ("SmartGroup", "Dynasty", "PasswordExpiryGroup", "UnmanagedGroup")  # kinds with a search document

SOURCES: Final[dict[str, Callable[..., object]]] = {"10.0": open_groupid10}

MODULES: Final[tuple[Module, ...]] = (
    identity_stores.MODULE,
    store_settings.MODULE,
    security_roles.MODULE,
    replication_attributes.MODULE,
    disallowed_passwords.MODULE,
    messaging_providers.MODULE,
    mail_servers.MODULE,
    notifications.MODULE,
    entitlement.MODULE,
    workflows.MODULE,
    workflow_requests.MODULE,
    store_links.MODULE,
    portal_kit.MODULE,
    not_carried.MODULE,
    history.MODULE,
    data_sources.MODULE,
    smart_groups.MODULE,
    dynasties.MODULE,
    password_expiry.MODULE,
    unmanaged_groups.MODULE,
    extension_data.MODULE,
    user_data.MODULE,
    enrolments.MODULE,
    forest_stores.MODULE,
    job_data_sources.MODULE,
    job_collections.MODULE,
    synchronize_jobs.MODULE,
    reports.MODULE,
    schedules.MODULE,
)

DOORS: Final = {"tables": "rows of a database: SQLite on the embedded target"}

CHECKS: Final = (
    source_version.CHECK,
    source_readonly.CHECK,
    source_drift.CHECK,
    history_sample.CHECK,
    old_index.CHECK,
    topology.CHECK,
    target_drift.CHECK,
    target_free.CHECK,
    passphrase.CHECK,
    earlier_runs.CHECK,
    index_reachable.CHECK,
    index_health.CHECK,
    index_rights.CHECK,
    index_indices.CHECK,
    directory_reachable.CHECK,
    directory_groups.CHECK,
    domain_case.CHECK,
    forest_domains.CHECK,
    replication_files.CHECK,
    old_files.CHECK,
    certificates.CHECK,
    secrets_file.CHECK,
    disk_space.CHECK,
    engine_versions.CHECK,
)
