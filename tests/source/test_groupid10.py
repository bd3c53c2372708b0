"""The reader of a GroupID 10 database: what it accepts, what it hands out, and what it refuses by name."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect import sql
from pyupgrade.contracts.load import Contract, load
from pyupgrade.errors import ContractDrift, SourceDamaged, SourceUnreachable, SourceUnsupported
from pyupgrade.sample import create
from pyupgrade.source import groupid10
from pyupgrade.source.directory import EmbeddedDirectory
from pyupgrade.source.groupid10 import GroupId10, open_groupid10

Opener = Callable[..., GroupId10]


@pytest.fixture
def changed(
    estate_path: Path, tmp_path: Path, contract: Contract, directory: EmbeddedDirectory
) -> Callable[..., GroupId10]:
    """A reader of a copy of the sample after some SQL."""

    def opener(*statements: str, **more: Any) -> GroupId10:
        path = tmp_path / "groupid10.db"
        shutil.copyfile(estate_path / "groupid10.db", path)
        with sqlite3.connect(path, isolation_level=None) as plain:
            for statement in statements:
                plain.execute(statement)
        plain.close()
        return open_groupid10(path, more.pop("contract", contract), directory, **more)

    return opener


def plain(estate_path: Path, query: str) -> list[tuple[Any, ...]]:
    """The oracle: the same file by the standard library alone."""
    connection = sqlite3.connect(f"file:{estate_path / 'groupid10.db'}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_it_knows_what_it_reads(source: GroupId10, estate_path: Path) -> None:
    ((installation, version),) = plain(estate_path, 'SELECT InstallationId, ProductVersion FROM "SVC.Installation"')
    assert (source.installation, source.version) == (installation.lower(), version)
    assert source.missing(source.contract.tables) == []
    assert source.drift() == []


@pytest.mark.parametrize("table", load("groupid10").tables)
def test_every_table_comes_whole_and_in_key_order(source: GroupId10, estate_path: Path, table: str) -> None:
    rows = list(source.rows(table))
    ((count,),) = plain(estate_path, f'SELECT COUNT(*) FROM "{table}"')
    assert len(rows) == source.count(table) == count > 0
    shape = source.contract.tables[table]
    assert all(list(row) == list(shape.columns) for row in rows)
    if all(shape.columns[key].type in ("int", "bigint") for key in shape.key):
        keys = [tuple(row[key] for key in shape.key) for row in rows]
        assert keys == sorted(keys)


def test_values_arrive_canonical(source: GroupId10) -> None:
    for row in source.rows("SVC.GroupObject"):
        assert row["ObjectGUID"] == row["ObjectGUID"].lower()
        assert isinstance(row["IsExpired"], bool)
        assert row["ExpirationDate"] is None or (len(row["ExpirationDate"]), row["ExpirationDate"][-1]) == (28, "Z")
        assert row["GroupBy"] is None or isinstance(row["GroupBy"], list)
    stored = {
        len(str(v)) for (v,) in plain(Path(source.location).parent, 'SELECT ExpirationDate FROM "SVC.GroupObject"')
    }
    assert len(stored) > 2, "the sample stores dates in several forms"


def test_where_takes_values_and_lists_of_any_type(source: GroupId10, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = list(source.rows("SVC.GroupObject"))
    guids = [row["ObjectGUID"] for row in everything]
    cases: list[tuple[dict[str, Any], Callable[[Any], bool]]] = [
        ({}, lambda row: True),
        ({"ManagedGroupType": 2}, lambda row: row["ManagedGroupType"] == 2),
        ({"ManagedGroupType": [4, 5]}, lambda row: row["ManagedGroupType"] in (4, 5)),
        (
            {"ManagedGroupType": (3,), "IdentityStoreId": {1, 2}},
            lambda row: row["ManagedGroupType"] == 3 and row["IdentityStoreId"] < 3,
        ),
        ({"IsExpired": True}, lambda row: row["IsExpired"]),
        ({"IsDeleted": [True, False]}, lambda row: True),
        ({"ParentGUID": None}, lambda row: row["ParentGUID"] is None),
        ({"ParentGUID": [None, guids[0]]}, lambda row: row["ParentGUID"] in (None, guids[0])),
        ({"ObjectGUID": guids}, lambda row: True),
        ({"ObjectGUID": guids[7:20]}, lambda row: row["ObjectGUID"] in guids[7:20]),
        ({"ObjectGUID": guids, "ManagedGroupType": 1}, lambda row: row["ManagedGroupType"] == 1),
        ({"ObjectGUID": []}, lambda row: False),
        ({"ObjectGUID": guids[3].upper()}, lambda row: row["ObjectGUID"] == guids[3]),
        ({"CommonName": "O'Brien's Team"}, lambda row: row["CommonName"] == "O'Brien's Team"),
        ({"CommonName": ["x'; DROP TABLE x; --", "東京営業部"]}, lambda row: row["CommonName"] == "東京営業部"),
        (
            {"ExpirationDate": everything[0]["ExpirationDate"]},
            lambda row: row["ExpirationDate"] == everything[0]["ExpirationDate"],
        ),
        ({"GroupBy": None}, lambda row: row["GroupBy"] is None),
    ]
    for size in (groupid10._VALUES, 8):  # in one statement, and in many chunks
        monkeypatch.setattr(groupid10, "_VALUES", size)
        for where, fits in cases:
            wanted = [row for row in everything if fits(row)]
            found = list(source.rows("SVC.GroupObject", where))
            assert sorted(r["ObjectGUID"] for r in found) == sorted(r["ObjectGUID"] for r in wanted), (size, where)
            assert source.count("SVC.GroupObject", where) == len(wanted), (size, where)


def test_rows_are_streamed_and_may_be_left_early(source: GroupId10) -> None:
    rows = source.rows("SVC.BackUpHistory")
    first = next(rows)
    inner = source.count("SVC.BackUpHistory")
    assert first["id"] < next(rows)["id"]
    assert inner == source.extent("objects").count
    rows.close()  # type: ignore[attr-defined]


def test_an_extent_is_keys_and_counts(source: GroupId10, estate_path: Path) -> None:
    for stream in source.contract.streams:
        extent = source.extent(stream.name)
        ((first, last, count),) = plain(estate_path, f'SELECT MIN(id), MAX(id), COUNT(*) FROM "{stream.table}"')
        assert (extent.first, extent.last, extent.count, extent.number) == (first, last, count, stream.number)
        by_store = dict(plain(estate_path, f'SELECT IdentityStoreID, COUNT(*) FROM "{stream.table}" GROUP BY 1'))
        assert dict(extent.by_store) == by_store
        assert None in extent.by_store
        middle = (first + last) // 2
        below, above = source.extent(stream.name, upto=middle), source.extent(stream.name, above=middle)
        assert below.count + above.count == count
        assert below.last <= middle < above.first
        assert source.extent(stream.name, above=last) == type(extent)(
            stream.name, stream.number, stream.table, 0, -1, 0, {}
        )


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            """UPDATE "SVC.GroupObject" SET StartPaths = '[{"Path"' WHERE CommonName = '東京営業部'""",
            r"column StartPaths: its JSON is broken",
        ),
        (
            """UPDATE "SVC.GroupObject" SET ExpirationDate = 'bald' WHERE CommonName = '東京営業部'""",
            r"column ExpirationDate: it is a date in",
        ),
        (
            """UPDATE "SVC.GroupObject" SET IsExpired = 'vielleicht' WHERE CommonName = '東京営業部'""",
            r"column IsExpired",
        ),
        (
            """UPDATE "SVC.GroupObject" SET ParentGUID = 'x' WHERE CommonName = '東京営業部'""",
            r"column ParentGUID: it is not a GUID",
        ),
    ],
)
def test_a_damaged_cell_is_named_with_table_key_and_column(changed: Opener, statement: str, message: str) -> None:
    reader = changed(statement)
    guid = str(
        next(
            row
            for row in plain(
                Path(reader.location).parent,
                """SELECT ObjectGUID FROM "SVC.GroupObject" WHERE CommonName = '東京営業部'""",
            )
        )[0]
    )
    with pytest.raises(SourceDamaged, match=message) as caught:
        list(reader.rows("SVC.GroupObject"))
    assert f"SVC.GroupObject, row {guid}" in caught.value.message
    reader.close()


def test_half_a_surrogate_pair_is_kept_and_other_bytes_are_damage(changed: Opener) -> None:
    reader = changed("""UPDATE "SVC.Client" SET Name = CAST(x'41eda0bd' AS TEXT) WHERE ClientId = 3""")
    assert [row["Name"] for row in reader.rows("SVC.Client", {"ClientId": 3})] == ["A\ud83d"]
    reader.close()
    reader = changed("""UPDATE "SVC.Client" SET Name = CAST(x'4dfc6c6c6572' AS TEXT) WHERE ClientId = 3""")
    with pytest.raises(SourceDamaged, match=r"SVC\.Client: a text in it is not UTF-8"):
        list(reader.rows("SVC.Client"))
    reader.close()


def test_guids_of_either_case_are_found(changed: Opener) -> None:
    reader = changed('UPDATE "SVC.GroupOwner" SET ObjectGUID = UPPER(ObjectGUID) WHERE rowid % 2')
    owners = list(reader.rows("SVC.GroupOwner"))
    asked = sorted({row["ObjectGUID"] for row in owners})
    assert len(list(reader.rows("SVC.GroupOwner", {"ObjectGUID": asked}))) == len(owners)
    reader.close()


# -- what is refused ---------------------------------------------------------------------------------------------------


def drop_all(path: Path, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f'DROP TABLE "{name}"'
        for (name,) in plain(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in but
    ]


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("8.1.2.0", "GroupID 8.1.2.0; only 10.0 and 9.0"),
        ("7.0", "GroupID 7.0"),
        ("9.0.6512.1", "reads 10.0"),
        ("11.1.25162.2", "11.1.25162.2 already"),
    ],
)
def test_other_releases_are_refused(changed: Opener, version: str, reason: str) -> None:
    with pytest.raises(SourceUnsupported, match=reason):
        changed(f"""UPDATE "SVC.Installation" SET ProductVersion = '{version}'""")


@pytest.mark.mission("C1")
def test_an_empty_database_is_refused(changed: Opener, estate_path: Path) -> None:
    with pytest.raises(SourceUnsupported, match="the database is empty"):
        changed(*drop_all(estate_path))


def test_a_database_without_rows_is_refused(changed: Opener) -> None:
    with pytest.raises(SourceUnsupported, match="no identity store"):
        changed('DELETE FROM "SVC.IdentityStore"')


@pytest.mark.mission("C1")
def test_a_groupid_8_database_is_refused(changed: Opener, estate_path: Path) -> None:
    with pytest.raises(SourceUnsupported, match="older than 9"):
        changed(*drop_all(estate_path, ("SVC.Client",)))


def test_a_foreign_database_is_refused(changed: Opener, estate_path: Path) -> None:
    with pytest.raises(SourceUnsupported, match="no GroupID tables"):
        changed(*drop_all(estate_path), "CREATE TABLE orders (id INTEGER)")


@pytest.mark.mission("C1")
def test_an_empty_11_1_database_is_refused(estate_path: Path, contract: Contract, directory: EmbeddedDirectory) -> None:
    with pytest.raises(SourceUnsupported, match=r"Directory Manager 11\.1 database without GroupID data"):
        open_groupid10(estate_path / "target.db", contract, directory)


def test_a_missing_file_is_refused(tmp_path: Path, contract: Contract, directory: EmbeddedDirectory) -> None:
    with pytest.raises(SourceUnreachable, match=r"none\.db"):
        open_groupid10(tmp_path / "none.db", contract, directory)


def test_without_an_installation_row_the_profile_must_name_one(changed: Opener) -> None:
    drop = 'DROP TABLE "SVC.Installation"'
    with pytest.raises(SourceUnsupported, match="give `installation`"):
        changed(drop)
    reader = changed(drop, installation="{0A1B2C3D-4E5F-6789-ABCD-EF0123456789}")
    assert (reader.version, reader.installation) == ("10.0", "0a1b2c3d-4e5f-6789-abcd-ef0123456789")
    assert reader.missing(["SVC.Installation"]) == ["SVC.Installation"]
    reader.close()
    with pytest.raises(SourceUnsupported, match="not a GUID"):
        changed(drop, installation="our-groupid")


def test_a_release_that_cannot_be_told_is_refused(changed: Opener) -> None:
    with pytest.raises(SourceUnsupported, match=r"it has no Event\.Action"):
        changed('DROP TABLE "SVC.Installation"', 'DROP TABLE "Event.Action"')


# -- contract ----------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_listed_and_not_read(changed: Opener) -> None:
    reader = changed('ALTER TABLE "SVC.Client" DROP COLUMN TokenFormat', 'DROP TABLE "SVC.StoreLink"')
    asked = ["SVC.Client", "SVC.StoreLink", "SVC.StoreType", "replication-attributes"]
    assert reader.missing(asked) == ["SVC.Client.TokenFormat", "SVC.StoreLink"]
    with pytest.raises(ContractDrift) as caught:
        list(reader.rows("SVC.Client"))
    assert caught.value.details == ["SVC.Client.TokenFormat"]
    reader.close()


def test_an_overlay_renames_tables_and_columns(changed: Opener, tmp_path: Path, source: GroupId10) -> None:
    overlay = tmp_path / "overlay.toml"
    table = """[table."SVC.GroupOwner"]\nname = "Grp.Owners of [all]"\n"""
    column = """[table."SVC.GroupOwner".columns]\nOwnerGUID = "Besitzer 'id'"\n"""
    overlay.write_text(table + column, encoding="utf-8")
    reader = changed(
        'ALTER TABLE "SVC.GroupOwner" RENAME TO "Grp.Owners of [all]"',
        """ALTER TABLE "Grp.Owners of [all]" RENAME COLUMN OwnerGUID TO "Besitzer 'id'" """,
        contract=load("groupid10", overlay),
    )
    assert reader.drift() == []
    assert list(reader.rows("SVC.GroupOwner")) == list(source.rows("SVC.GroupOwner"))
    wanted = next(source.rows("SVC.GroupOwner"))["OwnerGUID"]
    assert all(row["OwnerGUID"] == wanted for row in reader.rows("SVC.GroupOwner", {"OwnerGUID": wanted}))
    reader.close()


def test_drift_names_each_difference(changed: Opener) -> None:
    reader = changed(
        'DROP TABLE "SVC.StoreLink"',
        'ALTER TABLE "SVC.Client" DROP COLUMN TokenFormat',
        'ALTER TABLE "SVC.Client" ADD COLUMN RealmURL TEXT',
        'DROP TABLE "SVC.SamlProvider"',
        'CREATE TABLE "SVC.SamlProvider" (SamlProviderId INTEGER, ClientId BLOB, Name NVARCHAR(100))',
        'CREATE TABLE "SSPR.Questions" (Id INTEGER)',
        "CREATE TABLE ours (x)",
    )
    found = {
        (row.difference, row.object, row.column, row.found, row.needed) for row in reader.drift(needed=["SVC.Client"])
    }
    assert found == {
        ("MissingTable", "SVC.StoreLink", "", "", False),
        ("MissingColumn", "SVC.Client", "TokenFormat", "", True),
        ("ExtraColumn", "SVC.Client", "RealmURL", "TEXT", False),
        ("OtherType", "SVC.SamlProvider", "ClientId", "BLOB", False),
        ("ExtraTable", "SSPR.Questions", "", "SSPR.Questions", False),
    }
    assert all(row.recommended_action and row.side == "source" for row in reader.drift())
    assert {row.evidence for row in reader.drift() if row.object == "SVC.Client" and row.column == "TokenFormat"} == {
        "documented"
    }
    reader.close()


@pytest.mark.parametrize("topology", ["same", "copy"])
def test_source_and_target_in_one_database(
    tmp_path: Path, contract: Contract, directory: EmbeddedDirectory, topology: str
) -> None:
    path = create(tmp_path / "estate", topology=topology).path / "groupid10.db"
    writer = sql.writable(path)
    with writer.begin() as connection:  # a run at work: WAL, and uncommitted rows of its own
        connection.exec_driver_sql("""INSERT INTO "DM11.SecurityRole" (RoleKey) VALUES ('1/User')""")
        reader = open_groupid10(path, contract, directory, also_target=True)
        assert sql.location_of(reader.engine) == path.resolve(), "no copy is made"
        assert reader.version.startswith("10.")
        assert reader.count("SVC.GroupObject") == 60
        assert [row for row in reader.drift() if row.object.startswith("DM11")] == []
        reader.close()
    writer.dispose()


def test_a_wal_source_is_left_as_it_is(changed: Opener) -> None:
    reader = changed("PRAGMA journal_mode = WAL")
    folder = Path(reader.location).parent
    assert [p.name for p in folder.iterdir()] == ["groupid10.db"]
    assert reader.count("SVC.GroupObject") == 60
    reader.close()
    assert [p.name for p in folder.iterdir()] == ["groupid10.db"]
