"""From modules and two readers to a plan: wanted objects are held against the target, what is already so is only counted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pyupgrade.plan import document, emptied, guard, marks
from pyupgrade.plan.batches import batches
from pyupgrade.plan.canonical import canonical
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.carrying import Carrying, Told
from pyupgrade.plan.intervals import remaining
from pyupgrade.plan.items import Answers, Bulk, Change, Decision, Line, Module, Notice
from pyupgrade.plan.named import meant
from pyupgrade.plan.once import Once
from pyupgrade.plan.ports import SourceReader, TargetReader, Values
from pyupgrade.plan.unsayable import Unsayable

_NOTHING_TOLD = Told()
LOOKUP = 500  # objects held against the target at once


def in_order(modules: Iterable[Module]) -> list[Module]:
    """Modules such that each stands after those it names; the given order otherwise. Raises ValueError on a circle."""
    left: list[Module] = list(modules)
    placed: list[Module] = []
    names = {m.name for m in left}
    while left:
        ready = next((m for m in left if not (set(m.after) & names) - {p.name for p in placed}), None)
        if ready is None:
            raise ValueError("modules wait for each other: " + ", ".join(m.name for m in left))
        left.remove(ready)
        placed.append(ready)
    return placed


def build(
    modules: Sequence[Module],
    source: SourceReader,
    target: TargetReader,
    answers: Answers,
    head: document.Head,
    carries: Mapping[str, Carry],
    limits: Mapping[str, int],
    progress: Callable[[str, int], None] = lambda title, lines: None,
    groups: Sequence[str] = (),
    told: Told = _NOTHING_TOLD,
) -> document.Plan:
    """The plan of `modules`. `groups` limits history to events of these GUIDs; `carries` says what goes through each kind's door.

    Writes nothing; the same source, target, answers and head give the same plan, byte for byte.
    """
    changes: dict[str, Change] = {}
    bulks: list[Bulk] = []
    decisions: dict[str, Decision] = {}
    notices: dict[str, Notice] = {}
    present: dict[str, set[str]] = {}
    wanted = _Wanted()
    updates = guard.Tally(target, limits)
    once = Once(told)
    carrying = Carrying(carries, told, head.documented_only)
    unsayable = Unsayable(target, told, head.doors)
    gone = emptied.Emptied(target, head, carries, told)
    useless = _Useless(frozenset(head.features) | target.completed(head.installation))
    stayed: set[str] = set()

    for module in in_order(modules):
        seen = 0
        for lines in batches(_awake(module, module.plan(source, target, answers), head.enable_schedules), LOOKUP):
            seen += len(lines)
            progress(module.title, seen)
            lines = carrying.cut(useless.without(lines))
            asked = list(once.of(lines))
            for change in _held_against(target, asked, answers, wanted, present, head.installation, gone):
                if change.id in stayed or unsayable.stays(change, _given(change, answers, target)):
                    stayed.add(change.id)
                    continue
                carry = carries[change.kind]
                undo = change.undo and target.joins(change.kind)
                placed = msgspec.structs.replace(change, door=carry.door, evidence=carry.evidence, undo=undo)
                changes[placed.id] = placed
            for line in lines:
                if isinstance(line, Bulk):
                    if head.scope is not None and not groups:
                        continue  # no group was found: without this, no limit would mean all events
                    asked_for = msgspec.structs.replace(line, since=head.history_since, groups=tuple(groups))
                    ledger = target.ledger(head.installation, line.stream)
                    if (left := remaining(asked_for, ledger, source)) is not None:
                        bulks.append(left)
                elif isinstance(line, Decision):
                    decisions.setdefault(line.id, line)
                elif isinstance(line, Notice):
                    notices[line.id] = line
    for change in changes.values():
        updates.add(change)
    told_of = (carrying, unsayable, useless, once, gone)
    notices |= {notice.id: notice for one in told_of for notice in one.notices()}
    for needless in carrying.needless():
        decisions.pop(needless, None)
    return document.sealed(
        document.Plan(
            head=head,
            answers={i: a for i, a in answers.items() if i in decisions},
            changes=tuple(changes.values()),
            bulks=tuple(bulks),
            decisions=tuple(sorted(decisions.values(), key=lambda d: (d.page, d.id))),
            notices=tuple(sorted(notices.values(), key=lambda n: (("loss", "change", "todo").index(n.severity), n.id))),
            wanted=wanted.digest(),
            present={kind: len(keys) for kind, keys in sorted(present.items()) if keys},
            guard=updates.tripped(),
        )
    )


class _Wanted:
    """Digest of the decisions part of what is wanted, independent of what the target has already."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str]] = []

    def add(self, change: Change) -> None:
        if not change.is_data:
            self._lines.append((change.id, hashlib.sha256(canonical(change.values)).hexdigest()))

    def digest(self) -> str:
        return hashlib.sha256(canonical(sorted(self._lines))).hexdigest()


