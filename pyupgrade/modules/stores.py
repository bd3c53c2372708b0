"""Identity stores as GroupID 10 describes them, from its store tables to the question which of them are carried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyupgrade.modules.typed import as_guid
from pyupgrade.plan.ports import Row, SourceReader

ACTIVE_DIRECTORY = "ActiveDirectory"
ENTRA = "Microsoft Entra ID"
LDAP = "Generic LDAP"
GOOGLE = "Google Workspace"
CARRIED = (ACTIVE_DIRECTORY, ENTRA, LDAP)

VALUES = "SSPR_IdentityStoreValue"
READS = ("SVC.IdentityStore", "SVC.StoreType", "SSPR_IdentityStoreValue", "SVC.ConfigurationAttribute")

# What the product's pages call a connection setting (11.1 identitystore/create.md), spelled without case, blanks and
# signs. The names
# inside the old database are not published, so each meaning takes every spelling that its pages use.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "domain": ("domainname", "domain", "domainfqdn"),
    "primary_domain": ("primarydomainname", "primarydomain"),
    "account": (
        "serviceaccount",
        "serviceaccountuser",
        "serviceaccountusername",
        "serviceaccountname",
        "username",
        "user",
    ),
    "account_password": ("serviceaccountpassword", "password", "serviceaccountpwd"),
    "client_secret": ("clientsecret", "registeredclientsecret", "registeredclientsecretonentraid", "applicationsecret"),
    "certificate": ("pfxcertificate", "certificate", "pfxfile", "pfx", "certificatefile"),
    "certificate_password": ("pfxcertificatepassword", "certificatepassword", "pfxpassword"),
    "cloud": ("cloud",),
    "application": ("registeredapplicationid", "applicationid", "appid", "clientid"),
}
_MEANING = {spelling: meaning for meaning, spellings in _NAMES.items() for spelling in spellings}
SECRET_MEANINGS = ("account_password", "client_secret", "certificate", "certificate_password")
_SECRET_WORD = re.compile(r"passw|passphrase|pwd|secret|pfx|p12|apikey|accesskey|privatekey|token|credential")
_SEALED = re.compile(r"0AA##|dmu1:")  # markers of sealed text: the vendor's (KB-GMSA, KB-CERT) and our own


@dataclass(frozen=True, slots=True)
class Store:
    """A store with its connection values: `values` holds what is no secret, by the source's names; `meant` by ours.

    `set_secrets` are the secrets we know that are set, `sealed` the keys of the rows in which they stand sealed (a text
    without the mark of sealed text can be neither copied nor opened). `secrets` names secret settings that are set and
    mean nothing to us, `nameless` the attribute ids without a name, `twice` settings with two different values. No text
    of a secret is in here.
    """

    id: int
    name: str
    kind: str
    type_name: str
    enabled: bool
    row: Row
    values: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    set_secrets: frozenset[str] = frozenset()
    sealed: Mapping[str, int] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    nameless: tuple[int, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def is_carried(self) -> bool:
        return self.enabled and self.kind in CARRIED

    @property
    def domain(self) -> str:
        return self.meant.get("domain", "")

    @property
    def application(self) -> str:
        """The id of the app a cloud store is registered as, to compare; "" when there is none."""
        return as_guid(self.meant.get("application", "")).casefold()


def kind_of(type_name: str) -> str:
    """The kind of a store by its type's name, which has Entra or Azure in it for a cloud (KB-ENTRA)."""
    plain = spelled(type_name)
    if "entra" in plain or "azure" in plain:
        return ENTRA
    if "google" in plain or "gsuite" in plain:
        return GOOGLE
    if "ldap" in plain:
        return LDAP
    if "activedirectory" in plain or plain in ("ad", "adds"):
        return ACTIVE_DIRECTORY
    return type_name


def spelled(name: str) -> str:
    """A name without case, blanks and signs, to compare the spellings of several releases."""
    return re.sub(r"[\W_]+", "", name).casefold()


def is_sealed(text: str) -> bool:
    """Whether a text bears the marker of sealed text."""
    return _SEALED.match(text.strip()) is not None


