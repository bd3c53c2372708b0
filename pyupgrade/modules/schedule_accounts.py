"""Accounts that schedules run as: from the names in files to a user and password for 11.1, and the questions for them (H5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyupgrade.modules.cloud_apps import Place
from pyupgrade.modules.service_accounts import account_decision, account_password, is_managed
from pyupgrade.modules.stored import way
from pyupgrade.plan.items import Answers, Decision
from pyupgrade.plan.wording import things

PAGE: Final = 13
NONE: Final = "none"  # the answer that says: create it without

_SID: Final = re.compile(r"s-1-[0-9-]+", re.IGNORECASE)
_SYSTEM: Final = frozenset(
    {"system", "localsystem", "local service", "localservice", "network service", "networkservice"}
)
# Windows writes the system's own accounts in its language: English, German, French, Spanish, Italian, Polish.
_AUTHORITIES: Final = frozenset(
    {"nt authority", "nt-autorität", "autorite nt", "autorité nt", "zarządzanie nt", "nt service", "builtin"}
)


def is_person(account: str | None) -> bool:
    """Whether a schedule can run as this account in 11.1: a user by name, neither the system's own nor a bare SID."""
    domain, _, name = (account or "").strip().rpartition("\\")
    if not name or _SID.fullmatch(name):
        return False
    return name.casefold() not in _SYSTEM and domain.casefold() not in _AUTHORITIES


def values_of(account: str, domain: str, answers: Answers, sealed: Mapping[str, Place]) -> dict[str, Any]:
    r"""UserName, and Password where there will be one. A group managed account is DOMAIN\name$ and has none.

    `domain` is the DNS name of the store's domain; its first part stands for the NetBIOS name where the account has no domain.
    `sealed` are the places where stores keep the password of an account, by its decision (mission S8).
    """
    if is_managed(account):
        return {"UserName": managed(account, domain)}
    if is_stored(account, answers, sealed):
        return {"UserName": account, "Password": account_password(answers, account, sealed)}
    decision = account_decision(account)
    return {"UserName": account} | ({"Password": {"$secret": decision}} if is_answered(account, answers) else {})


def is_stored(account: str, answers: Answers, sealed: Mapping[str, Place]) -> bool:
    """Whether its password crosses as a store keeps it, and nobody needs to be asked."""
    return way(answers) != "ask" and account_decision(account) in sealed


def managed(account: str, domain: str) -> str:
    """A group managed account as 11.1 takes it (11.1 identitystore/create.md)."""
    if "\\" in account:
        return account.strip()
    name, _, suffix = account.strip().partition("@")
    netbios = (suffix or domain).partition(".")[0].upper()
    return f"{netbios}\\{name}" if netbios else account.strip()


def is_answered(account: str, answers: Answers) -> bool:
    """Whether its password will be there: answered, and not by none."""
    answer = answers.get(account_decision(account))
    return answer is not None and (answer.text or "").strip().casefold() != NONE


def questions(module: str, users: Mapping[str, Sequence[str]]) -> Iterator[Decision]:
    """One question for each distinct account, whose schedules are given by name."""
    accounts: dict[str, list[str]] = {}
    for account in sorted(users, key=lambda a: (a.casefold(), a)):
        accounts.setdefault(account_decision(account), []).append(account)
    for decision, spellings in sorted(accounts.items()):
        names = sorted({name for spelling in spellings for name in users[spelling]})
        yield Decision(
            module=module,
            feature="Schedules",
            id=decision,
            question=f"Password of {spellings[0]}, as which schedules run",
            reason=f"It runs {things(names, 'schedule')}. GroupID 10 protects the credentials of schedules in a way that only the "
            f"old server can open. Without an answer, or with '{NONE}', the schedules are created without it.",
            kind="secret",
            optional=True,
            page=PAGE,
        )
