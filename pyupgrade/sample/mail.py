"""Mail of the sample's stores: messaging providers, mail servers, who is notified."""

from __future__ import annotations

from typing import Any, Final

from pyupgrade.sample.fill import Filler
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.world import STORES, Store

APP_IDS: Final = {3: "5f0c2a1e-7d0b-4a53-9a62-0e4b0a8c3301", 4: "b1d7e6c4-2f95-4c1d-8f3e-6a2790f5d402"}


def put_mail(fill: Filler, estate: Estate) -> None:
    fill.put("SVC.MessagingProvider", (_messaging(store, estate) for store in STORES if store.messaging))
    fill.put("SVC.SmtpServer", (_server(store, estate) for store in STORES if store.id in (1, 2, 3, 6)))
    fill.put("SVC.Notification", (_notification(store) for store in STORES if store.id != 7))


def _messaging(store: Store, estate: Estate) -> dict[str, Any]:
    settings: dict[str, Any] = {"Domain": store.domain}
    if store.messaging == "Office 365":
        settings |= {
            "Cloud": "AzureCloud",
            "ApplicationId": APP_IDS[store.id],
            "Domain": "corpcloud.onmicrosoft.example",
        }
    elif store.messaging.startswith("Exchange"):
        settings["Servers"] = [{"Name": f"mbx0{n}.{store.domain}", "Priority": n, "Status": "Online"} for n in (1, 2)]
        settings["User"] = store.account
    row: dict[str, Any] = {"IdentityStoreId": store.id, "Provider": store.messaging, "Settings": settings}
    if store.messaging == "Office 365":
        for column, part in (
            ("ClientSecret", "client-secret"),
            ("Certificate", "pfx"),
            ("CertificatePassword", "pfx-password"),
        ):
            row[column] = estate.sealed(f"sealed-messaging-{store.id}-{part}")
    elif store.messaging.startswith("Exchange"):
        row["Password"] = estate.sealed(f"sealed-messaging-{store.id}-password")
    return row


def _server(store: Store, estate: Estate) -> dict[str, Any]:
    signs_in = store.id in (1, 3)
    return {
        "IdentityStoreId": store.id,
        "SmtpServer": f"smtp.{store.domain}",
        "Port": 587 if signs_in else 25,
        "FromEmail": f"groupid@{store.domain}",
        "ToEmail": "gruppen@corp.example" if store.id == 1 else None,
        "SslEnabled": signs_in,
        "Authentication": "Basic" if signs_in else "None",
        "UserName": store.account if signs_in else None,
        "Password": estate.sealed(f"sealed-smtp-{store.id}-password") if signs_in else None,
    }


def _notification(store: Store) -> dict[str, Any]:
    return {
        "IdentityStoreId": store.id,
        "PrimaryRecepients": ["gruppen@corp.example", "équipe.it@corp.example"] if store.id == 1 else None,
        "CarbonCopy": ["revision@corp.example"] if store.id == 1 else None,
        "NotifyLoggedInUsers": True,
        "NotifyOwners": store.id != 3,
        "NotifyModifiedObject": False,
        "NotifyPublicGroupOwner": store.id == 1,
        "NotifyAddedMembers": store.id == 1,
        "PasswordPortalUrl": "https://groupid.corp.example:4443/MeinKonto/" if store.id == 1 else None,
        "NotifyUserGroupJoinML": True,
        "NotifyUserGroupLeaveML": True,
        "XDaysBeforeLeaveNotificationML": 7,
        "NotifyUserGroupJoinMB": False,
        "NotifyUserGroupLeaveMB": False,
        "XDaysBeforeLeaveNotificationMB": None,
    }
