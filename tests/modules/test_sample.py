"""All modules on the Small sample: nothing is dropped in silence, nothing asked in vain, no secret in any line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.modules import stores
from pyupgrade.plan.emptied import without
from pyupgrade.plan.items import Answer, Change, Decision, Line, Notice
from pyupgrade.plan.scope import ScopedSource
from pyupgrade.sample.create import create
from pyupgrade.source.directory import open_directory
from pyupgrade.source.groupid10 import GroupId10, open_groupid10
from tests.modules.memory import EmptyTarget
from tests.modules.test_cases import all_modules

KINDS = {1: "UnmanagedGroup", 2: "SmartGroup", 3: "Dynasty", 4: "Dynasty", 5: "Dynasty", 6: "PasswordExpiryGroup"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("estate") / "small"
    create(path, "Small")
    return path


@pytest.fixture(scope="module")
def source(folder: Path) -> Iterator[GroupId10]:
    directory = open_directory(folder / "directory.ldif")
    places = {name: folder / name for name in ("program", "data", "tasks", "registry")}
    reader = open_groupid10(folder / "groupid10.db", load("groupid10"), directory, **places)
    yield reader
    reader.close()
    directory.close()


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Answer]:
    given = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))["answers"]
    return {decision: _answer(text) for decision, text in given.items()}


def _answer(text: str) -> Answer:
    if text.startswith("secret:"):
        return Answer(secret=True, reference=text)
    return Answer(file="0" * 64) if text.endswith(".pfx") else Answer(text=text)


@pytest.fixture(scope="module")
def lines(source: GroupId10, answers: dict[str, Answer]) -> list[Line]:
    return [line for module in all_modules() for line in module.plan(source, EmptyTarget(), answers)]


def changes(lines: list[Line], *kinds: str) -> list[Change]:
    """What the lines bring: without what the source has empty."""
    return [without(line) for line in lines if isinstance(line, Change) and (not kinds or line.kind in kinds)]


def count(lines: list[Line], notice_id: str) -> int:
    return sum(line.count for line in lines if isinstance(line, Notice) and line.id == notice_id)


@pytest.mark.mission("S1", "S2")
def test_every_store_is_carried_or_told(source: GroupId10, lines: list[Line]) -> None:
    carried = {change.store for change in changes(lines, "IdentityStore") if change.module == "identity-stores"}
    told = {
        int(n.id.split("/")[1])
        for n in lines
        if isinstance(n, Notice) and re.fullmatch(r"store/\d+/(disabled|not-supported)", n.id)
    }
    assert carried.isdisjoint(told)
    assert carried | told == {row["IdentityStoreId"] for row in source.rows("SVC.IdentityStore")}


@pytest.mark.mission("G1")
def test_every_group_is_carried_or_told(source: GroupId10, lines: list[Line]) -> None:
    carried = stores.carried(source)
    rows = Counter(
        KINDS[r["ManagedGroupType"]] for r in source.rows("SVC.GroupObject") if r["IdentityStoreId"] in carried
    )
    written = Counter(change.kind for change in changes(lines, *KINDS.values()))
    gone = {kind: count(lines, f"{name}/gone") for kind, name in MODULE_OF.items()}
    assert rows == {kind: written[kind] + gone[kind] for kind in rows}
    assert sum(gone.values()) > 0


MODULE_OF = {
    "UnmanagedGroup": "unmanaged-groups",
    "SmartGroup": "smart-groups",
    "Dynasty": "dynasties",
    "PasswordExpiryGroup": "password-expiry-groups",
}


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("SVC.GroupOwner", "XAdditionalOwner"),
        ("SVC.GroupMembership", "members"),
        ("Expired.GroupMember", "expiredMembers"),
    ],
)
def test_every_row_beside_a_group_comes_along(source: GroupId10, lines: list[Line], table: str, field: str) -> None:
    written = {change.key: change for change in changes(lines, *KINDS.values())}
    rows = Counter(row["ObjectGUID"] for row in source.rows(table) if row["ObjectGUID"] in written)
    assert rows
    assert rows == {guid: len(written[guid].values.get(field, ())) for guid in rows}
    assert sum(len(change.values.get(field, ())) for change in written.values()) == rows.total()


def test_what_refers_finds(lines: list[Line]) -> None:
    asked = {line.id for line in lines if isinstance(line, Decision)}
    there = {change.id for change in changes(lines)}
    used: set[str] = set()
    for change in changes(lines):
        for value in change.values.values():
            if isinstance(value, dict) and "$ref" in value:
                assert value["$ref"] in there
                used.add(value["$ref"])
            if isinstance(value, dict) and ("$secret" in value or "$file" in value):
                assert value.get("$secret", value.get("$file")) in asked
    assert {change.id for change in changes(lines, "DataSource")} <= used


def test_parents_stand_before_their_children(lines: list[Line]) -> None:
    seen: set[str] = set()
    for change in changes(lines, "Dynasty"):
        assert change.values.get("ParentGroup") in {None, *seen}
        seen.add(change.key)
    assert Counter(c.values["IMSGManagedGroupType"] for c in changes(lines, "Dynasty")).keys() == {3, 4, 5}


def test_the_sample_answers_what_is_asked(folder: Path, lines: list[Line]) -> None:
    given = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))["answers"]
    asked = [line for line in lines if isinstance(line, Decision)]
    assert {line.id for line in asked if not line.optional} <= set(given) <= {line.id for line in asked}


def test_no_secret_is_in_any_line(folder: Path, lines: list[Line]) -> None:
    secrets = list(_texts(tomllib.loads((folder / "secrets.toml").read_text(encoding="utf-8"))))
    assert len(secrets) > 10
    text = repr(lines)
    assert [name for name, secret in secrets if secret in text] == []


def _texts(table: dict[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{place}{name}.")
        elif isinstance(value, str):
            yield f"{place}{name}", value


@pytest.mark.mission("J7")
def test_ids_are_unique_and_a_second_look_is_the_same(
    source: GroupId10, lines: list[Line], answers: dict[str, Answer]
) -> None:
    # An account may be asked for by several, and is asked once; a data source may be wanted by groups and jobs, and comes once.
    twice = [line for line in changes(lines, "DataSource") if line.module == "job-data-sources"]
    of_groups = {line.id: line for line in changes(lines, "DataSource") if line.module == "data-sources"}
    shared = [line for line in twice if line.id in of_groups]
    assert shared
    assert all(line.values == of_groups[line.id].values for line in shared), (
        "one string is one data source, whoever has it"
    )
    once = [line for line in lines if not isinstance(line, Decision) and line not in shared]
    assert [i for i, n in Counter((type(line), line.id) for line in once).items() if n > 1] == []
    again = [line for module in all_modules() for line in module.plan(source, EmptyTarget(), answers)]
    assert again == lines


def test_a_chosen_dynasty_brings_its_children_and_nothing_else(source: GroupId10, lines: list[Line]) -> None:
    """As Upgrade-Group reads: the group table shows the chosen Dynasty and its children only."""
    parent = next(c.key for c in changes(lines, "Dynasty") if "ParentGroup" not in c.values and c.values.get("GroupBy"))
    everyone = {parent}
    for change in changes(lines, "Dynasty"):  # parents stand first
        if change.values.get("ParentGroup") in everyone:
            everyone.add(change.key)
    assert len(everyone) > 3
    scoped = ScopedSource(source, everyone)
    groups = [module for module in all_modules() if module.feature == "Groups" and module.of_groups]
    chosen = [line for module in groups for line in module.plan(scoped, EmptyTarget(), {})]
    assert {change.key for change in changes(chosen)} == everyone
    assert {c.key: c for c in changes(chosen)} == {
        c.key: c for c in changes(lines, *KINDS.values()) if c.key in everyone
    }
    assert not [line for line in chosen if isinstance(line, Notice) and line.severity == "loss"]