def _awake(module: Module, lines: Iterator[Line], enabled: Sequence[str]) -> Iterator[Line]:
    """Schedules that -EnableSchedules names arrive as they were on the old server; every other one disabled (mission K1).

    Which a name means is known only when all are: they are few.
    """
    if not enabled or "Schedule" not in module.writes:
        yield from lines
        return
    every = list(lines)
    changes = [line for line in every if isinstance(line, Change) and line.kind == "Schedule"]
    awake = {changes[at].id for name in enabled for at in meant(name, [(c.name, c.key) for c in changes])}
    for line in every:
        if isinstance(line, Change) and line.kind == "Schedule" and line.id in awake:
            yield msgspec.structs.replace(line, values={**line.values, **line.later}, later={})
        else:
            yield line


def unmatched(plan: document.Plan) -> list[str]:
    """Names given to -EnableSchedules that no schedule of the plan bears; those already in the target count as there."""
    names = [(c.name, c.key) for c in plan.changes if c.kind == "Schedule"]
    return [] if plan.present.get("Schedule") else [e for e in plan.head.enable_schedules if not meant(e, names)]


class _Useless:
    """Lines that need a feature which is neither chosen nor upgraded: they stay behind, told by the feature they need."""

    def __init__(self, there: frozenset[str]) -> None:
        self._there = there
        self._left: dict[str, list[Change]] = {}

    def without(self, lines: list[Line]) -> list[Line]:
        return [line for line in lines if not isinstance(line, Change) or self._is_of_use(line)]

    def _is_of_use(self, line: Change) -> bool:
        lacking = [feature for feature in line.needs if feature not in self._there]
        if lacking:
            self._left.setdefault(lacking[0], []).append(line)
        return not lacking

    def notices(self) -> Iterator[Notice]:
        for feature, lines in sorted(self._left.items()):
            names = sorted({line.name for line in lines})
            yield Notice(
                module=lines[0].module,
                feature=lines[0].feature,
                id=f"needs/{feature}",
                severity="loss",
                subject=f"What needs {feature}",
                message=f"{len(lines):,} stay behind: they need {feature}, which is neither chosen nor upgraded.",
                action=f"Choose {feature} as well, or bring it first and plan again.",
                names=tuple(names),
                count=len(lines),
            )


def _held_against(
    target: TargetReader,
    said: Sequence[Change],
    answers: Answers,
    wanted: _Wanted,
    present: dict[str, set[str]],
    installation: str,
    gone: emptied.Emptied,
) -> Iterator[Change]:
    """Those that differ from the target, with what stands there as `before`. A secret left open is nothing to bring."""
    asked = [emptied.without(line) for line in said]
    by_kind: dict[str, list[str]] = {}
    for change in asked:
        by_kind.setdefault(change.kind, []).append(change.key)
    for change in asked:
        target.expect(change.kind, {change.key: change.values})
    found = {kind: target.read(kind, keys) for kind, keys in by_kind.items()}
    for change, empty in zip(asked, gone.fields(said, found), strict=True):
        wanted.add(change)
        before = found[change.kind].get(change.key)
        more = {**dict.fromkeys(empty), **_cut_over(change, before, target, installation)}
        if more:
            change = msgspec.structs.replace(change, values={**change.values, **more})
        if before is not None and same(resolved(_answered(change, answers), target), before):
            present.setdefault(change.kind, set()).add(change.key)
        else:
            present.setdefault(change.kind, set()).discard(change.key)
            yield msgspec.structs.replace(change, before=before, action="create" if before is None else "update")


def _cut_over(change: Change, before: Values | None, target: TargetReader, installation: str) -> Values:
    """What stands there since its cut-over, by a run of ours or by hand: another difference is no reason to take that back."""
    there = {n: before[n] for n in change.later if before is not None and n in before}
    if not there or all(change.values.get(n) == value for n, value in there.items()):
        return {}
    ours = target.wrote(installation, change.kind, [change.key]).get(change.key, {})
    return {n: value for n, value in there.items() if value in (change.later[n], ours.get(n))}


def _answered(change: Change, answers: Answers) -> dict[str, Any]:
    """The values without secrets that nobody has answered."""
    return {n: v for n, v in change.values.items() if not (asked := marks.question_of(v)) or asked in answers}


def _given(change: Change, answers: Answers, target: TargetReader) -> dict[str, Any]:
    """What would be written: all that is wanted of a new object, else what is answered, references as the ids there are."""
    return change.values if change.before is None else resolved(_answered(change, answers), target)


def resolved(values: Mapping[str, Any], target: TargetReader) -> dict[str, Any]:
    """Values with references replaced by the ids the target gave, where it has given them already."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        kind, _, key = marks.reference_of(value).partition("/")
        given = target.given(kind, key) if kind else None
        out[name] = value if given is None else given
    return out


def same(values: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a target's object is as wanted: fields we do not name are its own; a secret counts as set or unset."""
    for name, value in values.items():
        there = found.get(name)
        if there == value or marks.content_of(value):  # what a file holds is told by its SHA-256
            continue
        if there is None or not marks.secret_of(value):
            return False
    return True
