"""Chosen groups through the vendor's own Upgrade-Group: our look before, its call, our look after, and a row a group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from pyupgrade import requests, results
from pyupgrade.engine import doors, planning, views
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import PlanInvalid, TargetRefused, ids
from pyupgrade.jobs import Job
from pyupgrade.plan import document, judge
from pyupgrade.plan.build import resolved, same
from pyupgrade.plan.calls import Call
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import TargetReader, Values
from pyupgrade.plan.scope import Hit
from pyupgrade.plan.wording import first
from pyupgrade.target.shell_parts import connection

CMDLET: Final = "Upgrade-Group"

Objects = Sequence[Mapping[str, Any]]
Run = Callable[
    [Call], Objects
]  # raises TargetRefused in the product's own words, DoorUnreachable where there is no vendor's shell


def start(
    engine: Connected, asked: requests.ThroughVendor, job: Job, run: Run | None = None
) -> list[results.GroupResult]:
    """Runs the groups of a plan with a scope; each row is an event as soon as its group is looked at again.

    Comes back with the rows of the others: declined, unknown, outside, already so. Under the target's lock, since two who change
    a group at once prove nothing to each other. Raises what keeps a plan from running, TargetBusy, DoorUnreachable.
    """
    saved = document.read(asked.plan)
    scope = saved.head.scope
    if scope is None:
        raise PlanInvalid(reason="it names no groups, and only chosen groups go through the vendor's command")
    module = "" if engine.settings.shell is None else engine.settings.shell.module
    with engine.world.lock(), engine.world.source() as source, engine.world.reader() as target:
        judge.same_world(saved, planning.head(engine, source, target, planning.request_of(saved)))
        now, hits = planning.again(engine, saved, source, target, job)
        others = sorted({c.kind for c in now.changes} - {c.kind for c in _of_groups(now.changes, hits or ())})
        if others:
            job.emit("warning", message=f"Other objects of the plan are not part of {CMDLET}: {', '.join(others)}.")
        rows = []
        for hit in upgraded(
            hits or [],
            now.changes,
            target,
            run or VendorShell(engine.world.target_contract.doors["shell"], module),
            keep_history=scope.keep_history,
            skip=frozenset(asked.skip),
            go_on=lambda: not job.cancelled.is_set(),
            echoed=doors.echoed(engine.world.doors, engine.world.target_contract),
        ):
            row = views.group(hit)
            if hit.status in ("Done", "Conflict", "Failed"):
                engine.log.write(
                    "Information", "groups", f"{CMDLET} {hit.guid}: {hit.status}. {hit.message}", hit.error
                )
                job.emit("row", type="GroupResult", row=row)
            else:
                rows.append(row)
        return rows


def upgraded(
    hits: Sequence[Hit],
    changes: Sequence[Change],
    target: TargetReader,
    run: Run,
    *,
    keep_history: bool = False,
    skip: Collection[str] = (),
    go_on: Callable[[], bool] = lambda: True,
    echoed: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Iterator[Hit]:
    """Each hit with what became of it, in order.

    A call a group, so that a refusal is that group's alone. Where `go_on` says no, the rest is Skipped. `echoed` are fields by kind in
    which a look shows nothing of the product, so that none of them is said to have changed.
    """
    lines = {c.key: c for c in _of_groups(changes, hits)}
    looks, vendor = _Looks(target, echoed), _Vendor(run)
    for hit in hits:
        line = lines.get(hit.guid or "")
        if hit.status != "Planned" or line is None:
            yield hit
        elif hit.guid in skip:
            yield replace(hit, status="Skipped", message="Declined.")
        elif not go_on():
            yield replace(hit, status="Skipped", message="Stopped before this group.")
        else:
            yield _one(hit, [line, *_children(hit, lines)], looks, vendor, keep_history)


class _Looks:
    """What the target shows of groups, and how that differs from what the plan wants."""

    def __init__(self, target: TargetReader, echoed: Mapping[str, Collection[str]]) -> None:
        self._target, self._echoed = target, echoed

    def changed(self, kind: str, before: Values, after: Values) -> list[str]:
        """Fields that the product shows otherwise than before; what it does not show may be remembered and tells nothing."""
        silent = {*self._echoed.get(kind, ()), *self._target.unseen(kind)}
        return sorted(name for name in {*before, *after} - silent if before.get(name) != after.get(name))

    def at(self, lines: Sequence[Change]) -> dict[str, Values]:
        keys: dict[str, list[str]] = {}
        for line in lines:
            keys.setdefault(line.kind, []).append(line.key)
        return {key: values for kind, named in keys.items() for key, values in self._target.read(kind, named).items()}

    def differing(self, line: Change, found: Values) -> list[str]:
        wanted = resolved(line.values, self._target)
        seen = wanted.keys() - self._target.unseen(line.kind)
        return sorted(name for name in seen if not same({name: wanted[name]}, found))

    def store(self, number: int) -> int:
        """The product's own id of a store, which need not be the old one."""
        return self._target.given("IdentityStore", str(number)) or number


