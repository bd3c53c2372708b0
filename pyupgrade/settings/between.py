"""What is wrong between the settings of a profile, each of which is right alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pyupgrade.settings.faults import Fault

READ: Final = (
    "source",
    "directory",
    "program",
    "data",
    "tasks",
    "registry",
    "secrets",
    "answers",
    "source_overlay",
    "target_overlay",
)
WRITTEN: Final = ("log", "index", "files")


def between(given: Mapping[str, Any]) -> Iterator[Fault]:
    """Of values with absolute paths, whether or not each is right: only what is of its type is looked at."""
    source, target, topology = given.get("source"), given.get("target"), given.get("topology", "new")
    if isinstance(source, Path) and isinstance(target, Path):
        if topology == "new" and source == target:
            yield "topology", "is new, which means two databases, and source and target name one"
        if topology in ("copy", "same") and source != target:
            yield "topology", f"is {topology}, which means one database, and source and target name two"
    read = {name: path for name in READ if isinstance(path := given.get(name), Path)}
    for name in WRITTEN:
        path = given.get(name)
        if not isinstance(path, Path):
            continue
        if path == target:
            yield name, "is the target's database itself"
        for other, place in read.items():
            if path == place or place in path.parents:
                yield (
                    name,
                    f"would be written {'over' if path == place else 'into'} what '{other}' names, which is only read",
                )
