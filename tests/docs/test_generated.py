"""Generated pages are up to date; other pages name only what exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.registry import CHECKS
from tools.docs import checks, contract, grants, mission

ROOT = Path(__file__).parents[2]

PATHS = re.compile(r"`((?:pyupgrade|tools|docs|psmodule|tests)/[\w./-]+\.\w+)`")
MODULES = re.compile(
    r"`((?:engine|plan|modules|source|target|steps|checks|report|connect|contracts|sample)/\w+\.(?:py|toml))`"
)


def test_contract_page_is_up_to_date() -> None:
    assert contract.TARGET.read_text(encoding="utf-8") == contract.page([load("groupid10"), load("dm11")]), (
        "run: python -m tools.docs.contract"
    )


def test_checks_page_is_up_to_date() -> None:
    assert checks.TARGET.read_text(encoding="utf-8") == checks.page(CHECKS), "run: python -m tools.docs.checks"


def test_grants_page_is_up_to_date() -> None:
    assert grants.TARGET.read_text(encoding="utf-8") == grants.page(), "run: python -m tools.docs.grants"


def test_every_row_of_the_mission_is_proved_and_its_page_up_to_date() -> None:
    found = mission.proofs()
    assert mission.unproved(found) == []
    assert mission.TARGET.read_text(encoding="utf-8") == mission.page(found), "run: python -m tools.docs.mission"


def test_a_row_without_a_test_is_named() -> None:
    found = mission.proofs()
    assert mission.unproved({**found, "J1": []}) == ["J1"]
    assert mission.unproved({**found, "Z9": ["x"]}) == ["Z9 (no such row)"]


def test_contract_page_names_every_table_kind_and_source() -> None:
    text = contract.TARGET.read_text(encoding="utf-8")
    for known in (load("groupid10"), load("dm11")):
        assert all(f"#### {name}\n" in text for name in [*known.tables, *known.kinds])
        assert all(f"- **{key}**: " in text for key in known.sources)
        for table in known.tables.values():
            assert all(f"| `{column}`" in text for column in table.columns)


def test_checks_page_names_every_check() -> None:
    text = checks.TARGET.read_text(encoding="utf-8")
    assert all(f"| `{check.id}` |" in text for check in CHECKS)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_pages_name_only_files_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = PATHS.findall(text) + [f"pyupgrade/{m}" for m in MODULES.findall(text)]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_design_notes_give_a_reason_for_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    names, tests = _names([*project["dependencies"], *extras["inprocess"], *extras["kerberos"]]), _names(extras["test"])
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w, -]+) \| (\S.+\.) \|$", design, re.MULTILINE)
    explained = {name.strip().casefold() for cell, _ in rows for name in cell.split(",")}
    assert names - explained == set()
    later = {name.casefold() for name, reason in rows if reason.startswith("*Later:*")}
    text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "pyupgrade").rglob("*.py"))
    used = {n for n in names if re.search(rf"^\s*(?:import|from) {n.replace('-', '_')}\b", text, re.MULTILINE)}
    # pythonnet is not imported by Python: the shell loads it.
    assert later == names - used - {"pythonnet"}
    assert explained - names - tests == set()


def _names(wanted: list[str]) -> set[str]:
    return {re.split(r"[<>=~!\[; ]", entry)[0].casefold() for entry in wanted}
