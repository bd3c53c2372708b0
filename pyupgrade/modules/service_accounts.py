"""Service accounts of stores: from their names to one question an account, group managed ones without a password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyupgrade.modules.cloud_apps import NOWHERE, Place
from pyupgrade.modules.stored import stored
from pyupgrade.modules.stores import VALUES, Store
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Decision, Line, Notice
from pyupgrade.plan.wording import in_order, listed

PAGE = 5  # before what the wizard asks on its step 6


def account_decision(account: str) -> str:
    """The id of the one question for an account's password, whoever uses it."""
    return f"account/{account.strip().casefold()}"


def is_managed(account: str) -> bool:
    r"""Whether an account is a group managed one: a trailing $ (11.1 identitystore/create.md)."""
    return account.strip().partition("@")[0].endswith("$")


def sealed_passwords(kept: Sequence[Store]) -> dict[str, Place]:
    """Where the password of an account stands sealed, by the account's decision; of several stores the first."""
    places: dict[str, Place] = {}
    for store in sorted(kept, key=lambda s: s.id):
        account = store.meant.get("account")
        if account and not is_managed(account) and "account_password" in store.sealed:
            places.setdefault(account_decision(account), (VALUES, store.sealed["account_password"], "AttributeValue"))
    return places


def account_password(
    answers: Answers, account: str, places: Mapping[str, Place], own: Place | None = None
) -> dict[str, Any]:
    """A Change's value for the password of an account: sealed in its own row, in that of another user of it, or asked."""
    decision = account_decision(account)
    return stored(answers, decision, *(own or places.get(decision, NOWHERE)))


def store_password(answers: Answers, store: Store, places: Mapping[str, Place]) -> dict[str, Any]:
    """The same for the service account of a store."""
    key = store.sealed.get("account_password")
    own = None if key is None else (VALUES, key, "AttributeValue")
    return account_password(answers, store.meant["account"], places, own)


def password_questions(
    module: str, users: Mapping[str, Sequence[Store]], uses: str, page: int = PAGE
) -> Iterator[Decision]:
    """The one question for the password of each account; `users` are the stores by account, letter case aside, and `uses`
    says in a sentence what {} use it for."""
    names: dict[str, tuple[str, list[str]]] = {}
    for account, used_by in users.items():
        names.setdefault(account_decision(account), (account, []))[1].extend(store.name for store in used_by)
    for decision, (account, stores) in sorted(names.items()):
        yield Decision(
            module=module,
            feature="Configuration",
            id=decision,
            question=f"Password of the account {account}",
            reason=f"{uses.format(listed(stores))} GroupID 10 keeps passwords sealed, in a way that is not public, so it is "
            "asked once for the account.",
            kind="secret",
            page=page,
        )


def accounts(module: str, kept: Sequence[Store], answers: Answers) -> Iterator[Line]:
    """One question for each distinct account, and what there is to do and to decide about group managed ones."""
    users: dict[str, list[Store]] = {}
    managed: list[Store] = []
    places = sealed_passwords(kept)
    for store in kept:
        account = store.meant.get("account")
        if account and is_managed(account):
            managed.append(store)
        elif account and marks.question_of(store_password(answers, store, places)):
            users.setdefault(account, []).append(store)
    yield from password_questions(module, users, "It is the service account of {}.")
    for store in managed:
        account = store.meant["account"]
        if _domain_part(account) == "":
            yield Decision(
                module=module,
                feature="Configuration",
                id=f"{account_decision(account)}/{store.id}/name",
                question=f"Name of the group managed service account {account} of {store.name}, as DOMAIN\\name$",
                reason="The store names it without its domain, or in a form that 11.1 does not take; the proposal "
                "takes the first part of the domain's DNS name for its NetBIOS name.",
                kind="text",
                proposal=_proposed_name(store, account),
                optional=_proposed_name(store, account) is not None,
                page=PAGE,
            )
    if managed:
        names = in_order(f"{managed_name(s, s.meant['account'], answers)} ({s.name})" for s in managed)
        leftover = [s.name for s in managed if "account_password" in s.set_secrets]
        yield Notice(
            module=module,
            feature="Configuration",
            id="stores/managed-accounts",
            severity="todo",
            subject="Group managed service accounts",
            message=f"These stores use a group managed service account: {listed(s.name for s in managed)}. No password "
            "is written for them."
            + (
                f" A password left behind in {listed(leftover)} is dropped: it would make the store unreachable."
                if leftover
                else ""
            ),
            action="Before the run, allow the new server to use each account and install it there "
            "(Install-ADServiceAccount, then Test-ADServiceAccount).",
            names=names,
            count=len(managed),
        )


def _domain_part(account: str) -> str:
    return account.strip().partition("\\")[0] if "\\" in account else ""


def _proposed_name(store: Store, account: str) -> str | None:
    name, _, suffix = account.strip().partition("@")
    domain = (suffix or store.domain).partition(".")[0].upper()
    return f"{domain}\\{name}" if domain else None


def managed_name(store: Store, account: str, answers: Answers) -> str:
    """The account as 11.1 takes it, DOMAIN\\name$: as it stands, as answered, as proposed; else as it stands."""
    if _domain_part(account):
        return account.strip()
    answer = answers.get(f"{account_decision(account)}/{store.id}/name")
    return answer.text if answer is not None and answer.text else _proposed_name(store, account) or account.strip()
