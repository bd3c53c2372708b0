"""What went by call, looked at once more: through another door than wrote it where one shows it, and named where none does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Protocol

from pyupgrade.plan.batches import batches
from pyupgrade.plan.build import same
from pyupgrade.plan.carry import is_empty
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.ports import STANDS, Values
from pyupgrade.report.facts import LineFacts
from pyupgrade.report.verify import BATCH, REPAIR

LISTED: Final = 50
_ID: Final = "verify.product"
_AREA: Final = "Seen through the product"


class Shown(Protocol):
    """A target with documented doors (target/doors.py)."""

    def joins(self, kind: str) -> bool: ...
    def unseen(self, kind: str) -> frozenset[str]: ...
    def others(self, kind: str) -> Mapping[str, frozenset[str]]: ...
    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]: ...
    def shown_by(self, door: str, kind: str, keys: Collection[str]) -> dict[str, Values]: ...


def seen(lines: Sequence[LineFacts], target: Shown, titles: Mapping[str, str]) -> Iterator[Finding]:
    """A row a kind and further door, one for each object that it shows otherwise, and one for what nobody shows."""
    by_kind: dict[str, list[str]] = {}
    for line in lines:
        kind, _, key = line.line.partition("/")
        if line.state in STANDS and not target.joins(kind):
            by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        title, shown = titles.get(kind, kind), frozenset[str]()
        for door, fields in target.others(kind).items():
            yield from _through(door, fields, kind, title, keys, target)
            shown |= fields
        if unseen := _written(kind, keys, target) - shown:
            yield Finding(
                id=_ID,
                area=_AREA,
                status="Skipped",
                message=f"{title}: {len(keys):,} written, not seen through the product in {', '.join(sorted(unseen))}: no documented "
                "door reads these back, so the journal alone says that they were written.",
                recommended_action="Look at one or two of them in Admin Center or the portal.",
                target=kind,
            )


def _written(kind: str, keys: Sequence[str], target: Shown) -> frozenset[str]:
    """The fields of these objects that were written and that their own door does not show."""
    found: set[str] = set()
    for batch in batches(keys, BATCH):
        for values in target.read(kind, batch).values():
            found.update(values.keys() & target.unseen(kind))
    return frozenset(found)


def _through(
    door: str, fields: frozenset[str], kind: str, title: str, keys: Sequence[str], target: Shown
) -> Iterator[Finding]:
    bad = 0
    for batch in batches(keys, BATCH):
        written, there = target.read(kind, batch), target.shown_by(door, kind, batch)
        for key in batch:
            wanted = {n: v for n, v in written.get(key, {}).items() if n in fields and not is_empty(v)}
            found = there.get(key)
            if found is not None and same(wanted, found):
                continue
            bad += 1
            if bad <= LISTED:
                differing = [n for n in sorted(wanted) if found is not None and not same({n: wanted[n]}, found)]
                what = "is not there" if found is None else f"differs in {', '.join(differing)}"
                yield Finding(
                    id=_ID,
                    area=_AREA,
                    status="Failed",
                    message=f"{title} {key}, looked at through {door}, {what}.",
                    recommended_action=REPAIR,
                    target=f"{kind}/{key}",
                )
    yield Finding(
        id=_ID,
        area=_AREA,
        status="Failed" if bad else "Passed",
        message=f"{title}: {len(keys) - bad:,} of {len(keys):,} are {_found(fields)} through {door}, which did not write them.",
        recommended_action=REPAIR if bad else "",
        target=kind,
    )


def _found(fields: frozenset[str]) -> str:
    return f"the same in {', '.join(sorted(fields))}" if fields else "there, with no more to be seen of them,"
