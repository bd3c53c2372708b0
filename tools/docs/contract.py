"""Writes docs/contract.md from the contract files: what is believed of each system, on which evidence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyupgrade.contracts.load import Contract, load
from pyupgrade.contracts.records import Column, Kind, Table

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "contract.md"

INTRODUCTION = """\
# Contracts: what we believe of each system

*Made from `pyupgrade/contracts/*.toml` by `tools/docs/contract.py`; a test fails when it is out of date.*

The vendor publishes no database schema. Whatever a public page shows is *documented*, with its source; everything
else is *assumed*. Nothing assumed is told as fact: `Get-DMUpgradeSource -Drift` and `Get-DMUpgradeTarget -Drift`
hold these lists against the real databases, and a run never starts while a table or column that a chosen module
needs is missing. What the documented doors of 11.1 carry, and where an admin sets the rest, is data of its own
(`dm11-rest.toml`, `dm11-shell.toml`, `dm11-places.toml`), shown in [doors.md](doors.md).

Where a real database has another name for something, a site overlay says so, in a TOML file that the profile names
(`source_overlay`, `target_overlay`); the code stays as it is:

```toml
[table."SVC.GroupObject"]
name = "dbo.GroupObject"                 # the real table

[table."SVC.GroupObject".columns]
ManagedGroupType = "GroupType"           # our column = theirs

[index.History]
name = "directorymanager-history"        # the real search index
```

A name that is not in these lists is a fault, so that a misspelling is seen. Column types: `int`, `bigint`, `bool`,
`text`, `guid`, `instant` (ISO 8601, UTC, to the tick), `json`, `sealed` (a secret in an envelope). 🔒 marks values
that are never shown.
"""


def page(contracts: list[Contract]) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(line for contract in contracts for line in _contract(contract))]).rstrip() + "\n"


def _contract(contract: Contract) -> Iterator[str]:
    documented, all_ = _claims(contract)
    yield f"## {contract.system} {contract.version}"
    yield ""
    yield f"Revision {contract.revision}. Documented are {documented} of {all_} tables, columns and fields."
    yield ""
    if contract.kinds:
        yield "### Objects"
        yield ""
        for kind in contract.kinds.values():
            yield from _kind(kind)
    if contract.tables:
        yield "### Tables"
        yield ""
        for table in contract.tables.values():
            yield from _table(table)
    if contract.indices:
        yield "### Search indices"
        yield ""
        yield "| index | called | what | fields | evidence |"
        yield "| --- | --- | --- | --- | --- |"
        for shape in contract.indices.values():
            fields = (
                f"those of `{shape.kind}`, no others"
                if shape.kind
                else ", ".join(f"`{name}` {type_}" for name, type_ in shape.fields.items())
            )
            yield f"| {shape.name} | `{shape.physical}` | {_cell(shape.purpose)} | {fields} | {shape.evidence} |"
        yield ""
    if contract.streams:
        yield "### History streams"
        yield ""
        yield "| stream | number in keys | table |"
        yield "| --- | ---: | --- |"
        yield from (f"| {s.name} | {s.number} | `{s.table}` |" for s in contract.streams)
        yield ""
    if contract.files:
        yield "### Files"
        yield ""
        yield "| kind | below the folder | pattern | what | evidence |"
        yield "| --- | --- | --- | --- | --- |"
        for file in contract.files.values():
            evidence = _evidence(file.evidence, file.source)
            yield f"| {file.name} | {file.root} | `{file.pattern}` | {_cell(file.purpose)} | {evidence} |"
        yield ""
    if contract.directory_attributes:
        yield "### Directory attributes (only read)"
        yield ""
        yield ", ".join(f"`{name}`" for name in contract.directory_attributes)
        yield ""
    if contract.defaults:
        yield "### The product's own defaults"
        yield ""
        yield "What an object born with a new store may hold without being somebody's work; the guard lets it be."
        yield ""
        for kind_name, default in contract.defaults.items():
            what = next((default[n] for n in ("names", "events", "values", "unset") if n in default), {})
            told = (
                ", ".join(f"{k} = {v}" for k, v in what.items())
                if isinstance(what, dict)
                else ", ".join(map(str, what))
            )
            yield f"- **{kind_name}** ({_evidence(default['evidence'], default.get('source', ''))}): {_cell(told)}"
        yield ""
    yield "### Sources"
    yield ""
    yield from (f"- **{key}**: {text}" for key, text in contract.sources.items())
    yield ""


def _kind(kind: Kind) -> Iterator[str]:
    doors = ", ".join(
        f"`{door}`" + (f" into `{kind.doors[door].name}`" if door in kind.doors else "") + f" ({evidence})"
        for door, evidence in kind.evidence.items()
    )
    given = f" The target gives out `{kind.given}`." if kind.given else ""
    undo = "" if kind.undo else " Cannot be undone."
    yield f"#### {kind.name}"
    yield ""
    yield f"{kind.title}. Key `{kind.key}`; door {doors}.{given}{undo}"
    yield ""
    yield from _columns(list(kind.fields.values()), "field")


def _table(table: Table) -> Iterator[str]:
    yield f"#### {table.name}"
    yield ""
    keys = ", ".join(f"`{k}`" for k in table.key)
    purpose = _cell(table.purpose[:1].upper() + table.purpose[1:])
    yield f"{purpose}. Key {keys}; the table itself is {_evidence(table.evidence, table.source)}."
    yield ""
    yield from _columns(list(table.columns.values()), "column")


def _columns(columns: list[Column], what: str) -> Iterator[str]:
    yield f"| {what} | type | evidence |"
    yield "| --- | --- | --- |"
    for column in columns:
        marks = (" 🔒" if column.secret else "") + (f" → {column.reference}" if column.reference else "")
        null = ", may be NULL" if column.null else ""
        yield f"| `{column.name}`{marks} | {column.type}{null} | {_evidence(column.evidence, column.source)} |"
    yield ""


def _claims(contract: Contract) -> tuple[int, int]:
    evidence = [t.evidence for t in contract.tables.values()]
    evidence += [c.evidence for t in contract.tables.values() for c in t.columns.values()]
    evidence += [c.evidence for k in contract.kinds.values() for c in k.fields.values()]
    return evidence.count("documented"), len(evidence)


def _evidence(evidence: str, source: str) -> str:
    return f"documented ({source})" if evidence == "documented" else evidence


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> int:
    TARGET.write_text(page([load("groupid10"), load("dm11")]), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
