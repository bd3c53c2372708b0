"""The plan as a document: canonical JSON with two digests and one over the whole, read back only when they hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from pyupgrade.errors import PlanEdited, PlanInvalid
from pyupgrade.plan.canonical import canonical, digest
from pyupgrade.plan.items import Answer, Bulk, Change, Decision, Notice

FORMAT = "dmupgrade-plan/1"
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class Scope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which groups Upgrade-Group was asked for; containers are (DN or GUID, scope 1 or 2)."""

    store: int
    containers: tuple[tuple[str, int], ...] = ()
    identities: tuple[str, ...] = ()
    group_types: tuple[int, ...] = ()
    keep_history: bool = False


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan was made of and for. None of it may differ when it runs."""

    tool: str
    source_contract: str
    target_contract: str
    installation: str
    source_version: str
    target: str
    target_schema: str
    topology: str
    features: tuple[str, ...]
    doors: dict[str, str]
    modules: dict[str, int]
    history_since: str | None = None
    documented_only: bool = False
    enable_schedules: tuple[str, ...] = ()
    scope: Scope | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan: lines sorted in the order they run, answers without secrets, digests as hex SHA-256.

    `wanted` digests what the decisions part asks for whether or not the target has it already, so that running the same plan twice
    is no difference; `decisions` covers it with head, answers and losses; `data` covers groups and history lines.
    """

    head: Head
    answers: dict[str, Answer]
    changes: tuple[Change, ...]
    bulks: tuple[Bulk, ...]
    decisions: tuple[Decision, ...]
    notices: tuple[Notice, ...]
    wanted: str
    present: dict[str, int]
    guard: dict[str, tuple[int, int]]
    decisions_digest: str = ""
    data_digest: str = ""

    @property
    def open(self) -> list[Decision]:
        return [d for d in self.decisions if d.id not in self.answers and not d.optional]

    @property
    def losses(self) -> list[Notice]:
        return [n for n in self.notices if n.severity == "loss"]


def sealed(plan: Plan) -> Plan:
    """The plan with its two digests computed."""
    answers = {i: _outside_reference(a) for i, a in sorted(plan.answers.items())}
    parts: dict[str, Any] = {
        "head": msgspec.to_builtins(plan.head),
        "answers": answers,
        "wanted": plan.wanted,
        "losses": sorted(n.id for n in plan.losses),
    }
    groups = [c for c in plan.changes if c.is_data]
    return msgspec.structs.replace(
        plan, decisions_digest=digest(parts), data_digest=_lines_digest([*groups, *plan.bulks])
    )


def _outside_reference(answer: Answer) -> dict[str, Any]:
    """A secret's reference is a name for the admin, not a decision: it may change without the plan being another."""
    return {"text": answer.text, "file": answer.file, "secret": answer.secret}


def _lines_digest(lines: Iterable[Change | Bulk]) -> str:
    whole = hashlib.sha256()
    for line in lines:
        whole.update(canonical(msgspec.to_builtins(line)))
        whole.update(b"\n")
    return whole.hexdigest()


def text(plan: Plan) -> str:
    """The canonical text: what is saved, mailed, kept in the journal, and passed through the shell unread."""
    body = msgspec.to_builtins(plan)
    return _written({"format": FORMAT, "plan": body, "digest": digest(body)})


def _written(outer: Mapping[str, Any]) -> str:
    """The canonical form as text; of half a surrogate pair its JSON escape, since the text must pass through UTF-8."""
    whole = canonical(outer).decode("utf-8", "surrogatepass")
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", whole)


def _parsed(plan_text: str) -> Any:
    try:
        return msgspec.json.decode(plan_text)
    except msgspec.DecodeError:
        if "\\ud" not in plan_text:
            raise
        return json.loads(plan_text)  # half a surrogate pair in an escape: only the standard library reads it


def file_digest(plan_text: str) -> str:
    """The digest of the whole that a plan text carries."""
    return str(_parsed(plan_text)["digest"])


class _Line(msgspec.Struct):
    kind: str
    key: str
    values: dict[str, Any]


class _Lines(msgspec.Struct):
    changes: list[_Line]


class _Kept(msgspec.Struct):
    plan: _Lines


def values(plan_text: str) -> dict[str, dict[str, Any]]:
    """What a plan kept in the journal wants of each object, by the line's id; nothing else of it is read."""
    try:
        kept = msgspec.json.decode(plan_text, type=_Kept)
    except msgspec.DecodeError:
        kept = msgspec.convert(_parsed(plan_text), _Kept)
    return {f"{line.kind}/{line.key}": line.values for line in kept.plan.changes}


def read(plan_text: str) -> Plan:
    """The plan of a text. Raises PlanInvalid when it is not one, PlanEdited when a byte of it was changed."""
    try:
        outer: Mapping[str, Any] = _parsed(plan_text)
        if outer.get("format") != FORMAT:
            raise PlanInvalid(reason=f"its format is '{outer.get('format')}', this version reads '{FORMAT}'")
        body, claimed = outer["plan"], outer["digest"]
    except (msgspec.DecodeError, ValueError, KeyError, AttributeError) as reason:
        raise PlanInvalid(reason=str(reason)) from reason
    if digest(body) != claimed or _written(outer) != plan_text.strip():
        raise PlanEdited()
    try:
        plan = msgspec.convert(body, Plan)
    except msgspec.ValidationError as reason:
        raise PlanInvalid(reason=str(reason)) from reason
    if sealed(plan) != plan:
        raise PlanEdited()
    return plan
