"""Whether the secrets file of the profile can be read by its owner alone."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

OTHERS = 0o077


def _run(context: Context) -> Iterator[Finding]:
    path = context.paths.secrets
    if path is None:
        yield CHECK.row("Skipped", "The profile names no secrets file.")
        return
    mode = context.machine.mode(path)
    if mode is None:
        yield CHECK.row(
            "Skipped", "The rights of the file cannot be seen here.", "Let only its owner read it.", str(path)
        )
    elif mode & OTHERS:
        yield CHECK.row(
            "Failed", f"Others may use the secrets file (mode {mode & 0o777:03o}).", CHECK.repair, str(path)
        )
    else:
        yield CHECK.row(
            "Passed", f"Only its owner can use the secrets file (mode {mode & 0o777:03o}).", target=str(path)
        )


CHECK = CheckSpec(
    id="profile.secrets-file",
    area="Profile",
    looks_at="Rights of the secrets file named in the profile.",
    repair="Give it to its owner alone (chmod 600).",
    run=_run,
)
