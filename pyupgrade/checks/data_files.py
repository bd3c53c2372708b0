"""Whether files and shares that jobs and Smart Groups read can be reached from here (mission J9, upgrade note 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change

_SHARE: Final = re.compile(r"^(?:\\\\|//)[^\\/]")
_DRIVE: Final = re.compile(r"^[A-Za-z]:[\\/]")
_COPY: Final = (
    "Put the file on the new server under the same path, or change the data source after the run (upgrade note 14)."
)


def _run(context: Context) -> Iterator[Finding]:
    files: dict[str, list[str]] = {}
    for line in context.lines("DataSource"):
        if isinstance(line, Change) and line.kind == "DataSource":
            configuration = line.values["configurationValues"]
            path = configuration.get("FilePath") or configuration.get("File")
            if path or configuration.get("DsnType") == "FileDsn":
                files.setdefault(path or configuration["Server"], []).append(line.name)
    if not files:
        yield CHECK.row("Skipped", "No data source of a job or Smart Group is a file.")
    for path, users in sorted(files.items()):
        yield _one(context, path, f"'{path}' ({', '.join(sorted(set(users)))})")


def _one(context: Context, path: str, what: str) -> Finding:
    found = context.machine.exists(path)
    if _SHARE.match(path):
        if found is None:
            return CHECK.row(
                "Skipped", f"{what} lies on a share, which only Windows opens by this name.", CHECK.repair, path
            )
        if found:
            return CHECK.row("Passed", f"{what} can be reached from here, as this account.", target=path)
        return CHECK.row("Warning", f"{what} cannot be reached from here, as this account.", CHECK.repair, path)
    where = " lies on a disk of the old server" if _DRIVE.match(path) else ""
    if found is None:
        return CHECK.row("Skipped", f"{what}{where}; this machine has no such paths.", _COPY, path)
    if found:
        return CHECK.row("Passed", f"{what} is on this machine.", target=path)
    return CHECK.row(
        "Warning",
        f"{what}{where} and is not on this machine." if where else f"{what} is not on this machine.",
        _COPY,
        path,
    )


CHECK = CheckSpec(
    id="files.data-sources",
    area="Files",
    looks_at="Each file that data sources of Synchronize jobs and Smart Groups read: on a share, or on a disk of the old server.",
    repair="Give this account, and that of 11.1's Data service, rights on the share; try the path on the new server.",
    features=frozenset({"Groups", "Synchronize"}),
    run=_run,
)
