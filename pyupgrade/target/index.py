"""The embedded target's search index: history as an NDJSON file a range, objects as a table in its database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import Engine

from pyupgrade.errors import DiskFull, IndexFailed
from pyupgrade.plan.ports import Refused, Values
from pyupgrade.target.objects_index import ObjectsIndex

_ROOM = 28  # ENOSPC


class HistoryFiles:
    """History documents below `folder`: history/<installation>/<stream>/<start>.ndjson, a document a line.

    A file appears whole or not at all: it is written under another name and renamed, so putting a range again changes
    nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "history"

    def put_history(
        self, installation: str, stream: str, start: int, stop: int, documents: Iterable[bytes]
    ) -> Sequence[Refused]:
        """Puts the documents of a range in place of those there; no file for none, and none refused. Raises IndexFailed,
        DiskFull; then what was there before is there still."""
        path = self._path(installation, stream, start)
        fresh = path.with_suffix(".writing")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                for piece in documents:
                    file.write(piece)
                size = file.tell()
            if size:
                fresh.replace(path)
            else:
                fresh.unlink()
                path.unlink(missing_ok=True)
        except BaseException as reason:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            if not isinstance(reason, OSError):
                raise
            if reason.errno == _ROOM:
                raise DiskFull(location=str(fresh)) from reason
            raise IndexFailed(what=f"{stream} from key {start}", reason=f"'{fresh}': {reason.strerror}") from reason
        return ()

    def history(self, installation: str, stream: str, start: int, stop: int) -> bytes | None:
        """The documents of a range; None when there is no file. Raises IndexFailed."""
        path = self._path(installation, stream, start)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as reason:
            raise IndexFailed(what=f"{stream} from key {start}", reason=f"'{path}': {reason.strerror}") from reason

    def _path(self, installation: str, stream: str, start: int) -> Path:
        return self._folder / installation / stream / f"{start}.ndjson"


class EmbeddedIndex(HistoryFiles):
    """The Index of the embedded target: history in files below `folder`, objects by ObjectsIndex."""

    def __init__(self, folder: Path, reading: Engine, writing: Engine | None, location: str) -> None:
        super().__init__(folder)
        self._objects = ObjectsIndex(reading, writing, location)

    def read(self, kind: str, keys: Collection[str]) -> dict[str, Values]:
        """Documents of objects by key."""
        return self._objects.read(kind, keys)

    def put(self, kind: str, documents: Mapping[str, Values]) -> Sequence[Refused]:
        self._objects.put(kind, documents)
        return ()

    def remove(self, kind: str, keys: Collection[str]) -> None:
        self._objects.remove(kind, keys)

    def count(self, kind: str) -> int:
        return self._objects.count(kind)

    def settle(self) -> None:
        """Nothing was set for loading."""
