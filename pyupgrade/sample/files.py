"""The sample's program and data folders: attributes, schedules, portals, jobs, reports; their bodies are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from pyupgrade.sample.data_sources import Source
from pyupgrade.sample.jobs import put_jobs
from pyupgrade.sample.schedules import put_schedules
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import AD, ENTRA, LDAP, STORES

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_ATTRIBUTES: Final = (
    "cn", "company", "department", "displayName", "distinguishedName", "employeeID", "givenName", "l", "mail",
    "manager", "member", "memberOf", "objectGUID", "proxyAddresses", "sAMAccountName", "sn", "title",
    "userAccountControl", "whenChanged",
)  # fmt: skip
_REGISTRY: Final = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Imanami\GroupID\Version 10.0]
"InstallPath"="C:\\Program Files\\Imanami\\GroupID 10.0"
"Build"="10.0.7784.0"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters]
"Domain"="corp.example"
"NV Domain"="corp.example"
"SyncDomainWithMembership"=dword:00000001
""".replace("\n", "\r\n")
_WITHOUT_ATTRIBUTES: Final = 3  # this store's file is missing: 11.1 falls back to its default list (upgrade note 2)


def put_files(root: Path, seed: int, sources: list[Source], estate: Estate, release: str) -> None:
    """Makes `program`, `data`, `tasks` and `registry` below root, the registry's for this release (10.0, 9.0)."""
    program, data = root / "program", root / "data"
    for store in STORES:
        if store.type in (AD, ENTRA, LDAP) and store.id != _WITHOUT_ATTRIBUTES:
            _write(
                program / f"Replication/IdentityStoresReplicationAttributes/{store.domain}_{store.id}.xml",
                _attributes(),
            )
    words = "Passwort\nSommer2026\nkonzern\nMünchen\nmotdepasse\n"
    for store, encoding in ((STORES[0], "utf-8"), (STORES[1], "utf-16"), (STORES[2], "cp1252")):
        lists = program / f"GroupIDDataService/PasswordCenter/PasswordExceptionLists/{store.name}_{store.id}"
        _write(lists / "DisallowedPasswords.txt", words, encoding)
    put_schedules(root, seed)
    _write(root / "registry/groupid.reg", _REGISTRY.replace("10.0", release), "utf-16")
    for portal in ("Intranet", "Extern"):
        inside = program / f"SelfService/Inetpub/{portal}"
        for store in STORES[:3]:
            _write(inside / f"Design/{store.name}.xml", _design(store.name))
        start = "GroupSearch" if portal == "Intranet" else "Home"
        _write(inside / "server.xml", f'{_HEAD}<Server><Setting name="DefaultStartupPage" value="{start}"/></Server>\n')
        _write(
            inside / "Web/LinkedCombo/Standorte.xml",
            f'{_HEAD}<LinkedCombo><Item value="München"/><Item value="Łódź"/></LinkedCombo>\n',
        )
    put_jobs(data, sources, estate)
    for number, title in enumerate(("Gruppen ohne Besitzer", "Groupes expirés", "Members by site"), 1):
        name = f"{title} {AS_OF:%Y-%m}-{number:02d}.xls"
        _write(data / f"Reports/{name}", f"{title}\nDomäne;Gruppe;Mitglieder\ncorp.example;Vertrieb Süd;8\n")


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def _attributes() -> str:
    kinds = "".join(
        f'  <ObjectType name="{kind}">\n'
        + "".join(f"    <Attribute>{name}</Attribute>\n" for name in _ATTRIBUTES)
        + "  </ObjectType>\n"
        for kind in ("user", "group", "contact", "computer", "organizationalUnit")
    )
    return f"{_HEAD}<ReplicationAttributes>\n{kinds}</ReplicationAttributes>\n"


def _design(store: str) -> str:
    return (
        f'{_HEAD}<Design store={quoteattr(store)}><Tab name="Allgemein">'
        '<Field attribute="XGroupSecurity" display="lstSecurity"/></Tab></Design>\n'
    )
