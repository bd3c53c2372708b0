"""A domain's controllers by ldap3: one is asked, the next when it dies, over verified TLS; searched, never written."""

from __future__ import annotations

import ssl
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pyupgrade.connect import directory_faults as faults
from pyupgrade.connect import kerberos
from pyupgrade.errors import DirectoryBusy, DirectoryPasswordMissing, DirectoryUnreachable

BASE: Final = "BASE"
LEVEL: Final = "LEVEL"
SUBTREE: Final = "SUBTREE"
_TRIES: Final = 4  # of a question that a busy server did not answer
_PAUSE: Final = 0.5  # seconds before the second; twice as long before each further one
_RANGE: Final = 1_500  # values of one attribute that AD hands out at a time (MaxValRange)
_CHANGED: Final = 3  # times that a group is read which changes while it is read
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Server:
    """A domain controller by its full name, as its certificate and its service name have it; `address` where DNS has another."""

    name: str
    address: str = ""
    port: int = 0
    site: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """How a domain is connected to. Kerberos signs in by password, else keytab, else ticket cache.

    secret: what the profile calls the password, for when its value is not known.
    """

    tls: Literal["ldaps", "starttls"] = "ldaps"
    ca: Path | None = None
    bind: Literal["simple", "kerberos"] = "simple"
    user: str = ""
    password: str | None = field(default=None, repr=False)
    secret: str = ""
    keytab: Path | None = None
    ticket_cache: Path | None = None
    page: int = 1_000
    timeout: int = 30


@dataclass(frozen=True, slots=True)
class Found:
    """An object as the server gave it: values as bytes, by lower-case name, options included."""

    dn: str
    values: dict[str, list[bytes]]


