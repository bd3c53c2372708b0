"""Steps, kill, lock and a whole run on a real SQL Server."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pyupgrade import errors
from pyupgrade.connect import mssql, sql
from pyupgrade.contracts.load import load
from pyupgrade.source.values import canonical
from pyupgrade.steps.objects import Objects
from pyupgrade.target.applock import AppLock, holder_of
from tests.seam.client import Shell
from tests.sql.conftest import ServerTarget
from tests.sql.mssql.conftest import killed, session_of
from tests.target.parts import INSTALLATION, OTHER, Given, NoControl, group, store

pytestmark = pytest.mark.xdist_group("mssql")


def test_objects_are_written_and_read_to_the_tick(target: ServerTarget) -> None:
    writer = target.open([store(1), group(1)])
    outcomes = list(Objects(Given())([store(1), group(1)], writer, NoControl()))
    assert [o.status for o in outcomes] == ["Done", "Done"]
    assert [o.status for o in Objects(Given())([store(1), group(1)], writer, NoControl())] == ["Present", "Present"]
    for instant in ("2024-05-07T04:08:56.9500001Z", "0001-01-01T00:00:00.0000000Z", "9999-12-31T23:59:59.9999999Z"):
        with writer.transaction():
            writer.write("IdentityStore", "1", {"creationDate": instant})
        assert writer.read("IdentityStore", ["1"])["1"]["creationDate"] == instant
    assert next(iter(writer.keys("SmartGroup"))).islower()


def test_the_server_tells_its_time(target: ServerTarget) -> None:
    assert abs(mssql.time(target.reading) - datetime.now(UTC)) < timedelta(days=1)


def test_keys_that_differ_in_case_alone_are_not_taken_for_one(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    kind = next(
        n
        for n, k in load("dm11").kinds.items()
        if "tables" in k.doors and k.fields[k.key].type == "text" and not k.given
    )
    with writer.transaction():
        writer.write(kind, "Key", {})
    assert set(writer.read(kind, ["KEY"])) == set()
    assert set(writer.read(kind, ["Key", "KEY"])) == {"Key"}


def test_history_is_put_fast_and_read_back_as_written(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    base = writer.ordinal(INSTALLATION) * 10**17 + 10**16
    texts = ["ä" * 5_000, "", "😀", "plain"]
    rows = [
        (base + n, 1, 638 * 10**15 + n, "g", None, 7, None, text, None, f'{{"Id":"{n}","t":"{text}"}}'.encode())
        for n, text in enumerate(texts * 300)
    ]
    with writer.transaction():
        writer.put_history(INSTALLATION, "objects", rows)
    assert list(writer.history_rows(INSTALLATION, "objects", 0, len(rows))) == rows
    with writer.transaction():
        assert writer.drop_history(INSTALLATION, "objects", 0, 9) == 10


def test_a_savepoint_undoes_one_line_alone(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    with writer.transaction():
        writer.write("IdentityStore", "1", {"identityStoreName": "stays"})
        with suppress(KeyError), writer.savepoint():
            writer.write("IdentityStore", "2", {"identityStoreName": "goes"})
            raise KeyError
    assert set(writer.read("IdentityStore", ["1", "2"])) == {"1"}


def test_the_second_caller_is_told_and_a_dead_session_holds_nothing(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    with pytest.raises(errors.TargetBusy, match="run 1 by anna on host-a"):
        AppLock.take(mssql.writing(target.place), str(target.place), OTHER, target.who)
    writer.close()
    killed(target.place, session_of(target))
    assert holder_of(target.reading, str(target.place)) is None
    with AppLock.take(mssql.writing(target.place), str(target.place), OTHER, target.who):
        assert target.runs.list()[0].status == "Interrupted"


def test_a_run_goes_on_after_its_session_was_killed(target: ServerTarget) -> None:
    writer = target.open([store(1)])
    number = int(writer._writing.exec_driver_sql("SELECT @@SPID").scalar_one())
    writer._writing.rollback()
    killed(target.place, number)
    (outcome,) = Objects(Given())([store(1)], writer, NoControl())
    assert outcome.status == "Done" and target.waited
    assert str(holder_of(target.reading, str(target.place))).startswith("run 1 by anna")


def test_what_the_database_says_of_itself(target: ServerTarget) -> None:
    facts = mssql.facts(target.reading)
    assert facts.name == target.place.database and facts.may
    found = sql.found_columns(target.reading)
    assert found["DM11.History"]["HistoryKey"] == "BIGINT"
    assert sql.has_table(target.reading.connect(), "DM11.History") and not sql.has_table(
        target.reading.connect(), "DM11.Nothing"
    )


@pytest.mark.timeout(900)
def test_a_whole_upgrade(
    tmp_path: Path, new_database: Callable[[str], mssql.Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Small sample poured into two databases, upgraded, proved, planned again with nothing to do, taken back."""
    folder = tmp_path / "estate"
    profile = Path(Shell().job("sample.create", path=str(folder), size="Small")["profile"])
    places = {"source": new_database("groupid10"), "target": new_database("dm11")}
    _poured(folder / "groupid10.db", places["source"], "groupid10")
    _poured(folder / "target.db", places["target"], "dm11")
    kept = [line for line in profile.read_text().splitlines() if not re.match(r"(source|target) *=", line)]
    profile.write_text("\n".join([*kept, *(_table(side, place) for side, place in places.items())]))
    monkeypatch.setenv("DMUPGRADE_SECRET_SQL", places["target"].password)
    shell = Shell()
    shell.open(folder)
    ended = shell.start(shell.plan(allowWritableSource=True), allowWritableSource=True)
    assert ended["status"] == "Completed"
    assert {c["status"] for c in shell.job("result.verify", againstSource=True)["rows"]} == {"Passed"}
    assert shell.plan(allowWritableSource=True)["items"] == []
    assert shell.job("run.undo")["status"] == "Undone"


def _table(side: str, place: mssql.Server) -> str:
    login = [f'authentication = "sql"\nuser = "{place.user}"\npassword = "secret:sql"'] if place.user else []
    more = [f"trust_server_certificate = {str(place.trust_certificate).lower()}", f'encrypt = "{place.encrypt}"']
    driver = [f'driver = "{place.driver}"'] if place.driver else []
    server = place.server.replace("\\", "\\\\")
    return "\n".join([f"[{side}]", f'server = "{server}"', f'database = "{place.database}"', *login, *more, *driver])


def _poured(file: Path, place: mssql.Server, contract: str) -> None:
    """Every row of the contract's tables from a SQLite file into the server's database."""
    known = load(contract)
    tables = [*known.tables.values(), *(k.doors["tables"] for k in known.kinds.values() if "tables" in k.doors)]
    engine = mssql.writing(place)
    reading = sqlite3.connect(file)
    reading.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with engine.begin() as connection:
        for table in tables:
            core = sql.table_of(table, engine)
            names = ", ".join(f'"{c.physical}"' for c in table.columns.values())
            rows = reading.execute(f'SELECT {names} FROM "{table.physical}"').fetchall()
            values = [
                {
                    n: v if c.type == "json" or v is None else canonical(c.type, v)
                    for (n, c), v in zip(table.columns.items(), row, strict=True)
                }
                for row in rows
            ]
            if values:
                connection.execute(sa.insert(core), values)
    reading.close()
    engine.dispose()
