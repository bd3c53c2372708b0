"""The walls of the house: which room may import which, which library is imported where, and how large a file may get."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[1] / "pyupgrade"
CEILING = 400

# room: rooms of ours it may import (docs/design.md has the picture). A room may always import itself.
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "results": set(),
    "requests": set(),
    "plan": {"errors"},
    "modules": {"plan"},
    "contracts": {"errors"},
    "settings": {"errors"},
    "connect": {"errors"},
    "source": {"plan", "contracts", "connect", "errors"},
    "target": {"plan", "contracts", "connect", "errors"},
    "steps": {"plan", "errors"},
    "checks": {"plan", "contracts", "connect", "errors"},
    "report": {"plan"},
    "sample": {"contracts", "connect", "errors"},
    "ranges": {"source", "plan"},
    "workers": {"ranges"},
    "registry": {"modules", "steps", "checks", "plan"},
    "jobs": {"errors"},
    "engine": {
        "errors", "results", "requests", "plan", "modules", "contracts", "settings", "connect", "source", "target", "steps",
        "checks", "report", "sample", "ranges", "workers", "registry", "jobs",
    },
    "bridge": {"engine", "jobs", "errors", "requests"},
    "demo": {"bridge"},
    "__main__": {"bridge", "demo"},
}  # fmt: skip

# third-party library: the only places that may import it
LIBRARIES: dict[str, set[str]] = {
    "sqlalchemy": {"connect/sql.py", "connect/sql_types.py", "connect/mssql.py", "source/", "target/"},
    "pyodbc": {"connect/"},
    "ldap3": {"connect/directory.py", "connect/ldap_filter.py"},
    "gssapi": {"connect/kerberos.py"},
    "elasticsearch": {"connect/"},
    "msal": {"connect/entra.py"},
    "cryptography": {"connect/"},
    "requests": {"connect/http.py", "connect/old_index.py"},
    "jinja2": {"report/"},
    "defusedxml": {"connect/"},
    "pydantic": {"settings/"},
}
ANYWHERE = {"msgspec"}
PURE = ("modules", "plan")  # open nothing, ask no clock
IMPURE = {"os", "time", "random", "sqlite3", "socket", "subprocess", "shutil", "tempfile", "secrets"}

FILES = sorted(ENGINE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(ENGINE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(path: Path) -> Iterator[str]:
    """Every module imported, function-level imports too; a relative import is not allowed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (
                [f"{node.module}.{a.name}" for a in node.names] if node.module == "pyupgrade" else [node.module or ""]
            )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ENGINE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    here = room(path)
    assert here in ROOMS or here == "__init__", f"room '{here}' is not on the plan"
    for name in imports(path):
        top = name.split(".")[0]
        if top == "pyupgrade":
            there = name.split(".")[1] if "." in name else "__init__"
            if there in ("__version__", here):
                continue
            assert there in ROOMS[here], f"{here} may not import {there}"
        elif top not in sys.stdlib_module_names and top not in ANYWHERE:
            relative = path.relative_to(ENGINE).as_posix()
            assert any(relative.startswith(place) for place in LIBRARIES[top]), f"{relative} may not import {top}"


def test_nothing_is_allowed_that_nobody_uses() -> None:
    found = {(path, name) for path in FILES for name in imports(path)}
    rooms = {(room(path), name.split(".")[1]) for path, name in found if name.startswith("pyupgrade.")}
    assert {(here, there) for here, others in ROOMS.items() for there in others} - rooms == set()
    libraries = {(name.split(".")[0], path.relative_to(ENGINE).as_posix()) for path, name in found}
    for library, places in LIBRARIES.items():
        users = [path for used, path in libraries if used == library]
        assert [place for place in places if not any(path.startswith(place) for path in users)] == [], library


@pytest.mark.parametrize("path", [p for p in FILES if room(p) in PURE], ids=lambda p: str(p.relative_to(ENGINE)))
def test_deciding_opens_nothing_and_asks_no_clock(path: Path) -> None:
    assert not {n.split(".")[0] for n in imports(path)} & IMPURE
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in ("now", "utcnow", "today"), f"{path.name} asks a clock"
            assert not (isinstance(node.func, ast.Name) and called == "open"), f"{path.name} opens a file"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ENGINE)))
def test_files_stay_small_and_nothing_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= CEILING
    assert ast.get_docstring(ast.parse(text)), "a module says in a sentence what it is"
    if path.name not in ("demo.py", "__main__.py"):
        calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        assert not [c for c in calls if c.func.id == "print"]  # type: ignore[attr-defined]