class Link:
    """The controllers of one domain, in order; close() ends what is open.

    `references` are the referrals that searches were answered with; they are not followed.
    """

    def __init__(
        self,
        servers: Sequence[Server],
        access: Access,
        site: str = "",
        wait: Callable[[float], None] = time.sleep,
        values_at_once: int = _RANGE,
    ) -> None:
        # A site's servers first, each group in the order of the profile (sorting keeps it).
        self._order = sorted(servers, key=lambda s: bool(site) and s.site.casefold() != site.casefold())
        self._access = access
        self._wait = wait
        self._values_at_once = values_at_once
        self._connection: Any = None
        self._turned_away: DirectoryUnreachable | None = None
        self.references: set[str] = set()

    @property
    def location(self) -> str:
        """The server in use, or the next to be tried."""
        return self._order[0].name if self._order else ""

    def root(self) -> Found:
        """The rootDSE. Raises DirectoryUnreachable."""
        found = self.read("", ("*", "+"))
        if found is None:
            raise DirectoryUnreachable(location=self.location, reason="it shows no rootDSE")
        return found

    def read(self, base: str, attributes: Sequence[str] = ("*",)) -> Found | None:
        """One object by its DN (or <GUID=…>); None where there is none.

        Raises DirectoryUnreachable and its kinds DirectoryReferred, DirectoryRefused.
        """
        return self._asked(lambda connection: self._one(connection, base, attributes))

    def search(
        self, base: str, condition: str, scope: str = SUBTREE, attributes: Sequence[str] = ("*",)
    ) -> Iterator[Found]:
        """What meets a filter, page by page. `attributes` must bring objectGUID: by it a search that another server begins anew goes on
        after what was given already.

        Raises DirectoryUnreachable and its kinds: DirectoryObjectMissing for the base, DirectoryReferred, DirectoryRefused.
        """
        given: set[bytes] = set()
        place: tuple[Any, bytes] = (None, b"")  # whose cookie it is: a server knows only its own
        while True:
            connection, cookie, page = self._asked(partial(self._page, base, condition, scope, attributes, place))
            place = (connection, cookie)
            for found in page:
                key = found.values.get("objectguid", [found.dn.encode("utf-8")])[0]
                if key not in given:
                    given.add(key)
                    yield found
            if not cookie:
                return

    def values(self, base: str, attribute: str) -> list[bytes]:
        """Every value of an attribute, asked in ranges until the last, from the start again when another server takes over.

        Raises DirectoryUnreachable when the ranges do not add up, or the object changes each time it is read.
        """
        for _ in range(_CHANGED):
            found, is_sound = self._asked(lambda connection: self._ranges(connection, base, attribute))
            if is_sound:
                return found
        raise DirectoryUnreachable(
            location=self.location,
            reason=f"the values of {attribute} of {base} do not add up; it was changed meanwhile",
        )

    def close(self) -> None:
        """Ends the connection; the next question opens one again."""
        if self._connection is not None:
            _end(self._connection)
            self._connection = None

    # -- connecting ----------------------------------------------

    def _asked(self, ask: Callable[[Any], T]) -> T:
        """One question: to the next server when one is gone, again after a while when it is busy."""
        gone: list[str] = []
        pause = _PAUSE
        for attempt in range(_TRIES + len(self._order)):
            connection = self._opened()
            try:
                return ask(connection)
            except _broken() as reason:
                gone.append(f"{self.location}: {reason}")
                self._next()
            except DirectoryBusy:
                if attempt >= _TRIES - 1:
                    raise
                self._wait(pause)
                pause *= 2
        raise DirectoryUnreachable(location=self.location, reason="every server broke off", details=gone)

    def _opened(self) -> Any:
        """The connection in use, else one to the first server that takes us; a refused account is tried on no other and not again: that
        could lock it."""
        if self._connection is not None:
            return self._connection
        if self._turned_away is not None:
            raise self._turned_away
        refused: list[DirectoryUnreachable] = []
        for _ in range(len(self._order)):
            try:
                self._connection = _connect(self._order[0], self._access)
                return self._connection
            except DirectoryUnreachable as reason:
                if reason.category == "AuthenticationError" and self._access.password is not None:
                    self._turned_away = reason
                if reason.category in ("AuthenticationError", "NotInstalled"):
                    raise
                refused.append(reason)
                self._next()
        if not refused:
            raise DirectoryUnreachable(location="", reason="no server is named")
        # One kind of error for all of them is told as it is, else what the first preferred one said, the others beside it.
        first = refused[0]
        first.details += [reason.message for reason in refused[1:]]
        raise first

    def _next(self) -> None:
        """Lets go of this server and puts it behind the others."""
        self.close()
        self._order.append(self._order.pop(0))

    # -- asking ----------------------------------------------

    def _one(self, connection: Any, base: str, attributes: Sequence[str]) -> Found | None:
        result, entries = self._searched(connection, base, "(objectClass=*)", BASE, attributes)
        if result["result"] == faults.NO_SUCH_OBJECT:
            return None
        if result["result"] != faults.SUCCESS:
            raise faults.asking(self.location, base, result)
        return entries[0] if entries else None

    def _page(
        self,
        base: str,
        condition: str,
        scope: str,
        attributes: Sequence[str],
        place: tuple[Any, bytes],
        connection: Any,
    ) -> tuple[Any, bytes, list[Found]]:
        """A page, and by which connection and cookie the next one is had; the first page where `place` is another connection's."""
        cookie = place[1] if place[0] is connection else None
        result, entries = self._searched(
            connection, base, condition, scope, attributes, paged_size=self._access.page, paged_cookie=cookie or None
        )
        if result["result"] != faults.SUCCESS:
            raise faults.asking(self.location, base, result)
        control = (result.get("controls") or {}).get("1.2.840.113556.1.4.319")
        return connection, (control["value"]["cookie"] or b"") if control else b"", entries

    def _searched(
        self, connection: Any, base: str, condition: str, scope: str, attributes: Sequence[str], **more: Any
    ) -> tuple[dict[str, Any], list[Found]]:
        connection.search(base, condition, scope, attributes=list(attributes), dereference_aliases="NEVER", **more)
        entries = []
        for answer in connection.response or ():
            if answer["type"] == "searchResEntry":
                values = {name.lower(): raw for name, raw in answer["raw_attributes"].items() if raw}
                entries.append(Found(answer["dn"], values))
            elif answer["type"] == "searchResRef":
                self.references.update(answer["uri"])
        return connection.result, entries

    def _ranges(self, connection: Any, base: str, attribute: str) -> tuple[list[bytes], bool]:
        """All values, and whether they add up: every range begins where the last one ended and holds as many as it says, no value comes
        twice, and the object's change number is the same before and after."""
        found: list[bytes] = []
        numbers: set[bytes] = set()
        while True:
            asked = f"{attribute};range={len(found)}-{len(found) + self._values_at_once - 1}"
            one = self._one(connection, base, (asked, "uSNChanged"))
            if one is None:
                raise DirectoryUnreachable(location=self.location, reason=f"it has no object {base}")
            numbers.update(one.values.get("usnchanged", ()))
            name = next((n for n in one.values if n.partition(";")[0] == attribute.lower()), "")
            first, _, last = name.partition(";range=")[2].partition("-")
            more = one.values.get(name, [])
            fits = not first or (int(first) == len(found) and last in ("*", str(len(found) + len(more) - 1)))
            found += more
            if not fits or not more or last in ("", "*"):
                return found, fits and len(set(found)) == len(found) and len(numbers) <= 1


