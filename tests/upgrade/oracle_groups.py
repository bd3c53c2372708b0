"""Stores, roles, settings, groups and data sources converted a second time, slowly, by the standard library alone.

Written from docs/contract.md and the vendor's pages that it names, not from the engine: from a GroupID 10 database and
an LDIF file to the rows that Directory Manager 11.1 should hold, NULL fields left out, secrets as the word SEALED.
"""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import oracle_history

SEALED = "SEALED"
Fields = dict[str, Any]

# Which sub-table of 11.1 a ManagedGroupType lives in.
TABLES = {1: "UnmanagedGroup", 2: "SmartGroup", 3: "Dynasty", 4: "Dynasty", 5: "Dynasty", 6: "PasswordExpiryGroup"}
STORE_TYPES = {
    "Active Directory": "ActiveDirectory",
    "Microsoft Entra ID": "Microsoft Entra ID",
    "Generic LDAP": "Generic LDAP",
}
# field of 11.1: column of GroupID 10, and how its value is read
SHARED = {
    "identityStoreId": ("IdentityStoreId", "plain"),
    "IMSGManagedGroupType": ("ManagedGroupType", "plain"),
    "XGroupSecurity": ("SecurityType", "plain"),
    "XGroupExpirationPolicy": ("ExpirationPolicy", "plain"),
    "XGroupExpirationDate": ("ExpirationDate", "date"),
    "IMGIsExpired": ("IsExpired", "flag"),
    "IMGIsDeleted": ("IsDeleted", "flag"),
    "IMSGCreatedInVersion": ("CreatedInVersion", "plain"),
}
QUERY = {
    "IMSGCriteria": ("Criteria", "plain"),
    "IMSGObjectTypes": ("ObjectTypes", "set"),
    "IMSGStartPath": ("StartPaths", "places"),
    "IncludeRecipients": ("IncludeRecipients", "set"),
    "ExcludeRecipients": ("ExcludeRecipients", "set"),
    "Storage": ("Storage", "plain"),
    "EnableUpdate": ("UpdateEnabled", "flag"),
    "LastUpdate": ("LastUpdate", "date"),
    "Script": ("Script", "plain"),
    "PowerTools": ("PowerTools", "json"),
    "DataSourceQuery": ("DataSourceQuery", "plain"),
    "KeyMapDB": ("KeyMapDB", "plain"),
    "KeyMapAD": ("KeyMapAD", "plain"),
}
DYNASTY = {
    "GroupBy": ("GroupBy", "json"),
    "GroupByValue": ("GroupByValue", "plain"),
    "ParentGroup": ("ParentGUID", "guid"),
    "AliasTemplate": ("AliasTemplate", "plain"),
    "DisplayNameTemplate": ("DisplayNameTemplate", "plain"),
    "InheritanceBehaviour": ("InheritanceBehaviour", "plain"),
    "InheritedAttrs": ("InheritedAttributes", "set"),
    "TopManager": ("TopManager", "guid"),
}
STORE = {
    "identityStoreId": ("IdentityStoreId", "plain"),
    "identityStoreName": ("IdentityStoreName", "plain"),
    "description": ("Description", "plain"),
    "isEnabled": ("IsEnabled", "flag"),
    "shouldReplicate": ("ShouldReplicate", "flag"),
    "isNotificationEnabled": ("IsNotificationEnabled", "flag"),
    "loginText": ("LoginText", "plain"),
    "imageURL": ("ImageURL", "plain"),
    "preferredDomains": ("PreferredDomains", "json"),
    "excludedDomains": ("ExcludedDomains", "json"),
    "domainPriortiesList": ("DomainPriorities", "json"),
    "preferredDCFallbackEnabled": ("PreferredDCFallbackEnabled", "flag"),
    "creationDate": ("CreationDate", "date"),
}
ROLE = {
    "IdentityStoreId": ("IdentityStoreId", "plain"),
    "RoleName": ("RoleName", "plain"),
    "Description": ("Description", "plain"),
    "Priority": ("Priority", "plain"),
    "Enabled": ("IsEnabled", "flag"),
    "CriteriaScope": ("CriteriaScope", "plain"),
    "DistinguishedName": ("CriteriaDN", "plain"),
    "Operator": ("CriteriaOperator", "plain"),
    "Policies": ("Policies", "json"),
}


