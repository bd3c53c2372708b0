"""A search index on a test's node: opened as the engine opens it, with names of its own and chance that is not left to chance."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pyupgrade.connect.search import Pace, SearchServer
from pyupgrade.connect.search_access import Access
from pyupgrade.plan.history import document_id
from pyupgrade.target.search_index import SearchIndex
from tests.target.parts import CONTRACT, INSTALLATION, STREAMS

PACE = Pace(time.sleep, lambda: 0.5, time.monotonic)


def prefix() -> str:
    return f"t{uuid.uuid4().hex[:12]}-"


def shapes(names: str) -> dict[str, Any]:
    return {n: replace(s, physical=names + s.physical) for n, s in CONTRACT.indices.items()}


@contextmanager
def search_index(
    url: str, names: str, *, run: int = 1, product: bool = False, pace: Pace = PACE, **access: Any
) -> Iterator[SearchIndex]:
    server = SearchServer(Access((url,), **{"patience": 20.0, "timeout": 20.0, **access}), pace)
    try:
        yield SearchIndex(server, shapes(names), STREAMS, product=product, version=run)
    finally:
        server.close()


def event(key: int, stream: str = "objects", **more: Any) -> bytes:
    """A history document as the conversion writes it, with what a careless reader would change."""
    import msgspec

    head = {"Id": document_id(INSTALLATION, STREAMS[stream], key), "Stream": stream, **more}
    return msgspec.json.encode(head)[:-1] + b',"HistoryDetails":[{"b": 1.50,"a":  1e3,"u":"\\u00e9 \xc3\xa9"}]}'


def events(keys: range, make: Callable[..., bytes] = event, **more: Any) -> bytes:
    return b"".join(make(key, **more) + b"\n" for key in keys)
