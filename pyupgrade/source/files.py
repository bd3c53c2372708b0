"""Files of an old installation below its program and data folders, by the contract's patterns; nothing outside."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyupgrade.contracts.records import FilePattern
from pyupgrade.errors import FileUnreadable, PathEscapes
from pyupgrade.plan.ports import SourceFile


class OldFiles:
    """The file tree; `unreadable` collects what was seen and could not be read, one sentence each."""

    def __init__(self, patterns: Mapping[str, FilePattern], roots: Mapping[str, Path | None]) -> None:
        self._patterns = patterns
        self._roots = roots
        self.unreadable: list[str] = []
        self._locked: dict[
            str, dict[str, str]
        ] = {}  # by kind: path and reason of files that are there and cannot be opened

    def files(self, kind: str) -> list[SourceFile]:
        """Files of a kind sorted by path; none when the folder is not there. Raises PathEscapes for a link that leads
        out."""
        pattern = self._patterns[kind]
        root = self._roots.get(pattern.root)
        if root is None or not root.is_dir():
            return []
        base = root.resolve()
        found: dict[str, SourceFile] = {}
        for path in self._matches(base, base, pattern.pattern.split("/")):
            relative = path.relative_to(base).as_posix()
            size = self._readable(kind, path, relative)
            if size is not None:
                found[relative] = SourceFile(kind, relative, size)
        return [found[path] for path in sorted(found)]

    def locked(self, kind: str) -> Mapping[str, str]:
        """Files of a kind that the last look saw and could not open: path and reason."""
        return self._locked.get(kind, {})

    def content(self, file: SourceFile) -> bytes:
        """The bytes of a file; raises PathEscapes, or FileUnreadable when it has vanished or is locked."""
        root = self._roots.get(self._patterns[file.kind].root)
        if root is None:
            raise FileUnreadable(path=file.path, reason="the profile names no folder for it")
        base = root.resolve()
        path = base / file.path
        _inside(base, path)
        try:
            return path.read_bytes()
        except OSError as reason:
            raise FileUnreadable(path=file.path, reason=reason.strerror or str(reason)) from reason

    def _matches(self, base: Path, folder: Path, parts: list[str]) -> Iterator[Path]:
        part, rest = parts[0], parts[1:]
        if part == "**":
            yield from self._matches(base, folder, rest)
        for entry in self._entries(base, folder):
            # The trees come from Windows: names match without regard to case.
            fits = part == "**" or fnmatch.fnmatchcase(entry.name.casefold(), part.casefold())
            if not fits:
                continue
            path = Path(entry.path)
            try:
                real = _inside(base, path)
                is_folder = entry.is_dir()
            except (OSError, RuntimeError) as reason:  # a link to itself
                self._note(path.relative_to(base).as_posix(), reason)
                continue
            if is_folder:
                circle = entry.is_symlink() and folder.resolve().is_relative_to(real)
                if (part == "**" or rest) and not circle:
                    yield from self._matches(base, path, parts if part == "**" else rest)
            elif not rest and part != "**":
                yield path

    def _entries(self, base: Path, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as reason:
            self._note(folder.relative_to(base).as_posix(), reason)
            return []

    def _readable(self, kind: str, path: Path, relative: str) -> int | None:
        try:
            with path.open("rb") as file:
                file.read(1)
                return os.fstat(file.fileno()).st_size
        except OSError as reason:
            self._locked.setdefault(kind, {})[relative] = reason.strerror or str(reason)
            self._note(relative, reason)
            return None

    def _note(self, relative: str, reason: Exception) -> None:
        text = f"{relative}: {getattr(reason, 'strerror', None) or 'it is a link to itself'}"
        if text not in self.unreadable:
            self.unreadable.append(text)


def _inside(base: Path, path: Path) -> Path:
    real = path.resolve()
    if not real.is_relative_to(base):
        raise PathEscapes(path=str(path))
    return real
