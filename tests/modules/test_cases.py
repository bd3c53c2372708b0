"""Cases on disk: what a module makes of an old installation, line by line.

A case is a JSON file below tests/cases/modules/<module>/: `tables` (rows; a column left out is NULL or empty),
`directory` (`forests`, `domains`, `entries`), `history` (events by stream and store), `files`, `records` (what files of a
kind say), `joined_domain`, `target` (objects by kind and key), `answers`, the `mission` ids it proves, and `lines`: every line
that the module must give, in order. A line of a case names a change (`Kind/key`, with the `values` it brings in full or `some` of them,
fields that the source has `empty`, and those that stay `unsaid`, because they cannot be read or wait for an answer), a notice (id,
severity, names, count, old `ids` by name, and texts that its message `says`) or a decision (id, kind, and what else is named).

Where many rows or lines differ in a number only, a case says one of them: in any list, `{"n": [1, 460], "rows": [{"StoreId": "{=n}",
"Name": "S{n:03d}"}]}` stands for 460 rows. tests/modules/repetition.py tells all that such a repetition can say.
"""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.plan.items import Change, Decision, Line, Module, Notice
from tests.modules.memory import SOURCE, TARGET, EmptyTarget, MemorySource, answers_of
from tests.modules.repetition import written_out

ROOT = Path(__file__).parent.parent / "cases" / "modules"
CASES = sorted(ROOT.rglob("*.json"))
WITH_CASES = sorted({path.parent.name for path in CASES})
SECRET = (2, 5, 6, 7, 11)  # attributes of the cases that hold secrets
KNOWN = {
    "about", "mission", "covers", "record", "tables", "directory", "history", "files", "records", "joined_domain", "target",
    "answers", "lines",
}  # fmt: skip


def module_of(path: Path, case: dict[str, Any]) -> Module:
    found = getattr(importlib.import_module(f"pyupgrade.modules.{path.parent.name}"), case.get("record", "MODULE"))
    assert isinstance(found, Module)
    return found


def planned(module: Module, case: dict[str, Any]) -> tuple[list[Line], MemorySource]:
    source = MemorySource(
        case.get("tables", {}),
        case.get("directory"),
        case.get("history"),
        case.get("files"),
        case.get("records"),
        case.get("joined_domain", ""),
    )
    target = EmptyTarget(objects=case.get("target", {}))
    return list(module.plan(source, target, answers_of(case.get("answers", {})))), source


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path) -> None:
    case = written_out(json.loads(path.read_text(encoding="utf-8")))
    assert set(case) <= KNOWN, f"unknown: {set(case) - KNOWN}"
    module = module_of(path, case)
    lines, source = planned(module, case)
    assert [_shown(line) for line in lines] == [_shown_wanted(line) for line in case["lines"]]
    for line, wanted in zip(lines, case["lines"], strict=True):
        _check(line, wanted, module)
    assert source.seen <= set(module.reads), f"{module.name} reads more than it says: {source.seen - set(module.reads)}"
    assert [secret for secret in _secrets(case) if secret in repr(lines)] == []
    again, _ = planned(module, _shuffled(case))
    assert again == lines, "the order in which rows stand decides the lines"


def test_a_repetition_stands_for_its_rows() -> None:
    rows = [
        {"n": [2, 3], "rows": [{"Id": "{=n*10}", "Key": "{n:04x}", "{n}": [{"m": ["{=n}", 1], "rows": ["{n}-{m}"]}]}]}
    ]
    assert written_out(["a", *rows, "{n}"]) == [
        "a",
        {"Id": 20, "Key": "0002", "2": ["2-2", "2-1"]},
        {"Id": 30, "Key": "0003", "3": ["3-3", "3-2", "3-1"]},
        "{n}",
    ]
    texts = [{"n": [9, 11], "rows": ["j{n%10}", "{n}"], "sorted": True}]
    assert written_out({"names": texts, "script": {"texts": ["(", *texts, ")"], "by": "\n"}}) == {
        "names": ["10", "11", "9", "j0", "j1", "j9"],
        "script": "(\n10\n11\n9\nj0\nj1\nj9\n)",
    }


def _shuffled(case: dict[str, Any]) -> dict[str, Any]:
    """The same rows the other way round, and their columns too: a reader sorts rows, nobody sorts columns."""
    tables = {t: [dict(reversed(row.items())) for row in reversed(rows)] for t, rows in case.get("tables", {}).items()}
    return {**case, "tables": dict(reversed(tables.items()))}


def _secrets(case: dict[str, Any]) -> list[str]:
    """Texts of rows and files that may stand in no line: passwords of connection strings, sealed values, client secrets."""
    tables = case.get("tables", {})
    found = [row["Secret"] for row in tables.get("SVC.Client", ())]
    found += [
        row["AttributeValue"] for row in tables.get("SSPR_IdentityStoreValue", ()) if row["AttributeID"] in SECRET
    ]
    for table, rows in tables.items():
        sealed = [name for name, column in SOURCE.tables[table].columns.items() if column.secret]
        found += [str(row[name]) for row in rows for name in sealed if row.get(name) and name not in OPEN]
    for row in tables.get("SVC.GroupObject", ()):
        found += _PASSWORD.findall(row.get("DataSourceConnection") or "")
    jobs = [*case.get("records", {}).get("jobs", ())]
    jobs += [job for group in case.get("records", {}).get("job-groups", ()) for job in group.get("Jobs") or ()]
    for job in jobs:
        found += [job[name] for name in job if name.endswith("Password") and job[name]]
        found += [text for name in job if name.endswith("Connection") for text in _PASSWORD.findall(job[name] or "")]
        fields = [one for one in job.get("Fields") or () if isinstance(one, dict)]
        found += [
            str(one["transform"])[13:]
            for one in fields
            if str(one.get("destinationField")).lower() in ("password", "unicodepwd")
        ]
    return [text for text in found if text and len(text) > 3]  # shorter ones are in anything


