"""A range of history whose commit or reading is cut off: done again whole, and never twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pyupgrade.plan.history import Portion
from pyupgrade.plan.items import Bulk
from pyupgrade.source.history import HistoryReader, HistorySource, StreamStatements
from pyupgrade.steps.history import History
from tests.sql.conftest import PLACE, ServerTarget
from tests.sql.standin import OperationalError, Standin
from tests.target.parts import INSTALLATION, NoControl

BULK = Bulk(
    module="history",
    feature="History",
    stream="objects",
    number=1,
    table="SVC.BackUpHistory",
    first=1,
    last=3,
    count=3,
    stores=(1,),
)
LOST = OperationalError("08S01", "[08S01] [D]Communication link failure (10054) (SQLExecDirectW)")


class Keys:
    def next_key(self, stream: str, at_least: int) -> int | None:
        return at_least if at_least <= 3 else None

    def last_key(self, stream: str) -> int | None:
        return 3


def converted(stream: str, start: int, stop: int) -> Portion:
    base = (1 * 10 + 1) * 10**16
    rows = [
        (base + k, 1, 638 * 10**15 + k, "g", None, 7, None, None, None, b'{"Id":"%d"}' % k)
        for k in range(1, 4)
        if start <= k <= stop
    ]
    return Portion(stream, start, stop, rows)


def step(target: ServerTarget) -> Sequence[str]:
    writer = target.open([BULK])
    return [o.status for o in History(INSTALLATION, Keys(), converted)([BULK], writer, NoControl())]


def ledger(target: ServerTarget) -> list[tuple[int, int]]:
    return [(line.rows, line.run) for line in target.reader().ledger(INSTALLATION, "objects")]


def test_a_range_cut_off_in_the_middle_is_brought_whole(target: ServerTarget, standin: Standin) -> None:
    left = [1]

    def fault(text: str) -> Exception | None:
        if "INSERT INTO [DMUpgrade_Range]" in text and left[0]:
            left[0] -= 1
            standin.locks["DMUpgrade"].close()  # type: ignore[attr-defined]
            return LOST
        return None

    standin.faults.append(fault)
    assert step(target) == ["Done"]
    assert ledger(target) == [(3, 1)] and target.waited == [0.5]
    assert target.reader().history_count(INSTALLATION, "objects", 0, 9999) == 3


def test_a_range_whose_commit_was_not_answered_is_found_in_the_ledger(
    target: ServerTarget, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = standin.locks["DMUpgrade"]
    real, told = type(session).commit, [False]

    def commit(self: object) -> None:
        real(self)  # type: ignore[arg-type]
        if self is session and not told[0] and ledger(target):
            told[0] = True
            session.close()  # type: ignore[attr-defined]
            raise LOST

    monkeypatch.setattr(type(session), "commit", commit)
    assert step(target) == ["Done"]
    assert told[0] and ledger(target) == [(3, 1)]
    assert target.reader().history_count(INSTALLATION, "objects", 0, 9999) == 3


def test_reading_goes_on_after_the_last_key_that_was_handed_on(
    target: ServerTarget, monkeypatch: pytest.MonkeyPatch, standin: Standin
) -> None:
    assert step(target) == ["Done"]
    base = (1 * 10 + 1) * 10**16
    text = "SELECT HistoryKey, IdentityStoreID, Record FROM [DM11].[History] WHERE HistoryKey >= ? AND HistoryKey <= ? ORDER BY HistoryKey"
    waited: list[float] = []
    monkeypatch.setattr("pyupgrade.source.history._PAGE", 1)
    reader = HistoryReader(HistorySource(PLACE, {"objects": StreamStatements(text, "", "")}), waited.append)
    found: list[int] = []
    for page in reader.pages("objects", base, base + 9):
        found += [row[0] - base for row in page]
        if len(found) == 1:
            left = [2]

            def fault(said: str, left: list[int] = left) -> Exception | None:
                left[0] -= 1
                return LOST if said == text and left[0] >= 0 else None

            # The cursor that is open dies with its connection, and the next attempt finds nobody, too.
            monkeypatch.setattr("tests.sql.standin.Cursor.fetchmany", _dying(standin, fault))
    assert found == [1, 2, 3]
    assert waited and waited[0] == 0.5
    reader.close()


def _dying(standin: Standin, fault: object) -> object:
    from tests.sql.standin import Cursor

    real, died = Cursor.fetchmany, [False]

    def fetchmany(self: Cursor, size: int = 1) -> list[object]:
        if not died[0]:
            died[0] = True
            standin.faults.append(fault)  # type: ignore[arg-type]
            raise LOST
        return real(self, size)

    return fetchmany
