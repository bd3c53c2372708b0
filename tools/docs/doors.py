"""Writes docs/doors.md from 11.1's contract: which door carries what of each kind, on which evidence, what is left to do by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pyupgrade.contracts.doors import NAMES, Carried, DoorFacts, DoorKind
from pyupgrade.contracts.load import Contract, load
from pyupgrade.contracts.places import place_of, places
from pyupgrade.contracts.records import Column, Kind

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "doors.md"
HISTORY: Final = "DM11.History"
NONE: Final = "–"

INTRODUCTION = """\
# Doors: what carries what into Directory Manager 11.1

*Made from `pyupgrade/contracts/dm11*.toml` by `tools/docs/doors.py`; a test fails when it is out of date.*

A *door* is a way to write an object of 11.1. Two are documented by the vendor: `rest`, the REST API, and `shell`, the cmdlets of the
Management Shell. The others are ours: `tables` writes rows of a database whose shape nobody publishes, so all of it is assumed; `files`
writes files below the folder that the profile names. On a real 11.1 a kind goes through a documented door, fixed in the plan. Through
`tables` it goes only where the profile says so for that kind, and only while the database is as the contract believes. What no door in
use carries stays behind: the plan tells it as a loss, by kind and field, with how many objects of this installation hold such a value.
`-DocumentedOnly` plans nothing that is not documented here.

In the tables below:

- *documented*: a public page names it there; *assumed*: it goes there, but no page says so.
- *not read back*: it is written, and nothing documented shows it again. A run remembers it in its journal and says "written, not seen
  through the product".
- *only …*: of a JSON object, these members alone.
- *needed*: an object that has a value here would not work without it, and no call gives it that later. Where it is assumed,
  `-DocumentedOnly` leaves the object behind.
