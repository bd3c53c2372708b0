"""The old search index, counted over plain HTTP from a stand-in, held against the database: in preflight and as a loss of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect.old_index import events_by_store
from pyupgrade.errors import OldIndexUnread
from tests.seam.client import EngineError, Shell
from tests.servers.old_index import OldIndex
from tests.upgrade import reading

TABLES = ("SVC.BackUpHistory", "SVC.IdentityStoreHistory", "SVC.AdminCenterHistory", "SSPR.PasswordCenterHistory")


@pytest.fixture
def serve() -> Iterator[Callable[[dict[int | None, int]], OldIndex]]:
    running: list[OldIndex] = []

    def start(counts: dict[int | None, int]) -> OldIndex:
        running.append(OldIndex(counts))
        return running[-1]

    yield start
    for server in running:
        server.close()


def counts(database: Path) -> dict[int | None, int]:
    """Events by store with the standard library alone."""
    found: dict[int | None, int] = {}
    for table in TABLES:
        for store, n in reading.rows(database, f'SELECT IdentityStoreID, count(*) FROM "{table}" GROUP BY 1'):
            found[store] = found.get(store, 0) + n
    return found


def with_old_index(estate: Path, server: OldIndex) -> Shell:
    with (estate / "upgrade.toml").open("a") as profile:
        profile.write(f'\n[old_index]\nurl = "{server.url}"\npattern = "groupid-history*"\n')
    shell = Shell()
    shell.open(estate)
    return shell


def rows_of(shell: Shell) -> list[dict[str, Any]]:
    return [c for c in shell.job("preflight.run")["rows"] if c["id"] == "source.old-index"]


@pytest.mark.mission("Y4")
def test_an_index_with_more_events_is_a_loss_and_one_with_fewer_is_not(
    estate: Path, serve: Callable[[dict[int | None, int]], OldIndex]
) -> None:
    there = counts(next(estate.glob("groupid*.db")))
    server = serve(dict(there))
    shell = with_old_index(estate, server)
    (row,) = rows_of(shell)
    assert row["status"] == "Passed" and f"{sum(there.values()):,}" in row["message"]
    before = shell.plan()
    assert not [n for n in before["notices"] if "only-indexed" in n["id"]]

    more, fewer = sorted(s for s in there if s is not None)[:2]
    server.counts = {**there, more: there[more] + 7, fewer: there[fewer] - 1}
    shell = Shell()
    shell.open(estate)
    found = rows_of(shell)
    assert [r["status"] for r in found] == ["Warning", "Warning"]
    assert f"{there[more] + 7:,} in the old search index, {there[more]:,} in the database" in found[0]["message"]
    assert "lost" in found[0]["recommendedAction"] and "Nothing is lost" in found[1]["recommendedAction"]
    plan = shell.plan()
    (notice,) = [n for n in plan["notices"] if "only-indexed" in n["id"]]
    assert (notice["id"], notice["severity"]) == (f"history/only-indexed/{more}", "Loss")
    with pytest.raises(EngineError) as refused:
        shell.job("run.start", plan=plan["text"], acceptLoss=[])
    assert refused.value.id == "DMUpgrade.Loss.NotAccepted"
    assert {path for path, _ in server.asked} == {"/groupid-history*/_search"}


def test_what_cannot_be_counted_is_said(serve: Callable[[dict[int | None, int]], OldIndex]) -> None:
    server = serve({1: 2, None: 3})
    asked = (server.url, "h*", "IdentityStoreID", 5.0)
    assert events_by_store(*asked) == {1: 2, None: 3}
    whole = server.counted(server.asked[0][1])
    for status, body, said in (
        (400, {"error": {"root_cause": [{"reason": "Fielddata is disabled on text fields"}]}}, "400 Fielddata"),
        (200, {**whole, "timed_out": True}, "as a whole"),
        (200, {**whole, "_shards": {"total": 5, "failed": 1}}, "as a whole"),
        (200, {**whole, "_shards": {"total": 0, "failed": 0}}, "as a whole"),
        (200, {"hits": {}}, "no count by the field"),
    ):
        server.status, server.body = status, body
        with pytest.raises(OldIndexUnread, match=said):
            events_by_store(*asked)
    server.close()
    with pytest.raises(OldIndexUnread, match="ConnectionError"):
        events_by_store(*asked)
