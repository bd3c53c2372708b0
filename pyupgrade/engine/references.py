"""What an object of the target is of no use without: what its values refer to, by id or by name, and its identity store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.plan import marks
from pyupgrade.plan.items import Change
from pyupgrade.target.doors import STORE

# Fields that name others by their keys. A name that is something else, a container say, is the key of nothing.
_BY_KEY: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("Schedule", "Targets"): ("SynchronizeJob", "JobCollection"),
    ("Report", "File"): ("File",),
}


def refers(change: Change) -> tuple[str, ...]:
    """The plan lines (Kind/key) that a change's object rests on, whether or not a plan has them."""
    found = set(_by_id(change.values))
    for (kind, field), kinds in _BY_KEY.items():
        if kind == change.kind:
            value = change.values.get(field)
            found |= {f"{named}/{key}" for key in (value if isinstance(value, list) else [value]) for named in kinds}
    if change.store is not None:
        found.add(f"{STORE}/{change.store}")
    return tuple(sorted(found - {change.id}))


def _by_id(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if name.casefold().endswith("identitystoreid") and value is not None:
            yield f"{STORE}/{value}"
        for inner in value if isinstance(value, list) else [value]:
            if reference := marks.reference_of(inner):
                yield reference
            elif isinstance(inner, dict):
                yield from _by_id(inner)
