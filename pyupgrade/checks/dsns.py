"""Whether this machine has each ODBC system DSN that data sources of jobs and Smart Groups need (mission J9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change


def _run(context: Context) -> Iterator[Finding]:
    wanted: dict[str, list[str]] = {}
    for line in context.lines("DataSource"):
        if isinstance(line, Change) and line.kind == "DataSource":
            configuration: Mapping[str, str] = line.values["configurationValues"]
            if configuration.get("DsnType") == "SystemDsn":
                wanted.setdefault(configuration["Server"], []).append(line.name)
    if not wanted:
        yield CHECK.row("Skipped", "No data source of a job or Smart Group uses a system DSN.")
        return
    known = context.machine.dsns()
    drivers = {name.casefold(): driver for name, driver in (known or {}).items()}
    for dsn, users in sorted(wanted.items()):
        who = f"The system DSN '{dsn}' ({', '.join(sorted(set(users)))})"
        if known is None:
            yield CHECK.row("Skipped", f"{who}: the DSNs of this machine cannot be seen.", CHECK.repair, dsn)
        elif dsn.casefold() in drivers:
            yield CHECK.row(
                "Passed", f"{who} exists here, with the driver {drivers[dsn.casefold()] or '(none named)'}.", target=dsn
            )
        else:
            yield CHECK.row("Warning", f"{who} does not exist on this machine.", CHECK.repair, dsn)


CHECK = CheckSpec(
    id="machine.dsn",
    area="Machine",
    looks_at="Each 64-bit ODBC system DSN that data sources of Synchronize jobs and Smart Groups name, on this machine.",
    repair="Create it on the server that runs Directory Manager 11.1, as a 64-bit system DSN of the same name. If that is another "
    "machine than this one, look there.",
    features=frozenset({"Groups", "Synchronize"}),
    run=_run,
)
