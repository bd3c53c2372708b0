"""How the controllers of a domain are found that the profile does not name: by their service records, in order, and whom to trust."""

from __future__ import annotations

import ctypes
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pyupgrade.connect import domains, srv
from pyupgrade.connect.directory import Access, Server
from pyupgrade.connect.domains import Domains
from pyupgrade.errors import DirectoryUnreachable

ENTERED = {
    "_ldap._tcp.dc._msdcs.emea.corp.example": ["dc2.emea.corp.example", "DC1.emea.corp.example", "ldap.evil.example"],
    "_ldap._tcp.Berlin._sites.dc._msdcs.emea.corp.example": ["dc1.emea.corp.example"],
}
ACCESS = Access(user="svc@corp.example", password="secret")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Services that were asked for; DNS has ENTERED and the address of alone.example."""
    found: list[str] = []

    def hosts(service: str) -> list[str]:
        found.append(service)
        return ENTERED.get(service, [])

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host != "alone.example":
            raise OSError("no such name")
        return [(2, 1, 6, "", ("192.0.2.7", 389))]

    monkeypatch.setattr(srv, "hosts", hosts)
    monkeypatch.setattr(domains.socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(domains, "greet", lambda address, timeout: {"dnshostname": "dc9.alone.example"})
    return found


def servers(of: Domains, domain: str) -> list[Server]:
    return of.located(domain, ACCESS)._order


def test_controllers_are_those_of_the_domains_service_records(asked: list[str]) -> None:
    found = servers(Domains((), addresses={"dc2.emea.corp.example": "192.0.2.2"}), "emea.corp.example")
    assert asked == ["_ldap._tcp.dc._msdcs.emea.corp.example"]
    assert found == [
        Server("dc2.emea.corp.example", "192.0.2.2"),
        Server("DC1.emea.corp.example"),
        # DNS is believed by nobody: a host outside the domain must show a certificate for the domain itself.
        Server("emea.corp.example", "ldap.evil.example"),
    ]


def test_those_of_the_site_come_first(asked: list[str]) -> None:
    found = servers(Domains((), site="Berlin"), "emea.corp.example")
    assert [(s.name, s.site) for s in found[:2]] == [("dc1.emea.corp.example", "Berlin"), ("dc2.emea.corp.example", "")]
    assert len(found) == 3


def test_the_profile_outranks_dns_and_the_domains_own_address_comes_last(asked: list[str]) -> None:
    assert [
        s.address for s in servers(Domains((), addresses={"emea.corp.example": "192.0.2.5"}), "emea.corp.example")
    ] == ["192.0.2.5"]
    assert asked == []
    assert servers(Domains(()), "alone.example") == [Server("dc9.alone.example", "192.0.2.7")]
    with pytest.raises(DirectoryUnreachable, match=r"no domain controller of gone\.example"):
        servers(Domains(()), "gone.example")


# -- the records themselves


def name(text: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".")) + b"\0"


def message(question: bytes, *given: tuple[int, int, bytes], head: bytes = b"\0\0") -> bytes:
    """An answer to a question; records as priority, weight and the host's name as it stands in the message."""
    rows = [struct.pack("!HHH", priority, weight, 389) + host for priority, weight, host in given]
    said = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", 33, 1, 600, len(row)) + row for row in rows)
    address = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 600, 4) + b"\x7f\0\0\1"
    return head + struct.pack("!HHHHH", 0x8180, 1, len(rows) + 1, 0, 0) + question + address + said


QUESTION = name("_ldap._tcp.dc._msdcs.corp.example") + struct.pack("!HH", 33, 1)


def test_records_of_a_message() -> None:
    corp = 12 + QUESTION.index(b"\x04corp")
    made = message(QUESTION, (0, 100, name("dc1.corp.example")), (10, 5, b"\x03dc2" + struct.pack("!H", 0xC000 | corp)))
    assert list(srv.records(made)) == [(0, 100, "dc1.corp.example"), (10, 5, "dc2.corp.example")]


def test_an_answer_that_is_none_is_taken_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = message(QUESTION, (0, 100, name("dc1.corp.example")))
    circle = message(QUESTION, (0, 0, b"\x01a" + struct.pack("!H", 0xC000 | len(message(QUESTION)) + 18)))
    with pytest.raises(ValueError, match="circle"):
        list(srv.records(circle))

    for answer in (b"", b"\0", circle, *(whole[:end] for end in range(1, len(whole)))):

        def query(
            _name: bytes, _class: int, _type: int, room: ctypes.Array[ctypes.c_char], _size: int, said: bytes = answer
        ) -> int:
            ctypes.memmove(room, said, len(said))
            return len(said) or -1

        monkeypatch.setattr(srv, "_resolver", lambda query=query: query)
        assert srv._by_resolver("_ldap._tcp.dc._msdcs.corp.example") in ([], [(0, 100, "")]), answer


def test_a_list_of_windows_records() -> None:
    third = srv.DnsRecord(type=33, target="dc3.corp.example.", priority=5, weight=7)
    second = srv.DnsRecord(type=1, next=ctypes.pointer(third))  # an address: its data is no text
    first = srv.DnsRecord(type=33, target="dc1.corp.example", next=ctypes.pointer(second))
    assert list(srv.chained(ctypes.pointer(first))) == [(0, 0, "dc1.corp.example"), (5, 7, "dc3.corp.example")]
    # As windns.h lays it out for 64 bits.
    assert ctypes.sizeof(ctypes.c_void_p) != 8 or (srv.DnsRecord.target.offset, srv.DnsRecord.priority.offset) == (
        32,
        40,
    )


@pytest.fixture
def name_server() -> Iterator[str]:
    """A name server on a loopback address that answers every question with three service records."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        try:
            bound.bind(("127.77.7.53", 53))
        except PermissionError:
            pytest.skip("a name server's port is below 1024, which only root may open")

        def serve() -> None:
            while True:
                said, whence = bound.recvfrom(4_096)
                if len(said) < 12:
                    return
                question = said[12 : said.index(b"\0", 12) + 5]
                given = (
                    (10, 0, name("dc3.corp.example")),
                    (0, 10, name("dc2.corp.example")),
                    (0, 90, name("dc1.corp.example")),
                )
                bound.sendto(message(question, *given, head=said[:2]), whence)

        server = threading.Thread(target=serve, daemon=True)
        server.start()
        yield "127.77.7.53"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"end", ("127.77.7.53", 53))
        server.join(10)


NAMESPACE = ("unshare", "--mount")


def test_the_systems_own_resolver_is_asked(name_server: str, tmp_path: Path) -> None:
    """In a mount namespace of its own, where /etc/resolv.conf names our server."""
    settings = tmp_path / "resolv.conf"
    settings.write_text(f"nameserver {name_server}\noptions timeout:2 attempts:1\n")
    ask = "from pyupgrade.connect import srv; print(*srv.hosts('_ldap._tcp.dc._msdcs.corp.example'))"
    within = 'mount --bind "$0" /etc/resolv.conf && exec "$@"'
    told = subprocess.run(
        [*NAMESPACE, "sh", "-c", within, settings, sys.executable, "-c", ask],
        capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert told.stdout.split() == ["dc1.corp.example", "dc2.corp.example", "dc3.corp.example"], told.stderr


def _namespace() -> bool:
    """Whether this machine gives mount namespaces; root in a locked-down container gets none."""
    return shutil.which(NAMESPACE[0]) is not None and subprocess.run([*NAMESPACE, "true"], check=False).returncode == 0


test_the_systems_own_resolver_is_asked.__test__ = _namespace()  # type: ignore[attr-defined]
