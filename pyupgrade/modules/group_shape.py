"""Fields that kinds of group share in 11.1, by the names of the vendor's attribute bag: from record to values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pyupgrade.modules import data_source_shape
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.group_findings import Findings
from pyupgrade.modules.group_rows import Group
from pyupgrade.modules.typed import (
    as_guid,
    read_bool,
    read_choice,
    read_int,
    read_list,
    read_map,
    read_text,
    read_texts,
)
from pyupgrade.plan.ports import Row

DATA_VERSION = "11.0"  # the stamp that 11.1 itself still writes (11.1 APIs/groupapis/createsmartgroupentraid.md)
SECURITY = ("Private", "Semi_Private", "Public")
MEMBERSHIPS = ("Perpetual", "Temporary Member", "Addition Pending", "Removal Pending", "Temporary Removed")
# Names that the shell takes for the first four numbers (managementshell/smartgroup/setsmartgroup.md, setdynasty.md).
OBJECT_TYPES = {"exchangeusers": 1, "externalusers": 2, "externalcontacts": 3, "emailgroups": 4}
SECRET_COLUMNS = ("DataSourceConnection",)
UNREAD: Final[Any] = object()  # the source has something that cannot be read or kept, which is not the same as empty


def shared(group: Group, findings: Findings) -> dict[str, Any]:
    """Identity, security, owners, expiry, version stamps, dated members and the kept members of an expired group.

    Name, DN and account name are the directory's where it knows the group: GroupID's copies of them may be old.
    """
    row, entry = group.row, group.entry
    shown = entry.attributes.get("displayname", ()) if entry else ()
    return {
        "objectGUID": group.guid,
        "identityStoreId": row["IdentityStoreId"],
        "distinguishedName": entry.dn if entry else row["DistinguishedName"],
        "sAMAccountName": entry.sam if entry and entry.sam else row["SamAccountName"],
        "name": entry.name if entry and entry.name else row["CommonName"],
        "displayName": shown[0] if shown else row["DisplayName"],
        "IMSGManagedGroupType": row["ManagedGroupType"],
        "XGroupSecurity": _choice(row, "SecurityType", SECURITY, findings),
        "XAdditionalOwner": [o["OwnerGUID"] for o in group.owners] or None,
        "NotifyOptOutAdditionalOwners": [o["OwnerGUID"] for o in group.owners if o["NotifyOptOut"]] or None,
        "XGroupExpirationPolicy": row["ExpirationPolicy"],
        "XGroupExpirationDate": row["ExpirationDate"],
        "IMGIsExpired": row["IsExpired"],
        "IMGIsDeleted": row["IsDeleted"],
        "IMSGGroupIDVersion": DATA_VERSION,
        "IMSGCreatedInVersion": row["CreatedInVersion"],
        "members": [_member(row, m, findings) for m in group.memberships] or None,
        "expiredMembers": list(group.kept_members) or None,
    }


def query(group: Group, findings: Findings, main_type: str | None = None) -> dict[str, Any]:
    """The query of a group and what feeds it. The vendor shows `SmartGroupMainType` for plain Smart Groups only."""
    row = group.row
    findings.look_at_query(row)
    source = data_source_shape.reference(row)
    return {
        "SmartGroupMainType": main_type,
        "IMSGCriteria": row["Criteria"],
        "IMSGObjectTypes": _object_types(row, findings),
        "IMSGStartPath": _start_paths(row, findings),
        "IncludeRecipients": _texts(row, "IncludeRecipients", findings),
        "ExcludeRecipients": _texts(row, "ExcludeRecipients", findings),
        "Storage": row["Storage"],
        "EnableUpdate": row["UpdateEnabled"],
        "LastUpdate": row["LastUpdate"],
        "Script": row["Script"],
        "PowerTools": _list(row, "PowerTools", findings),
        "DataSource": {"$ref": f"DataSource/{source}"} if source else _kept(data_source_shape.has_source(row)),
        "DataSourceQuery": row["DataSourceQuery"],
        "KeyMapDB": row["KeyMapDB"],
        "KeyMapAD": row["KeyMapAD"],
    }


def password_expiry(group: Group, findings: Findings) -> dict[str, Any]:
    """The password policy by which users enter the group."""
    options = _map(group.row, "PasswordExpiry", findings)
    if options is None:
        findings.no_policy.append(findings.title(group.row))
        return {}
    return {
        "DomainExpiration": _option(group.row, options, "DomainExpiration", read_int, findings),
        "ExpirationRange": _option(group.row, options, "ExpirationRange", read_int, findings),
        "IncludeDisabledUsers": _option(group.row, options, "IncludeDisabledUsers", read_bool, findings),
        "IncludePasswordNeverExpireUsers": _option(
            group.row, options, "IncludePasswordNeverExpireUsers", read_bool, findings
        ),
        "SendEmail": _option(group.row, options, "SendEmail", read_bool, findings),
        "EmailTemplatePath": _option(group.row, options, "EmailTemplatePath", read_text, findings),
    }


def dynasty(group: Group, findings: Findings, parent: str | None) -> dict[str, Any]:
    """Levels, templates and inheritance of a Dynasty; `parent` as it holds, which may not be what the row says."""
    row = group.row
    options = _map(row, "ManagerialOptions", findings) if row["ManagerialOptions"] is not None else {}
    return {
        "GroupBy": _list(row, "GroupBy", findings),
        "GroupByValue": row["GroupByValue"],
        "ParentGroup": parent or _kept(row["ParentGUID"]),
        "AliasTemplate": row["AliasTemplate"],
        "DisplayNameTemplate": row["DisplayNameTemplate"],
        "InheritanceBehaviour": row["InheritanceBehaviour"],
        "InheritedAttrs": _texts(row, "InheritedAttributes", findings),
        "TopManager": row["TopManager"],
        "CreateFlatManagerialList": _option(row, options, "CreateFlatManagerialList", read_bool, findings),
        "ExcludeNestedLists": _option(row, options, "ExcludeNestedLists", read_bool, findings),
        "IncludeManagerAsMember": _option(row, options, "IncludeManagerAsMember", read_bool, findings),
    }


def _kept(given: Any) -> Any:
    """What a field is of which nothing comes over."""
    return UNREAD if given else None


def row_digest(group: Group) -> str:
    """The digest of all that a group's line comes from, its connection string left out."""
    kept = ({"kept": list(group.kept_members)},) if group.kept_members else ()
    return fingerprint(group.row, *group.owners, *group.memberships, *kept, without=SECRET_COLUMNS)


