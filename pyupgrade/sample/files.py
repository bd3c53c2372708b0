"""The sample's program and data folders: attributes, schedules, portals, jobs, reports; their bodies are invented."""

from __future__ import annotations

import base64
import random
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pyupgrade.sample.data_sources import Source
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import AD, ENTRA, LDAP, STORES

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_TASK_MARK: Final = "0AA##0PV7M#AQAAANCMnd8BFdERjHoAwE/Cl+sB"  # how each of the three parts begins (KB-CERT)
_ATTRIBUTES: Final = (
    "cn", "company", "department", "displayName", "distinguishedName", "employeeID", "givenName", "l", "mail",
    "manager", "member", "memberOf", "objectGUID", "proxyAddresses", "sAMAccountName", "sn", "title",
    "userAccountControl", "whenChanged",
)  # fmt: skip
_WITHOUT_ATTRIBUTES: Final = 3  # this store's file is missing: 11.1 falls back to its default list (upgrade note 2)
_SCHEDULES: Final = (
    (50016, "SmartGroup_Nachtlauf", "SmartGroup"), (50017, "GUS_Nutzung", "GUS"),
    (50018, "Glm_Ablauf", "GroupLifeCycle"), (50021, "Reports_Monatsbericht", "Reports"),
    (50022, "SchemaReplication_SchemaReplication", "SchemaReplication"),
    (50023, "Synchronize_HR nach AD", "Synchronize"), (50024, "Insights_Freigaben", "Insights"),
)  # fmt: skip


def put_files(root: Path, seed: int, sources: list[Source]) -> None:
    """Makes `program` and `data` below root."""
    draw = random.Random(f"{seed}/files")
    program, data = root / "program", root / "data"
    for store in STORES:
        if store.type in (AD, ENTRA, LDAP) and store.id != _WITHOUT_ATTRIBUTES:
            _write(
                program / f"Replication/IdentityStoresReplicationAttributes/{store.domain}_{store.id}.xml",
                _attributes(),
            )
    words = "Passwort\nSommer2026\nkonzern\nMünchen\nmotdepasse\nŁódź\n"
    for store in STORES[:2]:
        lists = program / f"GroupIDDataService/PasswordCenter/PasswordExceptionLists/{store.name}_{store.id}"
        _write(lists / "DisallowedPasswords.txt", words)
    for number, name, kind in _SCHEDULES:
        _write(program / f"Schedules/task{number}.txt", "<#!#>".join(_protected(draw) for _ in range(3)))
        if kind not in ("SchemaReplication", "GUS"):
            folder = {"Reports": "Reports Schedules/", "Synchronize": "Synchronize Schedules/"}.get(kind, "")
            _write(program / f"Schedules/Imported Schedules/{folder}{name}.xml", _schedule(number, name, kind))
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
    hr = sources[0].connection
    jobs = {
        "HR nach AD": ("SQL Server", hr, "corp.example"),
        "Azubis Görlitz": ("Text", r"\\files01.corp.example\hr$\azubis.csv", "plant.tailspin.example"),
        "Partner zu neuem Wald": ("ODBC", "DSN=Personal;UID=leser", "wingtip.example"),
        "AD nach CSV": ("Active Directory", "corp.example", "Text"),
    }
    for name, (provider, source, destination) in jobs.items():
        _write(data / f"Synchronize/Jobs/{name}.dtmconfig", _job(name, provider, source, destination))
        _write(data / f"Synchronize/Jobs/{name}/JobRun_20261031.dtmlog", "Run completed.\n")
    inner = "".join(_job_body(name, *jobs[name]) for name in ("HR nach AD", "Azubis Görlitz"))
    _write(data / "Synchronize/GroupJobs/Nachts.dtmconfig", f'{_HEAD}<JobGroup name="Nachts">{inner}</JobGroup>\n')
    for number, title in enumerate(("Gruppen ohne Besitzer", "Groupes expirés", "Members by site"), 1):
        name = f"{title} {AS_OF:%Y-%m}-{number:02d}.xls"
        _write(data / f"Reports/{name}", f"{title}\nDomäne;Gruppe;Mitglieder\ncorp.example;Vertrieb Süd;8\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _attributes() -> str:
    kinds = "".join(
        f'  <ObjectType name="{kind}">\n'
        + "".join(f"    <Attribute>{name}</Attribute>\n" for name in _ATTRIBUTES)
        + "  </ObjectType>\n"
        for kind in ("user", "group", "contact", "computer", "organizationalUnit")
    )
    return f"{_HEAD}<ReplicationAttributes>\n{kinds}</ReplicationAttributes>\n"


def _protected(draw: random.Random) -> str:
    return _TASK_MARK + base64.b64encode(draw.randbytes(150)).decode("ascii")


def _schedule(number: int, name: str, kind: str) -> str:
    return (
        f'{_HEAD}<Schedule id="{number}" name={quoteattr(name)} type="{kind}" enabled="true">\n'
        '  <IdentityStore>1</IdentityStore>\n  <Trigger type="Daily" start="2024-01-08T02:30:00" interval="1"/>\n'
        "  <Target>OU=Groups,DC=corp,DC=example</Target>\n"
        "  <RunAs>CORP\\svc-groupid</RunAs>\n</Schedule>\n"
    )


def _design(store: str) -> str:
    return (
        f'{_HEAD}<Design store={quoteattr(store)}><Tab name="Allgemein">'
        '<Field attribute="XGroupSecurity" display="lstSecurity"/></Tab></Design>\n'
    )


def _job(name: str, provider: str, source: str, destination: str) -> str:
    return f"{_HEAD}{_job_body(name, provider, source, destination)}\n"


def _job_body(name: str, provider: str, source: str, destination: str) -> str:
    script = escape(
        'Public Sub DTM_Startup()\n  \' Pfad des Importes\n  DTM.Context("pfad") = "D:\\Import\\azubis.csv"\nEnd Sub'
    )
    return (
        f"<Job name={quoteattr(name)}><Source provider={quoteattr(provider)}>"
        f"<ConnectionString>{escape(source)}</ConnectionString></Source>"
        f'<Destination>{escape(destination)}</Destination><Script language="VB">{script}</Script></Job>'
    )
