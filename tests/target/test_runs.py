"""The journal as a DBA and another shell see it: runs begun, interrupted, resumed, controlled, ended, with lines."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from functools import partial

import pytest

from pyupgrade.errors import NoRunLive, NothingToResume, RunNotFound, Stopping, TargetUnreachable
from pyupgrade.plan.items import Bulk
from pyupgrade.target.control import RunControl, cutting
from pyupgrade.target.journal import images
from pyupgrade.target.journal_tables import NAMES
from pyupgrade.target.lock import holder_of
from pyupgrade.target.runs import Runs
from pyupgrade.target.tables import TablesWriter
from tests.target.parts import GUID, HOLDER, INSTALLATION, OTHER, Target, group, locked, store

BULK = Bulk(
    module="history", feature="History", stream="objects", number=1, table="SVC.BackUpHistory",
    first=1, last=500, count=480, stores=(1, 2),
)  # fmt: skip


def test_planning_leaves_no_trace_and_a_run_makes_the_journal_only(target: Target) -> None:
    reader = target.reader()
    assert reader.ours("SmartGroup", [GUID(1)]) == set()
    assert reader.ledger(INSTALLATION, "objects") == []
    assert reader.completed(INSTALLATION) == frozenset()
    assert reader.given("DataSource", "x") is None
    assert target.runs.list() == []
    with pytest.raises(RunNotFound):
        target.runs.list(1)
    before = {name for (name,) in target.sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not any(name.startswith("DMUpgrade") for name in before)
    target.begin([store(1)])
    after = {name for (name,) in target.sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {n for n in after - before if not n.startswith("sqlite_")} == set(NAMES)


def test_a_dba_reads_it_with_one_select(target: Target) -> None:
    run, _ = target.begin([store(1), group(1), BULK])
    assert target.sql("SELECT id, status, who, host, process, epoch, started FROM DMUpgrade_Run") == [
        (run, "Running", "anna", "host-a", 4711, 1, target.sql("SELECT started FROM DMUpgrade_Run")[0][0])
    ]
    assert target.sql("SELECT line, feature, items, state FROM DMUpgrade_Line ORDER BY items, line") == [
        ("IdentityStore/1", "Configuration", 1, "Planned"),
        (f"SmartGroup/{GUID(1)}", "Groups", 1, "Planned"),
        ("History/objects", "History", 480, "Planned"),
    ]
    assert target.runs.plan(run) == '{"format":"dmupgrade-plan/1"}'
    with pytest.raises(RunNotFound):
        target.runs.plan(99)


def test_what_was_declined_stands_in_the_journal_from_the_beginning(target: Target) -> None:
    run, _ = target.begin([store(1), group(1), group(2)], skip={group(2).id})
    assert target.sql("SELECT line, state, message FROM DMUpgrade_Line ORDER BY position") == [
        ("IdentityStore/1", "Planned", None),
        (f"SmartGroup/{GUID(1)}", "Planned", None),
        (f"SmartGroup/{GUID(2)}", "Skipped", "declined at the prompt"),
    ]
    assert [line["line"] for line in target.runs.lines(run, "Skipped")] == [group(2).id]


def test_interrupted_is_derived_from_the_lock(target: Target) -> None:
    with locked(target) as lock:
        run, _ = target.begin([store(1)])
        lock.note(run)
        assert target.runs.list()[0].status == "Running"
        target.runs.control(run, "pause")
        assert target.runs.list()[0].status == "Paused"
    assert target.runs.list()[0].status == "Interrupted"
    assert target.sql("SELECT status FROM DMUpgrade_Run") == [("Running",)]


def test_another_run_at_work_does_not_make_an_old_one_live(target: Target) -> None:
    with locked(target):
        old, _ = target.begin([store(1)])
    with locked(target) as lock:
        new, _ = target.begin([store(1)], holder=OTHER)
        lock.note(new)
        assert [(r.id, r.status) for r in target.runs.list()] == [(new, "Running"), (old, "Interrupted")]


def test_facts_of_a_run(target: Target) -> None:
    writer = target.open([store(1), store(2), group(1), BULK])
    with writer.transaction():
        writer.journal.line("IdentityStore/1", "Done", after="a" * 64)
        writer.journal.line(f"SmartGroup/{GUID(1)}", "Conflict", error="DMUpgrade.Item.Conflict", message="not ours")
        writer.journal.line(f"Document/SmartGroup/{GUID(1)}", "Done")
    writer.record.enter("groups")
    facts = target.runs.list()[0]
    assert facts.states == {
        "Configuration": {"Done": 1, "Planned": 1}, "Groups": {"Conflict": 1}, "History": {"Planned": 480},
    }  # fmt: skip
    assert (facts.count(), facts.count("Done"), facts.count("Conflict", "Failed")) == (483, 1, 1)
    assert (facts.stage, facts.user, facts.features) == ("groups", "anna", ("Configuration", "Groups", "History"))
    assert facts.started.tzinfo is not None
    assert facts.started.astimezone(UTC).year == datetime.fromtimestamp(1_790_000_000, UTC).year
    assert [line["line"] for line in target.runs.lines(facts.id, "Conflict")] == [f"SmartGroup/{GUID(1)}"]


def test_an_ended_run_counts_and_what_it_completed_with_it(target: Target) -> None:
    writer = target.open([store(1)])
    assert target.reader().completed(INSTALLATION) == frozenset()
    writer.record.end("CompletedWithErrors", ["Configuration"], "one thing failed")
    assert target.reader().completed(INSTALLATION) == {"Configuration"}
    assert target.reader().completed("another installation") == frozenset()
    facts = target.runs.list()[0]
    assert (facts.status, facts.completed, facts.message) == (
        "CompletedWithErrors",
        ("Configuration",),
        "one thing failed",
    )
    assert facts.ended is not None


def test_a_stopped_run_has_completed_nothing_and_can_go_on(target: Target) -> None:
    writer = target.open([store(1)])
    writer.record.end("Stopped", [])
    assert target.reader().completed(INSTALLATION) == frozenset()
    with locked(target):
        run, epoch = target.runs.reopen(None, OTHER)
    facts = target.runs.list(run)[0]
    assert (epoch, facts.epoch, facts.host, facts.ended, facts.status) == (2, 2, "host-b", None, "Interrupted")
    assert facts.resumed is not None


def test_a_completed_run_cannot_be_resumed_and_an_unknown_one_not_found(target: Target) -> None:
    with pytest.raises(NothingToResume):
        target.runs.reopen(None, OTHER)
    writer = target.open([store(1)])
    writer.record.end("Completed", ["Configuration"])
    for asked in (None, writer.journal.run):
        with pytest.raises(NothingToResume):
            target.runs.reopen(asked, OTHER)
    with pytest.raises(RunNotFound):
        target.runs.reopen(42, OTHER)


def test_what_a_run_did_stays_on_record_when_it_looks_again(target: Target) -> None:
    writer = target.open([store(1)])
    with writer.transaction():
        assert writer.journal.state("IdentityStore/1") is None
        writer.journal.line("IdentityStore/1", "Done", before={"a": 1}, after="a" * 64)
        assert writer.journal.state("IdentityStore/1") == "Done"
        writer.journal.line("IdentityStore/1", "Present", after="a" * 64)
        writer.journal.line("IdentityStore/1", "Done", before={"a": 2}, after="b" * 64)
    assert target.sql("SELECT state, before, after, tries FROM DMUpgrade_Line") == [("Done", '{"a":1}', "b" * 64, 3)]
    with target.reading.connect() as connection:
        assert list(images(connection, writer.journal.run)) == [("IdentityStore/1", {"a": 1}, "b" * 64)]
    assert target.reader().ours("IdentityStore", ["1", "2"]) == {"1"}


def test_pause_stop_and_go_on_reach_a_run_of_another_process_below_two_seconds(target: Target) -> None:
    """The run writes without a pause of its own, as hard as it can; this process is the other shell."""
    script = """
