"""The checks of apps against a server that checks for real: what fits passes, what does not is named, what cannot be read is skipped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pyupgrade.checks import identity_registration, identity_roles, identity_tokens
from pyupgrade.checks.context import Context
from pyupgrade.connect import vault
from pyupgrade.engine.identity import Platform, thumbprints
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.identity import CloudApp
from pyupgrade.plan.items import Decision, Module
from pyupgrade.settings.identity import Identity
from tests.checks.context_by_hand import context
from tests.servers.identity import StandIn

pytestmark = pytest.mark.xdist_group("identity")

ID, TENANT = "77c1a0de-4b1f-4f0a-9d53-0c2f6a1b5505", "corpcloud.onmicrosoft.example"
SECRET, PASSWORD = "s3cret~Of.The-App_0123456789", "pfx-P4ssword-0123456789"
STORE = CloudApp("entra/4", ID, TENANT, "AzureCloud", "Corp Cloud", False)
GRAPH_ROLES = [
    "Channel.Create", "Directory.ReadWrite.All", "Group.ReadWrite.All", "Mail.Send", "RoleManagement.Read.Directory",
    "User.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All",
]  # fmt: skip
ROLES = {"Microsoft Graph": GRAPH_ROLES, "Office 365 Exchange Online": ["Exchange.ManageAsApp"]}
CHECKS = (identity_tokens.CHECK, identity_registration.CHECK, identity_roles.CHECK)
Look = Callable[..., dict[str, list[Finding]]]


@pytest.fixture(scope="module")
def pfx() -> bytes:
    return made()


@pytest.fixture(scope="module")
def other_pfx() -> bytes:
    return made()


def made() -> bytes:
    now = datetime.now(UTC)
    return vault.make_pfx("corp cloud", PASSWORD, now - timedelta(days=1), now + timedelta(days=300))


@pytest.fixture
def server(stand_in: StandIn, pfx: bytes) -> StandIn:
    stand_in.app(ID, TENANT, secrets={SECRET: None}, roles=ROLES).trust(pfx, PASSWORD)
    return stand_in


@pytest.fixture
def look(server: StandIn, pfx: bytes) -> Iterator[Look]:
    """Rows by check. `pfx`, `password`, `secret` are what was answered; the rest is the profile's table."""
    opened: list[Platform] = []

    def looked(app: CloudApp = STORE, **other: Any) -> dict[str, list[Finding]]:
        answers: dict[str, Any] = {"pfx": pfx, "pfx-password": PASSWORD, "client-secret": SECRET}
        answers |= {
            name.replace("_", "-"): other.pop(name) for name in list(other) if name.replace("_", "-") in answers
        }
        table = {"authority": server.address, "graph": server.address, "ca": server.ca_file, **other}
        opened.append(Platform(Identity(**table), time.time, lambda seconds: None))
        return found(asking(app, answers, opened[-1]))

    yield looked
    for platform in opened:
        platform.close()


def asking(app: CloudApp, answers: dict[str, Any], platform: Platform | None) -> Context:
    def plan(source: object, target: object, given: object) -> Iterator[Decision]:
        yield Decision(
            module="m", feature="Configuration", id=f"{app.prefix}/pfx", question="PFX?", reason="r", kind="file"
        )

    def value(decision: str) -> Any:
        return answers[decision.removeprefix(f"{app.prefix}/")]

    module = Module(name="m", feature="Configuration", title="M", plan=plan, writes=("IdentityStore",))
    return context(modules=[module], apps=lambda: [app], identity=platform, secret=value, file=value)


def found(seen: Context) -> dict[str, list[Finding]]:
    """Rows by check, none of which shows a secret or leaves open what to do."""
    rows = {check.id: list(check.run(seen)) for check in CHECKS}
    for row in (row for several in rows.values() for row in several):
        assert row.status == "Passed" or row.recommended_action, row
        assert not [s for s in (SECRET, PASSWORD, "wrong-0123456789", "stand-in-token") if s in repr(row)], row
    return rows


def statuses(rows: dict[str, list[Finding]]) -> list[str]:
    return [row.status for check in CHECKS for row in rows[check.id]]


@pytest.mark.mission("S3", "S5")
def test_an_app_whose_certificate_and_secret_fit(look: Look) -> None:
    rows = look()
    assert statuses(rows) == ["Passed"] * 4
    assert [row.target for row in rows["identity.tokens"]] == ["entra/4/pfx", "entra/4/client-secret"]


@pytest.mark.mission("S5")
def test_another_certificate_is_told_with_those_registered(look: Look, other_pfx: bytes, pfx: bytes) -> None:
    rows = look(pfx=other_pfx)
    by_certificate, by_secret = rows["identity.tokens"]
    assert by_certificate.status == "Failed" and "AADSTS700027" in by_certificate.message
    assert by_secret.status == "Passed"
    (registered,) = rows["identity.registration"]
    assert registered.status == "Failed"
    ours, theirs = (vault.pfx_facts(one, PASSWORD).thumbprint for one in (other_pfx, pfx))
    assert ours in registered.message and f"({theirs})" in registered.message


