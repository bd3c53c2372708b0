"""Preflight of the Small sample with the profile's identity platform: its apps pass, a wrong secret fails, no secret is told."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pyupgrade import settings
from pyupgrade.engine import endpoints
from pyupgrade.sample.jobs import APP as JOBS_APP
from pyupgrade.sample.mail import APP_IDS
from tests.seam.client import Shell
from tests.servers.identity import StandIn

pytestmark = pytest.mark.xdist_group("identity")

TENANT = "corpcloud.onmicrosoft.example"
APPS = {f"job-app/{JOBS_APP}": JOBS_APP, "entra/4": APP_IDS[4], "messaging/3": APP_IDS[3]}
GRAPH_ROLES = [
    f"{sort}.Read.All"
    for sort in ("Channel", "Directory", "Group", "Mail", "RoleManagement", "User", "UserAuthenticationMethod")
]


def register(server: StandIn, estate: Path) -> dict[str, str]:
    """What an admin registered in the cloud for the sample's apps; gives the sample's secrets."""
    answers = tomllib.loads((estate / "answers.toml").read_text(encoding="utf-8"))["answers"]
    secrets: dict[str, str] = tomllib.loads((estate / "secrets.toml").read_text(encoding="utf-8"))
    for prefix, application in APPS.items():
        secret, password = (
            secrets[answers[f"{prefix}/{part}"].removeprefix("secret:")] for part in ("client-secret", "pfx-password")
        )
        app = server.app(application, TENANT, secrets={secret: None})
        app.trust((estate / answers[f"{prefix}/pfx"]).read_bytes(), password)
        app.roles = {"Microsoft Graph": GRAPH_ROLES, "Office 365 Exchange Online": ["Exchange.ManageAsApp"]}
    return secrets


def rows_of(server: StandIn, estate: Path) -> list[dict[str, Any]]:
    """Rows of the identity checks, with the profile pointing to the stand-in."""
    ca_file = estate / "ca.pem"
    ca_file.write_bytes(server.ca_file.read_bytes())
    profile = estate / "upgrade.toml"
    table = f'\n[identity]\nauthority = "{server.address}"\ngraph = "{server.address}/"\nca = "ca.pem"\n'
    profile.write_text(profile.read_text(encoding="utf-8") + table, encoding="utf-8")
    shell = Shell()
    shell.open(estate)
    try:
        rows: list[dict[str, Any]] = shell.job("preflight.run", features=["Everything"])["rows"]
    finally:
        shell.call("connection.close", {"connection": shell.connection})
    (clock,) = [row for row in rows if row["id"] == "machine.clock" and row["target"] == "identity platform"]
    assert clock["status"] == "Passed", clock
    tls = [row["status"] for row in rows if row["id"] == "network.tls" and "localhost" in row["target"]]
    assert tls and "Failed" not in tls, rows
    return [row for row in rows if row["area"] == "Identity"]


@pytest.mark.mission("S3", "S4", "S5")
def test_the_samples_apps_pass(stand_in: StandIn, estate: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets, before = register(stand_in, estate), set(estate.rglob("*"))
    rows = rows_of(stand_in, estate)
    assert {row["status"] for row in rows} == {"Passed"}, rows
    tried = {row["target"] for row in rows if row["id"] == "identity.tokens"}
    assert tried == {f"{prefix}/{part}" for prefix in APPS for part in ("pfx", "client-secret")}
    assert len(stand_in.tokens) == 6, "a token for each proof, fetched once"
    left = b"".join(f.read_bytes() for f in set(estate.rglob("*")) - before if f.is_file())
    told = caplog.text + repr(rows) + "".join(stand_in.log) + left.decode("utf-8", "replace")
    assert not [name for name, value in secrets.items() if value in told]
    assert not [token for token in stand_in.tokens if token in told]


@pytest.mark.mission("S5")
def test_a_wrong_secret_and_another_certificate(stand_in: StandIn, estate: Path) -> None:
    secrets = register(stand_in, estate)
    stand_in.apps[APP_IDS[4]].secrets = {"another secret altogether": None}
    stand_in.apps[JOBS_APP].certificates = stand_in.apps[APP_IDS[3]].certificates
    rows = rows_of(stand_in, estate)
    failed = {row["target"]: row for row in rows if row["status"] == "Failed" and row["id"] == "identity.tokens"}
    assert set(failed) == {"entra/4/client-secret", f"job-app/{JOBS_APP}/pfx"}
    assert "AADSTS7000215" in failed["entra/4/client-secret"]["message"]
    assert "AADSTS700027" in failed[f"job-app/{JOBS_APP}/pfx"]["message"]
    assert not [value for value in secrets.values() if value in repr(rows)]


def test_the_platforms_endpoints_are_looked_at_where_the_profile_names_them(tmp_path: Path) -> None:
    def hosts(table: dict[str, Any]) -> list[str]:
        given = {"source": "a.db", "target": "b.db", "directory": "d.ldif", "identity": table}
        read = settings.from_values(given, tmp_path)
        return [endpoint.host for system in endpoints.SYSTEMS for endpoint in system(read)]

    assert hosts({}) == [], "it depends on each app"
    assert hosts({"cloud": "usgov-dod"}) == ["login.microsoftonline.us", "dod-graph.microsoft.us"]
    own = {"authority": "https://login.own.example", "graph": "https://graph.own.example"}
    assert hosts({**own, "cloud": "china"}) == ["login.own.example", "graph.own.example"]
