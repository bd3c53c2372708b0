"""A plan's questions as a commented TOML file to fill in before the maintenance window."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import msgspec

from pyupgrade.engine.interview import title
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Decision

WIDTH = 120
_HEAD = """\
# Answers to the questions of an upgrade. Fill in what stands open, then: Get-DMUpgradePlan -AnswerPath <this file>.
# A secret is only named here, as "secret:NAME": its value comes from SecretManagement, from the environment variable
# DMUPGRADE_SECRET_NAME, or from the profile's secrets file. A file is meant from this file's folder.
# A line that is commented out is optional: without it the proposal holds.

[answers]
"""


def render(plan: Plan) -> str:
    """The file: a heading for each page of the wizard, each question with reason, kind, choices and proposal above its answer."""
    lines = [_HEAD]
    page = -1
    for decision in plan.decisions:
        if decision.page != page:
            page = decision.page
            lines.append(f"\n# == {title(page)}\n")
        lines += _question(plan, decision)
    if not plan.decisions:
        lines.append("# This plan asks nothing.\n")
    return "".join(lines)


def _question(plan: Plan, decision: Decision) -> Iterator[str]:
    yield "\n"
    yield from _comment(decision.question)
    yield from _comment(decision.reason)
    yield from _comment(f"Kind: {decision.kind}{', optional' if decision.optional else ''}.")
    if decision.choices:
        yield from _comment(f"Choices: {'; '.join(decision.choices)}.")
    if decision.proposal is not None:
        yield from _comment(f"Proposal: {decision.proposal}")
    value, given = _value(plan, decision)
    answer = plan.answers.get(decision.id)
    if answer is not None and answer.file:
        yield from _comment(f"Answered with a file of SHA-256 {answer.file}; the plan does not hold its path.")
    mark = "" if given or not decision.optional else "# "
    yield f"{mark}{_quoted(decision.id)} = {_quoted(value)}\n"


def _value(plan: Plan, decision: Decision) -> tuple[str, bool]:
    """What stands in the line, and whether it is an answer that was given already; a file's path is not in the plan."""
    answer = plan.answers.get(decision.id)
    if answer is not None and answer.text is not None:
        return answer.text, True
    if answer is not None and answer.reference:
        return answer.reference, True
    if decision.kind == "secret":
        return "secret:" + re.sub(r"[^a-z0-9]+", "-", decision.id.casefold()).strip("-"), False
    return decision.proposal or "", False


def _comment(text: str) -> Iterator[str]:
    for line in textwrap.wrap(" ".join(text.split()), WIDTH - 2, break_long_words=False, break_on_hyphens=False):
        yield f"# {line}\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are."""
    return msgspec.json.encode(text).decode("utf-8", "replace")
