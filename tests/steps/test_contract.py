"""The contract of every step kind: whatever happens between look, act and look again, a second try ends in the same."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pyupgrade.errors import DoorUnreachable, TargetUnreachable
from tests.steps.rigs import RIGS, Faulty, Rig
from tests.target.parts import HOLDER, Target, locked, make_target

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=sorted(RIGS))
def rig(request: pytest.FixtureRequest) -> Rig:
    return RIGS[request.param]


@pytest.fixture
def target(rig: Rig, tmp_path: Path) -> Iterator[Target]:
    made = rig.on(make_target(tmp_path / "dm11.db"))
    yield made
    made.close()


def journal(target: Target) -> list[tuple[str, str, str | None, str | None]]:
    rows = target.sql("SELECT line, state, before, after FROM DMUpgrade_Line ORDER BY line")
    return [(line, state, before, after) for line, state, before, after in rows]


def undisturbed(rig: Rig, tmp_path: Path) -> tuple[dict[str, object], list[tuple[str, str, str | None, str | None]]]:
    """What stands, and what the journal says, after a run that nothing happened to."""
    other = rig.on(make_target(tmp_path / "undisturbed.db"))
    writer = other.open(rig.lines)
    rig.prepare(other, writer)
    rig.apply(other, writer)
    stands, said = rig.stands(other), journal(other)
    writer.close()
    other.close()
    return stands, said


def test_absent_is_made_and_a_second_time_it_is_present(rig: Rig, target: Target) -> None:
    writer = target.open(rig.lines)
    rig.prepare(target, writer)
    assert rig.stands(target) == {}
    assert [(o.line, o.status) for o in rig.apply(target, writer)] == [(line.id, "Done") for line in rig.lines]
    assert rig.stands(target) == rig.wanted()
    first = journal(target)
    assert {o.status for o in rig.apply(target, writer)} == {"Present"}
    assert rig.stands(target) == rig.wanted()
    assert journal(target) == first, "what the run did stays on record"
    writer.close()


def test_what_is_already_so_is_left_alone(rig: Rig, target: Target) -> None:
    writer = target.open(rig.lines)
    rig.prepare(target, writer)
    rig.apply(target, writer)
    writer.close()
    again = target.open(rig.lines)
    calls: list[str] = []
    outcomes = rig.apply(target, Faulty(again, lambda point, when, count: calls.append(point)))
    assert [o.status for o in outcomes] == ["Present"] * len(rig.lines)
    assert rig.act not in calls
    again.close()


def test_somebody_elses_work_is_never_overwritten(rig: Rig, target: Target) -> None:
    writer = target.open(rig.lines)
    rig.prepare(target, writer)
    word = rig.disturb(target)
    theirs = rig.stands(target)[rig.lines[0].id]
    outcomes = rig.apply(target, writer)
    assert [o.status for o in outcomes] == ["Conflict"] + ["Done"] * (len(rig.lines) - 1)
    assert word in outcomes[0].message
    assert outcomes[0].error
    assert outcomes[0].action
    assert rig.stands(target) == {**rig.wanted(), rig.lines[0].id: theirs}
    writer.close()


def test_a_change_made_after_ours_is_a_conflict_on_the_next_look(rig: Rig, target: Target) -> None:
    writer = target.open(rig.lines)
    rig.prepare(target, writer)
    rig.apply(target, writer)
    rig.disturb(target)
    theirs = rig.stands(target)[rig.lines[0].id]
    assert rig.apply(target, writer)[0].status == "Conflict"
    assert rig.stands(target)[rig.lines[0].id] == theirs
    writer.close()


POINTS = {
    "before the act": ("{act}", "before", 1),
    "between act and journal": ("{act}", "after", 1),
    "before the journal's last line": ("journal.line", "before", 2),
    "before the commit": ("transaction", "before", 1),
    "after the commit": ("transaction", "after", 1),
}
AFTER_THE_ACT = ("between act and journal", "before the journal's last line", "before the commit")


@pytest.mark.parametrize("moment", POINTS)
def test_killed_at_any_line_a_resume_ends_as_if_nothing_had_happened(
    rig: Rig, target: Target, tmp_path: Path, moment: str
) -> None:
    point, when, nth = POINTS[moment]
    command = [
        sys.executable,
        "-m",
        "tests.steps.rigs",
        str(target.path),
        rig.name,
        point.format(act=rig.act),
        when,
        str(nth),
    ]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert target.runs.list()[0].status == "Interrupted"
    with locked(target):
        run, epoch = target.runs.reopen(None, HOLDER)
        writer = target.writer(run, epoch)
        outcomes = rig.apply(target, writer)
        writer.close()
    assert {o.status for o in outcomes} <= {"Done", "Present"}
    stands, said = undisturbed(rig, tmp_path)
    assert rig.stands(target) == stands
    if rig.stops_when_lost:
        # A call each: only that of the kill is found done, and its before-image is what the product showed of it.
        assert {(line, after) for line, _, _, after in journal(target)} == {(line, after) for line, _, _, after in said}
        return
    if not rig.joins_the_commit and not rig.says_first and moment in AFTER_THE_ACT:
        # The act is found done when the journal knows nothing of it: by whom, nobody can say.
        said = [(line, state.replace("Done", "Present"), before, after) for line, state, before, after in said]
    assert journal(target) == said


def test_an_answer_lost_after_the_act_is_found_out_by_looking(rig: Rig, target: Target) -> None:
    writer = target.open(rig.lines)
    rig.prepare(target, writer)

    def lose(point: str, when: str, count: int) -> None:
        act = "transaction" if rig.joins_the_commit else rig.act
        if (point, when, count) == (act, "after", 1):
            raise rig.lost_answer()

    if rig.joins_the_commit or rig.stops_when_lost:
        with pytest.raises((TargetUnreachable, DoorUnreachable)):
            rig.apply(target, Faulty(writer, lose))
    else:
        assert {o.status for o in rig.apply(target, Faulty(writer, lose))} == {"Done"}
    assert rig.stands(target)[rig.lines[0].id] == rig.wanted()[rig.lines[0].id]
    again = rig.apply(target, writer)
    assert again[0].status == "Present"
    # A step that commits range by range ended at the lost answer; what came after it is done now.
    assert {o.status for o in again} <= {"Present", "Done"}
    assert rig.stands(target) == rig.wanted()
    writer.close()
