"""Whether this shell is a remote session, from which Windows signs in nowhere else by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

CARRIES_ON: Final = "credssp"


def _run(context: Context) -> Iterator[Finding]:
    way = context.remote_session
    if way is None:
        yield CHECK.row("Skipped", "No PowerShell told whether it is a remote session.")
    elif not way:
        yield CHECK.row("Passed", "The shell runs on this machine itself, not in a remote session.")
    elif way.casefold() == CARRIES_ON:
        yield CHECK.row(
            "Passed", "The shell is a remote session that signed in by CredSSP: it can sign in to other machines."
        )
    else:
        said = (
            f"The shell is a remote session ({way}). From there Windows hands this account to no further machine: SQL Server, "
            "directory and shares refuse it where they are reached as the account that is signed in."
        )
        yield CHECK.row("Warning", said, CHECK.repair)


CHECK = CheckSpec(
    id="shell.second-hop",
    area="Shell",
    looks_at="Whether PowerShell runs in a remote session, and how that signed in.",
    repair="Run on the machine itself, connect with CredSSP or Kerberos delegation, or name accounts with passwords in the profile.",
    run=_run,
)