import sys, time
from functools import partial
from pathlib import Path
from tests.target.parts import HOLDER, Target, group, locked
target = Target(Path(sys.argv[1]))
from pyupgrade.target.control import RunControl
with locked(target) as lock:
    run, epoch = target.begin([group(1)])
    lock.note(run)
    writer = target.writer(run, epoch)
    control = RunControl(target.reading, "x", run)
    number = 0
    print("going", flush=True)
    while control.go_on():
        with writer.transaction():
            for _ in range(150):
                number += 1
                writer.write("SmartGroup", f"0d8c7a7e-4d1f-4b53-9d1e-{number:012x}", {"name": "x" * 200})
    writer.record.end("Stopped", [])
    print(number, flush=True)
"""
    child = subprocess.Popen([sys.executable, "-c", script, str(target.path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "going\n"
    time.sleep(0.5)

    def rows() -> int:
        return int(target.sql('SELECT COUNT(*) FROM "DM11.SmartGroup"')[0][0])

    begun = time.monotonic()
    assert target.runs.control(None, "pause").status == "Paused"
    while (seen := rows()) != (time.sleep(0.5), rows())[1]:
        assert time.monotonic() - begun < 4
    assert time.monotonic() - begun < 2
    assert seen > 0
    target.runs.control(None, "continue")
    time.sleep(0.5)
    assert rows() > seen
    begun = time.monotonic()
    target.runs.control(None, "stop")
    assert child.wait(timeout=5) == 0
    assert time.monotonic() - begun < 2
    child.communicate()
    assert target.runs.list()[0].status == "Stopped"
    with pytest.raises(NoRunLive):
        target.runs.control(None, "stop")


def test_this_process_can_stop_its_own_run(target: Target) -> None:
    run, _ = target.begin([store(1)])
    control = RunControl(target.reading, "x", run)
    assert control.go_on()
    control.paused.set()
    threading.Timer(0.3, control.stopping.set).start()
    assert not control.go_on()
    assert not control.go_on(), "a stop stays a stop"


def test_a_killed_run_is_interrupted_and_goes_on_under_a_new_epoch(target: Target) -> None:
    script = """
