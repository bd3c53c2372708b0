"""Messaging providers of stores: from GroupID 10's rows to what 11.1's Set-MessagingServer names, each app asked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.cloud_apps import PARTS, Place, app_questions, app_values
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.messaging_shape import Settings, provider_of, read_settings
from pyupgrade.modules.service_accounts import account_password, is_managed, password_questions, sealed_passwords
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "messaging-providers"
TABLE = "SVC.MessagingProvider"
PAGE = 8  # the wizard's step
READS: Final = (*st.READS, TABLE)
SEALED: Final = {
    "client_secret": "ClientSecret",
    "certificate": "Certificate",
    "certificate_password": "CertificatePassword",
}

_TOLD: Final[Mapping[str, Told]] = {
    "messaging-providers/unknown": Told(
        "loss", "Messaging providers that 11.1 does not have",
        "Left behind, because Directory Manager 11.1 has no such provider: {things}.",
        "Choose a provider in the store's messaging settings after the run; until then none is set.", "provider",
    ),
    "messaging-providers/unreadable": Told(
        "loss", "Messaging settings with a value that is none",
        "Left out, because the value cannot be what the setting means: {things}.",
        "Look them up in GroupID 10 and set them in 11.1 after the run, or correct them in the source and plan again.",
        "setting",
    ),
    "messaging-providers/settings": Told(
        "todo", "Messaging settings that 11.1 does not know",
        "Directory Manager 11.1 has no known place for them: {things}.",
        "See in GroupID 10 what they are set to and, where 11.1 has the like, set it there after the run.", "setting",
    ),
    "messaging-providers/servers": Told(
        "todo", "Messaging servers given twice",
        "Only the entry of the highest priority is carried of: {things}.",
        "Compare servers and priorities in the store's messaging settings after the run.", "server",
    ),
    "messaging-providers/incomplete": Told(
        "todo", "Messaging providers that lack something", "Missing in the source, and needed by 11.1: {things}.",
        "Enter it in the store's messaging settings after the run.", "value",
    ),
    "messaging-providers/google": Told(
        "todo", "Google Workspace as messaging provider",
        "Its service account and P12 key file cannot be taken out of GroupID 10: {things}.",
        "Enter both in the store's messaging settings after the run.", "store",
    ),
    "messaging-providers/without-store": Told(
        "todo", "Messaging providers of stores that are gone",
        "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "provider",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of a carried store, by the name that 11.1 gives it."""

    store: Store
    name: str
    settings: Settings
    row: Row

    @property
    def sealed(self) -> dict[str, Place]:
        """Where the secrets of the app stand sealed, by their meaning."""
        return {
            meaning: (TABLE, self.store.id, column)
            for meaning, column in SEALED.items()
            if st.is_sealed(self.row[column] or "")
        }


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    found: dict[str, list[str]] = defaultdict(list)
    kept = list(st.carried(source).values())
    providers = _providers(source, found)
    apps, passwords = Apps(kept, providers), sealed_passwords(kept)
    wanted = [(provider, _values(provider, answers, apps, passwords, found)) for provider in providers]
    users: dict[str, list[Store]] = defaultdict(list)
    for provider, values in wanted:
        yield from _app(provider, apps, values)
        if marks.question_of(values.get("Password")):
            users[values["UserName"]].append(provider.store)
    yield from password_questions(NAME, users, "The messaging system of {} is reached with it.")
    for provider, values in wanted:
        yield Change(
            module=NAME,
            feature="Configuration",
            kind="MessagingProvider",
            key=str(provider.store.id),
            name=f"Messaging provider of {provider.store.name}",
            store=provider.store.id,
            values={"IdentityStoreId": provider.store.id, **values},
            row=fingerprint(provider.row, without=("Password", *SEALED.values())),
        )
    yield from told(NAME, _TOLD, found)


def _providers(source: SourceReader, found: dict[str, list[str]]) -> list[Provider]:
    providers: list[Provider] = []
    for store, row in st.rows_with_stores(source, TABLE, found["messaging-providers/without-store"]):
        name = provider_of(row["Provider"])
        if name is None:
            found["messaging-providers/unknown"].append(f"{store.name}: {row['Provider']}")
        else:
            providers.append(Provider(store, name, read_settings(store.name, row["Settings"], found), row))
    return providers