def table(database: Path, name: str) -> list[Fields]:
    """All rows of a table as the database holds them."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = connection.execute(f'SELECT * FROM "{name}"')
        return [dict(zip([c[0] for c in found.description], row, strict=True)) for row in found]
    finally:
        connection.close()


def directory(path: Path) -> Iterator[Fields]:
    """The entries of an LDIF file: values as bytes by lower-case attribute name, the objectGUID as text."""
    for block in path.read_bytes().replace(b"\r", b"").replace(b"\n ", b"").split(b"\n\n"):
        entry: Fields = {}
        for line in block.split(b"\n"):
            name, _, value = line.partition(b":")
            if line and not line.startswith((b"#", b"version:")):
                value = base64.b64decode(value[1:]) if value.startswith(b":") else value.lstrip()
                entry.setdefault(name.decode().lower(), []).append(value)
        if "objectguid" in entry:
            entry["guid"] = str(uuid.UUID(bytes_le=entry["objectguid"][0]))
            yield entry


def value(how: str, given: Any) -> Any:
    if given is None:
        return None
    if how == "flag":
        return bool(given)
    if how == "guid":
        return given.lower()
    if how == "date":
        ticks = oracle_history.instant(given)
        if ticks is None:  # an offset without a T, as a driver may write it
            ticks = oracle_history.instant(given.replace(" ", "T", 1))
        assert ticks is not None, given
        return oracle_history.iso(ticks)
    if how == "plain":
        return given
    read = json.loads(given)
    if how == "set":
        return sorted(read) or None
    if how == "places":
        return sorted(({"Value": p["Path"], "Scope": p["Scope"]} for p in read), key=lambda p: (p["Value"], p["Scope"]))
    return read


def mapped(row: Fields, names: dict[str, tuple[str, str]]) -> Fields:
    return {field: value(how, row[column]) for field, (column, how) in names.items()}


def set_only(fields: Fields) -> Fields:
    return {name: found for name, found in fields.items() if found is not None}


def carried(source: Path) -> dict[int, Fields]:
    """Enabled stores of the three kinds that an upgrade takes (mission S1, S2), by id."""
    types = {t["StoreTypeId"]: t["StoreTypeName"] for t in table(source, "SVC.StoreType")}
    return {
        s["IdentityStoreId"]: s | {"type": STORE_TYPES[types[s["StoreTypeId"]]]}
        for s in table(source, "SVC.IdentityStore")
        if s["IsEnabled"] and types[s["StoreTypeId"]] in STORE_TYPES
    }


def stores(source: Path) -> dict[Any, Fields]:
    names = {a["AttributeID"]: a["AttributeName"] for a in table(source, "SVC.ConfigurationAttribute")}
    found = {}
    for number, row in carried(source).items():
        settings = {
            names[v["AttributeID"]]: v["AttributeValue"]
            for v in table(source, "SSPR_IdentityStoreValue")
            if v["IdentityStoreID"] == number
        }
        wanted = mapped(row, STORE) | {"storeType": row["type"]}
        wanted["serviceAccountUser"] = account = settings.pop("ServiceAccount", None)
        if account and not account.endswith("$"):  # a group managed account has no password (mission S6)
            wanted["serviceAccountPassword"] = SEALED
        if row["type"] == "Microsoft Entra ID":
            wanted |= dict.fromkeys(("clientSecret", "certificate", "certificatePassword"), SEALED)
        wanted["identityStoreConfigurationValues"] = {k: v for k, v in settings.items() if not v.startswith("0AA##")}
        found[number] = set_only(wanted)
    return found


def settings(source: Path) -> dict[Any, Fields]:
    """Values as they are, but log levels (reset to Error, mission N1) and retention (All until confirmed, Y3)."""
    found: dict[Any, Fields] = {number: {"IdentityStoreId": number} for number in carried(source)}
    for row in table(source, "SVC.IdentityStoreSetting"):
        if row["IdentityStoreId"] in found and row["SettingValue"] is not None:
            found[row["IdentityStoreId"]][row["SettingName"]] = json.loads(row["SettingValue"])
    for wanted in found.values():
        wanted |= {"FileLoggingEvent": "Error", "WindowsLoggingEvent": "Error", "HistoryRetention": "All"}
    return found


def roles(source: Path) -> dict[Any, Fields]:
    found = {}
    for row in table(source, "SVC.SecurityRole"):
        if row["IdentityStoreId"] not in carried(source):
            continue
        role = row["RoleId"]
        allowed = [
            p["Permission"]
            for p in table(source, "SVC.SecurityRolePermission")
            if p["RoleId"] == role and p["IsAllowed"]
        ]
        filters = [
            [f["FilterBy"], f["Operator"], f["Client"]]
            for f in table(source, "SVC.SecurityRoleFilter")
            if f["RoleId"] == role
        ]
        key = f"{row['IdentityStoreId']}/{row['RoleName']}"
        found[key] = set_only(
            mapped(row, ROLE)
            | {"RoleKey": key, "Permissions": sorted(allowed), "CriteriaFilters": sorted(filters) or None}
        )
    return found


def groups(source: Path, ldif: Path) -> dict[str, dict[Any, Fields]]:
    """Groups by table and GUID; `DataSource` is the data source's fields as `data_source` gives them, not a number."""
    entries = {e["guid"]: e for e in directory(ldif)}
    domains = {e["dn"][0].decode().lower() for e in entries.values() if b"domainDNS" in e["objectclass"]}
    sides: dict[str, dict[str, list[Fields]]] = {}
    for side in ("SVC.GroupOwner", "SVC.GroupMembership", "Expired.GroupMember"):
        sides[side] = {}
        for row in table(source, side):
            sides[side].setdefault(row["ObjectGUID"].lower(), []).append(row)
    found: dict[str, dict[Any, Fields]] = {name: {} for name in TABLES.values()}
    stores_carried = stores(source)
    for row in table(source, "SVC.GroupObject"):
        guid, store = row["ObjectGUID"].lower(), stores_carried.get(row["IdentityStoreId"])
        if store is None:
            continue
        entry = entries.get(guid)
        if entry is None:
            domain = ",".join(f"dc={p}" for p in store["identityStoreConfigurationValues"]["DomainName"].split("."))
            if any(domain.lower() == d or domain.lower().endswith("," + d) for d in domains):
                continue  # gone: this directory would know it
        kind = row["ManagedGroupType"]
        wanted = mapped(row, SHARED) | names_of(row, entry) | sided(guid, sides)
        wanted |= {"objectGUID": guid, "IMSGGroupIDVersion": "11.0"}
        if kind != 1:
            wanted |= mapped(row, QUERY)
            if row["DataSourceConnection"]:
                wanted["DataSource"] = data_source(row["DataSourceConnection"], row["DataSourceQuery"])
        if kind == 2:
            wanted["SmartGroupMainType"] = "X.SmartGroup"
        if kind in (3, 4, 5):
            wanted |= mapped(row, DYNASTY) | json.loads(row["ManagerialOptions"] or "{}")
        if kind == 6:
            wanted |= json.loads(row["PasswordExpiry"] or "{}")
        found[TABLES[kind]][guid] = set_only(wanted)
    return found


