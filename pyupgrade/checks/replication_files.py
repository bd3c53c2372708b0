"""Whether each store has the file that lists its replicated attributes (upgrade note 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

KIND = "replication-attributes"
STORE = re.compile(r"_(\d+)\.xml$", re.IGNORECASE)


def _run(context: Context) -> Iterator[Finding]:
    if context.paths.program is None:
        yield CHECK.row("Skipped", "The profile names no program folder of the old installation.", CHECK.repair)
        return
    found = {int(m[1]) for file in context.source.files(KIND) if (m := STORE.search(file.path))}
    types = {row["StoreTypeId"]: row["StoreTypeName"].casefold() for row in context.source.rows("SVC.StoreType")}
    enabled = [
        row
        for row in context.source.rows("SVC.IdentityStore")
        if row["IsEnabled"] and row["ShouldReplicate"] and not _stays(types.get(row["StoreTypeId"], ""))
    ]
    lacking = [row for row in enabled if row["IdentityStoreId"] not in found]
    for row in lacking:
        store = f"{row['IdentityStoreName']} (store {row['IdentityStoreId']})"
        message = f"{store} has no replication attribute file: defaults will be used."
        yield CHECK.row("Warning", message, CHECK.repair, row["IdentityStoreName"])
    if not lacking:
        yield CHECK.row(
            "Passed",
            f"All {len(enabled)} replicating stores have their attribute file.",
            target=str(context.paths.program),
        )


def _stays(type_name: str) -> bool:
    """Google stores are never carried (upgrade note 6), so nothing of theirs is missed."""
    return "google" in type_name or "g suite" in type_name


CHECK = CheckSpec(
    id="files.replication-attributes",
    area="Files",
    looks_at="<domain>_<store id>.xml of each replicating store below the old program folder.",
    repair="Copy Replication/IdentityStoresReplicationAttributes of the old server to "
    "the same place below the folder named as program "
    "in the profile; without the file a store starts with the default attributes.",
    features=frozenset({"Configuration"}),
    run=_run,
)
