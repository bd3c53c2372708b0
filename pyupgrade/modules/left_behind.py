"""The old installation as notices of things left behind need it, and how such a notice is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyupgrade.modules import stores as st
from pyupgrade.modules.stores import Store
from pyupgrade.plan.items import Notice, Severity
from pyupgrade.plan.ports import Row, SourceReader
from pyupgrade.plan.wording import in_order

NAME = "not-carried"
BY_US = "not carried by this version of DMUpgrade"


@dataclass(frozen=True, slots=True)
class Old:
    """The reader with its stores, all and carried."""

    source: SourceReader
    stores: Mapping[int, Store]
    carried: Mapping[int, Store]

    @classmethod
    def of(cls, source: SourceReader) -> Old:
        stores = {store.id: store for store in st.all_stores(source)}
        return cls(source, stores, {i: store for i, store in stores.items() if store.is_carried})

    def concerns(self, store: int | None) -> bool:
        """Whether a thing of this store is told here: those of a store that stays behind are told with the store."""
        return store not in self.stores or store in self.carried

    def name(self, store: int) -> str:
        return self.stores[store].name if store in self.stores else f"store {store}"

    def by_store(self, rows: Iterator[Row], column: str = "IdentityStoreId") -> dict[str, int]:
        """How many rows each store has, by its name."""
        counts = Counter(self.name(row[column]) for row in rows if self.concerns(row[column]))
        return dict(sorted(counts.items()))


def left(
    notice_id: str,
    severity: Severity,
    subject: str,
    message: str,
    action: str,
    names: Sequence[str],
    count: int | None = None,
) -> Iterator[Notice]:
    """The notice, if it concerns anything."""
    if names:
        yield Notice(
            module=NAME,
            feature="Configuration",
            id=notice_id,
            severity=severity,
            subject=subject,
            message=message,
            action=action,
            names=in_order(names),
            count=len(names) if count is None else count,
        )


def per_store(counts: Mapping[str, int]) -> list[str]:
    """Names for a notice that counts by store."""
    return [f"{store}: {number:,}" for store, number in sorted(counts.items()) if number]