import os, sys, time
from pathlib import Path
from tests.target.parts import Target, group, locked
target = Target(Path(sys.argv[1]))
with locked(target) as lock:
    run, epoch = target.begin([group(1)])
    lock.note(run)
    writer = target.writer(run, epoch)
    with writer.transaction():
        writer.write("SmartGroup", group(1).key, group(1).values)
    with writer.transaction():
        writer.write("SmartGroup", group(2).key, group(2).values)
        print("inside", flush=True)
        time.sleep(60)
"""
    child = subprocess.Popen([sys.executable, "-c", script, str(target.path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "inside\n"
    assert target.runs.list()[0].status == "Running"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert target.runs.list()[0].status == "Interrupted"
    assert list(target.reader().keys("SmartGroup")) == [GUID(1)]
    with locked(target):
        assert target.runs.reopen(None, HOLDER) == (1, 2)


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n"


def _write_for_ever(writer: TablesWriter) -> None:
    with writer.transaction():
        writer.journal.line("IdentityStore/1", "Done")
        writer._own().exec_driver_sql(ENDLESS)


def test_a_statement_that_goes_on_when_the_run_is_to_stop_is_cut(target: Target) -> None:
    with locked(target) as lock:
        run, epoch = target.begin([store(1)])
        lock.note(run)
        writer, control = target.writer(run, epoch), RunControl(target.reading, "x", run)
        threading.Timer(0.3, control.stopping.set).start()
        began = time.monotonic()
        with cutting(control, writer.cut), pytest.raises(Stopping):
            _write_for_ever(writer)
        assert time.monotonic() - began < 6, "2 s on a machine that does nothing else"
        assert writer.journal.state("IdentityStore/1") is None, "all of the transaction is rolled back"
        assert not control.go_on()
        writer.record.end("Stopped", ())
        assert target.runs.list()[0].status == "Stopped"
        writer.close()


def test_a_flag_that_finds_no_gap_says_so_and_does_not_wait_for_ever(target: Target) -> None:
    with locked(target) as lock:
        run, _ = target.begin([store(1)])
        lock.note(run)
        other = sqlite3.connect(target.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        now = target.clock
        runs = Runs(
            target.reading, target.writing, str(target.path), partial(holder_of, lock.path), lambda: now() + next(hours)
        )
        hours = itertools.count(step=3600)
        with pytest.raises(TargetUnreachable, match="locked"):
            runs.control(run, "stop", sleep=lambda seconds: None)
        other.execute("ROLLBACK")
        other.close()
        assert runs.control(run, "stop").status == "Running"


def test_undo_gets_its_images_in_the_plans_order_backwards(target: Target) -> None:
    lines = [store(2), store(1), group(1)]
    writer = target.open(lines)
    with writer.transaction():
        for line in lines:
            writer.journal.line(line.id, "Done", before=None, after="a" * 64)
    with target.reading.connect() as connection:
        assert [line for line, _, _ in images(connection, writer.journal.run)] == [line.id for line in reversed(lines)]
