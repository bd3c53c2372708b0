"""Identity stores and what belongs to one, as calls of the vendor's cmdlets: settings, roles, mail, notifications, messaging."""

from __future__ import annotations

from typing import Any, Final

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.plan.calls import Call, Turn
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell_parts import (
    STORES,
    Unsayable,
    application_of,
    credential,
    domain_of,
    present,
    refused,
    store_credential,
    store_name,
    store_values,
    store_where,
)

_CLOUD: Final = "MicrosoftAzure"
_TYPES: Final = {"ActiveDirectory": "ActiveDirectory", "Microsoft Entra ID": _CLOUD}  # newidentitystore.md
_BY_HAND: Final = "Create the store in Admin Center under the same name."
OFFICE_SERVER: Final = "ps.outlook.com"  # the page's example for Office 365 (setmessagingserver.md)


def identity_store(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    """A store that no cmdlet can make is found once somebody has made it by hand, and then set as far as its account allows."""
    name = str(values["identityStoreName"])
    where, user = store_where(name), values.get("serviceAccountUser")
    if not user:
        return Turn(
            STORES, (), (), where, by_hand=f"The old store has no account, which New-IdentityStore asks for. {_BY_HAND}"
        )
    account = credential(f"identity store {name}", user, values.get("serviceAccountPassword"))
    head = {"IdentityStoreName": name, "Credential": account, "Domain": domain_of(values) or None}
    wanted = {**head, "StoreDescription": values.get("description"), "StoreEnabled": values.get("isEnabled")}
    change = Call("Set-IdentityStore", present(wanted))
    if missing := _missing(values):
        return Turn(STORES, (), (change,), where, by_hand=f"{missing} {_BY_HAND}")
    type_ = _TYPES[values["storeType"]]
    new = {
        "IdentityStoreType": type_,
        **head,
        "Description": values.get("description"),
        "AppId": application_of(values) if type_ == _CLOUD else None,
    }
    # Whether a new store is enabled, no page says: it is set.
    return Turn(STORES, (Call("New-IdentityStore", present(new)), change), (change,), where)


def _missing(values: Values) -> str:
    """Why New-IdentityStore cannot make the store; "" when it can."""
    type_ = _TYPES.get(values.get("storeType", ""))
    if type_ is None:
        return f"New-IdentityStore has no type for {values.get('storeType')}."
    if not domain_of(values):
        return "New-IdentityStore requires a domain, and the old store has none."
    if type_ == _CLOUD and not application_of(values):
        return "New-IdentityStore requires an application id, and the old store has none."
    return ""


def settings(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    """Set-IdentityStore has operations on lists: what is there is removed by a first call, what is wanted added by a second."""
    old = values["IdentityStoreId"]
    name = store_name(known, old)
    domain = domain_of(store_values(known, old))
    head = {
        "IdentityStoreName": name,
        "Credential": store_credential(known, old, f"settings of {name}"),
        "Domain": domain or None,
    }
    first: dict[str, Any] = {}
    second: dict[str, Any] = {}
    for field, carried in facts.kinds["IdentityStoreSettings"].fields.items():
        given = values.get(field)
        if given is None or carried.codec == "store":
            continue
        codec, _, other = carried.codec.partition(":")
        match codec:
            case "pair":
                first[carried.to if given else other] = True
            case "text":
                first[carried.to] = str(given)
            case "list" | "added":
                if codec == "list":
                    first[other] = "remove all"
                if given:
                    adding = "enable" if other == "AuthenticationTypeOperation" else "add"
                    second |= {other: adding, carried.to: given}
            case _:
                first[carried.to] = given
    calls = [Call("Set-IdentityStore", present({**head, **part})) for part in (first, second) if part]
    return Turn(STORES, (), tuple(calls), store_where(name))


def security_role(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    old, role = values["IdentityStoreId"], str(values["RoleName"])
    store = store_name(known, old)
    granted, filters = values.get("Permissions") or [], values.get("CriteriaFilters") or []
    priority = values.get("Priority")
    try:
        account, by_hand = store_credential(known, old, f"security role {role} of {store}"), ""
    except Unsayable as unsayable:
        account, by_hand = None, unsayable.words
    new = {
        "IdentityStoreName": store,
        "Credential": account,
        "Domain": domain_of(store_values(known, old)) or None,
        "RoleOperation": "add",
        "RoleName": role,
        "RoleDescription": values.get("Description"),
        "RolePriority": None if priority is None else str(priority),
        "RoleCriteriaScope": values.get("CriteriaScope"),
        "RoleCriteriaDN": values.get("DistinguishedName"),
        "RoleCriteriaOperator": values.get("Operator"),
        "RoleCriteriaFilters": filters or None,
        "RolePermissions": granted or None,
        "RoleDisabled": True if values.get("Enabled") is False else None,
    }
    one = {"RoleName": role, "IdentityStoreName": store}
    # Granting comes before denying the rest, so that a role never has less than it should between two calls.
    first = {
        **one,
        "Description": values.get("Description"),
        "Priority": priority,
        "Enabled": values.get("Enabled"),
        "CriteriaScope": values.get("CriteriaScope"),
        "DistinguishedName": values.get("DistinguishedName"),
        "Operator": values.get("Operator"),
        "FilterOperation": "RemoveAll",
        "PermissionOperation": "Grant" if granted else None,
        "Permissions": granted or None,
    }
    second = {
        **one,
        "FilterOperation": "Add" if filters else None,
        "CriteriaFilters": filters or None,
        "PermissionOperation": "DenyExcept" if granted else "DenyAll",
        "Permissions": granted or None,
    }
    change = tuple(Call("Set-IdentityStoreRole", present(part)) for part in (first, second))
    look = Call("Get-IdentityStoreRoles", {"IdentityStoreName": store})
    create = (Call("Set-IdentityStore", present(new)),) if account else ()
    return Turn(look, create, change, {"RoleName": (role,)}, by_hand=by_hand)


def smtp_server(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    store = store_name(known, values["IdentityStoreId"])
    what = f"mail server of {store}"
    if values.get("Authentication") == "OAuth 2.0":
        refused(
            what, "Set-SmtpServer has no parameters for OAuth 2.0.", "Enter it in the store's notification settings."
        )
    needed = ("SmtpServer", "FromEmail", "ToEmail", "Port")
    if missing := [name for name in needed if not values.get(name)]:
        reason = f"Set-SmtpServer requires {', '.join(missing)}, which the old installation does not have."
        refused(what, reason, "Enter it in the store's notification settings.")
    uses_account = values.get("Authentication") == "Basic" and values.get("UserName")
    wanted = {
        "IdentityStorename": store,
        **{name: values[name] for name in needed},
        "Credential": credential(what, values["UserName"], values.get("Password")) if uses_account else None,
        "UseSmptUserAuthentication": True if uses_account else None,
        "SslEnabled": values.get("SslEnabled") or None,
    }
    return Turn(STORES, (), (Call("Set-SmtpServer", present(wanted)),), store_where(store))


def notifications(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    store = store_name(known, values["IdentityStoreId"])
    carried = facts.kinds["Notifications"].fields
    wanted = {one.to: values.get(name) for name, one in carried.items() if one.codec != "store"}
    call = Call("Set-Notifications", present({"IdentityStoreName": store, **wanted}))
    return Turn(STORES, (), (call,), store_where(store))


def messaging_provider(key: str, values: Values, known: Known, facts: DoorFacts, before: Values) -> Turn:
    """A call a server; a provider that is none is left as a new store has it.

    A server that the provider had `before` and is not wanted any more is disabled, which comes nearest to taking it away.
    """
    store, provider = store_name(known, values["IdentityStoreId"]), values.get("Provider")
    what = f"messaging provider of {store}"
    if provider == "none":
        return Turn(STORES, (), (), store_where(store))
    by_hand = "Choose the provider in the store's messaging settings."
    if provider not in ("o365", "gsuite", "exchange2013", "exchange2016", "exchange2019"):
        refused(what, f"Set-MessagingServer has no provider '{provider}'.", by_hand)
    if not values.get("UserName"):
        reason = "Set-MessagingServer requires an account, and the old settings reach the provider by an application."
        refused(what, reason, by_hand)
    servers = values.get("Servers") or ([{"SmtpServer": OFFICE_SERVER}] if provider == "o365" else [])
    if not servers:
        refused(what, "Set-MessagingServer requires a server, and the old settings name none.", by_hand)
    head = {
        "IdentityStoreName": store,
        "Provider": provider,
        "Credential": credential(what, values["UserName"], values.get("Password")),
        "Domain": values.get("Domain"),
        "AppId": values.get("AppId"),
    }
    wanted = {server["SmtpServer"].casefold() for server in servers}
    known_ones = before.get("Servers") or () if before.get("Provider") == provider else ()
    gone = [{**server, "Disabled": True} for server in known_ones if server["SmtpServer"].casefold() not in wanted]
    calls = tuple(
        Call(
            "Set-MessagingServer",
            present(
                {
                    **head,
                    "SmtpServer": server["SmtpServer"],
                    "Priority": server.get("Priority"),
                    "Disabled": server.get("Disabled") or None,
                }
            ),
        )
        for server in (*servers, *gone)
    )
    return Turn(STORES, (), calls, store_where(store))


def left_provider(kind: str, values: Values, before: Values) -> str:
    """Why a provider that a store has is not taken from it; "" where that is not wanted."""
    there = before.get("Provider")
    if kind != "MessagingProvider" or values.get("Provider") != "none" or there in (None, "none"):
        return ""
    return (  # clearmessagingserver.md
        f"11.1 has the provider {there} and is to have none. Clear-MessagingServer, the one call for that, clears the store's mail and "
        "notification settings as well. Choose it in the store's messaging settings."
    )
