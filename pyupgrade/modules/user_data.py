"""Users' product data: additional managers, profile validation, linked accounts, from GroupID 10 to 11.1 (mission U1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.enrolments import SEALED
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stored import way
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import as_guid, read_choice, read_list, read_map, read_text, read_texts
from pyupgrade.modules.user_rows import CHUNK, of_no_store, seen_stores, told_gone, told_without_store
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "user-data"
TABLE = "SVC.UserObject"
LINKED = "SSPR.LinkedAccount"
# EnrollmentType (parameters.md); of the sealed ones a user is enrolled with only what the enrolments module brings.
_WAYS: Final = ("Mobile", "SecurityQuestions", "Email", "Authenticator", "LinkAccount", "Yubikey", "WindowsHello")
_COLUMNS: Final = {
    "XAdditionalManager": "AdditionalManagers",
    "AdditionalManagerDates": "AdditionalManagerDates",
    "ProfileValidatedOn": "ProfileValidatedOn",
    "ProfileValidationState": "ProfileValidationState",
}
_NO_WAYS: Final = ("None", "PhoneID")  # not enrolled at all; a service that has ended, told with what is not carried
_SEALED_WAYS: Final = frozenset(kind for _, _, kind in SEALED)
_TOLD: Final[Mapping[str, Told]] = {  # users are counted by store: a name would be too much of a user
    "user-data/gone": told_gone("Users no longer in the directory", "product data"),
    "user-data/not-looked-up": Told(
        "todo", "Users not looked up",
        "Carried without a look whether they still exist, because the connected directory does not hold their store: product data "
        "of {counted}.",
        "Compare the number of users per store in 11.1 after its first replication.", "user",
    ),
    "user-data/without-store": told_without_store("Users' data of stores that are gone"),
    "user-data/unreadable": Told(
        "todo", "Users' data that cannot be read", "These are not of the form expected and are left out: {things}.",
        "Compare the user in 11.1 with GroupID 10.", "value",
    ),
    "user-data/links": Told(
        "loss", "Linked accounts of stores that stay behind", "The other account lies in a store that is not upgraded: {things}.",
        "Enable the store in GroupID 10, upgrade, and disable it again; or have the users link anew.", "linked account",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    stores = st.carried(source)
    seen = seen_stores(source, stores)
    ways = _WAYS if way(answers) == "copy" else tuple(one for one in _WAYS if one not in _SEALED_WAYS)
    gone: Counter[str] = Counter()
    unseen: Counter[str] = Counter()
    found: dict[str, list[str]] = {}
    for chunk in _users(source, stores):
        there = source.directory.entries([row["ObjectGUID"] for row, _ in chunk])
        for row, linked in chunk:
            store, entry = stores[row["IdentityStoreId"]], there.get(row["ObjectGUID"])
            if entry is None and store.id in seen:
                gone[store.name] += 1
                continue
            title = f"{entry.name if entry else row['ObjectGUID']} ({store.name})"
            values = _values(row, title, ways, found)
            values["linkedIdentities"] = _linked(linked, title, stores, found)
            values = {n: v for n, v in values.items() if v is not None or _is_empty(n, row, linked)}
            if all(value is None for value in values.values()):
                continue  # nothing is known of the user but that there is one
            unseen[store.name] += entry is None
            yield Change(
                module=NAME,
                feature="Groups",
                kind="UserData",
                key=row["ObjectGUID"],
                name=title,
                store=store.id,
                values={"objectGUID": row["ObjectGUID"], "identityStoreId": store.id, **values},
                row=fingerprint(row, *linked),
            )
    names = {
        **found,
        **{
            what: [f"{store}: {number:,}" for store, number in users.items() if number]
            for what, users in (("user-data/gone", gone), ("user-data/not-looked-up", unseen))
        },
    }
    counts = {
        "user-data/gone": gone.total(),
        "user-data/not-looked-up": unseen.total(),
        "user-data/without-store": of_no_store(source, TABLE, "IdentityStoreId")
        + of_no_store(source, LINKED, "IdentityStoreID"),
    }
    yield from told(NAME, _TOLD, names, "Groups", counts=counts)


def _users(source: SourceReader, stores: Mapping[int, Store]) -> Iterator[list[tuple[Row, Sequence[Row]]]]:
    """In portions, users with their links: those with a row of their own, then those of whom links are all there is."""
    for chunk in batches(st.of_carried(source, TABLE, stores), CHUNK):
        linked: dict[str, list[Row]] = {}
        for link in source.rows(LINKED, {"UserGUID": [row["ObjectGUID"] for row in chunk]}):
            linked.setdefault(link["UserGUID"], []).append(link)
        yield [(row, _in_order(linked.get(row["ObjectGUID"], ()))) for row in chunk]
    links = source.rows(LINKED, {"IdentityStoreID": sorted(stores)}) if stores else ()
    users = ((guid, _in_order(own)) for guid, own in groupby(links, key=lambda link: str(link["UserGUID"])))
    for portion in batches(users, CHUNK):
        known = source.rows(TABLE, {"ObjectGUID": [guid for guid, _ in portion]})
        done = {row["ObjectGUID"] for row in known if row["IdentityStoreId"] in stores}
        yield [
            ({"ObjectGUID": guid, "IdentityStoreId": own[0]["IdentityStoreID"]}, own)
            for guid, own in portion
            if guid not in done
        ]


def _in_order(links: Iterable[Row]) -> list[Row]:
    return sorted(links, key=lambda link: (int(link["LinkedStoreID"]), str(link["LinkedGUID"])))


def _values(row: Row, title: str, ways: Sequence[str], found: dict[str, list[str]]) -> dict[str, Any]:
    """What the user's own row says; a user of whom only links are known has none."""
    return {
        "XAdditionalManager": _texts(row, "AdditionalManagers", title, found),
        "AdditionalManagerDates": _dates(row, title, found),
        "ProfileValidatedOn": row.get("ProfileValidatedOn"),
        "ProfileValidationState": row.get("ProfileValidationState") or None,
        "EnrollmentType": _enrolled(row, title, ways, found),
    }


