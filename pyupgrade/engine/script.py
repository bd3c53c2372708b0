"""A plan's lines of the door `shell` as a script for a change board: the same calls that run live, with ids and secrets to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.engine.answers import NONE
from pyupgrade.errors import TargetRefused
from pyupgrade.plan import document, marks
from pyupgrade.plan.calls import Turn
from pyupgrade.plan.doors import Known
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import TargetReader, Values
from pyupgrade.report import script
from pyupgrade.target.shell import WHO
from pyupgrade.target.shell_calls import GROUPS, KINDS, turn
from pyupgrade.target.shell_parts import STORE, STORES

DOOR: Final = "shell"


def render(plan: document.Plan, digest: str, facts: DoorFacts, known: Known, module: str = "") -> str:
    """The script, for the vendor's module of this name, or else of the contract's.

    `known` says what stands in the target already; what the plan itself brings is taken from its lines.

    A line that the documented cmdlets cannot say is listed at the script's end with the reason, as the run would refuse it.
    """
    turns: list[tuple[Change, Turn]] = []
    left: dict[str, str] = {}
    planned = Planned(plan, known)
    for change in plan.changes:
        if change.door != DOOR:
            continue
        if change.kind not in KINDS:
            left[change.id] = f"door {DOOR}, which has no calls for it"
            continue
        try:
            made = _here(turn(change.kind, change.key, planned.wanted(change), planned, facts, change.before))
        except TargetRefused as refused:
            left[change.id] = refused.message.partition(f"{refused.target}: ")[2] or refused.message
            continue
        if made.create or made.update or not made.by_hand:
            turns.append((change, made))
        else:
            left[change.id] = made.by_hand
    return script.render(plan, turns, _facts(facts, digest, turns, left, module))


def _here(made: Turn) -> Turn:
    """The turn with advice for whoever runs a script instead of a run of ours."""
    return replace(made, by_hand=made.by_hand.replace("run Resume-DMUpgrade", "run this script again"))


def _facts(
    facts: DoorFacts, digest: str, turns: list[tuple[Change, Turn]], left: Mapping[str, str], module: str
) -> script.Facts:
    cmdlets: Mapping[str, Mapping[str, Any]] = facts.data["cmdlet"]
    looks = sorted({STORES.cmdlet, *(made.look.cmdlet for _, made in turns)})
    outputs = [(name, one) for look in looks for name, one in cmdlets[look].get("outputs", {}).items()]
    return script.Facts(
        module=module or facts.data["module"]["name"],
        digest=digest,
        stores=STORES,
        first=WHO,  # needs nothing, and fails where the shell has no product behind it
        aliases={name: one["or"] for name, one in outputs if "or" in one},
        types={
            name: {p: one["type"] for p, one in body.get("parameters", {}).items()} for name, body in cmdlets.items()
        },
        silent=GROUPS,
        again="Get-Group",
        left=left,
    )


class Planned:
    """What a script's calls may know: the values of the plan's own lines, else what is known already.

    A store that the plan makes has no id yet, so it is named by its name, and the script asks the product.
    """

    def __init__(self, plan: document.Plan, known: Known) -> None:
        self._known, self._answers = known, plan.answers
        self._optional = {d.id for d in plan.decisions if d.optional}
        self._lines = {change.id: change for change in plan.changes}

    def wanted(self, change: Change) -> Values:
        """A line's values without the secrets that nobody is going to give."""
        return dict(self._bound(change.values))

    def values(self, kind: str, key: str) -> Values | None:
        line = self._lines.get(f"{kind}/{key}")
        return self._known.values(kind, key) if line is None else self.wanted(line)

    def given(self, kind: str, key: str) -> int | None:
        line = self._lines.get(f"{kind}/{key}")
        made_here = line is not None and line.action == "create"
        return None if kind == STORE and made_here else self._known.given(kind, key)

    def learn(self, kind: str, key: str, given: int) -> None:
        """Nothing is seen while a script is written."""

    def _bound(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, value in values.items():
            decision = marks.question_of(value)
            if decision in self._optional:
                answer = self._answers.get(decision)
                if answer is None or answer.text == NONE:
                    continue
            yield name, value


class InTarget:
    """What the target itself shows of objects that the plan has no line for, since they are as wanted."""

    def __init__(self, target: TargetReader) -> None:
        self._target = target

    def values(self, kind: str, key: str) -> Values | None:
        return self._target.read(kind, [key]).get(key)

    def given(self, kind: str, key: str) -> int | None:
        return self._target.given(kind, key)

    def learn(self, kind: str, key: str, given: int) -> None:
        """Nothing is seen while a script is written."""
