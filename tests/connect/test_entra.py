"""Tokens from a server that checks secret and signed assertion for real: each proof alone, each refusal by its code, nothing told."""

from __future__ import annotations

import logging
import socket
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from pyupgrade.connect import entra, vault
from pyupgrade.connect.entra import App, Certificate, Tokens
from pyupgrade.connect.entra_clouds import CLOUDS, cloud_of
from pyupgrade.connect.entra_codes import REFUSALS, refusal_of
from pyupgrade.connect.http import Http, Patience
from pyupgrade.errors import IdentityUnexpected, IdentityUnreachable, IdentityUntrusted, TokenRefused, VaultError
from tests.servers.identity import StandIn

pytestmark = pytest.mark.xdist_group("identity")

APP = "77c1a0de-4b1f-4f0a-9d53-0c2f6a1b5505"
TENANT = "corpcloud.onmicrosoft.example"
SECRET = "s3cret~Of.The-App_0123456789"
PASSWORD = "pfx-P4ssword-0123456789"


def made(subject: str, days: int = 365) -> Certificate:
    now = datetime.now(UTC)
    return Certificate(
        vault.make_pfx(subject, PASSWORD, now - timedelta(days=30), now + timedelta(days=days)), PASSWORD
    )


@pytest.fixture(scope="module")
def ours() -> Certificate:
    return made("ours")


@pytest.fixture(scope="module")
def others() -> Certificate:
    return made("others")


@pytest.fixture
def server(stand_in: StandIn, ours: Certificate) -> StandIn:
    stand_in.app(APP, TENANT, secrets={SECRET: None}).trust(ours.content, PASSWORD)
    return stand_in


def tokens(server: StandIn, ca_file: Path | None = None) -> Tokens:
    return Tokens(Http(Patience(time.time, pytest.fail), ca_file or server.ca_file, 5))


def app(server: StandIn, **other: str) -> App:
    return App(**{"authority": server.address, "graph": server.address, "tenant": TENANT, "application": APP, **other})


def refused(server: StandIn, proof: entra.Proof, **other: str) -> TokenRefused:
    with pytest.raises(TokenRefused) as caught:
        tokens(server).token(app(server, **other), proof)
    error = caught.value
    assert error.recommended_action.endswith(".")
    assert SECRET not in str(error) + error.recommended_action and PASSWORD not in str(error)
    return error


@pytest.mark.mission("S5")
def test_one_token_by_the_certificate_alone_and_one_by_the_secret_alone(server: StandIn, ours: Certificate) -> None:
    both = tokens(server)
    by_certificate, by_secret = both.token(app(server), ours), both.token(app(server), SECRET)
    assert by_certificate != by_secret and {by_certificate, by_secret} == set(server.tokens)
    assert server.algorithms == ["PS256"]
    assert server.log[0].startswith("This is a stand-in"), "it never passes for the platform"


def test_an_older_msal_signs_with_the_sha1_thumbprint(
    server: StandIn, ours: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entra.msal, "__version__", "1.34.0")
    tokens(server).token(app(server), ours)
    assert server.algorithms == ["RS256"]


def test_a_token_that_is_there_is_not_fetched_again(server: StandIn, ours: Certificate) -> None:
    known = tokens(server)
    assert known.token(app(server), ours) == known.token(app(server), ours)
    assert len(server.tokens) == 1
    for _ in range(2):
        with pytest.raises(TokenRefused):
            known.token(app(server), "wrong")
    assert sum(call.startswith("POST") for call in server.calls) == 2, "a refused proof is not tried twice"


@pytest.mark.mission("S5")
def test_another_certificate_is_named_as_the_culprit(server: StandIn, others: Certificate) -> None:
    error = refused(server, others)
    assert "AADSTS700027" in error.message and "certificate" in error.message
    assert "PFX" in error.recommended_action


