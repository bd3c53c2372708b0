"""Which ranges are due: cut at multiples of 10,000 and at the ledger's lines, nothing twice, nothing left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.plan import build
from pyupgrade.plan.document import Scope
from pyupgrade.plan.history import RANGE_KEYS, selection
from pyupgrade.plan.intervals import Interval, intervals, is_settled, joined, remaining
from pyupgrade.plan.ports import Range
from tests.plan import world

INSTALLATION = "11111111-2222-3333-4444-555555555555"


class Keys:
    def __init__(self, keys: set[int]) -> None:
        self.keys = sorted(keys)

    def next_key(self, stream: str, at_least: int) -> int | None:
        return next((key for key in self.keys if key >= at_least), None)

    def last_key(self, stream: str) -> int | None:
        return self.keys[-1] if self.keys else None


def line(start: int, stop: int, selected: str = "", **problems: int) -> Range:
    return Range(INSTALLATION, "objects", start, stop, 1, 0, "", "", selected, 1, problems)


def written(found: list[Interval]) -> list[Range]:
    return [line(i.start, i.stop) for i in found]


KEYS = st.sets(st.integers(-15_000, 60_000), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(first=KEYS, later=KEYS)
def test_every_key_lies_in_one_range_whatever_was_brought_before(first: set[int], later: set[int]) -> None:
    bulk = world.history(last=max(first))
    bulk = type(bulk)(**{**{f: getattr(bulk, f) for f in bulk.__struct_fields__}, "first": min(first)})
    ranges = list(intervals(bulk, [], Keys(first)))
    for key in first:
        assert sum(i.start <= key <= i.stop for i in ranges) == 1
    for one in ranges:
        assert one.start // RANGE_KEYS == one.stop // RANGE_KEYS
    grown = first | {key for key in later if key > max(first)}
    again = list(intervals(bulk, written(ranges), Keys(grown)))
    assert [i for i in again if i.known] == [
        Interval(i.start, i.stop, k) for i, k in zip(ranges, written(ranges), strict=True)
    ]
    for key in grown:
        assert sum(i.start <= key <= i.stop for i in again) == 1
    assert {i.grown for i in again if i.known is None} <= {True}


@settings(max_examples=200, deadline=None)
@given(keys=KEYS, brought=st.sets(st.integers(0, 5)))
def test_what_remains_is_none_only_when_all_is_brought(keys: set[int], brought: set[int]) -> None:
    source = world.MemorySource(history={"objects": dict.fromkeys(keys, 1)})
    bulk = world.history(count=len(keys), last=max(keys))
    bulk = type(bulk)(**{**{f: getattr(bulk, f) for f in bulk.__struct_fields__}, "first": min(keys)})
    ranges = list(intervals(bulk, [], Keys(keys)))
    ledger = [line(i.start, i.stop) for n, i in enumerate(ranges) if n in brought]
    left = remaining(bulk, ledger, source)
    missing = {k for k in keys if not any(r.start <= k <= r.stop for r in ledger)}
    assert (left is None) == (not missing)
    if left is not None:
        assert left.first == min(missing)
        assert left.count == sum(1 for k in keys if k >= left.first)


def test_a_line_settles_what_it_holds_and_no_more() -> None:
    some, other = selection(["A"], None), selection(["b"], None)
    late, early = "since:2023-01-01T00:00:00Z", "since:2020-01-01T00:00:00Z"
    assert selection(["B", "a"], None) == selection(["A", "b"], None)
    assert is_settled(line(0, 9), some, (1,))
    assert is_settled(line(0, 9, some), some, (1,))
    assert not is_settled(line(0, 9, some), other, (1,))
    assert not is_settled(line(0, 9, some), "", (1,))
    assert is_settled(line(0, 9, early), late, (1,))
    assert not is_settled(line(0, 9, late), early, (1,))
    assert is_settled(line(0, 9, late), some, (1,))
    assert not is_settled(line(0, 9, **{"store-left-behind/6": 3}), "", (1, 6))
    assert is_settled(line(0, 9, **{"store-left-behind/6": 3}), "", (1, 7))
    for before in ("", some, late, early):
        for now in ("", late, early):
            assert is_settled(line(0, 9, joined(before, now)), now, (1,)) or joined(before, now) == ""
    assert joined(some, some) == some
    assert joined(some, other) not in (some, other, "")


def test_groups_that_were_not_found_bring_no_history_at_all() -> None:
    source = world.MemorySource(history={"objects": {1: 1, 2: 1}})
    module = world.module(world.history(count=2, last=2))
    head = world.head(scope=Scope(store=1, keep_history=True))
    none = build.build([module], source, world.MemoryTarget(), {}, head, world.TABLES, world.LIMITS, groups=())
    some = build.build([module], source, world.MemoryTarget(), {}, head, world.TABLES, world.LIMITS, groups=("a",))
    assert not none.bulks
    assert some.bulks[0].groups == ("a",)
