"""Which ranges of source keys a history line has still to bring, from the source's keys and the ledger of what was
brought."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from pyupgrade.plan.history import LEFT, RANGE_KEYS, is_of_all, selection
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import Range, SourceReader


class Keys(Protocol):
    """The keys of the source's streams as they are now."""

    def next_key(self, stream: str, at_least: int) -> int | None: ...

    def last_key(self, stream: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Interval:
    """Source keys start..stop, both included; `known`: their line in the ledger; `grown`: beyond what the plan saw."""

    start: int
    stop: int
    known: Range | None = None
    grown: bool = False


def intervals(bulk: Bulk, ledger: Sequence[Range], keys: Keys) -> Iterator[Interval]:
    """The ranges of a line in key order, cut at multiples of RANGE_KEYS and where the ledger's lines begin and end.

    Keys that came after the plan are taken along, in ranges of their own. Stretches without a key are passed over.
    """
    present = keys.last_key(bulk.stream)
    last = bulk.last if present is None else max(bulk.last, present)
    at = bulk.first
    if not any(line.start <= bulk.first - 1 <= line.stop for line in ledger):
        at = bulk.first // RANGE_KEYS * RANGE_KEYS
    for line in sorted(ledger, key=lambda line: line.start):
        if line.stop < at or line.start > last:
            continue
        yield from _unknown(bulk, at, line.start - 1, keys)
        yield Interval(line.start, line.stop, line, line.start > bulk.last)
        at = line.stop + 1
    yield from _unknown(bulk, at, last, keys)


def _unknown(bulk: Bulk, at: int, end: int, keys: Keys) -> Iterator[Interval]:
    while at <= end:
        key = keys.next_key(bulk.stream, at)
        if key is None or key > end:
            return
        cell = key // RANGE_KEYS * RANGE_KEYS
        start, stop = max(at, cell), min(cell + RANGE_KEYS - 1, end)
        if start <= bulk.last < stop:
            stop = bulk.last
        yield Interval(start, stop, None, start > bulk.last)
        at = stop + 1


def is_settled(line: Range, wanted: str, stores: Collection[int]) -> bool:
    """Whether a range in the ledger holds all that `wanted` (see plan.history.selection) asks of it, for these carried
    stores.

    Not so when it was limited otherwise, or left events of a store behind that is carried now.
    """
    if is_of_all(line.selection) and not is_of_all(wanted):
        # Events of chosen groups are those logged after history was brought: what that run left out stays out.
        return True
    if any(line.problems.get(f"{LEFT}{store}") for store in stores):
        return False
    return line.selection in ("", wanted) or (is_of_all(line.selection) and line.selection <= wanted)


def joined(before: str, now: str) -> str:
    """What a range is limited to when events of another selection come to it; is_settled then holds for `now`, groups
    excepted."""
    if is_of_all(now):
        return min(before, now) if before and is_of_all(before) else now
    return now if before == now else hashlib.sha256(f"{before}+{now}".encode()).hexdigest()


def remaining(bulk: Bulk, ledger: Sequence[Range], source: SourceReader) -> Bulk | None:
    """The line from the first key that the ledger does not settle, with its count; None when nothing is left."""
    wanted = selection(bulk.groups, bulk.since)
    at = bulk.first
    for line in sorted(ledger, key=lambda line: line.start):
        if line.stop < at:
            continue
        if line.start > at and source.extent(bulk.stream, above=at - 1, upto=min(line.start - 1, bulk.last)).count:
            break
        if not is_settled(line, wanted, bulk.stores):
            at = max(line.start, bulk.first)
            break
        at = line.stop + 1
    if at > bulk.last:
        return None
    extent = source.extent(bulk.stream, above=at - 1, upto=bulk.last)
    if not extent.count:
        return None
    by_store = {store: n for store, n in extent.by_store.items() if store is None or store in bulk.stores}
    return msgspec.structs.replace(
        bulk,
        first=extent.first,
        count=sum(by_store.values()),
        by_store={"" if store is None else str(store): n for store, n in by_store.items()},
    )
