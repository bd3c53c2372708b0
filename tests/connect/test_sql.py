"""Engines for SQLite: what a reader must never do, what a writer must always do, and whose error it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from pyupgrade.connect import sql
from pyupgrade.contracts.load import load
from pyupgrade.errors import DiskFull, FileTaken, SourceDamaged, SourceUnreachable, Stopping, TargetUnreachable


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "some [odd] name?#.db"
    connection = sqlite3.connect(path)
    connection.execute('CREATE TABLE "SVC.Client" (ClientId INTEGER PRIMARY KEY, Name TEXT)')
    connection.execute("""INSERT INTO "SVC.Client" VALUES (1, 'Ärger'), (2, NULL)""")
    connection.commit()
    connection.close()
    return path


def rows(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql('SELECT COUNT(*) FROM "SVC.Client"').scalar_one())


def in_wal(path: Path) -> sqlite3.Connection:
    """Puts the file into WAL mode with a row that stands in the log alone; the connection keeps it there."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("""INSERT INTO "SVC.Client" VALUES (3, 'in the log')""")
    return connection


def test_a_reader_cannot_write_and_leaves_nothing_beside(database: Path) -> None:
    before = sorted(database.parent.iterdir()), database.read_bytes()
    engine = sql.read_only(database)
    assert rows(engine) == 2
    with pytest.raises(sa.exc.OperationalError, match=r"readonly|read-only|query_only"), engine.connect() as connection:
        connection.exec_driver_sql('DELETE FROM "SVC.Client"')
    with pytest.raises(sa.exc.OperationalError, match="attach"), engine.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ':memory:' AS other")
    engine.dispose()
    assert (sorted(database.parent.iterdir()), database.read_bytes()) == before


def test_a_reader_serves_several_threads_at_once(database: Path) -> None:
    engine = sql.read_only(database)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(rows(engine))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 12
    engine.dispose()


def test_a_source_in_wal_mode_is_read_from_a_private_copy(database: Path, tmp_path: Path) -> None:
    keeper = in_wal(database)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    log = Path(f"{database}-wal")
    before = database.read_bytes(), log.read_bytes()
    engine = sql.read_only(database, scratch=scratch)
    copy = sql.location_of(engine)
    assert rows(engine) == 3, "the row that stands in the log alone is read"
    assert copy.is_relative_to(scratch)
    assert (database.read_bytes(), log.read_bytes()) == before, "neither file nor log was touched"
    if os.name == "posix":
        assert copy.parent.stat().st_mode & 0o077 == 0
    engine.dispose()
    assert list(scratch.iterdir()) == [], "the copy is gone"
    keeper.close()


def test_the_copy_of_a_killed_process_goes_with_the_next_and_no_other(database: Path, tmp_path: Path) -> None:
    keeper = in_wal(database)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    script = (
        "import os, signal, sys; from pathlib import Path; from pyupgrade.connect import sql\n"
        "sql.read_only(Path(sys.argv[1]), scratch=Path(sys.argv[2])); os.kill(os.getpid(), signal.SIGTERM)"
    )
    subprocess.run([sys.executable, "-c", script, database, scratch], check=False)
    assert len(left := list(scratch.iterdir())) == 1, "a killed process takes nothing away"
    first = sql.read_only(database, scratch=scratch)
    second = sql.read_only(database, scratch=scratch)
    assert {sql.location_of(engine).parent for engine in (first, second)} == set(scratch.iterdir())
    assert left[0] not in scratch.iterdir()
    assert rows(first) == rows(second) == 3
    first.dispose()
    second.dispose()
    keeper.close()


def test_a_wal_file_that_is_the_target_too_is_read_where_it_lies(database: Path, tmp_path: Path) -> None:
    keeper = in_wal(database)
    engine = sql.read_only(database, also_target=True, scratch=tmp_path / "nowhere")
    assert rows(engine) == 3
    keeper.execute("""INSERT INTO "SVC.Client" VALUES (4, 'later')""")
    assert rows(engine) == 4
    engine.dispose()
    keeper.close()


def test_a_wal_source_that_is_written_to_is_refused(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = in_wal(database)
    copyfile = shutil.copyfile

    def slow(source: str, target: str) -> object:
        done = copyfile(source, target)
        keeper.execute("""INSERT INTO "SVC.Client" (Name) VALUES ('meanwhile')""")
        return done

    monkeypatch.setattr(shutil, "copyfile", slow)
    with pytest.raises(SourceUnreachable, match="written to"):
        sql.read_only(database, scratch=tmp_path)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("dmupgrade-")]
    keeper.close()


def test_a_source_with_an_unfinished_transaction_is_refused(database: Path) -> None:
    Path(f"{database}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 2000)
    with pytest.raises(SourceUnreachable, match="transaction was not finished"):
        sql.read_only(database)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"no database, just a text that is long enough " * 9, "not a SQLite database"), (None, "No such file")],
)
def test_what_is_no_database_says_so(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceUnreachable, match=reason):
        sql.read_only(path)
    with pytest.raises(TargetUnreachable, match=reason):
        sql.writable(path)


def test_a_damaged_source_is_called_damaged(database: Path) -> None:
    raw = bytearray(database.read_bytes())
    raw[100:4000] = b"\xff" * 3900
    database.write_bytes(raw)
    with pytest.raises(SourceDamaged, match="malformed"):
        sql.read_only(database)


def test_a_writer_is_in_wal_and_begins_immediately(database: Path) -> None:
    engine = sql.writable(database)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
        connection.rollback()
        with connection.begin():
            # Nothing was written yet, and still nobody else can begin to write.
            other = sqlite3.connect(database, timeout=0.05)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute('DELETE FROM "SVC.Client"')
            other.close()
        with pytest.raises(sa.exc.OperationalError, match="attach"):
            connection.exec_driver_sql("ATTACH DATABASE ':memory:' AS other")
    engine.dispose()


def test_a_long_statement_can_be_cut_from_another_thread(database: Path) -> None:
    engine = sql.writable(database)
    with engine.connect() as connection:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n"
        timer = threading.Timer(0.2, sql.interrupt, [connection])
        timer.start()
        started = time.monotonic()
        with pytest.raises(Stopping), sql.errors_of("target", str(database)):
            connection.exec_driver_sql(endless)
        assert time.monotonic() - started < 5
        timer.join()
    engine.dispose()


@pytest.mark.parametrize(
    ("name", "text", "side", "wanted"),
    [
        ("SQLITE_FULL", "database or disk is full", "target", DiskFull),
        ("SQLITE_IOERR_WRITE", "disk I/O error", "target", DiskFull),
        ("SQLITE_IOERR_READ", "disk I/O error", "source", SourceUnreachable),
        ("SQLITE_BUSY", "database is locked", "target", TargetUnreachable),
        ("SQLITE_LOCKED_SHAREDCACHE", "database table is locked", "source", SourceUnreachable),
        ("SQLITE_NOTADB", "file is not a database", "source", SourceUnreachable),
        ("SQLITE_CORRUPT", "database disk image is malformed", "source", SourceDamaged),
        ("SQLITE_CORRUPT", "database disk image is malformed", "target", TargetUnreachable),
        ("SQLITE_READONLY", "attempt to write a readonly database", "target", TargetUnreachable),
    ],
)
def test_driver_errors_become_ours(name: str, text: str, side: sql.Side, wanted: type[Exception]) -> None:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorname = name
    wrapped = sa.exc.OperationalError("SELECT 1", {}, error)
    for given in (error, wrapped):
        found = sql.translated(given, side, "here.db")
        assert isinstance(found, wanted)
        assert found.target
        with pytest.raises(wanted), sql.errors_of(side, "here.db"):
            raise given


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    engine = sql.writable(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 5")
        with pytest.raises(DiskFull, match=r"t\.db"), sql.errors_of("target", str(path)):
            connection.exec_driver_sql("INSERT INTO t SELECT randomblob(100000)")
    engine.dispose()


def test_tables_are_made_from_the_contract_in_both_dialects(tmp_path: Path) -> None:
    contract = load("groupid10")
    engine = sql.new_database(tmp_path / "new.db")
    sql.create_tables(engine, contract.tables.values())
    found = sql.found_columns(engine)
    assert set(found) == {table.physical for table in contract.tables.values()}
    assert found["SVC.BackUpHistory"] == {"id": "INTEGER", "IdentityStoreID": "INTEGER", "JsonData": "TEXT"}
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(
            'EXPLAIN QUERY PLAN SELECT IdentityStoreID, COUNT(*), MIN(id) FROM "SVC.BackUpHistory" GROUP BY 1'
        ).fetchall()
        assert "COVERING INDEX" in str(plan)
    engine.dispose()
    with pytest.raises(FileTaken):
        sql.new_database(tmp_path / "new.db")
    from sqlalchemy.dialects import mssql
    from sqlalchemy.schema import CreateTable

    made = sql.build_table(contract.tables["SVC.Client"], "mssql")
    text = str(CreateTable(made).compile(dialect=mssql.dialect()))
    assert "CREATE TABLE [SVC].[Client]" in text
    assert "[Secret] UNIQUEIDENTIFIER NOT NULL" in text
    assert "[Name] NVARCHAR(MAX) NOT NULL" in text
    assert "PRIMARY KEY ([ClientId])" in text


@pytest.mark.parametrize(
    ("declared", "wanted", "fits"),
    [
        ("NVARCHAR(100)", "text", True), ("VARCHAR(50)", "guid", True), ("UNIQUEIDENTIFIER", "guid", True), ("INTEGER",
        "bool", True),
        ("BIT", "bool", True), ("DATETIME2", "instant", True), ("TEXT", "instant", True), ("BLOB", "text", False),
        ("TEXT", "int", False),
        ("BIGINT", "int", True), ("UNIQUEIDENTIFIER", "text", False), ("FLOAT", "int", False), ("DATETIME", "int",
        False),
    ],
)  # fmt: skip
def test_declared_types_are_judged(declared: str, wanted: str, fits: bool) -> None:
    assert sql.holds(declared, wanted) is fits
