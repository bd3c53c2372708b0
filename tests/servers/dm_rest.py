"""A STAND-IN of Directory Manager 11.1's REST API for tests, made from our contract of its public pages; it is not Directory Manager.

    with dm_rest.running() as server:
        server.url, server.state, server.fail("500-after", on="POST DataSource/Create")

It refuses every field, type and value that the pages do not show, keeps what it is given, answers in the documented envelopes, and fails
on order. It proves that we keep to the documentation, and nothing about the product.
"""

from __future__ import annotations

import json
import re
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import trustme

from pyupgrade.contracts.load import load
from tests.servers.dm_rest_answers import ANSWERS, Refused, failed
from tests.servers.dm_rest_shapes import Strict
from tests.servers.dm_rest_state import State

FIRST_LINE = "This is a stand-in of the REST API of Directory Manager 11.1 for tests; it is not Directory Manager."
USER, PASSWORD, CLIENT = "svc-upgrade", "Tr0ub4dor&3-Stand-in", "6f1d0c1e-9a3b-4f60-8a55-STANDIN00001"
FAULTS = ("401", "403", "404", "500", "500-after", "cut", "cut-after", "slow", "503", "garbage", "200-failed")


@dataclass
class Fault:
    """`on` is a part of "METHOD path"; it happens to so many calls, after so many were let through."""

    kind: str
    on: str = ""
    times: int = 1
    after: int = 0
    seconds: float = 0.0


