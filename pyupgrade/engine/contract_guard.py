"""No plan and no run while a table or column that a chosen module reads or writes is missing: all of them named at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pyupgrade.engine.world import World
from pyupgrade.errors import ContractDrift, ContractUnconfirmed
from pyupgrade.plan.items import Module
from pyupgrade.plan.ports import SourceReader

MISSING = ("MissingTable", "MissingColumn")


def refuse_drift(world: World, source: SourceReader, modules: Sequence[Module]) -> None:
    """Raises ContractDrift. Nothing is read but the two databases' catalogues."""
    lacking = {
        "source": source.missing({table for module in modules for table in module.reads}),
        "target": list(_target(world, {kind for module in modules for kind in module.writes}, modules)),
    }
    if any(lacking.values()):
        raise ContractDrift(
            side=" and the ".join(side for side, names in lacking.items() if names),
            details=[f"{side}: {name}" for side, names in lacking.items() for name in names],
        )


def refuse_unconfirmed(world: World) -> None:
    """Raises ContractUnconfirmed where nothing of the source's shape is published and nobody has confirmed what we assume."""
    contract = world.source_contract
    if contract.assumed and not contract.confirmed_by:
        raise ContractUnconfirmed(system=contract.system, version=contract.version)


def _target(world: World, kinds: Collection[str], modules: Sequence[Module]) -> Iterator[str]:
    written = {t.name for kind in kinds for t in world.target_contract.kinds[kind].doors.values()}
    if any(module.feature == "History" for module in modules):
        written |= set(world.target_contract.tables)
    for row in world.table_drift():
        if row.object in written and row.difference in MISSING:
            yield f"{row.object}.{row.column}" if row.column else row.object
