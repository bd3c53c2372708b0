"""The old file trees: patterns, links that lead out, files that vanish."""

from pathlib import Path

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.errors import FileUnreadable, PathEscapes
from pyupgrade.plan.ports import SourceFile
from pyupgrade.source import files as module
from pyupgrade.source.files import OldFiles
from pyupgrade.source.groupid10 import GroupId10
from pyupgrade.source.records import records

PATTERNS = load("groupid10").files


def tree(tmp_path: Path) -> tuple[OldFiles, Path, Path]:
    program, data = tmp_path / "program", tmp_path / "data"
    program.mkdir()
    data.mkdir()
    return OldFiles(PATTERNS, {"program": program, "data": data}), program, data


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_sample_has_files_of_every_kind(source: GroupId10, kind: str) -> None:
    found = source.files(kind)
    assert found
    assert [f.path for f in found] == sorted(f.path for f in found)
    for file in found:
        assert len(source.content(file)) == file.size > 0
        assert "\\" not in file.path
    assert source.unreadable == []


def test_patterns_hold_without_regard_to_case(tmp_path: Path) -> None:
    files, program, data = tree(tmp_path)
    for name in ("a.TXT", "b.txt", "c.xml", "Imported Schedules/x.XML", "Imported Schedules/Deep/er/y.xml"):
        path = program / "schedules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (data / "Reports").mkdir()
    (data / "Reports/Übersicht.pdf").write_text("x")
    (data / "Reports/Resources").mkdir()
    assert [f.path for f in files.files("schedules")] == ["schedules/a.TXT", "schedules/b.txt"]
    assert [f.path for f in files.files("exported-schedules")] == [
        "schedules/Imported Schedules/Deep/er/y.xml", "schedules/Imported Schedules/x.XML",
    ]  # fmt: skip
    assert files.files("reports") == [SourceFile("reports", "Reports/Übersicht.pdf", 1)]
    assert files.files("jobs") == []


def test_no_folder_no_files(tmp_path: Path) -> None:
    assert OldFiles(PATTERNS, {"program": None, "data": tmp_path / "none"}).files("schedules") == []
    assert OldFiles(PATTERNS, {"program": None, "data": tmp_path / "none"}).files("jobs") == []


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, as_folder: bool) -> None:
    files, _, data = tree(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (data / "Reports").mkdir()
    link = data / "Reports" / "link"
    link.symlink_to(outside if as_folder else outside / "secret.txt")
    with pytest.raises(PathEscapes, match="link"):
        files.files("reports")


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    files, _, data = tree(tmp_path)
    (data / "Reports").mkdir()
    (data / "Reports/a.pdf").write_text("xy")
    (data / "Reports/b.pdf").symlink_to(data / "Reports/a.pdf")
    assert [f.path for f in files.files("reports")] == ["Reports/a.pdf", "Reports/b.pdf"]


def test_a_path_that_climbs_out_is_not_read(tmp_path: Path) -> None:
    files, _, _ = tree(tmp_path)
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(PathEscapes):
        files.content(SourceFile("reports", "../x.txt", 1))


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    files, program, _ = tree(tmp_path)
    folder = program / "Schedules/Imported Schedules"
    folder.mkdir(parents=True)
    (folder / "x.xml").write_text("x")
    (folder / "again").symlink_to(folder)
    (folder / "self.xml").symlink_to(folder / "self.xml")
    assert [f.path for f in files.files("exported-schedules")] == ["Schedules/Imported Schedules/x.xml"]
    assert len(files.unreadable) == 1
    assert files.unreadable[0].startswith("Schedules/Imported Schedules/self.xml: ")


def test_what_vanishes_or_is_locked_is_noted_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, _, data = tree(tmp_path)
    (data / "Reports").mkdir()
    for name in ("a", "b", "c"):
        (data / f"Reports/{name}.pdf").write_text("x")
    (data / "Reports/gone.pdf").symlink_to(data / "Reports/never-was.pdf")
    opened = Path.open

    def locked(self: Path, *args: str) -> object:
        if self.name == "b.pdf":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args)

    monkeypatch.setattr(module.Path, "open", locked)
    assert [f.path for f in files.files("reports")] == ["Reports/a.pdf", "Reports/c.pdf"]
    assert files.unreadable == ["Reports/b.pdf: Permission denied", "Reports/gone.pdf: No such file or directory"]
    files.files("reports")
    assert len(files.unreadable) == 2, "told once"
    monkeypatch.undo()
    (data / "Reports/c.pdf").unlink()
    with pytest.raises(FileUnreadable, match=r"Reports/c\.pdf"):
        files.content(SourceFile("reports", "Reports/c.pdf", 1))


def test_a_locked_file_is_a_row_with_its_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _, data = tree(tmp_path)
    (data / "Reports").mkdir()
    for name in ("a", "b"):
        (data / f"Reports/{name}.pdf").write_text("x")
    opened = Path.open

    def locked(self: Path, *args: str) -> object:
        if self.name == "a.pdf":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args)

    monkeypatch.setattr(module.Path, "open", locked)
    first, second = records(PATTERNS["reports"], files)
    assert (first["Path"], first["Title"]) == ("Reports/a.pdf", "a")
    assert "Permission denied" in first["Problem"]
    assert (second["Path"], second["Problem"]) == ("Reports/b.pdf", None)
