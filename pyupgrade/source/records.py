"""What files of the old installation say, by the contract's fields: a row a file, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from pyupgrade.connect import xml
from pyupgrade.contracts.records import FileField, FilePattern
from pyupgrade.errors import FileUnreadable
from pyupgrade.plan.ports import Row, SourceFile
from pyupgrade.source import registry, tasks, text
from pyupgrade.source.files import OldFiles
from pyupgrade.source.values import canonical

_BOOLS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def records(pattern: FilePattern, files: OldFiles, limit: int = xml.LIMIT) -> Iterator[Row]:
    """Rows of a kind by path, of files that cannot be opened too; `Problem` says why the inside could not be read.

    Raises PathEscapes.
    """
    found: dict[str, SourceFile | None] = {file.path: file for file in files.files(pattern.name)}
    found |= dict.fromkeys(files.locked(pattern.name))
    for path, file in sorted(found.items()):
        empty: dict[str, Any] = {name: [] if field.many else None for name, field in pattern.fields.items()}
        row: dict[str, Any] = {**empty, **_of_path(pattern, path), "Path": path, "Problem": None}
        if file is None:
            unread = dict.fromkeys((n for n, f in pattern.fields.items() if not f.from_path), None)
            reason = FileUnreadable(path=path, reason=files.locked(pattern.name)[path])
            yield {**row, **unread, "Problem": _sentence(path, str(reason.message))}
            continue
        try:
            content = b"" if pattern.format == "name" else files.content(file)
            if pattern.format == "registry":
                for key, name, value in registry.values(content):
                    yield {**row, "Key": key, "Name": name, "Value": value}
                continue
            row.update(_inside(pattern, file, content, limit))
        except FileUnreadable as reason:
            row = {**row, "Problem": _sentence(file.path, str(reason.message))}
        except ValueError as reason:
            unread = dict.fromkeys((n for n, f in pattern.fields.items() if not f.from_path), None)
            row = {**row, **unread, "Problem": _sentence(file.path, f"{file.path} cannot be read: {reason}")}
        yield row


def _sentence(path: str, said: str) -> str:
    return said if said.endswith(".") else said + "."


def _inside(pattern: FilePattern, file: SourceFile, content: bytes, limit: int) -> dict[str, Any]:
    match pattern.format:
        case "xml":
            root = xml.parsed(content, limit)
            if root.tag != pattern.element:
                raise ValueError(
                    f"it begins with <{root.tag}> where <{pattern.element}> is expected; name the element in an overlay"
                )
            return _fields(root, {n: f for n, f in pattern.fields.items() if not f.from_path})
        case "task-scheduler":
            return tasks.record(xml.parsed(content, limit), file.path)
        case "words":
            number, encoding = text.words(content)
            return {"Words": number, "Encoding": encoding}
    return {}


def _of_path(pattern: FilePattern, path: str) -> dict[str, Any]:
    found = re.search(pattern.path_pattern, path) if pattern.path_pattern else None
    groups = found.groupdict() if found else {}
    return {n: _typed(n, f.type, groups.get(n)) for n, f in pattern.fields.items() if f.from_path}


def _fields(element: Element, fields: Mapping[str, FileField]) -> dict[str, Any]:
    return {name: _field(element, name, field) for name, field in fields.items()}


def _field(element: Element, name: str, field: FileField) -> Any:
    path, mark, attribute = field.path.partition("@") if "[" not in field.path else _last(field.path)
    path = path.rstrip("/")
    if field.many and field.fields:
        return [{n: v for n, v in _fields(e, field.fields).items() if v is not None} for e in element.findall(path)]
    if field.many:
        return [(found.get(attribute) if mark else found.text) or "" for found in element.findall(path)]
    found = element if not path else element.find(path)
    if found is None:
        return None
    return _typed(name, field.type, found.get(attribute) if mark else found.text)


def _last(path: str) -> tuple[str, str, str]:
    """A path with a condition ([@name='x']) parted at its last step, which alone may be an attribute."""
    before, mark, step = path.rpartition("/")
    return (before, "@", step[1:]) if mark and step.startswith("@") else (path, "", "")


def _typed(name: str, kind: str, value: str | None) -> Any:
    if value is None or (kind != "text" and not value.strip()):
        return None
    match kind:
        case "int":
            if not re.fullmatch(r"\s*-?\d{1,18}\s*", value):
                raise ValueError(f"{name} is '{value}', which is no number")
            return int(value)
        case "bool":
            if value.strip().casefold() not in _BOOLS:
                raise ValueError(f"{name} is '{value}', which is neither true nor false")
            return _BOOLS[value.strip().casefold()]
        case "instant":
            try:
                return canonical("instant", value.strip())
            except ValueError:
                raise ValueError(f"{name} is '{value}', which is no date") from None
    return value
