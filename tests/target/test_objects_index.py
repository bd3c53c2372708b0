"""Search documents of objects on the embedded target: idempotent by key, made when first needed, refused in words."""

from __future__ import annotations

import sqlite3

import pytest

from pyupgrade.errors import IndexFailed
from tests.target.parts import GUID, Target


def test_nothing_is_there_and_a_look_makes_nothing(target: Target) -> None:
    index = target.index()
    assert (index.read("SmartGroup", [GUID(1)]), index.count("SmartGroup")) == ({}, 0)
    index.remove("SmartGroup", [GUID(1)])
    index.put("SmartGroup", {})
    assert target.sql("SELECT COUNT(*) FROM sqlite_master WHERE name = 'Search.Object'") == [(0,)]


def test_putting_again_replaces_by_kind_and_key(target: Target) -> None:
    index = target.index()
    index.put("SmartGroup", {GUID(n): {"name": f"Ä{n}", "odd": "x\ud800"} for n in range(900)})
    index.put("SmartGroup", {GUID(1): {"name": "new"}})
    index.put("Dynasty", {GUID(1): {"name": "other kind"}})
    assert index.count("SmartGroup") == 900
    assert index.read("SmartGroup", [GUID(1)]) == {GUID(1): {"name": "new"}}
    index.remove("SmartGroup", [GUID(n) for n in range(899)])
    assert (index.count("SmartGroup"), index.count("Dynasty")) == (1, 1)
    assert len(index.read("SmartGroup", [GUID(n) for n in range(900)])) == 1


def test_the_schema_digest_knows_nothing_of_it(target: Target) -> None:
    before = target.reader().schema
    target.index().put("SmartGroup", {GUID(1): {}})
    assert target.reader().schema == before


def test_what_the_database_refuses_is_an_error_of_the_index(target: Target) -> None:
    index = target.index()
    index.put("SmartGroup", {GUID(1): {"name": "kept"}})
    connection = sqlite3.connect(target.path)
    connection.execute("CREATE TRIGGER no BEFORE INSERT ON \"Search.Object\" BEGIN SELECT RAISE(ABORT, 'mapping'); END")
    connection.commit()
    connection.close()
    with pytest.raises(IndexFailed, match="mapping"):
        index.put("SmartGroup", {GUID(1): {"name": "lost"}, GUID(2): {}})
    assert index.read("SmartGroup", [GUID(1), GUID(2)]) == {GUID(1): {"name": "kept"}}
