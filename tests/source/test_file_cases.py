"""Cases on disk: what a file of the old server says, through the real reader.

A case is a folder's file below tests/cases/files/<kind>/: <case>.json with `path` (where the old server has it, by its kind's pattern),
the content as `text` in an `encoding` (utf-8 by default; utf-16, cp1252 …), as `base64`, or as a `times` repeated `text` between
`head` and `tail`, or in a file beside it named by `file`; `overlay` is a site overlay's text; then what is read of it: `record` (some
fields), `records` (all rows, some fields each), or `problem` (texts that the Problem must have).
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.source.files import OldFiles
from pyupgrade.source.records import records

ROOT = Path(__file__).parent.parent / "cases" / "files"
CASES = sorted(ROOT.rglob("*.json"))
KNOWN = {
    "about", "mission", "path", "text", "encoding", "base64", "times", "head", "tail", "file", "overlay", "record", "records",
    "problem", "limit",
}  # fmt: skip

pytestmark = pytest.mark.mission("H4", "S1")


def content_of(case: dict[str, Any], folder: Path) -> bytes:
    if "file" in case:
        return (folder / case["file"]).read_bytes()
    if "base64" in case:
        return base64.b64decode(case["base64"])
    text = case.get("head", "") + case["text"] * case.get("times", 1) + case.get("tail", "")
    return text.encode(case.get("encoding", "utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path, tmp_path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN, f"unknown: {set(case) - KNOWN}"
    overlay = None
    if "overlay" in case:
        overlay = tmp_path / "site.toml"
        overlay.write_text(case["overlay"], encoding="utf-8")
    pattern = load("groupid10", overlay).files[path.parent.name]
    file = tmp_path / "root" / case["path"]
    file.parent.mkdir(parents=True)
    file.write_bytes(content_of(case, path.parent))
    files = OldFiles({pattern.name: pattern}, {pattern.root: tmp_path / "root"})
    found = list(records(pattern, files, case["limit"]) if "limit" in case else records(pattern, files))
    assert {row["Path"] for row in found} <= {case["path"]}
    if "problem" in case:
        (row,) = found
        assert row["Problem"], row
        assert case["path"] in row["Problem"], "it names the file"
        assert all(text in row["Problem"] for text in case["problem"]), row["Problem"]
        inside = [name for name, field in pattern.fields.items() if not field.from_path]
        assert [row[name] for name in inside if row[name] is not None] == [], "nothing half read"
        return
    wanted = case.get("records", [case["record"]] if "record" in case else [])
    assert len(found) == len(wanted)
    for row, fields in zip(found, wanted, strict=True):
        assert row["Problem"] is None
        assert {name: row[name] for name in fields} == fields


@pytest.mark.parametrize("kind", sorted(n for n, p in load("groupid10").files.items() if p.format not in ("", "name")))
def test_every_kind_that_is_read_has_cases(kind: str) -> None:
    assert len([path for path in CASES if path.parent.name == kind]) >= 3
