"""Whether a text is T-SQL: read strictly by sqlglot, which must understand all of it."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

# The one statement of ours that sqlglot knows only as "some command".
_COMMANDS = {"TRANSACTION ISOLATION LEVEL SNAPSHOT"}


def strict(text: str) -> list[exp.Expression]:
    """The statements of a text. Raises ParseError; AssertionError for what is only passed through as a command."""
    found = [s for s in sqlglot.parse(text, read="tsql", error_level=ErrorLevel.RAISE) if s is not None]
    for statement in found:
        for command in statement.find_all(exp.Command):
            said = str(command.expression).strip()
            assert said in _COMMANDS, f"sqlglot does not know this statement: {command.this} {said}"
    return found
