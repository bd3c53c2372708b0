"""A STAND-IN of the identity platform, not the platform: tokens per tenant, OpenID discovery and a little of Graph, over TLS.

It gives a token only for a client secret that is registered and for an assertion whose signature it has checked; everything else gets
the documented error. Throttling, pages and rights can be set.
"""

from __future__ import annotations

import base64
import json
import logging
import secrets
import ssl
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.servers.assertion import Refused, check_assertion

FIRST_LINE = (
    "This is a stand-in of the identity platform for tests; it is not the platform and proves nothing about a tenant."
)
LOG = logging.getLogger("stand-in.identity")
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Registered:
    """An app: certificates by which it may sign in, secrets with their end (None: for good), permissions by resource."""

    application: str
    tenant: str
    certificates: list[x509.Certificate] = field(default_factory=list)
    secrets: dict[str, float | None] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    may_read: bool = True
    is_ours: bool = True  # False: registered in another tenant, here by its service principal alone

    def trust(self, pfx: bytes, password: str) -> None:
        """Registers a PFX's certificate, as an upload of its .cer does."""
        certificate = pkcs12.load_pkcs12(pfx, password.encode()).cert
        assert certificate is not None
        self.certificates.append(certificate.certificate)


def retry_at(moment: float) -> str:
    """A moment as Retry-After's date."""
    return datetime.fromtimestamp(moment, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")


class StandIn:
    """Its state; what a test changes is forgotten by `reset`. `throttled` are values of Retry-After, each for one call of Graph."""

    def __init__(self, folder: Path) -> None:
        self.ca = trustme.CA()
        self.ca_file = folder / "stand-in-ca.pem"
        self.ca.cert_pem.write_to_path(str(self.ca_file))
        self.address = ""
        self.log: list[str] = []
        self.reset()

    def reset(self) -> None:
        self.apps: dict[str, Registered] = {}
        self.tenants: dict[str, str] = {}
        self.clock: Callable[[], float] = time.time
        self.throttled: deque[str] = deque()
        self.throttled_tokens: deque[str] = deque()
        self.throttled_in_batch: deque[str] = deque()
        self.page = 100
        self.next_page_at = ""
        self.answered: dict[str, str] = {}  # error descriptions of the platform's own, by application
        self.tokens: dict[str, str] = {}
        self.used: set[str] = set()
        self.algorithms: list[str] = []
        self.calls: list[str] = []
        self.log[:] = [FIRST_LINE]

    def app(self, application: str, tenant: str, **other: Any) -> Registered:
        self.tenants.setdefault(tenant.casefold(), str(uuid.uuid5(uuid.NAMESPACE_DNS, tenant)))
        made = self.apps[application] = Registered(application, tenant.casefold(), **other)
        return made

    # -- tokens ----------------------------------------------

    def discovery(self, tenant: str) -> tuple[int, dict[str, Any]]:
        if tenant.casefold() not in self.tenants:
            return 400, _refusal(
                90002, f"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID."
            )
        root = f"{self.address}/{tenant}"
        return 200, {
            "issuer": f"{self.address}/{self.tenants[tenant.casefold()]}/v2.0",
            "authorization_endpoint": f"{root}/oauth2/v2.0/authorize",
            "token_endpoint": f"{root}/oauth2/v2.0/token",
        }

    def token(self, tenant: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            app = self._admitted(tenant, form)
        except Refused as refused:
            return 400 if refused.code in (700016, 90002) else 401, _refusal(refused.code, refused.words)
        token = "stand-in-token." + secrets.token_urlsafe(32)
        self.tokens[token] = app.application
        return 200, {"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": token}

    def _admitted(self, tenant: str, form: dict[str, str]) -> Registered:
        client = form.get("client_id", "")
        if tenant.casefold() not in self.tenants:
            raise Refused(90002, f"Tenant '{tenant}' not found.")
        app = self.apps.get(client)
        if app is None or app.tenant != tenant.casefold():
            raise Refused(700016, f"Application with identifier '{client}' was not found in the directory '{tenant}'.")
        if form.get("grant_type") != "client_credentials" or form.get("scope") != f"{self.address}/.default":
            raise Refused(500011, f"The resource principal named {form.get('scope')} was not found in the tenant.")
        if client in self.answered:
            code, _, words = self.answered[client].partition(": ")
            raise Refused(int(code), words)
        has_secret, has_assertion = "client_secret" in form, "client_assertion" in form
        if has_secret == has_assertion:
            raise Refused(7000216, "'client_assertion', 'client_secret' or 'request' is required: one of them.")
        if has_assertion:
            assert form.get("client_assertion_type") == ASSERTION_TYPE
            endpoint = f"{self.address}/{tenant}/oauth2/v2.0/token"
            self.algorithms.append(
                check_assertion(form["client_assertion"], client, endpoint, app.certificates, self.clock(), self.used)
            )
        elif (secret := form["client_secret"]) not in app.secrets:
            raise Refused(7000215, f"Invalid client secret provided for app '{client}'.")
        elif (end := app.secrets[secret]) is not None and end < self.clock():
            raise Refused(7000222, f"The provided client secret keys for app '{client}' are expired.")
        return app

    # -- Graph ----------------------------------------------

    def graph(self, caller: str, target: str) -> tuple[int, dict[str, Any]]:
        """What Graph answers to a GET of `target`, which begins behind /v1.0."""
        parts = urlsplit(target)
        path, query = unquote(parts.path), parse_qs(parts.query)
        app = self.apps[caller]
        if not app.may_read:
            return 403, _graph_error(
                "Authorization_RequestDenied", "Insufficient privileges to complete the operation."
            )
        if path == f"/applications(appId='{caller}')" and app.is_ours:
            return 200, {"id": _id(caller), "appId": caller, "keyCredentials": [_key(c) for c in app.certificates]}
        if path == f"/servicePrincipals(appId='{caller}')/appRoleAssignments":
            return 200, self._page(app, path, int(query.get("$skiptoken", ["0"])[0]))
        for resource, roles in app.roles.items():
            if path == f"/servicePrincipals/{_id(resource)}":
                named = [{"id": _id(resource + role), "value": role} for role in roles]
                return 200, {"id": _id(resource), "appId": _id(resource), "appRoles": named}
        return 404, _graph_error("Request_ResourceNotFound", f"Resource '{path}' does not exist.")

    def _page(self, app: Registered, path: str, start: int) -> dict[str, Any]:
        granted = [
            {"id": _id(r + role), "resourceId": _id(r), "resourceDisplayName": r, "appRoleId": _id(r + role)}
            for r, roles in app.roles.items()
            for role in roles
        ]
        body: dict[str, Any] = {"value": granted[start : start + self.page]}
        if start + self.page < len(granted):
            root = self.next_page_at or self.address
            body["@odata.nextLink"] = f"{root}/v1.0{path}?$skiptoken={start + self.page}"
        return body

    def batch(self, caller: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
        answers = []
        for one in asked:
            self.calls.append(f"batch GET {one['url']}")
            if self.throttled_in_batch:
                headers = {"Retry-After": self.throttled_in_batch.popleft()}
                body = _graph_error("TooManyRequests", "Too many requests.")
                answers.append({"id": one["id"], "status": 429, "headers": headers, "body": body})
            else:
                status, body = self.graph(caller, one["url"])
                answers.append({"id": one["id"], "status": status, "headers": {}, "body": body})
        return {"responses": answers[::-1]}  # Graph keeps no order


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "stand-in-of-identity-platform"
    at: StandIn

    def do_GET(self) -> None:
        path, at = self.path, self.at
        at.calls.append(f"GET {path}")
        if path.endswith("/v2.0/.well-known/openid-configuration"):
            self._send(*at.discovery(unquote(path.split("/")[1])))
        elif path.startswith("/v1.0/") and (caller := self._caller()) is not None:
            self._send(*at.graph(caller, path.removeprefix("/v1.0")))
        elif not path.startswith("/v1.0/"):
            self._send(404, {})

    def do_POST(self) -> None:
        content, at = self.rfile.read(int(self.headers["Content-Length"])), self.at
        at.calls.append(f"POST {self.path}")
        if self.path == "/v1.0/$batch":
            if (caller := self._caller()) is not None:
                self._send(200, at.batch(caller, json.loads(content)["requests"]))
        elif at.throttled_tokens:
            self._send(429, {"error": "temporarily_unavailable"}, at.throttled_tokens.popleft())
        else:
            form = {name: values[0] for name, values in parse_qs(content.decode(), keep_blank_values=True).items()}
            self._send(*at.token(unquote(self.path.split("/")[1]), form))

    def _caller(self) -> str | None:
        """The app whose token came along; else the call is answered here."""
        if self.at.throttled:
            self._send(429, _graph_error("TooManyRequests", "Too many requests."), self.at.throttled.popleft())
            return None
        caller = self.at.tokens.get((self.headers["Authorization"] or "").removeprefix("Bearer "))
        if caller is None:
            self._send(401, _graph_error("InvalidAuthenticationToken", "Access token is empty or not known."))
        return caller

    def _send(self, status: int, body: dict[str, Any], retry_after: str | None = None) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        self.at.log.append(format % args)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that breaks off because it does not trust us is what some tests want."""
        LOG.debug("a connection ended early")


@contextmanager
def serving(folder: Path) -> Iterator[StandIn]:
    """The stand-in on a free port of loopback, until the block ends."""
    stand_in = StandIn(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    stand_in.ca.issue_cert("localhost").configure_cert(context)
    handler = type("Handler", (_Handler,), {"at": stand_in})
    server = _Server(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    stand_in.address = f"https://localhost:{server.server_address[1]}"
    LOG.info(FIRST_LINE)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture(scope="session")
def identity_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """One server for all tests of a worker."""
    with serving(tmp_path_factory.mktemp("identity")) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(identity_server: StandIn) -> StandIn:
    """The server as if it were new."""
    identity_server.reset()
    return identity_server


def _refusal(code: int, words: str) -> dict[str, Any]:
    kind = {700016: "unauthorized_client", 90002: "invalid_request", 65001: "invalid_grant"}.get(code, "invalid_client")
    trail = f" Trace ID: {uuid.uuid4()} Correlation ID: {uuid.uuid4()} Timestamp: 2026-11-28 07:00:00Z"
    return {"error": kind, "error_description": f"AADSTS{code}: {words}{trail}", "error_codes": [code]}


def _graph_error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}


def _key(certificate: x509.Certificate) -> dict[str, Any]:
    content = certificate.public_bytes(serialization.Encoding.DER)
    return {
        "customKeyIdentifier": base64.b64encode(certificate.fingerprint(hashes.SHA1())).decode(),
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": base64.b64encode(content).decode(),
    }


def _id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))
