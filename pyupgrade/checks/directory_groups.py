"""How many groups of the database the directory no longer has."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.batches import batches
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.wording import SHOWN, first

BATCH = 1_000


def _run(context: Context) -> Iterator[Finding]:
    stores = _directory_stores(context)
    if not stores:
        yield CHECK.row("Skipped", "No enabled Active Directory store: there is no directory to compare with.")
        return
    rows = context.source.rows("SVC.GroupObject", {"IdentityStoreId": sorted(stores)})
    looked = missing = 0
    examples: list[str] = []
    for batch in batches(rows, BATCH):
        there = context.source.directory.entries([row["ObjectGUID"] for row in batch])
        looked += len(batch)
        for row in batch:
            if row["ObjectGUID"] not in there:
                missing += 1
                if len(examples) < SHOWN:
                    examples.append(f"{row['DisplayName'] or row['CommonName']} ({row['ObjectGUID']})")
    if missing:
        message = (
            f"The directory lacks {missing:,} of {looked:,} groups of the database: {first(examples, number=missing)}."
        )
        yield CHECK.row("Warning", message, CHECK.repair, "SVC.GroupObject")
    else:
        yield CHECK.row("Passed", f"The directory has all {looked:,} groups of the database.")


def _directory_stores(context: Context) -> set[int]:
    """Enabled stores on an Active Directory; of other kinds the embedded and the LDAP directory know no groups."""
    types = {
        row["StoreTypeId"]
        for row in context.source.rows("SVC.StoreType")
        if "activedirectory" in row["StoreTypeName"].replace(" ", "").casefold()
        and not any(cloud in row["StoreTypeName"].casefold() for cloud in ("azure", "entra"))
    }
    stores = context.source.rows("SVC.IdentityStore")
    return {row["IdentityStoreId"] for row in stores if row["StoreTypeId"] in types and row["IsEnabled"]}


CHECK = CheckSpec(
    id="directory.groups",
    area="Directory",
    looks_at="Groups of the old database, against the directory by GUID.",
    repair="Groups deleted outside the product keep their data and history; restore them "
    "in the directory first if they are still wanted.",
    features=frozenset({"Groups"}),
    run=_run,
)