def all_stores(source: SourceReader) -> list[Store]:
    """Every identity store of the source, by id."""
    types = {row["StoreTypeId"]: row["StoreTypeName"] for row in source.rows("SVC.StoreType")}
    names = {row["AttributeID"]: row["AttributeName"] for row in source.rows("SVC.ConfigurationAttribute")}
    settings: dict[int, list[Row]] = {}
    for row in source.rows("SSPR_IdentityStoreValue"):
        settings.setdefault(row["IdentityStoreID"], []).append(row)
    stores = [
        _store(row, types.get(row["StoreTypeId"]) or f"type {row['StoreTypeId']}", names, settings)
        for row in source.rows("SVC.IdentityStore")
    ]
    return sorted(stores, key=lambda store: store.id)


def carried(source: SourceReader) -> dict[int, Store]:
    """The stores that are upgraded, by id: enabled, and of a kind that the upgrade covers (mission S1, S2)."""
    return {store.id: store for store in all_stores(source) if store.is_carried}


def choice(names: Mapping[int, str], store: int) -> str:
    """A store's name as a choice; with its id where another store bears it too."""
    alike = [other for other in names.values() if other.casefold() == names[store].casefold()]
    return names[store] if len(alike) == 1 else f"{names[store]} ({store})"


def is_seen(store: Store, domains: frozenset[str]) -> bool:
    """Whether the connected directory would have the store's objects: it is of one of these domains (lower case), or below one.

    A cloud store often bears the name of a domain; its objects are never in the directory as such.
    """
    labels = store.domain.casefold().split(".") if store.domain and store.kind != ENTRA else []
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))


def of_carried(source: SourceReader, table: str, stores: Mapping[int, Store]) -> Iterator[Row]:
    """Rows of a table with an IdentityStoreId that belong to these stores, in key order."""
    return source.rows(table, {"IdentityStoreId": sorted(stores)}) if stores else iter(())


def rows_with_stores(source: SourceReader, table: str, stray: list[str]) -> Iterator[tuple[Store, Row]]:
    """Rows of a table with an IdentityStoreId and the carried store of each, by store; `stray` gets "store 7" for a store
    that is not there. Those of a store that stays behind are told with the store."""
    everything = {store.id: store for store in all_stores(source)}
    for row in sorted(source.rows(table), key=lambda r: int(r["IdentityStoreId"])):
        store = everything.get(row["IdentityStoreId"])
        if store is None:
            stray.append(f"store {row['IdentityStoreId']}")
        elif store.is_carried:
            yield store, row


def _store(row: Row, type_name: str, names: Mapping[int, str], settings: Mapping[int, list[Row]]) -> Store:
    values: dict[str, str] = {}
    meant: dict[str, str] = {}
    set_secrets: set[str] = set()
    sealed: dict[str, int] = {}
    others: set[str] = set()
    nameless: set[int] = set()
    seen: dict[str, str] = {}
    twice: set[str] = set()
    for setting in sorted(settings.get(row["IdentityStoreId"], ()), key=lambda r: r["AttributesValueID"]):
        value, name = setting["AttributeValue"], names.get(setting["AttributeID"])
        if value is None or value == "":
            continue
        if name is None:
            nameless.add(setting["AttributeID"])
            continue
        if seen.setdefault(spelled(name), value) != value:
            twice.add(name)
            continue
        meaning = _MEANING.get(spelled(name), "")
        if meaning in SECRET_MEANINGS:
            set_secrets.add(meaning)
            if is_sealed(value):
                sealed.setdefault(meaning, setting["AttributesValueID"])
        elif is_sealed(value) or (not meaning and _SECRET_WORD.search(spelled(name))):
            others.add(name)
        else:
            if meaning:
                meant[meaning] = value.strip()
            if meaning != "account":
                values[name] = value
    return Store(
        id=row["IdentityStoreId"],
        name=row["IdentityStoreName"],
        kind=kind_of(type_name),
        type_name=type_name,
        enabled=bool(row["IsEnabled"]),
        row=row,
        values=dict(sorted(values.items())),
        meant=meant,
        set_secrets=frozenset(set_secrets),
        sealed=dict(sorted(sealed.items())),
        secrets=tuple(sorted(others)),
        nameless=tuple(sorted(nameless)),
        twice=tuple(sorted(twice)),
    )
