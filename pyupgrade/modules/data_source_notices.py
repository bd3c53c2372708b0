"""What must be told about data sources: from those that are carried and those left behind to notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pyupgrade.modules.data_source_shape import Connection, Gone
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Feature, Notice

_SHARE = re.compile(r"^(?:\\\\|//)[^\\/]")


@dataclass(slots=True)
class Used:
    """A data source and who uses it; `secrets` are digests in memory that tell if passwords differ."""

    connection: Connection
    users: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def add(self, connection: Connection, user: str, secret: str) -> None:
        """One more user, whose string is the same but for its secrets: what any of them has is asked."""
        self.users.append(user)
        self.secrets |= {secret} - {""}
        self.connection = replace(
            self.connection,
            password=self.connection.password or connection.password,
            file_password=self.connection.file_password or connection.file_password,
        )


@dataclass(frozen=True, slots=True)
class Users:
    """Who uses data sources: groups or jobs, what their notices' ids begin with, and what they do with the data."""

    module: str
    feature: Feature
    prefix: str
    noun: str
    first_use: str


GROUPS = Users("data-sources", "Groups", "datasource", "group", "the first group update")
JOBS = Users("job-data-sources", "Synchronize", "job-datasource", "job", "the first run of the jobs")


_TOLD: Final[Mapping[str, Told]] = {
    "system-dsn": Told(
        "todo", "DSNs",
        "Of DSNs only the names are carried, the DSNs stay on the old server: {things}. Every {user} on them fails until they exist.",
        "Create each on the new server, 64-bit, under the same name, before {first_use}.", "DSN",
    ),
    "new-dsn": Told(
        "todo", "DSNs to be made", "Connections that name a driver and no DSN need one: {things}.",
        "Install the driver on the new server and create the DSN under the name that the plan gives.", "connection",
    ),
    "shares": Told(
        "todo", "Files on shares",
        "Files on shares that {user}s use: {things}. 11.1 opens them as the account of its Data service.",
        "Give that account rights on each share, or put the files on the new server and change the data source (upgrade note 14).",
        "file",
    ),
    "local-files": Told(
        "todo", "Files on the old server", "Files on a disk of the old server that {user}s use: {things}.",
        "If 11.1 runs on another machine, put each file there under the same path before {first_use}.", "file",
    ),
    "options": Told(
        "change", "Options without a place",
        "Options of connection strings that 11.1's data sources have no place for: {things}.",
        "Test each data source in the Admin Center after the run.", "option",
    ),
    "passwords": Told(
        "change", "Strings that differ in the password only",
        "Connection strings that differ in nothing but the password become one: {things}.",
        "Answer with the password that is valid today.", "data source",
    ),
}  # fmt: skip
_WHY_GONE: Final[Mapping[Gone, tuple[str, str]]] = {
    "lotus-notes": ("Lotus Notes", "11.1 has no data source for Lotus Notes"),
    "iplanet": ("Sun ONE iPlanet", "11.1 has no data source for a Sun ONE iPlanet directory"),
    "sealed": ("Sealed connections", "Only GroupID 10 can open a sealed connection string"),
    "unreadable": ("Unreadable connections", "The connection string follows no known rule or names no source"),
}
_GONE: Final[Mapping[str, Told]] = {
    kind: Told(
        "loss", subject, why + ". Carried without their data source: {things}.",
        "Before the first update give these groups a data source that 11.1 has, or switch their update off: it would empty them.",
        "group",
    )
    for kind, (subject, why) in _WHY_GONE.items()
}  # fmt: skip


def notices(users: Users, sources: Sequence[Used]) -> Iterator[Notice]:
    """DSNs, files, options and passwords of the data sources that are carried."""
    paths = [u.connection.path for u in sources if u.connection.path]
    found = {
        "system-dsn": [f"{u.connection.dsn} ({u.connection.name})" for u in sources if u.connection.dsn],
        "new-dsn": [f"{u.connection.driver} ({u.connection.name})" for u in sources if u.connection.driver],
        "shares": [path for path in paths if _SHARE.match(path)],
        "local-files": [path for path in paths if not _SHARE.match(path)],
        "options": [f"{u.connection.name}: {option}" for u in sources for option in u.connection.left_out],
        "passwords": [u.connection.name for u in sources if len(u.secrets) > 1],
    }
    facts = {"user": users.noun, "first_use": users.first_use}
    return told(users.module, _TOLD, found, users.feature, prefix=f"{users.prefix}/", facts=facts)


def left_behind(gone: Mapping[Gone, list[str]]) -> Iterator[Notice]:
    """One loss for each reason why groups come over without their data source."""
    found = {str(kind): names for kind, names in gone.items()}
    return told(GROUPS.module, _GONE, found, GROUPS.feature, prefix=f"{GROUPS.prefix}/")
