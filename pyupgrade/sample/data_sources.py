"""Connection strings of a sample's Smart Groups as admins wrote them, one source in more than one spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyupgrade.sample.secrets import Estate

SQL: Final = "Microsoft SQL Driver"
ORACLE: Final = "Oracle"
ODBC: Final = "ODBC Data Source"
TEXT: Final = "Microsoft Text Driver (*.txt,*.csv)"
EXCEL: Final = "Microsoft Excel Driver (*.xls)"


@dataclass(frozen=True, slots=True)
class Source:
    """A data source as a group row has it."""

    type: str
    connection: str
    query: str
    key_db: str
    key_ad: str


def sources(estate: Estate) -> list[Source]:
    """Nine rows for seven distinct sources; the password of one is in three of them."""
    hr = estate.password("datasource-hr-password")
    projects = estate.password("datasource-projects-password", "{};x=1")
    oracle = estate.password("datasource-oracle-password", 'p;"{}')
    dsn = estate.password("datasource-dsn-password", "{};}")
    quoted = oracle.replace('"', '""')
    braced = dsn.replace("}", "}}")
    staff = "SELECT [mail], [kostenstelle] FROM [hr].[personal] WHERE [austritt] IS NULL"
    plant = "SELECT [mail] FROM [hr].[personal] WHERE [werk] = 'München'"
    leaders = "SELECT [samaccount] FROM [hr].[führungskräfte]"
    share = r"\\files01.corp.example\hr$"
    planning = 'Data Source=sql02.corp.example,1434;Initial Catalog="Bau;Planung";User ID=planer;Password="{}"'
    erp = 'Provider=OraOLEDB.Oracle;Data Source=ora01.corp.example:1521/ERP;User ID=dm;Password="{}";'
    return [
        Source(
            SQL,
            f"Data Source='sql01.corp.example';Initial Catalog=HR;Password='{hr}';"
            "User ID='hr_reader';Integrated Security=False;",
            staff, "mail", "mail",
        ),
        # The same source: other order, other letter case, other white space, no quotes.
        Source(
            SQL,
            f"user id=hr_reader; PASSWORD={hr} ;integrated security=False;  initial catalog=HR ;"
            "DATA SOURCE=sql01.corp.example",
            plant, "mail", "mail",
        ),
        Source(
            SQL,
            "DATA SOURCE='sql01.corp.example';INITIAL CATALOG='HR';"
            f"USER ID='hr_reader';PASSWORD='{hr}';INTEGRATED SECURITY=False",
            leaders, "samaccount", "sAMAccountName",
        ),
        Source(
            SQL,
            "Data Source=sql02.corp.example,1434;Initial Catalog=Projekte;Integrated Security=SSPI;"
            "Application Name=GroupID",
            "SELECT [login] FROM [dbo].[projekt_mitglieder]", "login", "sAMAccountName",
        ),
        Source(SQL, planning.format(projects), "SELECT [login] FROM [dbo].[planer]", "login", "sAMAccountName"),
        Source(ORACLE, erp.format(quoted), "SELECT MAIL FROM ERP.MITARBEITER WHERE STATUS = 'A'", "MAIL", "mail"),
        Source(ODBC, f"DSN=Personal;UID=leser;PWD={{{braced}}}", "SELECT [mail] FROM [Personalstamm]", "mail", "mail"),
        Source(
            TEXT,
            f"Driver={{Microsoft Text Driver (*.txt; *.csv)}};Dbq={share}\\export;Extensions=csv,txt;",
            "SELECT [mail] FROM [neueintritte.csv]", "mail", "mail",
        ),
        Source(
            EXCEL,
            f"Provider=Microsoft.ACE.OLEDB.12.0;Data Source={share}\\Standorte (2026).xlsx;"
            'Extended Properties="Excel 12.0 Xml;HDR=YES;IMEX=1";',
            "SELECT [E-Mail] FROM [Görlitz$]", "E-Mail", "mail",
        ),
    ]  # fmt: skip
