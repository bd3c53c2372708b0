"""Enrolments of users: carried as they are sealed where both sides open them, else counted (mission U2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stored import way
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.user_rows import CHUNK, of_no_store, seen_stores, told_gone, told_without_store
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "enrolments"
# Where each way of enrolling lies, and what it is called in 11.1 (EnrollmentType, parameters.md); all of it sealed.
SEALED: Final = (
    ("SSPR.Users", "Answers", "SecurityQuestions"),
    ("SSPR.Users", "Authenticator", "Authenticator"),
    ("SSPR.MobileRegistration", "Mobile", "Mobile"),
    ("SSPR.YubiKeyEnrollmentData", "EnrollmentData", "Yubikey"),
)
TABLES: Final = tuple(dict.fromkeys(table for table, _, _ in SEALED))


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    stores = st.carried(source)
    # Only sealed text that both sides can open is of use: an opener's plain text is not asked for, nor is a user's answer.
    copied = way(answers) == "copy"
    lost: dict[int, Counter[str]] = {}
    users: dict[int, set[str]] = {}
    gone: dict[int, set[str]] = {}
    for table, column, kind in SEALED:
        for row, is_there in _enrolled(source, stores, table, column):
            store = stores[row["IdentityStoreID"]]
            if not is_there:
                gone.setdefault(store.id, set()).add(row["UserGUID"])
            elif copied and st.is_sealed(row[column]):
                yield _change(row, store, table, column, kind)
            else:
                lost.setdefault(store.id, Counter())[kind] += 1
                users.setdefault(store.id, set()).add(row["UserGUID"])
    names = {
        NAME: [
            f"{stores[store].name}: {len(users[store]):,} "
            f"({', '.join(f'{kind} {count:,}' for kind, count in sorted(kinds.items()))})"
            for store, kinds in lost.items()
        ],
        f"{NAME}/gone": [f"{stores[store].name}: {len(guids):,}" for store, guids in gone.items()],
    }
    counts = {
        NAME: len(set[str]().union(*users.values())),
        f"{NAME}/gone": len(set[str]().union(*gone.values())),
        f"{NAME}/without-store": sum(of_no_store(source, table, "IdentityStoreID") for table in TABLES),
    }
    yield from told(NAME, {NAME: _COPIED if copied else _ASKED, **_TOLD}, names, "Groups", counts=counts)


_ASKED: Final = Told(
    "loss", "Enrolments",
    "{counted} must enrol again: what they enrolled with is sealed, and is only of use where 11.1 has the same passphrase.",
    "Announce it, and enforce no second factor before they have; or answer secrets/way with copy, if both sides use the same "
    "passphrase.",
    "user",
)  # fmt: skip
_COPIED: Final = Told(
    "loss", "Enrolments",
    "{counted} must enrol again: what they enrolled with does not bear the mark of sealed text, so that it cannot be copied.",
    "Announce it, and enforce no second factor before they have.", "user",
)  # fmt: skip
_TOLD: Final[Mapping[str, Told]] = {
    f"{NAME}/gone": told_gone("Enrolments of users no longer in the directory", "enrolments"),
    f"{NAME}/without-store": told_without_store("Enrolments of stores that are gone"),
}


def _enrolled(source: SourceReader, stores: Mapping[int, Store], table: str, column: str) -> Iterator[tuple[Row, bool]]:
    """Rows of carried stores with something in the column, and whether the user is there, as far as can be seen."""
    seen = seen_stores(source, stores)
    rows = (
        row
        for row in (source.rows(table, {"IdentityStoreID": sorted(stores)}) if stores else ())
        if (row[column] or "").strip()
    )
    for chunk in batches(rows, CHUNK):
        there = source.directory.entries([row["UserGUID"] for row in chunk])
        for row in chunk:
            yield row, row["UserGUID"] in there or row["IdentityStoreID"] not in seen


def _change(row: Row, store: Store, table: str, column: str, kind: str) -> Change:
    key = f"{row['UserGUID']}/{kind}"
    return Change(
        module=NAME,
        feature="Groups",
        kind="Enrolment",
        key=key,
        name=f"{kind} of {row['UserGUID']} ({store.name})",
        store=store.id,
        values={
            "enrolmentKey": key,
            "objectGUID": row["UserGUID"],
            "identityStoreId": store.id,
            "EnrollmentType": kind,
            "data": {"$copy": f"{table}/{row['UserGUID']}/{column}"},
        },
        row=fingerprint({"UserGUID": row["UserGUID"], "column": column}),
    )


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Enrolments",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, *TABLES),
    writes=("Enrolment",),
    of_groups=False,
)
