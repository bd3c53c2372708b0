"""What the product gives an object by itself, told from somebody's work by the contract's [default] section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyupgrade.plan.items import Change


def is_default(line: Change, found: Mapping[str, Any], defaults: Mapping[str, Any]) -> bool:
    """Whether what was found where `line` goes holds only what the product gives it by itself, or what is wanted of it anyway.

    `defaults` by kind: `names` of its roles and schedules, `events` and `type` of its workflows, `values` of a store's settings,
    `unset` what a group holds where nobody has set it. Of a kind without any, nothing but what is wanted may be there.
    """
    default = defaults.get(line.kind, {})
    if "names" in default:
        return _name(line) in default["names"]
    if "events" in default:
        return found.get("event") in default["events"] and default["type"] == found.get("type") == line.values.get(
            "type"
        )
    own = {**default.get("values", {}), **default.get("unset", {})}
    return all(
        (name in own and value == own[name])
        or (name in line.values and value == line.values[name])
        or str(value) == line.key
        for name, value in found.items()
    )


def _name(line: Change) -> str:
    """By which the product's own is known: of a schedule (type/name) its type, of what a store has (store/name) its name."""
    first, _, rest = line.key.partition("/")
    return first if line.kind == "Schedule" else rest or first