def apps_of(source: SourceReader) -> Apps:
    """The apps that stores answer for, for jobs that send mail with the same."""
    return Apps(list(st.carried(source).values()), providers_of(source))


def providers_of(source: SourceReader) -> list[Provider]:
    """The providers of carried stores; what is wrong with them tells the plan."""
    return _providers(source, defaultdict(list))


def by_store(source: SourceReader) -> Mapping[int, Provider]:
    """The provider of each carried store that has one."""
    return {provider.store.id: provider for provider in providers_of(source)}


class Apps:
    """Who answers for an app: the Entra store that is registered as it, else the first store that sends mail with it."""

    def __init__(self, kept: Sequence[Store], providers: Sequence[Provider]) -> None:
        self._prefixes: dict[str, str] = {}
        self._places: dict[str, dict[str, Place]] = {}
        self._own = {store.id for store in kept if store.kind == st.ENTRA and store.application}
        for store in kept:
            if store.id in self._own:
                self._prefixes.setdefault(store.application, f"entra/{store.id}")
                places = self._places.setdefault(store.application, {})
                for meaning, key in store.sealed.items():
                    places.setdefault(meaning, (st.VALUES, key, "AttributeValue"))
        for provider in providers:
            if provider.name == "o365" and (app := provider.settings.application):
                self._prefixes.setdefault(app, f"messaging/{provider.store.id}")
                for meaning, place in provider.sealed.items():
                    self._places.setdefault(app, {}).setdefault(meaning, place)

    def prefix(self, provider: Provider) -> str:
        """The first part of the ids of the app's questions; an app without an id is nobody else's."""
        app, store = provider.settings.application, provider.store
        if store.id in self._own and store.application == app:
            return f"entra/{store.id}"
        return self.prefix_of(app, f"messaging/{store.id}")

    def prefix_of(self, app: str, own: str) -> str:
        """The same for an app by its id; `own` where no store answers for it."""
        return self._prefixes.get(app, own) if app else own

    def places_of(self, app: str) -> Mapping[str, Place]:
        """Where the app's secrets stand sealed, by their meaning."""
        return self._places.get(app, {})

    def places(self, provider: Provider) -> dict[str, Place]:
        return {**self.places_of(provider.settings.application), **provider.sealed}


def _values(
    provider: Provider, answers: Answers, apps: Apps, passwords: Mapping[str, Place], found: dict[str, list[str]]
) -> dict[str, Any]:
    store, settings = provider.store, provider.settings
    values: dict[str, Any] = {"Provider": provider.name, **settings.values}
    needed: tuple[str, ...] = ()
    if provider.name == "o365":
        secrets = app_values(answers, apps.prefix(provider), apps.places(provider))
        values |= {SEALED[meaning]: secrets[meaning] for _, meaning, _, _ in PARTS}
        needed = ("AppId", "Domain")
    elif provider.name.startswith("exchange"):
        needed = ("Servers", "UserName")
    elif provider.name == "gsuite":
        found["messaging-providers/google"].append(store.name)
        needed = ("UserName",)
    found["messaging-providers/incomplete"] += [f"{store.name}: {name}" for name in needed if name not in values]
    user = values.get("UserName")
    if user and not is_managed(user) and (provider.name.startswith("exchange") or provider.row["Password"]):
        own = (TABLE, store.id, "Password") if st.is_sealed(provider.row["Password"] or "") else None
        values["Password"] = account_password(answers, user, passwords, own)
    return values


def _app(provider: Provider, apps: Apps, values: Mapping[str, Any]) -> Iterator[Line]:
    """The questions of step 8 for a provider whose app nobody else answers for."""
    store, prefix = provider.store, apps.prefix(provider)
    if provider.name == "o365" and prefix == f"messaging/{store.id}":
        reason = (
            f"{store.name} uses Office 365 as its messaging provider. The secret and certificate of its app cannot be "
            "taken out of GroupID 10; the certificate must be the one registered for the app."
        )
        asked = {meaning: values[column] for meaning, column in SEALED.items()}
        yield from app_questions(NAME, prefix, f"the messaging of {store.name}", reason, PAGE, asked)


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Messaging providers",
    plan=plan,
    after=("identity-stores",),
    reads=READS,
    writes=("MessagingProvider",),
    of_groups=False,
)
