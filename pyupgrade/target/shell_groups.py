"""Groups as calls of the vendor's cmdlets: those of the directory are converted or set by their object GUID, none is ever made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.plan import marks
from pyupgrade.plan.calls import Call, Turn
from pyupgrade.plan.doors import Known
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell_parts import Unsayable, connect, present, refused, secret, store_id

CHILDREN: Final = (4, 5)  # middle and leaf Dynasties: "not supported in this commandlet" (upgradegroup.md)
# Names of the parameter page and of New-SmartGroup's example; Excel and Access have none.
_SQL, _TEXT, _ORACLE, _ODBC = 3, 4, 5, 6
_DRIVERS: Final = {
    _SQL: "Microsoft SQL Driver",
    _TEXT: "Microsoft Text Driver (*.txt,*.csv)",
    _ORACLE: "Oracle",
    _ODBC: "ODBC Data Source",
}
_WITH_PARENT: Final = (
    "Upgrade-Group does not take middle and leaf Dynasties by themselves; this one did not come with its parent. Run Upgrade-Group with "
    "-SearchContainer on the container of the whole Dynasty, then Resume-DMUpgrade."
)
_ADDED: Final = ("Temporary Member", "Addition Pending")
_REMOVED: Final = ("Removal Pending", "Temporary Removed")


def managed(kind: str, key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    """A Smart Group or Password Expiry group: the group is converted while it is unmanaged, set when it has been converted."""
    number = "6" if kind == "PasswordExpiryGroup" else "2"
    look, where = Call("Get-SmartGroup", _one(key, values, known)), {"ManagedGroupType": (number,)}
    store = connect(known, values["identityStoreId"])
    try:
        wanted = {**_head(key, values, known), **_shared(values), **_query(kind, key, values, known)}
    except Unsayable as unsayable:
        return Turn(look, (), (), where, store, unsayable.words)
    if kind == "PasswordExpiryGroup":
        wanted |= {"IsPasswordExpirySmartDL": True, **_policy(values)}
    parameters = present(wanted)
    return Turn(look, (Call("Convert-Group", parameters),), (Call("Set-SmartGroup", parameters),), where, store)


def unmanaged(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    head = _head(key, values, known)
    shared = present(_shared(values))
    calls = (Call("Set-Group", {**head, **shared}),) if shared else ()
    members = tuple(_members(key, values, known))
    store = connect(known, values["identityStoreId"])
    return Turn(Call("Get-Group", _one(key, values, known)), (), (*calls, *members), connect=store)


def dynasty(key: str, values: Values, known: Known, facts: DoorFacts) -> Turn:
    """The vendor's own conversion, once: whether it may run again on a Dynasty of 11.1, no page says. Children come with their parent."""
    number = int(values.get("IMSGManagedGroupType") or 3)
    is_child = number in CHILDREN
    parent = values.get("ParentGroup") or (known.values("Dynasty", key) or {}).get("ParentGroup")
    upgrade = Call("Upgrade-Group", _one(key, values, known))
    return Turn(
        look=Call("Get-SmartGroup", _one(key, values, known)),
        create=() if is_child else (upgrade,),
        update=(),
        where={"ManagedGroupType": (str(number),)},
        connect=connect(known, values["identityStoreId"]),
        by_hand=_WITH_PARENT if is_child and not (parent and known.values("Dynasty", str(parent))) else "",
    )


def _one(key: str, values: Values, known: Known) -> dict[str, Any]:
    return {"Identity": [key], "IdentityStoreId": store_id(known, values["identityStoreId"])}


def _head(key: str, values: Values, known: Known) -> dict[str, Any]:
    return {"Identity": key, "IdentityStoreId": store_id(known, values["identityStoreId"])}


def _shared(values: Values) -> dict[str, Any]:
    return {
        "SecurityType": values.get("XGroupSecurity"),
        "ExpirationPolicy": values.get("XGroupExpirationPolicy"),
        "AdditionalOwners": values.get("XAdditionalOwner"),
        "NotifyOptOutAdditionalOwners": values.get("NotifyOptOutAdditionalOwners"),
    }


