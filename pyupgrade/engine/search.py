"""The profile's [index] as an index: secrets looked up, names and mappings by the contract, waiting by this machine's clock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from pyupgrade.checks.context import SearchIndices
from pyupgrade.connect.search import Pace, SearchServer
from pyupgrade.connect.search_access import Access
from pyupgrade.connect.search_facts import SearchFacts, facts
from pyupgrade.contracts.indices import HISTORY, IndexShape
from pyupgrade.contracts.load import Contract
from pyupgrade.engine.answers import Keyring
from pyupgrade.engine.waiting import Waiting
from pyupgrade.errors import IndexDenied, IndexSecretMissing
from pyupgrade.plan.drift import Difference
from pyupgrade.settings.search import Search
from pyupgrade.target import search_loading
from pyupgrade.target.search_index import FIRST, SearchIndex
from pyupgrade.target.search_mapping import differences, mapping_of

EPOCHS: Final = 10_000  # how often one run may be taken up again
LOOK: Final = 5.0  # seconds that a mere look waits for a cluster that is busy or away
PRIVILEGES: Final = ("read", "write", "view_index_metadata", "maintenance", "manage")


@contextmanager
def server(
    search: Search, keyring: Keyring, patience: float | None = None, go_on: Callable[[], bool] = lambda: True
) -> Iterator[SearchServer]:
    """The cluster. Nothing is sent yet. Raises IndexSecretMissing, IndexUntrusted when the CA file is none."""
    access = Access(
        urls=search.urls,
        ca=search.ca,
        fingerprint=search.fingerprint or "",
        api_key=_value(search.api_key, keyring),
        user=search.user,
        password=_value(search.password, keyring),
        timeout=search.timeout,
        patience=search.patience if patience is None else min(patience, search.patience),
    )
    waiting = Waiting(access.location, access.patience, go_on)
    opened = SearchServer(access, Pace(waiting.sleep, random.random, time.monotonic, waiting.tell))
    try:
        yield opened
    finally:
        opened.close()


def _value(name: str | None, keyring: Keyring) -> str:
    if name is None:
        return ""
    value = keyring.reference(name)
    if value is None:
        raise IndexSecretMissing(name=name)
    return value


def shapes(search: Search, contract: Contract) -> dict[str, IndexShape]:
    """The indices that are ours to write, by the names they have on this cluster: on a real 11.1 that of history only."""
    return {
        name: replace(shape, physical=search.prefix + shape.physical)
        for name, shape in contract.indices.items()
        if name == HISTORY or search.kind == "embedded"
    }


@contextmanager
def index(
    search: Search,
    contract: Contract,
    streams: Mapping[str, int],
    keyring: Keyring,
    *,
    run: int = 0,
    epoch: int = 0,
    go_on: Callable[[], bool] = lambda: True,
) -> Iterator[SearchIndex]:
    """The index. `go_on` is asked while the cluster is waited for: it waits while the run is paused; False ends the wait."""
    with server(search, keyring, go_on=go_on) as opened:
        version = run * EPOCHS + epoch
        product = search.kind == "product"
        yield SearchIndex(opened, shapes(search, contract), streams, product=product, version=version)


def drift(search: Search, contract: Contract, keyring: Keyring) -> list[Difference]:
    """Where the cluster's indices differ from the contract. Raises IndexUnusable when it cannot be asked."""
    with server(search, keyring, patience=LOOK) as opened:
        return list(differences(opened, shapes(search, contract), search.kind == "embedded"))


def facts_of(search: Search, contract: Contract, keyring: Keyring) -> SearchFacts:
    """What the cluster says of itself and of the account's rights. Raises IndexUnusable.

    Rights are asked for the names and for the indices behind them, since what is not sent to an alias goes to those.
    """
    wanted = (*PRIVILEGES, "create_index") if search.kind == "embedded" else PRIVILEGES
    with server(search, keyring, patience=LOOK) as opened:
        named = [shape.physical for shape in shapes(search, contract).values()]
        behind = {index for name in named for index in _behind(opened, name, search.kind == "embedded")}
        return facts(opened, behind.union(named), wanted)


def _behind(opened: SearchServer, name: str, ours: bool) -> Iterable[str]:
    """The indices behind a name, or the one that would be made there."""
    try:
        found = mapping_of(opened, name)
    except IndexDenied:
        found = None
    return found or ([f"{name}{FIRST}"] if ours else [])


def indices_of(search: Search, contract: Contract, keyring: Keyring) -> SearchIndices:
    """How the cluster's indices stand to the contract, and which are set for loading. Raises IndexUnusable."""
    named = shapes(search, contract)
    with server(search, keyring, patience=LOOK) as opened:
        found = list(differences(opened, named, search.kind == "embedded"))
        return SearchIndices(found, search_loading.left(opened, named[HISTORY].physical))
