"""Targets of Smart Group schedules in every spelling that 10 and 11.1 take, against groups and a directory in memory."""

from __future__ import annotations

import pytest

from pyupgrade.engine.schedule_targets import group_of, named
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.directory import Entry
from pyupgrade.source import dn
from tests.plan.world import MemoryDirectory

pytestmark = pytest.mark.mission("K3")

A, B, C = (f"{n}0000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
GROUPS = [
    group_of(A, {"distinguishedName": "CN=Alpha,OU=Groups,DC=corp,DC=example", "sAMAccountName": "alpha1", "name": "Alpha"}),
    group_of(B, {"distinguishedName": "CN=Beta,OU=Teams/Nord,OU=Groups,DC=corp,DC=example", "name": "Beta"}),
    group_of(C, {"distinguishedName": "CN=Gamma,OU=GroupsOld,DC=corp,DC=example", "name": "Gamma"}),
]  # fmt: skip


def entry(name: str, place: str, number: int = 9, kind: str = "organizationalunit") -> Entry:
    return Entry(f"90000000-0000-4000-8000-00000000000{number}", place, name, "", kind, {})


DIRECTORY = MemoryDirectory(
    [
        entry("Groups", "OU=Groups,DC=corp,DC=example", 1),
        entry("Leer", "OU=Leer,DC=corp,DC=example", 2),
        entry("Innen", "CN=Innen,OU=Leer,DC=corp,DC=example", 3, "container"),
        entry("Fremd", "CN=Fremd,OU=Leer,DC=corp,DC=example", 4, "group"),
    ]
)


@pytest.mark.parametrize(
    ("target", "taken"),
    [
        ("OU=Groups,DC=corp,DC=example", {A, B}),
        ("ou=groups, dc=Corp , dc=example", {A, B}),
        (' OU="Groups";DC=corp;DC=example ', {A, B}),
        ("corp.example/Groups", {A, B}),
        ("CORP.example/groups/", {A, B}),
        ("corp.example/", {A, B, C}),
        (r"corp.example/Groups/Teams\/Nord", {B}),
        ("corp.example/Groups/Alpha", {A}),
        ("CN=Alpha, OU=Groups, DC=corp, DC=example", {A}),
        ("DC=corp,DC=example", {A, B, C}),
        (A.upper(), {A}),
        ("{" + A + "}", {A}),
        ("ALPHA1", {A}),
        ("CORP\\alpha1", {A}),
        ("beta", {B}),
        ("Groups", {A, B}),  # a container by its bare name, which only the directory knows
    ],
)
def test_a_target_takes_in_the_same_groups_however_it_is_spelled(target: str, taken: set[str]) -> None:
    found = named([target], GROUPS, DIRECTORY)
    assert (found.groups, found.nothing) == (taken, {})


@pytest.mark.parametrize(
    "target", ["OU=Leer,DC=corp,DC=example", "corp.example/Leer", "corp.example/leer/Innen", "Fremd", "CORP\\Fremd"]
)
def test_a_container_without_groups_and_a_group_of_others_are_something(target: str) -> None:
    found = named([target], GROUPS, DIRECTORY)
    assert (found.groups, found.nothing) == (set(), {})


@pytest.mark.parametrize(
    "target",
    [
        "OU=Weg,DC=corp,DC=example",
        "corp.example/Weg",
        "corp.example/Weg/Groups",
        "Group",
        "OU=Groups",
        "DC=corp,",
        "A/B",
    ],
)
def test_what_names_nothing_is_told(target: str) -> None:
    found = named([target, "Alpha"], GROUPS, DIRECTORY)
    assert (found.groups, found.nothing) == ({A}, {target: ""})


def test_a_directory_that_cannot_be_asked_leaves_a_target_unknown() -> None:
    class Away(MemoryDirectory):
        def resolve(self, identity: str) -> list[Entry]:
            raise DirectoryUnreachable(location="dc01", reason="no answer")

    found = named(["corp.example/Groups", "corp.example/Leer"], GROUPS, Away())
    assert found.groups == {A, B}
    assert found.nothing == {"corp.example/Leer": "The directory 'dc01' cannot be read: no answer."}


def test_a_group_whose_dn_cannot_be_read_may_lie_in_any_container() -> None:
    lost = group_of("4", {"distinguishedName": "", "name": "Delta"})
    assert named(["corp.example/Groups"], [*GROUPS, lost], DIRECTORY).groups == {A, B, "4"}
    assert named(["Alpha"], [*GROUPS, lost], DIRECTORY).groups == {A}


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("CN=A,OU=b,DC=corp,DC=example", ("corp.example", "b", "A")),
        (r"CN=A\, B,DC=corp,DC=example", ("corp.example", "A, B")),
        ("DC=x,CN=MicrosoftDNS,DC=corp,DC=example", ("corp.example", "MicrosoftDNS", "x")),
        ("DC=corp,DC=example", ("corp.example",)),
        ("O=x", ("", "x")),
    ],
)
def test_a_dn_as_a_canonical_name(place: str, parts: tuple[str, ...]) -> None:
    assert dn.canonical_of(place) == parts


def test_what_is_no_canonical_name() -> None:
    texts = ("", "Groups", "A/B", "corp.example", "OU=a/b.c,DC=x", "Vertrieb Nr. 1/Süd")
    assert [text for text in texts if dn.canonical_parts(text)] == []
