"""Databases on SQL Server: the way to them, what they allow, and the rights that the profile's logins have and need."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context, ServerSeen
from pyupgrade.connect.mssql import NEVER_RUN
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.wording import things

OLDEST = (
    13  # SQL Server 2016: the first whose DATETIMEOFFSET, applocks and version store are all documented as used here
)
_READ = ("SELECT",)
_WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")


def _run(context: Context) -> Iterator[Finding]:
    if not context.servers:
        yield CHECK.row("Passed", "Source and target are files; no SQL Server is asked.")
    for seen in context.servers:
        yield CHECK.row(
            "Warning", NEVER_RUN, "Run the upgrade on restored copies of both databases once.", seen.location
        )
        for remark in seen.remarks:
            yield CHECK.row("Warning", remark, "Say so in the profile only where you mean it.", seen.location)
        yield _version(seen)
        yield _snapshot(seen)
        yield _rights(seen)


def _version(seen: ServerSeen) -> Finding:
    said = f"SQL Server {seen.facts.version} answers over {seen.driver}; collation {seen.facts.collation}."
    major = seen.facts.version.partition(".")[0]
    if major.isdigit() and int(major) < OLDEST:
        return CHECK.row(
            "Failed", f"{said} It is older than 2016.", "Restore the database on a newer server.", seen.location
        )
    return CHECK.row("Passed", said, target=seen.location)


def _snapshot(seen: ServerSeen) -> Finding:
    if seen.facts.read_only:
        return CHECK.row("Passed", "The database is read-only: nobody is waited for.", target=seen.location)
    if seen.facts.snapshot:
        said = (
            "Reads are taken under snapshot isolation: they wait for nobody. While one lasts, tempdb keeps the versions of "
            "every row that is changed meanwhile."
        )
        return CHECK.row("Passed", said, target=seen.location)
    return CHECK.row(
        "Warning",
        "The database does not allow snapshot isolation: reads wait for whoever is writing, ten seconds at most, and then again.",
        f"Read a restored copy on which nobody works, or ALTER DATABASE [{seen.facts.name}] SET ALLOW_SNAPSHOT_ISOLATION ON; "
        "that costs 14 bytes a changed row, and room in tempdb while reads last.",
        seen.location,
    )


def _rights(seen: ServerSeen) -> Finding:
    lacking = [*seen.facts.lacks(_READ, seen.reads), *seen.facts.lacks(_WRITE, seen.writes)]
    repair = f"Have a DBA run: {seen.grants}"
    if lacking:
        return CHECK.row("Failed", f"The login lacks {things(lacking, 'right')}.", repair, seen.location)
    if seen.side == "source":
        return CHECK.row("Passed", "The login may read every table that is read.", target=seen.location)
    if seen.facts.lacks(("CREATE TABLE",), ("",)):
        said = "The login may write to every table that is written. It may make no tables: the journal's must be there already."
        return CHECK.row("Warning", said, repair, seen.location)
    return CHECK.row("Passed", "The login may write to every table that is written.", target=seen.location)


CHECK = CheckSpec(
    id="sqlserver.database",
    area="SQL Server",
    looks_at="Databases on SQL Server: release, driver, encryption, snapshot isolation, rights of the logins.",
    repair="Install a driver, open the way, or have a DBA grant what docs/grants.md lists; nothing more is needed.",
    run=_run,
)