def names_of(row: Fields, entry: Fields | None) -> Fields:
    """The directory's names, else the copies that GroupID keeps."""
    if entry is None:
        entry = {}

    def of(attribute: str, column: str) -> Any:
        return entry[attribute][0].decode() if attribute in entry else row[column]

    return {
        "distinguishedName": of("dn", "DistinguishedName"),
        "sAMAccountName": of("samaccountname", "SamAccountName"),
        "name": of("name", "CommonName"),
        "displayName": of("displayname", "DisplayName"),
    }


def sided(guid: str, sides: dict[str, dict[str, list[Fields]]]) -> Fields:
    """Owners, those who opted out, members with dates, members kept of an expired group: each list sorted."""
    owners = {o["OwnerGUID"].lower(): o["NotifyOptOut"] for o in sides["SVC.GroupOwner"].get(guid, [])}
    members = [
        set_only(
            {
                "Value": m["MemberGUID"].lower(),
                "XMembershipType": m["MembershipType"],
                "XBeginningDate": value("date", m["BeginningDate"]),
                "XEndingDate": value("date", m["EndingDate"]),
            }
        )
        for m in sides["SVC.GroupMembership"].get(guid, [])
    ]
    kept = {m["MemberGUID"].lower() for m in sides["Expired.GroupMember"].get(guid, [])}
    return {
        "XAdditionalOwner": sorted(owners) or None,
        "NotifyOptOutAdditionalOwners": sorted(o for o, out in owners.items() if out) or None,
        "members": sorted(members, key=lambda m: str(m["Value"])) or None,
        "expiredMembers": sorted(kept) or None,
    }


