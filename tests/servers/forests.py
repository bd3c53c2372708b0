"""The sample's forests as real domain controllers, without the sample's objects."""

from __future__ import annotations

import inspect
from pathlib import Path

import trustme

from tests.servers import samba, templates
from tests.servers.samba import Controller

NOWHERE = "127.99.99.99"  # the address of controllers that are only copied
# Forest roots and a child are controllers of their own; other domains are naming contexts of their forest root's controller.
# No store that is carried lies in the forest legacy.example, and Entra ID and LDAP stores' objects are no Active Directory's.
CONTROLLERS = (
    ("corp.example", "CORP"),
    ("emea.corp.example", "EMEA"),
    ("tailspin.example", "TAILSPIN"),
    ("wingtip.example", "WINGTIP"),
)
CONTEXTS = {
    "corp.example": ("apac.corp.example", "alt.corp.example"),
    "tailspin.example": ("plant.tailspin.example",),
    "wingtip.example": ("asia.wingtip.example", "fabrikam.example"),
}
NETBIOS = {
    "emea.corp.example": "EMEA", "apac.corp.example": "APAC", "alt.corp.example": "ALT", "plant.tailspin.example": "PLANT",
    "asia.wingtip.example": "ASIA", "fabrikam.example": "FABRIKAM",
}  # fmt: skip


def template() -> Path:
    """The folder of the forests as they are copied. Each domain has a user svc."""
    how = (Controller.provision, Controller.exchange_schema, Controller.cross_reference, Controller.add_user)
    return templates.kept(_make, Path(__file__).read_bytes() + "".join(map(inspect.getsource, how)).encode())


def copies(of: Path, folder: Path, ca: trustme.CA | None = None) -> dict[str, Controller]:
    """Controllers copied from a template, by domain; stopped. With a CA each has a certificate and an address of its own."""
    addresses = samba.addresses(len(CONTROLLERS)) if ca else [NOWHERE] * len(CONTROLLERS)
    return {
        domain: Controller(of / domain, domain, netbios, NOWHERE).twin(folder / domain, address, ca)
        for (domain, netbios), address in zip(CONTROLLERS, addresses, strict=True)
    }


def _make(folder: Path) -> None:
    made = {domain: Controller(folder / domain, domain, netbios, NOWHERE) for domain, netbios in CONTROLLERS}
    samba.provision(list(made.values()))
    for one in made.values():
        one.exchange_schema()
        one.add_user("svc")
        one.update_service_names()
    # In a real forest the child's controllers know the accounts of the root's domain; this one is told of the one that asks.
    made["emea.corp.example"].modify(
        "dn: CN=svc,CN=Users,DC=emea,DC=corp,DC=example\nchangetype: modify\nreplace: userPrincipalName\n"
        "userPrincipalName: svc@corp.example\n"
    )
    made["corp.example"].cross_reference("EMEA", "emea.corp.example")
    for root, inside in CONTEXTS.items():
        for domain in inside:
            made[root].cross_reference(NETBIOS[domain], domain)
