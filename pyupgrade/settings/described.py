"""Every setting of a profile with what it is for and an example, from the settings' own models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from pyupgrade.settings import Settings, shape
from pyupgrade.settings.section import REFERENCE
from pyupgrade.settings.shape import Model


@dataclass(frozen=True, slots=True)
class Setting:
    """`example` is a value as TOML has it; None where the setting is nothing but tables. `default` is None where there is none."""

    name: str
    purpose: str
    choices: tuple[str, ...]
    example: Any
    default: Any
    required: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the profile: `head` as it is written ("" for the settings before all tables). `instead_of` names the plain
    setting that it stands for, "" where nothing else can."""

    head: str
    purpose: str
    settings: tuple[Setting, ...]
    instead_of: str = ""


def tables() -> Iterator[Table]:
    """The plain settings first, then each table that may stand below them."""
    yield from _tables(Settings, "")


def _tables(model: Model, head: str, instead_of: str = "", mark: str = "") -> Iterator[Table]:
    fields = {name: field for name, field in model.model_fields.items() if not field.exclude}
    plain = tuple(_setting(name, field) for name, field in fields.items() if _is_plain(field))
    written = head and (f"[[{head}]]" if mark == "list" else f"[{head}]")
    yield Table(written, " ".join((model.__doc__ or "").split()), plain, instead_of)
    for name, field in fields.items():
        place = f"{head}.{name}" if head else name
        named, instead = shape.is_named(field), name if _is_plain(field) else ""
        for kind in shape.many(field):
            yield from _tables(kind, f"{place}.NAME" if named else place, instead, "" if named else "list")
        for kind in shape.tables(field):
            yield from _tables(kind, place, instead)


def _is_plain(field: FieldInfo) -> bool:
    """Whether a field can be written as a value, and not as tables alone."""
    if shape.many(field):
        return shape.is_mixed(field)
    return len(shape.kinds(field)) > len(shape.tables(field))


def _setting(name: str, field: FieldInfo) -> Setting:
    default = None if field.is_required() else _plain(field.get_default(call_default_factory=True))
    given = [_plain(example) for example in field.examples or ()]
    choices = _choices(field)
    if not given and shape.is_secret(field):
        given = [f"{REFERENCE}{name.replace('_', '-')}"]
    shown = given[0] if given else default if default not in (None, "", [], {}) else choices[0] if choices else None
    return Setting(name, field.description or "", choices, shown, default, field.is_required())


def _choices(field: FieldInfo) -> tuple[str, ...]:
    return tuple(str(c) for kind, _ in shape.kinds(field) if get_origin(kind) is Literal for c in get_args(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value