_PASSWORD = re.compile(r"(?i)(?:password|pwd)\s*=\s*[\"'{]?([^;\"'{}]{3,})")
OPEN = ("DataSourceConnection", "AttributeValue")  # of which a part is no secret


def _shown(line: Line) -> str:
    return f"{type(line).__name__.lower()} {line.id}"


def _shown_wanted(wanted: dict[str, Any]) -> str:
    kind = next(kind for kind in ("change", "notice", "decision") if kind in wanted)
    return f"{kind} {wanted[kind]}"


def _check(line: Line, wanted: dict[str, Any], module: Module) -> None:
    about = _shown(line)
    assert (line.module, line.feature) == (module.name, module.feature)
    if isinstance(line, Change):
        assert set(wanted) <= {
            "change", "name", "store", "values", "some", "without", "empty", "unsaid", "needs", "later", "old",
        }  # fmt: skip
        assert line.kind in module.writes
        fields = TARGET.kinds[line.kind].fields
        unknown = set(line.values) - set(fields) - ({"content"} if line.kind == "File" else set())
        assert not unknown, f"{about}: the contract has no {unknown}"
        brought = {name: value for name, value in line.values.items() if value is not None}
        assert not set(wanted.get("empty", ())) - {name for name in line.values if name not in brought}, about
        assert not (said := set(wanted.get("unsaid", ())) & set(line.values)), f"{about}: {said}"
        assert re.fullmatch("[0-9a-f]{64}", line.row)
        assert line.before is None
        key = line.values[TARGET.kinds[line.kind].key]
        assert str(key) == line.key
        if "values" in wanted:
            assert brought == wanted["values"], about
        some = wanted.get("some", {})
        assert {name: line.values.get(name) for name in some} == some, about
        assert not set(brought) & set(wanted.get("without", ())), about
        assert line.store == wanted.get("store", line.store)
        assert line.name == wanted.get("name", line.name)
        assert list(line.needs) == wanted.get("needs", list(line.needs))
        assert line.later == wanted.get("later", line.later)
        assert line.old == wanted.get("old", line.old)
    elif isinstance(line, Notice):
        assert set(wanted) <= {"notice", "severity", "names", "count", "says", "ids"}
        assert [list(one) for one in line.ids] == wanted.get("ids", [list(one) for one in line.ids]), about
        assert (line.severity, list(line.names), line.count) == (
            wanted["severity"],
            wanted["names"],
            wanted["count"],
        ), about
        assert line.subject
        assert line.action.endswith(".")
        assert line.message.endswith((".", ")")), about
        for text in wanted.get("says", ()):
            assert text in line.message, f"{about}: {line.message}"
    else:
        assert isinstance(line, Decision)
        assert set(wanted) <= {"decision", "kind", "proposal", "optional", "choices", "page", "says"}
        assert list(line.choices) == wanted.get("choices", list(line.choices))
        assert line.page == wanted.get("page", line.page)
        assert line.kind == wanted["kind"]
        assert line.proposal == wanted.get("proposal")
        assert line.optional == wanted.get("optional", False)
        for text in wanted.get("says", ()):
            assert text in line.question + " " + line.reason, about


def test_reads_are_of_the_contract() -> None:
    for module in all_modules():
        assert set(module.reads) <= {*SOURCE.tables, *SOURCE.files}, module.name
        assert set(module.writes) <= set(TARGET.kinds), module.name


COVERED = {
    "empty",
    "largest",
    "wrong-type",
    "missing-reference",
    "duplicate",
    "letter-case",
    "language",
    "disabled-store",
}


@pytest.mark.parametrize("module", WITH_CASES)
def test_a_modules_cases_cover_what_goes_wrong(module: str) -> None:
    """At least eight cases a module, and among them each of the eight things that an old installation confronts one with."""
    covers = [json.loads(p.read_text(encoding="utf-8")).get("covers", []) for p in CASES if p.parent.name == module]
    assert len(covers) >= 8
    assert {word for words in covers for word in words} == COVERED


def test_every_module_has_cases() -> None:
    assert {module.plan.__module__.rpartition(".")[2] for module in all_modules()} <= set(WITH_CASES)


def all_modules() -> list[Module]:
    """Every module record but history's, whose tests are its own."""
    found: dict[str, Module] = {}
    for path in sorted(Path(importlib.import_module("pyupgrade.modules").__file__ or "").parent.glob("*.py")):
        if path.stem == "__init__" or path.stem.startswith("history"):
            continue
        for value in vars(importlib.import_module(f"pyupgrade.modules.{path.stem}")).values():
            if isinstance(value, Module):
                found[value.name] = value
    return [found[name] for name in sorted(found)]
