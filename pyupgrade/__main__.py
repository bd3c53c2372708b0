"""`python -m pyupgrade serve` (the Process transport) and `python -m pyupgrade demo`; nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

from pyupgrade import bridge, demo


def main(words: list[str]) -> int:
    if words == ["serve"]:
        return bridge.serve()
    if words[:1] == ["demo"]:
        return demo.run(Path(words[1] if len(words) > 1 else "sample-estate"))
    sys.stderr.write("Say `serve`, or `demo [FOLDER]`. Everything else is done with the PowerShell module DMUpgrade.\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
