"""Whether the search index holds the groups that runs brought: counted where their documents are ours, else asked of the product."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from pyupgrade.engine import doors
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.replicating import status_of
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import TargetRefused
from pyupgrade.plan import document
from pyupgrade.plan.ports import TargetReader
from pyupgrade.registry import INDEXED
from pyupgrade.steps.replication import Status
from pyupgrade.target import codec


class Look(NamedTuple):
    """What is outstanding of a store's groups, and why it cannot be seen whether something is; "" for neither."""

    outstanding: str = ""
    unseen: str = ""


def looks(engine: Connected, installation: str, target: TargetReader) -> Callable[[int | None], Look]:
    """A look a store, each made when it is first asked for. Raises IndexUnusable, DoorShellMissing, DoorUnreachable."""

    @cache
    def brought() -> dict[int, str]:
        return _brought(engine, installation)

    @cache
    def look(store: int | None) -> Look:
        ours, since = _not_indexed(engine, target), None if store is None else brought().get(store)
        if store is None or since is None or set(INDEXED) <= set(engine.world.indexed):
            return Look(ours)
        theirs = _of_product(engine, target, store, since)
        return Look("; ".join(filter(None, (ours, theirs.outstanding))), theirs.unseen)

    return look


def _not_indexed(engine: Connected, target: TargetReader) -> str:
    """Kinds of groups that have fewer search documents of ours than rows."""
    if not engine.world.indexed:
        return ""
    short = []
    with engine.world.index() as index:
        for kind in engine.world.indexed:
            rows, documents = sum(1 for _ in target.keys(kind)), index.count(kind)
            if documents < rows:
                short.append(f"{rows - documents:,} of kind {kind} have no search document")
    return "; ".join(short)


def _brought(engine: Connected, installation: str) -> dict[int, str]:
    """Since when the product must have replicated each store that runs brought groups to.

    A documented call reaches the product's index by itself, where its store was replicated in that run before: so since the run
    began. Rows written into its database are seen by its replication only: so since the run ended.
    """
    since: dict[int, str] = {}
    with engine.world.runs() as runs:
        for facts in runs.list():
            if facts.installation != installation or facts.status.startswith("Undone"):
                continue
            for change in document.read(runs.plan(facts.id)).changes:
                if change.kind in INDEXED and change.store is not None:
                    by_call = change.door in doors.DOCUMENTED
                    at = codec.instant(facts.started if by_call else facts.ended or facts.started)
                    since[change.store] = max(at, since.get(change.store, ""))
    return since


def _of_product(engine: Connected, target: TargetReader, store: int, since: str) -> Look:
    world, name = engine.world, target.stores().get(store, "")
    if world.settings.shell is None:
        return Look(unseen=_unseen(name, "the profile has no door 'shell' to ask Get-ReplicationStatus by"))
    shell = VendorShell(world.target_contract.doors[doors.SHELL], world.settings.shell.module)
    try:
        return judged(name, status_of(shell, name), since)
    except TargetRefused as reason:
        return Look(unseen=_unseen(name, reason.message.removesuffix(".")))


def judged(name: str, status: Status, since: str) -> Look:
    """What the product's replication status of a store comes to, by the rule that the run's own stage waits by."""
    if not any(status):
        return Look(unseen=_unseen(name, "Get-ReplicationStatus shows no kind of object"))
    known = {kind: at for kind, at in status.items() if at}
    late = sorted(kind for kind, at in known.items() if at < since)
    if not known:
        return Look(f"'{name}' was never replicated")
    return Look(f"{', '.join(late)} of '{name}' not since its groups came ({since})" if late else "")


def _unseen(name: str, reason: str) -> str:
    return f"Whether the product has replicated '{name}' since its groups came cannot be seen: {reason}."
