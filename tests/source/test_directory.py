"""The embedded directory: names of every kind, containers, ranged members, and changes underneath."""

import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from pyupgrade.errors import DirectoryUnreachable, LdifInvalid
from pyupgrade.sample.ldif import LdifWriter
from pyupgrade.source import directory as module
from pyupgrade.source.directory import EmbeddedDirectory, open_directory

EVERYBODY = "Alle Mitarbeiter"


def one(directory: EmbeddedDirectory, identity: str) -> str:
    found = directory.resolve(identity)
    assert len(found) == 1, [entry.dn for entry in found]
    return found[0].guid


def test_every_kind_of_name_leads_to_the_same_group(directory: EmbeddedDirectory) -> None:
    entry = directory.resolve("Müller, Söhne & Co. (Partner)")[0]
    assert entry.object_class == "group"
    assert entry.dn == r"CN=Müller\, Söhne & Co. (Partner),OU=Groups,DC=corp,DC=example"
    for identity in (
        entry.dn,
        entry.dn.upper(),
        'cn="Müller, Söhne & Co. (Partner)", ou=groups, dc=CORP,dc=example',
        r"CN=M\C3\BCller\2C S\C3\B6hne & Co. (Partner),OU=Groups,DC=corp,DC=example",
        entry.guid,
        entry.guid.upper(),
        f"{{{entry.guid}}}",
        entry.sam,
        entry.sam.upper(),
        "MÜLLER, SÖHNE & CO. (PARTNER)",
        f"  {entry.name} ",
    ):
        assert one(directory, identity) == entry.guid, identity


@pytest.mark.parametrize(
    "identity", ["", "   ", "nobody", "CN=nobody,DC=corp,DC=example", str(uuid.UUID(int=7)), "CN=a\\", "%", "*"]
)
def test_unknown_names_find_nothing(directory: EmbeddedDirectory, identity: str) -> None:
    assert directory.resolve(identity) == []


def test_a_name_that_several_bear_gives_them_all(directory: EmbeddedDirectory) -> None:
    found = directory.resolve("Users") + directory.resolve("Groups")
    assert len(found) > 4
    assert all(entry.object_class == "organizationalunit" for entry in found)


def test_entries_by_guid(directory: EmbeddedDirectory) -> None:
    guids = [entry.guid for entry in directory.below("DC=corp,DC=example", 2, "user")]
    assert len(guids) > 1_000
    found = directory.entries([*guids, str(uuid.UUID(int=7)), guids[0].upper()])
    assert sorted(found) == sorted(guids)
    entry = found[guids[0]]
    assert entry.attributes["objectguid"] == (entry.guid,)
    assert "member" not in entry.attributes
    assert entry.attributes["department"]


def test_below_takes_children_or_everything(directory: EmbeddedDirectory) -> None:
    container = "OU=Groups,DC=corp,DC=example"
    direct = list(directory.below(container, 1))
    every = list(directory.below(container, 2))
    assert 0 < len(direct) < len(every)
    assert {e.guid for e in direct} < {e.guid for e in every}
    assert all(e.dn.endswith(",OU=Groups,DC=corp,DC=example") for e in every)
    assert all("OU=Dynastien" not in e.dn for e in direct)
    guid = one(directory, container)
    assert [e.guid for e in directory.below(guid, 2)] == [e.guid for e in every], "a container by its GUID"
    assert [e.guid for e in directory.below("ou=GROUPS, dc=corp,dc=example", 2)] == [e.guid for e in every]
    any_class = list(directory.below(container, 1, ""))
    assert {e.object_class for e in any_class} == {"group", "organizationalunit"}
    assert all(e.guid != guid for e in any_class), "the container itself is not in it"


def test_below_a_forest_root_reaches_the_child_domain(directory: EmbeddedDirectory) -> None:
    dns = [entry.dn for entry in directory.below("DC=corp,DC=example", 2)]
    assert any(dn.endswith("DC=emea,DC=corp,DC=example") for dn in dns)
    assert not any("tailspin" in dn for dn in dns)
    assert len(dns) == len(set(dns))


