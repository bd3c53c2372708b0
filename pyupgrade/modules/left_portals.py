"""Portals, branding, search forms, clients and SAML, which no upgrade carries: from clients and files to notices."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules.left_behind import Old, left
from pyupgrade.modules.security_roles import is_portal
from pyupgrade.plan.items import Notice
from pyupgrade.plan.wording import counted, things


def portals(old: Old) -> Iterator[Notice]:
    """Upgrade notes 1, 3 and 4."""
    designs = [file.path for file in old.source.files("portal-designs")]
    combos = [file.path for file in old.source.files("portal-combos")]
    settings = [file.path for file in old.source.files("portal-settings")]
    named = [row["Name"] for row in old.source.rows("SVC.Client") if is_portal(row)]
    paths = sorted([*designs, *combos, *settings])
    folders = {path.split("/")[2].casefold(): path.split("/")[2] for path in paths if path.count("/") >= 3}
    known = {name.casefold() for name in named}
    names = [*named, *(folder for plain, folder in folders.items() if plain not in known)]
    yield from left(
        "portals", "loss", "Portals",
        f"Portals are not upgraded: {things(names, 'portal')}. Of their files were found: "
        f"{counted(len(designs), 'design')}, {counted(len(combos), 'linked combo')} and "
        f"{counted(len(settings), 'settings file')}.",
        "Create each anew in 11.1 and import its design, linked-combo and settings files store by store. Toolbars "
        "and navigation bars are not imported; the start pages Group Search and Organizational Hierarchy no longer "
        "exist.",
        names,
    )  # fmt: skip
    yield from left(
        "branding", "loss", "Branding of portals",
        f"Branding, logos and own changes are not imported with a portal's design: {things(names, 'portal')}.",
        "Keep the images and colours, and set them in the new portals.",
        names,
    )  # fmt: skip
    yield from left(
        "search-forms", "loss", "Search forms",
        f"Forms of Group Search and User Search are gone in 11.1: {things(designs, 'portal design')}.",
        "Tell users that 11.1 has one search of its own.",
        designs,
    )  # fmt: skip


def clients(old: Old) -> Iterator[Notice]:
    """Mission U3: what scripts may hold. The secrets themselves are never read into a line."""
    names = [row["Name"] for row in old.source.rows("SVC.Client") if not is_portal(row)]
    yield from left(
        "clients", "change", "Clients and their secrets",
        f"Clients of the product get new ids and secrets in 11.1: {things(names, 'client')}.",
        "Find the scripts that hold an old client id or secret, and give them the new one.",
        names,
    )  # fmt: skip


def saml(old: Old) -> Iterator[Notice]:
    """Upgrade note 12."""
    known = {row["ClientId"]: row["Name"] for row in old.source.rows("SVC.Client")}
    names = [
        f"{row['Name']} ({known.get(row['ClientId'], 'client ' + str(row['ClientId']))})"
        for row in old.source.rows("SVC.SamlProvider")
    ]
    yield from left(
        "saml", "loss", "SAML settings",
        f"SAML settings of clients are not upgraded: {things(names, 'setting')}.",
        "Note them down in GroupID 10, and configure single sign-on in 11.1 before users log on.",
        names,
    )  # fmt: skip
