"""The history step on a real target: look, act, look again, for every way a range can be found and every way it can
end."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.errors import DiskFull, IndexFailed, LockLost, Stopping
from pyupgrade.plan.history import PORTION_KEYS, RANGE_KEYS
from pyupgrade.plan.intervals import remaining
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import Outcome, Range
from pyupgrade.steps.history import History, Workers
from pyupgrade.target.tables import TablesWriter
from tests import oracle_history as oracle
from tests.steps.history_parts import ACTIONS, CLIENTS, SECRET, STORES, Old, event, group_guid
from tests.target.parts import INSTALLATION, NoControl, Target

KEYS = (5, 6, 9_999, 10_000, 10_001, 35_000, 35_001)


@pytest.fixture
def old(tmp_path: Path) -> Old:
    made = Old(tmp_path / "groupid10.db")
    made.put("objects", KEYS)
    return made


def run(
    old: Old,
    writer: TablesWriter,
    bulk: Bulk | None = None,
    control: Any = None,
    workers: Any = None,
    **conversion: Any,
) -> list[Outcome]:
    reader = old.reader(**conversion)
    try:
        step = History(INSTALLATION, reader, reader, workers)
        return list(step([bulk or old.bulk()], writer, control or NoControl()))
    finally:
        reader.close()


def said(outcomes: list[Outcome]) -> list[tuple[str, int]]:
    return [(o.status, o.count) for o in outcomes]


def ledger(writer: TablesWriter, stream: str = "objects") -> list[tuple[int, int, int, str]]:
    return [(r.start, r.stop, r.rows, r.selection) for r in writer.ledger(INSTALLATION, stream)]


def state(target: Target) -> tuple[Any, ...]:
    """All that a run leaves of history: rows, ledger without run and time, files."""
    rows = target.sql('SELECT * FROM "DM11.History" ORDER BY 1')
    lines = target.sql("SELECT stream, start, stop, rows, skipped, digest, documents, selection FROM DMUpgrade_Range")
    folder = target.path.with_name("index")
    files = {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return rows, sorted(lines), files


# -- absent, apply, equal, apply again
# ---------------------------------------------------------------------------------------


def test_what_is_absent_is_written_and_found_present_afterwards(old: Old, target: Target) -> None:
    writer = target.open([old.bulk()])
    assert said(run(old, writer)) == [("Done", 3), ("Done", 2), ("Done", 2)]
    assert ledger(writer) == [(0, 9_999, 3, ""), (10_000, 19_999, 2, ""), (30_000, 35_001, 2, "")]
    assert writer.journal.state("History/objects") == "Done"
    before = state(target)
    assert said(run(old, writer)) == [("Present", 3), ("Present", 2), ("Present", 2)]
    assert state(target) == before
    assert remaining(old.bulk(), writer.ledger(INSTALLATION, "objects"), old) is None  # type: ignore[arg-type]


def test_rows_documents_and_digests_are_what_the_oracle_says(old: Old, target: Target) -> None:
    old.put("helpdesk", [1, 2], data='{"Status":"Success","Zusatz":[1]}')
    old.put("helpdesk", [3], data='{"Status":"Succ')
    writer = target.open()
    for stream in ("objects", "helpdesk"):
        run(old, writer, old.bulk(stream))
        for known in writer.ledger(INSTALLATION, stream):
            rows = list(writer.history_rows(INSTALLATION, stream, known.start, known.stop))
            assert (known.digest, known.documents) == oracle.digests(rows)
            documents = writer.index.history(INSTALLATION, stream, known.start, known.stop)
            assert documents is not None
            assert hashlib.sha256(documents).hexdigest() == known.documents
            for row in rows:
                key = row[0] % 10**16
                expected = oracle.convert(
                    1 if stream == "objects" else 4, key, 1, _data(old, stream, key), installation=INSTALLATION,
                    actions=ACTIONS, clients=CLIENTS, stores={s: s for s in STORES},
                )  # fmt: skip
                assert json.loads(row[-1]) == expected["Record"]
                assert set((row[6] or "").split()) == expected["Problem"]
    assert SECRET not in repr(state(target))


def _data(old: Old, stream: str, key: int) -> bytes:
    reader = old.source.open()
    ((row,),) = list(reader.pages(stream, key, key))
    reader.close()
    assert isinstance(row[2], bytes)
    return row[2]


def test_long_stretches_without_a_key_cost_nothing(old: Old, target: Target) -> None:
    old.put("objects", [5_000_000_000_000])
    assert said(run(old, target.open()))[-1] == ("Done", 1)
    assert len(ledger(target.open())) == 4


def test_negative_keys_have_their_place(old: Old, target: Target) -> None:
    old.put("objects", [-20_000, -1])
    writer = target.open()
    assert said(run(old, writer))[:2] == [("Done", 1), ("Done", 1)]
    assert [line[:3] for line in ledger(writer)][:2] == [(-20_000, -10_001, 1), (-10_000, -1, 1)]


def test_events_that_came_after_the_plan_are_taken_along_as_grown(old: Old, target: Target) -> None:
    bulk = old.bulk()
    old.put("objects", [35_002, 40_000])
    writer = target.open()
    assert said(run(old, writer, bulk)) == [("Done", 3), ("Done", 2), ("Done", 2), ("Grown", 1), ("Grown", 1)]
    old.put("objects", [40_001])
    left = remaining(old.bulk(), writer.ledger(INSTALLATION, "objects"), old)  # type: ignore[arg-type]
    assert left is not None
    assert (left.first, left.last, left.count) == (40_001, 40_001, 1)
    assert said(run(old, writer, left)) == [("Done", 1)]


# -- conflict
# ----------------------------------------------------------------------------------------------------------------


def test_rows_that_nobody_of_ours_wrote_are_a_conflict_and_the_rest_goes_on(old: Old, target: Target) -> None:
    writer = target.open()
    target.sql("INSERT INTO \"DM11.History\" (HistoryKey, Record) VALUES (110000000000015000, '{}')")
    outcomes = run(old, writer)
    assert said(outcomes) == [("Done", 3), ("Conflict", 1), ("Done", 2)]
    assert outcomes[1].error == "DMUpgrade.History.Conflict"
    assert outcomes[1].action
    assert [line[:2] for line in ledger(writer)] == [(0, 9_999), (30_000, 35_001)]
    assert writer.index.history(INSTALLATION, "objects", 10_000, 19_999) is None


def test_rows_of_ours_that_are_gone_are_a_conflict(old: Old, target: Target) -> None:
    writer = target.open()
    run(old, writer)
    target.sql('DELETE FROM "DM11.History" WHERE HistoryKey = 110000000000010001')
    assert said(run(old, writer)) == [("Present", 3), ("Conflict", 1), ("Present", 2)]


def test_somebody_who_writes_between_look_and_commit_is_not_overwritten(old: Old, target: Target) -> None:
    writer = target.open()
    inner = writer.transaction

    def interfered() -> Any:
        target.sql("INSERT OR IGNORE INTO \"DM11.History\" (HistoryKey, Record) VALUES (110000000000000007, '{}')")
        return inner()

    writer.transaction = interfered  # type: ignore[method-assign]
    outcomes = run(old, writer)
    assert said(outcomes) == [("Failed", 0), ("Done", 2), ("Done", 2)]
    assert outcomes[0].error == "DMUpgrade.Target.Refused"


# -- killed, cut off, full
# -----------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone here."""


