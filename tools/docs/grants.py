"""Writes docs/grants.md from the modules' reads and writes: the rights that a DBA grants the two logins."""

from __future__ import annotations

import sys
from pathlib import Path

from pyupgrade.contracts.load import load
from pyupgrade.engine import grants
from pyupgrade.registry import MODULES

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "grants.md"

PAGE = """\
# SQL Server: the rights that the two logins need

*Made from the modules' `reads` and `writes` by `tools/docs/grants.py`; a test fails when it is out of date.*

A profile names a login for the source and one for the target. In the topologies `copy` and `same`, too, they are two: a login for
the source that could write is a failed check (`source.readonly`). `Test-DMUpgrade` holds both logins against the
statements below and prints those of a login that lacks a right, for the features chosen, with the tables' real names where an
overlay names them, and the login's own.

Nothing is ever created but the journal's own tables, `DMUpgrade_…`, in the login's default schema. Give everybody who runs or
watches an upgrade the same default schema, so that all see one journal. Who is to be told which host holds the target before its run
stands in the journal needs VIEW SERVER STATE as well; nothing else does.

## Source: `dmupgrade_reader`

```sql
{source}
```

## Target: `dmupgrade_writer`

```sql
{target}
```
"""


def page() -> str:
    """The whole page."""
    return PAGE.format(
        source=grants.of_source(load("groupid10"), MODULES, "dmupgrade_reader"),
        target=grants.of_target(load("dm11"), MODULES, "dmupgrade_writer"),
    )


def main() -> int:
    TARGET.write_text(page(), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
