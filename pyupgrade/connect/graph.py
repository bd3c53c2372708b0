"""Microsoft Graph, read only: single objects, lists page by page, and batches, with the token of one app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from pyupgrade.connect.http import THROTTLED, TRIES, Answer, Http, host_of, read_json
from pyupgrade.connect.identity_faults import of_identity
from pyupgrade.errors import IdentityBusy, IdentityForbidden, IdentityUnexpected

VERSION: Final = "/v1.0"
BATCH: Final = 20  # learn.microsoft.com/graph/json-batching: so many calls go into one


class Graph:
    """Graph at one address (https, without a path) as one app. `what` of each call is how a message names it.

    Every call raises IdentityError.
    """

    def __init__(self, http: Http, address: str, token: str) -> None:
        self._http, self._root = http, address.rstrip("/") + VERSION
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, what: str) -> dict[str, Any] | None:
        """An object; None where there is none. Raises IdentityForbidden where the app may not read it."""
        return self._get(self._root + path, what)

    def pages(self, path: str, what: str) -> Iterator[dict[str, Any]]:
        """Every object of a list, page by page. A page at another host is refused before the token goes there."""
        url = self._root + path
        seen: set[str] = set()
        while url:
            seen.add(url)
            body = self._get(url, what) or {}
            yield from (one for one in body.get("value") or () if isinstance(one, dict))
            url = str(body.get("@odata.nextLink") or "")
            if url and (_origin(url) != _origin(self._root) or url in seen):
                raise IdentityUnexpected(
                    host=host_of(self._root), reason=f"the next page of {what} is said to be at {host_of(url)}"
                )

    def batch(self, paths: Sequence[str], what: str) -> list[dict[str, Any] | None]:
        """The objects of several paths, in their order, None where there is none; throttled ones are asked again."""
        bodies: dict[int, dict[str, Any] | None] = {}
        waiting, waited = list(range(len(paths))), 0.0
        for tries in range(TRIES):
            throttled: list[Mapping[str, Any]] = []
            for start in range(0, len(waiting), BATCH):
                for one in self._send({n: paths[n] for n in waiting[start : start + BATCH]}, what):
                    status, body = int(one.get("status") or 0), one.get("body")
                    if status in THROTTLED:
                        throttled.append(one)
                    else:
                        bodies[int(one["id"])] = self._judge(status, body if isinstance(body, dict) else {}, what)
            waiting = [n for n in waiting if n not in bodies]
            if not waiting:
                return [bodies[n] for n in range(len(paths))]
            if not throttled:
                raise IdentityUnexpected(host=host_of(self._root), reason=f"a batch of {what} lacks answers")
            seconds = max(self._http.patience.wanted(one.get("headers") or {}, tries) for one in throttled)
            if tries + 1 < TRIES:
                with of_identity():
                    waited = self._http.patience.wait(host_of(self._root), 429, seconds, waited)
        raise IdentityBusy(host=host_of(self._root), seconds=int(seconds + 0.999), status=429)

    def _get(self, url: str, what: str) -> dict[str, Any] | None:
        with of_identity():
            answer = self._http.get(url, headers=self._headers)
            return self._read(answer.status_code, answer, what)

    def _send(self, paths: Mapping[int, str], what: str) -> list[Mapping[str, Any]]:
        calls = [{"id": str(number), "method": "GET", "url": path} for number, path in paths.items()]
        with of_identity():
            answer = self._http.post(self._root + "/$batch", headers=self._headers, json={"requests": calls})
            body = self._read(answer.status_code, answer, what) or {}
        known = {str(number) for number in paths}
        return [one for one in body.get("responses") or () if isinstance(one, dict) and one.get("id") in known]

    def _read(self, status: int, answer: Answer, what: str) -> dict[str, Any] | None:
        return self._judge(status, {} if status in (403, 404) else read_json(answer), what)

    def _judge(self, status: int, body: dict[str, Any], what: str) -> dict[str, Any] | None:
        if status == 404:
            return None
        if status == 403:
            raise IdentityForbidden(what=what)
        if status != 200:
            error = body.get("error")
            code = error.get("code") if isinstance(error, dict) else None
            raise IdentityUnexpected(host=host_of(self._root), reason=f"HTTP {status} ({code or 'no code'}) for {what}")
        return body


def _origin(url: str) -> tuple[str, str]:
    """Scheme and host with port: what must be equal for a token to go there."""
    parts = urlsplit(url)
    return parts.scheme.casefold(), parts.netloc.casefold()
