"""Things a portion at a time, as stores and services are asked for many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` in the order given, read on only when the next is asked for; none of nothing."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):  # itertools.batched is new in Python 3.12
        yield batch
