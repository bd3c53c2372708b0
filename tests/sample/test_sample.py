"""The sample estate: the same for the same seed, true to the contracts, and full of what makes real estates hard."""

import base64
import hashlib
import json
import os
import sqlite3
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect import sql, vault
from pyupgrade.contracts.load import load
from pyupgrade.errors import FileTaken, InvalidRequest, NoSample
from pyupgrade.sample import Facts, create
from pyupgrade.sample.cast import cast
from pyupgrade.sample.crowd import crowd
from pyupgrade.sample.history import ACTIONS, STREAMS, shares
from pyupgrade.sample.history_oddities import ODDITIES
from pyupgrade.source.directory import open_directory
from pyupgrade.source.drift import drift

# The documented ones (KB-HIST).
DOCUMENTED_KEYS = {
    "EventID", "IdentityStoreID", "ObjectGUID", "ObjectClass", "ObjectName", "AttributeName", "Action",
    "DateTimeDetected", "DateTimeLogged", "UserAccount", "MachineName", "ClientMachineName", "UserDN", "UserGUID",
    "NewValue", "NewValueResolved", "OldValue", "OldValueResolved", "NewMembers", "OldMembers", "Comments",
    "ChangeMadeBy", "RequestedAction", "WorkflowRequester", "WorkflowRequesterGUID", "HistoryDetails",
    "DisplayName", "HistoryObjectAttributes", "DescriptiveData", "HasDetails", "listOfAttributes",
    "UserDisplayName", "TicDateTime", "ClientType", "NewImageValue", "OldImageValue",
}  # fmt: skip


def digests(path: Path) -> dict[str, str]:
    """A digest of each table's content and definition, by the standard library alone."""
    found: dict[str, str] = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as plain:
        for name, definition in plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
            whole = hashlib.sha256(definition.encode())
            for row in plain.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2'):
                whole.update(repr(row).encode("utf-8", "surrogatepass"))
            found[name] = whole.hexdigest()
    return found


