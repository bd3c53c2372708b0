"""The search server over the `elasticsearch` client: verified TLS, one way to ask, busy answers waited out, errors in our tree."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

import msgspec
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError, UnsupportedProductError
from elasticsearch.serializer import JsonSerializer

from pyupgrade.errors import IndexDenied, IndexFailed, IndexUnreachable, IndexUntrusted, IndexUnusable

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
BUSY: Final = (408, 429, 502, 503, 504)  # answers that another try can better
_FIRST, _LONGEST = 0.2, 10.0  # seconds between tries
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Access:
    """Where a cluster is, how its certificate is verified (a CA file or a fingerprint, else this machine's authorities), who asks.

    `timeout`: seconds for one answer; `patience`: seconds that a cluster may be busy or away before the run ends.
    """

    urls: tuple[str, ...]
    ca: Path | None = None
    fingerprint: str = ""
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    patience: float = 120.0

    @property
    def location(self) -> str:
        return ", ".join(self.urls)


@dataclass(frozen=True, slots=True)
class Pace:
    """Time and chance, handed in: how one waits, a number from 0 to 1, and seconds that only go forward."""

    sleep: Callable[[float], None]
    chance: Callable[[], float]
    clock: Callable[[], float]

    def back_off(self, tries: int, asked: float = 0.0) -> None:
        """Waits longer with each try, and never as long as another who waits; at least what the server asked for."""
        longest = min(_LONGEST, _FIRST * 2**tries)
        self.sleep(max(asked, longest * (0.5 + self.chance() / 2)))


class Busy(Exception):
    """The server cannot do it now: `reason`, and the seconds that it asks to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class TooLarge(Exception):
    """The request is larger than the server takes."""


class _Raw(JsonSerializer):
    """Answers stay bytes: a document must come back as it was put, byte for byte, and nothing is decoded twice."""

    mimetype: ClassVar[str] = JSON

    def loads(self, data: bytes) -> Any:
        return data


class SearchServer:
    """One cluster. `ask` waits while it is busy or away, up to the access's patience; `once` is a single try."""

    def __init__(self, access: Access, pace: Pace) -> None:
        self.access, self.pace, self.location = access, pace, access.location
        more: dict[str, Any] = {}
        if access.ca is not None:
            if not access.ca.is_file():
                raise IndexUntrusted(location=self.location, reason=f"there is no file '{access.ca}'")
            more["ca_certs"] = str(access.ca)
        if access.fingerprint:
            more["ssl_assert_fingerprint"] = access.fingerprint
        if access.api_key:
            more["api_key"] = access.api_key
        if access.user:
            # Encoded here: the client takes ASCII only, and a refusal of its own would show a letter of the password.
            more["basic_auth"] = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        try:
            self._client = Elasticsearch(
                list(access.urls),
                request_timeout=access.timeout,
                max_retries=0,
                retry_on_timeout=False,
                serializers={JSON: _Raw()},
                **more,
            )
        except (ValueError, OSError) as reason:
            raise IndexUntrusted(location=self.location, reason=_short(reason)) from None

    def close(self) -> None:
        self._client.close()

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(self, method: str, path: str, body: Any = None, what: str = "", **params: str) -> bytes | None:
        """The answer as JSON bytes; None when the thing is not there (404). A body that is no bytes is sent as JSON.

        Raises IndexUnreachable, IndexUntrusted, IndexDenied, and IndexFailed when the server refuses it.
        """
        return self.patiently(lambda: self.once(method, path, body, what, **params))

    def read(self, method: str, path: str, shape: type[Answer], body: Any = None, **params: str) -> Answer | None:
        """The same, decoded into `shape`."""
        answer = self.ask(method, path, body, **params)
        return None if answer is None else msgspec.json.decode(answer, type=shape)

    def patiently(self, attempt: Callable[[], Answer]) -> Answer:
        began, tries = self.pace.clock(), 0
        while True:
            try:
                return attempt()
            except Busy as busy:
                if self.pace.clock() - began >= self.access.patience:
                    raise self.away(busy.reason) from None
                self.pace.back_off(tries, busy.wait)
                tries += 1

    def away(self, reason: str) -> IndexUnreachable:
        return IndexUnreachable(location=self.location, reason=reason)

    def once(
        self, method: str, path: str, body: Any = None, what: str = "", kind: str = JSON, **params: str
    ) -> bytes | None:
        """One try. Raises Busy and TooLarge besides what `ask` raises."""
        headers = {"accept": JSON}
        if body is not None:
            headers["content-type"] = kind
            body = body if isinstance(body, bytes) else msgspec.json.encode(body)
        try:
            answer = self._client.perform_request(method, path, params=params, headers=headers, body=body)
        except UnsupportedProductError:
            raise IndexUnusable(reason=f"what answers at {self.location} is no Elasticsearch.") from None
        except ApiError as error:
            self._refused(error, what or f"{method} {path}")
            return None
        except ConnectionTimeout:
            raise Busy(f"no answer within {self.access.timeout:g} s") from None
        except TransportError as error:
            # The client tells a certificate that it does not trust as any other lost connection.
            if _is_distrust(_short(error)):
                raise IndexUntrusted(location=self.location, reason=_short(error)) from None
            raise Busy(_short(error)) from None
        body_: Any = answer.body
        return body_ if isinstance(body_, bytes) else b""

    def _refused(self, error: ApiError, what: str) -> None:
        """Returns where the thing is not there; raises for everything else."""
        status, reason = error.meta.status, reason_of(error.body)
        if status == 404:
            return
        if status in BUSY:
            raise Busy(f"{status} {reason}".strip(), _seconds(error.meta.headers)) from None
        if status == 413:
            raise TooLarge from None
        if status in (401, 403):
            raise IndexDenied(location=self.location, what=what, reason=reason or str(status)) from None
        raise IndexFailed(what=what, reason=reason or str(status)) from None


class _Cause(msgspec.Struct):
    type: str = ""
    reason: str | None = None


class Trouble(msgspec.Struct):
    """An error as Elasticsearch tells it; the innermost cause says most."""

    type: str = ""
    reason: str | None = None
    caused_by: _Cause | None = None

    def __str__(self) -> str:
        inner = f" ({self.caused_by.reason})" if self.caused_by is not None and self.caused_by.reason else ""
        return f"{self.type}: {self.reason or ''}{inner}"


class _Body(msgspec.Struct):
    error: Trouble | str = ""


def reason_of(body: Any) -> str:
    """What an error's body says, whoever sent it; a proxy's need not be JSON."""
    if not isinstance(body, bytes):
        return str(body or "")[:200]
    try:
        return str(msgspec.json.decode(body, type=_Body).error)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body[:200].decode("utf-8", "replace")


def _is_distrust(text: str) -> bool:
    return any(word in text.lower() for word in ("certificate", "fingerprint", "hostname"))


def _short(error: Exception) -> str:
    """The library's words without its wrapping; never a header, and so never a credential."""
    return str(getattr(error, "message", None) or error).removesuffix(".")[:300]


def _seconds(headers: Mapping[str, str]) -> float:
    try:
        return min(60.0, float(headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
