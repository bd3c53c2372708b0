"""Groups of a sample: from parts to rows of product data, owners, dated members, backups, and directory entries."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pyupgrade.sample.cast import LEAF, MIDDLE, PARENT, PASSWORD, UNMANAGED, Part
from pyupgrade.sample.data_sources import Source
from pyupgrade.sample.fill import Filler, stored_instant
from pyupgrade.sample.ldif import LdifWriter, escaped
from pyupgrade.sample.names import plain
from pyupgrade.sample.people import People, Person
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import AD, LDAP, STORES, Store, new_guid

_BATCH: Final = 1_000
_MAIL_TEMPLATE: Final = r"D:\GroupID\Vorlagen\Kennwort läuft ab.html"
_NEVER: Final = "9999-12-31 00:00:00.0000000"
_KINDS: Final = ("Temporary Member", "Addition Pending", "Removal Pending", "Temporary Removed")
_STORE: Final = {store.id: store for store in STORES}
_TABLES: Final = ("SVC.GroupObject", "SVC.GroupOwner", "SVC.GroupMembership", "Expired.Group", "Expired.GroupMember")


@dataclass(frozen=True, slots=True)
class Known:
    """A group that exists, as history speaks of it."""

    guid: str
    store: int
    name: str
    dn: str


class Groups:
    """Makes groups one by one; nothing but their names stays in memory. Call flush() at the end."""

    def __init__(self, fill: Filler, ldif: LdifWriter, people: People, sources: list[Source], seed: int) -> None:
        self._fill = fill
        self._ldif = ldif
        self._people = people
        self._sources = sources
        self._draw = random.Random(f"{seed}/groups")
        self._waiting: dict[str, list[dict[str, Any]]] = {table: [] for table in _TABLES}
        self._number = 0
        self.known: list[Known] = []

    def put(self, parts: Iterable[Part]) -> None:
        """Rows and entries of these groups and their children."""
        for part in parts:
            self._make(part, None, "")
            if len(self._waiting["SVC.GroupObject"]) >= _BATCH:
                self.flush()

    def put_bare(self, groups: Iterable[tuple[str, int, int]]) -> None:
        """Groups (name, store, members) that the directory alone knows."""
        for name, store, members in groups:
            self._number += 1
            chosen = self._members(_STORE[store], members)
            self._entry(
                Part(name, store), new_guid(self._draw), self._dn(_STORE[store], name, ""), [p.dn for p in chosen], None
            )

    def flush(self) -> None:
        """Writes what waits."""
        for table, rows in self._waiting.items():
            if rows:
                self._fill.put(table, rows)
                self._waiting[table] = []

    def _make(self, part: Part, parent: str | None, value: str) -> str:
        """Makes the group and its children; returns its DN."""
        self._number += 1
        store = _STORE[part.store]
        guid = new_guid(self._draw)
        folder = "deleted" if "deleted" in part.traits else "dynasty" if parent else ""
        dn = self._dn(store, part.name, folder)
        nested = [self._make(child, guid, child.name[len(part.name) :].strip(" -–/")) for child in part.children]
        chosen = self._members(store, part.members, everywhere="scope-all" in part.traits)
        if part.department or part.city:
            chosen = [
                person
                for person in self._people.all
                if person.dn.endswith(store.base)
                and part.department in ("", person.department)
                and part.city in ("", person.city)
            ]
        row = self._row(part, store, guid, dn, parent, value)
        self._waiting["SVC.GroupObject"].append(row)
        self._owners(part, store, guid)
        away = self._dated(guid, chosen) if "temporary" in part.traits else set[str]()
        if {"expired", "security"} <= part.traits:
            self._backup(part, guid, chosen)
            chosen = []
        if "gone" not in part.traits and store.is_directory:
            members = [p.dn for p in chosen if p.guid not in away] + nested
            self._entry(part, guid, dn, members, store)
        self.known.append(Known(guid, store.id, part.name, dn))
        return dn

    def _row(self, part: Part, store: Store, guid: str, dn: str, parent: str | None, value: str) -> dict[str, Any]:
        draw, traits = self._draw, part.traits
        expired = "expired" in traits
        policy = draw.choice((0, 0, 30, 60, 120, 365)) if parent is None else None
        end = AS_OF + timedelta(days=-200 if expired else draw.randrange(1, 400))
        row: dict[str, Any] = {
            # Releases wrote GUIDs in either case; the second store's came with an import.
            "ObjectGUID": guid.upper() if store.id == 2 else guid,
            "IdentityStoreId": store.id,
            "DistinguishedName": dn
            if self._number % 23
            else dn.replace("OU=Groups", "OU=Gruppen"),  # moved since in the directory
            "SamAccountName": self._sam(part.name),
            "CommonName": part.name,
            "DisplayName": part.display or (part.name if self._number % 11 else None),
            "ManagedGroupType": part.type,
            "SecurityType": draw.choice(("Private", "Semi_Private", "Public", "Private")),
            "GroupIDVersion": "10.0",
            "CreatedInVersion": draw.choice(("8.1.0.0", "9.0.6512.1", "10.0.7784.0", None)),
            "ExpirationPolicy": policy,
            "ExpirationDate": stored_instant(end, self._number) if policy or expired else _NEVER,
            "IsExpired": expired,
            "IsDeleted": "deleted" in traits,
            "UpdateEnabled": "disabled-update" not in traits,
        }
        if part.type != UNMANAGED:
            row |= self._query(part, store)
        if part.type in (PARENT, MIDDLE, LEAF):
            row |= self._dynasty(part, store, parent, value)
        if part.type == PASSWORD:
            row["PasswordExpiry"] = {
                "DomainExpiration": draw.choice((42, 90)), "ExpirationRange": 14, "IncludeDisabledUsers": False,
                "IncludePasswordNeverExpireUsers": False, "SendEmail": "mail-template" in traits,
                "EmailTemplatePath": _MAIL_TEMPLATE if "mail-template" in traits else None,
            }  # fmt: skip
        return row | part.row

    def _query(self, part: Part, store: Store) -> dict[str, Any]:
        draw = self._draw
        updated = AS_OF - timedelta(hours=draw.randrange(1, 500), microseconds=draw.randrange(1_000_000))
        source = self._sources[part.source] if part.source >= 0 else None
        people = self._people.of_store[store.id]
        named = [self._people.all[draw.choice(people)].guid for _ in range(3)] if people else []
        return {
            "Criteria": part.criteria or None,
            "ObjectTypes": [6] if part.type == PASSWORD else draw.choice(([6], [1, 6], [1, 2, 3, 6], [6, 7, 8])),
            "StartPaths": [{"Path": store.base, "Scope": 2}] if self._number % 5 else [
                {"Path": f"OU=Staff,{store.base}", "Scope": 2}, {"Path": f"OU=Externe\\, Berater,{store.base}",
                "Scope": 1},
            ],
            "IncludeRecipients": named if "include" in part.traits else None,
            "ExcludeRecipients": named[:1] if "exclude" in part.traits else None,
            "Storage": "*",
            "LastUpdate": stored_instant(updated, self._number),
            "DataSourceType": source.type if source else None,
            "DataSourceConnection": source.connection if source else None,
            "DataSourceQuery": source.query if source else None,
            "KeyMapDB": source.key_db if source else None,
            "KeyMapAD": source.key_ad if source else None,
        }  # fmt: skip

    def _dynasty(self, part: Part, store: Store, parent: str | None, value: str) -> dict[str, Any]:
        managerial = "managerial" in part.traits
        word = "%MANAGER%" if managerial else "%GROUPBY%"
        people = self._people.of_store[store.id]
        return {
            "ParentGUID": parent,
            "GroupByValue": value or None,
            "AliasTemplate": f"{plain(part.name)[:20] or 'dyn'}-{word}",
            "DisplayNameTemplate": f"{part.name} {word}",
            "InheritanceBehaviour": 0 if part.type == PARENT else 1,
            "InheritedAttributes": ["managedBy", "groupType"],
            "TopManager": self._people.all[people[0]].guid if managerial and part.type == PARENT and people else None,
            "ManagerialOptions": {"CreateFlatManagerialList": False, "ExcludeNestedLists": part.type == PARENT,
            "IncludeManagerAsMember": True}
            if managerial else None,
        }  # fmt: skip

    def _owners(self, part: Part, store: Store, guid: str) -> None:
        if "owners" not in part.traits:
            return
        for place, owner in enumerate(self._members(store, self._draw.randrange(1, 4))):
            opted = "optout" in part.traits and place == 0
            self._waiting["SVC.GroupOwner"].append({"ObjectGUID": guid, "OwnerGUID": owner.guid, "NotifyOptOut": opted})

    def _dated(self, guid: str, chosen: list[Person]) -> set[str]:
        """Rows of the four kinds; returns who is not in the directory's member list now."""
        away: set[str] = set()
        for place, person in enumerate(chosen[:8]):
            kind = _KINDS[place % 4]
            start = AS_OF + timedelta(
                days=self._draw.randrange(-40, -1) if kind in ("Temporary Member", "Temporary Removed") else 12
            )
            end = None if kind == "Removal Pending" else AS_OF + timedelta(days=self._draw.randrange(20, 90))
            self._waiting["SVC.GroupMembership"].append(
                {
                    "ObjectGUID": guid,
                    "MemberGUID": person.guid,
                    "MembershipType": kind,
                    "BeginningDate": stored_instant(start, place),
                    "EndingDate": None if end is None else stored_instant(end, place + 1),
                }
            )
            if kind in ("Addition Pending", "Temporary Removed"):
                away.add(person.guid)
        return away

    def _backup(self, part: Part, guid: str, chosen: list[Person]) -> None:
        when = stored_instant(AS_OF - timedelta(days=200), self._number)
        self._waiting["Expired.Group"].append({"ObjectGUID": guid, "IdentityStoreId": part.store, "ExpiredOn": when})
        self._waiting["Expired.GroupMember"].extend({"ObjectGUID": guid, "MemberGUID": p.guid} for p in chosen)

    def _members(self, store: Store, count: int, everywhere: bool = False) -> list[Person]:
        people = range(len(self._people.all)) if everywhere else self._people.of_store[store.id]
        return [self._people.all[place] for place in self._draw.sample(people, min(count, len(people)))]

    def _entry(self, part: Part, guid: str, dn: str, members: list[str], store: Store | None) -> None:
        store = store or _STORE[part.store]
        account = self._sam(part.name)
        attributes: dict[str, str | Iterable[str]] = {
            "objectClass": ("top", "groupOfNames", "group") if store.type == LDAP else ("top", "group"),
            "cn": part.name,
            "name": part.name,
            "distinguishedName": dn,
        }
        if store.type == AD:
            attributes["sAMAccountName"] = account
            attributes["groupType"] = "-2147483640" if "security" in part.traits else "8"
            attributes["whenChanged"] = f"{AS_OF - timedelta(days=self._number % 90):%Y%m%d%H%M%S}.0Z"
        display = part.display or (part.name if self._number % 11 else "")
        if display:
            attributes["displayName"] = display
        if store.type != LDAP:
            attributes["mail"] = f"{account.lower()}@{store.domain}"
        owner = self._people.of_store[store.id]
        if owner:
            attributes["managedBy"] = self._people.all[owner[self._number % len(owner)]].dn
        if self._number % 7 == 0 and store.type == AD:
            # What releases before 10 left in the directory, and what the customer keeps there for itself.
            attributes["extensionData"] = f"GroupID;8.0;{part.type}"
            attributes["extensionAttribute12"] = f"Kostenstelle {4000 + self._number}"
        if members:
            attributes["member"] = members
        self._ldif.entry(dn, guid, attributes)

    def _sam(self, name: str) -> str:
        return f"{plain(name)[:14] or 'Gruppe'}-{self._number}"

    def _dn(self, store: Store, name: str, folder: str) -> str:
        if store.type == LDAP:
            return f"cn={escaped(name)},ou=groups,{store.base}"
        place = {"deleted": "OU=GroupID Recycle Bin", "dynasty": "OU=Dynastien,OU=Groups"}.get(folder, "OU=Groups")
        return f"CN={escaped(name)},{place if store.type == AD else 'OU=Groups'},{store.base}"
