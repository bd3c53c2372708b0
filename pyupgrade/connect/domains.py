"""Which controllers speak for a domain: those of the profile, else those that it enters in DNS, by service record or under its own name."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyupgrade.connect import srv
from pyupgrade.connect.directory import Access, Link, Server, greet
from pyupgrade.errors import DirectoryUnreachable

_LOOKED_AT = 8  # controllers of a domain that are tried


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
        """A link to the controllers of a domain that the profile names none of. Raises DirectoryUnreachable when DNS has none either.

        A controller enters itself as _ldap._tcp.dc._msdcs.DOMAIN, for its site as _ldap._tcp.SITE._sites.dc._msdcs.DOMAIN, and its address
        under the domain's name (Microsoft, "How DNS Support for Active Directory Works": Dc, DcAtSite, LdapIpAddress). DNS is not believed:
        a certificate must be for a host inside the domain, or for the domain.
        """
        found = self._entered(domain) or [
            self._greeted(domain, address, access) for address in self._addresses(domain)[:_LOOKED_AT]
        ]
        return Link(found, access, self.site)

    def _entered(self, domain: str) -> list[Server]:
        """By service records, in their order, those of the site first; none where the profile has an address for the domain."""
        if domain.casefold() in self.addresses:
            return []
        services = [("", f"_ldap._tcp.dc._msdcs.{domain}")]
        if self.site:
            services.insert(0, (self.site, f"_ldap._tcp.{self.site}._sites.dc._msdcs.{domain}"))
        found: dict[str, Server] = {}
        for site, service in services:
            for host in srv.hosts(service):
                server = Server(host, site=site) if _is_inside(host, domain) else Server(domain, host, site=site)
                found.setdefault(host.casefold(), self._placed(server))
        return list(found.values())[:_LOOKED_AT]

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
            reason = f"no domain controller of {domain} is named in the profile, and DNS has none"
            raise DirectoryUnreachable(location=domain, reason=reason) from None
        return list(dict.fromkeys(str(address[0]) for *_, address in answers))

    def _greeted(self, domain: str, address: str, access: Access) -> Server:
        said = greet(address, access.timeout)
        name = said.get("dnshostname", "")
        site = said.get("servername", "").split(",")[2:3]  # CN=DC1,CN=Servers,CN=<site>,CN=Sites,…
        return Server(
            name if _is_inside(name, domain) else domain, address, site=site[0].partition("=")[2] if site else ""
        )


def _is_inside(host: str, domain: str) -> bool:
    return host.casefold().endswith(f".{domain.casefold()}")