class Server:
    """A running stand-in. `calls` are its calls as "METHOD path"; tokens and what was sent are not kept with them."""

    def __init__(self, state: State, registry: Path | None) -> None:
        contract = load("dm11").doors["rest"].data
        self.state, self.strict, self.contract = state, Strict(contract), contract
        self.url = ""
        self.ca_file: Path | None = None
        self.clock: Callable[[], float] = time.time
        self.calls: list[str] = []
        self.log: list[str] = [FIRST_LINE]
        self.tokens: dict[str, float] = {}
        self.faults: list[Fault] = []
        self.lock = threading.Lock()
        self.lives = int(contract["door"]["token_seconds"])
        self.previewed: list[str] = []  # whom a preview finds
        self.rows_at_most = 1_000_000  # that a page gives, however many are asked for
        self.before: Callable[[], None] = lambda: (
            None
        )  # what is brought in from the product's other door before each call
        self._registry, self._read = registry, 0
        self._routes = [
            (re.compile(re.sub(r"\{\w+\}", lambda m: f"(?P<{m[0][1:-1]}>[^/]+)", one["path"]) + r"\Z"), name, one)
            for name, one in contract["endpoint"].items()
        ]

    def fail(self, kind: str, on: str = "", times: int = 1, *, after: int = 0, seconds: float = 0.0) -> None:
        assert kind in FAULTS, kind
        self.faults.append(Fault(kind, on, times, after, seconds))

    def state_digest(self) -> str:
        with self.lock:
            return self.state.digest()

    def save(self, path: Path) -> None:
        path.write_text(self.state.to_json(), encoding="utf-8")

    def take_fault(self, call: str) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.on in call:
                if fault.after > 0:
                    fault.after -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    def read_registry(self) -> None:
        """Stores that another stand-in made, from the file they share: {"stores": {"<id>": "<name>"}}."""
        if self._registry is None or not self._registry.exists():
            return
        changed = self._registry.stat().st_mtime_ns
        if changed != self._read:
            self._read = changed
            for given, name in json.loads(self._registry.read_text(encoding="utf-8"))["stores"].items():
                if int(given) not in self.state.stores:
                    self.state.add_store(name, int(given))

    def token(self, form: dict[str, list[str]]) -> tuple[int, Any]:
        flat = {name: values[0] for name, values in form.items()}
        if faults := self.strict.faults("TokenRequest", flat, "the form"):
            return 400, {"error": "invalid_request", "message": "; ".join(faults)}
        if flat["grant_type"] != "password":
            return 400, {"error": "unsupported_grant_type"}
        if flat["client_Id"] != CLIENT or flat["client_secret"] != CLIENT:
            return 400, {"error": "invalid_client"}
        if flat["username"] != USER or flat["password"] != PASSWORD or not flat["identity_store_id"].isdecimal():
            return 400, {"error": "invalid_grant"}
        token = "stand-in." + secrets.token_urlsafe(24)
        self.tokens[token] = self.clock() + self.lives
        scope = "directorymanager.api groupid_identity offline_access openid profile"
        return 200, {
            "access_token": token,
            "refresh_token": secrets.token_urlsafe(24),
            "scope": scope,
            "token_type": "Bearer",
            "expires_in": self.lives,
        }

    def knows(self, path: str) -> bool:
        return any(form.match(path) for form, _, _ in self._routes)

    def failed(self, method: str, path: str) -> Any:
        """What a call gives that was let in and could not be done: HTTP 200 with the failure in its envelope."""
        return next(
            failed(one["answer"]) for form, _, one in self._routes if form.match(path) and one["method"] == method
        )

    def answer(self, method: str, path: str, query: str, content: bytes) -> tuple[int, Any]:
        """What an authenticated call gives."""
        there = [(match, name, one) for form, name, one in self._routes if (match := form.match(path))]
        of_method = [one for one in there if one[2]["method"] == method]
        if not of_method:
            return 405, {"message": f"The requested resource does not support http method '{method}'."}
        match, name, endpoint = of_method[0]
        if name not in ANSWERS:
            return 501, {"message": f"{name} is not implemented by this stand-in"}
        try:
            body = self._body(endpoint, content)
            asked = self._query(endpoint, query)
            parts = {part: unquote(value) for part, value in match.groupdict().items()}
            return 200, ANSWERS[name](self, body, {**parts, **asked})
        except Refused as refused:
            return refused.status, {"message": str(refused)}

    def _body(self, endpoint: dict[str, Any], content: bytes) -> Any:
        if "request" not in endpoint:
            if content:
                raise Refused("this call takes no body")
            return None
        try:
            body = json.loads(content)
        except ValueError:
            raise Refused("the body is no JSON") from None
        if faults := self.strict.faults(endpoint["request"], body):
            raise Refused("; ".join(faults))
        return body

    def _query(self, endpoint: dict[str, Any], query: str) -> dict[str, str]:
        given = {name: values[0] for name, values in parse_qs(query).items()}
        if unknown := given.keys() - set(endpoint.get("query", ())):
            raise Refused(f"there is no parameter {', '.join(sorted(unknown))}")
        return given


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "stand-in-of-directory-manager-rest"
    wbufsize = 1 << 16  # an answer in one packet
    at: Server

    def _any(self) -> None:
        address = urlsplit(self.path)
        path = address.path.lstrip("/")
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        call = f"{self.command} {path}"
        self.at.calls.append(call)
        self.at.before()
        fault = self.at.take_fault(call)
        kind = fault.kind if fault else ""
        if kind == "slow" and fault:
            time.sleep(fault.seconds)
        if kind == "cut":
            self._cut()
        elif kind in ("401", "403", "404", "500"):
            self._send(int(kind), {"message": "An error has occurred."})
        elif kind == "503" and fault:
            self._send(503, {"message": "The service is unavailable."}, str(int(fault.seconds)))
        elif path == self.at.contract["endpoint"]["token"]["path"]:
            self._token(content)
        elif not self.at.knows(path):
            self._send(404, {"message": f"No HTTP resource was found that matches the request URI '{path}'."})
        elif self.at.tokens.get((self.headers["Authorization"] or "").removeprefix("Bearer "), 0) <= self.at.clock():
            self._send(401, {"message": "Authorization has been denied for this request."})
        elif kind == "200-failed":
            self._send(200, self.at.failed(self.command, path))
        else:
            with self.at.lock:
                self.at.read_registry()
                status, body = self.at.answer(self.command, path, address.query, content)
            if kind == "500-after":
                self._send(500, {"message": "An error has occurred."})
            elif kind == "cut-after":
                self._cut()
            elif kind == "garbage":
                self._send(200, None, raw=b"<html>Sign in</html>")
            else:
                self._send(status, body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815 - the names that http.server calls

    def _token(self, content: bytes) -> None:
        if self.command != "POST":
            self._send(405, {})
        elif self.headers["Content-Type"] != "application/x-www-form-urlencoded":
            self._send(400, {"error": "invalid_request"})
        else:
            self._send(*self.at.token(parse_qs(content.decode(), keep_blank_values=True)))

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, body: Any, retry_after: str | None = None, raw: bytes | None = None) -> None:
        content = json.dumps(body).encode() if raw is None else raw
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        self.at.log.append(format % args)


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that breaks off, or one that we broke off, is what some tests want."""


@contextmanager
def running(
    state: State | None = None, *, tls: Path | None = None, registry: Path | None = None, port: int = 0
) -> Iterator[Server]:
    """The stand-in on loopback until the block ends; `tls` is a folder for the file of its throw-away authority."""
    server = Server(state or State(), registry)
    handler = type("Handler", (_Handler,), {"at": server})
    listening = _Listening(("127.0.0.1", port), handler)
    server.url = f"http://127.0.0.1:{listening.server_address[1]}"
    if tls is not None:
        authority = trustme.CA()
        server.ca_file = tls / "dm-rest-ca.pem"
        authority.cert_pem.write_to_path(str(server.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
        server.url = f"https://localhost:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join(5)
