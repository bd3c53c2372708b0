"""Links between identity stores with their attribute maps, from GroupID 10 to 11.1 (IS/link/overview.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

NAME = "store-links"
TABLE = "SVC.StoreLink"
_TOLD: Final[Mapping[str, Told]] = {
    "store-links/end-left": Told(
        "loss", "Links to stores that stay behind", "One of their stores is not upgraded, so they stay behind: {things}.",
        "Enable the store in GroupID 10, upgrade, and disable it again; or do without the link.", "link",
    ),
    "store-links/one-domain": Told(
        "loss", "Links within one domain", "11.1 links no two stores of one domain: {things}.",
        "Decide which of the stores is to stay.", "link",
    ),
    "store-links/double": Told(
        "change", "Stores linked twice", "Two links join the same stores; the first is carried: {things}.",
        "Look in 11.1 whether its attribute maps are the right ones.", "link",
    ),
    "store-links/without-map": Told(
        "todo", "Links without an attribute map", "These have no map for users, or none for groups: {things}.",
        "Complete them in 11.1; without a map the twins of that kind are not found.", "link",
    ),
    "store-links/replicate": Told(
        "todo", "Linked stores", "A link takes effect when both its stores have been replicated, in a portal of both: {things}.",
        "Replicate both stores, and associate a portal with both.", "link",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    every = {store.id: store for store in st.all_stores(source)}
    found, changes = dict[str, list[str]](), dict[str, Change]()
    for row in sorted(source.rows(TABLE), key=lambda r: int(r["LinkId"])):
        ends = sorted((row["FirstStoreId"], row["SecondStoreId"]))
        first, second = (every.get(end) for end in ends)
        name = " - ".join(every[end].name if end in every else f"store {end}" for end in ends)
        key = f"{ends[0]}-{ends[1]}"
        if first is None or second is None or not (first.is_carried and second.is_carried):
            found.setdefault("store-links/end-left", []).append(name)
        elif _is_one_domain(first, second):
            found.setdefault("store-links/one-domain", []).append(name)
        elif key in changes:
            found.setdefault("store-links/double", []).append(name)
        else:
            found.setdefault("store-links/replicate", []).append(name)
            maps = {column: row[column] for column in ("UserMap", "GroupMap") if (row[column] or "").strip()}
            if len(maps) < 2:
                found.setdefault("store-links/without-map", []).append(name)
            values: dict[str, Any] = {
                "linkKey": key,
                "FirstIdentityStoreId": row["FirstStoreId"],
                "SecondIdentityStoreId": row["SecondStoreId"],
                **maps,
            }
            changes[key] = Change(
                module=NAME,
                feature="Configuration",
                kind="StoreLink",
                key=key,
                name=name,
                store=first.id,
                values=values,
                row=fingerprint(row),
            )
    yield from told(NAME, _TOLD, found)
    yield from changes.values()


def _is_one_domain(first: st.Store, second: st.Store) -> bool:
    """A cloud store is not built on the Active Directory domain whose name it may bear (IS/link/overview.md)."""
    if first.id == second.id:
        return True
    own, other = (store.domain or store.meant.get("primary_domain", "") for store in (first, second))
    return (first.kind == st.ENTRA) == (second.kind == st.ENTRA) and bool(own) and own.casefold() == other.casefold()


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Links between stores",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("StoreLink",),
    of_groups=False,
)
