"""Where the systems of a profile are reached by TLS: for preflight to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pyupgrade.connect.entra_clouds import CLOUDS
from pyupgrade.connect.tls import Endpoint
from pyupgrade.engine import databases, directories
from pyupgrade.plan.ports import SourceReader
from pyupgrade.settings import Settings
from pyupgrade.settings.doors import ByDoors
from pyupgrade.settings.search import Search

PORTS: Final = {"https": 443, "ldaps": 636}
SMTPS: Final = 465  # TLS from the first byte (RFC 8314)


def _identity(settings: Settings) -> Iterator[Endpoint]:
    """Where tokens and Graph are, as far as the profile says it; else it depends on each app's cloud."""
    told = settings.identity
    if told is not None:
        cloud = next((c for c in CLOUDS if c.name == told.cloud), None)
        known = (cloud.authority, cloud.graph) if cloud is not None else ()
        urls = known if told.authority is None else (told.authority, told.graph)
        yield from of_urls("identity platform", filter(None, urls), told.ca)


def _target(settings: Settings) -> Iterator[Endpoint]:
    if not isinstance(settings.target, ByDoors):
        yield from databases.endpoints("target", settings.target)
    if (rest := settings.rest) is not None:
        yield from of_urls("REST API of the target", [rest.url], rest.ca)


def _search(settings: Settings) -> Iterator[Endpoint]:
    named = settings.index
    if isinstance(named, Search):
        yield from of_urls("search index", named.urls, named.ca, named.fingerprint or "")


# One line a system: its endpoints where the profile names a real one, else none.
SYSTEMS: Final[tuple[Callable[[Settings], Iterable[Endpoint]], ...]] = (
    lambda s: databases.endpoints("source", s.source),
    _target,
    lambda s: directories.endpoints(s.directory),
    _search,
    _identity,
)


def endpoints(settings: Settings, source: SourceReader) -> list[Endpoint]:
    """Those of every system of the profile, and the mail servers of the old stores where the network is used at all."""
    found = [endpoint for system in SYSTEMS for endpoint in system(settings)]
    return [*found, *(mail_servers(source) if found else ())]


def of_urls(name: str, urls: Iterable[str], ca_file: Path | None = None, fingerprint: str = "") -> Iterator[Endpoint]:
    """Endpoints of https and ldaps addresses; others speak no TLS."""
    for url in urls:
        parts = urlsplit(url)
        if parts.hostname and parts.scheme in PORTS:
            yield Endpoint(name, parts.hostname, parts.port or PORTS[parts.scheme], ca_file, fingerprint)


def mail_servers(source: SourceReader) -> Iterator[Endpoint]:
    """Mail servers of enabled stores that are to be reached by TLS; the upgrade itself sends no mail."""
    stores = {r["IdentityStoreId"]: r["IdentityStoreName"] for r in source.rows("SVC.IdentityStore") if r["IsEnabled"]}
    for row in source.rows("SVC.SmtpServer"):
        if row["SslEnabled"] and row["SmtpServer"] and row["IdentityStoreId"] in stores:
            port = row["Port"] or 25
            name = f"mail server of {stores[row['IdentityStoreId']]}"
            yield Endpoint(name, row["SmtpServer"], port, starts="" if port == SMTPS else "smtp", needed=False)
