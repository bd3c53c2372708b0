"""The tables door: canonical out, typed and sealed in; ids, digests, identity, transactions."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pyupgrade.connect import sql
from pyupgrade.errors import (
    ContractDrift,
    DiskFull,
    LockLost,
    PassphraseMissing,
    TargetRefused,
    TargetRowMissing,
    TargetTableMissing,
    TargetUnreachable,
)
from pyupgrade.modules.history_convert import history_key
from pyupgrade.plan.ports import Range
from pyupgrade.target import installation
from pyupgrade.target.history_rows import STREAM_KEYS
from pyupgrade.target.tables import TablesReader, TablesWriter
from tests.target.parts import CONTRACT, GUID, INSTALLATION, OTHER, SEALER, Target, group, make_target, source_of, store


def test_what_is_written_is_read_back_as_the_plan_has_it(target: Target) -> None:
    writer = target.open()
    wanted = [store(1), group(7, XGroupExpirationDate="2031-01-01T00:00:00.0000001Z"), source_of("erp")]
    with writer.transaction():
        for line in wanted:
            writer.write(line.kind, line.key, line.values)
    for line in wanted:
        assert target.reader().read(line.kind, [line.key]) == {line.key: line.values}


def test_values_of_other_hands_are_read_canonical(target: Target) -> None:
    target.sql(
        'INSERT INTO "DM11.SmartGroup" ("objectGUID", "identityStoreId", "IMGIsExpired", "XGroupExpirationDate",'
        ' "XAdditionalOwner") VALUES (?, ?, ?, ?, ?)',
        GUID(10).upper(),
        "1",
        1,
        "2031-01-01 02:30:00.5+02:00",
        '{"b": 1, "a": [2, null]}',
    )
    assert target.reader().read("SmartGroup", [GUID(10)]) == {
        GUID(10): {
            "objectGUID": GUID(10),
            "identityStoreId": 1,
            "IMGIsExpired": True,
            "XGroupExpirationDate": "2031-01-01T00:30:00.5000000Z",
            "XAdditionalOwner": {"b": 1, "a": [2, None]},
        }
    }
    assert list(target.reader().keys("SmartGroup")) == [GUID(10)]


def test_an_object_of_upper_case_is_updated_not_doubled(target: Target) -> None:
    target.sql('INSERT INTO "DM11.SmartGroup" ("objectGUID", "name") VALUES (?, ?)', GUID(10).upper(), "old")
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(10), {"name": "new"})
    assert target.sql('SELECT "name" FROM "DM11.SmartGroup"') == [("new",)]


@pytest.mark.parametrize("broken", ["{not json", "", "[1,"])
def test_what_cannot_be_read_is_seen_as_the_text_it_is(target: Target, broken: str) -> None:
    columns = '("objectGUID", "XAdditionalOwner", "XGroupExpirationDate")'
    target.sql(f'INSERT INTO "DM11.SmartGroup" {columns} VALUES (?, ?, ?)', GUID(1), broken, "next Tuesday")
    assert target.reader().read("SmartGroup", [GUID(1)])[GUID(1)] == {
        "objectGUID": GUID(1), "XAdditionalOwner": broken, "XGroupExpirationDate": "next Tuesday",
    }  # fmt: skip


def test_many_keys_are_asked_in_chunks(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        for number in range(1, 1003):
            writer.write("SmartGroup", GUID(number), group(number).values)
    assert len(target.reader().read("SmartGroup", [GUID(n) for n in range(2000)])) == 1002


def test_an_update_touches_only_the_fields_named(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "a", "displayName": "kept", "Script": "kept too"})
        writer.write("SmartGroup", GUID(1), {"name": "b", "Script": None})
    found = target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]
    assert found == {"objectGUID": GUID(1), "name": "b", "displayName": "kept"}


def test_half_a_surrogate_pair_survives_in_json_and_is_refused_as_text(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"XAdditionalOwner": ["x\ud800y"]})
    assert target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]["XAdditionalOwner"] == ["x\ud800y"]
    with pytest.raises(UnicodeEncodeError), writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "x\ud800y"})


# -- secrets ---------------------------------------------------------------------------------------------------------


def test_a_secret_lies_sealed_and_reads_as_set(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("IdentityStore", "1", {"identityStoreName": "a", "clientSecret": "hunter2"})
    (sealed,) = target.sql('SELECT "clientSecret" FROM "DM11.IdentityStore"')[0]
    assert "hunter2" not in sealed
    assert SEALER.open(sealed, "IdentityStore/1/clientSecret") == "hunter2"
    assert target.reader().read("IdentityStore", ["1"])["1"]["clientSecret"] == {"$sealed": True}
    assert writer.image("IdentityStore", "1") == {
        "identityStoreId": 1, "identityStoreName": "a", "clientSecret": {"$sealed": sealed},
    }  # fmt: skip
    assert not [p for p in target.path.parent.iterdir() if b"hunter2" in p.read_bytes()]


def test_sealed_text_can_be_put_back_or_left_alone(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("IdentityStore", "1", {"clientSecret": "one"})
    image = writer.image("IdentityStore", "1")
    assert image is not None
    with writer.transaction():
        writer.write("IdentityStore", "1", {"clientSecret": "two", "description": "x"})
        writer.write("IdentityStore", "1", {"clientSecret": {"$sealed": True}, "description": "y"})
    now = writer.image("IdentityStore", "1")
    assert now is not None
    assert now["clientSecret"] != image["clientSecret"]
    assert now["description"] == "y"
    with writer.transaction():
        writer.write("IdentityStore", "1", image)
    again = writer.image("IdentityStore", "1")
    assert again is not None
    assert again["clientSecret"] == image["clientSecret"]


@pytest.mark.parametrize("unbound", [{"$secret": "store/1/password"}, {"$file": "pfx"}, 5])
def test_a_secret_without_a_value_is_never_written(target: Target, unbound: object) -> None:
    writer = target.open()
    with pytest.raises(TargetRefused), writer.transaction():
        writer.write("IdentityStore", "1", {"clientSecret": unbound})
    with pytest.raises(TargetRefused), writer.transaction():
        writer.write("IdentityStore", "1", {"description": {"$ref": "DataSource/x"}})
    assert target.sql('SELECT COUNT(*) FROM "DM11.IdentityStore"') == [(0,)]


def test_a_digest_knows_the_secret_but_not_how_it_was_sealed(target: Target) -> None:
    writer = target.open()
    digests = []
    for secret in ("one", "one", "two"):
        with writer.transaction():
            writer.write("IdentityStore", "1", {"clientSecret": secret})
        digests.append(target.reader().digests("IdentityStore", ["1"])["1"])
    assert digests[0] == digests[1] != digests[2]
    with pytest.raises(PassphraseMissing):
        target.reader(sealer=None).digests("IdentityStore", ["1"])


def test_a_digest_does_not_depend_on_ids_the_target_gave(tmp_path: Path) -> None:
    digests = []
    for name, before in (("a.db", ["first"]), ("b.db", [])):
        target = Target(make_target(tmp_path / name))
        writer = target.open()
        with writer.transaction():
            for other in before:
                writer.write("DataSource", other, source_of(other).values)
            given = writer.write("DataSource", "erp", source_of("erp").values)
            writer.write("SmartGroup", GUID(1), {"DataSource": given})
        reader = target.reader()
        digests.append((reader.digests("SmartGroup", [GUID(1)]), reader.digests("DataSource", ["erp"])))
        assert reader.read("SmartGroup", [GUID(1)])[GUID(1)]["DataSource"] == len(before) + 1
        target.close()
    assert digests[0] == digests[1]


# -- ids -------------------------------------------------------------------------------------------------------------


def test_an_id_given_once_is_not_given_again(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        assert writer.write("DataSource", "a", source_of("a").values) == 1
        second = writer.write("DataSource", "b", source_of("b").values)
        assert second == 2
        writer.journal.map_id("DataSource", "b", second)
        writer.remove("DataSource", "b")
        assert writer.write("DataSource", "c", source_of("c").values) == 3
        assert writer.write("DataSource", "a", {"type": 9}) == 1
    reader = target.reader()
    assert (reader.given("DataSource", "a"), reader.given("DataSource", "b"), reader.given("SmartGroup", "x")) == (
        1,
        None,
        None,
    )


def test_a_renamed_object_is_found_by_the_journals_map(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        given = writer.write("DataSource", "a", source_of("a").values)
        assert given is not None
        writer.journal.map_id("DataSource", "a", given)
    target.sql('UPDATE "DM11.DataSource" SET "name" = ?', "renamed in Admin Center")
    assert target.reader().given("DataSource", "a") == given


# -- identity, schema, drift -----------------------------------------------------------------------------------------


def test_the_identity_is_the_same_before_and_after_the_first_run(target: Target) -> None:
    before = target.reader()
    assert target.sql("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE 'DMUpgrade%'") == [(0,)]
    target.open()
    after = target.reader()
    assert (after.identity, after.schema) == (before.identity, before.schema)
    assert target.sql("SELECT identity FROM DMUpgrade_Target") == [(before.identity,)]


def test_two_unmarked_targets_in_two_places_are_two(tmp_path: Path) -> None:
    one, two = Target(make_target(tmp_path / "a.db")), Target(make_target(tmp_path / "b.db"))
    assert one.reader().identity != two.reader().identity
    assert one.reader().schema == two.reader().schema
    one.close()
    two.close()


def test_the_products_own_installation_id_outranks_the_place(target: Target) -> None:
    if "DM11.Installation" not in CONTRACT.tables:
        pytest.fail("the contract names no DM11.Installation")
    names = list(CONTRACT.tables["DM11.Installation"].columns)
    values = [GUID(99).upper() if n == "InstallationId" else "11.1.5" if n == "ProductVersion" else "x" for n in names]
    columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join("?" * len(names))
    target.sql(f'INSERT INTO "DM11.Installation" ({columns}) VALUES ({marks})', *values)
    assert (target.reader().identity, target.reader().version) == (GUID(99), "11.1.5")


def test_another_schema_has_another_digest(target: Target) -> None:
    before = target.reader().schema
    target.sql('ALTER TABLE "DM11.DataSource" ADD COLUMN "extra" TEXT')
    assert target.reader().schema != before


def test_a_database_without_the_products_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    sqlite3.connect(path).executescript("CREATE TABLE t (a)").close()
    engine = sql.read_only(path, also_target=True, side="target")
    with pytest.raises(TargetTableMissing) as refused:
        TablesReader(engine, CONTRACT, str(path))
    assert "DM11.IdentityStore" in refused.value.details
    engine.dispose()
    rest = sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall()
    assert rest == [("t",)]


def test_what_is_missing_is_named_where_it_is_missing(target: Target) -> None:
    engine = sql.read_only(target.path, also_target=True, side="target")
    tables = {name: facts for name, facts in CONTRACT.tables.items() if name != "DM11.History"}
    reader = TablesReader(engine, replace(CONTRACT, tables=tables), "there")
    with pytest.raises(TargetTableMissing, match="'there' lacks tables") as refused:
        reader.history_count(INSTALLATION, "objects", 1, 2)
    assert refused.value.details == ["DM11.History"]
    with pytest.raises(TargetRowMissing, match="'there' has no row in its table DM11.Installation"):
        installation.sealer(engine, CONTRACT, "there", "a passphrase")
    engine.dispose()


def test_a_missing_table_or_column_is_listed_and_never_made(target: Target) -> None:
    target.sql('DROP TABLE "DM11.Dynasty"')
    target.sql('ALTER TABLE "DM11.SmartGroup" DROP COLUMN "Script"')
    reader = target.reader()
    assert reader.missing == ["DM11.SmartGroup.Script", "DM11.Dynasty"]
    with pytest.raises(TargetTableMissing):
        reader.read("Dynasty", [GUID(1)])
    writer = target.open()
    with pytest.raises(ContractDrift), writer.transaction():
        writer.write("SmartGroup", GUID(1), {"Script": "x"})
    assert target.sql("SELECT COUNT(*) FROM sqlite_master WHERE name = 'DM11.Dynasty'") == [(0,)]


def test_stores_by_id(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        for line in (store(2), store(11)):
            writer.write(line.kind, line.key, line.values)
    assert target.reader().stores() == {2: "Store 2", 11: "Store 11"}


# -- transactions ----------------------------------------------------------------------------------------------------


def raised(writer: TablesWriter, key: str) -> None:
    writer.write("SmartGroup", key, {"name": "undone"})
    raise RuntimeError


def test_an_error_undoes_the_transaction_and_a_savepoint_only_itself(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "kept"})
        with pytest.raises(RuntimeError), writer.savepoint():
            raised(writer, GUID(2))
        writer.write("SmartGroup", GUID(3), {"name": "kept"})
    with pytest.raises(RuntimeError), writer.transaction():
        raised(writer, GUID(4))
    assert sorted(writer.read("SmartGroup", [GUID(n) for n in range(9)])) == [GUID(1), GUID(3)]


def test_a_commit_under_an_old_epoch_is_refused_and_nothing_is_written(target: Target) -> None:
    run, epoch = target.begin()
    old = target.writer(run, epoch)
    _, newer = target.runs.reopen(run, OTHER)
    with pytest.raises(LockLost), old.transaction():
        old.write("SmartGroup", GUID(1), {"name": "too late"})
    assert target.reader().read("SmartGroup", [GUID(1)]) == {}
    writer = target.writer(run, newer)
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "mine"})
    assert target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]["name"] == "mine"


def fill(writer: TablesWriter) -> None:
    for number in range(2, 200):
        writer.write("SmartGroup", GUID(number), {"name": "x" * 4000})


def test_a_full_disk_is_named_and_leaves_what_was_committed(target: Target) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "first"})
    pages = writer._writing.exec_driver_sql("PRAGMA page_count").scalar()
    writer._writing.commit()
    writer._writing.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    writer._writing.commit()
    with pytest.raises(DiskFull) as full, writer.transaction(), writer.savepoint():
        fill(writer)
    assert str(target.path) in full.value.message
    assert list(target.reader().keys("SmartGroup")) == [GUID(1)]
    writer._writing.exec_driver_sql("PRAGMA max_page_count = 1000000")
    writer._writing.commit()
    with writer.transaction():
        writer.write("SmartGroup", GUID(2), {"name": "second"})
    assert len(target.reader().read("SmartGroup", [GUID(1), GUID(2)])) == 2


def test_a_value_the_database_refuses_names_no_value(target: Target) -> None:
    target.sql('CREATE UNIQUE INDEX one_name ON "DM11.SmartGroup" ("name")')
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "Payroll"})
    with pytest.raises(TargetRefused) as refused, writer.transaction():
        writer.write("SmartGroup", GUID(2), {"name": "Payroll"})
    assert GUID(2) in refused.value.message
    assert "Payroll" not in str(refused.value)


def test_writing_outside_a_transaction_is_a_fault_of_ours(target: Target) -> None:
    writer = target.open()
    with pytest.raises(AssertionError):
        writer.write("SmartGroup", GUID(1), {"name": "x"})


def test_another_writer_is_waited_for_and_then_named(target: Target) -> None:
    writer = target.open()
    writer._writing.exec_driver_sql("PRAGMA busy_timeout = 50")
    writer._writing.commit()
    other = sqlite3.connect(target.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TargetUnreachable, match="locked"), writer.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()


# -- history ---------------------------------------------------------------------------------------------------------


def history_rows(ordinal: int, stream: int, keys: range) -> list[tuple[object, ...]]:
    columns = list(CONTRACT.tables["DM11.History"].columns.values())[1:]
    filler = [None if c.null else b'{"EventID":"\xc3\xa4"}' for c in columns]
    return [(history_key(ordinal, stream, k), *filler) for k in keys]


def test_history_is_kept_by_source_key(target: Target) -> None:
    assert history_key(1, 1, 0) == 11 * STREAM_KEYS
    writer = target.open()
    with writer.transaction():
        writer.put_history(INSTALLATION, "objects", history_rows(1, 1, range(1, 30)))
        writer.put_history(INSTALLATION, "helpdesk", history_rows(1, 4, range(1, 6)))
    assert writer.history_count(INSTALLATION, "objects", 10, 19) == 10
    assert writer.history_count(INSTALLATION, "helpdesk", 0, 9999) == 5
    assert list(writer.history_rows(INSTALLATION, "objects", 10, 12)) == history_rows(1, 1, range(10, 13))
    with writer.transaction():
        assert writer.drop_history(INSTALLATION, "objects", 10, 19) == 10
    assert writer.history_count(INSTALLATION, "objects", 0, 9999) == 19


def test_two_old_installations_do_not_meet_in_the_keys(target: Target) -> None:
    target.open()
    assert target.reader().ordinal(INSTALLATION) == 1
    assert target.reader().ordinal("another") == 2


def test_the_ledger_is_read_back_by_start(target: Target) -> None:
    writer = target.open()
    first = Range(INSTALLATION, "objects", 1, 10000, 9990, 10, "a", "b", problems={"bad-date": 3})
    second = Range(INSTALLATION, "objects", 10001, 20000, 5, 0, "c", "d", selection="f" * 64)
    with writer.transaction():
        writer.journal.range(second)
        writer.journal.range(first)
        writer.journal.range(first)
    run = writer.journal.run
    found = target.reader().ledger(INSTALLATION, "objects")
    assert [(r.start, r.rows, r.problems, r.selection, r.run) for r in found] == [
        (1, 9990, {"bad-date": 3}, "", run),
        (10001, 5, {}, "f" * 64, run),
    ]
    with writer.transaction():
        writer.journal.forget_range(first)
    assert [r.start for r in target.reader().ledger(INSTALLATION, "objects")] == [10001]


def test_a_look_from_outside_and_a_new_reader_here_lose_no_commit(target: Target) -> None:
    """Opening and closing the file beside SQLite would drop its locks: another process could then delete the log."""
    writer = target.open()
    with writer.transaction():
        writer.write("SmartGroup", GUID(1), {"name": "first"})
    sql.read_only(target.path, also_target=True, side="target").dispose()
    sql.writable(target.path).dispose()
    sql.read_only(target.path, also_target=True, side="source").dispose()
    count = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);" + (
        "print(c.execute('SELECT COUNT(*) FROM \"DM11.SmartGroup\"').fetchone()[0]); c.close()"
    )
    outside = [sys.executable, "-c", count, str(target.path)]
    assert subprocess.run(outside, capture_output=True, text=True, check=True).stdout == "1\n"
    with writer.transaction():
        writer.write("SmartGroup", GUID(2), {"name": "second"})
    assert subprocess.run(outside, capture_output=True, text=True, check=True).stdout == "2\n"
