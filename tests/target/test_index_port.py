"""The Index port's contract, kept by the embedded index and by a real Elasticsearch alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pyupgrade.plan.ports import Index
from tests.target.parts import GUID, INSTALLATION, Target
from tests.target.search_parts import event, events, prefix, search_index

pytestmark = pytest.mark.xdist_group("elasticsearch")
WHERE = (INSTALLATION, "objects")


@pytest.fixture(params=["embedded", "elasticsearch"])
def index(request: pytest.FixtureRequest, target: Target) -> Iterator[Index]:
    if request.param == "embedded":
        yield target.index()
        return
    node = request.getfixturevalue("search_node")
    with search_index(node.url, prefix()) as opened:
        yield opened


def test_nothing_is_there_at_first(index: Index) -> None:
    assert index.history(*WHERE, 0, 9_999) is None
    assert (index.read("SmartGroup", [GUID(1)]), index.count("SmartGroup")) == ({}, 0)
    index.remove("SmartGroup", [GUID(1)])
    assert list(index.put("SmartGroup", {})) == []


def test_a_range_comes_back_byte_for_byte_in_the_order_of_its_keys(index: Index) -> None:
    documents = events(range(3_000))
    cut = documents.index(b"\n", 100_000) + 1
    assert list(index.put_history(*WHERE, 0, 9_999, iter([documents[:cut], documents[cut:]]))) == []
    assert index.history(*WHERE, 0, 9_999) == documents
    assert index.history(INSTALLATION, "helpdesk", 0, 9_999) is None
    assert index.history("99999999-2222-3333-4444-555555555555", "objects", 0, 9_999) is None


def test_putting_a_range_again_replaces_it_and_its_neighbours_stay(index: Index) -> None:
    index.put_history(*WHERE, -10_000, -1, [events(range(-4, 0))])
    index.put_history(*WHERE, 0, 6, [events(range(7))])
    index.put_history(*WHERE, 7, 9_999, [events(range(7, 12))])
    index.put_history(*WHERE, 0, 6, [events(range(7))])
    assert index.history(*WHERE, 0, 6) == events(range(7)), "putting again changes nothing"
    fewer = events(range(2, 5), ActionName="changed")
    index.put_history(*WHERE, 0, 6, [fewer])
    assert index.history(*WHERE, 0, 6) == fewer
    assert index.history(*WHERE, 7, 9_999) == events(range(7, 12))
    assert index.history(*WHERE, -10_000, -1) == events(range(-4, 0))
    index.put_history(*WHERE, 0, 6, ())
    assert index.history(*WHERE, 0, 6) is None
    index.put_history(*WHERE, 0, 6, [event(3) + b"\n"])
    assert index.history(*WHERE, 0, 6) == event(3) + b"\n", "what was taken away can be put again at once"


def test_what_fails_while_documents_are_made_is_told_and_a_later_put_holds(index: Index) -> None:
    def breaking() -> Iterator[bytes]:
        yield events(range(5))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        index.put_history(*WHERE, 0, 9_999, breaking())
    index.put_history(*WHERE, 0, 9_999, [events(range(1, 3))])
    assert index.history(*WHERE, 0, 9_999) == events(range(1, 3))


def test_objects_are_put_read_counted_and_removed_by_kind_and_key(index: Index) -> None:
    many: dict[str, Any] = {GUID(n): {"name": f"Ä{n}", "IMGIsExpired": n % 2 == 0} for n in range(900)}
    assert list(index.put("SmartGroup", many)) == []
    assert list(index.put("SmartGroup", {GUID(1): {"name": "new", "identityStoreId": None}})) == []
    index.put("Dynasty", {GUID(1): {"name": "other kind"}})
    assert index.count("SmartGroup") == 900
    assert index.read("SmartGroup", [GUID(1), GUID(2), GUID(5000)]) == {
        GUID(1): {"name": "new", "identityStoreId": None},
        GUID(2): many[GUID(2)],
    }
    index.remove("SmartGroup", [GUID(n) for n in range(899)])
    assert (index.count("SmartGroup"), index.count("Dynasty")) == (1, 1)
    index.put("SmartGroup", {GUID(1): {"name": "again"}})
    assert index.read("SmartGroup", [GUID(1)]) == {GUID(1): {"name": "again"}}
