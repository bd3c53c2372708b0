"""The groups that stand in every sample: each group type, and each oddity that an upgrade must get right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

UNMANAGED, SMART, PARENT, MIDDLE, LEAF, PASSWORD = 1, 2, 3, 4, 5, 6


@dataclass(slots=True)
class Part:
    """A group to be made. `members` how many, or all of a `department` or `city`, as its query gives them; `traits` what is odd about it;
    `children` of a Dynasty by their group-by value."""

    name: str
    store: int = 1
    type: int = UNMANAGED
    members: int = 8
    department: str = ""
    city: str = ""
    display: str = ""
    criteria: str = ""
    traits: frozenset[str] = frozenset()
    source: int = -1  # which data source, -1 for none
    row: dict[str, Any] = field(default_factory=dict)
    children: tuple[Part, ...] = ()

    @property
    def count(self) -> int:
        """This group and all below it."""
        return 1 + sum(child.count for child in self.children)


def _smart(name: str, criteria: str, store: int = 1, **more: Any) -> Part:
    return Part(name, store, SMART, criteria=criteria, **more)


def _with(*traits: str) -> frozenset[str]:
    return frozenset(traits)


SCRIPT: Final = """Imports Imanami.Automate.ExcelTool
Public Function GroupByFilter(ByVal value As String) As String
    ' Standortliste, gepflegt von der Personalabteilung
    Dim sites As New ExcelTool("D:\\GroupID\\Skripte\\Standorte.xlsx")
    Return sites.Lookup(value, "\\\\files01.corp.example\\hr$\\Standorte.csv")
