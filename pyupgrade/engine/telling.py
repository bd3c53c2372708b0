"""Outcomes of a run as rows for the pipeline, and a run's journal facts as its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from pyupgrade import results
from pyupgrade.engine import views
from pyupgrade.engine.log import DetailsLog
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.judge import Difference
from pyupgrade.plan.ports import STANDS, Outcome
from pyupgrade.plan.scope import Hit
from pyupgrade.registry import INDEXED
from pyupgrade.target.run_facts import RunFacts

TROUBLE = ("Conflict", "Failed")


class RunRows:
    """Rows of one run: one a Change (or a group, when groups were asked for), one a history stream and status.

    `hits` are the groups asked for: each has its row, whether or not a line of the run is its.
    """

    def __init__(
        self,
        run: int,
        lines: Sequence[Change | Bulk],
        hits: Sequence[Hit] | None,
        by_group: bool,
        emit: Callable[..., None],
        log: DetailsLog,
    ) -> None:
        self._run, self._emit, self._log = run, emit, log
        self._lines = {line.id: line for line in lines}
        self._hits = {h.guid: h for h in hits or () if h.guid}
        self._by_group = by_group
        self._named = list(hits or ()) if by_group else []
        self._told: set[str] = set()  # GUIDs of groups whose line has its outcome
        self._with_events = any(isinstance(line, Bulk) for line in lines)  # their number is known at the end only
        self._groups: list[results.GroupResult] = []
        self._history: dict[tuple[str, str], Outcome] = {}

    def grown(self, found: Sequence[Difference]) -> None:
        """What the source has beyond the approved plan, taken along."""
        for one in found:
            kind, _, key = one.subject.rpartition("/")
            count = int(one.now or 0) - int(one.saved or 0) if one.part == "history" else 1
            feature = "History" if one.part == "history" else "Groups"
            told = f"{one.subject} {one.difference} after the plan was made; taken along."
            grown = Outcome(one.subject, "Grown", count, told)
            self._row("ItemResult", self._item(feature, "", kind or "History", key, key, None, grown))

    def outcome(self, outcome: Outcome) -> None:
        line = self._lines[outcome.line]
        if outcome.status in TROUBLE:
            level = "Error" if outcome.status == "Failed" else "Warning"
            self._log.write(level, line.module, f"{line.id}: {outcome.message}", outcome.error)
        if isinstance(line, Bulk):
            self._add_history(outcome)
            return
        if self._by_group:
            # Who names groups gets a row a group; what else they need has a row only where it went wrong.
            hit = self._hits.get(line.key)
            if hit is not None or (outcome.status in TROUBLE and line.kind in INDEXED):
                self._told.add(line.key)
                self._tell_group(_group(hit, line, outcome, self._run))
            if hit is not None or outcome.status not in TROUBLE or line.kind in INDEXED:
                return
        self._row(
            "ItemResult", self._item(line.feature, line.module, line.kind, line.key, line.name, line.store, outcome)
        )

    def end(self, events: Mapping[str, int]) -> None:
        """The rows that had to wait for the end, however it came: history streams, groups with how many of their events came along, and
        those groups asked for that no line of the run was about."""
        for row in self._groups:
            self._row("GroupResult", msgspec.structs.replace(row, history_events=events.get(row.object_guid or "", 0)))
        for hit in self._named:
            if hit.guid not in self._told:
                self._row("GroupResult", views.group(_not_reached(hit) if hit.status == "Planned" else hit, self._run))
        if self._by_group:
            return
        for (stream, _), outcome in self._history.items():
            line = self._lines[outcome.line]
            self._row("ItemResult", self._item(line.feature, line.module, "History", stream, stream, None, outcome))

    def _tell_group(self, row: results.GroupResult) -> None:
        if self._with_events:
            self._groups.append(row)
        else:
            self._row("GroupResult", row)

    def _add_history(self, outcome: Outcome) -> None:
        stream = outcome.line.partition("/")[2]
        if outcome.part:
            line, key = self._lines[outcome.line], f"{stream}/{outcome.part}"
            self._row("ItemResult", self._item(line.feature, line.module, "History", key, key, None, outcome))
            return
        so_far = self._history.get((stream, outcome.status))
        if so_far is None:
            self._history[stream, outcome.status] = outcome
        else:
            message = so_far.message or outcome.message
            self._history[stream, outcome.status] = replace(so_far, count=so_far.count + outcome.count, message=message)

    def _item(
        self, feature: str, module: str, kind: str, key: str, name: str, store: int | None, outcome: Outcome
    ) -> results.ItemResult:
        return results.ItemResult(
            run_id=self._run,
            feature=feature,
            module=module,
            kind=kind,
            key=key,
            name=name,
            store=store,
            status=outcome.status,
            count=outcome.count,
            message=outcome.message,
            error_id=outcome.error,
            recommended_action=outcome.action,
        )

    def _row(self, kind: str, row: Any) -> None:
        self._emit("row", type=kind, row=row)


def _not_reached(hit: Hit) -> Hit:
    return replace(hit, message="The run ended before this group.", action="Resume-DMUpgrade goes on with it.")


def _group(hit: Hit | None, line: Change, outcome: Outcome, run: int) -> results.GroupResult:
    known = hit or Hit(line.name, "", line.key, line.name, str(line.values.get("distinguishedName", "")), line.store)
    return views.group(
        replace(known, status=outcome.status, message=outcome.message, error=outcome.error, action=outcome.action), run
    )


def run(facts: RunFacts, target: str) -> results.Run:
    """A run as the shell shows it."""
    return results.Run(
        run_id=facts.id,
        status=facts.status,
        stage=facts.stage,
        features=[_feature(f, facts) for f in facts.features],
        plan_digest=facts.plan_digest,
        topology=facts.topology,
        source_installation=facts.installation,
        target_identity=target,
        started=facts.started,
        ended=facts.ended,
        user=facts.user,
        host=facts.host,
        process_id=facts.process,
        engine_version=facts.version,
        done=facts.count(*STANDS),
        total=facts.count(),
        conflicts=facts.count("Conflict"),
        failed=facts.count("Failed"),
        grown=facts.grown,
        accepted_losses=list(facts.accepted),
        message=facts.message,
        recommended_action=NEXT.get(facts.status, "").format(run=facts.id),
        log_path=facts.log,
    )


NEXT = {
    "Interrupted": "Resume-DMUpgrade goes on with it.",
    "Stopped": "Resume-DMUpgrade goes on with it.",
    "CompletedWithErrors": "See Get-DMUpgradeLog -Level Warning; mend the cause, then Resume-DMUpgrade -RunId {run} or a new plan.",
    "Paused": "Resume-DMUpgrade lets it go on.",
    "Undoing": "Undo-DMUpgrade goes on with it.",
    "UndoneWithErrors": "See Get-DMUpgradeLog -Level Warning for what stayed; settle it, then run: Undo-DMUpgrade -RunId {run}",
}


def _feature(feature: str, facts: RunFacts) -> results.FeatureStatus:
    states = facts.states.get(feature, {})
    troubled = states.get("Failed", 0) + states.get("Conflict", 0)
    left = states.get("Planned", 0)
    if facts.ended is None:
        status = facts.status if left else "Done"
    elif facts.status.startswith("Undone"):
        status = "Undone"
    elif troubled:
        status = "Errors"
    else:
        status = "Left" if left else "Completed"
    return results.FeatureStatus(
        feature=feature,
        status=status,
        done=states.get("Done", 0),
        present=states.get("Present", 0),
        conflicts=states.get("Conflict", 0),
        failed=states.get("Failed", 0),
        skipped=states.get("Skipped", 0),
    )
