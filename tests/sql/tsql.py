"""Whether a text is T-SQL: read strictly by sqlglot, which must understand all of it."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

# The one statement of ours that sqlglot does not know (SET TRANSACTION ISOLATION LEVEL, Transact-SQL reference).
UNKNOWN = "SET TRANSACTION ISOLATION LEVEL SNAPSHOT;"


def strict(text: str) -> list[exp.Expression]:
    """The statements of a text. Raises ParseError; AssertionError for what would only be passed through."""
    known = text.replace(UNKNOWN, "SELECT 1;")
    found = [s for s in sqlglot.parse(known, read="tsql", error_level=ErrorLevel.RAISE) if s is not None]
    for statement in found:
        assert not list(statement.find_all(exp.Command)), f"sqlglot does not know this statement: {statement.sql()}"
    return found
