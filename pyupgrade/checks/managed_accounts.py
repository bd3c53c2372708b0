"""Whether group managed service accounts that come over are set up on this machine (mission S6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change
from pyupgrade.plan.wording import first

KINDS: Final = ("IdentityStore", "MessagingProvider", "SmtpServer", "Schedule", "SynchronizeJob")
INSTALLED: Final = "installed"


def _run(context: Context) -> Iterator[Finding]:
    users: dict[str, set[str]] = {}
    for line in context.lines(*KINDS):
        if isinstance(line, Change):
            for account in _accounts(line.values):
                users.setdefault(account, set()).add(line.name)
    if not users:
        yield CHECK.row("Skipped", "No group managed service account comes over.")
    for account, names in sorted(users.items()):
        who = f"{account} ({first(sorted(names))})"
        state = context.machine.managed_account(account)
        if state is None:
            yield CHECK.row(
                "Skipped",
                f"{who}: only Windows on the new server can tell whether it is set up.",
                CHECK.repair,
                account,
            )
        elif state == INSTALLED:
            yield CHECK.row("Passed", f"{who} is set up on this machine.", target=account)
        else:
            yield CHECK.row("Warning", f"{who} is not set up on this machine: {state}.", CHECK.repair, account)


def _accounts(values: Any) -> Iterator[str]:
    r"""Texts of the form DOMAIN\name$ in fields that name an account."""
    if isinstance(values, Mapping):
        for name, value in values.items():
            if (
                isinstance(value, str)
                and name.casefold().endswith(("user", "username", "account"))
                and value.endswith("$")
            ):
                yield value
            else:
                yield from _accounts(value)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _accounts(value)


CHECK = CheckSpec(
    id="machine.managed-accounts",
    area="Machine",
    looks_at="Each group managed service account (gMSA) of a store, mail server or schedule, on this machine.",
    repair="On the server that runs Directory Manager 11.1: allow it to use the account, run Install-ADServiceAccount, and see that "
    "Test-ADServiceAccount says True.",
    features=frozenset({"Configuration", "Schedules"}),
    run=_run,
)
