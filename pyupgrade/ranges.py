"""Key ranges of history, a portion at a time: read from the source and converted, here or in a worker process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pyupgrade.plan.history import Portion, Row
from pyupgrade.source.history import HistoryReader, HistorySource, SourceRow

__all__ = ["Portion", "RangeReader"]


class Sink(Protocol):
    """What a conversion fills."""

    rows: list[Row]
    skipped: Counter[str]

    @property
    def problems(self) -> Mapping[str, int]: ...


class Conversion(Protocol):
    """A picklable conversion of events; `number` is the stream's."""

    def sink(self) -> Sink: ...

    def convert(self, number: int, source: Iterable[SourceRow], into: Any) -> None: ...


class RangeReader:
    """Converts ranges (plan.history.Convert); pickles without its connection, which it opens at its first range."""

    def __init__(self, source: HistorySource, conversion: Conversion, numbers: Mapping[str, int]) -> None:
        self._source, self._conversion, self._numbers = source, conversion, dict(numbers)
        self._reader: HistoryReader | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None}

    def __call__(self, stream: str, start: int, stop: int) -> Portion:
        """Rows of source keys start..stop. Raises SourceUnreachable, SourceDamaged."""
        number, made = self._numbers[stream], self._conversion.sink()
        for page in self.reader.pages(stream, start, stop):
            self._conversion.convert(number, page, made)
        return Portion(stream, start, stop, made.rows, dict(made.skipped), dict(made.problems))

    @property
    def reader(self) -> HistoryReader:
        if self._reader is None:
            self._reader = self._source.open()
        return self._reader

    def next_key(self, stream: str, at_least: int) -> int | None:
        return self.reader.next_key(stream, at_least)

    def last_key(self, stream: str) -> int | None:
        return self.reader.last_key(stream)

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
