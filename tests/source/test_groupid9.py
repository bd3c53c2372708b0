"""GroupID 9 is read as if it were 10: names, spellings, and what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyupgrade.contracts.groupid9 import CODECS, load_groupid9
from pyupgrade.contracts.load import load
from pyupgrade.errors import ContractInvalid

pytestmark = pytest.mark.mission("C1")


def test_every_table_of_10_is_translated_or_absent() -> None:
    nine, translation = load_groupid9()
    ten = load("groupid10")
    assert {*nine.tables, *translation.absent_tables} == set(ten.tables)
    assert all(t.evidence == "assumed" for t in nine.tables.values())
    assert nine.assumed
    assert not nine.confirmed_by
    for name, table in nine.tables.items():
        assert {*table.columns, *translation.absent_columns.get(name, ())} == set(ten.tables[name].columns)


@pytest.mark.parametrize(
    ("codec", "there", "here"),
    [
        ("yes-no", "Y", True),
        ("yes-no", "N", False),
        ("ticks", 638_500_000_123_456_780, "2024-04-29T15:06:52.3456780Z"),
        ("list", "a;b;ü", ["a", "b", "ü"]),
        ("group-kind", "SmartGroup", 2),
    ],
)
def test_codecs_read_and_write(codec: str, there: object, here: object) -> None:
    assert CODECS[codec].read(there) == here
    assert CODECS[codec].write(here) == there


@pytest.mark.parametrize(("codec", "value"), [("yes-no", "maybe"), ("group-kind", "Blob"), ("ticks", 10**30)])
def test_what_a_codec_does_not_know_is_named(codec: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"maybe|Blob|ticks"):
        CODECS[codec].read(value)


def test_an_overlay_renames_and_confirms(tmp_path: Path) -> None:
    overlay = tmp_path / "site.toml"
    overlay.write_text(
        '[contract]\nconfirmed_by = "A. Admin, 2026-11-20"\n[table."SVC.GroupObject"]\nname = "dbo.Groups"\n',
        encoding="utf-8",
    )
    nine, _ = load_groupid9(overlay)
    assert nine.tables["SVC.GroupObject"].physical == "dbo.Groups"
    assert nine.confirmed_by == "A. Admin, 2026-11-20"
    overlay.write_text('[table."SVC.Nothing"]\nname = "x"\n', encoding="utf-8")
    with pytest.raises(ContractInvalid):
        load_groupid9(overlay)
