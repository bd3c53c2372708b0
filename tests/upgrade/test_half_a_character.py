"""Half a surrogate pair, which NVARCHAR holds and UTF-8 does not: one name with it must not cost the whole plan."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.seam.client import Shell


def test_half_a_character_in_a_list_of_one_object_costs_no_plan(estate: Path, shell: Shell) -> None:
    with sqlite3.connect(estate / "groupid10.db") as connection:
        connection.execute("""UPDATE "SVC.SecurityRoleFilter" SET Client = CAST(x'41eda0bd' AS TEXT)""")
    connection.close()
    plan = shell.plan()
    filters = [
        c["after"] for i in plan["items"] for c in i["changes"] if c["field"] == "CriteriaFilters" and c["after"]
    ]
    assert filters
    assert all('"A?"' in after for after in filters)
    assert shell.job("plan.read", plan=plan["text"])["digest"] == plan["digest"]
    assert shell.start(plan)["status"] == "Completed"
    assert shell.plan()["items"] == []