def test_pages_join_without_seam(directory: EmbeddedDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [e.guid for e in directory.below("DC=corp,DC=example", 2, "user")]
    monkeypatch.setattr(module, "PAGE", 7)
    assert [e.guid for e in directory.below("DC=corp,DC=example", 2, "user")] == whole


def test_an_unknown_container_is_an_error(directory: EmbeddedDirectory) -> None:
    with pytest.raises(DirectoryUnreachable, match="OU=Nirgends"):
        list(directory.below("OU=Nirgends,DC=corp,DC=example", 2))


def test_members_come_in_ranges_until_the_last(directory: EmbeddedDirectory) -> None:
    guid = one(directory, EVERYBODY)
    members = list(directory.members(guid))
    assert len(members) == len(set(members)) == 1_800
    assert len(members) > module.RANGE, "the group is large enough to need a second range"
    with closing(
        sqlite3.connect(directory._location.replace(".ldif", ".db"))
    ) as plain:  # the oracle: a plain look at the file
        (number,) = plain.execute("SELECT id FROM entry WHERE guid = ?", (guid,)).fetchone()
        assert members == [
            dn for (dn,) in plain.execute("SELECT dn FROM member WHERE entry = ? ORDER BY position", (number,))
        ]
    assert directory.member_range(number, 0)[0] == "member;range=0-1499"
    assert len(directory.member_range(number, 0)[1]) == 1_500
    assert directory.member_range(number, 1_500)[0] == "member;range=1500-*"
    assert all(one(directory, dn) for dn in members[:5])


@pytest.mark.parametrize("count", [0, 1, 1_499, 1_500, 1_501, 3_000, 3_001])
def test_range_borders(tmp_path: Path, count: int) -> None:
    ldif = tmp_path / "d.ldif"
    guid = str(uuid.uuid4())
    with ldif.open("w", encoding="utf-8", newline="\n") as file:
        members = [f"CN=u{n},DC=x" for n in range(count)]
        LdifWriter(file).entry("CN=big,DC=x", guid, {"objectClass": "group", "member": members})
    directory = open_directory(ldif)
    assert list(directory.members(guid)) == members
    directory.close()


def test_a_group_that_changes_meanwhile_is_found_out(estate_path: Path, tmp_path: Path) -> None:
    open_directory(estate_path / "directory.ldif").close()
    copy = tmp_path / "directory.db"
    shutil.copyfile(estate_path / "directory.db", copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as plain:
        plain.execute("DELETE FROM member WHERE position = 1600")
    directory = open_directory(copy)
    guid = one(directory, EVERYBODY)
    with pytest.raises(DirectoryUnreachable, match=r"gave 1799 of its 1800 members"):
        list(directory.members(guid))
    with pytest.raises(DirectoryUnreachable, match="no object"):
        list(directory.members(str(uuid.UUID(int=7))))
    directory.close()


def test_domains_are_spelled_as_the_directory_spells_them(tmp_path: Path, directory: EmbeddedDirectory) -> None:
    assert directory.domains() == [
        "alt.corp.example", "apac.corp.example", "asia.wingtip.example", "corp.example", "corpcloud.onmicrosoft.example",
        "emea.corp.example", "fabrikam.example", "legacy.example", "plant.tailspin.example", "tailspin.example", "wingtip.example",
    ]  # fmt: skip
    ldif = tmp_path / "d.ldif"
    with ldif.open("w", encoding="utf-8", newline="\n") as file:
        writer = LdifWriter(file)
        writer.entry("DC=Corp,DC=example", str(uuid.uuid4()), {"objectClass": ("top", "domainDNS")})
        cross = {"objectClass": ("top", "crossRef"), "dnsRoot": "CORP.Example", "nETBIOSName": "CORP"}
        writer.entry("CN=CORP,CN=Partitions,CN=Configuration,DC=Corp,DC=example", str(uuid.uuid4()), cross)
        configuration = {"objectClass": ("top", "crossRef"), "dnsRoot": "other.example"}
        writer.entry(
            "CN=Enterprise,CN=Partitions,CN=Configuration,DC=Corp,DC=example", str(uuid.uuid4()), configuration
        )
    small = open_directory(ldif)
    assert small.domains() == ["CORP.Example"]
    small.close()


def test_it_is_loaded_once_and_again_when_the_export_changes(tmp_path: Path) -> None:
    ldif, database = tmp_path / "d.ldif", tmp_path / "d.db"
    guid = uuid.uuid4()

    def export(name: str) -> None:
        with ldif.open("w", encoding="utf-8", newline="\n") as file:
            LdifWriter(file).entry(f"CN={name},DC=x", str(guid), {"objectClass": "group"})

    export("first")
    open_directory(ldif).close()
    made = database.stat().st_mtime_ns
    open_directory(ldif).close()
    assert database.stat().st_mtime_ns == made
    export("second one")
    opened = open_directory(ldif)
    assert [e.name for e in opened.resolve(str(guid))] == ["second one"]
    opened.close()
    database.write_bytes(b"rubbish" * 100)
    opened = open_directory(ldif)
    assert opened.resolve("second one")
    opened.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.db", "d.ldif"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("dn: CN=A,DC=x\ncn: A\n", "no objectGUID"),
        ("dn: CN=A,DC=x\nobjectGUID:: AAAA\n", "not 16 bytes"),
        ("dn: nonsense\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n", "is no DN"),
        (
            "dn: CN=A\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n\ndn: cn=a\nobjectGUID:: BAECAwQFBgcICQoLDA0ODw==\n",
            "same DN",
        ),
        (
            "dn: CN=A\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n\ndn: CN=B\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n",
            "same objectGUID",
        ),
    ],
)
def test_entries_that_cannot_be_used_stop_the_load(tmp_path: Path, text: str, reason: str) -> None:
    ldif = tmp_path / "d.ldif"
    ldif.write_text(text, encoding="utf-8")
    with pytest.raises(LdifInvalid, match=reason):
        open_directory(ldif)
    assert [p.name for p in tmp_path.iterdir()] == ["d.ldif"], "no half of a database is left"


def test_a_guid_is_little_endian_as_ad_has_it(tmp_path: Path) -> None:
    ldif = tmp_path / "d.ldif"
    ldif.write_text("dn: CN=A\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n", encoding="utf-8")
    directory = open_directory(ldif)
    assert directory.resolve("A")[0].guid == "03020100-0504-0706-0809-0a0b0c0d0e0f"
    directory.close()


def test_no_directory_is_told(tmp_path: Path) -> None:
    with pytest.raises(DirectoryUnreachable, match=r"none\.db"):
        open_directory(tmp_path / "none.db")
    with pytest.raises(LdifInvalid, match="No such file"):
        open_directory(tmp_path / "none.ldif")
