"""What must be told about data sources: from those that are carried and those left behind to notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyupgrade.modules.data_source_shape import Connection, Gone
from pyupgrade.plan.items import Feature, Notice, Severity
from pyupgrade.plan.wording import in_order, things

_SHARE = re.compile(r"^(?:\\\\|//)[^\\/]")


@dataclass(slots=True)
class Used:
    """A data source and who uses it; `secrets` are digests in memory that tell if passwords differ."""

    connection: Connection
    users: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)


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


def notices(users: Users, sources: Sequence[Used]) -> Iterator[Notice]:
    """DSNs, files, options and passwords of the data sources that are carried."""
    dsns = [f"{u.connection.dsn} ({u.connection.name})" for u in sources if u.connection.dsn]
    drivers = [f"{u.connection.driver} ({u.connection.name})" for u in sources if u.connection.driver]
    shares = [u.connection.path for u in sources if _SHARE.match(u.connection.path)]
    files = [u.connection.path for u in sources if u.connection.path and not _SHARE.match(u.connection.path)]
    options = [f"{u.connection.name}: {option}" for u in sources for option in u.connection.left_out]
    passwords = [u.connection.name for u in sources if len(u.secrets) > 1]
    told: tuple[tuple[str, Severity, str, list[str], str, str], ...] = (
        (
            "system-dsn", "todo", "DSNs", dsns,
            f"Of DSNs only the names are carried, the DSNs stay on the old server: {things(dsns, 'DSN')}. Every {users.noun} on "
            "them fails until they exist.",
            f"Create each on the new server, 64-bit, under the same name, before {users.first_use}.",
        ),
        (
            "new-dsn", "todo", "DSNs to be made", drivers,
            f"Connections that name a driver and no DSN need one: {things(drivers, 'connection')}.",
            "Install the driver on the new server and create the DSN under the name that the plan gives.",
        ),
        (
            "shares", "todo", "Files on shares", shares,
            f"Files on shares that {users.noun}s use: {things(shares, 'file')}. 11.1 opens them as the account of its Data "
            "service.",
            "Give that account rights on each share, or put the files on the new server and change the data source "
            "(upgrade note 14).",
        ),
        (
            "local-files", "todo", "Files on the old server", files,
            f"Files on a disk of the old server that {users.noun}s use: {things(files, 'file')}.",
            f"If 11.1 runs on another machine, put each file there under the same path before {users.first_use}.",
        ),
        (
            "options", "change", "Options without a place", options,
            f"Options of connection strings that 11.1's data sources have no place for: {things(options, 'option')}.",
            "Test each data source in the Admin Center after the run.",
        ),
        (
            "passwords", "change", "Strings that differ in the password only", passwords,
            "Connection strings that differ in nothing but the password become one: "
            f"{things(passwords, 'data source')}.",
            "Answer with the password that is valid today.",
        ),
    )  # fmt: skip
    for what, severity, subject, names, message, action in told:
        if names:
            yield _notice(users, what, severity, subject, message, action, names)


def left_behind(gone: Mapping[Gone, list[str]]) -> Iterator[Notice]:
    """One loss for each reason why groups come over without their data source."""
    told: tuple[tuple[Gone, str, str], ...] = (
        ("lotus-notes", "Lotus Notes", "11.1 has no data source for Lotus Notes"),
        ("iplanet", "Sun ONE iPlanet", "11.1 has no data source for a Sun ONE iPlanet directory"),
        ("sealed", "Sealed connections", "Only GroupID 10 can open a sealed connection string"),
        ("unreadable", "Unreadable connections", "The connection string follows no known rule or names no source"),
    )
    for kind, subject, why in told:
        if names := gone.get(kind):
            message = f"{why}. Carried without their data source: {things(names, 'group')}."
            action = (
                "Before the first update give these groups a data source that 11.1 has, or switch their update off: "
                "it would empty them."
            )
            yield _notice(GROUPS, kind, "loss", subject, message, action, names)


def _notice(
    users: Users, what: str, severity: Severity, subject: str, message: str, action: str, names: Sequence[str]
) -> Notice:
    return Notice(
        module=users.module,
        feature=users.feature,
        id=f"{users.prefix}/{what}",
        severity=severity,
        subject=subject,
        message=message,
        action=action,
        names=in_order(names),
        count=len(names),
    )
