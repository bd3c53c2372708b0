"""The search index on an Elasticsearch cluster, behind the same port as the embedded one: documents by id, read as they were put."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from pyupgrade.connect import search_bulk
from pyupgrade.connect.search import SearchServer
from pyupgrade.connect.search_bulk import Action, Bulk
from pyupgrade.contracts.indices import HISTORY, IndexShape
from pyupgrade.errors import IndexFailed, IndexMissing, IndexUnsearchable
from pyupgrade.plan.batches import batches
from pyupgrade.plan.history import RANGE_KEYS, document_id
from pyupgrade.plan.ports import Refused, Values
from pyupgrade.target import search_loading
from pyupgrade.target.search_mapping import ID, Mapped, definition, found_by, mapping_of

_PAGE: Final = 2_000  # documents read at once
_KEYS: Final = 500
_KEEP: Final = "2m"
_ID: Final = slice(7, 43)  # where a history document, which begins {"Id":"…", has its id
FIRST: Final = "-1"  # after the name of an index of ours, which is an alias
RUN_VERSIONS: Final = 10**9  # versions that one opening of an index may give out


class _Hit(msgspec.Struct):
    id: str = msgspec.field(name="_id", default="")
    version: int = msgspec.field(name="_version", default=0)
    source: msgspec.Raw = msgspec.field(name="_source", default=msgspec.Raw())
    sort: list[Any] = []
    found: bool = False


class _Total(msgspec.Struct, frozen=True):
    value: int = 0


class _Hits(msgspec.Struct, frozen=True):
    hits: list[_Hit] = []
    total: _Total = _Total()


class _Found(msgspec.Struct, frozen=True):
    hits: _Hits = _Hits()
    pit_id: str = ""


class _Many(msgspec.Struct):
    docs: list[_Hit] = []


class _Count(msgspec.Struct):
    count: int


class _Point(msgspec.Struct):
    id: str


class SearchIndex:
    """The Index of a cluster. `shapes` by their names in the contract, `streams` the source's history streams with their numbers.

    `product`: the indices are a real 11.1's, of which none is ever created. `version` is above all that earlier openings began
    with (a run's number and epoch); what is there under a higher one, for a database was put back from its backup, is
    replaced all the same. Errors are IndexFailed for one request, IndexUnusable for all.
    """

    def __init__(
        self,
        server: SearchServer,
        shapes: Mapping[str, IndexShape],
        streams: Mapping[str, int],
        *,
        product: bool,
        version: int = 0,
    ) -> None:
        self._server, self._shapes, self._streams, self._product = server, shapes, streams, product
        self._version = version * RUN_VERSIONS
        self._bulk = Bulk(server)
        self._known: set[str] = set()  # indices seen or made
        self._found_by = ""  # what history is looked up by, once that is known
        self._stale = {shape.physical for shape in shapes.values()}  # what a search may not show yet
        self._reached: dict[str, str] = {}  # the highest id written, by the ids' common beginning
        self._loading = False

    # -- history -----------------------------------------------------------------------------------------------------

    def put_history(
        self, installation: str, stream: str, start: int, stop: int, documents: Iterable[bytes]
    ) -> Sequence[Refused]:
        """Puts the documents of source keys start..stop in place of those there; NDJSON in pieces. Gives those refused."""
        name, first, last = self._history, *self._ids(installation, stream, start, stop)
        self._load(name)
        there = self._there(name, first, last)
        version = self._next_version(there.values())
        wanted: set[str] = set()
        refused = self._bulk.run(name, _put(documents, version, wanted), self._is_alias)
        self._reached[first[:24]] = max(last, self._reached.get(first[:24], ""))
        gone = [search_bulk.delete(id, version) for id in there.keys() - (wanted - {r.id for r in refused})]
        if gone:
            self._bulk.run(name, gone, self._is_alias)
        self._stale.add(name)
        return [Refused(r.id, r.reason) for r in refused]

    def history(self, installation: str, stream: str, start: int, stop: int) -> bytes | None:
        """The documents of source keys start..stop as NDJSON, in key order, at one point in time; None when there are none.

        Raises IndexFailed when fewer come than the server counts.
        """
        name, first, last = self._history, *self._ids(installation, stream, start, stop)
        self._refresh(name)
        opened = self._server.read("POST", f"/{name}/_pit", _Point, keep_alive=_KEEP)
        if opened is None:
            return None
        try:
            return self._range(opened.id, first, last)
        finally:
            self._server.ask("DELETE", "/_pit", {"id": opened.id})

    def _range(self, point: str, first: str, last: str) -> bytes | None:
        asked: dict[str, Any] = {
            "size": _PAGE,
            "query": self._between(first, last),
            "sort": [{self._id: "asc"}],
            "pit": {"id": point, "keep_alive": _KEEP},
            "track_total_hits": True,
        }
        lines: list[bytes] = []
        while True:
            found = self._server.read("POST", "/_search", _Found, asked)
            if found is None:
                raise IndexFailed(what=HISTORY, reason="the point in time is gone; the server was restarted")
            lines += [bytes(hit.source) for hit in found.hits.hits]
            if not found.hits.hits or len(lines) >= found.hits.total.value:
                break
            asked["search_after"] = found.hits.hits[-1].sort
            asked["pit"] = {"id": found.pit_id, "keep_alive": _KEEP}
        if len(lines) != found.hits.total.value:
            raise IndexFailed(what=HISTORY, reason=f"{len(lines)} of {found.hits.total.value} documents came")
        return b"\n".join([*lines, b""]) if lines else None

    @property
    def _history(self) -> str:
        return self._shapes[HISTORY].physical

    def _ids(self, installation: str, stream: str, start: int, stop: int) -> tuple[str, str]:
        number = self._streams[stream]
        return document_id(installation, number, start), document_id(installation, number, stop)

    def _between(self, first: str, last: str) -> dict[str, Any]:
        return {"range": {self._id: {"gte": first, "lte": last}}}

    @property
    def _id(self) -> str:
        """What history is looked up by. Raises IndexUnsearchable."""
        if not self._found_by:
            self._searchable(mapping_of(self._server, self._history) or {})
        return self._found_by

    def _searchable(self, mappings: Mapping[str, Mapped]) -> None:
        field = found_by(mappings.values()) if mappings else ID
        if field is None:
            raise IndexUnsearchable(name=self._history, location=self._server.location)
        self._found_by = field

    def _there(self, name: str, first: str, last: str) -> dict[str, int]:
        """Ids of a range and the versions under which they stand."""
        # What this opening wrote since the last refresh lies below: nothing of this range is hidden from a search.
        if not self._reached or first <= self._reached.get(first[:24], ""):
            self._refresh(name)
        asked = {"size": RANGE_KEYS, "query": self._between(first, last), "_source": False}
        found = self._server.read(
            "POST",
            f"/{name}/_search",
            _Found,
            {**asked, "version": True},
            filter_path="hits.hits._id,hits.hits._version",
        )
        return {} if found is None else {hit.id: hit.version for hit in found.hits.hits}

    # -- objects -----------------------------------------------------------------------------------------------------

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """Documents of objects by key, the latest, whether a search shows them already or not."""
        return {hit.id: msgspec.json.decode(hit.source) for hit in self._many(kind, keys, source=True)}

    def put(self, kind: str, documents: Mapping[str, Values]) -> Sequence[Refused]:
        if not documents:
            return ()
        name = self._name(kind)
        self._ready(name)
        version = self._next_version(hit.version for hit in self._many(kind, documents))
        actions = (search_bulk.index(key, version, msgspec.json.encode(values)) for key, values in documents.items())
        refused = self._bulk.run(name, actions, self._is_alias)
        self._stale.add(name)
        return [Refused(r.id, r.reason) for r in refused]

    def remove(self, kind: str, keys: Collection[str]) -> None:
        found = list(self._many(kind, keys))
        if found:
            name, version = self._name(kind), self._next_version(hit.version for hit in found)
            self._bulk.run(name, [search_bulk.delete(hit.id, version) for hit in found], self._is_alias)
            self._stale.add(name)

    def count(self, kind: str) -> int:
        name = self._name(kind)
        self._refresh(name)
        counted = self._server.read("GET", f"/{name}/_count", _Count)
        return 0 if counted is None else counted.count

    def _many(self, kind: str, keys: Collection[str], source: bool = False) -> Iterator[_Hit]:
        name = self._name(kind)
        for ids in batches(keys, _KEYS):
            asked = {"docs": [{"_id": id, "_source": source} for id in ids]}
            found = self._server.read("POST", f"/{name}/_mget", _Many, asked)
            yield from (hit for hit in (found.docs if found is not None else ()) if hit.found)

    def _name(self, kind: str) -> str:
        shape = next((s for s in self._shapes.values() if s.kind == kind), None)
        if shape is None:
            raise IndexFailed(what=kind, reason="the contract names no search index for this kind")
        return shape.physical

    # -- the indices themselves --------------------------------------------------------------------------------------

    def must_be_there(self) -> None:
        """Raises what speaks against this cluster: IndexUnreachable, IndexUntrusted, IndexDenied, IndexMissing when the
        product's history index is not there, IndexUnsearchable when what it holds could not be found again.
        """
        if self._product:
            self._ready(self._history)
        elif mappings := mapping_of(self._server, self._history):
            self._searchable(mappings)

    def settle(self) -> None:
        """Puts back what was set for loading, by this run or by one that was killed, and shows what was written."""
        search_loading.end(self._server, self._history)
        if self._loading:
            self._refresh(self._history)
            self._loading = False

    def _ready(self, name: str) -> None:
        """Makes an index of ours where it is missing, under an alias. Raises IndexMissing for one of the product's,
        IndexUnsearchable for history that could not be found again."""
        if name in self._known:
            return
        mappings = mapping_of(self._server, name)
        if mappings is None:
            if self._product:
                raise IndexMissing(name=name, location=self._server.location)
            shape = next(s for s in self._shapes.values() if s.physical == name)
            self._server.ask(
                "PUT", f"/{name}{FIRST}", {**definition(shape), "aliases": {name: {"is_write_index": True}}}
            )
        if name == self._history:
            self._searchable(mappings or {})
        self._known.add(name)

    @property
    def _is_alias(self) -> bool:
        return not self._product

    def _load(self, name: str) -> None:
        if not self._loading:
            self._ready(name)
            search_loading.begin(self._server, name)
            self._loading = True

    def _refresh(self, name: str) -> None:
        if name in self._stale:
            self._server.ask("POST", f"/{name}/_refresh")
            self._stale.discard(name)

    def _next_version(self, there: Iterable[int]) -> int:
        self._version = max(self._version, *there, 0) + 1
        return self._version


def _put(documents: Iterable[bytes], version: int, wanted: set[str]) -> Iterator[Action]:
    for piece in documents:
        for line in piece.split(b"\n"):
            if line:
                id = line[_ID].decode("ascii")
                wanted.add(id)
                yield search_bulk.index(id, version, line)