- *ours*: our own book-keeping, or what the directory or the product says by itself; nothing is lost with it.
- *by hand*: where an admin sets it in 11.1. It is given for what no documented door carries; – where no public page shows a place.
"""


def page(contract: Contract) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_lines(contract)]).rstrip() + "\n"


def _lines(contract: Contract) -> Iterator[str]:
    total, carried = 0, 0
    for kind in contract.kinds.values():
        fields = _telling(contract, kind)
        total += len(fields)
        carried += sum(_is_documented(contract, kind, name) for name in fields)
    yield "## Kinds and their doors"
    yield ""
    yield (
        f"Documented doors carry {carried} of {total} fields that are not ours, of {_with_door(contract)} of "
        f"{len(contract.kinds)} kinds; history goes through none."
    )
    yield ""
    yield "| kind | " + " | ".join(f"`{name}`" for name in NAMES) + " | without the vendor's word | by hand |"
    yield "| --- |" + " --- |" * (len(NAMES) + 2)
    for kind in contract.kinds.values():
        cells = [_share(contract, kind, door) for door in NAMES]
        own = ", ".join(f"`{door}` ({evidence})" for door, evidence in kind.evidence.items())
        by_hand = place_of(kind.name) or NONE
        yield f"| [{kind.name}](#{kind.name.lower()}) | {' | '.join(cells)} | {own} | {_cell(by_hand)} |"
    evidence = contract.tables[HISTORY].evidence
    yield f"| [History](#history) |{f' {NONE} |' * len(NAMES)} `tables` and the search index ({evidence}) | {NONE} |"
    yield ""
    for kind in contract.kinds.values():
        yield from _kind(contract, kind)
    yield from _history(contract)
    yield "## Sources"
    yield ""
    yield "Of the doors:"
    yield ""
    for door in contract.doors.values():
        yield from (f"- `{door.name}` **{key}**: {text}" for key, text in door.sources.items())
    if not contract.doors:
        yield "- none yet"
    yield ""
    yield "Of the places:"
    yield ""
    yield from (f"- {source}" for source in sorted({place.source for place in places().values() if place.source}))


def _kind(contract: Contract, kind: Kind) -> Iterator[str]:
    yield f"## {kind.name}"
    yield ""
    told = [_told(contract.doors[door], kind) for door in NAMES if door in contract.doors]
    own = "; ".join(f"`{door}`, {evidence}" for door, evidence in kind.evidence.items())
    yield f"{kind.title}. Doors: {'; '.join([*(one for one in told if one), own])}."
    yield ""
    shown = list(kind.evidence)
    yield "| field | " + " | ".join(f"`{door}`" for door in (*NAMES, *shown)) + " | by hand |"
    yield "| --- |" + " --- |" * (len(NAMES) + len(shown) + 1)
    for field in kind.fields.values():
        cells = [_door_cell(contract, kind, field, door) for door in NAMES]
        cells += [kind.evidence[door] for door in shown]
        yield f"| `{field.name}` | {' | '.join(cells)} | {_cell(_by_hand(contract, kind, field))} |"
    yield ""


def _told(door: DoorFacts, kind: Kind) -> str:
    if kind.name not in door.kinds:
        return ""
    given = door.kinds[kind.name]
    only: Mapping[str, list[str]] = given.more.get("only", {})
    limits = "".join(f"; only where `{name}` is {' or '.join(values)}" for name, values in only.items())
    if fixed := given.more.get("fixed"):
        fields = ", ".join(f"`{name}`" for name in fixed["fields"])
        limits += f"; where `{fixed['where']}` is {fixed['value']} without {fields}, which are the product's own"
    return f"`{door.name}`, {given.evidence} ({given.source}){limits}"


def _history(contract: Contract) -> Iterator[str]:
    table = contract.tables[HISTORY]
    yield "## History"
    yield ""
    yield (
        f"Events of the old history. No documented call takes an event in, neither of the REST API nor of the shell: they go into the "
        f"table `{HISTORY}` ({table.evidence}) and the search index, or stay behind, which the plan tells as a loss with their number. "
        "Nor can they be entered by hand: keep the old database for questions about the past."
    )
    yield ""


def _carried(contract: Contract, kind: Kind, door: str) -> DoorKind | None:
    facts = contract.doors.get(door)
    return facts.kinds.get(kind.name) if facts else None


def _is_ours(contract: Contract, kind: Kind, name: str) -> bool:
    """What every door that has the kind calls ours, and what the target gives out."""
    having = [found for door in NAMES if (found := _carried(contract, kind, door))]
    return not kind.fields[name].compare or (bool(having) and all(name in found.ours for found in having))


def _telling(contract: Contract, kind: Kind) -> list[str]:
    return [name for name in kind.fields if not _is_ours(contract, kind, name)]


def _is_documented(contract: Contract, kind: Kind, name: str, whole: bool = False) -> bool:
    for door in NAMES:
        found = _carried(contract, kind, door)
        if found and found.evidence == "documented" and name in found.fields:
            carried = found.fields[name]
            if carried.evidence == "documented" and not (whole and carried.parts):
                return True
    return False


def _with_door(contract: Contract) -> int:
    return sum(
        any((found := _carried(contract, kind, door)) and found.evidence == "documented" for door in NAMES)
        for kind in contract.kinds.values()
    )


def _share(contract: Contract, kind: Kind, door: str) -> str:
    """Evidence of the door, and how many fields that are not its own affair it carries."""
    found = _carried(contract, kind, door)
    if found is None:
        return NONE
    fields = [name for name in _telling(contract, kind) if name not in found.ours]
    documented = sum(one.evidence == "documented" for one in found.fields.values())
    assumed = len(found.fields) - documented
    more = f", and {assumed} assumed" if assumed else ""
    return f"{found.evidence}: {documented} of {len(fields)} fields{more}"


def _door_cell(contract: Contract, kind: Kind, field: Column, door: str) -> str:
    found = _carried(contract, kind, door)
    if found is None:
        return NONE
    if field.name in found.fields:
        return _marks(found.fields[field.name])
    return "ours" if field.name in found.ours else NONE


def _marks(carried: Carried) -> str:
    only = f", only {', '.join(f'`{part}`' for part in carried.parts)}" if carried.parts else ""
    needed = ", needed" if carried.needed else ""
    return carried.evidence + only + needed + ("" if carried.seen else ", not read back")


def _by_hand(contract: Contract, kind: Kind, field: Column) -> str:
    if _is_ours(contract, kind, field.name) or _is_documented(contract, kind, field.name, whole=True):
        return ""
    place = place_of(kind.name, field.name) or NONE
    return f"its other members: {place}" if _is_documented(contract, kind, field.name) else place


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> int:
    TARGET.write_text(page(load("dm11")), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
