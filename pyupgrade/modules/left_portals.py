"""Portals, branding, search forms, clients and SAML, which no upgrade carries: from clients and files to notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pyupgrade.modules.left_behind import Old
from pyupgrade.modules.security_roles import is_portal
from pyupgrade.modules.told import Told
from pyupgrade.plan.ports import Row
from pyupgrade.plan.wording import counted

# Upgrade notes 1, 3 and 4, mission U3, upgrade note 12.
TOLD: Final[Mapping[str, Told]] = {
    "portals": Told(
        "loss", "Portals", "Portals are not upgraded: {things}. Of their files were found: {designs}, {combos} and {settings}.",
        "Create each anew in 11.1 and import its design, linked-combo and settings files store by store. Toolbars and navigation bars "
        "are not imported; the start pages Group Search and Organizational Hierarchy no longer exist.",
        "portal",
    ),
    "branding": Told(
        "loss", "Branding of portals", "Branding, logos and own changes are not imported with a portal's design: {things}.",
        "Keep the images and colours, and set them in the new portals.", "portal",
    ),
    "search-forms": Told(
        "loss", "Search forms", "Forms of Group Search and User Search are gone in 11.1: {things}.",
        "Tell users that 11.1 has one search of its own.", "portal design",
    ),
    "clients": Told(
        "change", "Clients and their secrets", "Clients of the product get new ids and secrets in 11.1: {things}.",
        "Find the scripts that hold an old client id or secret, and give them the new one.", "client",
    ),
    "saml": Told(
        "loss", "SAML settings", "SAML settings of clients are not upgraded: {things}.",
        "Note them down in GroupID 10, and configure single sign-on in 11.1 before users log on.", "setting",
    ),
}  # fmt: skip


def found(old: Old) -> tuple[dict[str, Sequence[str]], dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Names by the notices of the table, how many files portals have, for its messages, and the old ids of portals and clients.

    The secrets of clients are never read into a line.
    """
    designs = [file.path for file in old.source.files("portal-designs")]
    combos = [file.path for file in old.source.files("portal-combos")]
    settings = [file.path for file in old.source.files("portal-settings")]
    clients = list(old.source.rows("SVC.Client"))
    named = [row["Name"] for row in clients if is_portal(row)]
    paths = sorted([*designs, *combos, *settings])
    folders = {path.split("/")[2].casefold(): path.split("/")[2] for path in paths if path.count("/") >= 3}
    known = {name.casefold() for name in named}
    portals = [*named, *(folder for plain, folder in folders.items() if plain not in known)]
    names = {row["ClientId"]: row["Name"] for row in clients}
    return (
        {
            "portals": portals,
            "branding": portals,
            "search-forms": designs,
            "clients": [row["Name"] for row in clients if not is_portal(row)],
            "saml": [
                f"{row['Name']} ({names.get(row['ClientId'], 'client ' + str(row['ClientId']))})"
                for row in old.source.rows("SVC.SamlProvider")
            ],
        },
        {
            "designs": counted(len(designs), "design"),
            "combos": counted(len(combos), "linked combo"),
            "settings": counted(len(settings), "settings file"),
        },
        {
            "portals": [_id_of(row) for row in clients if is_portal(row)],
            "clients": [_id_of(row) for row in clients if not is_portal(row)],
        },
    )


def _id_of(client: Row) -> tuple[str, str]:
    return str(client["Name"]), str(client["ClientId"])
