"""Digests of source rows: what counts and what does not."""

from __future__ import annotations

from pyupgrade.modules.fingerprint import fingerprint


def test_columns_in_any_order_rows_in_theirs() -> None:
    assert fingerprint({"a": 1, "b": None}) == fingerprint({"b": None, "a": 1})
    assert fingerprint({"a": 1}, {"a": 2}) != fingerprint({"a": 2}, {"a": 1})
    assert fingerprint({"a": None}) != fingerprint({"a": ""}) != fingerprint({})


def test_secrets_do_not_count() -> None:
    row = {"name": "x", "connection": "PWD=1"}
    assert fingerprint(row, without=("connection",)) == fingerprint(
        {**row, "connection": "PWD=2"}, without=("connection",)
    )
    assert fingerprint(row) != fingerprint({**row, "connection": "PWD=2"})


def test_a_lone_surrogate_is_a_text_like_any_other() -> None:
    assert fingerprint({"name": "\ud83d"}) != fingerprint({"name": "\ufffd"})


def test_it_is_the_same_on_every_machine() -> None:
    row = {"IdentityStoreId": 1, "CommonName": "Größe", "ObjectTypes": [6, 1], "IsExpired": False}
    assert fingerprint(row) == "26cd989f211a2290a4be04b16efef35a700aaa8fcf82fa7f6337fdab736fd547"
