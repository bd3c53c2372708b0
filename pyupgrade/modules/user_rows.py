"""Users held against the directory: which stores it speaks for, so that who is gone is told from who cannot be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told
from pyupgrade.plan.ports import SourceReader

CHUNK: Final = 450  # users looked up at once; the limit is that of group_rows


def seen_stores(source: SourceReader, stores: Mapping[int, Store]) -> frozenset[int]:
    """Ids of the stores whose users the connected directory would have."""
    known = frozenset(domain.casefold() for domain in source.directory.domains())
    return frozenset(store.id for store in stores.values() if st.is_seen(store, known))


def of_no_store(source: SourceReader, table: str, column: str) -> int:
    """How many rows name a store that no longer exists; those of a store that stays behind are told with the store."""
    every = [store.id for store in st.all_stores(source)]
    return source.count(table) - source.count(table, {column: every})


def told_gone(subject: str, what: str) -> Told:
    """The notice of users that the directory no longer has."""
    return Told(
        "change", subject, f"Not carried, because no longer in the directory: {what} of {{counted}}.",
        "Nothing to do, unless they were deleted by mistake: then restore them in the directory and plan again.", "user",
    )  # fmt: skip


def told_without_store(subject: str) -> Told:
    """The notice of what `of_no_store` counts."""
    return Told(
        "todo", subject, "Left behind, because their identity store no longer exists: {counted}.",
        "Nothing, unless a store is missing that should be there.", "record",
    )  # fmt: skip
