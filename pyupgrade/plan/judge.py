"""Whether an approved plan may run now: against a plan made afresh from the same request."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pyupgrade.errors import (
    GroupLossNotAccepted,
    LossNotAccepted,
    PlanDecisionsChanged,
    PlanInexact,
    PlanOpen,
    PlanOtherSource,
    PlanOtherTarget,
    PlanOtherVersion,
    PlanStale,
)
from pyupgrade.plan import guard
from pyupgrade.plan.canonical import canonical
from pyupgrade.plan.carrying import DOCUMENTED_ONLY
from pyupgrade.plan.document import Head, Plan
from pyupgrade.plan.items import Bulk, Change, Notice
from pyupgrade.plan.ports import SourceReader


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the saved plan saw it; part is decisions, groups or history."""

    part: str
    difference: str
    subject: str
    saved: str | None = None
    now: str | None = None


def same_world(plan: Plan, head: Head) -> None:
    """Raises the first of: other tool or contract version, other source, other target."""
    was = plan.head
    planned = f"version {was.tool} with contracts {was.source_contract[:12]} and {was.target_contract[:12]}"
    present = f"version {head.tool} with contracts {head.source_contract[:12]} and {head.target_contract[:12]}"
    if planned != present:
        raise PlanOtherVersion(planned=planned, present=present)
    if was.installation != head.installation:
        raise PlanOtherSource(planned=was.installation, connected=head.installation)
    if (was.target, was.target_schema) != (head.target, head.target_schema):
        raise PlanOtherTarget(planned=was.target, connected=head.target)


def complete(plan: Plan, accepted: Collection[str], raised: Mapping[str, int]) -> list[str]:
    """Raises for open decisions, losses nobody accepted, a tripped guard; returns the ids of the losses accepted."""
    if plan.open:
        raise PlanOpen(target=plan.open[0].id, details=[f"{d.id}: {d.question}" for d in plan.open])
    if left := not_accepted(plan, accepted):
        refused = LossNotAccepted if plan.head.scope is None else GroupLossNotAccepted
        raise refused(
            target=left[0].id,
            ids=", ".join("'" + n.id.replace("'", "''") + "'" for n in left),
            details=[
                f"{n.id}: {n.message}" + (" (must be named, All does not cover it)" if n.must_be_named else "")
                for n in left
            ],
        )
    guard.check(plan.guard, raised)
    return [n.id for n in plan.losses]


def not_accepted(plan: Plan, accepted: Collection[str]) -> list[Notice]:
    """The plan's losses that these ids do not cover; All covers those that need not be named."""
    everything = any(a.casefold() == "all" for a in accepted)
    ids = {a.casefold() for a in accepted}
    return [n for n in plan.losses if n.id.casefold() not in ids and (n.must_be_named or not everything)]


def decisions_hold(saved: Plan, now: Plan) -> None:
    """Raises PlanDecisionsChanged with what changed."""
    if saved.decisions_digest != now.decisions_digest:
        found = [d for d in differences(saved, now) if d.part == "decisions"]
        raise PlanDecisionsChanged(
            target=found[0].subject if found else "",
            details=[f"{d.subject}: {d.difference}" for d in found]
            or ["settings that the target has already taken over are no longer what the source says"],
        )


def history_there(saved: Plan, source: SourceReader) -> None:
    """Raises PlanStale when rows that the plan counted are missing at or below its last key."""
    gone = []
    for bulk in saved.bulks:
        extent = source.extent(bulk.stream, above=bulk.first - 1, upto=bulk.last)
        there = sum(n for store, n in extent.by_store.items() if store is None or store in bulk.stores)
        if there < bulk.count:
            gone.append(f"{bulk.stream}: {bulk.count} events were planned up to key {bulk.last}, {there} are there")
    if gone:
        raise PlanStale(details=gone, target=gone[0].partition(":")[0])


def exact(found: Collection[Difference]) -> None:
    """Raises PlanInexact when anything differs."""
    if found:
        raise PlanInexact(details=[f"{d.subject}: {d.difference}" for d in found], target=next(iter(found)).subject)


def differences(saved: Plan, now: Plan) -> list[Difference]:
    """What changed between two plans, decisions first. A line that one of them was not asked for is told as that."""
    return [*_decisions(saved, now), *_lines(saved, now), *_history(saved, now)]


def _decisions(saved: Plan, now: Plan) -> Iterator[Difference]:
    for name in Head.__struct_fields__:
        was, is_ = getattr(saved.head, name), getattr(now.head, name)
        if was != is_:
            yield Difference("decisions", "differs", name, str(was), str(is_))
    for decision in sorted({d.id for d in saved.decisions} ^ {d.id for d in now.decisions}):
        asked = any(d.id == decision for d in now.decisions)
        yield Difference("decisions", "is a new question" if asked else "is no longer asked", decision)
    for key in sorted(saved.answers.keys() & now.answers.keys()):
        was_answer, is_answer = saved.answers[key], now.answers[key]
        if (was_answer.text, was_answer.file, was_answer.secret) != (is_answer.text, is_answer.file, is_answer.secret):
            yield Difference("decisions", "has another answer", key)
    for loss in sorted({n.id for n in saved.losses} ^ {n.id for n in now.losses}):
        new = any(n.id == loss for n in now.losses)
        yield Difference("decisions", "is a new loss" if new else "is no longer lost", loss)


def _lines(saved: Plan, now: Plan) -> Iterator[Difference]:
    was, is_ = ({c.id: c for c in plan.changes} for plan in (saved, now))
    for key in sorted(was.keys() | is_.keys()):
        old, new = was.get(key), is_.get(key)
        change = new or old
        part = "groups" if change is not None and change.is_data else "decisions"
        if old is None:
            wider = new is not None and _alone(now, saved, new)
            yield Difference(part, "was not asked for" if wider else "is new or changed since", key)
        elif new is None and _alone(saved, now, old):
            yield Difference(part, "is not asked for now", key)
        elif new is None:
            yield Difference("done", "is already so in the target, or gone from the source", key)
        elif canonical(old.values) != canonical(new.values):
            fields = sorted(f for f in old.values.keys() | new.values.keys() if old.values.get(f) != new.values.get(f))
            yield Difference(part, "changed in " + ", ".join(fields), key)


def _alone(one: Plan, other: Plan, line: Change | Bulk) -> bool:
    """Whether a line is of what the one plan was asked for and the other was not."""
    if line.feature in one.head.features and line.feature not in other.head.features:
        return True
    if not isinstance(line, Change) or one.head.documented_only or not other.head.documented_only:
        return False
    return line.evidence != "documented" or any(n.id == f"{DOCUMENTED_ONLY}/{line.kind}" for n in other.notices)


def _history(saved: Plan, now: Plan) -> Iterator[Difference]:
    was, is_ = ({b.stream: b for b in plan.bulks} for plan in (saved, now))
    for stream in sorted(was.keys() | is_.keys()):
        old, new = was.get(stream), is_.get(stream)
        if old is None and new is not None:
            grown = "was not asked for" if _alone(now, saved, new) else "has grown"
            yield Difference("history", grown, stream, None, str(new.count))
        elif old is not None and new is None and _alone(saved, now, old):
            yield Difference("history", "is not asked for now", stream, str(old.count))
        elif old is not None and new is not None and (old.last, old.count) != (new.last, new.count):
            grown = "has grown" if new.last >= old.last and new.count >= old.count else "is not as it was"
            yield Difference("history", grown, stream, str(old.count), str(new.count))
