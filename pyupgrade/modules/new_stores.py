"""A store that 11.1 gets anew, for a forest of jobs or a domain of reports: its account's questions and the store (J2, J3, R2)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyupgrade.modules.cloud_apps import Place
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.schedule_accounts import managed
from pyupgrade.modules.service_accounts import account_decision, account_password, is_managed
from pyupgrade.modules.stores import ACTIVE_DIRECTORY
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Change, Decision, Feature, Line

_FIRST: Final = 1_000_000  # ids that no old installation reaches by counting


@dataclass(frozen=True, slots=True)
class NewStore:
    """What makes it: the domain (a forest's root), who wants it and why (a sentence), and the account proposed, if any."""

    id: int
    domain: str
    module: str
    feature: Feature
    page: int  # of the wizard
    reason: str
    proposal: str | None = None


def new_id(domain: str, taken: Collection[int], there: Mapping[int, str]) -> int:
    """The id of a store for a domain: that of the one that the target has by this name, else one that is the same on every machine.

    `taken` are ids of stores that come over, `there` the stores of the target.
    """
    plain = domain.casefold()
    named = [store for store, name in sorted(there.items()) if name.casefold() == plain and store not in taken]
    if named:
        return named[0]
    number = _FIRST + int(hashlib.sha256(plain.encode("utf-8")).hexdigest()[:7], 16)
    while number in taken:
        number += 1
    return number


def is_new(key: str) -> bool:
    """Whether a store's key is of one that no old installation has."""
    return key.isdigit() and int(key) >= _FIRST


def account_question(domain: str) -> str:
    """The id of the question for the service account of a new store."""
    return f"forest/{domain}/account"


def account_of(new: NewStore, answers: Answers) -> str:
    """The account answered, else the one proposed; "" while nobody has named one."""
    answer = answers.get(account_question(new.domain))
    return ((answer.text if answer is not None else None) or new.proposal or "").strip()


def lines_of(new: NewStore, answers: Answers, sealed: Mapping[str, Place], row: Mapping[str, Any]) -> Iterator[Line]:
    """The questions for its service account and, once it is named, the store; `row` is what it comes from."""
    yield Decision(
        module=new.module,
        feature=new.feature,
        id=account_question(new.domain),
        question=f"Service account of the new store for {new.domain}, as DOMAIN\\name",
        reason=f"{new.reason} A store reads its directory as an account, which needs read on the whole forest.",
        kind="text",
        proposal=new.proposal,
        optional=new.proposal is not None,
        page=new.page,
    )
    account = account_of(new, answers)
    if not account:
        return
    values: dict[str, Any] = {
        "identityStoreId": new.id,
        "identityStoreName": new.domain,
        "storeType": ACTIVE_DIRECTORY,
        "isEnabled": True,
        "identityStoreConfigurationValues": {"Domain Name": new.domain},
        "serviceAccountUser": managed(account, new.domain) if is_managed(account) else account,
    }
    if not is_managed(account):
        values["serviceAccountPassword"] = account_password(answers, account, sealed)
        if marks.question_of(values["serviceAccountPassword"]):
            yield _password(new, account)
    yield Change(
        module=new.module,
        feature=new.feature,
        kind="IdentityStore",
        key=str(new.id),
        name=new.domain,
        store=new.id,
        values=values,
        row=fingerprint(row),
    )


def _password(new: NewStore, account: str) -> Decision:
    return Decision(
        module=new.module,
        feature=new.feature,
        id=account_decision(account),
        question=f"Password of the service account {account}",
        reason=f"It is the service account of the store that is created for {new.domain}.",
        kind="secret",
        page=new.page,
    )