class _Vendor:
    """The vendor's command, in a shell that is connected to the group's store: it works on no other without a token."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._connected: int | None = None

    def __call__(self, guid: str, store: int, keep_history: bool) -> None:
        if store != self._connected:
            self._connected = None
            self._run(connection(store))
            self._connected = store
        history = {"KeepUserHistory": True} if keep_history else {}
        self._run(Call(CMDLET, {"Identity": [guid], "IdentityStoreId": store, **history}))


def _one(hit: Hit, lines: Sequence[Change], looks: _Looks, vendor: _Vendor, keep_history: bool) -> Hit:
    own, *children = lines
    assert hit.store is not None, "a group that is planned belongs to a store"
    before = looks.at(lines)
    try:
        vendor(own.key, looks.store(hit.store), keep_history)
    except TargetRefused as refused:
        return replace(
            hit, status="Failed", message=refused.message, error=refused.code, action=refused.recommended_action
        )
    after = looks.at(lines)
    if own.key not in after:
        return replace(
            hit,
            status="Failed",
            message=f"{CMDLET} ended without an error, but the group has no product data.",
            error=ids.GROUP_VENDOR_ABSENT,
            action="See the product's own log, or upgrade the group without -Through Vendor.",
        )
    changed = looks.changed(own.kind, before.get(own.key, {}), after[own.key])
    message = f"Changed: {', '.join(changed)}." if changed else "No change is to be seen."
    if children:
        come = sum(1 for child in children if child.key in after)
        message += f" {come} of {len(children)} children have product data."
    wrong = looks.differing(own, after[own.key])
    amiss = [c.name for c in children if c.key not in after or looks.differing(c, after[c.key])]
    if not wrong and not amiss:
        return replace(hit, status="Done", message=message)
    if wrong:
        message += f" Not as the plan has it: {', '.join(wrong)}."
    if amiss:
        message += f" Children not as the plan has them: {first(sorted(amiss))}."
    action = "Compare it with the old group; without -Through Vendor the group is brought to the values of the plan."
    return replace(hit, status="Conflict", message=message, error=ids.GROUP_VENDOR_DIFFERS, action=action)


def _of_groups(changes: Sequence[Change], hits: Sequence[Hit]) -> Iterator[Change]:
    """The lines of chosen groups and of what hangs below them."""
    kinds = {c.kind for c in changes if c.key in {h.guid for h in hits}}
    return (c for c in changes if c.kind in kinds)


def _children(hit: Hit, lines: Mapping[str, Change]) -> list[Change]:
    """The lines of a Dynasty's children, level by level: its parent carries them, they have no row of their own."""
    below: dict[str, list[Change]] = {}
    for line in lines.values():
        if parent := line.values.get("ParentGroup"):
            below.setdefault(parent, []).append(line)
    found, waiting = [], [hit.guid or ""]
    while waiting:
        for child in below.get(waiting.pop(), ()):
            found.append(child)
            waiting.append(child.key)
    return found
