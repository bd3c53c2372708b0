"""The statements that lie in files are T-SQL, each says in a comment what it is for, and none changes a thing but the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlglot import exp
from sqlglot.errors import ParseError

from pyupgrade.connect import mssql
from tests.sql.tsql import strict

FILES = sorted(Path(mssql.__file__).with_name("statements").glob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_statement(path: Path) -> None:
    text = mssql.statement(path.stem)
    assert text.startswith("-- ")
    found = strict(text)
    assert found
    changing = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Alter, exp.TruncateTable)
    assert not [s for s in found if isinstance(s, changing) or any(s.find_all(*changing))]


@pytest.mark.parametrize("text", ["SET TRANSACTION ISOLATION LEVEL CHAOS", "SELECT a FROM (SELECT 1"])
def test_what_is_no_tsql_is_found_out(text: str) -> None:
    with pytest.raises(ParseError):
        strict(text)
