"""Of which type a connection is, by the strings that admins and wizards write and by what a group calls them."""

from __future__ import annotations

import pytest

from pyupgrade.modules import data_source_type as types
from pyupgrade.modules.data_source_type import ACCESS, EXCEL, ODBC, ORACLE, SQL_SERVER, TEXT

UNKNOWN = 0
STRINGS = [
    ("Provider=SQLOLEDB.1;Data Source=s;Initial Catalog=d", "", SQL_SERVER),
    (
        "Driver={ODBC Driver 18 for SQL Server};Server=s;Database=d;Trusted_Connection=Yes",
        "odbc data source",
        SQL_SERVER,
    ),
    ("Driver={SQL Server Native Client 11.0};Server=s", "", SQL_SERVER),
    ("Data Source=s;Initial Catalog=d", "microsoft sql driver", SQL_SERVER),
    ("Server=s;Database=d", "sql", SQL_SERVER),
    ("Provider=OraOLEDB.Oracle;Data Source=x", "microsoft sql driver", ORACLE),
    ("Driver={Oracle in OraClient19Home1};Dbq=HR;Uid=u", "", ORACLE),
    ("Data Source=HR", "oracle", ORACLE),
    ("Provider=Microsoft.ACE.OLEDB.12.0;Data Source=x;Extended Properties='Excel 12.0 Xml;HDR=YES'", "", EXCEL),
    ("Driver={Microsoft Excel-Treiber (*.xls)};Dbq=C:\\x.xls", "odbc data source", EXCEL),
    ("Data Source=C:\\a\\b.XLSX", "", EXCEL),
    ('Provider=Microsoft.Jet.OLEDB.4.0;Data Source=C:\\a;Extended Properties="text;HDR=Yes;FMT=Delimited"', "", TEXT),
    ("Driver={Microsoft Text-Treiber (*.txt; *.csv)};Dbq=C:\\a", "", TEXT),
    ("\\\\share\\x\\liste.csv", "microsoft text driver (*.txt,*.csv)", TEXT),
    ("Provider=Microsoft.Jet.OLEDB.4.0;Data Source=C:\\hr.mdb", "", ACCESS),
    ("Provider=Microsoft.Jet.OLEDB.4.0;Data Source=C:\\hr.dat", "", ACCESS),
    ("Driver={Microsoft Access Driver (*.mdb, *.accdb)};Dbq=C:\\hr.accdb", "", ACCESS),
    ("DSN=SQL Server Personal;UID=u", "microsoft sql driver", ODBC),
    ("FileDSN=C:\\x.dsn", "", ODBC),
    ("Personal", "odbc data source", ODBC),
    ("Driver={iSeries Access ODBC Driver};System=as400", "", ODBC),
    ("Driver={PostgreSQL Unicode};Server=p", "", ODBC),
    ("Provider=MSDASQL.1;Data Source=Personal;User ID=u", "", ODBC),
    ('Provider=MSDASQL;Extended Properties="Driver={SQL Server};Server=s"', "", SQL_SERVER),
    ("a=b", "", UNKNOWN),
]


@pytest.mark.parametrize(("text", "said", "expected"), STRINGS)
def test_type(text: str, said: str, expected: int) -> None:
    values = types.values_of(text, said)
    assert values is not None
    assert types.type_of(values, said) == expected


@pytest.mark.parametrize("text", ["", "   ", ";;", "irgendwas", "pwd;=x"])
def test_no_string_at_all(text: str) -> None:
    assert not types.values_of(text, "microsoft sql driver")
