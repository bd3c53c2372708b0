"""Whether Python and the libraries are the versions the engine was made for."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context, Library
from pyupgrade.plan.finding import Finding

PYTHON = (3, 11, 0)


def _run(context: Context) -> Iterator[Finding]:
    found = ".".join(map(str, context.machine.python))
    if context.machine.python < PYTHON:
        yield CHECK.row("Failed", f"Python is {found}, needed is 3.11 or later.", CHECK.repair, "Python")
    wrong = [library for library in context.machine.libraries if not _fits(library)]
    for library in wrong:
        has = f"is {library.found}" if library.found else "is not installed"
        yield CHECK.row(
            "Failed", f"{library.name} {has}, needed is {library.wanted} or later.", CHECK.repair, library.name
        )
    if not wrong and context.machine.python >= PYTHON:
        yield CHECK.row(
            "Passed", f"Python {found} and {len(context.machine.libraries)} libraries are as needed.", target="Python"
        )


def _fits(library: Library) -> bool:
    return library.found is not None and _numbers(library.found) >= _numbers(library.wanted)


def _numbers(version: str) -> tuple[int, ...]:
    parts: list[int] = []
    for part in version.split("."):
        digits = ""
        for character in part:
            if not character.isdigit():
                break
            digits += character
        if not digits:
            break
        parts.append(int(digits))
        if digits != part:
            break  # 2.1.0rc1: what follows is no number
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


CHECK = CheckSpec(
    id="machine.engine",
    area="Machine",
    looks_at="Version of Python and of each library the engine needs.",
    repair="Run the set-up again (build.ps1 Setup), or install the version named.",
    run=_run,
)
