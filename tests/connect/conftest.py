"""Two controllers of one domain with a large group and awkward names, for what can go wrong between a client and a server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from pyupgrade.connect.directory import Access, Link, Server
from pyupgrade.source import dn as names
from tests.servers import forests, samba, templates
from tests.servers.samba import PASSWORD, Controller

MEMBERS = 6_000
CROWD = "OU=Crowd,DC=corp,DC=example"
GROUP = "CN=Everybody,DC=corp,DC=example"
AWKWARD = '#a,b+c"d\\e<f>g;h=i*(j)/k&l|m!n Ü 営業'  # every character that a DN or a filter has to escape
BYTES = b"\x00\xff\x80\x01\xfe"


@dataclass(frozen=True)
class Pair:
    """Controllers with the same content; the second one's name is dc2."""

    first: Controller
    second: Controller
    ca: trustme.CA
    folder: Path

    def access(self, **more: object) -> Access:
        given = {"ca": self.folder / "ca.pem", "user": "svc@corp.example", "password": PASSWORD, "timeout": 10, **more}
        return Access(**given)  # type: ignore[arg-type]

    def link(self, *controllers: Controller, at_once: int = 1_500, **more: object) -> Link:
        servers = [Server(one.name, one.address) for one in controllers or (self.first,)]
        return Link(servers, self.access(**more), values_at_once=at_once)


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    samba.require()
    folder = tmp_path_factory.mktemp("pair")
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    template = templates.kept(_make, Path(__file__).read_bytes() + forests.template().name.encode())
    first, second = samba.addresses(2)
    source = Controller(template / "corp", "corp.example", "CORP", forests.NOWHERE)
    made = Pair(source.twin(folder / "dc1", first, ca), source.twin(folder / "dc2", second, ca, "dc2"), ca, folder)
    try:
        made.first.start()
        made.second.start()
        yield made
    finally:
        made.first.stop()
        made.second.stop()


def _make(folder: Path) -> None:
    source = Controller(forests.template() / "corp.example", "corp.example", "CORP", forests.NOWHERE)
    one = source.twin(folder / "corp", forests.NOWHERE)
    people = [f"CN=p{number},{CROWD}" for number in range(MEMBERS)]
    one.add(f"dn: {CROWD}\nobjectClass: organizationalUnit\n")
    one.add("\n".join(f"dn: {dn}\nobjectClass: contact\n" for dn in people))
    one.add(
        f"dn: {GROUP}\nobjectClass: group\nsAMAccountName: everybody\n" + "".join(f"member: {dn}\n" for dn in people)
    )
    awkward = names.wire(f"CN={names.escape(AWKWARD)},DC=corp,DC=example")
    data = base64.b64encode(BYTES).decode()
    one.add(
        f"dn:: {base64.b64encode(awkward.encode()).decode()}\nobjectClass: group\nsAMAccountName: awkward\n"
        f"extensionData:: {data}\nextensionData: GroupID;8.0;2\nextensionAttribute15: fifteen\n"
    )
