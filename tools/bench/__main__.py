"""python tools/bench [history|groups|directory|search|rest …] [--rows N] [--rounds N] [--json FILE]: measures, prints a table, says which
goals hold."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = (
    "history",
    "groups",
    "directory",
    "search",
    "rest",
)  # each a module here with run(folder, rows, rounds), if it has goals GOALS, and if it needs a part lacking()


def show(subject: str, figures: dict[str, Any], goals: dict[str, float]) -> None:
    speed = f"{figures['rows per second']:,.0f} rows/s"
    print(f"\n{subject}: {figures['rows']:,} rows, {figures['rounds']} rounds, {speed}")
    print("  microseconds a row, median chunk")
    for name, value in figures["microseconds"].items():
        print(f"    {name:28}{value:8.2f}")
    print("  ratios of the same chunks: median (quartiles), goal")
    for name, (middle, lower, upper) in figures["ratios"].items():
        goal = f"at most {goals[name]:.2f}: {'held' if middle <= goals[name] else 'MISSED'}" if name in goals else ""
        print(f"    {name:28}{middle:8.2f} ({lower:.2f}-{upper:.2f})  {goal}")
    for name in figures:
        if name.startswith("peak MB"):
            print(f"  {name}: {figures[name]:,.0f}")
        if name.startswith("seconds"):
            print(f"  {name}: {figures[name]:,.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python tools/bench", description=__doc__)
    parser.add_argument(
        "subjects",
        nargs="*",
        metavar="history|groups|directory|search|rest",
        help="what to measure; default: all there is",
    )
    parser.add_argument("--rows", type=int, default=100_000, help="rows of each subject (100,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3); on a noisy machine 6 for the workers' ratio")
    parser.add_argument("--folder", type=Path, help="where the bench's databases go; default: a temporary folder")
    parser.add_argument("--json", type=Path, help="writes the figures there, too")
    asked = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    there = [name for name in SUBJECTS if Path(__file__).with_name(f"{name}.py").exists()]
    unknown = [name for name in asked.subjects if name not in there]
    if unknown:
        parser.error(f"there is no bench of {', '.join(unknown)}; choose from {', '.join(there)}")
    measured: dict[str, Any] = {}
    held = True
    with tempfile.TemporaryDirectory(prefix="dmupgrade-bench-") as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for subject in asked.subjects or there:
            module = importlib.import_module(subject)
            if lacking := getattr(module, "lacking", str)():
                print(f"\n{subject}: not measured: {lacking}")
                continue
            measured[subject] = module.run(folder, asked.rows, asked.rounds)
            show(subject, measured[subject], getattr(module, "GOALS", {}))
            held = held and all(measured[subject].get("goals", {}).values())
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=2), encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
