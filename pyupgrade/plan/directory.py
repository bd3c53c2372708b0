"""The directory as planning and preflight see it: objects, domains, forests, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One directory object; `attributes` holds every value read, names lower-case, members left out (ask `members`)."""

    guid: str
    dn: str
    name: str
    sam: str
    object_class: str
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of a forest: DNS name as the directory spells it, NetBIOS name, naming context."""

    dns: str
    netbios: str
    dn: str


@dataclass(frozen=True, slots=True)
class Forest:
    """A forest: its root domain's DNS name, every domain in it, root, child or tree, and where that was read."""

    root: str
    domains: tuple[Domain, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class ForestUnread:
    """A forest that could not be determined, and why, in a sentence without its full stop."""

    domain: str
    reason: str


class Directory(Protocol):
    """The directory, read only. DNs compare without regard to case."""

    def resolve(self, identity: str) -> list[Entry]:
        """All objects that a DN, GUID, common name, name or sAMAccountName names; several when it is ambiguous, none when unknown."""

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        """The objects of these GUIDs that exist, by GUID."""

    def below(
        self,
        container: str,
        scope: int,
        object_class: str = "group",
        attributes: Collection[str] | None = None,
        bearing: str = "",
    ) -> Iterator[Entry]:
        """Objects in a container (DN or GUID), paged: scope 1 its direct children, scope 2 everything below, in DN order.

        `attributes`: all that the caller looks at besides what says which object it is, None for whatever there is. `bearing`: only
        objects that have this attribute.
        """

    def members(self, guid: str) -> Iterator[str]:
        """The members' DNs of a group, in ranges, until the last; raises DirectoryUnreachable when the count does not agree."""

    def domains(self) -> list[str]:
        """DNS names of the domains with the letter case that the directory reports."""

    def referrals(self) -> list[str]:
        """LDAP URLs that a search of each whole domain was answered with; none is ever followed."""

    def forest(self, domain: str) -> Forest | ForestUnread:
        """The forest of a domain, named by its DNS or NetBIOS name: rootDSE, then CN=Partitions; why not, where it cannot be read."""
