"""The sample's directory as one LDIF export: domains, partitions, containers, people; groups come after them."""

from __future__ import annotations

import random
from datetime import timedelta

from pyupgrade.sample.ldif import LdifWriter, escaped
from pyupgrade.sample.names import LOCALES
from pyupgrade.sample.people import People
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import AD, ENTRA, LDAP, STORES, Store, new_guid

_FORESTS = {
    "corp.example": "DC=corp,DC=example",
    "tailspin.example": "DC=tailspin,DC=example",
    "legacy.example": "DC=legacy,DC=example",
    "wingtip.example": "DC=wingtip,DC=example",
}
# Domains of these forests that no store has: (DNS name, NetBIOS name, forest root)
_STORELESS = (
    ("apac.corp.example", "APAC", "corp.example"),
    ("alt.corp.example", "ALT", "corp.example"),
    ("wingtip.example", "WINGTIP", "wingtip.example"),
    ("asia.wingtip.example", "ASIA", "wingtip.example"),
    ("fabrikam.example", "FABRIKAM", "wingtip.example"),
)


def put_directory(ldif: LdifWriter, seed: int, people: People) -> None:
    """Everything but groups, containers before what lies in them."""
    draw = random.Random(f"{seed}/directory")
    for store in STORES:
        if store.is_directory:
            _store(ldif, draw, store)
    for root, base in _FORESTS.items():
        _partitions(ldif, draw, root, base)
    for store in STORES:
        for position in people.of_store[store.id]:
            _person(ldif, people, position, store)


def _store(ldif: LdifWriter, draw: random.Random, store: Store) -> None:
    def container(dn: str, name: str) -> None:
        ldif.entry(
            dn,
            new_guid(draw),
            {"objectClass": ("top", "organizationalUnit"), "ou": name, "name": name, "distinguishedName": dn},
        )

    if store.type == LDAP:
        ldif.entry(
            store.base, new_guid(draw), {"objectClass": ("top", "organization"), "o": "partner", "name": "partner"}
        )
        container(f"ou=people,{store.base}", "people")
        container(f"ou=groups,{store.base}", "groups")
        return
    label = store.base.split(",")[0][3:]
    attributes = {
        "objectClass": ("top", "domain", "domainDNS"),
        "dc": label,
        "name": label,
        "distinguishedName": store.base,
    }
    ldif.entry(store.base, new_guid(draw), attributes)
    if store.type == ENTRA:
        container(f"OU=Users,{store.base}", "Users")
        container(f"OU=Groups,{store.base}", "Groups")
        return
    for name in ("Staff", "Groups", "Gruppen", "GroupID Recycle Bin", "Projects"):
        container(f"OU={name},{store.base}", name)
    container(f"OU=Dynastien,OU=Groups,{store.base}", "Dynastien")
    container(f"OU=Externe\\, Berater,{store.base}", "Externe, Berater")
    for locale in LOCALES:
        container(f"OU={escaped(locale.country)},OU=Staff,{store.base}", locale.country)


def _partitions(ldif: LdifWriter, draw: random.Random, root: str, base: str) -> None:
    def entry(dn: str, kind: str, **attributes: str) -> None:
        ldif.entry(
            dn,
            new_guid(draw),
            {"objectClass": ("top", kind), "cn": dn.split(",")[0][3:], "distinguishedName": dn, **attributes},
        )

    configuration = f"CN=Configuration,{base}"
    entry(configuration, "configuration")
    entry(f"CN=Partitions,{configuration}", "crossRefContainer")
    entry(
        f"CN=Enterprise Configuration,CN=Partitions,{configuration}",
        "crossRef",
        nCName=configuration,
        dnsRoot=root,
        systemFlags="1",
    )
    domains = [
        (store.domain, store.netbios, store.base)
        for store in STORES
        if store.type == AD and (store.domain == root or store.domain.endswith(f".{root}"))
    ]
    domains += [(dns, netbios, f"DC={dns.replace('.', ',DC=')}") for dns, netbios, of in _STORELESS if of == root]
    for dns, netbios, context in domains:
        if dns in _unseen():
            _domain(ldif, draw, dns, context)
        where = f"CN={netbios},CN=Partitions,{configuration}"
        entry(where, "crossRef", nCName=context, dnsRoot=dns, nETBIOSName=netbios, systemFlags="3")


def _unseen() -> set[str]:
    return {dns for dns, _, _ in _STORELESS}


def _domain(ldif: LdifWriter, draw: random.Random, dns: str, base: str) -> None:
    """A domain that no store has: its head and one container, enough to be searched."""
    label = dns.partition(".")[0]
    head = {"objectClass": ("top", "domain", "domainDNS"), "dc": label, "name": label, "distinguishedName": base}
    ldif.entry(base, new_guid(draw), head)
    staff = f"OU=Staff,{base}"
    inside = {"objectClass": ("top", "organizationalUnit"), "ou": "Staff", "name": "Staff", "distinguishedName": staff}
    ldif.entry(staff, new_guid(draw), inside)


def _person(ldif: LdifWriter, people: People, position: int, store: Store) -> None:
    person = people.all[position]
    attributes = {
        "objectClass": ("top", "person", "organizationalPerson", "inetOrgPerson" if store.type == LDAP else "user"),
        "cn": person.cn,
        "name": person.sam if store.type == ENTRA else person.cn,
        "distinguishedName": person.dn,
        "givenName": person.given,
        "sn": person.family,
        "displayName": person.display,
        "mail": person.mail,
        "department": person.department,
        "title": person.title,
        "company": "Corp GmbH" if position % 3 else "Müller, Söhne & Co. KG",
        "l": person.city,
        "co": person.country,
    }
    if store.type == LDAP:
        attributes["uid"] = person.sam
    else:
        attributes["userPrincipalName"] = person.mail
    if store.type == AD:
        attributes["sAMAccountName"] = person.sam
        attributes["userAccountControl"] = "514" if position % 29 == 0 else "512"
        changed = AS_OF - timedelta(days=position % 120)
        attributes["pwdLastSet"] = str(int((changed.timestamp() + 11_644_473_600) * 10_000_000))
    if person.manager >= 0:
        attributes["manager"] = people.all[person.manager].dn
    ldif.entry(person.dn, person.guid, attributes)