def _is_empty(name: str, row: Row, linked: Sequence[Row]) -> bool:
    """Whether a field without a value is known to be empty; what a user is enrolled with depends on an answer."""
    return not linked if name == "linkedIdentities" else name in _COLUMNS and not row.get(_COLUMNS[name])


def _tell(found: dict[str, list[str]], notice: str, name: str) -> None:
    found.setdefault(notice, []).append(name)


def _texts(row: Row, column: str, title: str, found: dict[str, list[str]]) -> list[str] | None:
    """Names once each, letter case aside."""
    given = row.get(column)
    if given is None or given in ([], ""):
        return None
    texts = read_texts(given)
    if texts is None:
        _tell(found, "user-data/unreadable", f"{title}: {column}")
        return None
    once: dict[str, str] = {}
    for text in texts:
        once.setdefault(text.strip().casefold(), text.strip())
    return sorted(text for text in once.values() if text) or None


def _enrolled(row: Row, title: str, ways: Sequence[str], found: dict[str, list[str]]) -> list[str] | None:
    """What the user is enrolled with in 11.1, by the names that it has for these."""
    carried: set[str] = set()
    for one in _texts(row, "EnrolledWith", title, found) or ():
        known = read_choice(one, (*_WAYS, *_NO_WAYS))
        if known is None:
            _tell(found, "user-data/unreadable", f"{title}: EnrolledWith")
        elif known in ways:
            carried.add(known)
    return sorted(carried) or None


def _dates(row: Row, title: str, found: dict[str, list[str]]) -> list[dict[str, str]] | None:
    """When an additional manager begins and ends to be one; texts as they stand, since their form is not published."""
    given = row.get("AdditionalManagerDates")
    if given is None or given in ([], ""):
        return None
    made: list[dict[str, str]] = []
    for part in map(read_map, read_list(given) or [None]):
        manager = read_text(part.get("manager")) if part is not None else None
        if part is None or not manager or not manager.strip():
            _tell(found, "user-data/unreadable", f"{title}: AdditionalManagerDates")
            continue
        texts = {key: text for key in ("from", "until") if (text := read_text(part.get(key)))}
        one = {"manager": as_guid(manager), **texts}
        if one not in made:
            made.append(one)
    return sorted(made, key=lambda one: sorted(one.items())) or None


def _linked(
    links: Iterable[Row], title: str, stores: Mapping[int, Store], found: dict[str, list[str]]
) -> list[dict[str, Any]] | None:
    made = []
    for link in links:
        if link["LinkedStoreID"] in stores:
            made.append({"objectGUID": link["LinkedGUID"], "identityStoreId": link["LinkedStoreID"]})
        else:
            _tell(found, "user-data/links", title)
    return made or None


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Users' product data",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE, LINKED),
    writes=("UserData",),
    of_groups=False,
)
