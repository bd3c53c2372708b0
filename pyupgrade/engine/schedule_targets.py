"""What the targets of a Smart Group schedule name, in any spelling: groups, and containers with all that lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pyupgrade.errors import DirectoryError
from pyupgrade.plan.directory import Directory, Entry
from pyupgrade.plan.ports import Values
from pyupgrade.source import dn
from pyupgrade.source.values import guid


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the target as targets may name it; `path` and `canonical` are None where its DN cannot be read."""

    guid: str
    names: frozenset[str]
    path: str | None
    canonical: tuple[str, ...] | None


def group_of(key: str, values: Values) -> Group:
    text = str(values.get("distinguishedName") or "")
    path, canonical = None, None
    with suppress(ValueError):
        if text:
            path, canonical = dn.path_of(text), _folded(dn.canonical_of(text))
    names = (key, *(values.get(name) for name in ("objectGUID", "sAMAccountName", "name")))
    return Group(key, frozenset(str(name).casefold() for name in names if name), path, canonical)


@dataclass(frozen=True, slots=True)
class Named:
    """The GUIDs of groups that targets take in, and the targets that name nothing, with the reason where that could not be seen."""

    groups: set[str] = field(default_factory=set)
    nothing: dict[str, str] = field(default_factory=dict)


def named(targets: Iterable[str], groups: Sequence[Group], directory: Directory) -> Named:
    """Which of these groups the targets name, or hold as containers.

    A target that none of them answers to is looked up in the directory: it may be a container without groups, or a group of others.
    """
    found = Named()
    for target in targets:
        text = target.strip()
        parts = dn.canonical_parts(text)
        path = "" if parts else _path(text)
        inside = _inside(groups, path, _folded(parts), _spellings(text))
        if not inside:
            try:
                entries = (parts and _of_canonical(directory, parts)) or _of_name(directory, text, is_dn=bool(path))
            except DirectoryError as reason:
                found.nothing[target] = reason.message
                continue
            if not entries:
                found.nothing[target] = ""
            for entry in entries:
                inside |= _inside(groups, dn.path_of(entry.dn), (), frozenset({entry.guid}))
        if parts or path:  # whether a group lies there whose DN cannot be read is not known
            inside |= {group.guid for group in groups if group.path is None}
        found.groups.update(inside)
    return found


def _inside(groups: Iterable[Group], path: str, parts: tuple[str, ...], names: frozenset[str]) -> set[str]:
    """Groups that lie at a path or below it, at a canonical name or below it, or bear one of the names."""
    return {
        group.guid
        for group in groups
        if names & group.names
        or (path and group.path is not None and group.path.startswith(path))
        or (parts and group.canonical is not None and group.canonical[: len(parts)] == parts)
    }


def _path(text: str) -> str:
    """The path of a DN; "" for any other name."""
    with suppress(ValueError):
        return dn.path_of(text) if "=" in text else ""
    return ""


def _spellings(text: str) -> frozenset[str]:
    r"""A name without letter case, and what it is without braces (a GUID) or the domain before it (DOMAIN\name)."""
    found = {text.casefold(), text.rpartition("\\")[2].casefold()}
    with suppress(ValueError):
        found.add(guid(text))
    return frozenset(found)


def _of_name(directory: Directory, text: str, *, is_dn: bool) -> list[Entry]:
    spellings = [text] if is_dn else [text, *sorted(_spellings(text) - {text.casefold()})]
    return [entry for spelling in spellings for entry in directory.resolve(spelling)]


def _of_canonical(directory: Directory, parts: Sequence[str]) -> list[Entry]:
    places = [",".join(f"DC={dn.escape(label)}" for label in parts[0].split("."))]
    for name in parts[1:]:
        # A canonical name does not say what each part is.
        below = [f"{kind}={dn.escape(name)},{place}" for place in places for kind in ("OU", "CN")]
        places = [place for place in below if directory.resolve(place)]
    return [entry for place in places for entry in directory.resolve(place)]


def _folded(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.casefold() for part in parts)
