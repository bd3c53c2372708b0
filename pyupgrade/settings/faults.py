"""Everything that is wrong with a profile, at once, in the words of a profile and with its dotted place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pyupgrade.settings import shape
from pyupgrade.settings.section import Section
from pyupgrade.settings.shape import Model

Fault = tuple[str, str]  # dotted place ("" = the profile as a whole), what is wrong there

_WORDS: Final = {
    "missing": "is missing",
    "path_type": "must be the path of a file or folder, as text",
    "string_type": "must be text, in quotes",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": 'must be a list: ["one", "two"]',
    "list_type": 'must be a list: ["one", "two"]',
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must have at least {min_length}",
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be less than {lt}",
    "literal_error": "must be one of {expected}",
    "enum": "must be one of {expected}",
    "string_pattern_mismatch": "is not written as it must be ({pattern})",
}


def checked(model: Model, given: Mapping[str, Any], place: str = "") -> tuple[Section | None, list[Fault]]:
    """The settings of these values, or None and every fault; tables in them first, each by the model that it looks like."""
    values, faults, spoilt = dict(given), list[Fault](), set[str]()
    for name, value in given.items():
        field = model.model_fields.get(name)
        if field is None:
            continue
        made, wrong = _inside(field, value, f"{place}{name}", spoilt)
        faults += wrong
        if made is not None:
            values[name] = made
    try:
        whole = model(**values)
    except ValidationError as reason:
        faults += _told(model, reason, spoilt, place)
        return None, faults
    return (None if faults else whole), faults


def _inside(field: FieldInfo, value: Any, place: str, spoilt: set[str]) -> tuple[Any, list[Fault]]:
    """Tables below a field as settings, each with faults as it was given and its place in `spoilt`; None where there is none."""
    inner, faults = shape.many(field), list[Fault]()
    if inner and isinstance(value, list | dict):
        ones = value.items() if isinstance(value, dict) else enumerate(value, 1)
        made: dict[Any, Any] = {}
        for key, one in ones:
            wrong: list[Fault] = []
            made[key] = one
            if isinstance(one, dict):
                whole, wrong = checked(shape.table_for(inner, one), one, f"{place}.{key}.")
                made[key] = whole or one
            elif not shape.is_mixed(field):
                wrong = [(f"{place}.{key}", "must be a table")]
            if wrong:
                spoilt.add(f"{place}.{key}")
            faults += wrong
        return (made if isinstance(value, dict) else list(made.values())), faults
    if isinstance(value, dict) and (models := shape.tables(field)):
        whole, faults = checked(shape.table_for(models, value), value, place + ".")
        if faults:
            spoilt.add(place)
        return whole or value, faults
    return None, []


def _told(model: Model, reason: ValidationError, spoilt: set[str], place: str) -> Iterator[Fault]:
    seen: set[str] = set()
    errors = reason.errors(include_input=False, include_url=False)
    # A list in which one is wrong counts as shorter by it.
    miscounted = {str(e["loc"][0]) for e in errors if len(e["loc"]) > 1}
    for fault in errors:
        where = [str(part + 1 if isinstance(part, int) else part) for part in fault["loc"]]
        name = where[0] if where else ""
        field = model.model_fields.get(name)
        tables = [] if field is None else shape.tables(field)
        if field is not None and len(shape.kinds(field)) > 1:
            where = where[:1]  # the rest names an alternative of the type, and each has a fault of its own
        elif field is not None and shape.is_mixed(field):
            where = where[:2]
        dotted = place + ".".join(where) if where else place.removesuffix(".")
        within = {place + name, place + ".".join(where[:2])}
        if within & spoilt or (where and dotted in seen) or (fault["type"] == "too_short" and name in miscounted):
            continue
        seen.add(dotted)
        if fault["type"] == "extra_forbidden":
            yield dotted, _unknown(model, name)
        elif field is not None and tables and fault["type"] != "missing":
            yield dotted, "must be a table" + (" or a path, as text" if shape.is_path(field) else "")
        else:
            words = _WORDS.get(fault["type"], fault["msg"].removeprefix("Value error, "))
            yield dotted, words.format(**fault.get("ctx", {})) if fault["type"] in _WORDS else words


def _unknown(model: Model, name: str) -> str:
    said = "is no setting of a profile" if "source" in model.model_fields else "is no setting of this table"
    fields = {n: f for n, f in model.model_fields.items() if not f.exclude}
    near = get_close_matches(name.casefold().replace("-", "_"), fields, 1, 0.6)
    if near:
        return f"{said}; did you mean '{near[0]}'?"
    homes = [n for n, f in fields.items() if any(name in table.model_fields for table in shape.tables(f))]
    return f"{said}; it belongs into the table [{homes[0]}]" if homes else said


def not_there(model: Model, given: Mapping[str, Any]) -> Iterator[Fault]:
    """Files and folders that the profile names and that must be there, and are not."""
    for place, field, path in shape.paths(model, given):
        what = shape.must_be(field)
        if what and not _is_there(path, what):
            yield place, f"there is no {what} '{path}'"


def _is_there(path: Path, what: str) -> bool:
    try:
        return path.is_dir() if what == "folder" else path.is_file()
    except OSError:  # a name too long, a share that refuses
        return False
