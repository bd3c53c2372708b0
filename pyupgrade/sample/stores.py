"""Identity stores of a sample: connection values, settings, messaging, links, clients and what hangs on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from pyupgrade.sample.fill import Filler, stored_instant
from pyupgrade.sample.mail import APP_IDS, put_mail
from pyupgrade.sample.people import People
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import (
    AD,
    CLIENTS,
    ENTRA,
    GOOGLE,
    LDAP,
    STORE_TYPES,
    STORES,
    Store,
    installation_id,
)

# The names are those of 11.1's create page (identitystore/create.md); the numbers are ours, save 2, which KB-GMSA
# shows as the password.
ATTRIBUTES: Final = (
    "DomainName", "ServiceAccountPassword", "ServiceAccount", "SSLEnabled", "HostName", "Port", "ApplicationId",
    "ClientSecret", "PfxCertificate", "PfxPassword", "PrimaryDomainName", "Cloud", "AdminUsername", "ApiKey",
    "P12KeyFile",
)  # fmt: skip
_NUMBER: Final = {name: number for number, name in enumerate(ATTRIBUTES, 1)}


def put_stores(fill: Filler, seed: int, estate: Estate, people: People) -> None:
    """All tables of the store configuration but security roles."""
    draw = random.Random(f"{seed}/stores")
    installation = {
        "InstallationId": installation_id(seed), "ProductVersion": "10.0.7784.0", "ServicePack": "SR2",
        "Created": stored_instant(AS_OF - timedelta(days=2_200)),
    }  # fmt: skip
    fill.put("SVC.Installation", [installation])
    fill.put("SVC.StoreType", ({"StoreTypeId": n, "StoreTypeName": name} for n, name in STORE_TYPES.items()))
    fill.put("SVC.IdentityStore", (_store(store) for store in STORES))
    fill.put("SVC.ConfigurationAttribute", ({"AttributeID": n, "AttributeName": a} for a, n in _NUMBER.items()))
    fill.put("SSPR_IdentityStoreValue", _values(estate))
    fill.put("SVC.IdentityStoreReplication", _replication())
    fill.put("SVC.IdentityStoreSetting", _settings(people))
    put_mail(fill, estate)
    fill.put("SVC.StoreLink", _links())
    fill.put("SVC.Entitlement", _entitlement())
    fill.put("SVC.Client", _clients(estate))
    saml = ((1, 5, "ADFS (Intranet)"), (2, 6, "Okta – Mein Konto"))
    fill.put("SVC.SamlProvider", ({"SamlProviderId": n, "ClientId": c, "Name": name} for n, c, name in saml))
    fill.put("SVC.NotificationQueue", _notifications(draw, people))
    fill.put("SSPR.PhoneIDClients", _phones(draw, people))


def _store(store: Store) -> dict[str, Any]:
    priorities = [{"Domain": store.domain, "DomainController": f"dc0{n}.{store.domain}", "Priority": n} for n in (1, 2)]
    return {
        "IdentityStoreId": store.id,
        "IdentityStoreName": store.name,
        "StoreTypeId": store.type,
        "Description": store.description,
        "IsEnabled": store.enabled,
        "ShouldReplicate": store.enabled,
        "IsNotificationEnabled": store.id != 5,
        "LoginText": f"Anmeldung „{store.name}“" if store.id in (1, 8) else None,
        "ImageURL": None,
        "PreferredDomains": [store.domain] if store.type == AD else None,
        "ExcludedDomains": ["alt.corp.example"] if store.id == 1 else None,
        "DomainPriorities": priorities if store.id in (1, 2) else None,
        "PreferredDCFallbackEnabled": store.id == 1,
        "CreationDate": stored_instant(AS_OF - timedelta(days=2_200 - store.id * 90), store.id),
    }


def _values(estate: Estate) -> Iterator[dict[str, Any]]:
    number = 0
    for store in STORES:
        values: dict[str, str] = {"DomainName": store.domain}
        if store.account:
            values["ServiceAccount"] = store.account
        if store.type == AD:
            values["SSLEnabled"] = "True" if store.id != 2 else "False"
            # Store 8 runs under a gMSA and still has the sealed password of the account before it (KB-GMSA).
            values["ServiceAccountPassword"] = estate.sealed(f"sealed-store-{store.id}-password")
        elif store.type == LDAP:
            values |= {"HostName": "ldap.partner.example", "Port": "636", "SSLEnabled": "True"}
            values["ServiceAccountPassword"] = estate.sealed(f"sealed-store-{store.id}-password")
        elif store.type == ENTRA:
            values |= {"Cloud": "AzureCloud", "ApplicationId": APP_IDS[4], "PrimaryDomainName": "corp.example"}
            values |= {
                "ClientSecret": estate.sealed("sealed-store-4-client-secret"),
                "PfxCertificate": estate.sealed("sealed-store-4-pfx"),
                "PfxPassword": estate.sealed("sealed-store-4-pfx-password"),
            }
        elif store.type == GOOGLE:
            values |= {"AdminUsername": "admin@workspace.example", "ApiKey": estate.sealed("sealed-store-7-api-key")}
            values["P12KeyFile"] = estate.sealed("sealed-store-7-p12")
        for name, value in values.items():
            number += 1
            yield {
                "AttributesValueID": number,
                "IdentityStoreID": store.id,
                "AttributeID": _NUMBER[name],
                "AttributeValue": value,
            }


def _replication() -> Iterator[dict[str, Any]]:
    moment = AS_OF - timedelta(minutes=9)
    ticks = 621_355_968_000_000_000 + int(moment.timestamp()) * 10_000_000
    stamps = ";".join(
        f"{kind}={ticks - n * 40_000_000}" for n, kind in enumerate(("User", "Group", "Contact", "Computer", "OU"))
    )
    for store in STORES:
        if store.enabled:
            # Entra's domain is spelled unlike the directory spells it, which makes each replication a full one
            # (KB-ENTRA).
            domain = "CorpCloud.onmicrosoft.example" if store.type == ENTRA else store.domain
            yield {"IdentityStoreId": store.id, "Domain": domain, "TimeStamps": stamps}


def _settings(people: People) -> Iterator[dict[str, Any]]:
    for store in STORES:
        names: dict[str, Any] = {
            "GroupExpiryQuantity": "120" if store.id == 1 else "0",
            "GroupExpiryUnit": "Days" if store.id == 1 else "Never",
            "GlmContainersPolicy": "Exclude",
            "GlmContainers": [f"OU=Groups,OU=Ausnahmen,{store.base}"] if store.id in (1, 2) else [],
            "SecurityGroupsExpiry": store.id == 1,
            "ExpiredGroupDeletion": store.id in (1, 3),
            "ExpiredGroupsDeletionInterval": 45 if store.id == 1 else 30,
            "GUSLifecycle": store.id == 2,
            "GroupExtensionPolicy": "Extend",
            "GroupLifeDays": 60,
            "GroupAttestation": store.id == 1,
            "DefaultApprover": people.all[people.of_store[store.id][0]].guid if people.of_store[store.id] else None,
            "GlmNotifyOwnersXDaysBefore": ["1", "7", "30"],
            "MembershipLifecyclePolicies": _policies(store),
            "Prefixes": ["GRP_", "VTL-", "Équipe "] if store.id == 1 else [],
            "HistoryTrackingOption": "All_Actions" if store.id in (1, 6) else "Selected_Actions",
            "HistorySelectedActions": [
                "OwnershipChange",
                "GroupExpireRenew",
                "QueryChange",
                "ObjectCreated",
                "ObjectDeleted",
            ],
            "HistoryRetention": "Last_2_Years" if store.id == 1 else "All",
            "FileLoggingEvent": "Debug" if store.id in (1, 6) else "Error",
            "WindowsLoggingEvent": "Error",
            "MaximumMembersPerGroup": 5000,
            "WhenGroupMembershipThresholdReach": "PreventUpdation",
            "OrphanGroupsDeletion": False,
            "OutOfBoundsAlerts": store.id == 1,
            "MembershipCountThreshold": 250,
            "MembershipPercentageThreshold": 15,
            "ProfileValidationGroupDN": f"CN=Profilprüfung,OU=Groups,{store.base}" if store.id == 1 else None,
            "RegularProfileValidationLifecycle": 180 if store.id == 1 else 90,
            "ProfileValidationReminders": [["first", "30"], ["second", "21"], ["third", "14"]],
            "ProfileValidationExtensionPeriod": 4,
            "EnrollmentEnabled": store.type == AD,
            "AuthenticationType": ["Security questions", "Email", "Authenticator"],
            "SecurityQuestions": [
                "Wie hieß Ihr erstes Haustier?",
                "Quel est votre film préféré ?",
                "ما هو لونك المفضل؟",
            ],
            "PasswordExceptions": [["contains", "passwort"], ["startswith", "corp"], ["regexp", "^(.)\\1+$"]],
            "PasswordRules": ["(?=.*[A-Z])(?=.*[0-9]).{12,}"],
            "CheckForCircularReference": True,
            "UpdateDynastyChildren": store.id != 3,
            "DeleteEmptyDynastyChildren": True,
            "InheritedAttributes": ["managedBy", "groupType", "authOrig"],
        }
        for name, value in names.items():
            yield {"IdentityStoreId": store.id, "SettingName": name, "SettingValue": value}


def _policies(store: Store) -> list[dict[str, Any]]:
    if store.id not in (1, 3):
        return []
    return [
        {"Name": "Werkstudenten", "Type": "Add Temporary", "Days": 90, "Targets": [f"OU=Groups,{store.base}"],
        "ApplyToExisting": False},
        {"Name": "Audit Q4", "Type": "Remove Temporary", "StartDate": "2026-10-01", "EndDate": "2026-12-31",
         "Targets": [f"OU=Projects,{store.base}"], "ApplyToExisting": True},
    ]  # fmt: skip


def _entitlement() -> Iterator[dict[str, Any]]:
    yield {"IdentityStoreId": 1, "FileServers": ["files01.corp.example", "files02.corp.example"], "Sites": None}
    sites = ["https://corpcloud.sharepoint.example/sites/Einkauf", "https://corpcloud.sharepoint.example/sites/Ventes"]
    yield {"IdentityStoreId": 4, "SharePointAdminUrl": "https://corpcloud-admin.sharepoint.example", "Sites": sites}


def _links() -> Iterator[dict[str, Any]]:
    user = "employeeID = employeeId and mail = userPrincipalName"
    yield {"LinkId": 1, "FirstStoreId": 1, "SecondStoreId": 4, "UserMap": user, "GroupMap": "displayName = displayName"}
    yield {"LinkId": 2, "FirstStoreId": 1, "SecondStoreId": 3, "UserMap": "mail = mail", "GroupMap": None}


def _clients(estate: Estate) -> Iterator[dict[str, Any]]:
    for number, name, kind, address in CLIENTS:
        url = f"https://groupid.corp.example:4443/{address}" if address else None
        yield {
            "ClientId": number,
            "Name": name,
            "Secret": estate.identifier(f"client-{number}-secret").upper(),
            "ReturnURL": url,
            "ErrorURL": None if url is None else f"{url}Error/",
            "TokenFormat": "SAML11",
            "Certificate": "CN=GroupIDSecurityService" if url else None,
            "ClientType": kind,
        }


def _notifications(draw: random.Random, people: People) -> Iterator[dict[str, Any]]:
    subjects = (
        "Gruppe läuft in 7 Tagen ab",
        "Votre demande a été approuvée",
        "Prośba o zatwierdzenie",
        "تنبيه: انتهاء صلاحية المجموعة",
    )
    for number, subject in enumerate(subjects * 3, 1):
        store = STORES[number % 3]
        person = people.all[draw.choice(people.of_store[store.id])]
        created = stored_instant(AS_OF - timedelta(minutes=number * 17), number)
        yield {
            "NotificationId": number, "IdentityStoreId": store.id, "Recipient": person.mail, "Subject": subject,
            "CreatedOn": created,
        }  # fmt: skip


def _phones(draw: random.Random, people: People) -> Iterator[dict[str, Any]]:
    for number, position in enumerate(draw.sample(people.of_store[1], 5), 1):
        yield {"Id": number, "IdentityStoreID": 1, "UserGUID": people.all[position].guid}
