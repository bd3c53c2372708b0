"""A site overlay over a contract: what it repairs, and what of it is told as a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.errors import ContractInvalid

pytestmark = pytest.mark.mission("V1")


def overlay(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "site.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_files_are_repaired_like_tables(tmp_path: Path) -> None:
    text = """
[file.jobs]
pattern = "Sync/*.xml"
element = "SyncJob"
[file.jobs.fields.Name]
path = "Title"
[file.reports]
pattern = "Berichte/*"
"""
    repaired, plain = load("groupid10", overlay(tmp_path, text)), load("groupid10")
    assert (repaired.files["jobs"].pattern, repaired.files["jobs"].element) == ("Sync/*.xml", "SyncJob")
    assert repaired.files["jobs"].fields["Name"].path == "Title"
    assert repaired.files["jobs"].fields["Owners"] == plain.files["jobs"].fields["Owners"]
    assert repaired.files["job-groups"].fields["Jobs"].fields["Name"].path == "Title", "the copies in a group too"
    assert repaired.files["job-templates"].fields["Name"].path == "Title"
    assert repaired.files["job-templates"].element == plain.files["job-templates"].element
    assert repaired.files["reports"].pattern == "Berichte/*"
    assert repaired.digest != plain.digest


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = """
[table."SVC.Nothing"]
name = "x"
[table."SVC.Client".columns]
Nonsense = "y"
[file.nothing]
element = "x"
[file.jobs.fields]
Nonsense = { path = "x" }
Name = { path = "a[b" }
Description = {}
"""
    with pytest.raises(ContractInvalid) as refused:
        load("groupid10", overlay(tmp_path, text))
    details = "\n".join(refused.value.details)
    for said in (
        "no table 'SVC.Nothing'",
        "'SVC.Client' has no column 'Nonsense'",
        "no kind of file 'nothing'",
        "no field 'Nonsense'",
        "the field 'Name' of the kind 'jobs' needs a path",
        "the field 'Description' of the kind 'jobs' needs a path",
    ):
        assert said in details
    assert len(refused.value.details) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[tables."SVC.Client"]\nname = "x"', "'tables' is nothing that an overlay has; did you mean 'table'?"),
        ('[table."SVC.Client".colums]\nName = "x"', "'table.SVC.Client.colums' is nothing that an overlay has; did you mean"),
        ('[table]\n"SVC.Client" = "x"', "'table.SVC.Client' must be a table"),
        ('[table."SVC.Client"]\nname = 5', "'table.SVC.Client.name' must be text, in quotes"),
        ('[table."SVC.Client".columns]\nName = ""', "'table.SVC.Client.columns.Name' must be text, in quotes"),
        ('[file.jobs]\nformat = "words"', "'file.jobs.format' is nothing that an overlay has"),
        ('[index.History]\nfields = {}', "'index.History.fields' is nothing that an overlay has"),
        ('contract = "me"', "'contract' must be a table"),
        (
            '[table."SVC.Client".columns]\nName = "X"\nClientId = "x"',
            "columns 'ClientId' and 'Name' of table 'SVC.Client' would both be 'X'",
        ),
    ],
)  # fmt: skip
def test_what_an_overlay_does_not_say_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ContractInvalid) as refused:
        load("groupid10", overlay(tmp_path, text))
    assert said in "\n".join(refused.value.details)


def test_an_overlay_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text('[table."SVC.Client"]\nname = "dbo.Client"\n', encoding="utf-8-sig")
    assert load("groupid10", file).tables["SVC.Client"].physical == "dbo.Client"


def test_a_search_index_is_renamed_and_a_misspelling_is_seen(tmp_path: Path) -> None:
    renamed = load("dm11", overlay(tmp_path, '[index.History]\nname = "directorymanager.history"\n'))
    assert renamed.indices["History"].physical == "directorymanager.history"
    assert renamed.indices["Dynasty"] == load("dm11").indices["Dynasty"]
    with pytest.raises(ContractInvalid) as refused:
        load("dm11", overlay(tmp_path, '[index.Histroy]\nname = "x"\n'))
    assert refused.value.details == ["there is no search index 'Histroy' in the contract"]
