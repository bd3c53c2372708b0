"""Checks of a search cluster, with facts by hand in every state, and once with those of a real node behind TLS."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pyupgrade.checks import index_health, index_indices, index_reachable, index_rights
from pyupgrade.checks.context import EarlierRun, SearchIndices, preflight
from pyupgrade.connect.search import SearchServer
from pyupgrade.connect.search_access import Access
from pyupgrade.connect.search_facts import NodeFacts, SearchFacts, facts, free_below
from pyupgrade.errors import IndexUnreachable
from pyupgrade.plan.drift import Difference
from pyupgrade.plan.finding import Finding
from pyupgrade.target import search_loading
from tests.checks.context_by_hand import context
from tests.servers.search import Node, TlsProxy
from tests.target.search_parts import PACE

pytestmark = pytest.mark.xdist_group("elasticsearch")
GB = 2**30
SOUND = SearchFacts(
    location="https://search.example:9200",
    encrypted=True,
    version=(8, 19, 21),
    health="green",
    unassigned=0,
    nodes=(NodeFacts("n1", 40, 4 * GB, 1000 * GB, 600 * GB),),
    watermarks={"low": ("85%", "200gb"), "high": ("90%", "150gb")},
    rights={"read": True, "write": True},
)


def rows(check: Any, **other: Any) -> list[Finding]:
    return list(preflight([check], context(search=lambda: replace(SOUND, **other))))


def status(check: Any, **other: Any) -> list[str]:
    return [row.status for row in rows(check, **other)]


def test_a_sound_cluster_passes() -> None:
    for check in (index_reachable.CHECK, index_health.CHECK, index_rights.CHECK):
        assert set(status(check)) == {"Passed"}


def test_the_release_is_held_against_the_lowest_tried() -> None:
    assert "lowest release tried is 8.19" in rows(index_reachable.CHECK)[0].message
    assert status(index_reachable.CHECK, version=(7, 17, 0))[0] == "Failed"
    assert status(index_reachable.CHECK, version=(8, 11, 1))[0] == "Warning"
    assert status(index_reachable.CHECK, version=(9, 0, 0))[0] == "Warning"
    assert status(index_reachable.CHECK, encrypted=False) == ["Passed", "Warning"]


def test_health_heap_and_watermarks() -> None:
    assert status(index_health.CHECK, health="red")[0] == "Failed"
    assert status(index_health.CHECK, health="yellow", unassigned=3)[0] == "Warning"
    hot = NodeFacts("n1", 91, 4 * GB, 1000 * GB, 600 * GB)
    assert status(index_health.CHECK, nodes=(hot,)) == ["Passed", "Warning", "Passed"]
    for free, expected in ((300, "Passed"), (149, "Warning"), (99, "Failed")):
        node = NodeFacts("n1", 40, 4 * GB, 1000 * GB, free * GB)
        assert status(index_health.CHECK, nodes=(node,))[2] == expected


def test_a_watermark_in_each_of_its_forms() -> None:
    assert free_below("85%", "-1", 1000) == free_below("0.85", "-1", 1000) == 150
    assert free_below("10gb", "-1", 1) == 10 * GB
    assert free_below("85%", "200gb", 10_000 * GB) == 200 * GB


def test_rights_that_lack_and_rights_that_nobody_knows() -> None:
    (row,) = rows(index_rights.CHECK, rights={"read": True, "manage": False})
    assert row.status == "Failed" and "lacks manage" in row.message
    assert status(index_rights.CHECK, rights=None) == ["Skipped"]
    (row,) = rows(index_rights.CHECK, rights={"manage": False}, names=("a", "a-1"))
    assert "a, a-1" in row.message


def test_a_cluster_that_tells_nothing_of_itself_is_no_failure() -> None:
    for check in (index_reachable.CHECK, index_health.CHECK):
        row = rows(check, version=(), health="", nodes=())[0]
        assert row.status == "Warning" and "monitor" in row.recommended_action


def test_indices_that_are_missing_or_otherwise_or_left_set_for_loading() -> None:
    found = SearchIndices(
        [
            Difference("target", "History", "", "MissingIndex", "dm11-history", "", True, "assumed", ""),
            Difference("target", "History", "Id", "OtherType", "keyword", "text", False, "assumed", ""),
            Difference("target", "History", "Stream", "MissingField", "keyword", "", False, "assumed", ""),
            Difference("target", "History", "theirs", "ExtraField", "", "ip", False, "", ""),
        ],
        ["dm11-history-1"],
    )
    told = list(preflight([index_indices.CHECK], context(search_indices=lambda: found)))
    assert [row.status for row in told] == ["Failed", "Warning", "Warning", "Warning"]
    assert all(row.recommended_action for row in told)
    lost = Difference("target", "History", "Id", "MissingField", "keyword", "", True, "assumed", "map it")
    (row,) = preflight([index_indices.CHECK], context(search_indices=lambda: SearchIndices([lost], [])))
    assert (row.status, row.recommended_action) == ("Failed", "map it") and "never found again" in row.message
    sound = SearchIndices([], [])
    assert [r.status for r in preflight([index_indices.CHECK], context(search_indices=lambda: sound))] == ["Passed"]


@pytest.mark.parametrize(
    ("statuses", "status", "does"),
    [
        (["Interrupted", "Completed"], "Warning", "Resume-DMUpgrade -RunId 2 "),
        (["Stopped"], "Warning", "Resume-DMUpgrade -RunId 1 "),
        (["Completed", "Stopped"], "Warning", "The next run"),
        (["Completed", "Undoing"], "Warning", "Undo-DMUpgrade -RunId 1 "),
        (["Completed", "Undone"], "Warning", "The next run"),
        ([], "Warning", "The next run"),
        (["Running", "Interrupted"], "Passed", ""),
        (["Paused"], "Passed", ""),
    ],
)
def test_settings_for_loading_are_put_back_by_what_can_be_done_now(statuses: list[str], status: str, does: str) -> None:
    runs = [EarlierRun(len(statuses) - at, s, "2026-11-20", "x") for at, s in enumerate(statuses)]
    left = SearchIndices([], ["dm11-history-1"])
    (row,) = preflight([index_indices.CHECK], context(search_indices=lambda: left, earlier_runs=runs))
    assert row.status == status
    assert row.recommended_action.startswith(does)
    assert index_indices.KEPT == search_loading.MARK
    assert row.target == "dm11-history-1"


def test_a_cluster_that_is_away_fails_its_row_and_says_what_to_do() -> None:
    def away() -> SearchFacts:
        raise IndexUnreachable(location="https://search.example", reason="no route")

    (row,) = preflight([index_reachable.CHECK], context(search=away))
    assert row.status == "Failed" and "no route" in row.message and row.recommended_action


def test_facts_of_a_real_node(search_node: Node, search_proxy: TlsProxy) -> None:
    plain = SearchServer(Access((search_node.url,)), PACE)
    found = facts(plain, ["dm11-history"], ["read"])
    plain.close()
    assert found.version[:2] == (8, 19) and found.health in ("green", "yellow") and not found.encrypted
    assert found.rights is None, "the test node has no security"
    (node,) = found.nodes
    assert 0 < node.heap_percent <= 100 and node.disk_total > node.disk_free > 0
    assert 0 < found.must_be_free("high", node.disk_total) <= found.must_be_free("low", node.disk_total)
    search_proxy.rights = lambda: {"read": True, "manage": False}
    secured = SearchServer(Access((search_proxy.url,), ca=search_proxy.ca), PACE)
    found = facts(secured, ["dm11-history"], ["read", "manage"])
    assert found.encrypted and found.rights == {"read": True, "manage": False}
    # A right on the alias alone is none on the index behind it; without monitor all else is still told.
    search_proxy.rights, search_proxy.patterns, search_proxy.monitor = dict, ("dm11-history",), False
    found = facts(secured, ["dm11-history", "dm11-history-1"], ["read"])
    secured.close()
    assert found.rights == {"read": False} and found.names == ("dm11-history", "dm11-history-1")
    assert (found.version, found.health, found.nodes) == ((), "", ())
