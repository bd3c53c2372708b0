"""The directory: groups read from a real domain controller, beside a bare ldap3 paged search on the same server in the same round."""

from __future__ import annotations

import ssl
import warnings
from pathlib import Path
from typing import Any

import trustme
from measure import Parts, paired, peak_megabytes

from pyupgrade.connect.directory import Access, Server
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.source.ldap_directory import LdapDirectory
from tests.servers import forests, samba
from tests.servers.samba import Controller

GROUPS = 2_000  # at most: Samba takes some hundred objects a second
BASE = "OU=Bench,DC=emea,DC=corp,DC=example"
GOALS = {"read/bare": 1.5}


def bare(controller: Controller, ca: Path) -> int:
    """ldap3's own paged search, all attributes, as its documentation shows it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import ldap3

        tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(ca), valid_names=[controller.name])
        server = ldap3.Server(controller.address, 636, use_ssl=True, tls=tls, get_info=ldap3.NONE)
        user = f"svc@{controller.domain}"
        with ldap3.Connection(server, user, samba.PASSWORD, auto_bind=True, auto_range=False) as connection:
            found = connection.extend.standard.paged_search(
                BASE, "(objectClass=group)", attributes=["*"], paged_size=1_000, generator=True
            )
            return sum(1 for one in found if one["type"] == "searchResEntry")


def ours(controller: Controller, ca: Path) -> int:
    access = Access(ca=ca, user=f"svc@{controller.domain}", password=samba.PASSWORD)
    place = Place("", (Server(controller.name, controller.address),), access)
    directory = LdapDirectory(Domains((place,)))
    try:
        return sum(1 for _ in directory.below(BASE, 2))
    finally:
        directory.close()


def lacking() -> str:
    """Why it cannot be measured here."""
    return samba.missing()


def run(folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """Measures, prints nothing; the figures by name."""
    count = min(rows, GROUPS)
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    source = Controller(forests.template() / "emea.corp.example", "emea.corp.example", "EMEA", forests.NOWHERE)
    controller = source.twin(folder / "dc1", samba.addresses(1)[0], ca)
    controller.add(f"dn: {BASE}\nobjectClass: organizationalUnit\n")
    controller.add(
        "\n".join(
            f"dn: CN=Gruppe {n},{BASE}\nobjectClass: group\nsAMAccountName: g{n}\ndisplayName: Team {n}\nextensionData: GroupID;8.0;2\n"
            for n in range(count)
        )
    )
    parts = Parts()
    try:
        controller.start()
        for _ in range(rounds):
            for name, read in (("bare", bare), ("read", ours)):
                found = parts.time(name, lambda read=read: read(controller, folder / "ca.pem"))
                if found != count:
                    raise RuntimeError(f"{name} found {found} of {count} groups")
    finally:
        controller.stop()
    return {
        "rows": count,
        "rounds": rounds,
        "microseconds": {name: parts.each(name, count) for name in parts.seconds},
        "rows per second": count * rounds / sum(parts.seconds["read"]),
        "ratios": {"read/bare": paired(parts.seconds["read"], parts.seconds["bare"])},
        "peak MB": peak_megabytes(),
    }
