"""What rights the logins of a profile need and no more, as T-SQL for a DBA, from what the modules read and write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pyupgrade.contracts.load import Contract
from pyupgrade.plan.items import Module
from pyupgrade.target.history_rows import TABLE as HISTORY

JOURNAL = "DMUpgrade"  # a schema that a DBA makes; nothing else is ever created
_ALWAYS = ("SVC.Installation", "SVC.IdentityStore", "SVC.BackUpHistory", "Event.Action")  # by which a release is told
_INSTALLATION = "DM11.Installation"


def read(contract: Contract, modules: Sequence[Module]) -> list[str]:
    """Physical names of the source's tables that these modules read, and of those by which its release is told."""
    named = {name for module in modules for name in module.reads}
    named |= {stream.table for stream in contract.streams} | set(_ALWAYS)
    return sorted(contract.tables[name].physical for name in named if name in contract.tables)


def written(contract: Contract, modules: Sequence[Module]) -> list[str]:
    """Physical names of the target's tables that these modules' objects and the history go to, by the door `tables`."""
    kinds = {kind for module in modules for kind in module.writes if kind in contract.kinds}
    doors = [contract.kinds[kind].doors for kind in kinds]
    names = {door["tables"].physical for door in doors if "tables" in door}
    if HISTORY in contract.tables and any(module.feature == "History" for module in modules):
        names.add(contract.tables[HISTORY].physical)
    return sorted(names)


def looked_at(contract: Contract, writes: Collection[str]) -> list[str]:
    """Tables of the target that are read only: the kinds that nothing is written to, and its record of itself."""
    names = {kind.doors["tables"].physical for kind in contract.kinds.values() if "tables" in kind.doors}
    names |= {t.physical for n, t in contract.tables.items() if n in (_INSTALLATION, HISTORY)}
    return sorted(names - set(writes))


def of_source(contract: Contract, modules: Sequence[Module], user: str) -> str:
    """For the login of [source]: reading, nothing else."""
    return "\n".join(_grant("SELECT", read(contract, modules), user))


def of_target(contract: Contract, modules: Sequence[Module], user: str) -> str:
    """For the login of [target]: its objects' tables, and a schema of its own for the journal."""
    writes = written(contract, modules)
    return "\n".join(
        [
            *_grant("SELECT, INSERT, UPDATE, DELETE", writes, user),
            *_grant("SELECT", looked_at(contract, writes), user),
            f"GRANT CREATE TABLE TO {_quoted(user)};",
            f"CREATE SCHEMA {_quoted(JOURNAL)} AUTHORIZATION {_quoted(user)};",
            f"ALTER USER {_quoted(user)} WITH DEFAULT_SCHEMA = {_quoted(JOURNAL)};",
        ]
    )


def _grant(rights: str, tables: Sequence[str], user: str) -> Iterator[str]:
    for table in tables:
        name = ".".join(_quoted(part) for part in table.split(".", 1))
        yield f"GRANT {rights} ON OBJECT::{name} TO {_quoted(user)};"


def _quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"
