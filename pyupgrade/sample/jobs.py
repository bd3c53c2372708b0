"""The sample's Synchronize folder: jobs, groups of jobs with their copies, templates; the elements are the contract's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pyupgrade.sample.data_sources import Source
from pyupgrade.sample.secrets import Estate

HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
APP: Final = "77c1a0de-4b1f-4f0a-9d53-0c2f6a1b5505"  # the app of the jobs' Office 365, no store's
SHARE: Final = r"\\files01.corp.example\hr$"
SCRIPT: Final = """Public Sub DTM_Startup()
  ' Pfad des Importes
  DTM.Context("pfad") = "D:\\Import\\azubis.csv"
End Sub
Public Sub DTM_RowChanged()
  DTM.Result = DTM.Source("vorname") & "." & DTM.Source("nachname")
End Sub
"""
_USER: Final = '<Object type="1" name="User" create="true" delete="false" containerOption="1" container={}/>'
_GROUP: Final = '<Object type="4" name="Group" create="false" delete="false" containerOption="1" container={}/>'


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its file has it; `source` and `destination` are the elements inside, `more` whatever follows."""

    name: str
    source: str
    destination: str
    maps: tuple[str, ...] = ()
    more: str = ""
    enabled: bool = True
    script: str = ""
    owners: tuple[str, ...] = field(default=("Anna Groß#3f1c52a0-8d1e-4e0b-9a55-2b6a9b1d0c01",))

    def xml(self) -> str:
        owners = "".join(f"<Owner>{escape(owner)}</Owner>" for owner in self.owners)
        script = (
            f'<Script language="VB.NET">{escape(self.script)}</Script><Reference>System.Data.dll</Reference>'
            "<Reference>D:\\GroupID\\PowerTools\\Imanami.Automate.ExcelTool.dll</Reference>"
            if self.script
            else ""
        )
        return (
            f'<Job name={quoteattr(self.name)} enabled="{str(self.enabled).lower()}" created="2023-05-08T06:12:00Z" '
            f'updateAll="true" memberKey="sAMAccountName"><Description>{escape(f"Probe: {self.name}")}</Description>{owners}'
            f"{self.source}{self.destination}{''.join(self.maps)}{self.more}{script}"
            '<Notification enabled="true" when="OnFailure"><Recipient>it@corp.example</Recipient></Notification></Job>'
        )


def directory(side: str, domain: str, container: str = "", user: str = "", provider: str = "Active Directory") -> str:
    """An end that is a directory; `domain` as whoever made the job wrote it."""
    inside = (
        f"<Domain>{escape(domain)}</Domain>"
        if side == "Destination"
        else f'<Container subtree="true">{escape(container)}</Container>'
    )
    if side == "Destination" and container:
        inside += f'<Container subtree="true">{escape(container)}</Container>'
    if side == "Source":
        inside = f"<ConnectionString>{escape(domain)}</ConnectionString>{inside}"
    account = f"<User>{escape(user)}</User>" if user else ""
    return f"<{side} provider={quoteattr(provider)}>{inside}{account}</{side}>"


def database(side: str, provider: str, connection: str, table: str, query: str = "") -> str:
    """An end that is a database, a file or a DSN."""
    asked = f"<Query>{escape(query)}</Query>" if query else ""
    return (
        f'<{side} provider={quoteattr(provider)} timestamp="geaendert"><ConnectionString>{escape(connection)}</ConnectionString>'
        f"<Table>{escape(table)}</Table>{asked}</{side}>"
    )


def field_map(
    source: str, destination: str, transform: str = "", *, key: bool = False, new_only: bool = False, kind: int = 1
) -> str:
    return (
        f"<Field source={quoteattr(source)} destination={quoteattr(destination)} transform={quoteattr(transform)} "
        f'delimiter="" object="{kind}" newOnly="{str(new_only).lower()}" key="{str(key).lower()}"/>'
    )


