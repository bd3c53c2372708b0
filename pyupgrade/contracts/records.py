"""What a contract says of each thing: tables and their columns, files and their fields, streams of history, kinds of object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """A column or field; `name` is ours, `physical` what the database calls it (they differ only by an overlay)."""

    name: str
    type: str
    evidence: str
    source: str
    physical: str
    null: bool = False
    secret: bool = False
    compare: bool = True
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    physical: str
    purpose: str
    evidence: str
    source: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    index: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FileField:
    """A field of what a kind of file says: an XPath, or a group of the path pattern; `fields` are those of an object in a list."""

    name: str
    type: str = "text"
    path: str = ""
    from_path: bool = False
    many: bool = False
    secret: bool = False
    fields: Mapping[str, FileField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilePattern:
    """A kind of file: where it lies, how it is read (xml, task-scheduler, registry, words, name, or "" for not at all)."""

    name: str
    root: str
    pattern: str
    purpose: str
    evidence: str
    source: str
    format: str = ""
    element: str = ""
    path_pattern: str = ""
    fields: Mapping[str, FileField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stream:
    """A history stream: its name, its number in keys, and the table it lies in."""

    name: str
    number: int
    table: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of 11.1 object: fields by the vendor's names, its table for each door that has one, and what a door gives out."""

    name: str
    title: str
    key: str
    fields: Mapping[str, Column]
    doors: Mapping[str, Table]
    evidence: Mapping[str, str]
    given: str = ""
    undo: bool = True
