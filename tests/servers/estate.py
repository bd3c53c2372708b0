"""The sample on real domain controllers, as fixtures: import them into a conftest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from pyupgrade.connect.directory import Access, Link, Server
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.sample import create
from tests.servers import samba, sample_content
from tests.servers.samba import Controller

USER = "svc@corp.example"


@dataclass(frozen=True)
class Estate:
    """A Small sample (`folder`), its running controllers by domain, and the CA that they have their certificates of."""

    folder: Path
    controllers: dict[str, Controller]
    ca: trustme.CA
    ca_file: Path

    @property
    def corp(self) -> Controller:
        return self.controllers["corp.example"]

    def access(self, domain: str = "corp.example", **more: object) -> Access:
        given = {"ca": self.ca_file, "user": f"svc@{domain}", "password": samba.PASSWORD, "timeout": 10, **more}
        return Access(**given)  # type: ignore[arg-type]

    def link(self, domain: str = "corp.example", **more: object) -> Link:
        one = self.controllers[domain]
        return Link([Server(one.name, one.address)], self.access(domain, **more))

    def domains(self, **more: object) -> Domains:
        """As PROFILE says it: the child is found by its name, the naming contexts of a root at the root's controller."""
        given = {
            "places": tuple(Place(domain, (Server(f"dc1.{at}"),), self.access(at)) for domain, at in PLACES),
            "addresses": self.addresses,
            **more,
        }
        return Domains(**given)  # type: ignore[arg-type]

    @property
    def addresses(self) -> dict[str, str]:
        names = {one.name: one.address for one in self.controllers.values()}
        return names | {"emea.corp.example": self.controllers["emea.corp.example"].address}

    @property
    def servers(self) -> str:
        """The servers of the profile, as checks name them."""
        return ", ".join(f"dc1.{at}" for _, at in PLACES)

    @property
    def profile(self) -> str:
        """The profile's [directory] for these controllers."""
        head = [
            "[directory]",
            'servers = ["dc1.corp.example"]',
            f'ca = "{self.ca_file}"',
            f'user = "{USER}"',
            'password = "secret:directory"',
            "timeout = 10",
            "[directory.addresses]",
            *(f'"{name}" = "{address}"' for name, address in self.addresses.items()),
        ]
        for domain, at in PLACES[1:]:
            head += ["[[directory.domains]]", f'name = "{domain}"', f'servers = ["dc1.{at}"]']
            if at != "corp.example":
                head += [f'account = {{ user = "svc@{at}", password = "secret:directory" }}']
        return "\n".join(head) + "\n"


# domain, and the domain whose controller serves it
PLACES = (
    ("corp.example", "corp.example"),
    ("apac.corp.example", "corp.example"),
    ("alt.corp.example", "corp.example"),
    ("tailspin.example", "tailspin.example"),
    ("plant.tailspin.example", "tailspin.example"),
    ("wingtip.example", "wingtip.example"),
    ("asia.wingtip.example", "wingtip.example"),
    ("fabrikam.example", "wingtip.example"),
)


@contextmanager
def running(folder: Path) -> Iterator[Estate]:
    """A sample in `folder` and its forests, with controllers of their own, until the end."""
    sample = create(folder / "small", "Small", "new", seed=1).path
    ca = trustme.CA()
    ca_file = folder / "ca.pem"
    ca.cert_pem.write_to_path(str(ca_file))
    controllers = sample_content.filled(folder, ca, sample / "directory.ldif")
    try:
        for one in controllers.values():
            one.start()
        yield Estate(sample, controllers, ca, ca_file)
    finally:
        for one in controllers.values():
            one.stop()


@pytest.fixture(scope="session")
def real_estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    """The sample's forests, running for the whole session; tests only read them."""
    samba.require()
    with running(tmp_path_factory.mktemp("samba")) as estate:
        yield estate