End Function
"""


def cast() -> Iterator[Part]:
    """All of the Small sample's rows of product data but a few; everybody is in the first group."""
    yield Part("Alle Mitarbeiter", members=100_000, traits=_with("owners", "scope-all"))
    # Smart Groups in several languages, with names that need escapes in a DN, a shell, LDAP, XML and HTML
    yield _smart(
        "Vertrieb Süd – Außendienst",
        '(department is exactly "Vertrieb")',
        department="Vertrieb",
        display="Vertrieb Süd – Außendienst",
    )
    yield _smart(
        "Équipe Développement Île-de-France",
        '(l is exactly "Orléans")',
        store=2,
        city="Orléans",
        traits=_with("owners"),
    )
    yield _smart("Zespół Łódź", '(l is exactly "Łódź")', store=2)
    yield _smart(
        "المبيعات في دبي", '(department is exactly "المبيعات")', store=2, department="المبيعات", traits=_with("owners")
    )
    yield _smart("東京営業部", '(department is exactly "営業部")', store=3, department="営業部")
    yield _smart(
        "Rocket Launch Team",
        '(title Contains "Engineer")',
        display="🚀 Rocket Launch Team 👩‍🚀",
        traits=_with("owners", "optout"),
    )
    yield _smart(
        'Price$Watch "VIP" `tick`', '(mail Contains "@corp.example")', display="Price$Watch \"VIP\" `tick` '$(x)'"
    )
    yield _smart("O'Brien's Team", '(sn is exactly "O\'Brien")', traits=_with("include", "exclude"))
    yield _smart("Müller, Söhne & Co. (Partner)", "(&(objectCategory=person)(company=Müller\\2c Söhne))")
    yield _smart(
        "R&D <Labs>; Phase+1 = \\Nord",
        '(department is exactly "Forschung & Entwicklung")',
        department="Forschung & Entwicklung",
    )
    yield _smart("#hashtag-führung", '(extensionAttribute9 is exactly "Führung")', traits=_with("custom"))
    yield _smart("Kostenstelle 4711", '(departmentNumber is exactly "4711")', traits=_with("custom", "disabled-update"))
    yield _smart("Standorte (Skript)", '(l Present "")', row={"Script": SCRIPT, "PowerTools": ["ExcelTool"]})
    # external data sources
    for number, (name, store) in enumerate(
        (
            ("HR Gesamt", 1), ("HR München", 1), ("Führungskräfte", 2), ("Projekte (Windows-Anmeldung)", 1),
            ("Bau; Planung", 1), ("ERP Mitarbeiter", 1), ("Personalstamm DSN", 2), ("Neueintritte CSV", 1),
            ("Standorte Excel", 1),
        )
    ):  # fmt: skip
        yield _smart(name, "(mail is exactly Database.[mail])", store=store, source=number)
    yield _smart("Cloud Lizenz E5", '(userPrincipalName Contains "@")', store=4, traits=_with("owners"))
    # Dynasties of three levels: by company and department, by country and city with a filter, managerial
    yield Part(
        "Abteilungen", 1, PARENT, 0, traits=_with("owners"),
        row={"GroupBy": [
            {"Attribute": "company", "ChildContainer": "OU=Dynastien,OU=Groups,DC=corp,DC=example",
             "Filter": "", "Separator": "-"},
            {"Attribute": "department", "ChildContainer": "", "Filter": "Left 12", "Separator": "-"},
        ]},
        children=(
            Part("Abteilungen-Corp GmbH", 1, MIDDLE, 0, children=(
                Part("Abteilungen-Corp GmbH-Vertrieb", 1, LEAF), Part("Abteilungen-Corp GmbH-Einkauf", 1, LEAF),
                Part("Abteilungen-Corp GmbH-Buchhaltung", 1, LEAF),
            )),
            Part("Abteilungen-Söhne & Co. KG", 1, MIDDLE, 0, children=(
                Part("Abteilungen-Söhne & Co. KG-IT-Betrieb", 1, LEAF),
            )),
        ),
    )  # fmt: skip
    yield Part(
        "Sites", 2, PARENT, 0,
        row={"GroupBy": [
            {"Attribute": "co", "ChildContainer": "", "Filter": "", "Separator": " / "},
            {"Attribute": "l", "ChildContainer": "", "Filter": "%GROUPBY%/Saint-*", "Separator": " / "},
        ], "Script": SCRIPT},
        children=(
            Part("Sites / France", 2, MIDDLE, 0, children=(
                Part("Sites / France / Lyon", 2, LEAF), Part("Sites / France / Étienne", 2, LEAF),
            )),
            Part("Sites / Polska", 2, MIDDLE, 0, children=(Part("Sites / Polska / Gdańsk", 2, LEAF),)),
        ),
    )  # fmt: skip
    yield Part(
        "Berichtslinie Werkleitung", 8, PARENT, 4, traits=_with("managerial"),
        children=(
            Part("Berichtslinie Werkleitung – Schicht A", 8, MIDDLE, 5, traits=_with("managerial"), children=(
                Part("Berichtslinie Werkleitung – Schicht A – Band 1", 8, LEAF, 6, traits=_with("managerial")),
            )),
        ),
    )  # fmt: skip
    # Password Expiry groups
    yield Part("Passwort läuft ab (14 Tage)", 1, PASSWORD, 12, traits=_with("mail-template"))
    yield Part("Mot de passe bientôt expiré", 2, PASSWORD, 7)
    yield Part("Password Expiry – Contractors", 3, PASSWORD, 5, traits=_with("owners"))
    # unmanaged groups with product data: temporary members of the four kinds, owners who opted out
    yield Part("Projekt Nordlicht", members=14, traits=_with("owners", "optout", "temporary"))
    yield Part("Audit Q4", 3, members=9, traits=_with("temporary"))
    yield Part("Werkstudenten", members=20, traits=_with("temporary", "owners"))
    yield Part("Händler Süd", 5, members=6)
    yield Part("Gruppenverwaltung", members=3, traits=_with("owners"))
    yield Part("Helpdesk", members=5)
    # expired, deleted, gone
    yield Part("EXPIRED_Betriebsfest 2019", members=26, traits=_with("expired", "security"))
    yield Part("EXPIRED_Projet Étoile", 2, members=11, traits=_with("expired", "security"))
    yield _smart("EXPIRED_Messe Hannover", '(title Contains "Messe")', members=17, traits=_with("expired"))
    yield Part("Archiv 2018", members=4, display="Deleted_Archiv 2018", traits=_with("deleted"))
    yield _smart(
        "Old Mailing, List", '(mail Present "")', store=3, display="Deleted_Old Mailing, List", traits=_with("deleted")
    )
    yield Part("Verschwunden im Verzeichnis", members=0, traits=_with("gone", "owners"))
    yield _smart("Fusion 2020", '(company Contains "Altbau")', members=0, traits=_with("gone"))
    # stores that stay behind
    yield Part("Altbestand Revision", 6, members=12, traits=_with("owners"))
    yield _smart("Altbestand Alle", '(objectClass is exactly "user")', store=6)
    yield _smart("Agency Staff", '(orgUnitPath Contains "/Staff")', store=7, members=0)
    yield Part("Agency Leads", 7, members=0)


# In the directory alone: nobody ever touched them with the product, or it does not know them.
BARE: Final = (
    ("Domain Admins", 1, 3), ("Profilprüfung", 1, 9), ("Druckerwarte, 3. OG", 1, 6), ('Sales "West"', 2, 5),
    ("Shift Leads", 3, 4), ("Bücherfreunde", 8, 7),
)  # fmt: skip