def _people_maps(container: str, password: str = "") -> tuple[str, ...]:
    maps = [
        _USER.format(quoteattr(container)),
        field_map("persnr", "employeeID", key=True),
        field_map("vorname", "givenName"),
        field_map("nachname", "sn"),
        field_map("", "displayName", "Join:field=vorname;separator= ;field=nachname"),
        field_map("", "sAMAccountName", 'Script:text=DTM.Result = DTM.Source("login")', new_only=True),
        field_map("abteilung", "department"),
        field_map("", "company", "Static:value=Müller, Söhne & Co. KG"),
    ]
    if password:
        maps.append(field_map("", "password", f"Static:value={password}", new_only=True))
    return tuple(maps)


def jobs(sources: list[Source], estate: Estate) -> list[Job]:
    """One job for each thing that an upgrade has to decide about jobs; `sources` are those of the Smart Groups."""
    hr, oracle = sources[0].connection, sources[5].connection
    first = estate.password("job-initial-password")
    other = estate.password("datasource-sync-password")
    svc, wing = r"CORP\svc-sync", r"WINGTIP\svc-sync"
    staff = "OU=Staff,DC=corp,DC=example"
    by_mail = field_map("mail", "mail", key=True)
    office = (
        f'<Messaging provider="Office 365"><Host>outlook.office365.com</Host><User>sync@corpcloud.onmicrosoft.example</User>'
        f"<Cloud>Global</Cloud><ApplicationId>{APP}</ApplicationId></Messaging>"
    )
    sql = f"Server=sql03.corp.example;Database=Lieferanten;User Id=sync;Password={other};"
    return [
        Job("HR nach AD", database("Source", "SQL Server", hr, "personal", "SELECT * FROM hr.personal"),
            directory("Destination", "corp.example", staff, svc), _people_maps(staff, first), script=SCRIPT),
        Job("Azubis Görlitz", database("Source", "Text", SHARE + r"\azubis.csv", "azubis.csv"),
            directory("Destination", "PLANT", "OU=Staff,DC=plant,DC=tailspin,DC=example", svc),
            _people_maps("OU=Staff,DC=plant,DC=tailspin,DC=example"), script=SCRIPT),
        Job("Abteilungsleiter", database("Source", "Oracle", oracle, "ERP.MITARBEITER"),
            directory("Destination", "DC=Corp,DC=Example", staff, svc),
            (_GROUP.format(quoteattr(staff)), field_map("team", "name", key=True, kind=4))),
        Job("Externe Berater", database("Source", "Microsoft Excel", rf"{SHARE}\Berater (2026).xlsx", "Berater"),
            directory("Destination", "APAC.corp.example", "", svc), _people_maps("OU=Staff,DC=apac,DC=corp,DC=example"), office),
        Job("Altdomäne", database("Source", "SQL Server", sql, "dbo.alt"),
            directory("Destination", "alt.corp.example", "", svc), _people_maps("OU=Staff,DC=alt,DC=corp,DC=example")),
        Job("Partner zu neuem Wald", database("Source", "ODBC", "DSN=Personal;UID=leser", "Personalstamm"),
            directory("Destination", "wingtip.example", "", wing), _people_maps("OU=Staff,DC=wingtip,DC=example"), office),
        Job("Wingtip Asia", database("Source", "SQL Server", sql, "dbo.asia"),
            directory("Destination", "asia.wingtip.example", "", r"ASIA\svc-hr"),
            _people_maps("OU=Staff,DC=asia,DC=wingtip,DC=example")),
        Job("Fabrikam", directory("Source", "fabrikam.example", "DC=fabrikam,DC=example", wing),
            directory("Destination", "FABRIKAM", "", wing), (_USER.format(quoteattr("DC=fabrikam,DC=example")), by_mail)),
        Job("Contoso (nicht erreichbar)", database("Source", "SQL Server", sql, "dbo.contoso"),
            directory("Destination", "contoso.example", "", r"CONTOSO\sync"), _people_maps("OU=Staff,DC=contoso,DC=example")),
        Job("Altbestand pflegen", database("Source", "SQL Server", sql, "dbo.legacy"),
            directory("Destination", "legacy.example", "", r"LEGACY\svc-groupid"), _people_maps("OU=Staff,DC=legacy,DC=example")),
        Job("AD nach Entra", directory("Source", "corp.example", staff, svc),
            directory("Destination", "corpcloud.onmicrosoft.example", "", "", "Microsoft Entra ID"),
            (_USER.format('"corpcloud"'), field_map("mail", "userPrincipalName", key=True))),
        Job("AD nach CSV", directory("Source", "corp.example", staff, svc),
            database("Destination", "Text", r"D:\Export\mitarbeiter.csv", "mitarbeiter.csv"), (by_mail,)),
        Job("Adressbuch nach Access", directory("Source", "corp.example", staff, svc),
            database("Destination", "Microsoft Access", r"D:\Export\adressen.accdb", "Adressen"), (by_mail,), enabled=False),
        Job("Lotus Notes nach AD", database("Source", "Lotus Notes", "notes01.corp.example", "names.nsf"),
            directory("Destination", "corp.example", staff, svc), (by_mail,)),
        Job("ERP nach Lieferanten", database("Source", "Oracle", oracle, "ERP.KREDITOREN"),
            database("Destination", "SQL Server", sql, "dbo.kreditoren"), (field_map("id", "id", key=True),)),
    ]  # fmt: skip


