"""The door `files`: what 11.1 keeps as files, and the kit for what is imported by hand, in one folder of the target."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from pyupgrade.errors import DiskFull, FileUnreadable, FileUnwritable, PathEscapes
from pyupgrade.plan.canonical import digest
from pyupgrade.plan.ports import Values

KIND: Final = "File"
KEPT: Final = 8 * 1024 * 1024  # bytes of a file that a before-image holds; a larger one cannot be put back
_FRESH: Final = ".dmupgrade-writing"
_ROOM: Final = 28  # ENOSPC


class TargetFiles:
    """The Files port over a folder, and its files as objects of kind File. A folder that is not there has no files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # -- the port ----------------------------------------------------------------------------------------------------

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is none. Raises FileUnreadable, PathEscapes."""
        place = self._place(path)
        try:
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as reason:
            raise FileUnreadable(path=str(place), reason=reason.strerror or str(reason)) from reason

    def put(self, path: str, content: bytes) -> None:
        """Writes a file whole or not at all. Raises FileUnwritable, DiskFull, PathEscapes."""
        place = self._place(path)
        fresh = place.with_name(place.name + _FRESH)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        except OSError as reason:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            if reason.errno == _ROOM:
                raise DiskFull(location=str(place)) from reason
            raise FileUnwritable(path=str(place), reason=reason.strerror or str(reason)) from reason

    def remove(self, path: str) -> None:
        """Removes a file, and the folders above it that are empty then. Raises FileUnwritable, PathEscapes."""
        place = self._place(path)
        try:
            place.unlink(missing_ok=True)
        except OSError as reason:
            raise FileUnwritable(path=str(place), reason=reason.strerror or str(reason)) from reason
        with suppress(OSError):
            for folder in place.parents:
                if folder == self._folder.resolve():
                    break
                folder.rmdir()
            self._folder.rmdir()

    def paths(self) -> Iterator[str]:
        """Every file of the folder, sorted; what a killed run left half written is none."""
        base = self._folder.resolve()
        for place in sorted(base.rglob("*")):
            if place.is_file() and not place.name.endswith(_FRESH):
                yield place.relative_to(base).as_posix()

    # -- as objects --------------------------------------------------------------------------------------------------

    def objects(self, keys: Collection[str]) -> dict[str, Values]:
        """The files of these paths that exist: path, sha256, size."""
        found: dict[str, Values] = {}
        for key in keys:
            content = self.read(key)
            if content is not None:
                found[key] = {"path": key, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        return found

    def image(self, key: str) -> Values | None:
        """A file whole, for a before-image: its bytes in base64 as `bytes`, left out where they are too many to keep."""
        content = self.read(key)
        if content is None:
            return None
        values = self.objects([key])[key]
        return {**values, "bytes": base64.b64encode(content).decode()} if len(content) <= KEPT else values

    def digests(self, keys: Collection[str]) -> dict[str, str]:
        return {key: digest(values) for key, values in self.objects(keys).items()}

    def _place(self, path: str) -> Path:
        base = self._folder.resolve()
        place = (base / path).resolve()
        if not path or place == base or not place.is_relative_to(base) or "\\" in path:
            raise PathEscapes(path=path)
        return place
