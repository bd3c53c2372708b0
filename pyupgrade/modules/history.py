"""History: one line a stream with its keys and counts, and the conversion that the run applies to its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyupgrade.modules.history_convert import Conversion
from pyupgrade.modules.history_instants import read_instant
from pyupgrade.modules.stores import READS, all_stores
from pyupgrade.modules.stores_left import STREAMS
from pyupgrade.plan.items import Answers, Bulk, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME = "history"
NUMBERS = {name: number for number, name in enumerate(STREAMS, 1)}


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    """A Bulk for every stream that has events; plan.build takes away what the target's ledger has already."""
    known = {store.id: store for store in all_stores(source)}
    counted: dict[int | None, int] = {}
    for stream in STREAMS:
        extent = source.extent(stream)
        for store, count in extent.by_store.items():
            counted[store] = counted.get(store, 0) + count
        # Events of a store that is gone from the source altogether are carried under its old number: nobody else would.
        gone = {store for store in extent.by_store if store is not None and store not in known}
        stores = sorted(gone | {store.id for store in known.values() if store.is_carried})
        by_store = {store: n for store, n in extent.by_store.items() if store is None or store in stores}
        if not extent.count:
            continue
        yield Bulk(
            module=NAME,
            feature="History",
            stream=stream,
            number=extent.number,
            table=extent.table,
            first=extent.first,
            last=extent.last,
            count=sum(by_store.values()),
            stores=tuple(stores),
            by_store={"" if store is None else str(store): n for store, n in by_store.items()},
        )
    if (indexed := source.indexed()) is not None:
        yield from _only_indexed(indexed, counted, {store.id: store.name for store in known.values()})


def _only_indexed(
    indexed: Mapping[int | None, int], counted: Mapping[int | None, int], names: Mapping[int | None, str]
) -> Iterator[Line]:
    """A loss for each store of which the old search index holds more events than the database (mission Y4).

    Without the counts, which grow on a living system: the plan must be the same as long as the loss is.
    """
    for store, there in sorted(indexed.items(), key=lambda item: (item[0] is None, item[0] or 0)):
        if there <= counted.get(store, 0):
            continue
        name = "no store" if store is None else names.get(store, f"store {store}, which is gone")
        yield Notice(
            module=NAME,
            feature="History",
            id=f"history/only-indexed/{'none' if store is None else store}",
            severity="loss",
            subject=name,
            message=f"The old search index holds more events of {name} than the database: those are not carried.",
            action="Only the database is carried. Test-DMUpgrade says how many; see them in the history pages before the old server goes.",
            names=(name,),
        )


def conversion(source: SourceReader, ordinal: int, bulks: list[Bulk]) -> Conversion:
    """The conversion for lines of one plan, which share stores, `since` and groups. `ordinal`: TargetReader.ordinal.

    Names of actions and clients are read here, while their tables are there (mission Y5); it holds live client secrets.
    """
    carried = {store for bulk in bulks for store in bulk.stores}
    known = {store.id for store in all_stores(source)}
    groups = frozenset(guid.lower() for bulk in bulks for guid in bulk.groups)
    since = next((bulk.since for bulk in bulks if bulk.since is not None), None)
    return Conversion(
        installation=source.installation,
        ordinal=ordinal,
        streams={number: name for name, number in NUMBERS.items()},
        actions={row["ActionID"]: row["ActionName"] or "" for row in source.rows("Event.Action")},
        clients={
            str(row["Secret"]).lower(): (row["ClientId"], row["Name"] or "")
            for row in source.rows("SVC.Client")
            if row["Secret"]
        },
        stores={store: store for store in known & carried},
        left=frozenset(known - carried),
        since=None if since is None else read_instant(since)[0],
        groups=groups or None,
    )


MODULE = Module(
    name=NAME,
    feature="History",
    title="Counting history",
    plan=plan,
    after=("identity-stores",),
    reads=(
        *READS, "SVC.BackUpHistory", "SVC.IdentityStoreHistory", "SVC.AdminCenterHistory", "SSPR.PasswordCenterHistory",
        "Event.Action", "SVC.Client",
    ),
)  # fmt: skip
