"""History by stream: from the ledger of ranges and both sides' counts to rows that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from pyupgrade.plan.document import Plan
from pyupgrade.plan.history import LEFT
from pyupgrade.report.facts import RangeFacts, SourceFacts, TargetFacts

ASKED = ("older-than-asked", "object-not-chosen")  # codes of what was left out on request


class StreamRow(msgspec.Struct, frozen=True, kw_only=True):
    """History of one stream. before = left (of stores not carried) + asked (left out on request) + after + missing.

    `odd` counts, by code, events that were carried although something about them is odd.
    """

    stream: str
    before: int
    left: int
    asked: int
    after: int
    missing: int
    odd: dict[str, int]


def streams(plan: Plan, ranges: Sequence[RangeFacts], source: SourceFacts, target: TargetFacts) -> list[StreamRow]:
    """A row for each stream that has or had events, in the plan's order; `ranges` are the whole ledger."""
    rows: list[StreamRow] = []
    for stream in dict.fromkeys([*(bulk.stream for bulk in plan.bulks), *source.history]):
        mine = [r for r in ranges if r.stream == stream]
        codes: Counter[str] = Counter()
        for part in mine:
            codes.update(part.problems)
        left = sum(count for code, count in codes.items() if code.startswith(LEFT))
        asked = sum(codes[code] for code in ASKED)
        after = target.history.get(stream, sum(r.rows for r in mine))
        before = source.history.get(stream, left + asked + after)
        if not before and not after:
            continue
        odd = {c: n for c, n in codes.items() if n and not c.startswith(LEFT) and c not in ASKED}
        rows.append(
            StreamRow(
                stream=stream,
                before=before,
                left=left,
                asked=asked,
                after=after,
                missing=max(0, before - left - asked - after),
                odd=dict(sorted(odd.items(), key=lambda item: (-item[1], item[0]))),
            )
        )
    return rows
