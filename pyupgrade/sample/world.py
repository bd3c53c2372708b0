"""The sample's eight identity stores with their domains, and what every part of a sample draws from."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from typing import Final

AD, ENTRA, LDAP, GOOGLE = 1, 2, 3, 4
STORE_TYPES: Final = {
    AD: "Active Directory",
    ENTRA: "Microsoft Entra ID",
    LDAP: "Generic LDAP",
    GOOGLE: "Google Workspace",
}


@dataclass(frozen=True, slots=True)
class Store:
    """A store of the sample. `account` is its service account, `sign_in` the form that mail addresses end in."""

    id: int
    name: str
    type: int
    domain: str
    base: str
    netbios: str
    account: str
    description: str
    users: int  # share of the users, percent
    groups: int  # share of the groups, percent
    enabled: bool = True
    history: int = 10  # share of the object events, percent
    messaging: str = ""

    @property
    def is_directory(self) -> bool:
        """Whether its objects stand in the sample's directory."""
        return self.type != GOOGLE


STORES: Final = (
    Store(1, "Konzern", AD, "corp.example", "DC=corp,DC=example", "CORP", r"CORP\svc-groupid",
          "Stammdomäne, alle Gesellschaften in Deutschland", 52, 50, history=46, messaging="Exchange 2019"),
    Store(2, "EMEA", AD, "emea.corp.example", "DC=emea,DC=corp,DC=example", "EMEA", r"CORP\svc-groupid",
          "Filiales et sociétés sœurs", 16, 15, history=14, messaging="Exchange 2016"),
    Store(3, "Tailspin Toys", AD, "tailspin.example", "DC=tailspin,DC=example", "TAILSPIN", r"TAILSPIN\svc.directory",
          "Acquired in 2021; own forest, trust in both directions", 10, 9, history=9, messaging="Office 365"),
    Store(4, "Cloud", ENTRA, "corpcloud.onmicrosoft.example", "DC=corpcloud,DC=onmicrosoft,DC=example", "", "",
          "Entra ID of the group", 9, 8, history=9, messaging="Office 365"),
    Store(5, "Partnerverzeichnis", LDAP, "partner.example", "O=partner", "", "cn=directory manager,ou=system,o=partner",
          "LDAP-Verzeichnis der Händler", 5, 3, history=3),
    Store(6, "Altbestand (stillgelegt)", AD, "legacy.example", "DC=legacy,DC=example", "LEGACY", r"LEGACY\svc-groupid",
          "Frozen after the merger; kept for audits", 3, 7, enabled=False, history=9),
    Store(7, "Workspace", GOOGLE, "workspace.example", "DC=workspace,DC=example", "", "sync@workspace.example",
          "Google Workspace of the agencies", 0, 3, history=3, messaging="GSuite"),
    Store(8, "Tailspin Werk", AD, "plant.tailspin.example", "DC=plant,DC=tailspin,DC=example", "PLANT",
          r"PLANT\svc-dm$", "Fertigung Görlitz; Dienstkonto ist ein gMSA", 5, 5, history=7),
)  # fmt: skip
CARRIED: Final = tuple(store.id for store in STORES if store.enabled and store.type != GOOGLE)

# Who made the changes: (id, name, type, return address below the portal's host)
CLIENTS: Final = (
    (1, "Management Shell", "ManagementShell", ""),
    (2, "Automate Windows Client", "Automate", ""),
    (3, "Synchronize Windows Client", "Synchronize", ""),
    (4, "Admin Center", "AdminCenter", "AdminCenter/"),
    (5, "Intranet", "SelfService Portal", "Intranet/"),
    (6, "Mein Konto", "Password Center Portal", "MeinKonto/"),
    (7, "Workflow Client Konzern", "Workflow", ""),
    (8, "Workflow Client Cloud", "Workflow", ""),
    (9, "Mobile Service", "Mobile", ""),
    (10, "Scheduler", "Scheduler", ""),
)


def new_guid(draw: random.Random) -> str:
    """A GUID of version 4 from the seeded source."""
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))


def installation_id(seed: int) -> str:
    """The installation's id: one a seed."""
    return new_guid(random.Random(f"{seed}/installation"))
