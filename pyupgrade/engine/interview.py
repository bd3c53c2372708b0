"""The wizard's pages in its order: questions asked one after the other, wrong answers told and asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pyupgrade.engine.answers import NONE, REFERENCE
from pyupgrade.errors import AnswerError, AnswerMissing, FileError
from pyupgrade.jobs import Job, Refused
from pyupgrade.plan import judge
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Answer, Decision
from pyupgrade.plan.show import ESTIMATE, Stage
from pyupgrade.registry import FEATURES

STEPS: Final = 17
# What the vendor's wizard shows at each step (upgrade.md); steps between are its Next buttons. 5 is ours: the wizard opens what it sealed.
PAGES: Final[Mapping[int, str]] = {
    1: "Welcome",
    3: "Source version",
    4: "What to upgrade",
    5: "Service accounts",
    6: "Microsoft Entra ID stores",
    8: "Office 365 messaging of identity stores",
    9: "Synchronize jobs: their stores and data sources",
    10: "Office 365 messaging of Synchronize jobs",
    12: "Reports",
    13: "Schedules",
    14: "Summary",
    15: "Upgrade",
    16: "Status of the features",
    17: "Details",
}
TRIES: Final = 3  # a shell that answers nothing, or the same wrong thing, is not asked for ever
EVERYTHING: Final = "Everything"
CUSTOM: Final = "Custom"
ONE_BY_ONE: Final = "Ask for each"
ALL_OF_THEM: Final = "Accept all of them"
YES: Final = "Yes"
NO: Final = "No"


def title(page: int) -> str:
    """The heading of a page: its step and the vendor's title, or that of the last page before it."""
    known = max((step for step in PAGES if step <= page), default=1)
    return f"Step {page or known} of {STEPS}: {PAGES[known]}"


def show(job: Job, page: int, text: str) -> None:
    """A page that asks nothing."""
    job.emit("page", caption=title(page), text=text)


def features(job: Job, version: str, installation: str) -> list[str]:
    """Steps 1 to 4: what is upgraded, from where. Raises AnswerMissing when the shell ends it."""
    show(job, 1, f"GroupID {version}, installation {installation}. Nothing is changed before step 15.")
    _choice(
        job,
        3,
        "Upgrade from this version?",
        "It was detected from the source.",
        [f"GroupID {version}"],
        "source-version",
    )
    what = _choice(
        job,
        4,
        "What is to be upgraded?",
        f"Custom asks for each of: {', '.join(FEATURES)}.",
        [EVERYTHING, CUSTOM],
        "features",
    )
    if what == EVERYTHING:
        return [EVERYTHING]
    chosen: list[str] = [f for f in FEATURES if _choice(job, 4, f"Upgrade {f}?", "", [YES, NO], f"feature/{f}") == YES]
    if not chosen:
        raise AnswerMissing(question="features", reason="no feature was chosen")
    return chosen


def _choice(job: Job, page: int, question: str, reason: str, choices: Sequence[str], name: str) -> str:
    return str(_ask(job, "choice", page, f"{question}\n{reason}".strip(), choices, choices[0], name))


def _ask(job: Job, kind: str, page: int, text: str, choices: Sequence[str], proposal: str | None, name: str) -> Any:
    try:
        return job.ask(
            kind,
            caption=title(page),
            text=text,
            choices=[{"label": c, "help": ""} for c in choices],
            proposal=proposal,
            name=name,
        )
    except Refused as reason:
        raise AnswerMissing(question=name, reason=str(reason).removesuffix(".")) from reason


def answers(
    open_: Sequence[Decision], job: Job, judge: Callable[[Decision, Any, str | None], Answer]
) -> dict[str, Answer]:
    """Answers to these questions in their order; an optional one may be passed over.

    `judge` makes an answer of what was given (the value of a secret apart). Raises AnswerMissing, or its error after some tries.
    """
    found: dict[str, Answer] = {}
    for decision in open_:
        answer = _answer(decision, job, judge)
        if answer is not None:
            found[decision.id] = answer
    return found


def _answer(decision: Decision, job: Job, judge: Callable[[Decision, Any, str | None], Answer]) -> Answer | None:
    for tries in range(1, TRIES + 1):
        text = f"{decision.question}\n{decision.reason}\n[{decision.id}]"
        value = _ask(job, decision.kind, decision.page, text, decision.choices, decision.proposal, decision.id)
        if value in (None, "") or (decision.kind == "secret" and value == NONE):
            if decision.optional:
                return None
            told = "An answer is needed here."
        elif decision.optional and value == decision.proposal:
            return None  # left as proposed is left open: the plan is the same
        else:
            try:
                named = decision.kind != "secret" or str(value).startswith(REFERENCE)
                return judge(decision, value if named else {"secret": True}, None if named else str(value))
            except (AnswerError, FileError) as error:
                if tries == TRIES:
                    raise
                told = f"{error.message} {error.recommended_action}"
        job.emit("warning", message=told)
    raise AnswerMissing(question=decision.id, reason=f"nothing was typed in {TRIES} tries")


def summary(job: Job, plan: Plan, stages: Sequence[Stage]) -> None:
    """Step 14: what the plan brings, how long it may take, what it loses."""
    kinds: dict[str, int] = {}
    for change in plan.changes:
        kinds[change.kind] = kinds.get(change.kind, 0) + 1
    lines = [f"Features: {', '.join(plan.head.features)}", *(f"  {kind}: {count:,}" for kind, count in kinds.items())]
    lines += [f"  History, {bulk.stream}: {bulk.count:,} events" for bulk in plan.bulks]
    lines += [f"Stage {s.name}, {s.lines:,} objects and {s.events:,} events: {s.takes} ({s.basis})" for s in stages]
    lines += [ESTIMATE] if stages else []
    lines += [f"Lost: {notice.message}" for notice in plan.losses]
    show(job, 14, "\n".join(lines))


def losses(job: Job, plan: Plan, accepted: Sequence[str]) -> list[str]:
    """Losses accepted at step 14, beside those `accepted` before; what is not accepted ends the run before it begins."""
    ids = list(accepted)
    left = judge.not_accepted(plan, ids)
    if left:
        told = "\n".join(f"  {notice.id}: {notice.message}" for notice in left)
        how = _choice(
            job, 14, f"{len(left)} losses are not accepted:\n{told}", "", [ONE_BY_ONE, ALL_OF_THEM, NO], "losses"
        )
        if how == ALL_OF_THEM:
            ids += [notice.id for notice in left]
        elif how == ONE_BY_ONE:
            for notice in left:
                said = _choice(job, 14, f"Accept this loss?\n{notice.message}", notice.action, [NO, YES], notice.id)
                if said == NO:
                    break
                ids.append(notice.id)
    return ids


def begins(job: Job, plan: Plan) -> None:
    """Step 15: the run begins."""
    events = sum(bulk.count for bulk in plan.bulks)
    show(
        job,
        15,
        f"{len(plan.changes):,} objects and {events:,} events. Stop-DMUpgrade in another shell ends it between two commits.",
    )


def ended(job: Job, status: str, features_: Sequence[Any], log: str) -> None:
    """Steps 16 and 17: how each feature ended, and where the details stand."""
    lines = [
        f"  {f.feature}: {f.status} ({f.done:,} done, {f.present:,} present, {f.failed:,} failed)" for f in features_
    ]
    show(job, 16, "\n".join([f"The run is {status}.", *lines]))
    show(job, 17, f"The details log is {log}; Get-DMUpgradeLog reads it.")
