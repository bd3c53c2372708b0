"""What speaks against enabling a schedule: the old server's task, its account, replication, its targets, its groups' previews (K3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from pyupgrade.engine import membership, replicated
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.schedule_targets import Group, Named, group_of, named
from pyupgrade.modules.schedule_kinds import kind_of, split_name
from pyupgrade.modules.service_accounts import is_managed
from pyupgrade.plan.batches import batches
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import SourceReader, TargetReader, Values
from pyupgrade.plan.wording import first

UPDATES: Final = ("SmartGroup",)  # job types that change memberships
_BATCH: Final = 500
_LOOK_FIRST: Final = "See in 11.1's Admin Center that the store was replicated since, before this schedule runs."
_ACCOUNT: Final = "Enter the account and its password in the schedule in 11.1, then enable it."

Objection = tuple[str, str]  # what speaks against it, and what to do first


@dataclass(slots=True)
class Objections:
    """Objections to schedules of one look; groups that several would update are previewed once."""

    engine: Connected
    source: SourceReader
    target: TargetReader
    waived: Collection[str]
    look: Callable[[int | None], replicated.Look]
    _groups: dict[int | None, list[Group]] = field(default_factory=dict)
    _failing: dict[str, tuple[list[str], Named]] = field(default_factory=dict)

    def of(self, line: Change, now: Values) -> list[Objection]:
        """What speaks against enabling it, none for a schedule that may run; `now` is what 11.1 holds of it."""
        found = [*_old_tasks(self.source, line), *self._account(now)]
        if now.get("JobType") in UPDATES:
            if outstanding := self.look(line.store).outstanding:
                found.append(
                    (
                        f"Replication is outstanding: {outstanding}.",
                        "Replicate the store's groups, then enable this schedule.",
                    )
                )
            found += self._targets(line, now)
        return found

    def unseen(self, line: Change, now: Values) -> list[Objection]:
        """What cannot be seen of a schedule that nothing speaks against."""
        found = []
        if hidden := self._hidden(now):
            found.append((f"Whether it has its {hidden} cannot be seen.", _ACCOUNT))
        if now.get("JobType") in UPDATES and (unseen := self.look(line.store).unseen):
            found.append((unseen, _LOOK_FIRST))
        return found

    def _account(self, now: Values) -> Iterator[Objection]:
        lacks = _lacking(now)
        if lacks and not self._hidden(now):
            yield f"It has no {lacks} to run with.", _ACCOUNT

    def _hidden(self, now: Values) -> str:
        """What of its account is not there as far as can be seen, where the target's door does not show it."""
        lacks = _lacking(now)
        name = "Password" if now.get("UserName") else "UserName"
        return lacks if lacks and name in self.target.unseen("Schedule") else ""

    def _targets(self, line: Change, now: Values) -> Iterator[Objection]:
        targets = [] if now.get("IncludeAllContainers") else [str(target) for target in now.get("Targets") or ()]
        failing, met = self._previewed(line.store, targets)
        excused = {name.casefold() for name in self.waived}
        lost = {target: why for target, why in met.nothing.items() if target.casefold() not in excused}
        if lost:
            reasons = " ".join(dict.fromkeys(why for why in lost.values() if why))
            yield (
                f"Of its targets, {len(lost)} cannot be found, neither as a group nor as a container: {first(list(lost))}."
                + (f" {reasons}" if reasons else ""),
                "Correct the targets in 11.1, or name each with -Waive.",
            )
        if left := [name for name in failing if name.casefold() not in excused]:
            yield (
                f"The preview of {len(left)} of its groups failed: {first(left)}.",
                "Look at them with Test-DMUpgradeMembership; correct them, or name each with -Waive.",
            )

    def _previewed(self, store: int | None, targets: list[str]) -> tuple[list[str], Named]:
        """Names of the groups that these targets would update and whose preview failed, and what the targets name; no targets are all."""
        place = repr((store, targets))
        if place not in self._failing:
            groups = self._of_store(store)
            met = named(targets, groups, self.source.directory) if targets else Named({group.guid for group in groups})
            preview = membership.preview_of(self.engine, self.target)
            rows = membership.rows_of(self.target, self.source.directory, met.groups, None, preview)
            self._failing[place] = (sorted({row.target for row in rows if row.status == "Failed"}), met)
        return self._failing[place]

    def _of_store(self, store: int | None) -> list[Group]:
        if store not in self._groups:
            self._groups[store] = [
                group_of(key, values)
                for kind in membership.KINDS
                for keys in batches(self.target.keys(kind), _BATCH)
                for key, values in sorted(self.target.read(kind, keys).items())
                if values.get("identityStoreId") == store
            ]
        return self._groups[store]


def _lacking(now: Values) -> str:
    """What it cannot run without and does not have; a group managed account has no password to hold."""
    account = str(now.get("UserName") or "")
    if not account:
        return "account"
    return "" if now.get("Password") or is_managed(account) else f"password of {account}"


def _old_tasks(source: SourceReader, line: Change) -> Iterator[Objection]:
    """Exported tasks of the old server by which a schedule would run twice, or might: one that cannot be read is not known to be off.

    They bear the schedule's kind and name there, which another of its name may have kept it from bearing here.
    """
    kind, _, name = (line.old or line.key).partition("/")
    for record in source.records("task-schedules"):
        path = str(record["Path"])
        if record["Problem"]:
            if _may_be_of(path, kind, name):
                yield (
                    f"Whether the old server's task is off cannot be seen: {record['Problem'].removesuffix('.')}.",
                    "Export the task again (Export-ScheduledTask), or take the file away if it is another's.",
                )
        elif record["Enabled"] and _is_of(record["Kind"], str(record["Name"] or ""), kind, name):
            yield (
                f"The old server's task is still enabled ({path}).",
                "Disable the task on the old server, export it again, then enable this schedule: both would run.",
            )


def _is_of(word: str | None, called: str, kind: str, name: str) -> bool:
    """Whether a task of this name runs the schedule. One of a kind that nobody knows may be of any."""
    word, called = split_name(word, called)
    known = kind_of(word)
    return called.casefold() == name.casefold() and (known is None or known.job_type == kind)


def _may_be_of(path: str, kind: str, name: str) -> bool:
    """Tasks are called <Type>_<name>, and their exports mostly so; a file that is not may be anybody's."""
    stem = PurePosixPath(path).stem
    known = kind_of(stem.partition("_")[0])
    if known is not None and known.job_type != kind:
        return False
    return stem.casefold().endswith(name.casefold()) or "_" not in stem
