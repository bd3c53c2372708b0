"""The apps of an old installation: each that a plan asks a certificate for is found, with its tenant and cloud."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.modules.registered_apps import registered_apps
from pyupgrade.plan.items import Decision
from tests.modules.memory import MemorySource
from tests.modules.repetition import written_out
from tests.modules.test_cases import ROOT, module_of, planned

CASES = sorted(
    p for m in ("identity_stores", "messaging_providers", "synchronize_jobs") for p in (ROOT / m).glob("*.json")
)


def case_of(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = written_out(json.loads(path.read_text(encoding="utf-8")))
    return case


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_certificate_asked_for_belongs_to_an_app(path: Path) -> None:
    case = case_of(path)
    lines, source = planned(module_of(path, case), case)
    asked = {line.id.removesuffix("/pfx") for line in lines if isinstance(line, Decision) and line.id.endswith("/pfx")}
    assert asked <= {app.prefix for app in registered_apps(source)}


def test_one_app_of_several_users_is_one_and_sends_mail_for_all() -> None:
    case = case_of(ROOT / "messaging_providers" / "one-app-asked-once.json")
    apps = {app.prefix: app for app in registered_apps(MemorySource(case["tables"]))}
    store = apps["entra/4"]
    assert (store.application, store.tenant) == ("b1d7e6c4-2f95-4c1d-8f3e-6a2790f5d402", "cloud.example")
    assert (store.user, store.mail, store.cloud) == ("Cloud", True, "AzureCloud"), "a store that is both is one app"
    first = apps["messaging/1"]
    assert first.application == "00000000-0000-4000-8000-000000000009" and "messaging/2" not in apps
    assert first.user == "Messaging of Konzern"


def test_an_app_of_jobs_is_in_the_tenant_of_its_account() -> None:
    case = case_of(ROOT / "synchronize_jobs" / "office-365.json")
    _, source = planned(module_of(ROOT / "synchronize_jobs" / "office-365.json", case), case)
    of_jobs = [app for app in registered_apps(source) if app.prefix.startswith("job-app/")]
    assert of_jobs and all(app.mail for app in of_jobs)
    users = {row.get("MessagingUser", "") for row in case["records"]["jobs"]}
    assert {app.tenant for app in of_jobs if app.tenant} <= {user.rpartition("@")[2] for user in users if user}
