"""Which controllers speak for a domain: those of the profile, else those its own name leads to, as its controllers enter it in DNS."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyupgrade.connect.directory import Access, Link, Server, greet
from pyupgrade.errors import DirectoryUnreachable

_LOOKED_AT = 8  # controllers of a domain that are asked for their names and sites


@dataclass(frozen=True, slots=True)
class Place:
    """A domain of the profile, by its DNS name; "" means the one that the server itself says."""

    domain: str
    servers: tuple[Server, ...]
    access: Access


@dataclass(frozen=True, slots=True)
class Domains:
    """The domains of a profile, and how others are found. `addresses` is asked before DNS; `left_out` are not to be searched."""

    places: tuple[Place, ...]
    site: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def link(self, place: Place) -> Link:
        """A link to the controllers of a place; nothing is connected yet."""
        return Link([self._placed(server) for server in place.servers], place.access, self.site)

    def located(self, domain: str, access: Access) -> Link:
        """A link to the controllers that a domain's name leads to. Raises DirectoryUnreachable when it leads nowhere.

        A controller enters its address under the domain's name (Microsoft, "How DNS Support for Active Directory Works": LdapIpAddress).
        What it calls itself is believed only inside the domain, and its certificate must be for that name.
        """
        found = [self._greeted(domain, address, access) for address in self._addresses(domain)[:_LOOKED_AT]]
        return Link(found, access, self.site)

    def _placed(self, server: Server) -> Server:
        return Server(
            server.name, server.address or self.addresses.get(server.name.casefold(), ""), server.port, server.site
        )

    def _addresses(self, domain: str) -> Sequence[str]:
        known = self.addresses.get(domain.casefold())
        if known:
            return [known]
        try:
            answers = socket.getaddrinfo(domain, 389, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            reason = f"no domain controller of {domain} is named in the profile, and its name leads to none"
            raise DirectoryUnreachable(location=domain, reason=reason) from None
        return list(dict.fromkeys(str(address[0]) for *_, address in answers))

    def _greeted(self, domain: str, address: str, access: Access) -> Server:
        said = greet(address, access.timeout)
        name = said.get("dnshostname", "")
        site = said.get("servername", "").split(",")[2:3]  # CN=DC1,CN=Servers,CN=<site>,CN=Sites,…
        inside = name.casefold().endswith(f".{domain.casefold()}")
        return Server(name if inside else domain, address, site=site[0].partition("=")[2] if site else "")
