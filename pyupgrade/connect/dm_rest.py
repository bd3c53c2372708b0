"""The REST API of Directory Manager 11.1: calls with a token that is renewed in time, answers as plain data, faults by what may be done.

A call that changes something is never sent twice, save where the answer says that nothing was done of it (401, 503).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from pyupgrade.connect.dm_rest_answers import words
from pyupgrade.connect.http import Answer, Http, host_of
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorDenied, DoorUnexpected, DoorUnreachable, DoorUntrusted
from pyupgrade.errors.http import HttpBusy, HttpError, HttpUntrusted

DOOR: Final = "rest"
AGAIN: Final = frozenset({429, 503})  # the service is not available: nothing was done (APIs/commonerrors.md)
_TOKEN: Final = "GroupIDSecurityService/connect/token"
_DENIED: Final = frozenset({401, 403})
_BROKEN: Final = frozenset({500, 502, 504})
_EARLY: Final = 60.0  # seconds before its end that a token is renewed, at most a tenth of its life
_GRANT_ERRORS: Final = frozenset(
    {
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
    }
)  # fmt: skip


class AnswerLost(DoorUnreachable):
    """The door {door} at {location} was sent a change and gave no answer that says whether it was made: {reason}"""

    code = "DMUpgrade.Door.AnswerLost"


class AnswerBroken(AnswerLost):
    """The door {door} at {location} failed in the middle of a change, which may have been made: {reason}"""


@dataclass(frozen=True, slots=True)
class Access:
    """Where the API is (scheme, host and port) and who asks. Both client fields of the grant take the one secret of the API's client."""

    address: str
    user: str
    store: int  # the product's id of the identity store that the user is in
    password: str = field(repr=False)
    client_secret: str = field(repr=False)


class RestClient:
    """Calls of one account. Raises DoorUnreachable and its kin, and TargetRefused for a change that the product does not take."""

    def __init__(self, access: Access, http: Http) -> None:
        self._access, self._http = access, http
        self._root = access.address.rstrip("/") + "/"
        self._headers: dict[str, str] = {}
        self._ends = 0.0
        self.location = host_of(access.address)
        self.clock = http.patience.clock

    def read(self, method: str, path: str, body: Any = None) -> Any:
        """What a call gives that changes nothing; None where the object is not found. A cut connection is tried once more."""
        content = _encoded(body)
        try:
            answer = self._send(method, path, content)
        except (DoorDenied, _Busy):
            raise
        except DoorUnreachable:
            answer = self._send(method, path, content)
        if answer.status_code == 404:
            return None
        if answer.status_code in _BROKEN:
            raise self._unreachable(f"HTTP {answer.status_code}: {words(answer.content)}")
        if answer.status_code != 200:
            raise self._unexpected(f"HTTP {answer.status_code} for {path.partition('?')[0]}: {words(answer.content)}")
        return self._decoded(answer)

    def change(self, method: str, path: str, body: Any, what: str) -> Any:
        """What a call gives that changes `what`.

        Raises AnswerLost when nobody knows whether it was done: the caller looks before anything is sent again.
        """
        try:
            answer = self._send(method, path, _encoded(body))
        except (DoorDenied, _Busy):
            raise
        except DoorUnreachable as lost:
            raise AnswerLost(door=DOOR, location=self.location, reason=lost.message) from None
        status = answer.status_code
        if status in _BROKEN:
            reason = f"HTTP {status}: {words(answer.content)}"
            raise AnswerBroken(door=DOOR, location=self.location, reason=reason)
        if status in (400, 404, 405, 409, 422, 501):
            raise TargetRefused(what=what, reason=f"HTTP {status}: {words(answer.content)}")
        if not 200 <= status < 300:
            raise self._unexpected(f"HTTP {status} for {path}")  # its words may quote what was sent
        return self._decoded(answer)

    def close(self) -> None:
        self._headers = {}
        self._http.close()

    def _send(self, method: str, path: str, content: bytes | None) -> Answer:
        answer = self._once(method, path, content)
        if answer.status_code == 401:  # it was not let in, so nothing was done
            self._headers = {}
            answer = self._once(method, path, content)
        if answer.status_code in _DENIED:
            self._headers = {}
            raise DoorDenied(door=DOOR, location=self.location, reason=f"HTTP {answer.status_code} for {path}")
        return answer

    def _once(self, method: str, path: str, content: bytes | None) -> Answer:
        if not self._headers or self.clock() >= self._ends:
            self._sign_in()
        try:
            return self._http.request(method, self._root + path, data=content, headers=self._headers)
        except HttpError as fault:
            raise self._of(fault) from None

    def _sign_in(self) -> None:
        """A token by the password grant (APIs/gettoken.md); nothing that was sent or came back is ever told."""
        form = {
            "grant_type": "password",
            "username": self._access.user,
            "password": self._access.password,
            "client_Id": self._access.client_secret,
            "client_secret": self._access.client_secret,
            "identity_store_id": str(self._access.store),
        }
        asked = self.clock()
        try:
            answer = self._http.request("POST", self._root + _TOKEN, data=form)
        except HttpError as fault:
            raise self._of(fault) from None
        status = answer.status_code
        given = _object(answer.content)
        if status in (400, 401, 403):
            error = given.get("error")
            reason = error if error in _GRANT_ERRORS else f"HTTP {status}"
            raise DoorDenied(door=DOOR, location=self.location, reason=f"no token for {self._access.user} ({reason})")
        if status in _BROKEN:
            raise self._unreachable(f"HTTP {status} for a token")
        token, lasts = given.get("access_token"), given.get("expires_in")
        if status != 200 or not isinstance(token, str) or not isinstance(lasts, (int, float)):
            raise self._unexpected(f"HTTP {status} without a token")
        self._ends = asked + lasts - min(_EARLY, lasts / 10)
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }

    def _decoded(self, answer: Answer) -> Any:
        if not answer.content:
            return None
        try:
            return msgspec.json.decode(answer.content)
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        try:  # half a surrogate pair, which only the standard library reads
            return json.loads(answer.content)
        except ValueError:
            raise self._unexpected("its answer is no JSON") from None

    def _of(self, fault: HttpError) -> DoorUnreachable:
        if isinstance(fault, HttpUntrusted):
            return DoorUntrusted(door=DOOR, location=self.location, reason=fault.reason)
        if isinstance(fault, HttpBusy):
            return _Busy(door=DOOR, location=self.location, reason=fault.message)
        return self._unreachable(fault.reason or fault.message)

    def _unreachable(self, reason: str) -> DoorUnreachable:
        return DoorUnreachable(door=DOOR, location=self.location, reason=reason)

    def _unexpected(self, reason: str) -> DoorUnexpected:
        return DoorUnexpected(door=DOOR, location=self.location, reason=reason)


class _Busy(DoorUnreachable):
    """The door {door} at {location} is not available: {reason}"""


def _encoded(body: Any) -> bytes | None:
    if body is None:
        return None
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:  # half a surrogate pair goes escaped
        return json.dumps(body).encode("ascii")


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}