def query(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as plain:
        return plain.execute(statement).fetchall()


def test_one_seed_makes_one_estate(estate: Facts, tmp_path: Path) -> None:
    again, other = create(tmp_path / "again", seed=1), create(tmp_path / "other", seed=2)
    assert (again.groups, again.entries, again.history_events) == (estate.groups, estate.entries, estate.history_events)
    files = {p.relative_to(estate.path) for p in estate.path.rglob("*") if p.is_file() and p.suffix != ".db"}
    assert files == {p.relative_to(again.path) for p in again.path.rglob("*") if p.is_file() and p.suffix != ".db"}
    for name in ("groupid10.db", "target.db"):
        assert digests(estate.path / name) == digests(again.path / name)
    for file in files:
        same = (estate.path / file).read_bytes() == (again.path / file).read_bytes()
        assert same or file.suffix == ".pfx", file
    ours, theirs = digests(estate.path / "groupid10.db"), digests(other.path / "groupid10.db")
    differing = {name for name in ours if ours[name] != theirs[name]}
    assert {"SVC.Installation", "SVC.GroupObject", "SVC.BackUpHistory", "SVC.Client"} <= differing


def test_the_databases_are_the_contracts(estate: Facts) -> None:
    source, target = load("groupid10"), load("dm11")
    engine = sql.read_only(estate.path / "groupid10.db")
    assert drift("source", source.tables, engine, whose=("SVC", "SSPR", "Expired", "Event")) == []
    engine.dispose()
    engine = sql.read_only(estate.path / "target.db")
    doors = {
        kind.doors["tables"].name: kind.doors["tables"] for kind in target.kinds.values() if "tables" in kind.doors
    }
    assert drift("target", {**target.tables, **doors}, engine, whose=("DM11",)) == []
    engine.dispose()
    counts = {
        name: query(estate.path / "target.db", f'SELECT COUNT(*) FROM "{name}"')[0][0]
        for name in (*target.tables, *doors)
    }
    assert counts.pop("DM11.Installation") == 1
    assert set(counts.values()) == {0}, "nothing is in a new 11.1"


def test_the_target_opens_with_its_passphrase(estate: Facts) -> None:
    secrets = tomllib.loads((estate.path / "secrets.toml").read_text(encoding="utf-8"))
    ((salt, check),) = query(estate.path / "target.db", 'SELECT Salt, PassphraseCheck FROM "DM11.Installation"')
    vault.Sealer(secrets["target-passphrase"], base64.b64decode(salt)).verify(check, "target.db")


def test_the_source_is_in_no_wal(estate: Facts) -> None:
    assert (estate.path / "groupid10.db").read_bytes()[18:20] == b"\x01\x01"
    assert not list(estate.path.glob("*-wal"))
    assert not list(estate.path.glob("*-journal"))


@pytest.mark.parametrize("topology", ["copy", "same"])
def test_both_sides_in_one_database(tmp_path: Path, topology: str) -> None:
    facts = create(tmp_path / "one", topology=topology)
    profile = tomllib.loads(facts.profile.read_text(encoding="utf-8"))
    assert profile["source"] == profile["target"] == "groupid10.db"
    assert profile["topology"] == topology
    names = set(digests(facts.path / "groupid10.db"))
    assert {"SVC.GroupObject", "DM11.SmartGroup", "DM11.Installation"} <= names
    assert not (facts.path / "target.db").exists()


def test_what_stands_in_the_profile_is_there(estate: Facts) -> None:
    profile = tomllib.loads(estate.profile.read_text(encoding="utf-8"))
    for name in ("source", "target", "directory", "program", "data", "secrets", "answers"):
        assert (estate.path / profile[name]).exists(), name
    assert query(estate.path / "groupid10.db", 'SELECT InstallationId FROM "SVC.Installation"') == [
        (profile["installation"],)
    ]


def test_secrets_are_distinctive_named_and_for_their_owner_alone(estate: Facts) -> None:
    path = estate.path / "secrets.toml"
    secrets = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(set(secrets.values())) == len(secrets) > 25
    assert all(len(value) >= 12 for value in secrets.values())
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    answers = tomllib.loads((estate.path / "answers.toml").read_text(encoding="utf-8"))["answers"]
    for value in answers.values():
        if value.startswith("secret:"):
            assert value.removeprefix("secret:") in secrets
        elif value.endswith(".pfx"):
            assert (estate.path / value).is_file()


def test_no_secret_of_the_database_is_missing_from_the_list(estate: Facts) -> None:
    known = set(tomllib.loads((estate.path / "secrets.toml").read_text(encoding="utf-8")).values())
    database = estate.path / "groupid10.db"
    for (secret,) in query(database, 'SELECT Secret FROM "SVC.Client"'):
        assert secret.lower() in known
    for (value,) in query(
        database, """SELECT AttributeValue FROM "SSPR_IdentityStoreValue" WHERE AttributeValue LIKE '0AA##0PV7#%'"""
    ):
        assert value in known
    passwords = {value for value in known if not value.startswith("0AA##")}
    for (text,) in query(
        database, """SELECT DataSourceConnection FROM "SVC.GroupObject" WHERE DataSourceConnection LIKE '%p%w%d%=%'"""
    ):
        assert any(secret in text for secret in passwords), text


def test_pfx_files_open_with_their_passwords(estate: Facts) -> None:
    secrets = tomllib.loads((estate.path / "secrets.toml").read_text(encoding="utf-8"))
    answers = tomllib.loads((estate.path / "answers.toml").read_text(encoding="utf-8"))["answers"]
    content = (estate.path / answers["entra/4/pfx"]).read_bytes()
    facts = vault.pfx_facts(content, secrets[answers["entra/4/pfx-password"].removeprefix("secret:")])
    assert facts.key_matches
    assert facts.subject == "CN=corpcloud.onmicrosoft.example"


def test_every_kind_of_group_is_there(estate: Facts) -> None:
    database = estate.path / "groupid10.db"
    types = Counter(t for (t,) in query(database, 'SELECT ManagedGroupType FROM "SVC.GroupObject"'))
    assert set(types) == {1, 2, 3, 4, 5, 6}
    assert types.total() == estate.groups == 60
    levels = query(
        database,
        'SELECT leaf.CommonName FROM "SVC.GroupObject" leaf'
        ' JOIN "SVC.GroupObject" middle ON lower(leaf.ParentGUID) = lower(middle.ObjectGUID)'
        ' JOIN "SVC.GroupObject" parent ON lower(middle.ParentGUID) = lower(parent.ObjectGUID)'
        " WHERE leaf.ManagedGroupType = 5 AND middle.ManagedGroupType = 4 AND parent.ManagedGroupType = 3",
    )
    assert len(levels) >= 6
    stores = query(database, 'SELECT COUNT(*), SUM(IsEnabled), COUNT(DISTINCT StoreTypeId) FROM "SVC.IdentityStore"')
    assert stores == [(8, 7, 4)]
    kinds = {k for (k,) in query(database, 'SELECT DISTINCT MembershipType FROM "SVC.GroupMembership"')}
    assert kinds == {"Temporary Member", "Addition Pending", "Removal Pending", "Temporary Removed"}
    assert query(database, 'SELECT COUNT(*) FROM "Expired.GroupMember"')[0][0] > 10
    assert (
        query(
            database,
            """SELECT COUNT(*) FROM "SVC.GroupObject" WHERE DisplayName LIKE 'Deleted!_%' ESCAPE '!' AND IsDeleted""",
        )[0][0]
        == 2
    )
    assert query(database, """SELECT COUNT(*) FROM "SVC.GroupOwner" WHERE NotifyOptOut""")[0][0] >= 2
    assert (
        query(
            database,
            """SELECT COUNT(*) FROM "SVC.WorkflowRequest" WHERE ApproverVariable IS NOT NULL AND StatusId = 1""",
        )[0][0]
        >= 2
    )


def test_directory_and_database_belong_together(estate: Facts) -> None:
    directory = open_directory(estate.path / "directory.ldif")
    rows = query(
        estate.path / "groupid10.db", 'SELECT lower(ObjectGUID), CommonName, IdentityStoreId FROM "SVC.GroupObject"'
    )
    entries = directory.entries([guid for guid, _, _ in rows])
    absent = {name for guid, name, store in rows if guid not in entries and store != 7}
    assert absent == {"Verschwunden im Verzeichnis", "Fusion 2020"}
    assert all(entries[guid].name == name for guid, name, _ in rows if guid in entries)
    everything = {
        entry.guid: entry
        for root in ("DC=corp,DC=example", "DC=tailspin,DC=example")
        for entry in directory.below(root, 2)
    }
    bare = [entry.name for guid, entry in everything.items() if guid not in {g for g, _, _ in rows}]
    assert len(bare) >= 4, "groups that the product never touched"
    for guid, entry in list(everything.items())[:40]:
        for dn in list(directory.members(guid))[:3]:
            assert len(directory.resolve(dn)) == 1, (entry.dn, dn)
    kept = query(estate.path / "groupid10.db", 'SELECT DISTINCT lower(ObjectGUID) FROM "Expired.GroupMember"')
    assert all(list(directory.members(guid)) == [] for (guid,) in kept), (
        "an expired security group is empty in the directory"
    )
    people = {guid for (guid,) in query(estate.path / "groupid10.db", 'SELECT MemberGUID FROM "SVC.GroupMembership"')}
    assert len(directory.entries(people)) == len(people)
    directory.close()


def test_history_has_all_streams_and_every_oddity(estate: Facts) -> None:
    database = estate.path / "groupid10.db"
    assert [query(database, f'SELECT COUNT(*) FROM "{s.table}"')[0][0] for s in STREAMS] == shares(5_000)
    keys = [key for (key,) in query(database, 'SELECT id FROM "SVC.BackUpHistory" ORDER BY id')]
    assert keys[-1] - keys[0] > len(keys), "keys have gaps"
    seen: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    lengths: list[int] = []
    clients = {secret.lower() for (secret,) in query(database, 'SELECT Secret FROM "SVC.Client"')}
    for store, text in query(database, 'SELECT IdentityStoreID, JsonData FROM "SVC.BackUpHistory"'):
        seen["no store"] += store is None
        seen["disabled store"] += store == 6
        seen["empty"] += text == ""
        seen["half a surrogate pair"] += '\\ud83d"' in text
        lengths.append(len(text.encode()))
        try:
            event = json.loads(text)
        except ValueError:
            seen["truncated"] += text != ""
            continue
        if not isinstance(event, dict):
            seen["array"] += 1
            continue
        if seen["whole"] == 0 and set(event) == DOCUMENTED_KEYS:
            seen["whole"] += 1
        seen["unknown key"] += bool(set(event) - DOCUMENTED_KEYS)
        seen["number as text"] += str(event["Action"]).isdigit() and isinstance(event["Action"], str)
        seen["text where a number belongs"] += isinstance(event["UserAccount"], int)
        seen["text over 4,000 characters"] += len(event["NewValue"] or "") > 4_000
        seen["date in no form"] += "gestern" in str(event.get("DateTimeLogged"))
        seen["no date"] += "DateTimeLogged" not in event
        seen["action gone"] += event["Action"] not in ACTIONS and isinstance(event["Action"], int)
        seen["client gone"] += event["ChangeMadeBy"].lower() not in clients
        seen["members"] += isinstance(event["NewMembers"], list) and len(event["NewMembers"]) == 200
        seen["nested deep"] += isinstance(event["HistoryDetails"], dict)
        logged = event.get("DateTimeLogged")
        forms[
            "ticks" if logged is None else logged[-1] if logged[-1] in "Z/" else "zone" if "+" in logged else "none"
        ] += 1
    for odd in ODDITIES:
        assert seen[odd.name] >= 2, odd.name
    assert seen["whole"] == 1
    assert all(forms[form] > 300 for form in ("Z", "/", "zone", "none", "ticks")), forms
    assert 1_000 < sorted(lengths)[len(lengths) // 2] < 1_700
    details = {
        len(json.loads(t)["HistoryDetails"])
        for (t,) in query(
            database,
            """SELECT JsonData FROM "SVC.BackUpHistory" WHERE json_valid(JsonData)
            AND JsonData LIKE '{%HistoryDetails":[%' LIMIT 3000""",
        )
        if 'HistoryDetails":[' in t
    }
    assert {0, 1, 2, 3} <= details
    assert max(details) <= 8


def test_names_come_in_many_languages(estate: Facts) -> None:
    names = " ".join(
        f"{n} {d}"
        for n, d in query(estate.path / "groupid10.db", 'SELECT CommonName, DisplayName FROM "SVC.GroupObject"')
    )
    for sign in ("ü", "É", "Ł", "ع", "東", "🚀", "$", "`", '"', "'", "<", "&", "\\", "#", ";", "=", "+"):
        assert sign in names, sign


@pytest.mark.parametrize("count", [0, 1, 5, 60, 997])
def test_the_crowd_comes_to_exactly_so_many(count: int) -> None:
    assert sum(part.count for part in crowd(3, count)) == count


def test_the_cast_fits_into_the_smallest_sample() -> None:
    assert 55 <= sum(part.count for part in cast()) <= 60


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    (folder / "upgrade.toml").write_text("# the profile of a real upgrade")
    for force in (False, True):
        with pytest.raises(NoSample):
            create(folder, force=force)
    assert (folder / "letter.txt").read_text() == "dear"
    for file in folder.iterdir():
        file.unlink()
    create(folder)
    with pytest.raises(FileTaken):
        create(folder)
    (folder / "target.db").write_bytes(b"old")
    create(folder, force=True)
    assert (folder / "target.db").stat().st_size > 1_000
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int | None) -> None:
        if what == "history":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "x", progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("size", "topology"), [("Huge", "new"), ("Small", "elsewhere")])
def test_unknown_wishes_are_refused(tmp_path: Path, size: str, topology: str) -> None:
    with pytest.raises(InvalidRequest, match="Small, Medium, Large"):
        create(tmp_path / "x", size=size, topology=topology)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    create(tmp_path / "x", progress=lambda *step: told.append(step))
    assert told[-1] == ("history", 5_000, 5_000)
    assert {what for what, _, _ in told} == {"users", "groups", "history"}