def _member(row: Row, membership: Row, findings: Findings) -> dict[str, Any]:
    """`Value` is a value in the vendor's bag, the others are its sub-values (11.1 APIs/searchapis/groupmembers.md)."""
    given = membership["MembershipType"]
    kind = read_choice(given, MEMBERSHIPS)
    if kind is None:
        findings.memberships.append(f"{findings.title(row)}: {given}")
    values = {
        "Value": membership["MemberGUID"],
        "XMembershipType": kind or given,
        "XBeginningDate": membership["BeginningDate"],
        "XEndingDate": membership["EndingDate"],
    }
    return {name: value for name, value in values.items() if value is not None}


def _choice(row: Row, column: str, choices: tuple[str, ...], findings: Findings) -> Any:
    given = row[column]
    if given is None or given == "":
        return None
    found = read_choice(given, choices)
    if found is None:
        findings.unreadable.append(f"{findings.title(row)}: {column}")
        return UNREAD
    return found


def _object_types(row: Row, findings: Findings) -> Any:
    given = row["ObjectTypes"]
    if given is None:
        return None
    numbers = [
        number if (number := read_int(one)) is not None else OBJECT_TYPES.get(str(one).strip().casefold())
        for one in read_list(given) or ()
    ]
    known = sorted({n for n in numbers if n is not None and 1 <= n <= 11})
    if len(known) != len({*numbers}) or not numbers:
        findings.unreadable.append(f"{findings.title(row)}: ObjectTypes")
    return known or UNREAD


def _start_paths(row: Row, findings: Findings) -> Any:
    given = row["StartPaths"]
    if given is None:
        return None
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for one in read_list(given) or [None]:
        place = read_map(one) or {}
        path, scope = read_text(place.get("Path")), read_int(place.get("Scope", 2))
        if not path or scope not in (1, 2):
            findings.unreadable.append(f"{findings.title(row)}: StartPaths")
            continue
        found[path, scope] = {"Value": path, "Scope": scope}
    return [found[key] for key in sorted(found)] or UNREAD


def _texts(row: Row, column: str, findings: Findings) -> Any:
    given = row[column]
    if given is None or given == []:
        return None
    found = read_texts(given)
    if found is None:
        findings.unreadable.append(f"{findings.title(row)}: {column}")
        return UNREAD
    return found


def _list(row: Row, column: str, findings: Findings) -> Any:
    given = row[column]
    if given is None or given == []:
        return None
    if not isinstance(given, list):
        findings.unreadable.append(f"{findings.title(row)}: {column}")
        return UNREAD
    return given


def _map(row: Row, column: str, findings: Findings) -> Mapping[str, Any] | None:
    found = read_map(row[column])
    if found is None and row[column] is not None:
        findings.unreadable.append(f"{findings.title(row)}: {column}")
    return found


def _option(row: Row, options: Mapping[str, Any] | None, name: str, read: Any, findings: Findings) -> Any:
    if options is None:
        return UNREAD
    given = next((value for key, value in sorted(options.items()) if key.casefold() == name.casefold()), None)
    if given is None:
        return None
    found = read(given)
    if found is None:
        findings.unreadable.append(f"{findings.title(row)}: {name}")
        return UNREAD
    return as_guid(found) if isinstance(found, str) else found