def _query(kind: str, key: str, values: Values, known: Known) -> dict[str, Any]:
    paths = values.get("IMSGStartPath")
    types = values.get("IMSGObjectTypes")
    return {
        "SearchContainers": [str(path["Value"]) for path in paths] if paths else None,
        "SearchContainersScopeList": [str(path.get("Scope", 2)) for path in paths] if paths else None,
        "ObjectTypes": [str(number) for number in types] if types else None,
        "LdapFilter": values.get("IMSGCriteria"),
        "IncludeRecipients": values.get("IncludeRecipients"),
        "ExcludeRecipients": values.get("ExcludeRecipients"),
        "Storage": values.get("Storage"),
        "EnableUpdate": _word(values.get("EnableUpdate")),
        "Script": values.get("Script"),
        "PowerTools": values.get("PowerTools"),
        **(_data_source(kind, key, values, known) if values.get("DataSource") is not None else {}),
        "DataSourceQuery": values.get("DataSourceQuery"),
        "KeyMapDB": values.get("KeyMapDB"),
        "KeyMapAD": values.get("KeyMapAD"),
    }


def _policy(values: Values) -> dict[str, Any]:
    return {
        "DomainExpiration": values.get("DomainExpiration"),
        "ExpirationRange": values.get("ExpirationRange"),
        "IncludeDisabledUsers": _word(values.get("IncludeDisabledUsers")),
        "IncludePasswordNeverExpireUsers": _word(values.get("IncludePasswordNeverExpireUsers")),
        "SendEmail": _word(values.get("SendEmail")),
        "EmailTemplatePath": values.get("EmailTemplatePath"),
    }


def _word(given: Any) -> str | None:
    """True or False as the text that these parameters take."""
    return None if given is None else str(bool(given))


def _data_source(kind: str, key: str, values: Values, known: Known) -> dict[str, Any]:
    """The cmdlets name no data source of 11.1: they take its connection, so that is read from the plan's line of it."""
    what = f"group {values.get('name') or key}"
    given: Any = values["DataSource"]
    planned = known.values(kind, key) or {}
    marker = given if isinstance(given, Mapping) else planned.get("DataSource")
    name = marks.reference_of(marker).partition("/")[2]
    source = known.values("DataSource", name) if name else None
    by_hand = "Make it a Smart Group in the portal and choose the data source in its query."
    if source is None:
        refused(what, "Neither the plan nor an earlier run has its data source.", by_hand)
    driver = _DRIVERS.get(source.get("type", 0))
    if driver is None:
        reason = f"The cmdlets have no data source type for {source.get('providerTypeName') or source.get('type')}."
        refused(what, reason, by_hand)
    settings: Mapping[str, Any] = source.get("configurationValues") or {}
    password = source.get("password")
    return {"DataSourceType": driver, **_connection(source["type"], settings, what, by_hand)} | (
        {"DataSourcePassword": secret(f"datasource/{name}/password", password)} if password is not None else {}
    )


def _connection(type_: int, settings: Mapping[str, Any], what: str, by_hand: str) -> dict[str, Any]:
    user = settings.get("UserName") or None
    if type_ == _TEXT:
        return {"FilePath": settings.get("File"), "DataSourceUserName": user}
    if type_ == _ODBC:
        return {"SystemDSN": settings.get("Server"), "DataSourceUserName": user}
    server = settings.get("ConnectionString")
    if not server:
        refused(what, "Its data source names no server.", by_hand)
    uses_windows = str(settings.get("WindowsAuthentication", "")).casefold() == "true"
    port = str(settings.get("PortNumber") or "")
    return {
        "Server": (settings.get("HostName") or server) if type_ == _ORACLE else server,
        "DataSourceName": settings.get("Database") or (server if type_ == _ORACLE else None),
        "Port": int(port) if port.isdecimal() else None,
        "DataSourceUserName": None if uses_windows else user,
        "WindowsAuthentication": True if uses_windows else None,
    }


def _members(key: str, values: Values, known: Known) -> Iterator[Call]:
    """Dated memberships. One without dates is the directory's own; a removal always says its type, without which it would be for good."""
    store = store_id(known, values["identityStoreId"])
    for member in values.get("members") or ():
        kind = member.get("XMembershipType")
        if kind == "Perpetual":
            continue
        if kind not in (*_ADDED, *_REMOVED):
            by_hand = "Set the membership in the group's properties in the portal."
            refused(f"group {values.get('name') or key}", f"A membership type '{kind}' is none of 11.1's.", by_hand)
        dates = {"StartDate": member.get("XBeginningDate"), "EndDate": member.get("XEndingDate")}
        yield Call(
            "Add-GroupMember" if kind in _ADDED else "Remove-GroupMember",
            {
                "GroupIdentity": key,
                "Identity": member["Value"],
                "Type": kind,
                **{name: {"$instant": when} for name, when in dates.items() if when},
                "IdentityStoreId": store,
            },
        )
