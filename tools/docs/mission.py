"""Writes docs/mission.md: every row of the mission with the files that do it and the tests that prove it; fails without a test."""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "mission.md"
ROWS = Path(__file__).with_name("mission.toml")
SHOWN = 6  # tests named in a cell; the others are counted

INTRODUCTION = """\
# What it must do, and what proves it

*Made from `tools/docs/mission.toml` and the tests by `tools/docs/mission.py`; a test fails when it is out of date or when a
row has no test.*

A test in Python names the rows that it proves with `@pytest.mark.mission("J1")`, a case on disk with `"mission": ["J1"]`.
*Waits for* says which part of a row needs a live system that the tests do not have.
"""


def areas() -> list[dict[str, Any]]:
    """The mission's areas with their rows by id."""
    found: list[dict[str, Any]] = tomllib.loads(ROWS.read_text(encoding="utf-8"))["area"]
    return found


def proofs(root: Path = ROOT / "tests") -> dict[str, list[str]]:
    """Tests by the id they prove: `file::function`, or the path of a case on disk, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(root.rglob("*.py")):
        for number, name in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            found[number].add(f"{path.relative_to(root.parent).as_posix()}::{name}" if name else _file(path, root))
    for path in sorted((root / "cases").rglob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for number in case.get("mission", ()) if isinstance(case, dict) else ():
            found[number].add(_file(path, root))
    return {number: sorted(names) for number, names in found.items()}


def _file(path: Path, root: Path) -> str:
    return path.relative_to(root.parent).as_posix()


def _marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Ids of `mission` marks with the function they stand on; "" for a whole file's `pytestmark`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                yield from ((number, node.name) for number in _ids(decorator))
        elif isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets
        ):
            for mark in ast.walk(node.value):
                yield from ((number, "") for number in _ids(mark))


def _ids(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "mission":
        return []
    return [argument.value for argument in node.args if isinstance(argument, ast.Constant)]


def unproved(found: Mapping[str, Sequence[str]]) -> list[str]:
    """Rows without a test, and ids in tests that no row has."""
    rows = [number for area in areas() for number in area["rows"]]
    return [n for n in rows if not found.get(n)] + [f"{n} (no such row)" for n in sorted(set(found) - set(rows))]


def page(found: Mapping[str, Sequence[str]]) -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for area in areas():
        lines += [f"## {area['title']}", "", "| id | what | where | proved by |", "| --- | --- | --- | --- |"]
        for number, row in area["rows"].items():
            what = row["what"] + (f" *Waits for:* {row['waits']}." if "waits" in row else "")
            where = ", ".join(f"`{name}`" for name in row["where"]) or "every changing cmdlet"
            lines.append(f"| {number} | {what} | {where} | {_tests(found.get(number, ()))} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _tests(names: Sequence[str]) -> str:
    """Some of the tests, each from another file where that can be."""
    first: dict[str, str] = {}
    for name in sorted(names, key=_telling):
        first.setdefault(name.partition("::")[0].rpartition("/")[0], name)
    chosen = sorted([*first.values()][:SHOWN])
    told = ", ".join(f"`{name}`" for name in chosen)
    more = len(names) - len(chosen)
    return told + (f" and {more} more" if more else "")


def _telling(name: str) -> tuple[bool, bool, str]:
    """Tests in Python first; a case of nothing, or of very much, last."""
    return ("::" not in name and not name.endswith(".py"), name.endswith(("empty.json", "largest.json")), name)


def main() -> int:
    found = proofs()
    if missing := unproved(found):
        print(f"Without a test: {', '.join(missing)}", file=sys.stderr)
        return 1
    TARGET.write_text(page(found), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
