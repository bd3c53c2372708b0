"""A real Elasticsearch node for tests, and before it a TLS proxy that checks credentials, answers busy and cuts connections."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import trustme

ROOT = Path(__file__).parents[2]
START = ROOT.parent / "shared" / "elasticsearch" / "start"
READY = 90  # seconds


class Node:
    """One node on a folder of its own. Killed and started again it has the same port and all that it had acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, wait: bool = True) -> None:
        (self.folder / "http.port").unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [str(START), str(self.folder), str(self.port)],
                stdout=output,
                stderr=output,
                env={**os.environ, "ES_HEAP": "512m"},
            )
        if wait:
            self.ready()

    def ready(self) -> None:
        """Waits until every shard that was there is there again."""
        until = time.monotonic() + READY
        while time.monotonic() < until:
            assert self._process is not None and self._process.poll() is None, "the node ended; see its output"
            if (self.folder / "http.port").exists():
                self.port = int((self.folder / "http.port").read_text())
                try:
                    health = self.ask("GET", "/_cluster/health")
                except OSError:
                    health = {}
                if health.get("status") in ("green", "yellow") and not health["initializing_shards"]:
                    return
            time.sleep(0.1)
        raise TimeoutError("the node did not become ready")

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Asks the node with the standard library alone; a 404 gives {}."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refused:
            if refused.code == 404:
                return {}
            raise


@dataclass
class Behaviour:
    """What the proxy does with requests.

    `busy`: status for the next `times` bulk requests, after `passes` more; `cut`: ends so many without an answer.
    """

    credentials: tuple[str, ...] = ()
    busy: int = 0
    times: int = 0
    passes: int = 0
    cut: int = 0
    seen: int = 0


class TlsProxy:
    """TLS before a node, with a throw-away certificate authority.

    It stands in for the security that the test node lacks: it checks credentials, answers `_has_privileges` itself, for the names
    and privileges that it is asked, and refuses what an account without `monitor`, or without a right on an index's name, may not do.
    """

    def __init__(self, node: Node, folder: Path, host: str = "localhost") -> None:
        self.node, self.does = node, Behaviour()
        self.rights: Callable[[], dict[str, bool]] = (
            dict  # index privileges on `patterns`; what is not named is granted
        )
        self.patterns, self.monitor = ("*",), True
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        certificate = authority.issue_cert(host)
        self.fingerprint = _sha256(certificate.cert_chain_pems[0].bytes())
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._tls)
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self.port = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def start(self) -> None:
        self._thread.start()
        assert self._started.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._client, "127.0.0.1", 0, ssl=self._tls))
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await _head(reader):
                body = await reader.readexactly(int(head[1].get("content-length", "0")))
                answer = await self._answer(head[0], head[1], body)
                if answer is None:
                    writer.transport.abort()
                    return
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def _answer(self, line: str, headers: dict[str, str], body: bytes) -> bytes | None:
        method, path, _ = line.split(" ")
        does = self.does
        does.seen += 1
        if does.credentials and headers.get("authorization", "") not in does.credentials:
            return _said(401, {"error": {"type": "security_exception", "reason": "stand-in: unable to authenticate"}})
        if path.startswith("/_security/user/_has_privileges"):
            return self._privileges(json.loads(body))
        if refused := self._unauthorized(path.partition("?")[0]):
            return refused
        if "_bulk" in path and does.cut:
            does.cut -= 1
            await self._forward(method, path, headers, body)  # it is done, only the answer is lost
            return None
        if "_bulk" in path and does.passes:
            does.passes -= 1
        elif "_bulk" in path and does.times:
            does.times -= 1
            return _said(does.busy, {"error": {"type": "es_rejected_execution_exception", "reason": "stand-in: busy"}})
        return await self._forward(method, path, headers, body)

    def _privileges(self, asked: dict[str, Any]) -> bytes:
        assert set(asked) <= {"cluster", "index"} and all(set(one) == {"names", "privileges"} for one in asked["index"])
        rights = self.rights()
        index = {
            name: {p: self._may(name) and rights.get(p, True) for p in one["privileges"]}
            for one in asked["index"]
            for name in one["names"]
        }
        return _said(200, {"username": "upgrade", "cluster": {}, "index": index, "application": {}})

    def _may(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.patterns)

    def _unauthorized(self, path: str) -> bytes | None:
        """As Elasticsearch refuses; alias or index, a right counts for the name that is asked for."""
        first = path.split("/")[1]
        monitored = first in ("", "_cluster", "_nodes")
        if self.monitor if monitored else first.startswith("_") or self._may(first):
            return None
        reason = f"stand-in: action on [{path}] is unauthorized for user [upgrade]"
        return _said(403, {"error": {"type": "security_exception", "reason": reason}})

    async def _forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.node.port)
            kept = [f"{k}: {headers[k]}" for k in ("content-type", "accept") if k in headers]
            head = [
                f"{method} {path} HTTP/1.1",
                "host: node",
                "connection: close",
                f"content-length: {len(body)}",
                *kept,
            ]
            writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
            answer = await reader.read()
            writer.close()
        except OSError:
            return _said(503, {"error": {"type": "stand-in", "reason": "the node is away"}})
        return answer.replace(b"connection: close\r\n", b"", 1)


async def _head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]] | None:
    text = b""
    try:
        text = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *rest = text.decode("latin-1").rstrip().split("\r\n")
    return first, {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in rest)}


def _said(status: int, body: dict[str, Any]) -> bytes:
    text = json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {status} said",
        "content-type: application/json",
        "x-elastic-product: Elasticsearch",
        f"content-length: {len(text)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + text


def _sha256(pem: bytes) -> str:
    import hashlib

    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.decode())).hexdigest()


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture(scope="session")
def search_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """One node for the session; a test takes names of its own, and starts the node again when it killed it."""
    if not START.exists():
        pytest.skip(f"no Elasticsearch at {START}")
    if shutil.which("java") is None:
        pytest.skip("no Java to run Elasticsearch with")
    node = Node(tmp_path_factory.mktemp("elasticsearch"))
    node.start()
    try:
        yield node
    finally:
        node.stop()


@pytest.fixture
def search_proxy(search_node: Node, tmp_path: Path) -> Iterator[TlsProxy]:
    proxy = TlsProxy(search_node, tmp_path)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
