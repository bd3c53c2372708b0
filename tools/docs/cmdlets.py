"""Writes psmodule/DMUpgrade/Private/Get-VendorCmdlet.ps1 from the contract: the vendor's cmdlets that a question may name."""

from __future__ import annotations

import sys
from pathlib import Path

from pyupgrade.contracts.load import load

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "psmodule" / "DMUpgrade" / "Private" / "Get-VendorCmdlet.ps1"

FUNCTION = """\
function Get-VendorCmdlet {{
    # The only commands that the engine may have run here. Made from pyupgrade/contracts/dm11-shell.toml by tools/docs/cmdlets.py;
    # a test fails when it is out of date.
    [OutputType([string[]])]
    param()

{names}
}}
"""


def function() -> str:
    """The whole file."""
    cmdlets = sorted(load("dm11").doors["shell"].data["cmdlet"])
    return FUNCTION.format(names="\n".join(f"    '{name}'" for name in cmdlets))


def main() -> int:
    TARGET.write_text(function(), encoding="utf-8")
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
