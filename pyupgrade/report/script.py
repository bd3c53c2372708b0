"""A plan as a PowerShell script for a change board: a block a line, a parameter a secret, nothing of the engine needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Change
from pyupgrade.report import pages
from pyupgrade.report.powershell import comment, table, text

INDENT: Final = 8  # of a call's table in its block
GIVEN: Final = "$given"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the script has to know beside the plan: the vendor's module, and where the objects that a look finds show their id."""

    module: str
    digest: str  # of the plan's document
    gives: Mapping[str, str] = field(default_factory=dict)  # kind: property of the look's object
    first: Call | None = None  # asked before anything else: a shell that does not answer stops the script there
    left: Mapping[str, str] = field(
        default_factory=dict
    )  # line id: why it is not in the script, where that is not its door


@dataclass(frozen=True, slots=True)
class Parameter:
    """A secret as a parameter of the script."""

    name: str
    type: str
    help: str
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A line as the template wants it: literals and the text of its calls."""

    id: str
    title: str
    id_literal: str
    name_literal: str
    look: str
    create: tuple[str, ...]
    update: tuple[str, ...]
    needs: str
    gives: str


def render(plan: Plan, turns: Sequence[tuple[Change, Turn]], facts: Facts) -> str:
    """The script's text, with a byte order mark where it is not plain ASCII. Raises ValueError for what no script can hold."""
    secrets = _Secrets(plan)
    blocks = [_block(change, turn, secrets, facts) for change, turn in turns]
    first = "" if facts.first is None else _call(facts.first, secrets, facts.module, 0)
    template = pages.environment(escape=False).get_template("plan.ps1")
    made = template.render(
        head=plan.head,
        digest=facts.digest,
        module=facts.module,
        parameters=list(secrets.parameters.values()),
        blocks=blocks,
        first=first,
        left=list(_left(plan, {change.id for change, _ in turns}, facts)),
        lines=len(plan.changes) + len(plan.bulks),
        comment=comment,
        text=text,
    )
    # PowerShell 7 reads UTF-8 with and without the mark; an editor of another age guesses right only with it.
    return made if made.isascii() else "\ufeff" + made


class _Secrets:
    """The script's parameters, in the order in which its lines want them; one for the same secret of the same account."""

    def __init__(self, plan: Plan) -> None:
        self._questions = {d.id: d.question for d in plan.decisions}
        self.parameters: dict[tuple[str, str | None], Parameter] = {}

    def variable(self, secret: Secret) -> str:
        key = (secret.name, secret.user)
        if key not in self.parameters:
            credential = secret.user is not None
            asked = self._questions.get(secret.name, secret.name)
            self.parameters[key] = Parameter(
                name=self._name("Credential" if credential else "Secret", secret.name),
                type="pscredential" if credential else "securestring",
                help=text(comment(f"{asked} Account: {secret.user}" if credential else asked)),
                user=None if secret.user is None else text(secret.user),
            )
        return f"${self.parameters[key].name}"

    def _name(self, kind: str, secret: str) -> str:
        """A name that a shell takes as -Name; names that come out alike are numbered."""
        words = re.findall(r"[A-Za-z0-9]+", secret)
        stem = kind + "".join(w[0].upper() + w[1:] for w in words)
        taken = {p.name.casefold() for p in self.parameters.values()}
        name, n = stem, 2
        while name.casefold() in taken:
            name, n = f"{stem}_{n}", n + 1
        return name


def _block(change: Change, turn: Turn, secrets: _Secrets, facts: Facts) -> Block:
    calls = (turn.look, *turn.create, *turn.update)
    needs = sorted({ref for call in calls for ref in _references(call.parameters)})
    return Block(
        id=comment(change.id),
        title=comment(
            f"{change.kind} {change.name}" + ("" if change.store is None else f", identity store {change.store}")
        ),
        id_literal=text(change.id),
        name_literal=text(change.name),
        look=_call(turn.look, secrets, facts.module, INDENT),
        create=tuple(_call(call, secrets, facts.module, INDENT) for call in turn.create),
        update=tuple(_call(call, secrets, facts.module, INDENT) for call in turn.update),
        needs=", ".join(map(text, needs)),
        gives=text(facts.gives[change.kind]) if change.kind in facts.gives else "",
    )


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value.keys() == {"$given"}:
            yield value["$given"]
            return
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _references(one)


def _call(call: Call, secrets: _Secrets, module: str, indent: int) -> str:
    """A call: its table, splatted to the vendor's own command whatever else bears its name in the shell."""
    if not re.fullmatch(r"[A-Za-z]+-[A-Za-z]+", call.cmdlet):
        raise ValueError(f"'{call.cmdlet}' is no name of a cmdlet")
    command = f"{' ' * indent}{module}\\{call.cmdlet}"
    if not call.parameters:
        return command
    made = table(call.parameters, secrets.variable, lambda ref: f"{GIVEN}[{text(ref)}]", indent)
    return f"{' ' * indent}$call = {made}\n{command} @call"


def _left(plan: Plan, written: set[str], facts: Facts) -> Iterator[str]:
    """The lines that the script is not about, with the door they go through or why else."""
    for change in plan.changes:
        if change.id not in written:
            why = facts.left.get(change.id, f"door {change.door}" if change.door else "no door")
            yield comment(f"{change.id}: {change.name} ({why})")
    for bulk in plan.bulks:
        yield comment(f"{bulk.id}: {bulk.count} events (door tables)")
