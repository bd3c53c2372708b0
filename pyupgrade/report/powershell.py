"""Values as PowerShell literals: text that the parser gives back exactly, whatever it holds, and that nothing of can run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from pyupgrade.plan.calls import Secret

# PowerShell's tokenizer takes each of these for a single quote: inside a text any of them would end it, so each is doubled.
QUOTES: Final = "'\u2018\u2019\u201a\u201b"
# Never as they are: line breaks, which an editor or a mail changes; lone surrogates, which UTF-8 has no place for; and what
# the eye does not see or sees in another order than the parser, so that nobody approves another script than the one that runs.
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
INT32, INT64 = 2**31, 2**63

Named = Callable[[Secret], str]  # the variable that holds a secret in the script, with its $
Stored = Callable[[str], str]  # the expression for the id of the identity store of this name


def _none_named(secret: Secret) -> str:
    raise ValueError(f"there is no variable for the secret {secret.name}")


def _none_stored(name: str) -> str:
    raise ValueError(f"there is nothing that gives the id of the store {name}")


def literal(value: Any, named: Named = _none_named, stored: Stored = _none_stored, indent: int = 0) -> str:
    """The PowerShell expression for a value of a Call, safe as an element of a list and as a value of a table.

    Raises ValueError for what a script cannot hold: a secret without a variable, keys of a table that differ in case only.
    """
    if value is None:
        return "$null"
    if isinstance(value, bool):
        return "$true" if value else "$false"
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Secret):
        return named(value)
    if isinstance(value, Mapping):
        if value.keys() == {"$instant"}:
            # With a zone it stays in that zone, without one it is a time on the wall: the live shell reads it so, too.
            return f"([datetime]::Parse({text(value['$instant'])}, [cultureinfo]::InvariantCulture, 'RoundtripKind'))"
        if value.keys() == {"$store"}:
            return stored(value["$store"])
        return table(value, named, stored, indent)
    if isinstance(value, Sequence):
        return _list(value, named, stored, indent)
    raise ValueError(f"a value of type {type(value).__name__} has no place in a script")


def text(value: str) -> str:
    """A text: single-quoted, what cannot stand there as it is as [char]; in parentheses where it is put together."""
    pieces = list(_pieces(value))
    if len(pieces) == 1 and pieces[0].startswith("'"):
        return pieces[0]
    if not pieces:
        return "''"
    if not pieces[0].startswith("'"):
        pieces.insert(0, "''")  # a text in front makes the sum a text
    return f"({' + '.join(pieces)})"


def _pieces(value: str) -> Iterator[str]:
    for hidden, run in groupby(value, _hidden):
        if hidden:
            for unit in _units("".join(run)):
                yield f"[char]0x{unit:04X}"
        else:
            yield "'" + "".join(c * 2 if c in QUOTES else c for c in run) + "'"


def _hidden(character: str) -> bool:
    """Spaces of other widths, too: they look like the one of the keyboard and are not it."""
    kind = unicodedata.category(character)
    return kind in HIDDEN or (kind == "Zs" and character != " ")


def _units(value: str) -> Iterator[int]:
    """UTF-16 code units, which is what a text of .NET is made of; a lone surrogate is one of its own."""
    raw = value.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2))


def _number(value: int) -> str:
    if -INT64 <= value < INT64:
        return str(value)
    # Written bare, or cast from a text, it would become a double that is only near it.
    return f"([bigint]::Parse('{value}', [cultureinfo]::InvariantCulture))"


def _list(values: Sequence[Any], named: Named, stored: Stored, indent: int) -> str:
    made = [literal(value, named, stored, indent) for value in values]
    # A list of one list would be unrolled to the inner one without the comma in front.
    lone = ", " if len(values) == 1 and isinstance(values[0], Sequence) and not isinstance(values[0], str) else ""
    return f"@({lone}{', '.join(made)})"


def table(values: Mapping[str, Any], named: Named = _none_named, stored: Stored = _none_stored, indent: int = 0) -> str:
    """A hashtable, a line a key. Raises ValueError for keys that PowerShell, which disregards case, does not tell apart."""
    if not values:
        return "@{}"
    folded: dict[str, str] = {}
    for key in values:
        if (other := folded.setdefault(key.lower(), key)) != key:
            raise ValueError(f"'{other}' and '{key}' would be one key of a PowerShell table")
    room = " " * (indent + 4)
    lines = [f"{room}{_key(k)} = {literal(v, named, stored, indent + 4)}" for k, v in values.items()]
    return "\n".join(["@{", *lines, " " * indent + "}"])


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", key) else text(key)


def comment(value: str) -> str:
    """Text of a line comment: on one line, with nothing in it that the eye does not see."""
    return "".join("\ufffd" if unicodedata.category(c) in HIDDEN else c for c in value)
