"""A profile to fill in: every setting with what it is for, written from the settings themselves so that none is forgotten."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from pyupgrade.settings.described import Setting, Table, tables

WIDTH: Final = 120
HEAD: Final = (
    "A profile of DMUpgrade: Connect-DMUpgrade -Path <this file>. Relative paths are meant from this file's folder. Secrets are only "
    "named (secret:NAME), never written here.",
    "A line that begins with # and a setting is one that need not be given: take the # away to give it.",
)


def text() -> str:
    """The template, as TOML that can be read as it is."""
    lines = [line for paragraph in HEAD for line in _comment(paragraph)]
    for table in tables():
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    if table.head:
        yield "# " + "-" * (WIDTH - 2)
        if table.instead_of:
            yield from _comment(f"Instead of the plain setting '{table.instead_of}' above:")
        yield from _comment(table.purpose)
        yield f"#{table.head}"
    for place, setting in enumerate(table.settings):
        if place or table.head:
            yield ""
        yield from _comment(_told(setting))
        sign = "" if setting.required and not table.head else "#"
        yield f"{sign}{setting.name} = {toml(setting.example)}"


def _told(setting: Setting) -> str:
    said = setting.purpose.rstrip(".") + "."
    if not all(choice in said for choice in setting.choices):
        said += f" One of: {', '.join(setting.choices)}."
    if setting.required:
        return said + " Must be given."
    if setting.default not in (None, "", [], {}, setting.example):
        said += f" Default: {toml(setting.default)}."
    return said


def _comment(paragraph: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(paragraph, WIDTH - 2, break_long_words=False, break_on_hyphens=False)]


def toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(str(k))} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return msgspec.json.encode(value).decode("utf-8")  # a basic string of TOML, which JSON's strings are