def test_the_right_thumbprint_with_another_key_is_refused(
    server: StandIn, ours: Certificate, others: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is no canned yes: it verifies the signature by the registered public key."""
    mine, theirs = entra._credential(ours), entra._credential(others)
    forged = {**mine, "private_key": theirs["private_key"]}
    monkeypatch.setattr(entra, "_credential", lambda proof: forged)
    assert "AADSTS700027" in refused(server, others).message


def test_a_replayed_assertion_is_refused(server: StandIn, ours: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, dict[str, str]]] = []
    request = Http.request

    def recorded(self: Http, method: str, url: str, *args: Any, **options: Any) -> Any:
        if options.get("data"):
            sent.append((url, dict(options["data"])))
        return request(self, method, url, *args, **options)

    monkeypatch.setattr(Http, "request", recorded)
    tokens(server).token(app(server), ours)
    ((url, form),) = sent
    again = Http(Patience(time.time, pytest.fail), server.ca_file, 5).post(url, data=form)
    assert again.status_code == 401 and again.json()["error_codes"] == [50013]


@pytest.mark.parametrize(
    ("code", "proof", "change"),
    [
        (7000215, "wrong-secret-0123456789", {}),
        (90002, SECRET, {"tenant": "nobody.onmicrosoft.example"}),
        (700016, SECRET, {"application": "00000000-0000-0000-0000-000000000001"}),
        (500011, SECRET, {"graph": "https://graph.elsewhere.example"}),
    ],
)
@pytest.mark.mission("S5")
def test_each_refusal_says_by_its_code_what_is_wrong(
    server: StandIn, code: int, proof: str, change: dict[str, str]
) -> None:
    error = refused(server, proof, **change)
    assert f"(AADSTS{code})" in error.message
    assert error.message.startswith(REFUSALS[code].meaning) and error.recommended_action == REFUSALS[code].remedy


def test_an_expired_secret(server: StandIn) -> None:
    server.apps[APP].secrets[SECRET] = time.time() - 60
    assert "AADSTS7000222" in refused(server, SECRET).message


def test_an_expired_certificate_and_a_clock_that_is_wrong(server: StandIn, ours: Certificate) -> None:
    server.clock = lambda: time.time() + 86_400
    assert "AADSTS700024" in refused(server, ours).message
    old = made("old", days=-1)
    server.clock = time.time
    server.apps[APP].trust(old.content, PASSWORD)
    assert "AADSTS700027" in refused(server, old).message


@pytest.mark.parametrize("code", [50034, 65001, 53003, 530003, 7000112, 700030])
def test_codes_that_only_a_real_tenant_can_give(server: StandIn, code: int) -> None:
    server.answered[APP] = f"{code}: as the platform says it"
    assert refused(server, SECRET).message == f"{REFUSALS[code].meaning} (AADSTS{code})."


def test_an_unknown_code_keeps_the_platforms_words_without_secrets_and_trails(server: StandIn) -> None:
    server.answered[APP] = f"99999: Something new about {SECRET}."
    error = refused(server, SECRET)
    assert error.message == "Something new about *** (AADSTS99999)."
    assert "code=99999" in error.recommended_action
    assert refusal_of({"error": "invalid_request"})[0] == "invalid_request"


def test_a_pfx_that_does_not_open_never_reaches_the_platform(server: StandIn, ours: Certificate) -> None:
    with pytest.raises(VaultError, match="does not open"):
        tokens(server).token(app(server), Certificate(ours.content, "another"))
    assert not server.calls


def test_another_authority_than_the_one_named_is_not_trusted(server: StandIn, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    with pytest.raises(IdentityUntrusted, match="unable to get local issuer") as caught:
        tokens(server, tmp_path / "other.pem").token(app(server), SECRET)
    assert "as ca in" in caught.value.recommended_action and not server.calls
    with pytest.raises(IdentityUntrusted, match="not there"):
        tokens(server, tmp_path / "gone.pem").token(app(server), SECRET)


def test_a_certificate_for_another_name_is_not_trusted(server: StandIn) -> None:
    address = server.address.replace("localhost", "127.0.0.1")
    with pytest.raises(IdentityUntrusted, match="IP address mismatch"):
        tokens(server).token(app(server, authority=address), SECRET)


def test_a_server_that_is_down(server: StandIn) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"https://localhost:{taken.getsockname()[1]}"
    with pytest.raises(IdentityUnreachable, match="refused") as caught:
        tokens(server).token(app(server, authority=address), SECRET)
    assert caught.value.transient


@pytest.mark.parametrize("answer", [(200, {}), (404, {}), (500, {}), (302, {})])
def test_what_is_no_identity_platform(
    server: StandIn, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, dict[str, str]]
) -> None:
    monkeypatch.setattr(server, "discovery", lambda tenant: answer)
    with pytest.raises(IdentityUnexpected, match="OpenID"):
        tokens(server).token(app(server), SECRET)


def test_a_throttled_token_endpoint_is_asked_again(server: StandIn) -> None:
    slept: list[float] = []
    server.throttled_tokens.append("7")
    waiting = Tokens(Http(Patience(time.time, slept.append), server.ca_file, 5))
    assert waiting.token(app(server), SECRET) in server.tokens
    assert slept == [7.0]


def test_no_secret_is_logged_or_shown(
    server: StandIn, ours: Certificate, others: Certificate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    known = tokens(server)
    given = [known.token(app(server), proof) for proof in (ours, SECRET)]
    for proof in (others, "wrong-secret-0123456789"):
        with pytest.raises(TokenRefused):
            known.token(app(server), proof)
    seen = caplog.text + repr(ours) + "".join(server.log)
    assert caplog.text
    for hidden in (*given, SECRET, PASSWORD, "wrong-secret-0123456789", "PRIVATE KEY"):
        assert hidden not in seen


def test_clouds_are_found_by_their_spellings() -> None:
    found = {
        text: cloud.name
        for text in ("AzureCloud", "Global", "", "AzureUSGovernment", "China", "DoD")
        if (cloud := cloud_of(text))
    }
    assert list(found.values()) == ["global", "global", "global", "usgov", "china", "usgov-dod"]
    assert cloud_of("Mars") is None
    assert all(c.authority.startswith("https://") and c.graph.startswith("https://") for c in CLOUDS)
