"""The stage between configuration and groups on a real 11.1: its own replication is asked for and waited for, as long as it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from pyupgrade.plan.ports import Control, Progress

FEATURE: Final = "Replication"
FIRST_LOOK: Final = 0.5  # seconds before the first look at the status
LONGEST: Final = 15.0  # seconds between two
AGREEING: Final = 2  # looks that must show the same, since a new store's kinds of object come to be known one by one

# Kind of object (Users, Groups, ...) to the moment of its last replication, "" for one that never was: an instant in ISO 8601 with its
# zone Z, or a local time, which nothing can be held against but another.
Status = Mapping[str, str]


class Product(Protocol):
    """What is asked of the product (Invoke-Replication, Get-ReplicationStatus)."""

    def invoke(self, store: str) -> None: ...

    def status(self, store: str) -> Status: ...


def wait(
    product: Product,
    stores: Sequence[str],
    since: str,
    control: Control,
    progress: Progress,
    sleep: Callable[[float], None],
) -> bool:
    """Asks for a replication of each store whose last one is older than `since`, and waits for all; False when it is to stop.

    A store is done when every kind of object that was ever replicated was so since then. It is found done again after a kill, so that a
    resume asks for nothing twice that has ended meanwhile. The product's clock may differ from ours: a moment that changes after we
    asked counts as new, whatever it says.
    """
    before = {store: product.status(store) for store in stores}
    waiting = [store for store in stores if not _new(before[store], before[store], since)]
    for store in waiting:
        product.invoke(store)
    agreed: dict[str, int] = {}
    last: dict[str, Status] = {}
    progress.report(FEATURE, len(stores) - len(waiting), len(stores))
    pause = FIRST_LOOK
    while waiting:
        if not control.go_on():
            return False
        sleep(pause)
        pause = min(LONGEST, pause * 1.5)
        for store in list(waiting):
            now = product.status(store)
            same = now == last.get(store) and _new(now, before[store], since)
            agreed[store], last[store] = agreed.get(store, 0) + 1 if same else 1, now
            if agreed[store] >= AGREEING:
                waiting.remove(store)
        progress.report(FEATURE, len(stores) - len(waiting), len(stores))
    return control.go_on()


def _new(now: Status, before: Status, since: str) -> bool:
    known = {kind: at for kind, at in now.items() if at}
    return bool(known) and all(_since(at, since) or before.get(kind, "") != at for kind, at in known.items())


def _since(at: str, since: str) -> bool:
    return at.endswith("Z") and at >= since
