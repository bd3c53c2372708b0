"""Attributes that a store replicates: from GroupID 10's attribute file of each store to 11.1's list for the store."""

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

NAME = "replication-attributes"
FILE = "replication-attributes"
_DEFAULTS = "a store without its list gets 11.1's default attributes"

_TOLD: Final[Mapping[str, Told]] = {
    "replication-attributes/missing": Told(
        "change", "Stores without a list of replicated attributes",
        "No attribute file of these is there, and " + _DEFAULTS + ": {things}.",
        "Bring the files of the old server under the same path and plan again, or choose the attributes in 11.1.",
        "store",
    ),
    "replication-attributes/unreadable": Told(
        "change", "Lists of replicated attributes that cannot be read",
        "Nothing can be taken from these attribute files, and " + _DEFAULTS + ": {things}.",
        "Repair or copy the file anew from the old server and plan again, or choose the attributes in 11.1.",
        "file",
    ),
    "replication-attributes/incomplete": Told(
        "todo", "Lists of replicated attributes with gaps",
        "Object types or attributes without a name are left out of: {things}.",
        "Compare the attributes of these stores in 11.1 with the old server's before the first replication.",
        "file",
    ),
    "replication-attributes/double": Told(
        "todo", "Second lists of replicated attributes",
        "A store takes one list, so these files stay behind: {things}.",
        "Compare them with the list that is carried, and add in 11.1 what is missing.",
        "file",
    ),
    "replication-attributes/other-stores": Told(
        "todo", "Lists of replicated attributes without their store",
        "Left behind, because their store is not upgraded: {things}.",
        "Nothing, unless a store is missing that should be there.",
        "file",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = {store.id: store for store in st.all_stores(source)}
    found: dict[str, list[str]] = defaultdict(list)
    records: dict[int, list[Row]] = {}
    for record in source.records(FILE):
        store = everything.get(record["StoreId"])
        if store is None or not store.is_carried:
            found["replication-attributes/other-stores"].append(_file(record))
        else:
            records.setdefault(store.id, []).append(record)
    for store in everything.values():
        if store.is_carried:
            yield from _of_store(store, records.get(store.id, []), found)
    yield from told(NAME, _TOLD, found)


def replicated(source: SourceReader) -> dict[int, frozenset[str]]:
    """Attributes in lower case that the files of each store list, of all object types; a store without a list is not in it."""
    found: dict[int, set[str]] = {}
    for record in source.records(FILE):
        attributes, _ = _attributes(record)
        if attributes:
            found.setdefault(record["StoreId"], set()).update(
                n.casefold() for names in attributes.values() for n in names
            )
    return {store: frozenset(names) for store, names in found.items()}


def _of_store(store: Store, records: list[Row], found: dict[str, list[str]]) -> Iterator[Change]:
    """The list of a store: of several files a readable one, and the one for the store's own domain before the others."""
    if not records:
        found["replication-attributes/missing"].append(store.name)
        return
    own = store.domain.casefold()
    ordered = sorted(
        records, key=lambda r: (not _attributes(r)[0], (r["Domain"] or "").casefold() != own, str(r["Path"]))
    )
    record, others = ordered[0], ordered[1:]
    found["replication-attributes/double"] += [f"{store.name}: {_file(other)}" for other in others]
    attributes, is_whole = _attributes(record)
    if not attributes:
        why = record["Problem"] or "it lists no attribute"
        found["replication-attributes/unreadable"].append(f"{store.name}: {_file(record)} ({why.rstrip('.')})")
        return
    if not is_whole:
        found["replication-attributes/incomplete"].append(f"{store.name}: {_file(record)}")
    yield Change(
        module=NAME,
        feature="Configuration",
        kind="ReplicationAttributes",
        key=str(store.id),
        name=f"Replicated attributes of {store.name}",
        store=store.id,
        values={"IdentityStoreId": store.id, "Domain": record["Domain"] or store.domain, "Attributes": attributes},
        row=fingerprint(record),
    )


def _attributes(record: Row) -> tuple[dict[str, list[str]], bool]:
    """Attributes by object type, each once in one order, and whether nothing in the file lacked its name."""
    kept: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    is_whole = True
    for entry in [] if record["Problem"] else record["ObjectTypes"] or []:
        name, attributes = _text(entry.get("name")), entry.get("attributes")
        texts = [_text(one) for one in (attributes if isinstance(attributes, list) else [attributes])]
        is_whole = is_whole and bool(name) and all(texts)
        if name and any(texts):
            names.setdefault(name.casefold(), name)
            of_type = kept.setdefault(name.casefold(), {})
            for text in filter(None, texts):
                of_type.setdefault(text.casefold(), text)
    found = {names[plain]: sorted(of_type.values(), key=str.casefold) for plain, of_type in sorted(kept.items())}
    return found, is_whole


def _text(given: Any) -> str:
    return given.strip() if isinstance(given, str) else ""


def _file(record: Row) -> str:
    return str(record["Path"]).rpartition("/")[2]


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Replicated attributes",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, FILE),
    writes=("ReplicationAttributes",),
    of_groups=False,
)
