"""Container scopes as a property: what lies in a container, or anywhere below it, is what the names themselves say."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.sample.ldif import LdifWriter
from pyupgrade.source.directory import EmbeddedDirectory, open_directory

pytestmark = pytest.mark.mission("G2", "G3")

# Names that begin alike, hold signs that a DN escapes, sort around its separators, or differ in nothing but letter case.
NAMES = ("a", "A b", "a b", "ab", "a,b", "a+b", "a\\", "ä", "Ä", "!", "~", "a=b", "#a", " a", "名")
TREES = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(tuple), min_size=1, max_size=12, unique=True
)


def folded(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in path)


def dn_of(path: tuple[str, ...]) -> str:
    """A leaf first, each sign that RFC 4514 reserves behind a backslash."""
    parts = []
    for name in reversed(path):
        escaped = "".join(f"\\{c}" if c in ',+"\\<>;=' else c for c in name)
        parts.append("OU=" + (f"\\{escaped}" if escaped[0] in " #" else escaped))
    return ",".join([*parts, "DC=corp,DC=example"])


@settings(max_examples=40, deadline=None)
@given(TREES, st.data())
def test_below_is_what_the_names_say(tree: list[tuple[str, ...]], data: st.DataObject) -> None:
    paths: dict[tuple[str, ...], tuple[str, ...]] = {}
    for path in tree:
        for depth in range(1, len(path) + 1):
            paths.setdefault(folded(path[:depth]), path[:depth])  # containers before what lies in them
    container = data.draw(st.sampled_from([(), *paths.values()]))
    spelled = dn_of(container)
    asked = data.draw(st.sampled_from([spelled, spelled.upper(), spelled.lower()]))
    with tempfile.TemporaryDirectory() as folder:
        directory = made(Path(folder), list(paths.values()))
        try:
            for scope in (1, 2):
                found = sorted(entry.dn for entry in directory.below(asked, scope, ""))
                assert found == sorted(dn_of(path) for path in paths.values() if is_below(path, container, scope))
        finally:
            directory.close()


def is_below(path: tuple[str, ...], container: tuple[str, ...], scope: int) -> bool:
    inside = folded(path)[: len(container)] == folded(container)
    return inside and (len(path) == len(container) + 1 if scope == 1 else len(path) > len(container))


def made(folder: Path, paths: list[tuple[str, ...]]) -> EmbeddedDirectory:
    with (folder / "directory.ldif").open("w", encoding="utf-8", newline="\n") as file:
        ldif = LdifWriter(file)
        base = "DC=corp,DC=example"
        ldif.entry(
            base, str(uuid.uuid4()), {"objectClass": ("top", "domainDNS"), "dc": "corp", "distinguishedName": base}
        )
        for path in sorted(paths, key=len):
            dn = dn_of(path)
            values = {"objectClass": ("top", "organizationalUnit"), "ou": path[-1], "distinguishedName": dn}
            ldif.entry(dn, str(uuid.uuid4()), values)
    return open_directory(folder / "directory.ldif")
