"""Writes docs/checks.md from the registry's checks: what each looks at, for which features, and what repairs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pyupgrade.checks.context import CheckSpec
from pyupgrade.registry import CHECKS

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "checks.md"

INTRODUCTION = """\
# Preflight: what Test-DMUpgrade looks at

*Made from the registry's checks by `tools/docs/checks.py`; a test fails when it is out of date.*

`Test-DMUpgrade` changes nothing. A check yields one row or several, each Passed, Warning, Failed or Skipped; every
row that is not Passed says what to do or why it was not looked at. A check that cannot be carried out is a Failed
row, and the others go on.

```powershell
Test-DMUpgrade | Where-Object Status -ne Passed | Format-List
```
"""


def page(checks: Sequence[CheckSpec]) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_areas(checks)]).rstrip() + "\n"


def _areas(checks: Sequence[CheckSpec]) -> Iterator[str]:
    for area, found in groupby(sorted(checks, key=lambda c: c.area), key=lambda c: c.area):
        yield f"## {area}"
        yield ""
        yield "| id | looks at | for | what to do |"
        yield "| --- | --- | --- | --- |"
        for check in found:
            features = ", ".join(sorted(check.features)) or "all"
            yield f"| `{check.id}` | {_cell(check.looks_at)} | {features} | {_cell(check.repair)} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> int:
    TARGET.write_text(page(CHECKS), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
