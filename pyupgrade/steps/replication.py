"""The stage between configuration and groups on a real 11.1: its own replication is asked for and waited for, as long as it takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Protocol

from pyupgrade.plan.ports import Control, Progress

FEATURE: Final = "Replication"
FIRST_LOOK: Final = 0.5  # seconds before the first look at the status
LONGEST: Final = 15.0  # seconds between two
STILL: Final = 20  # looks (about four minutes) in which nothing that is waited for moves, until somebody is told
AGREEING: Final = 2  # looks that must show the same, since a new store's kinds of object come to be known one by one

# Kind of object (Users, Groups, ...) to the moment of its last replication, "" for one that never was: an instant in ISO 8601 with its
# zone Z, or a local time, which nothing can be held against but another.
Status = Mapping[str, str]


class Product(Protocol):
    """What is asked of the product (Invoke-Replication, Get-ReplicationStatus)."""

    def name(self, store: str) -> str: ...

    def invoke(self, store: str) -> None: ...

    def status(self, store: str) -> Status: ...


def wait(
    product: Product,
    stores: Sequence[str],
    since: str,
    control: Control,
    progress: Progress,
    sleep: Callable[[float], None],
    warn: Callable[[str], None] = lambda message: None,
) -> bool:
    """Asks for a replication of each store whose last one is older than `since`, and waits for all; False when it is to stop.

    A store is done when every kind of object that was ever replicated was so since then. It is found done again after a kill, so that a
    resume asks for nothing twice that has ended meanwhile. The product's clock may differ from ours: a moment that changes after we
    asked counts as new, whatever it says. A kind that the product replicated once and does not any more is waited for as well, since
    nothing tells it from a slow one; `warn` says so, once for what has not moved for long.
    """
    before = {store: product.status(store) for store in stores}
    waiting = {store: late for store in stores if (late := _late(before[store], before[store], since)) is not None}
    for store in waiting:
        product.invoke(store)
    agreed: dict[str, int] = {}
    still: dict[str, tuple[Status, int]] = {}  # what is waited for, and for how many looks it has been that
    last: dict[str, Status] = {}

    def tell() -> None:
        progress.report(FEATURE, len(stores) - len(waiting), len(stores), _waits(product, waiting))

    tell()
    pause = FIRST_LOOK
    while waiting:
        if not control.go_on():
            return False
        sleep(pause)
        pause = min(LONGEST, pause * 1.5)
        for store in list(waiting):
            now = product.status(store)
            late, unchanged = _late(now, before[store], since), now == last.get(store)
            agreed[store] = agreed.get(store, 0) + 1 if unchanged and late is None else 1
            last[store] = now
            if late is not None:
                stuck = {kind: now[kind] for kind in late}
                so_far = still.get(store, (stuck, 0))
                looks = so_far[1] + 1 if so_far[0] == stuck else 1
                waiting[store], still[store] = late, (stuck, looks)
                if looks == STILL:
                    warn(_stands_still(product.name(store), stuck))
            if agreed[store] >= AGREEING:
                del waiting[store]
        tell()
    return control.go_on()


def _late(now: Status, before: Status, since: str) -> Collection[str] | None:
    """Kinds that have been replicated, but not since; none of them where nothing ever was. None: all of them were."""
    known = {kind: at for kind, at in now.items() if at}
    late = sorted(kind for kind, at in known.items() if not _since(at, since) and before.get(kind, "") == at)
    return late if late or not known else None


def _since(at: str, since: str) -> bool:
    return at.endswith("Z") and at >= since


def _waits(product: Product, waiting: Mapping[str, Collection[str]]) -> str:
    if not waiting:
        return ""
    named = (f"'{product.name(s)}'" + (f" ({', '.join(kinds)})" if kinds else "") for s, kinds in waiting.items())
    return f"waiting for {', '.join(named)}"


def _stands_still(name: str, late: Status) -> str:
    kinds = ", ".join(f"{kind} (last replicated {at})" for kind, at in late.items())
    told = (
        f"The replication of '{name}' still waits for {kinds}"
        if kinds
        else f"Nothing of '{name}' has been replicated yet"
    )
    return (
        f"{told}, and nothing of it moves. See whether the product's replication runs, and in Admin Center, the store's Replication, "
        "whether it still takes these objects; the run goes on once they are replicated. Suspend-DMUpgrade or Stop-DMUpgrade from "
        "another shell interrupts the wait, Resume-DMUpgrade goes on with it."
    )
