"""Identity stores: from GroupID 10's store tables to 11.1 stores, with the questions and notices they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyupgrade.modules import stored
from pyupgrade.modules import stores as st
from pyupgrade.modules.cloud_apps import Place, app_questions, app_values
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.job_places import READS as PLACES_READ
from pyupgrade.modules.service_accounts import (
    accounts,
    is_managed,
    managed_name,
    sealed_passwords,
    store_password,
)
from pyupgrade.modules.stores import Store
from pyupgrade.modules.stores_left import stores_left
from pyupgrade.plan.items import Answers, Change, Decision, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import in_order, listed

NAME = "identity-stores"
PAGE = 6  # the wizard's step


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = st.all_stores(source)
    kept = [store for store in everything if store.is_carried]
    places = sealed_passwords(kept)
    if kept:
        yield stored.question(NAME)
    left = [store for store in everything if not store.is_carried]
    yield from stores_left(NAME, source, target, answers, left)
    yield from accounts(NAME, kept, answers)
    for store in kept:
        if store.kind == st.ENTRA:
            yield from _entra(store, answers)
    yield from _letter_case(source, kept)
    yield from _odd_values(kept)
    for store in kept:
        yield _change(store, answers, places)


def _change(store: Store, answers: Answers, places: Mapping[str, Place]) -> Change:
    row = store.row
    values: dict[str, Any] = {
        "identityStoreId": store.id,
        "identityStoreName": store.name,
        "storeType": store.kind,
        "description": row["Description"],
        "isEnabled": row["IsEnabled"],
        "shouldReplicate": row["ShouldReplicate"],
        "isNotificationEnabled": row["IsNotificationEnabled"],
        "loginText": row["LoginText"],
        "imageURL": row["ImageURL"],
        "identityStoreConfigurationValues": dict(store.values) or None,
        "preferredDomains": row["PreferredDomains"],
        "excludedDomains": row["ExcludedDomains"],
        "domainPriortiesList": row["DomainPriorities"],
        "preferredDCFallbackEnabled": row["PreferredDCFallbackEnabled"],
        "creationDate": row["CreationDate"],
    }
    account = store.meant.get("account")
    if account and is_managed(account):
        values["serviceAccountUser"] = managed_name(store, account, answers)
    elif account:
        values["serviceAccountUser"] = account
        values["serviceAccountPassword"] = store_password(answers, store, places)
    if store.kind == st.ENTRA:
        app = app_values(answers, f"entra/{store.id}", sealed_app(store))
        values["clientSecret"] = app["client_secret"]
        values["certificate"] = app["certificate"]
        values["certificatePassword"] = app["certificate_password"]
    return Change(
        module=NAME,
        feature="Configuration",
        kind="IdentityStore",
        key=str(store.id),
        name=store.name,
        store=store.id,
        values={name: value for name, value in values.items() if value is not None},
        row=fingerprint(row, store.values, {"account": account}),
    )


def sealed_app(store: Store) -> dict[str, Place]:
    """Where the secrets of an Entra store's app stand sealed, by their meaning."""
    return {meaning: (st.VALUES, key, "AttributeValue") for meaning, key in store.sealed.items()}


def _entra(store: Store, answers: Answers) -> Iterator[Decision]:
    reason = (
        f"{store.name} is an Entra ID store. Its secret and certificate cannot be taken out of GroupID 10; the "
        "certificate must be the one registered for the app."
    )
    prefix = f"entra/{store.id}"
    values = app_values(answers, prefix, sealed_app(store))
    yield from app_questions(NAME, prefix, store.name, reason, PAGE, values)


def _letter_case(source: SourceReader, kept: list[Store]) -> Iterator[Notice]:
    """A domain whose letter case is not the directory's makes every Entra replication start from scratch (KB-ENTRA)."""
    reported = {domain.casefold(): domain for domain in source.directory.domains()}
    replicated: dict[int, set[str]] = {}
    for row in source.rows("SVC.IdentityStoreReplication"):
        replicated.setdefault(row["IdentityStoreId"], set()).add(row["Domain"])
    for store in kept:
        named = {store.domain, store.meant.get("primary_domain", ""), *replicated.get(store.id, ())} - {""}
        different = {d: reported[d.casefold()] for d in named if reported.get(d.casefold(), d) != d}
        if different:
            yield Notice(
                module=NAME,
                feature="Configuration",
                id=f"store/{store.id}/domain-case",
                severity="change",
                subject=store.name,
                message=f"The domain of {store.name} is not written as the directory reports it: "
                + listed(f"{ours} (directory: {theirs})" for ours, theirs in different.items())
                + ". It is carried as it stands; with another letter case each replication may start from scratch.",
                action="After the run, compare the domain in the store with the directory's and correct it before "
                "the first replication.",
                names=in_order(different),
                count=len(different),
            )


def _odd_values(kept: list[Store]) -> Iterator[Notice]:
    for store in kept:
        told: Mapping[str, tuple[str, ...]] = {
            "no text that may be carried, because it is a secret of a kind this version does not know": store.secrets,
            "no name in the source": tuple(f"attribute {number}" for number in store.nameless),
            "two different values, the first of which is carried": store.twice,
        }
        for index, (what, names) in enumerate(told.items()):
            if names:
                yield Notice(
                    module=NAME,
                    feature="Configuration",
                    id=f"store/{store.id}/" + ("secret-values", "nameless-values", "double-values")[index],
                    severity="todo",
                    subject=store.name,
                    message=f"Connection values of {store.name} have {what}: {listed(names)}.",
                    action="After the run, open the store in the Admin Center, compare these values with the old one "
                    "and enter what is missing.",
                    names=names,
                    count=len(names),
                )
        if "account" not in store.meant and store.kind != st.ENTRA:
            yield Notice(
                module=NAME,
                feature="Configuration",
                id=f"store/{store.id}/no-account",
                severity="todo",
                subject=store.name,
                message=f"{store.name} has no service account in the source.",
                action="After the run, enter one in the store's general settings: nothing is replicated without it.",
                names=(store.name,),
                count=1,
            )


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Identity stores",
    plan=plan,
    reads=(
        *PLACES_READ,
        "SVC.IdentityStoreReplication",
        "SVC.GroupObject",
        "SVC.BackUpHistory",
        "SVC.IdentityStoreHistory",
        "SVC.AdminCenterHistory",
        "SSPR.PasswordCenterHistory",
        "replication-attributes",
        "disallowed-passwords",
    ),
    writes=("IdentityStore",),
)
