"""What a Smart Group's query is previewed to give, by the attributes that a directory really shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from pyupgrade.engine import membership
from pyupgrade.plan.directory import Entry

pytestmark = pytest.mark.mission("K2")
BASE = "OU=Staff,DC=corp,DC=example"
SCHEMA = "CN=Schema,CN=Configuration,DC=corp,DC=example"
ELSEWHERE = "CN=Schema,CN=Configuration,DC=old,DC=example"
PERSON = f"CN=Person,{SCHEMA}"


@dataclass
class Target:
    """A target with one group and its query."""

    query: str
    types: tuple[int, ...] = (6,)
    base: str = BASE
    guid: str = "g"

    def keys(self, kind: str) -> list[str]:
        return ["g"] if kind == "SmartGroup" else []

    def read(self, kind: str, keys: list[str]) -> dict[str, dict[str, Any]]:
        path = [{"Value": self.base, "Scope": 2}]
        return {
            "g": {
                "objectGUID": self.guid, "name": "Sales", "identityStoreId": 1, "IMSGManagedGroupType": 2,
                "IMSGCriteria": self.query, "IMSGStartPath": path, "IMSGObjectTypes": list(self.types),
            }
        }  # fmt: skip


class OneObject:
    """A directory with one object; `category` is what it shows as objectCategory."""

    def __init__(self, object_class: str, *category: str) -> None:
        shown = {"objectclass": ("top", object_class), "department": ("Sales",)}
        self.entry = Entry(
            guid="11111111-1111-1111-1111-111111111111", dn=f"CN=Anna,{BASE}", name="Anna", sam="anna",
            object_class=object_class, attributes={**shown, **({"objectcategory": category} if category else {})},
        )  # fmt: skip

    def members(self, guid: str) -> list[str]:
        return [self.entry.dn]

    def entries(self, guids: set[str]) -> dict[str, Entry]:
        return {self.entry.guid: self.entry} if self.entry.guid in guids else {}

    def below(self, container: str, scope: int, object_class: str = "group", *_: Any, **__: Any) -> Iterator[Entry]:
        yield self.entry


def previewed(query: str, directory: OneObject, types: tuple[int, ...] = (6,)) -> tuple[str, str]:
    target: Any = Target(query, types)
    port: Any = directory
    (row,) = membership.rows_of(target, port, None, None)
    return row.status, row.message


@pytest.mark.parametrize("category", [(), (PERSON,)], ids=["from-a-file", "from-active-directory"])
@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("(&(objectCategory=person)(objectClass=user)(department=Sales))", True),
        ("(objectCategory=Person)", True),
        ("(objectCategory=user)", True),  # a class's name stands for its default category, which is Person
        ("(objectCategory=contact)", True),
        ("(&(objectCategory=*)(objectClass=user))", True),
        (f"(objectCategory={PERSON})", True),
        (f"(objectCategory={PERSON.lower().replace(',', ', ')})", True),
        ('(objectCategory is exactly "person")', True),
        ("(objectCategory=computer)", False),
        ("(!(objectCategory=person))", False),
        (f"(objectCategory=CN=Computer,{SCHEMA})", False),
        (f"(objectCategory=CN=User,{SCHEMA})", False),  # as a DN it is that class's own, and no object has it
    ],
)
def test_an_object_category_means_what_a_domain_controller_takes_it_for(
    query: str, given: bool, category: tuple[str, ...]
) -> None:
    status, message = previewed(query, OneObject("user", *category))
    assert (status, message.startswith("1 members now, 1 by its query")) == (
        ("Passed", True) if given else ("Failed", False)
    )


def test_the_category_of_another_forest_gives_nobody() -> None:
    assert previewed(f"(objectCategory=CN=Person,{ELSEWHERE})", OneObject("user", PERSON))[0] == "Failed"


@pytest.mark.parametrize("category", [(), (f"CN=Group,{SCHEMA}",)], ids=["from-a-file", "from-active-directory"])
def test_a_group_is_no_person(category: tuple[str, ...]) -> None:
    assert previewed("(objectCategory=group)", OneObject("group", *category), (8,))[0] == "Passed"
    assert previewed("(objectCategory=person)", OneObject("group", *category), (8,))[0] == "Failed"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("(anr=Anna)", "anr"),
        ("(&(department=Sales)(!(ANR=x*)))", "anr"),
        ('(anr is exactly "Anna")', "anr"),
        ("(thumbnailPhoto=*)", "thumbnailphoto"),
        ("(!(member=*))", "member"),
    ],
)
def test_what_only_a_domain_controller_can_tell_is_skipped_with_the_reason(query: str, named: str) -> None:
    status, message = previewed(query, OneObject("user", PERSON))
    assert status == "Skipped"
    assert "cannot be previewed" in message and named in message


@pytest.mark.parametrize(("strangers", "status"), [(0, "Passed"), (1, "Failed")])
def test_whom_the_product_gives_and_this_directory_lacks_would_join(strangers: int, status: str) -> None:
    directory = OneObject("user")
    given = [directory.entry.guid, *(f"22222222-2222-2222-2222-{n:012d}" for n in range(strangers))]
    target: Any = Target("(whatever)")
    port: Any = directory
    (row,) = membership.rows_of(target, port, None, None, lambda values: given)
    assert (row.status, f"1 members now, {1 + strangers} by its query" in row.message) == (status, True)
    assert ("1 of those who would join are not in this directory" in row.message) == bool(strangers)
