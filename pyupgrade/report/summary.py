"""One run as one frozen structure: from its facts, its plan and its checks to what every form of the report shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from pyupgrade.plan.document import Plan
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Notice
from pyupgrade.plan.show import OldId
from pyupgrade.report import steps_next
from pyupgrade.report.facts import (
    DoorFacts,
    FeatureFacts,
    LineFacts,
    RangeFacts,
    RunFacts,
    SourceFacts,
    StoreFacts,
    TargetFacts,
)
from pyupgrade.report.streams import StreamRow, streams
from pyupgrade.report.timeline import Span, spans

FORMAT = "dmupgrade-report/1"
BAD = ("Conflict", "Failed")
TAKEN_BACK = {
    "Undoing": "The run is being taken back, which is not finished",
    "Undone": "The run was taken back",
    "UndoneWithErrors": "The run was taken back, but not wholly",
}


class KindRow(msgspec.Struct, frozen=True, kw_only=True):
    """Objects of one kind: wanted from the old installation, of these there before the run and written by it, in the
    target now."""

    kind: str
    title: str
    before: int
    present: int
    written: int
    after: int


class StoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """A store and what of it came over; `groups_after` is None where nobody counted."""

    store: StoreFacts
    groups_after: int | None


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A line that ended in Conflict or Failed."""

    line: str
    kind: str
    name: str
    feature: str
    state: str
    message: str
    error: str


class NoticeRow(msgspec.Struct, frozen=True, kw_only=True):
    notice: Notice
    accepted: bool


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do after the run, with the names it concerns."""

    title: str
    what: str
    names: tuple[str, ...] = ()
    count: int = 0


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report says. `verdict` is good, attention or bad; instants are aware; `written` is when the report
    was made."""

    format: str
    written: datetime
    verdict: str
    headline: str
    run: RunFacts
    source: SourceFacts
    target: TargetFacts
    decisions_digest: str
    data_digest: str
    tool_version: str
    history_since: str | None
    kinds: list[KindRow]
    streams: list[StreamRow]
    stores: list[StoreRow]
    notices: list[NoticeRow]
    troubles: list[Trouble]
    timeline: list[Span]
    checks: list[Finding]
    doors: list[DoorFacts]
    caveats: list[str]
    next_steps: list[NextStep]
    ids: list[OldId]

    @property
    def features(self) -> list[FeatureFacts]:
        return self.run.features

    @property
    def worked(self) -> float:
        """Seconds of work, silences left out."""
        return sum(span.seconds for span in self.timeline)

    def count(self, status: str) -> int:
        return sum(1 for check in self.checks if check.status == status)


def gather(
    *,
    run: RunFacts,
    plan: Plan,
    lines: Sequence[LineFacts],
    ranges: Sequence[RangeFacts],
    source: SourceFacts,
    target: TargetFacts,
    checks: Sequence[Finding],
    titles: Mapping[str, str],
    written: datetime,
    groups_by_store: Mapping[int, int] | None = None,
    ids: Sequence[OldId] = (),
) -> Summary:
    """The summary of a run. `ranges` are those of the whole ledger, `titles` the kinds' titles by the contract."""
    troubles = _troubles(plan, lines)
    notices = [NoticeRow(notice=n, accepted=n.id in run.accepted_losses) for n in plan.notices]
    verdict, headline = _verdict(run, troubles, checks)
    return Summary(
        format=FORMAT,
        written=written,
        verdict=verdict,
        headline=headline,
        run=run,
        source=source,
        target=target,
        decisions_digest=plan.decisions_digest,
        data_digest=plan.data_digest,
        tool_version=plan.head.tool,
        history_since=plan.head.history_since,
        kinds=_kinds(plan, lines, target, titles),
        streams=streams(plan, ranges, source, target),
        stores=[
            StoreRow(store=s, groups_after=None if groups_by_store is None else groups_by_store.get(s.id, 0))
            for s in source.stores
        ],
        notices=notices,
        troubles=troubles,
        timeline=spans(run, plan, lines, ranges),
        checks=list(checks),
        doors=[d for d in target.doors if d.kind in {c.kind for c in plan.changes} or d.kind in plan.present],
        caveats=_caveats(target),
        next_steps=[
            NextStep(title=title, what=what, names=names, count=count)
            for title, what, names, count in steps_next.steps(run, plan, len(troubles), checks)
        ],
        ids=list(ids),
    )


def _verdict(run: RunFacts, troubles: Sequence[Trouble], checks: Sequence[Finding]) -> tuple[str, str]:
    failed = sum(1 for c in checks if c.status == "Failed")
    if run.status in TAKEN_BACK:
        return "attention", TAKEN_BACK[run.status]
    if run.ended is None or not run.status.startswith("Completed"):
        return ("attention" if run.status == "Stopped" else "bad"), f"The run is not complete: {run.status.lower()}"
    if failed:
        return "bad", f"Verification found {failed} {'difference' if failed == 1 else 'differences'}"
    if troubles:
        return "attention", f"Complete, with {len(troubles)} {'line' if len(troubles) == 1 else 'lines'} to look at"
    if not checks:
        return "attention", "Complete, not yet verified"
    if any(c.status == "Warning" for c in checks):
        return "attention", "Complete and verified, with warnings"
    return "good", "Complete and verified"


def _kinds(plan: Plan, lines: Sequence[LineFacts], target: TargetFacts, titles: Mapping[str, str]) -> list[KindRow]:
    wanted = dict(plan.present)
    for change in plan.changes:
        wanted[change.kind] = wanted.get(change.kind, 0) + 1
    written: dict[str, int] = {}
    planned = {change.id for change in plan.changes}
    for line in lines:
        if line.state == "Done" and line.line in planned:
            kind = line.line.partition("/")[0]
            written[kind] = written.get(kind, 0) + 1
    known = [k for k in titles if k in wanted] + sorted(wanted.keys() - titles.keys())
    return [
        KindRow(
            kind=kind,
            title=titles.get(kind, kind),
            before=wanted[kind],
            present=plan.present.get(kind, 0),
            written=written.get(kind, 0),
            after=target.objects.get(kind, 0),
        )
        for kind in known
    ]


def _troubles(plan: Plan, lines: Sequence[LineFacts]) -> list[Trouble]:
    planned = {change.id: change for change in plan.changes}
    found: list[Trouble] = []
    for line in lines:
        if line.state in BAD:
            change = planned.get(line.line.removeprefix("Document/"))
            kind, _, key = line.line.partition("/")
            found.append(
                Trouble(
                    line=line.line,
                    kind=change.kind if change and kind != "Document" else "Search document" if change else kind,
                    name=change.name if change else key,
                    feature=change.feature if change else "History" if kind == "History" else "",
                    state=line.state,
                    message=line.message,
                    error=line.error,
                )
            )
    return sorted(found, key=lambda t: (BAD.index(t.state), t.line))


def _caveats(target: TargetFacts) -> list[str]:
    told = [
        "This release has been tried on SQLite only: it has never run on SQL Server, nor against a product installed "
        "by the vendor.",
    ]
    if any(door.evidence == "assumed" for door in target.doors):
        told.append(
            "The vendor publishes no database schema. Tables marked assumed are our belief, held against the real "
            "database by Get-DMUpgradeTarget -Drift; a site overlay corrects names without touching code."
        )
    if target.kind.casefold() == "embedded":
        told.append(
            "The target of this run is the embedded one: a SQLite file with the objects of Directory Manager 11.1, "
            "made to try and rehearse an upgrade. It is not an installed product."
        )
    return told
