"""How large a sample is: groups with product data, history events and users, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

AS_OF: Final = datetime(
    2026, 11, 1, 9, 30, tzinfo=UTC
)  # the day the old installation was left; nothing in a sample is later


@dataclass(frozen=True, slots=True)
class Size:
    """`groups` rows of product data, `events` over all history streams, `users` over all stores."""

    name: str
    groups: int
    events: int
    users: int


SIZES: Final = {
    size.name: size
    for size in (
        Size("Small", 60, 5_000, 1_800),
        Size("Medium", 5_000, 500_000, 8_000),
        Size("Large", 30_000, 5_000_000, 36_000),
    )
}
