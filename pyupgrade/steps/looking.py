"""What a look at the target finds: as wanted, as planned, the product's own default, or somebody else's work."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from pyupgrade.plan import marks
from pyupgrade.plan.build import same
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import Values

Finding = Literal["present", "act", "conflict"]
_FIELDS: Final = 5  # fields named in a message
shown: Final = partial(marks.shown, limit=120, nothing="empty", quote="'")


def judge(
    line: Change,
    wanted: Values,
    found: Values | None,
    default: bool,
    unseen: frozenset[str] = frozenset(),
    tried: bool = True,
) -> Finding:
    """`wanted` has its references resolved; `default`: what was found is the product's own, of a new store.

    `unseen` are fields that the door writes and does not show. Where all it shows is as wanted and nothing is remembered of one of
    them, it is written once more if this run had begun to (`tried`) and was killed before it could remember; what came to be there by
    somebody else since the plan is theirs.
    """
    if found is not None and same(wanted, found):
        return "present"
    if found is not None and unseen:
        forgotten = {n for n in wanted if n in unseen and n not in found}
        if tried and forgotten and same({n: v for n, v in wanted.items() if n not in forgotten}, found):
            return "act"
    if found == line.before or (found is not None and line.before is None and default):
        return "act"
    return "conflict"


def conflict_text(wanted: Values, found: Values | None, before: Values | None) -> str:
    """Both values, field by field: what was found, what the plan saw, what was wanted."""
    if found is None:
        return "It was there when the plan was made and is gone from the target."
    differing = [n for n in sorted(wanted) if not same({n: wanted[n]}, found)]
    differing += [n for n in sorted(found) if n not in wanted and (before or {}).get(n) != found[n]]
    # What somebody else put there tells more than what is missing.
    differing.sort(key=lambda name: found.get(name) is None)
    parts = []
    for name in differing[:_FIELDS]:
        seen = "not there" if before is None else shown(before.get(name))
        parts.append(f"{name} is {shown(found.get(name))}, when planned {seen}, wanted {shown(wanted.get(name))}")
    more = len(differing) - _FIELDS
    return "; ".join(parts) + (f"; and {more} more fields" if more > 0 else "")
