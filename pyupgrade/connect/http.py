"""HTTP calls by requests, over TLS that is verified, with time limits and with patience where a server asks for it.

Redirects are not followed: what is sent here (a token, a client secret) is meant for the host that was named, and no other.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from pyupgrade.errors.http import HttpBusy, HttpUnexpected, HttpUnreachable, HttpUntrusted

CONNECT_SECONDS: Final = 10.0
TRIES: Final = 6
Answer = requests.Response
THROTTLED: Final = frozenset({429, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How waiting is done: a clock (seconds since the epoch), a way to sleep, and the seconds that one call may wait in all."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    seconds: float = 120.0

    def wanted(self, headers: Mapping[str, str], tries: int) -> float:
        """Seconds to wait: Retry-After as seconds or as an HTTP date, else longer each time."""
        given = next((v.strip() for name, v in headers.items() if name.casefold() == "retry-after"), "")
        if given.isdecimal():
            return float(given)
        try:
            return max(0.0, parsedate_to_datetime(given).timestamp() - self.clock())
        except (ValueError, TypeError):
            return float(2**tries)

    def wait(self, host: str, status: int, seconds: float, waited: float) -> float:
        """Waits, and gives the seconds waited by now; raises HttpBusy where that would take too long."""
        if waited + seconds > self.seconds:
            raise HttpBusy(host=host, seconds=int(seconds + 0.999), status=status)
        self.sleep(seconds)
        return waited + seconds


class Http(requests.Session):
    """A session: nobody's .netrc, no redirects, throttled calls again after the time asked for.

    `again` are the answers that count as throttled: nothing was done of such a call. Every call raises HttpUnreachable,
    HttpUntrusted or HttpBusy; none of them quotes what was sent.
    """

    def __init__(
        self,
        patience: Patience,
        ca_file: Path | None = None,
        seconds: float = 30.0,
        again: frozenset[int] = THROTTLED,
    ) -> None:
        super().__init__()
        self.patience = patience
        self._again = again
        self._verify = True if ca_file is None else str(ca_file)
        self._timeout = (CONNECT_SECONDS, seconds)
        self.trust_env = False  # asked here, once a host: requests would read the whole environment for each call
        self._through: dict[str, dict[str, str]] = {}

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> Answer:
        host = host_of(str(url))
        # verify is said for each call, since the environment's bundle would outrank the session's.
        options = {"auth": _as_given, **options, "verify": self._verify, "timeout": self._timeout}
        options["allow_redirects"] = False
        if host not in self._through:
            self._through[host] = dict(requests.utils.get_environ_proxies(str(url)))
        options["proxies"] = self._through[host]
        waited = 0.0
        for tries in range(TRIES):
            answer = self._once(host, method, url, *args, **options)
            if answer.status_code not in self._again:
                return answer
            wanted = self.patience.wanted(answer.headers, tries)
            if tries + 1 < TRIES:
                waited = self.patience.wait(host, answer.status_code, wanted, waited)
        raise HttpBusy(host=host, seconds=int(wanted + 0.999), status=answer.status_code)

    def _once(self, host: str, *args: Any, **options: Any) -> Answer:
        try:
            return super().request(*args, **options)
        except requests.Timeout:
            raise HttpUnreachable(host=host, reason="it did not answer in time") from None
        except OSError as problem:  # what requests raises, and a file of certificates that cannot be read
            if (fault := _tls_fault(problem)) is not None:
                raise HttpUntrusted(host=host, reason=fault) from None
            raise HttpUnreachable(host=host, reason=_network_fault(problem)) from None


def read_json(answer: Answer) -> dict[str, Any]:
    """The object in an answer's body; raises HttpUnexpected when there is none."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise HttpUnexpected(host=host_of(answer.url or ""), reason=f"HTTP {answer.status_code} without a JSON object")
    return body


def told_time(answer: Answer) -> datetime:
    """When the server says that it answered; raises HttpUnexpected when it does not say."""
    try:
        return parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError, TypeError):
        raise HttpUnexpected(host=host_of(answer.url or ""), reason="it does not tell its time") from None


def host_of(url: str) -> str:
    """Host and port of an address, as a message may name them."""
    parts = urlsplit(url)
    return (parts.hostname or "?") + (f":{parts.port}" if parts.port else "")


def _as_given(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leaves the headers as they are; without it a .netrc would put its own Authorization in place of ours."""
    return request


def _chain(problem: BaseException) -> list[BaseException]:
    """An exception with those that it wraps; requests and urllib3 hand them on as arguments and attributes."""
    found: list[BaseException] = []
    waiting: list[object] = [problem]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found


def _tls_fault(problem: BaseException) -> str | None:
    for one in _chain(problem):
        if isinstance(one, ssl.SSLCertVerificationError):
            return one.verify_message.rstrip(". ") or "it could not be verified"
        if isinstance(one, ssl.SSLError):
            return f"TLS failed ({one.reason or 'no reason given'})"
    if "CA certificate bundle" in str(problem):
        return "the file of certificates named in the profile is not there"
    return None


def _network_fault(problem: BaseException) -> str:
    """What the operating system said, which holds neither address nor content."""
    said = [one.strerror for one in _chain(problem) if isinstance(one, OSError) and one.strerror]
    return said[-1] if said else type(problem).__name__
