"""Active Directory behind the Directory port: the domains of its forests, searched by LDAP and never written."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from pyupgrade.connect.directory import BASE, LEVEL, SUBTREE, Access, Found, Link
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.errors import DirectoryObjectMissing, DirectoryUnreachable
from pyupgrade.plan.batches import batches
from pyupgrade.plan.directory import Domain, Entry, Forest, ForestUnread
from pyupgrade.source import dn as names
from pyupgrade.source.directory_values import shown
from pyupgrade.source.values import guid

_CHUNK: Final = 200  # GUIDs in one filter
_SAYING: Final = ("objectGUID", "name", "sAMAccountName", "objectClass")  # which object it is
# What can be one: a server takes a whole request amiss for another.
_ATTRIBUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# Members are asked for by themselves; what is large and no criterion of anything is not kept.
NOT_KEPT: Final = frozenset(
    {
        "member",
        "thumbnailphoto",
        "jpegphoto",
        "photo",
        "usercertificate",
        "usersmimecertificate",
        "ntsecuritydescriptor",
    }
)


@dataclass(frozen=True, slots=True)
class _Context:
    """A domain that is searched: its path (dn.path_of), and the account that its forest was read with."""

    domain: Domain
    path: str
    access: Access


class LdapDirectory:
    """The Directory port over LDAP; nothing is connected before the first question. close() ends all connections."""

    def __init__(self, domains: Domains) -> None:
        self._domains = domains
        self._links: dict[str, Link] = {}  # by domain, folded; those of the profile under their place as well
        self._forests: dict[Place, Forest] = {}
        self._read: dict[str, _Context] = {}  # every domain met, by path

    # -- the port ----------------------------------------------

    def resolve(self, identity: str) -> list[Entry]:
        """All objects that a DN, GUID, common name, name or sAMAccountName names, in DN order; none when unknown."""
        text = identity.strip()
        folded = text.casefold()
        if not folded:
            return []
        named = "".join(f"({attribute}={_escaped(text)})" for attribute in ("cn", "name", "sAMAccountName"))
        with suppress(ValueError):
            named += f"(objectGUID={_octets(guid(text))})"
        found: dict[str, Entry] = {}
        for context in self._searched():
            for one in self._entries(context, context.domain.dn, f"(|{named})"):
                # The server also takes letters for equal that differ by an accent: such are other names.
                bears = (one.attributes.get("cn", ("",))[0], one.name, one.sam, one.guid)
                if folded in (name.casefold() for name in bears) or one.guid == _guid_or_none(text):
                    found[names.path_of(one.dn)] = one
        with suppress(ValueError):
            around = self._of(names.path_of(text))
            if around and (there := self._one(around, names.wire(text))):
                found[names.path_of(there.dn)] = there
        return [found[path] for path in sorted(found)]

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        """The objects of these GUIDs that exist, by GUID."""
        wanted = sorted({value.lower() for value in guids})
        found: dict[str, Entry] = {}
        for chunk in batches(wanted, _CHUNK):
            left = {one for one in chunk if _guid_or_none(one)}
            for context in self._searched():
                if not left:
                    break
                condition = "".join(f"(objectGUID={_octets(one)})" for one in sorted(left))
                for one in self._entries(context, context.domain.dn, f"(|{condition})"):
                    found[one.guid] = one
                    left.discard(one.guid)
        return found

    def below(
        self,
        container: str,
        scope: int,
        object_class: str = "group",
        attributes: Collection[str] | None = None,
        bearing: str = "",
    ) -> Iterator[Entry]:
        """Objects in a container (DN or GUID) in DN order; an empty object_class means any.

        Scope 1: its direct children; scope 2: everything below, in the domains below it, too. The container itself is not among them.
        Raises DirectoryUnreachable when there is no such container, DirectoryReferred and DirectoryRefused as the server says.
        """
        context, base = self._container(container)
        condition = f"(objectClass={_escaped(object_class) if object_class else '*'})"
        if bearing:
            condition = f"(&{condition}({bearing}=*))"
        asked = ("*",) if attributes is None else (*_SAYING, *filter(_ATTRIBUTE.fullmatch, attributes))
        found = [(context, base, LEVEL if scope == 1 else SUBTREE)]
        inside = names.path_of(base)
        if scope != 1:
            found += [
                (other, other.domain.dn, SUBTREE)
                for other in self._searched()
                if other.path.startswith(inside) and other.path not in (inside, context.path)
            ]
        made: dict[str, Entry] = {}
        for of, start, depth in found:
            for one in self._entries(of, start, condition, depth, asked):
                if not object_class or one.object_class == object_class.casefold():
                    made[names.path_of(one.dn)] = one
        made.pop(inside, None)
        for path in sorted(made):
            yield made[path]

    def members(self, identity: str) -> Iterator[str]:
        """The members' DNs of a group by its GUID, in ranges until the last. Raises DirectoryUnreachable for an unknown group, and when
        the ranges do not add up."""
        place = self._place(identity)
        if place is None:
            raise DirectoryUnreachable(location=self.location, reason=f"it has no object {identity}")
        context, dn = place
        for value in self._link(context).values(dn, "member"):
            yield value.decode("utf-8")

    def domains(self) -> list[str]:
        """DNS names of the domains that are searched, spelled as the partitions' dnsRoot has them."""
        return sorted((context.domain.dns for context in self._searched()), key=str.casefold)

    def referrals(self) -> list[str]:
        """What a search of each whole domain is referred to, by LDAP URL. None is followed: domains are searched at their own controllers.

        Raises DirectoryUnreachable for a domain that cannot be searched.
        """
        found: set[str] = set()
        for context in self._searched():
            link = self._link(context)
            # For what lies in no domain, by an attribute that has an index: the referrals come whatever is found.
            list(link.search(context.domain.dn, "(objectCategory=crossRefContainer)", SUBTREE, ("objectGUID",)))
            found |= link.references
        return sorted(found)

    def forest(self, domain: str) -> Forest | ForestUnread:
        """The forest of a domain by its CN=Partitions: one of those of the profile.

        `domain` is often the text of a job. Whoever answers to a name that is in none of them is told no password of ours.
        """
        wanted = domain.strip().casefold()
        unread: list[str] = []
        for place in self._domains.places:
            try:
                forest = self._forest(place)
            except DirectoryUnreachable as reason:
                unread.append(reason.message.rstrip("."))
                continue
            if _names(forest, wanted):
                return forest
        said = (
            f"no CN=Partitions of the directory names the domain {domain}, and no domain controller of it is named in "
            "[[directory.domains]]"
        )
        return ForestUnread(domain, "; ".join((said, *unread)))

    # -- beside the port ----------------------------------------------

    @property
    def location(self) -> str:
        """The servers of the profile."""
        return ", ".join(server.name for place in self._domains.places for server in place.servers)

    def as_account(self, root: str, account: str, password: str) -> LdapDirectory:
        """The forest of this root as another account sees it: it signs in at that forest's controllers and nowhere else. close() it."""
        found: list[Place] = []
        for place in self._domains.places:
            with suppress(DirectoryUnreachable):
                forest = self._forest(place)
                if forest.root.casefold() == root.casefold():
                    user = _signing_in(account, forest, place.access.bind)
                    access = replace(
                        place.access, user=user, password=password, secret="", keytab=None, ticket_cache=None
                    )
                    found.append(replace(place, access=access))
        return LdapDirectory(replace(self._domains, places=tuple(found)))

    def clocks(self) -> dict[str, Callable[[], datetime]]:
        """By the servers of each place of the profile, what the clock of the one in use says. The calls raise DirectoryUnreachable."""
        found: dict[str, Callable[[], datetime]] = {}
        for place in self._domains.places:  # the first of those that share servers: its link is the one in use
            found.setdefault(", ".join(server.name for server in place.servers), partial(self._time, place))
        return found

    def close(self) -> None:
        """Ends the connections."""
        for link in self._links.values():
            link.close()

    # -- domains and their controllers ----------------------------------------------

    def _searched(self) -> list[_Context]:
        """Every domain of the forests of the profile but those left out, in the order of their names."""
        wanted: dict[str, Domain] = {}
        for place in self._domains.places:
            for one in self._forest(place).domains:
                if one.dns.casefold() not in self._domains.left_out:
                    wanted[names.path_of(one.dn)] = one
        return [self._read[path] for path in sorted(wanted, key=lambda p: wanted[p].dns.casefold())]

    def _of(self, path: str) -> _Context | None:
        """The domain in which a DN lies, by its path: the longest naming context that begins it."""
        self._searched()
        around = [c for c in self._read.values() if path.startswith(c.path)]
        return max(around, key=lambda c: len(c.path), default=None)

    def _forest(self, place: Place) -> Forest:
        if place not in self._forests:
            link = self._of_place(place)
            forest = self._partitions(link, place.access)
            at = place.domain.casefold() or _default(link)
            for one in forest.domains:
                if at in (one.dns.casefold(), names.path_of(one.dn)):
                    self._links[one.dns.casefold()] = link
            self._forests[place] = forest
        return self._forests[place]

    def _of_place(self, place: Place) -> Link:
        key = f"{place.domain.casefold()}/{self._domains.places.index(place)}"
        return self._links.setdefault(key, self._domains.link(place))

    def _time(self, place: Place) -> datetime:
        link = self._of_place(place)
        link.root()  # signing in takes its time, which is no part of the answer's
        told = _text(link.root(), "currenttime")
        try:
            return datetime.strptime(told[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)  # 20261129115500.0Z
        except ValueError:
            raise DirectoryUnreachable(location=link.location, reason=f"its time is '{told}'") from None

    def _partitions(self, link: Link, access: Access) -> Forest:
        """The forest that a controller belongs to: its rootDSE, then the crossRef objects with a NetBIOS name in CN=Partitions."""
        root = link.root()
        configuration = _text(root, "configurationnamingcontext")
        top = names.path_of(_text(root, "rootdomainnamingcontext"))
        if not configuration:
            raise DirectoryUnreachable(location=link.location, reason="it is no domain controller of Active Directory")
        container = f"CN=Partitions,{configuration}"
        wanted = ("objectGUID", "dnsRoot", "nETBIOSName", "nCName")
        found = [
            Domain(_text(one, "dnsroot"), _text(one, "netbiosname"), _text(one, "ncname"))
            for one in link.search(container, "(&(objectClass=crossRef)(nETBIOSName=*))", LEVEL, wanted)
        ]
        domains = tuple(sorted((d for d in found if d.dns and d.dn), key=lambda d: d.dns.casefold()))
        named = next((d.dns for d in domains if names.path_of(d.dn) == top), None)
        if named is None:
            reason = f"{container} names no domain as the root of its forest"
            raise DirectoryUnreachable(location=link.location, reason=reason)
        for one in domains:
            self._read.setdefault(names.path_of(one.dn), _Context(one, names.path_of(one.dn), access))
        return Forest(named, domains, container)

    def _link(self, context: _Context) -> Link:
        """The link to a domain of a forest of the profile: the profile's, else one found by its name."""
        domain = context.domain.dns.casefold()
        if domain not in self._links:
            for place in self._domains.places:
                if place.domain.casefold() == domain:
                    return self._links.setdefault(domain, self._domains.link(place))
            self._links[domain] = self._domains.located(domain, context.access)
        return self._links[domain]

    # -- objects ----------------------------------------------

    def _container(self, container: str) -> tuple[_Context, str]:
        missing = DirectoryUnreachable(location=self.location, reason=f"it has no container '{container}'")
        if place := self._place(container):
            return place
        try:
            context_or_none, base = self._of(names.path_of(container)), names.wire(container)
        except ValueError:
            raise missing from None
        if context_or_none is None or self._link(context_or_none).read(base, ("objectGUID",)) is None:
            raise missing
        return context_or_none, base

    def _place(self, identity: str) -> tuple[_Context, str] | None:
        """Where the object of a GUID lies; None for what is no GUID, or nobody's."""
        known = _guid_or_none(identity)
        for context in self._searched() if known else ():
            condition = f"(objectGUID={_octets(known or '')})"
            for found in self._link(context).search(context.domain.dn, condition, SUBTREE, ("objectGUID",)):
                return context, found.dn
        return None

    def _one(self, context: _Context, dn: str) -> Entry | None:
        try:
            return next(self._entries(context, dn, "(objectClass=*)", BASE), None)
        except DirectoryObjectMissing:
            return None

    def _entries(
        self, context: _Context, base: str, condition: str, scope: str = SUBTREE, attributes: Sequence[str] = ("*",)
    ) -> Iterator[Entry]:
        link = self._link(context)
        for found in link.search(base, condition, scope, attributes):
            if "objectguid" in found.values:  # what the account may not see of an object that it may list
                yield _entry(link, found)


def _entry(link: Link, found: Found) -> Entry:
    attributes: dict[str, tuple[str, ...]] = {}
    for name, values in found.values.items():
        plain = name.partition(";")[0]
        if plain in NOT_KEPT:
            continue
        if ";range=" in name:
            values = link.values(found.dn, plain)
        attributes[plain] = tuple(shown(plain, value) for value in values)
    leaf = names.parse(found.dn)[0][0][1] if found.dn else ""
    return Entry(
        guid=attributes["objectguid"][0],
        dn=found.dn,
        name=attributes.get("name", (leaf,))[0],
        sam=attributes.get("samaccountname", ("",))[0],
        object_class=attributes.get("objectclass", ("",))[-1].lower(),
        attributes=attributes,
    )


def _names(forest: Forest, wanted: str) -> bool:
    return any(wanted in (d.dns.casefold(), d.netbios.casefold(), d.dn.casefold()) for d in forest.domains)


def _signing_in(account: str, forest: Forest, bind: str) -> str:
    """An account as a bind takes it: DOMAIN\\name or name@domain; Kerberos wants name@REALM, the realm in capitals."""
    domain, _, name = account.rpartition("\\")
    if not domain:
        name, _, domain = account.partition("@")
        domain = domain or forest.root
    dns = next((d.dns for d in forest.domains if domain.casefold() in (d.netbios.casefold(), d.dns.casefold())), domain)
    if bind == "kerberos":
        return f"{name}@{dns.upper()}"
    return account if "\\" in account else f"{name}@{domain}"


def _default(link: Link) -> str:
    return names.path_of(_text(link.root(), "defaultnamingcontext"))


def _text(found: Found, name: str) -> str:
    return found.values.get(name, [b""])[0].decode("utf-8", "replace")


def _guid_or_none(text: str) -> str | None:
    try:
        return guid(text)
    except ValueError:
        return None


def _escaped(value: str) -> str:
    """A value in a filter (RFC 4515): every byte but letters and digits as \\xx, so that none is read as an operator."""
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"\\{b:02x}" for b in value.encode("utf-8", "replace"))


def _octets(identity: str) -> str:
    return "".join(f"\\{b:02x}" for b in uuid.UUID(identity).bytes_le)
