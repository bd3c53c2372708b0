"""The sample's domains, users and groups put into its forests' controllers, with the GUIDs the sample gave them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from pathlib import Path

import trustme

from pyupgrade.source import dn as names
from pyupgrade.source.ldif import Record, read_ldif
from tests.servers import forests, templates
from tests.servers.forests import CONTEXTS
from tests.servers.samba import Controller

# The directory writes these itself, or lets nobody else write them.
_ITS_OWN = {
    "distinguishedname",
    "name",
    "objectguid",
    "whenchanged",
    "pwdlastset",
    "member",
    "manager",
    "managedby",
    "dc",
}
_LINKS = ("member", "manager", "managedby")
_CLASSES = {"organizationalUnit", "user", "group", "domainDNS"}


def filled(folder: Path, ca: trustme.CA, ldif: Path) -> dict[str, Controller]:
    """The sample's controllers with the objects of its directory.ldif, by domain; stopped."""

    def make(fresh: Path) -> None:
        _fill(forests.copies(forests.template(), fresh), ldif)

    recipe = ldif.read_bytes() + Path(__file__).read_bytes() + forests.template().name.encode()
    return forests.copies(templates.kept(make, recipe), folder, ca)


def _fill(controllers: dict[str, Controller], ldif: Path) -> None:
    records = [r for r in read_ldif(ldif) if _class(r) in _CLASSES]
    for root, controller in controllers.items():
        domains = {root, *CONTEXTS.get(root, ())}
        _put(controller, [r for r in records if _domain(r.dn) in domains], root)


def _put(controller: Controller, records: Sequence[Record], root: str) -> None:
    heads = [r for r in records if _class(r) == "domainDNS" and _domain(r.dn) != root]
    for head in heads:
        controller.add(_entry(head, instance_type=13))
    inside = sorted((r for r in records if _class(r) != "domainDNS"), key=lambda r: len(names.parse(r.dn)))
    _make_accounts_unique(inside)
    controller.add("\n".join(_entry(r) for r in inside))
    there = {names.path_of(r.dn) for r in records}
    controller.modify("\n".join(change for r in inside for change in _links(r, there)))


def _make_accounts_unique(records: Iterable[Record]) -> None:
    """A controller has an account name once; the sample gives some groups the same, and people in two of a forest's domains."""
    taken: set[bytes] = set()
    for record in records:
        for account in record.attributes.get("samaccountname", ()):
            if account.lower() in taken:
                record.attributes["samaccountname"] = [account + b"-2"]
            taken.add(account.lower())


def _entry(record: Record, instance_type: int = 0) -> str:
    lines = [_line("dn", _dn(record.dn))]
    for name, values in record.attributes.items():
        if name not in _ITS_OWN:
            lines += [_line(name, value) for value in values]
    if instance_type:
        lines.append(f"instanceType: {instance_type}")
    lines.append(_line("objectGUID", record.attributes["objectguid"][0]))
    return "\n".join(lines) + "\n"


def _links(record: Record, there: Iterable[str]) -> Iterable[str]:
    """Links to objects of the same controller: another forest's would be security principals of its own making."""
    known = set(there)
    for name in _LINKS:
        values = [_dn(v.decode()) for v in record.attributes.get(name, ()) if names.path_of(v.decode()) in known]
        if values:
            lines = "\n".join(_line(name, value) for value in values)
            yield f"{_line('dn', _dn(record.dn))}\nchangetype: modify\nadd: {name}\n{lines}\n"


def _class(record: Record) -> str:
    return record.attributes["objectclass"][-1].decode()


def _domain(dn: str) -> str:
    return ".".join(value for rdn in names.parse(dn) for kind, value in rdn if kind.upper() == "DC")


def _dn(text: str) -> bytes:
    """A DN as Samba's own tools read it: they want the equals sign inside a value escaped, which RFC 4514 does not ask for."""
    return names.wire(text).encode()


def _line(name: str, value: bytes) -> str:
    return f"{name}:: {base64.b64encode(value).decode()}"
