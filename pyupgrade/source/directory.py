"""The embedded directory behind the Directory port: a SQLite file loaded once from LDIF, searched by its keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from pyupgrade.connect import sql
from pyupgrade.errors import DirectoryUnreachable, SourceError
from pyupgrade.plan.batches import batches
from pyupgrade.plan.directory import Domain, Entry, Forest, ForestUnread
from pyupgrade.source import dn as names
from pyupgrade.source.directory_file import entry, is_current, load_directory, member
from pyupgrade.source.values import guid

RANGE: Final = 1_500  # values of one attribute that AD hands out at a time (MaxValRange)
PAGE: Final = 1_000  # entries a page (MaxPageSize)
_CHUNK: Final = 500

_CONTAINER_ENDS: Final = "\x02"  # the character after the one that ends each RDN in a path


class EmbeddedDirectory:
    """The Directory port over the file; close() lets go of it."""

    def __init__(self, engine: Engine, location: str) -> None:
        self._engine = engine
        self._location = location

    def resolve(self, identity: str) -> list[Entry]:
        """All objects that a DN, GUID, common name, name or sAMAccountName names, in DN order; none when unknown."""
        folded = identity.strip().casefold()
        if not folded:
            return []
        matches: list[Any] = [entry.c.cn_key == folded, entry.c.name_key == folded, entry.c.sam_key == folded]
        matches.extend(_exact(identity))
        found: dict[str, Entry] = {}
        for match in matches:
            # One search a key: each uses its own index, which OR would not promise.
            found.update((path, made) for path, made in self._select(sa.select(entry).where(match)))
        return [found[path] for path in sorted(found)]

    def entries(self, guids: Collection[str]) -> dict[str, Entry]:
        """The objects of these GUIDs that exist, by GUID."""
        wanted = sorted({value.lower() for value in guids})
        found: dict[str, Entry] = {}
        for chunk in batches(wanted, _CHUNK):
            found.update((made.guid, made) for _, made in self._select(sa.select(entry).where(entry.c.guid.in_(chunk))))
        return found

    def below(
        self,
        container: str,
        scope: int,
        object_class: str = "group",
        attributes: Collection[str] | None = None,
        bearing: str = "",
    ) -> Iterator[Entry]:
        """Objects in a container (DN or GUID), page by page in DN order; an empty object_class means any.

        Scope 1: its direct children; scope 2: everything below. The container itself is not among them. Raises
        DirectoryUnreachable when there is no such container. Everything is in the file, so that `attributes` saves nothing.
        """
        base = self._container(container)
        query = sa.select(entry).order_by(entry.c.path).limit(PAGE)
        if object_class:
            query = query.where(entry.c.object_class == object_class.lower())
        query = (
            query.where(entry.c.parent == base)
            if scope == 1
            else query.where(entry.c.path > base, entry.c.path < base[:-1] + _CONTAINER_ENDS)
        )
        last = ""
        while True:
            page = list(self._select(query.where(entry.c.path > last)))
            yield from (made for _, made in page if not bearing or made.attributes.get(bearing.lower()))
            if len(page) < PAGE:
                return
            last = page[-1][0]

    def members(self, identity: str) -> Iterator[str]:
        """The members' DNs of a group by its GUID, in ranges until the last. Raises DirectoryUnreachable for an
        unknown group, and at the end when fewer or more came than the group holds."""
        with self._errors(), self._engine.connect() as connection:
            known = connection.execute(
                sa.select(entry.c.id, entry.c.members).where(entry.c.guid == identity.lower())
            ).first()
        if known is None:
            raise DirectoryUnreachable(location=self._location, reason=f"it has no object {identity}")
        start = handed = 0
        while True:
            attribute, values = self.member_range(int(known.id), start)
            handed += len(values)
            yield from values
            upper = attribute.partition(";range=")[2].partition("-")[2]
            if upper == "*":
                break
            start = int(upper) + 1
        if handed != known.members:
            reason = f"group {identity} gave {handed} of its {known.members} members; it was changed meanwhile"
            raise DirectoryUnreachable(location=self._location, reason=reason)

    def member_range(self, number: int, start: int) -> tuple[str, list[str]]:
        """As AD answers `member;range=<start>-*`: the attribute's name with the range given, `*` in the last one, and
        its values."""
        query = (
            sa.select(member.c.dn)
            .where(member.c.entry == number, member.c.position >= start)
            .order_by(member.c.position)
            .limit(RANGE + 1)
        )
        with self._errors(), self._engine.connect() as connection:
            values = list(connection.execute(query).scalars())
        if len(values) <= RANGE:
            return f"member;range={start}-*", values
        return f"member;range={start}-{start + RANGE - 1}", values[:RANGE]

    def domains(self) -> list[str]:
        """DNS names of the domains, spelled as the partitions' dnsRoot has them, else as the domain objects' own DNs
        have them."""
        spelled: dict[str, str] = {}
        for _, made in self._select(sa.select(entry).where(entry.c.object_class == "domaindns")):
            name = ".".join(value for rdn in names.parse(made.dn) for kind, value in rdn if kind.lower() == "dc")
            spelled[name.casefold()] = name
        for _, made in self._select(sa.select(entry).where(entry.c.object_class == "crossref")):
            if "netbiosname" in made.attributes:  # a domain; the configuration and schema partitions have none
                spelled.update((root.casefold(), root) for root in made.attributes.get("dnsroot", ()))
        return [spelled[key] for key in sorted(spelled)]

    def referrals(self) -> list[str]:
        """None: what an export holds is all that is seen."""
        return []

    def forest(self, domain: str) -> Forest | ForestUnread:
        """The forest of a domain by the crossRef objects of its CN=Partitions; the domain by DNS or NetBIOS name, or DN."""
        partitions: dict[str, list[Domain]] = {}
        for _, made in self._select(sa.select(entry).where(entry.c.object_class == "crossref")):
            attributes = made.attributes
            if "netbiosname" in attributes and "dnsroot" in attributes and "ncname" in attributes:
                container = made.dn.partition(",")[2]
                one = Domain(attributes["dnsroot"][0], attributes["netbiosname"][0], attributes["ncname"][0])
                partitions.setdefault(container, []).append(one)
        wanted = domain.strip().casefold()
        for container, domains in sorted(partitions.items()):
            if any(wanted in (d.dns.casefold(), d.netbios.casefold(), d.dn.casefold()) for d in domains):
                # CN=Partitions,CN=Configuration,<naming context of the forest root>
                root = container.split(",", 2)[2].casefold()
                named = next((d.dns for d in domains if d.dn.casefold() == root), None)
                if named is None:
                    return ForestUnread(domain, f"{container} names no domain as the root of its forest")
                return Forest(named, tuple(sorted(domains, key=lambda d: d.dns.casefold())), container)
        return ForestUnread(domain, f"no CN=Partitions of the directory names the domain {domain}")

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def _container(self, container: str) -> str:
        for match in _exact(container):
            for path, _ in self._select(sa.select(entry).where(match)):
                return path
        raise DirectoryUnreachable(location=self._location, reason=f"it has no container '{container}'")

    def _select(self, query: sa.Select[Any]) -> list[tuple[str, Entry]]:
        with self._errors(), self._engine.connect() as connection:
            return [(row.path, _entry(row)) for row in connection.execute(query)]

    def _errors(self) -> Any:
        return sql.errors_of("source", self._location)


def open_directory(path: Path) -> EmbeddedDirectory:
    """The directory of an LDIF file (`directory.ldif`): loaded into `directory.db` beside it the first time and
    whenever it has changed.

    A path that ends in .db is opened as it is. Raises LdifInvalid, DirectoryUnreachable.
    """
    database = path if path.suffix == ".db" else path.with_suffix(".db")
    try:
        if database != path and not (database.exists() and _loaded(database, path)):
            load_directory(path, database)
        return EmbeddedDirectory(sql.read_only(database), str(path))
    except (SourceError, OSError) as reason:
        raise DirectoryUnreachable(location=str(path), reason=str(reason)) from reason


def _exact(identity: str) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions for the GUID and the DN that a text may be; a text can be neither."""
    with suppress(ValueError):
        yield entry.c.guid == guid(identity)
    with suppress(ValueError):
        yield entry.c.path == names.path_of(identity)


def _loaded(database: Path, ldif: Path) -> bool:
    try:
        engine = sql.read_only(database)
    except SourceError:
        return False
    try:
        return is_current(engine, ldif)
    except SourceError:
        return False
    finally:
        engine.dispose()


def _entry(row: Any) -> Entry:
    attributes = msgspec.json.decode(row.attributes, type=dict[str, tuple[str, ...]])
    return Entry(row.guid, row.dn, row.name, row.sam, row.object_class, attributes)
