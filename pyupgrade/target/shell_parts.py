"""Parts of the vendor's calls that several subjects share: the store a call is about, and credentials as secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn

from pyupgrade.plan import marks
from pyupgrade.plan.calls import Call, Secret
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values

STORE: Final = "IdentityStore"
STORES: Final = Call(
    "Get-IdentityStore", {"All": True}
)  # all of them: what the shell says of one that is not there, no page tells
_DOMAINS: Final = ("DomainName", "Domain Name", "Domain")
_APPS: Final = ("ApplicationId", "Application ID", "Registered Application ID", "AppId")


class Unsayable(Exception):
    """No documented call says it: of what, and why, with what the admin can do instead."""

    def __init__(self, what: str, words: str) -> None:
        self.what, self.words = what, words
        super().__init__(words)


def refused(what: str, reason: str, by_hand: str) -> NoReturn:
    """Raises Unsayable: a turn that can still look and change takes its words, else `turn` makes TargetRefused of it."""
    raise Unsayable(what, f"{reason} {by_hand}")


def store_values(known: Known, old: Any) -> Values:
    """What plan or journal say of a store, by its old id. Raises Unsayable when they do not know it."""
    values = known.values(STORE, str(old))
    if values is None:
        refused(
            f"identity store {old}",
            "Neither the plan nor an earlier run has it, so its name in 11.1 is not known.",
            "Plan with the feature Configuration, or bring that store over first.",
        )
    return values


def store_name(known: Known, old: Any) -> str:
    return str(store_values(known, old)["identityStoreName"])


def store_id(known: Known, old: Any) -> Any:
    """The id that 11.1 gave the store; {"$store": name} while only the product knows it."""
    given = known.given(STORE, str(old))
    return {"$store": store_name(known, old)} if given is None else given


def connection(store: Any) -> Call:
    """Makes a store, by its id in 11.1, the shell's own, as the account that runs it (mode 1, parameters.md)."""
    return Call("Connect-IdentityStore", {"AuthenticationMode": "1", "IdentityStoreId": store})


def connect(known: Known, old: Any) -> Call:
    return connection(store_id(known, old))


def store_where(name: str) -> dict[str, tuple[str, ...]]:
    return {"IdentityStoreName": (name,)}


def domain_of(values: Mapping[str, Any]) -> str:
    """The domain among a store's connection values, under any of its names."""
    return _first(values, _DOMAINS)


def application_of(values: Mapping[str, Any]) -> str:
    return _first(values, _APPS)


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    given = values.get("identityStoreConfigurationValues") or {}
    return next((str(given[name]) for name in names if given.get(name)), "")


def credential(what: str, user: Any, password: Any) -> Secret:
    """An account's credential. A group managed service account, whose name ends with `$`, has no password (identitystore/create.md).

    Raises Unsayable when there is no account, or one without a password.
    """
    if not user:
        refused(what, "The cmdlet needs an account, and the old installation has none.", "Enter one in Admin Center.")
    if password is None:
        if not str(user).partition("@")[0].endswith("$"):
            refused(what, f"The password of {user} is not at hand.", "Answer it, or enter the account in Admin Center.")
        return Secret(name=f"account/{str(user).casefold()}", user=str(user), value="")
    return secret(f"account/{str(user).casefold()}", password, str(user))


def secret(name: str, given: Any, user: str | None = None) -> Secret:
    """A secret from a bound text, or from a plan's marker: by the decision, or by the place in the source, that it will come from.

    Of one that a run wrote, the journal only knows that it was set: it goes by `name`, and whoever binds it may have it or not.
    """
    if isinstance(given, Mapping):
        return Secret(name=marks.secret_of(given) or name, user=user)
    return Secret(name=name, user=user, value=str(given))


def store_credential(known: Known, old: Any, what: str) -> Secret:
    """The store's own account, which Set-IdentityStore asks for whatever it sets (setidentitystore.md)."""
    values = store_values(known, old)
    return credential(what, values.get("serviceAccountUser"), values.get("serviceAccountPassword"))


def present(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters without those that have no value; an empty list or text stays, since it clears."""
    return {name: value for name, value in parameters.items() if value is not None}
