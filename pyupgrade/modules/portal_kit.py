"""The import kit of portals, which no upgrade carries: their design, linked-combo and settings files in one folder (mission N1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import SourceFile, SourceReader, TargetReader

NAME = "portal-kit"
FOLDER: Final = "import-kit/portals"
DESIGNS, COMBOS, SETTINGS = "portal-designs", "portal-combos", "portal-settings"
# Start pages that 11.1 no longer has (upgrade note 4); how server.xml spells them is not published, so signs and case do not count.
_GONE: Final = frozenset({"groupsearch", "organizationalhierarchy"})

_TOLD: Final[Mapping[str, Told]] = {
    "portal-kit/import": Told(
        "todo", "Portals to import by hand",
        f"What can be imported of these lies in {FOLDER} of the target's folder of files: {{things}}.",
        "Create each portal in 11.1, then import its design store by store, its linked combos and its settings file.", "portal",
    ),
    "portal-kit/start-page": Told(
        "change", "Start pages that are gone", "These begin with a page that 11.1 no longer has: {things}.",
        "Choose another start page in the new portal's advanced settings.", "portal",
    ),
    "portal-kit/unreadable": Told(
        "todo", "Settings files that cannot be read", "They are collected as they are, unread: {things}.",
        "Look at each before it is imported.", "file",
    ),
    "portal-kit/double": Told(
        "todo", "Files of one name", "Files of one name in one portal; the first is collected: {things}.",
        "Take the other from the old server by hand.", "file",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    found: dict[str, list[str]] = {}
    portals: dict[str, str] = {}
    changes: dict[str, Change] = {}
    taken: set[str] = set()
    for kind in (DESIGNS, COMBOS, SETTINGS):
        for file in source.files(kind):
            portal = portals.setdefault(_portal(file.path).casefold(), _portal(file.path))
            key = f"{FOLDER}/{portal}/{_place(kind, file.path)}"
            if key.casefold() in taken:
                found.setdefault("portal-kit/double", []).append(file.path)
                continue
            taken.add(key.casefold())
            changes[key] = _change(key, portal, kind, file, source)
    found["portal-kit/import"] = list(portals.values())
    for record in source.records(SETTINGS):
        if record["Problem"] is not None:
            found.setdefault("portal-kit/unreadable", []).append(record["Problem"].rstrip("."))
        elif "".join(c for c in (record["StartupPage"] or "").casefold() if c.isalnum()) in _GONE:
            found.setdefault("portal-kit/start-page", []).append(f"{_portal(record['Path'])}: {record['StartupPage']}")
    yield from told(NAME, _TOLD, found)
    yield from (changes[key] for key in sorted(changes))


def _portal(path: str) -> str:
    """The folder after Inetpub: SelfService/Inetpub/<portal>/… (PORT110)."""
    parts = path.split("/")
    return parts[2] if len(parts) > 3 else "portal"


def _place(kind: str, path: str) -> str:
    name = path.rpartition("/")[2]
    return {DESIGNS: f"Design/{name}", COMBOS: f"LinkedCombo/{name}"}.get(kind, name)


def _change(key: str, portal: str, kind: str, file: SourceFile, source: SourceReader) -> Change:
    values = {
        "path": key,
        "sha256": source.sha256(file),
        "size": file.size,
        "content": {"$content": f"{kind}/{file.path}"},
    }
    return Change(
        module=NAME,
        feature="Configuration",
        kind="File",
        key=key,
        name=f"Import kit of {portal}: {file.path.rpartition('/')[2]}",
        store=None,
        values=values,
        row=fingerprint({"path": file.path, "sha256": values["sha256"]}),
    )


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Import kit of portals",
    plan=plan,
    reads=(DESIGNS, COMBOS, SETTINGS),
    writes=("File",),
    of_groups=False,
)