def greet(address: str, timeout: int) -> dict[str, str]:
    """What a controller shows of itself to anybody (its rootDSE, without signing in), as text; {} when it does not answer."""
    ldap3 = _ldap3()
    target = ldap3.Server(address, port=389, get_info=ldap3.NONE, connect_timeout=timeout)
    connection = ldap3.Connection(target, **_MANNERS, receive_timeout=timeout)
    try:
        connection.open(read_server_info=False)
        connection.search("", "(objectClass=*)", BASE, attributes=["dnsHostName", "serverName"])
        answers = [a["raw_attributes"] for a in connection.response or () if a["type"] == "searchResEntry"]
    except _broken():
        return {}
    finally:
        _end(connection)
    return {name.lower(): raw[0].decode("utf-8", "replace") for one in answers for name, raw in one.items() if raw}


@cache
def _ldap3() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it asks pyasn1 by names of yesterday
        import ldap3
        import ldap3.core.exceptions
    return ldap3


def _broken() -> tuple[type[BaseException], ...]:
    """What ldap3 raises when a server is gone or silent."""
    known = _ldap3().core.exceptions
    return known.LDAPCommunicationError, known.LDAPResponseTimeoutError, OSError


def _end(connection: Any) -> None:
    """Says goodbye where it still can, and closes the socket in any case."""
    socket = connection.socket
    with suppress(Exception):
        connection.unbind()
    if socket is not None:
        socket.close()


@cache
def _verified_tls() -> Any:
    """ldap3's TLS with the host name verified by OpenSSL: ldap3's own way is deprecated, and gone from later Pythons."""

    class Verified(_ldap3().Tls):  # type: ignore[misc]
        def __init__(self, name: str, ca: Path | None) -> None:
            super().__init__(validate=ssl.CERT_REQUIRED)
            self.name = name
            self.context = ssl.create_default_context(cafile=str(ca) if ca else None)

        def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
            connection.socket = self.context.wrap_socket(connection.socket, server_hostname=self.name)

    return Verified


def _connect(server: Server, access: Access) -> Any:
    """A bound connection. Raises DirectoryUnreachable and its kinds."""
    ldap3 = _ldap3()
    where = f"{server.name}:{server.port}" if server.port else server.name
    connection: Any = None
    try:
        ldaps = access.tls == "ldaps"
        target = ldap3.Server(
            server.address or server.name,
            port=server.port or (636 if ldaps else 389),
            use_ssl=ldaps,
            tls=_verified_tls()(server.name, access.ca),
            get_info=ldap3.NONE,
            connect_timeout=access.timeout,
        )
        connection = ldap3.Connection(
            target, **_signing_in(server.name, access), **_MANNERS, receive_timeout=access.timeout
        )
        connection.open(read_server_info=False)
        if not ldaps and not connection.start_tls(read_server_info=False):
            raise DirectoryUnreachable(location=where, reason="it takes no StartTLS")
        if not connection.bind(read_server_info=False):
            raise faults.binding(where, access.user, connection.result)
        return connection
    except Exception as reason:
        result = dict(connection.result or {}) if connection is not None else {}
        if connection is not None:
            _end(connection)
        if isinstance(reason, DirectoryUnreachable):
            raise
        if result.get("type") == "bindResponse" and result.get("result") in faults.OF_A_BIND:
            raise faults.binding(where, access.user, result) from None
        raise faults.connecting(where, access.user, reason) from None


# Reading only, so that no mistake of ours can write; ranges and referrals are our own business.
_MANNERS: Final[dict[str, Any]] = {
    "read_only": True,
    "auto_range": False,
    "auto_referrals": False,
    "auto_bind": False,
    "check_names": False,
    "return_empty_attributes": False,
    "raise_exceptions": False,
}


def _signing_in(host: str, access: Access) -> dict[str, Any]:
    ldap3 = _ldap3()
    if access.password is None and access.secret:
        raise DirectoryPasswordMissing(location=host, reason=access.secret)
    if access.bind == "simple":
        return {"user": access.user, "password": access.password, "authentication": ldap3.SIMPLE}
    held = kerberos.credentials(host, access.user, access.password, access.keytab, access.ticket_cache)
    return {"authentication": ldap3.SASL, "sasl_mechanism": ldap3.KERBEROS, "sasl_credentials": (host, None, held)}
