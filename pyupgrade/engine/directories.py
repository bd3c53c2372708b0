"""The profile's directory becomes a Directory: a file is opened, a table becomes links to domain controllers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from pyupgrade.connect.directory import Access, Server
from pyupgrade.connect.domains import Domains, Place
from pyupgrade.connect.tls import Endpoint, Starts
from pyupgrade.settings.ldap import Account, Controller, Ldap
from pyupgrade.source.directory import EmbeddedDirectory, open_directory
from pyupgrade.source.ldap_directory import LdapDirectory

if TYPE_CHECKING:
    from pyupgrade.engine.answers import Keyring


def opened(setting: Path | Ldap, keyring: Keyring) -> EmbeddedDirectory | LdapDirectory:
    """The directory; over LDAP nothing is connected before it is asked. Raises DirectoryUnreachable for a file that cannot be opened."""
    return open_directory(setting) if isinstance(setting, Path) else LdapDirectory(domains(setting, keyring))


def signed_in(directory: object) -> Callable[[str, str, str], AbstractContextManager[LdapDirectory]] | None:
    """What reads a forest, by its root, as an account with its password; None for a file, which nobody signs in to."""
    if not isinstance(directory, LdapDirectory):
        return None
    return lambda root, account, password: closing(directory.as_account(root, account, password))


def location(setting: Path | Ldap) -> str:
    """Where the directory is, for a person: the file, or the servers."""
    if isinstance(setting, Path):
        return str(setting)
    every = [*setting.servers, *(server for domain in setting.domains for server in domain.servers)]
    return ", ".join(server if isinstance(server, str) else server.name for server in every)


def endpoints(setting: Path | Ldap) -> Iterator[Endpoint]:
    """Where the directory is reached by TLS."""
    if isinstance(setting, Path):
        return
    known = {name.casefold(): address for name, address in setting.addresses.items()}
    starts: Starts = "" if setting.tls == "ldaps" else "ldap"
    every = [*setting.servers, *(server for domain in setting.domains for server in domain.servers)]
    for one in _servers(every):
        address = one.address or known.get(one.name.casefold(), "")
        yield Endpoint(
            "directory", one.name, one.port or (389 if starts else 636), setting.ca, starts=starts, address=address
        )


def domains(setting: Ldap, keyring: Keyring) -> Domains:
    """The domains that the profile names, secrets bound to their values."""
    places = [Place(setting.domain, _servers(setting.servers), _access(setting, setting, keyring))]
    places += [
        Place(one.name, _servers(one.servers), _access(setting, one.account or setting, keyring))
        for one in setting.domains
    ]
    return Domains(
        tuple(places),
        setting.site,
        {name.casefold(): address for name, address in setting.addresses.items()},
        frozenset(name.casefold() for name in setting.leave_out),
    )


def _servers(given: Iterable[str | Controller]) -> tuple[Server, ...]:
    return tuple(
        _server(one, "", "") if isinstance(one, str) else _server(one.name, one.address, one.site) for one in given
    )


def _server(host: str, address: str, site: str) -> Server:
    name, _, port = host.partition(":")
    return Server(name, address, int(port or 0), site)


def _access(setting: Ldap, account: Account, keyring: Keyring) -> Access:
    return Access(
        tls=setting.tls,
        ca=setting.ca,
        bind=account.bind,
        user=account.user,
        password=keyring.reference(account.password) if account.password else None,
        secret=account.password or "",
        keytab=account.keytab,
        ticket_cache=account.ticket_cache,
        page=setting.page,
        timeout=setting.timeout,
    )
