"""Cases on disk: to which store reports are bound (mission R1, R2).

A case is a JSON file below tests/cases/report_rules/: the `domain` the old server was joined to, the store `of_domain` by the rules
for jobs (an id or null), the Active Directory `stores` (id to name) and their `domains`, an `answer`; `becomes` is {"store": id},
{"create": domain} or {"asked": [choices]}, `proposed` the domain proposed when nobody knows it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.modules.report_store import Asked, Bound, binding, chosen, proposed_domain

CASES = sorted((Path(__file__).parent.parent / "cases" / "report_rules").glob("*.json"))
KNOWN = {"about", "mission", "domain", "of_domain", "stores", "domains", "answer", "becomes", "proposed"}

pytestmark = pytest.mark.mission("R1", "R2")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rule(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN
    stores = {int(store): name for store, name in case.get("stores", {}).items()}
    domains = {int(store): domain for store, domain in case.get("domains", {}).items()}
    if "proposed" in case:
        assert proposed_domain(domains, stores) == case["proposed"]
    if "becomes" in case:
        assert _shown(binding(case["domain"], case.get("of_domain"), stores), stores, case) == case["becomes"]


def _shown(found: Bound | Asked, stores: dict[int, str], case: dict[str, Any]) -> dict[str, Any]:
    if isinstance(found, Bound):
        return {"store": found.store}
    answered = chosen(found, stores, case.get("answer", ""))
    if isinstance(answered, Bound):
        return {"store": answered.store}
    return {"asked": list(found.choices)} if answered is None else {"create": answered.domain}


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