def groups(all_jobs: list[Job]) -> Iterator[tuple[str, str]]:
    """(name, XML) of job groups; they hold copies of their jobs (KA-01086), of which one has gone its own way."""
    by_name = {job.name: job for job in all_jobs}
    hr = by_name["HR nach AD"]
    changed = replace(hr, maps=(*hr.maps[:6], field_map("kostenstelle", "departmentNumber")), script="")
    yield "Nachts", _group("Nachts", [changed, by_name["Azubis Görlitz"]])
    yield "Wald Wingtip", _group("Wald Wingtip", [by_name["Partner zu neuem Wald"], by_name["Wingtip Asia"]])
    gone = replace(by_name["ERP nach Lieferanten"], name="Gelöschter Auftrag")
    yield "Nur Dateien", _group("Nur Dateien", [by_name["ERP nach Lieferanten"], gone])


def _group(name: str, members: list[Job]) -> str:
    inside = "".join(job.xml() for job in members)
    return (
        f"{HEAD}<JobGroup name={quoteattr(name)}><Description>{escape(f'Läuft zusammen: {name}')}</Description>"
        f'<Notification enabled="true" when="Always"><Recipient>it@corp.example</Recipient></Notification>{inside}</JobGroup>\n'
    )


def put_jobs(data: Path, sources: list[Source], estate: Estate) -> None:
    """Makes Synchronize below the data folder."""
    made = jobs(sources, estate)
    folder = data / "Synchronize"
    for job in made:
        _write(folder / f"Jobs/{job.name}.dtmconfig", f"{HEAD}{job.xml()}\n")
        _write(folder / f"Jobs/{job.name}/JobRun_20261031.dtmlog", "Run completed.\n")
    for name, text in groups(made):
        _write(folder / f"GroupJobs/{name}.dtmconfig", text)
    template = replace(made[0], name="Vorlage Mitarbeiter", maps=_people_maps("OU=Staff,DC=corp,DC=example"), script="")
    _write(folder / "JobTemplates/Vorlage Mitarbeiter.dtmconfig", f"{HEAD}{template.xml()}\n")
    _write(folder / "JobGroupTemplates/Vorlage Nachtlauf.dtmconfig", _group("Vorlage Nachtlauf", [template]))
    _write(folder / "Jobs/Abgeschnitten.dtmconfig", f"{HEAD}{made[1].xml()[:400]}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