@pytest.mark.parametrize("case", ["wrong", "expired"])
@pytest.mark.mission("S5")
def test_a_secret_that_does_not_fit(server: StandIn, look: Look, case: str) -> None:
    if case == "expired":
        server.apps[ID].secrets[SECRET] = time.time() - 1
    by_certificate, by_secret = look(client_secret="wrong-0123456789" if case == "wrong" else SECRET)["identity.tokens"]
    assert (by_certificate.status, by_secret.status) == ("Passed", "Failed")
    assert {"wrong": "AADSTS7000215", "expired": "AADSTS7000222"}[case] in by_secret.message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tenant": "gone.onmicrosoft.example"}, "AADSTS90002"),
        ({"application": "00000000-0000-0000-0000-000000000001"}, "AADSTS700016"),
        ({"application": ""}, "does not say its application id"),
        ({"application": "x') or ('"}, "is no application id"),
        ({"tenant": ""}, "does not say its tenant"),
        ({"tenant": "a/b"}, "cannot be a tenant"),
    ],
)
def test_an_app_that_is_named_wrongly(look: Look, change: dict[str, str], said: str) -> None:
    facts = {name: getattr(STORE, name) for name in CloudApp.__slots__}
    rows = look(CloudApp(**{**facts, **change}))
    assert statuses(rows) == ["Failed", "Failed", "Skipped", "Skipped"]
    assert all(said in row.message for row in rows["identity.tokens"])


def test_the_profile_names_the_tenant_that_the_source_lacks(look: Look) -> None:
    facts = {name: getattr(STORE, name) for name in CloudApp.__slots__}
    assert statuses(look(CloudApp(**{**facts, "tenant": ""}), tenants={ID.upper(): TENANT})) == ["Passed"] * 4


@pytest.mark.mission("S5")
def test_what_the_app_may_not_read_is_skipped_and_never_passed(server: StandIn, look: Look) -> None:
    server.apps[ID].may_read = False
    rows = look()
    assert statuses(rows) == ["Passed", "Passed", "Skipped", "Skipped"]
    assert "Application.Read.All" in rows["identity.registration"][0].recommended_action


def test_an_app_of_another_tenant_has_no_registration_here(server: StandIn, look: Look) -> None:
    server.apps[ID].is_ours = False
    assert statuses(look()) == ["Passed", "Passed", "Skipped", "Passed"]


def test_a_certificate_trusted_in_another_way_is_a_warning(
    server: StandIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "graph", lambda caller, target: (200, {"keyCredentials": []}))
    (row,) = look()["identity.registration"]
    assert row.status == "Warning" and "(none)" in row.message


def test_permissions_that_are_missing(server: StandIn, look: Look) -> None:
    server.apps[ID].roles = {"Microsoft Graph": ["Group.Read.All", "User.Read.All"]}
    (row,) = look()["identity.roles"]
    assert row.status == "Warning"
    assert row.message.endswith("nothing of Channel, Directory, Mail, Role, User password and phone.")
    mail = CloudApp("messaging/3", ID, TENANT, "Global", "Messaging of X", True)
    assert look(mail)["identity.roles"][0].message.endswith("nothing of Exchange.ManageAsApp.")
    server.apps[ID].roles = {"Office 365 Exchange Online": ["Exchange.ManageAsApp"]}
    assert look(mail)["identity.roles"][0].status == "Passed"


def test_throttled_and_in_pages(server: StandIn, look: Look) -> None:
    server.page = 2
    server.throttled.extend(["1", "2"])
    server.throttled_in_batch.append("3")
    assert statuses(look()) == ["Passed"] * 4


def test_a_server_that_shows_another_certificate_or_none(look: Look, tmp_path: Any) -> None:
    rows = look(ca=None)
    assert statuses(rows) == ["Failed", "Failed", "Skipped", "Skipped"]
    assert "not trusted" in rows["identity.tokens"][0].message
    rows = look(authority="https://localhost:1", graph="https://localhost:1")
    assert "cannot be reached" in rows["identity.tokens"][1].message


def test_not_answered_yet(look: Look, server: StandIn) -> None:
    rows = look(pfx_password=None)
    assert statuses(rows) == ["Skipped", "Passed", "Skipped", "Passed"]
    assert "entra/4/pfx" in rows["identity.tokens"][0].recommended_action
    rows = look(pfx=None, client_secret=None)
    assert statuses(rows) == ["Skipped"] * 4


def test_the_platform_tells_its_time(server: StandIn) -> None:
    table = {"authority": server.address, "graph": server.address, "ca": server.ca_file}
    platform = Platform(Identity(**table), time.time, lambda seconds: None)
    assert abs(platform.time().timestamp() - time.time()) < 5
    platform.close()


def test_a_pfx_that_does_not_open(look: Look) -> None:
    rows = look(pfx=b"no pfx")
    assert statuses(rows) == ["Failed", "Passed", "Failed", "Passed"]


@pytest.mark.mission("S5")
def test_without_the_table_nothing_is_asked(server: StandIn, pfx: bytes) -> None:
    rows = found(asking(STORE, {"pfx": pfx, "pfx-password": PASSWORD, "client-secret": SECRET}, None))
    assert statuses(rows) == ["Skipped"] * 3 and not server.calls
    assert "[identity]" in rows["identity.tokens"][0].recommended_action


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        ("52ED9B5038A47B9E2E2190715CC238359D4F8F73", {"52ED9B5038A47B9E2E2190715CC238359D4F8F73"}),
        ("52ed9b5038a47b9e2e2190715cc238359d4f8f73", {"52ED9B5038A47B9E2E2190715CC238359D4F8F73"}),
        ("Uu2bUDike54uIZBxXMI4NZ1Pj3M=", {"52ED9B5038A47B9E2E2190715CC238359D4F8F73"}),
        (
            "lY85bR8r6yWTW6jnciNEONwlVhDyiQjdVLgPDnkI5mA=",
            {"958F396D1F2BEB25935BA8E772234438DC255610F28908DD54B80F0E7908E660"},
        ),
        ("a name of its own", set()),
        (None, set()),
    ],
)
def test_each_spelling_of_a_thumbprint_in_graph(identifier: str | None, told: set[str]) -> None:
    assert set(thumbprints({"customKeyIdentifier": identifier})) == told