PAIR = re.compile(
    r"""\s*([^=;]+?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|\{((?:[^}]|\}\})*)\}|([^;]*?))\s*(?:;|$)"""
)


def pairs(text: str) -> dict[str, str]:
    """A connection string's values by lower-case key; quotes and braces gone, a doubled closing sign single again."""
    found = {}
    for key, double, single, brace, plain in PAIR.findall(text):
        found[key.lower()] = double.replace('""', '"') or single.replace("''", "'") or brace.replace("}}", "}") or plain
    return found


def data_source(connection: str, query: str) -> Fields:
    """type, providerTypeName, configurationValues (A/datasourceapis/createds/*.md), `password` set or not.

    A file's own string is given back as its pairs: how it is written has no meaning.
    """
    given = pairs(connection)
    user = given.get("user id") or given.get("uid")
    made: Fields
    if "dsn" in given:
        made = {"type": 6, "values": {"Server": given["dsn"], "DsnType": "SystemDsn", "UserName": user}}
    elif "oracle" in given.get("provider", "").lower():
        host, port, service = re.fullmatch(r"(.+):(\d+)/(.+)", given["data source"]).groups()  # type: ignore[union-attr]
        named = {"ConnectionString": service, "HostName": host, "PortNumber": port, "Protocol": "TCP"}
        made = {"type": 5, "values": {**named, "UserName": user}}
    elif "text driver" in given.get("driver", "").lower():
        file = given["dbq"] + "\\" + re.findall(r"FROM \[(.+?)\]", query)[0]
        made = {"type": 4, "values": {"FileServer": "LocalServer", "File": file, "Delimiter": ","}}
    elif "excel" in given.get("extended properties", "").lower():
        values = {"FileServer": "LocalServer", "FilePath": given["data source"], "ConnectionString": given}
        made = {"type": 1, "values": values}
    else:
        trusted = given.get("integrated security", "").lower() == "sspi"
        made = {
            "type": 3,
            "values": {
                "ConnectionString": given["data source"],
                "Database": given["initial catalog"],
                "UserName": user or "",
                "WindowsAuthentication": "true" if trusted else "false",
            },
        }
    provider = {1: "Microsoft Excel", 3: "SQL Server", 4: "Text/CSV"}.get(made["type"])
    return {
        "type": made["type"],
        "providerTypeName": provider,
        "configurationValues": set_only(made["values"]),
        "password": "password" in given or "pwd" in given,
    }