@contextmanager
def dying(writer: TablesWriter, where: str, times: int = 1) -> Iterator[None]:
    """The n-th call of journal.range, put_history or the index's put_history dies after (index) or before its work."""
    holder: Any = {"ledger": writer.journal, "rows": writer, "documents": writer.index}[where]
    name = "range" if where == "ledger" else "put_history"
    inner: Callable[..., Any] = getattr(holder, name)
    calls = 0

    def instead(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls < times:
            return inner(*given)
        if where == "documents":
            inner(*given)
        raise Killed

    setattr(holder, name, instead)
    with pytest.raises(Killed):
        yield
    setattr(holder, name, inner)


@pytest.mark.parametrize("where", ["documents", "rows", "ledger"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_killed_anywhere_and_resumed_ends_the_same(tmp_path: Path, old: Old, where: str, times: int) -> None:
    from tests.target.parts import make_target

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    quiet, killed = (Target(make_target(tmp_path / name / "dm11.db")) for name in "ab")
    run(old, quiet.open())
    writer = killed.open()
    with dying(writer, where, times):
        run(old, writer)
    rows, lines = killed.sql('SELECT count(*) FROM "DM11.History"'), ledger(writer)
    assert rows[0][0] == sum(line[2] for line in lines)
    assert len(lines) <= times - 1
    run(old, writer)
    assert state(killed) == state(quiet)
    quiet.close()
    killed.close()


def test_a_stop_is_obeyed_after_the_range_and_the_line_stays_open(old: Old, target: Target) -> None:
    writer = target.open([old.bulk()])
    assert said(run(old, writer, control=NoControl(stop_at=1))) == [("Done", 3)]
    assert writer.journal.state("History/objects") is None
    assert said(run(old, writer)) == [("Present", 3), ("Done", 2), ("Done", 2)]
    assert writer.journal.state("History/objects") == "Done"


def test_another_shell_can_write_while_the_index_is_waited_for_and_a_stop_then_keeps_what_was_committed(
    old: Old, target: Target
) -> None:
    writer = target.open([old.bulk()])
    put = writer.index.put_history

    def waiting(installation: str, stream: str, start: int, stop: int, documents: Any) -> Any:
        refused = put(installation, stream, start, stop, documents)
        target.sql("UPDATE DMUpgrade_Control SET pause = 0")  # locked out, this would raise
        if start == 30_000:
            raise Stopping
        return refused

    writer.index.put_history = waiting  # type: ignore[method-assign]
    assert said(run(old, writer)) == [("Done", 3), ("Done", 2)]
    assert writer.journal.state("History/objects") is None, "the line stays open"
    writer.index.put_history = put  # type: ignore[method-assign]
    assert said(run(old, writer)) == [("Present", 3), ("Present", 2), ("Done", 2)]


def test_an_index_that_refuses_fails_its_range_and_nothing_of_it_is_written(old: Old, target: Target) -> None:
    writer = target.open()
    put = writer.index.put_history

    def refusing(installation: str, stream: str, start: int, stop: int, documents: Any) -> Any:
        if start == 10_000:
            raise IndexFailed(what=stream, reason="mapping conflict")
        return put(installation, stream, start, stop, documents)

    writer.index.put_history = refusing  # type: ignore[method-assign]
    outcomes = run(old, writer)
    assert said(outcomes) == [("Done", 3), ("Failed", 0), ("Done", 2)]
    assert outcomes[1].error == "DMUpgrade.Index.Failed"
    writer.index.put_history = put  # type: ignore[method-assign]
    assert said(run(old, writer)) == [("Present", 3), ("Done", 2), ("Present", 2)]


@pytest.mark.parametrize("fatal", [DiskFull(location="here"), LockLost(reason="another took it")])
def test_what_is_fatal_ends_the_run_with_what_was_committed(old: Old, target: Target, fatal: Exception) -> None:
    writer = target.open()
    inner = writer.put_history

    def failing(installation: str, stream: str, rows: Any) -> None:
        if rows[0][0] % 10**16 == 10_000:
            raise fatal
        inner(installation, stream, rows)

    writer.put_history = failing  # type: ignore[method-assign]
    with pytest.raises(type(fatal)):
        run(old, writer)
    assert [line[0] for line in ledger(writer)] == [0]


def test_what_does_not_read_back_as_written_is_said(old: Old, target: Target) -> None:
    writer = target.open()
    target.sql(
        'CREATE TRIGGER meddler AFTER INSERT ON "DM11.History" WHEN new.HistoryKey = 110000000000010001'
        " BEGIN UPDATE \"DM11.History\" SET Record = '{}' WHERE HistoryKey = new.HistoryKey; END"
    )
    outcomes = run(old, writer)
    assert said(outcomes) == [("Done", 3), ("Failed", 0), ("Done", 2)]
    assert "read back" in outcomes[1].message


# -- selections
# ----------------------------------------------------------------------------------------------------------------


def test_chosen_groups_first_and_everything_later(old: Old, target: Target) -> None:
    writer = target.open()
    chosen = group_guid(5)
    some = old.bulk(groups=(chosen,))
    assert said(run(old, writer, some, groups=frozenset({chosen}))) == [("Done", 1), ("Done", 1), ("Done", 0)]
    assert said(run(old, writer, some, groups=frozenset({chosen}))) == [("Present", 1), ("Present", 1), ("Present", 0)]
    assert said(run(old, writer)) == [("Done", 2), ("Done", 1), ("Done", 2)]
    assert [line[3] for line in ledger(writer)] == ["", "", ""]
    whole = state(target)
    assert said(run(old, writer, some, groups=frozenset({chosen}))) == [("Present", 3), ("Present", 2), ("Present", 2)]
    assert state(target) == whole


def test_two_choices_of_groups_share_a_ledger_line(old: Old, target: Target) -> None:
    writer = target.open()
    a, b = group_guid(5), group_guid(6)
    run(old, writer, old.bulk(groups=(a,)), groups=frozenset({a}))
    more = run(old, writer, old.bulk(groups=(b,)), groups=frozenset({b}))
    assert sum(o.count for o in more if o.status == "Done") > 0
    again = run(old, writer, old.bulk(groups=(a,)), groups=frozenset({a}))
    assert {o.status for o in again} == {"Present"}
    for known in writer.ledger(INSTALLATION, "objects"):
        rows = list(writer.history_rows(INSTALLATION, "objects", known.start, known.stop))
        assert (known.rows, known.digest) == (len(rows), oracle.digests(rows)[0])
        assert {row[3] for row in rows} <= {a, b}


def test_a_partial_range_that_somebody_changed_is_not_replaced(old: Old, target: Target) -> None:
    writer = target.open()
    chosen = group_guid(5)
    run(old, writer, old.bulk(groups=(chosen,)), groups=frozenset({chosen}))
    target.sql("UPDATE \"DM11.History\" SET ObjectGUID = 'x' WHERE HistoryKey = 110000000000000005")
    outcomes = run(old, writer)
    assert outcomes[0].status == "Conflict"
    assert "changed since" in outcomes[0].message


def test_since_can_be_widened_later(old: Old, target: Target) -> None:
    from pyupgrade.modules.history_instants import read_instant

    writer = target.open()
    late, early = "2020-01-01T00:00:00Z", "2012-01-01T00:00:00Z"
    run(old, writer, old.bulk(since=late), since=read_instant(late)[0])
    count = target.sql('SELECT count(*) FROM "DM11.History"')[0][0]
    assert 0 < count < len(KEYS)
    assert {o.status for o in run(old, writer, old.bulk(since=late), since=read_instant(late)[0])} == {"Present"}
    run(old, writer, old.bulk(since=early), since=read_instant(early)[0])
    assert target.sql('SELECT count(*) FROM "DM11.History"')[0][0] > count
    known = writer.ledger(INSTALLATION, "objects")
    assert remaining(old.bulk(since=late), known, old) is None  # type: ignore[arg-type]
    assert remaining(old.bulk(), known, old) is not None  # type: ignore[arg-type]
    run(old, writer)
    assert target.sql('SELECT count(*) FROM "DM11.History"')[0][0] == len(KEYS)


def test_a_store_that_is_carried_later_brings_its_events(old: Old, target: Target) -> None:
    old.put("objects", [7], store=6)
    writer = target.open()
    assert said(run(old, writer, left=frozenset({6})))[0] == ("Done", 3)
    wider = old.bulk(stores=(*STORES, 6))
    left = remaining(wider, writer.ledger(INSTALLATION, "objects"), old)  # type: ignore[arg-type]
    assert left is not None
    outcomes = run(old, writer, left, stores={1: 1, 2: 2, 6: 6})
    assert said(outcomes) == [("Done", 1), ("Present", 2), ("Present", 2)]
    assert remaining(wider, writer.ledger(INSTALLATION, "objects"), old) is None  # type: ignore[arg-type]


# -- executors
# -------------------------------------------------------------------------------------------------------------------


def test_any_executor_does_and_ranges_come_in_key_order(old: Old, target: Target) -> None:
    reader, control = old.reader(), NoControl()
    with ThreadPoolExecutor(1) as executor:
        step = History(INSTALLATION, old.reader(), reader, Workers(executor, reader, 2))
        outcomes = list(step([old.bulk()], target.open(), control))
    reader.close()
    assert said(outcomes) == [("Done", 3), ("Done", 2), ("Done", 2)]
    assert control.asked == 3


class Ahead(Executor):
    """Counts how many ranges are submitted and not yet asked for."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.out, self.most = work, 0, 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.out += 1
        self.most = max(self.most, self.out)
        counter = self

        class Waited(Future[Any]):
            def cancel(self) -> bool:
                return False

            def result(self, timeout: float | None = None) -> Any:
                counter.out -= 1
                return counter.work(*args)

        return Waited()


def test_no_more_ranges_are_in_flight_than_allowed(old: Old, target: Target) -> None:
    old.put("objects", range(50_000, 250_000, 10_000))
    reader = old.reader()
    ahead = Ahead(reader)
    step = History(INSTALLATION, reader, reader, Workers(ahead, reader, 3))
    assert {o.status for o in step([old.bulk()], target.open(), NoControl())} == {"Done"}
    assert ahead.most == 3 * RANGE_KEYS // PORTION_KEYS
    reader.close()


def test_a_pool_whose_worker_was_killed_is_done_without(old: Old, target: Target) -> None:
    def broken(*_: Any) -> Any:
        raise BrokenExecutor("a worker was killed")

    reader = old.reader()
    step = History(INSTALLATION, reader, reader, Workers(Ahead(broken), reader, 2))
    assert said(list(step([old.bulk()], target.open(), NoControl()))) == [("Done", 3), ("Done", 2), ("Done", 2)]
    reader.close()


def test_ranges_of_one_stream_leave_the_others_alone(old: Old, target: Target) -> None:
    for stream in ("store-configuration", "admin-center", "helpdesk"):
        old.put(stream, [5], store=None)
    writer = target.open()
    bulks = [old.bulk(s) for s in ("objects", "store-configuration", "admin-center", "helpdesk")]
    reader = old.reader()
    outcomes = list(History(INSTALLATION, reader, reader)(bulks, writer, NoControl()))
    reader.close()
    assert [o.line for o in outcomes][-3:] == [
        "History/store-configuration",
        "History/admin-center",
        "History/helpdesk",
    ]
    assert len({row[0] for row in target.sql('SELECT HistoryKey FROM "DM11.History"')}) == len(KEYS) + 3


def test_a_ledger_line_is_plain_data() -> None:
    line = Range(INSTALLATION, "objects", 0, 9, 1, 0, "d", "e")
    assert dataclasses.replace(line, rows=2).rows == 2
    assert json.loads(event(1))["EventID"] == "1"
