"""Groups through the REST API: existing ones, read several at once; only attributes that differ are written, none is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.batches import batches
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_codecs import CODECS, texts, values
from pyupgrade.target.rest_memberships import Memberships
from pyupgrade.target.rest_parts import Parts

_SHOWN = ("IMSGObjectTypes", "IMSGCriteria", "IMSGStartPath")


class Groups:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._memberships = Memberships(parts)
        self._at_once = int(parts.calls.facts.data["door"]["groups_at_once"])
        self._attributes = [f.to for f in parts.kind.fields.values() if f.codec in CODECS]

    def find(self, wanted: Mapping[str, Values]) -> dict[str, Values]:
        by_store: dict[object, list[str]] = {}
        for key, asked in wanted.items():
            by_store.setdefault(asked.get("identityStoreId"), []).append(key)
        found = {}
        for old, keys in by_store.items():
            store = None if old is None else self._parts.stores.new(old)
            if store is None:
                continue  # no store, no groups of it
            for chunk in batches(keys, self._at_once):
                for group in self._read(store, chunk):
                    key = str(member(group, "objectIdFromIdentityStore") or "").casefold()
                    if key in wanted:
                        found[key] = self._seen(group, store, key, wanted[key])
        return found

    def keys(self) -> Iterator[str]:
        yield from ()  # which groups there are is the directory's to say

    def create(self, key: str, values: Values) -> int | None:
        raise TargetRefused(
            what=key,
            reason="Directory Manager shows no group of this object GUID in the store, and groups are never made here; see that the "
            "store's replication has run and that the group is in the directory",
        )

    def update(self, key: str, values: Values, found: Values) -> None:
        store = self._parts.stores.must(values.get("identityStoreId"), key)
        changed = {name: value for name, value in values.items() if found.get(name) != value}
        if bag := self._bag(changed):
            document = {"AttributesCollection": {"AttributesCollection": bag}}
            self._parts.calls.change("update-group", key, document, store=store, group=key)
        if changed.get("members"):
            self._memberships.write(store, key, changed["members"], found.get("members") or ())

    def preview(self, wanted: Values) -> list[str]:
        """Object GUIDs of whom the query of a group would take in now; the product reads it and changes nothing."""
        store = self._parts.stores.must(wanted.get("identityStoreId"), str(wanted.get("objectGUID", "")))
        bag = self._bag({name: value for name, value in wanted.items() if name in _SHOWN}, action=1)
        for one in (one for row in bag.values() for one in row):
            one |= {"IdentityStoreId": 0, "DN": None, "AttributeCollection": one.get("AttributeCollection", {})}
        body = {"ExtensionDataAttributes": {"AttributesCollection": bag}, "AttributesToLoad": ["displayName"]}
        size = self._parts.calls.page_size
        found = self._parts.calls.pages(
            "preview",
            lambda _: body,
            "total",
            lambda page: {"sortOrder": 1, "pageNo": page, "pageSize": size},
            store=store,
        )
        return [str(member(row, "objectIdFromIdentityStore")).casefold() for row in found]

    def _read(self, store: int, keys: list[str]) -> list[Any]:
        """Several in one call; no page says what becomes of it when one of them is gone, so then they are asked for one by one."""
        body = {"attributes": self._attributes, "groupIdentities": keys}
        answer = self._parts.calls.read("groups", body, store=store)
        if answer is not None:
            there = [one for one in answer if one is not None] if isinstance(answer, list) else answer
            return self._parts.calls.rows("groups", there)
        found = (self._parts.calls.read("group", self._attributes, store=store, group=key) for key in keys)
        return [group for group in found if group is not None]

    def _bag(self, changed: Values, action: int = 0) -> dict[str, list[dict[str, Any]]]:
        """Attributes as the bag has them; what is to be empty is an empty array."""
        bag = {}
        for carried, value in self._parts.written(changed, *CODECS):
            bag[carried.to] = [] if value is None else values(CODECS[carried.codec].write(value), action)
        return bag

    def _seen(self, group: Any, store: int, key: str, wanted: Values) -> Values:
        bag = member(member(group, "attributesBusinessObject"), "attributesCollection")
        made: Values = {}
        for carried in self._parts.asked(wanted):
            asked = wanted.get(carried.name)
            if carried.codec == "identity":
                value: Any = key
            elif carried.codec == "store-id":
                value = self._parts.stores.back(store, [asked])
            elif carried.codec == "memberships":
                value = self._memberships.read(store, key, asked) if asked else None
            else:
                value = CODECS[carried.codec].read(texts(member(bag, carried.to)), asked)
            if value is not None:
                made[carried.name] = value
        return made
