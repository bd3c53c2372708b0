"""Proof of a run: objects and search documents read again from the target, against the digests of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.batches import batches
from pyupgrade.plan.build import resolved, same
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.document import Plan
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import STANDS, Index, TargetReader
from pyupgrade.plan.wording import first
from pyupgrade.report.facts import LineFacts

BATCH = 500
LISTED = 200  # differing objects listed one by one, a kind
DOCUMENT = "Document"
_shown: Final = partial(marks.shown, limit=120, nothing="nothing", quote="'")
UNDONE: Final = "Undone"
_UNFINISHED: Final = {
    UNDONE: "A new plan brings them again.",
    "Planned": "The run has not come to them: Resume-DMUpgrade goes on with it.",
}
REPAIR = (
    "Find out who changed it since (the object's history tells); to have ours again, set it back and run a new plan. "
    "Nothing is overwritten by verifying."
)


def objects(
    lines: Sequence[LineFacts], wanted: Mapping[str, Change], target: TargetReader, titles: Mapping[str, str]
) -> Iterator[Finding]:
    """A row a kind, and one for every object that is gone or differs, field by field (sealed values are never shown).

    `lines` are journal lines, the latest of each object; `wanted` the plan's lines by id, for names and fields. The
    target must be opened with its seal where sealed fields were written: their digest is an HMAC under it.
    """
    by_kind = _by_kind(lines, wanted)
    for kind, asked in by_kind.items():
        title = titles.get(kind, kind)
        bad = 0
        for batch in batches(asked, BATCH):
            digests = target.digests(kind, [key for key, _ in batch])
            differing = [(key, after) for key, after in batch if digests.get(key) != after]
            found = target.read(kind, [key for key, _ in differing]) if differing else {}
            for key, _ in differing:
                bad += 1
                if bad <= LISTED:
                    yield _difference(kind, key, title, wanted.get(f"{kind}/{key}"), found.get(key), target)
        yield from _summed(
            "verify.objects", "Objects", kind, title, len(asked), bad, "in the target as they were written"
        )


def documents(
    lines: Sequence[LineFacts], wanted: Mapping[str, Change], index: Index, titles: Mapping[str, str]
) -> Iterator[Finding]:
    """The same for the search documents of objects: read from the index, held against the digests of what was put."""
    asked = [
        msgspec.structs.replace(line, line=line.line.removeprefix(f"{DOCUMENT}/"))
        for line in lines
        if line.line.startswith(f"{DOCUMENT}/")
    ]
    for kind, expected in _by_kind(asked, wanted).items():
        title = titles.get(kind, kind)
        bad = 0
        for batch in batches(expected, BATCH):
            found = index.read(kind, [key for key, _ in batch])
            for key, after in batch:
                there = found.get(key)
                if there is not None and digest(there) == after:
                    continue
                bad += 1
                if bad <= LISTED:
                    change = wanted.get(f"{kind}/{key}")
                    name = change.name if change else key
                    what = (
                        "is not in the search index"
                        if there is None
                        else "differs from what was put into the search index"
                    )
                    yield Finding(
                        id="verify.documents",
                        area="Search index",
                        status="Failed",
                        message=f"{title} {name}: its document {what}.",
                        recommended_action="Run the product's replication for this store; it "
                        "makes the document from the row.",
                        target=f"{kind}/{key}",
                    )
        yield from _summed(
            "verify.documents", "Search index", kind, title, len(expected), bad, "in the search index as they were put"
        )


def unfinished(lines: Sequence[LineFacts]) -> Iterator[Finding]:
    """A row for lines that ended in Conflict or Failed, were declined or taken back: there is nothing of ours to compare."""
    bad = [line for line in lines if line.state not in STANDS]
    for state in sorted({line.state for line in bad}):
        ids = [line.line for line in bad if line.state == state]
        many = "line is" if len(ids) == 1 else "lines are"
        yield Finding(
            id="verify.unfinished",
            area="Run",
            status="Skipped" if state in ("Skipped", UNDONE) else "Warning",
            message=f"{len(ids):,} {many} {state} and not compared: {first(ids)}.",
            recommended_action=_UNFINISHED.get(
                state, "See them in the run's rows or the report; settle them and run a new plan."
            ),
            target=state,
        )


def second_plan(plan: Plan, titles: Mapping[str, str]) -> Iterator[Finding]:
    """Whether a plan made now, from the same source and request, is empty: the source converted again and held against
    the target."""
    by_kind: dict[str, list[Change]] = {}
    for change in plan.changes:
        by_kind.setdefault(change.kind, []).append(change)
    for kind, changes in by_kind.items():
        for change in changes[:LISTED]:
            yield _planned_again(change, titles.get(kind, kind))
        if len(changes) > LISTED:
            yield Finding(
                id="verify.second-plan",
                area="Against source",
                status="Failed",
                message=f"{titles.get(kind, kind)}: {len(changes) - LISTED:,} more would be written by a new plan.",
                recommended_action="Build a plan with Get-DMUpgradePlan: its items are the whole list.",
                target=kind,
            )
    if not plan.changes:
        present = sum(plan.present.values())
        yield Finding(
            id="verify.second-plan",
            area="Against source",
            status="Passed",
            message=f"A plan made now has no changes: all {present:,} objects that the "
            "source asks for are in the target as asked.",
        )


def _planned_again(change: Change, title: str) -> Finding:
    if change.before is None:
        what = "is not in the target"
    else:
        what = "differs from the source in " + "; ".join(_fields(change.values, change.before))
    return Finding(
        id="verify.second-plan",
        area="Against source",
        status="Failed",
        message=f"{title} {change.name} {what}.",
        recommended_action="See who changed it, on which side; run the new plan to bring it over again.",
        target=change.id,
    )


def _difference(
    kind: str, key: str, title: str, change: Change | None, found: dict[str, Any] | None, target: TargetReader
) -> Finding:
    name = change.name if change else key
    if found is None:
        what = "is gone from the target"
    else:
        fields = _fields(resolved(change.values, target), found) if change else []
        sealed = sorted(n for n, v in found.items() if marks.is_sealed(v))
        rest = "in a field that the plan left to the product" + (
            f", or in a sealed one ({', '.join(sealed)})" if sealed else ""
        )
        what = "differs from what was written " + ("in " + "; ".join(fields) if fields else rest)
    return Finding(
        id="verify.objects",
        area="Objects",
        status="Failed",
        message=f"{title} {name} {what}.",
        recommended_action=REPAIR,
        target=f"{kind}/{key}",
    )


def _fields(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Each wanted field that is not so, with both values; of a secret only that it is not set."""
    told = []
    for name in sorted(wanted):
        value, there = wanted[name], found.get(name)
        if same({name: value}, found):
            continue
        if marks.secret_of(value):
            told.append(f"{name}: a secret is not set")
        else:
            told.append(f"{name}: {_shown(value)} was written, {_shown(there)} is there")
    return told


def _by_kind(lines: Sequence[LineFacts], wanted: Mapping[str, Change]) -> dict[str, list[tuple[str, str]]]:
    """(key, digest) of lines that stand, by kind, in the plan's order of kinds."""
    order = {change.kind: None for change in wanted.values()}
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in order}
    for line in lines:
        kind, _, key = line.line.partition("/")
        if line.state in STANDS and line.after and kind != DOCUMENT:
            found.setdefault(kind, []).append((key, line.after))
    return {kind: asked for kind, asked in found.items() if asked}


def _summed(check: str, area: str, kind: str, title: str, asked: int, bad: int, how: str) -> Iterator[Finding]:
    if not bad:
        yield Finding(id=check, area=area, status="Passed", message=f"{title}: all {asked:,} are {how}.", target=kind)
        return
    more = f" ({LISTED} of them are listed)" if bad > LISTED else ""
    yield Finding(
        id=check,
        area=area,
        status="Failed",
        message=f"{title}: {bad:,} of {asked:,} are not {how}{more}.",
        recommended_action=REPAIR,
        target=kind,
    )
