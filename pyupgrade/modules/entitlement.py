"""Entitlement of stores (Insights in GroupID 10): from its rows to 11.1's file servers and SharePoint sites of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "entitlement"
TABLE = "SVC.Entitlement"
LISTS: Final = ("FileServers", "Sites")
SITE: Final = "SharePointAdminUrl"
# What 11.1 has entitlement of, by the kind of store (admincenter/entitlement/overview.md).
_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {st.ACTIVE_DIRECTORY: ("FileServers",), st.ENTRA: (SITE, "Sites")}

_TOLD: Final[Mapping[str, Told]] = {
    "entitlement/schedules": Told(
        "change", "Entitlement, once called Insights",
        "Insights is called GroupID Entitlement in 11.1, which makes two schedules more, Entitlement Scope and Entitlement "
        "Temporary Permissions, for each store with entitlement settings: {things}.",
        "After the run, see when the three schedules of these stores run; permissions are read anew by the first run.",
        "store",
    ),
    "entitlement/unreadable": Told(
        "loss", "Entitlement settings with a value that is none",
        "Left out, because the value cannot be what the setting means: {things}.",
        "Look them up in GroupID 10 and enter them in the store's entitlement after the run.", "setting",
    ),
    "entitlement/other-kind": Told(
        "todo", "Entitlement settings of another kind of store",
        "Carried as they stand, though 11.1 has file servers in Active Directory stores and sites in Entra ID stores only: "
        "{things}.",
        "Compare the entitlement of these stores in 11.1 after the run.", "setting",
    ),
    "entitlement/without-store": Told(
        "todo", "Entitlement of stores that are gone", "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "setting",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    found: dict[str, list[str]] = defaultdict(list)
    for store, row in st.rows_with_stores(source, TABLE, found["entitlement/without-store"]):
        values = _values(store, row, found)
        if not values:
            continue  # nothing that a permission could be looked after on
        found["entitlement/schedules"].append(store.name)
        found["entitlement/other-kind"] += [
            f"{store.name}: {name}" for name in values if name not in _OF_KIND.get(store.kind, ())
        ]
        yield Change(
            module=NAME,
            feature="Configuration",
            kind="Entitlement",
            key=str(store.id),
            name=f"Entitlement of {store.name}",
            store=store.id,
            values={"IdentityStoreId": store.id, **values},
            row=fingerprint(row),
        )
    yield from told(NAME, _TOLD, found)


def _values(store: Store, row: Row, found: dict[str, list[str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in LISTS:
        places = _places(row[name]) if row[name] is not None else []
        if places is None:
            found["entitlement/unreadable"].append(f"{store.name}: {name}")
        elif places:
            values[name] = places
    if url := (row[SITE] or "").strip():
        values[SITE] = url
    return dict(sorted(values.items()))


def _places(given: Any) -> list[Any] | None:
    """Servers or sites: names once each in one order, letter case aside; objects of a shape of their own as they stand."""
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, list):
        return None
    if given and all(isinstance(one, dict) for one in given):
        return given
    if not all(isinstance(one, str) for one in given):
        return None
    kept: dict[str, str] = {}
    for one in sorted(one.strip() for one in given):
        if one:
            kept.setdefault(one.casefold().rstrip("/\\"), one)
    return [kept[plain] for plain in sorted(kept)]


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Entitlement",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("Entitlement",),
    of_groups=False,
)
