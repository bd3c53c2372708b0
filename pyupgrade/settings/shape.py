"""What a profile may hold at each of its places: from the settings' models to kinds, tables and paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pyupgrade.settings.section import NAMED, Section, There

Model = type[Section]


def kinds(field: FieldInfo) -> list[tuple[Any, tuple[Any, ...]]]:
    """The alternatives of a field with their marks, None left out."""
    return [(kind, (*marks, *field.metadata)) for kind, marks in _flat(field.annotation) if kind is not type(None)]


def _flat(annotation: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        kind, *marks = get_args(annotation)
        yield from ((inner, (*more, *marks)) for inner, more in _flat(kind))
    elif origin in (Union, UnionType):
        for kind in get_args(annotation):
            yield from _flat(kind)
    else:
        yield annotation, ()


def tables(field: FieldInfo) -> list[Model]:
    """The models that a field takes as a table of its name."""
    return [kind for kind, _ in kinds(field) if isinstance(kind, type) and issubclass(kind, Section)]


def _inside(field: FieldInfo) -> list[Any]:
    """What a field that is a list, or a table of anything by name, may hold."""
    found = []
    for kind, _ in kinds(field):
        origin, of = get_origin(kind), get_args(kind)
        if origin in (dict, Mapping):
            found.append(of[1])
        elif origin in (tuple, list):
            found += [one for one in of if one is not Ellipsis]
    return [inner for one in found for inner, _ in _flat(one)]


def many(field: FieldInfo) -> list[Model]:
    """The models of a field that is a list of tables, or tables by name (see `is_named`)."""
    return [kind for kind in _inside(field) if isinstance(kind, type) and issubclass(kind, Section)]


def is_mixed(field: FieldInfo) -> bool:
    """Whether a list may hold tables and plain values."""
    return bool(many(field)) and len(_inside(field)) > len(many(field))


def is_named(field: FieldInfo) -> bool:
    """Whether a field is a table of anything by name."""
    return any(get_origin(kind) in (dict, Mapping) for kind, _ in kinds(field))


def table_for(models: list[Model], given: Mapping[str, Any]) -> Model:
    """Of several tables that a place may hold, the one that these keys look like."""
    return max(models, key=lambda model: len(model.model_fields.keys() & given.keys()))


def is_path(field: FieldInfo) -> bool:
    return any(kind is Path for kind, _ in kinds(field))


def is_secret(field: FieldInfo) -> bool:
    return any(mark is NAMED for _, marks in kinds(field) for mark in marks)


def must_be(field: FieldInfo) -> str:
    """ "file" or "folder" for a path that must exist, else ""."""
    return next((mark.what for _, marks in kinds(field) for mark in marks if isinstance(mark, There)), "")


def _is_paths(field: FieldInfo) -> bool:
    return any(Path in get_args(kind) for kind, _ in kinds(field))


def rooted(model: Model, given: Mapping[str, Any], base: Path) -> dict[str, Any]:
    """The same values with every relative path taken from `base`."""
    fields = model.model_fields
    return {name: _rooted(fields[name], value, base) if name in fields else value for name, value in given.items()}


def _rooted(field: FieldInfo, value: Any, base: Path) -> Any:
    inner = many(field)
    if isinstance(value, str | Path) and is_path(field):
        return (base / Path(value).expanduser()).resolve()
    if isinstance(value, list) and inner:
        return [rooted(table_for(inner, one), one, base) if isinstance(one, dict) else one for one in value]
    if isinstance(value, list) and _is_paths(field):
        return [(base / one).resolve() if isinstance(one, str) else one for one in value]
    if isinstance(value, dict) and inner:
        return {
            name: rooted(table_for(inner, one), one, base) if isinstance(one, dict) else one
            for name, one in value.items()
        }
    if isinstance(value, dict) and (models := tables(field)):
        return rooted(table_for(models, value), value, base)
    return value


def paths(model: Model, given: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, FieldInfo, Path]]:
    """Every path that stands in these values, with its dotted place."""
    for name, value in given.items():
        field = model.model_fields.get(name)
        if field is None:
            continue
        inner = many(field)
        if isinstance(value, Path) and is_path(field):
            yield place + name, field, value
        elif isinstance(value, dict) and not inner and (models := tables(field)):
            yield from paths(table_for(models, value), value, f"{place}{name}.")
        elif inner and isinstance(value, list | dict):
            ones = value.items() if isinstance(value, dict) else enumerate(value, 1)
            for key, one in ones:
                if isinstance(one, dict):
                    yield from paths(table_for(inner, one), one, f"{place}{name}.{key}.")
