"""A target, an index and a source in memory, with the same promises as the ports, to change a field behind a run's
back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pyupgrade.plan.canonical import digest

Objects = dict[str, dict[str, dict[str, Any]]]  # kind, key, values


class MemoryTarget:
    """Digests cover the secret text of sealed fields; reading shows only that they are set."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects

    def read(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        return {key: _seen(self.objects[kind][key]) for key in keys if key in self.objects.get(kind, {})}

    def digests(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        return {key: digest(self.objects[kind][key]) for key in keys if key in self.objects.get(kind, {})}

    def keys(self, kind: str) -> Iterator[str]:
        return iter(sorted(self.objects.get(kind, {})))

    def given(self, kind: str, key: str) -> int | None:
        return 7 if key in self.objects.get(kind, {}) else None


def _seen(values: Mapping[str, Any]) -> dict[str, Any]:
    return {n: {"$sealed": True} if n in ("password", "clientSecret") else v for n, v in values.items()}


class MemoryIndex:
    def __init__(self, documents: Objects) -> None:
        self.documents = documents

    def read(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        return {key: self.documents[kind][key] for key in keys if key in self.documents.get(kind, {})}


class MemorySource:
    """Tables as lists of rows; `where` as the port has it."""

    def __init__(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        self.tables = tables

    def rows(self, table: str, where: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        for row in self.tables.get(table, []):
            wanted = (where or {}).items()
            if all(row[c] in v if isinstance(v, (list, set, tuple)) else row[c] == v for c, v in wanted):
                yield row

    def count(self, table: str, where: Mapping[str, Any] | None = None) -> int:
        return sum(1 for _ in self.rows(table, where))
