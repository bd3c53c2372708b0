"""From the plan and its parts to the rows the shell shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyupgrade import results
from pyupgrade.plan import document, marks
from pyupgrade.plan.items import Bulk, Change, Decision, Notice
from pyupgrade.plan.scope import Hit

SHOWN = 200  # characters of one value; the plan's text holds it whole


def plan(made: document.Plan, groups: Sequence[Hit] | None = None) -> results.Plan:
    text = document.text(made)
    items = [*map(_change, made.changes), *map(_bulk, made.bulks)]
    counts: dict[str, int] = {}
    for item in items:
        name = item.kind if item.action != "Convert" else f"History/{item.key}"
        counts[name] = counts.get(name, 0) + (item.count if item.action == "Convert" else 1)
    return results.Plan(
        digest=document.file_digest(text),
        decisions_digest=made.decisions_digest,
        data_digest=made.data_digest,
        features=list(made.head.features),
        topology=made.head.topology,
        source_installation=made.head.installation,
        source_version=made.head.source_version,
        target_identity=made.head.target,
        tool_version=made.head.tool,
        counts=counts,
        items=items,
        decisions=[_decision(d, made) for d in made.decisions],
        notices=[_notice(n) for n in made.notices],
        text=text,
        groups=None if groups is None else [group(h) for h in groups],
    )


def _change(change: Change) -> results.PlanItem:
    before = change.before or {}
    return results.PlanItem(
        id=change.id,
        feature=change.feature,
        module=change.module,
        action=change.action.capitalize(),
        kind=change.kind,
        key=change.key,
        name=change.name,
        store=change.store,
        count=1,
        door=change.door,
        evidence=change.evidence,
        undo=change.undo,
        changes=[
            results.FieldChange(field=name, before=_shown(before.get(name)), after=_shown(value))
            for name, value in change.values.items()
            if before.get(name) != value
        ],
    )


def _bulk(bulk: Bulk) -> results.PlanItem:
    return results.PlanItem(
        id=bulk.id,
        feature=bulk.feature,
        module=bulk.module,
        action="Convert",
        kind="History",
        key=bulk.stream,
        name=f"{bulk.stream}, source keys {bulk.first} to {bulk.last}",
        store=None,
        count=bulk.count,
        door="tables",
        evidence="assumed",
        undo=True,
        changes=[],
    )


def _shown(value: Any) -> str | None:
    return None if value is None else marks.shown(value, SHOWN)


def _decision(decision: Decision, made: document.Plan) -> results.Decision:
    answer = made.answers.get(decision.id)
    return results.Decision(
        id=decision.id,
        feature=decision.feature,
        kind=decision.kind,
        question=decision.question,
        reason=decision.reason,
        choices=list(decision.choices),
        proposal=decision.proposal,
        optional=decision.optional,
        answered=answer is not None,
        answer=None if answer is None else answer.shown,
    )


def _notice(notice: Notice) -> results.Notice:
    return results.Notice(
        id=notice.id,
        severity=notice.severity.capitalize(),
        feature=notice.feature,
        subject=notice.subject,
        message=notice.message,
        recommended_action=notice.action,
        count=notice.count,
        names=list(notice.names),
        must_be_named=notice.must_be_named,
    )


def group(hit: Hit, run: int | None = None, events: int = 0) -> results.GroupResult:
    return results.GroupResult(
        run_id=run,
        identity=hit.identity,
        name=hit.name,
        object_guid=hit.guid,
        distinguished_name=hit.dn,
        identity_store_id=hit.store,
        group_type=hit.group_type,
        status=hit.status,
        history_events=events,
        message=hit.message,
        error_id=hit.error,
        recommended_action=hit.action,
    )
