"""A plan as a PowerShell script for a change board: a block a line, a parameter a secret, nothing of the engine needed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Change
from pyupgrade.report import pages
from pyupgrade.report.powershell import comment, literal, table, text

INDENT: Final = 8  # of a call in its block
_TEXTS: Final = ("string", "object")  # types of parameters that take a secret as nothing but a text


@dataclass(frozen=True, slots=True)
class Facts:
    """What the script has to know beside the plan, from the contract of the vendor's shell.

    `stores` gives every identity store; in what looks give, a property may bear another name (`aliases`). `first` is asked before
    anything else, so that a shell that does not answer stops the script there. `types` are those of parameters, by cmdlet. `silent` are
    kinds whose look may fail where it finds nothing: `again` is the cmdlet that tells then. `left` says by line id why a line is not in
    the script, where that is not its door.
    """

    module: str
    digest: str  # of the plan's document
    stores: Call
    first: Call | None = None
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    types: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    silent: Collection[str] = ()
    again: str = ""
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A secret as a parameter of the script; `help` and `user` are literals."""

    name: str
    type: str
    help: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A line as the template wants it: literals, and the text of its calls."""

    id: str
    title: str
    stage: str  # Configuration or Groups: between them the product replicates
    id_literal: str
    name_literal: str
    needs: str
    connect: str
    look: str
    where: str
    again: str
    by_hand: str
    create: tuple[str, ...]
    update: tuple[str, ...]


def render(plan: Plan, turns: Sequence[tuple[Change, Turn]], facts: Facts) -> str:
    """The script's text, with a byte order mark where it is not plain ASCII. Raises ValueError for what no script can hold."""
    writer = _Writer(plan, facts)
    blocks = [writer.block(change, turn) for change, turn in turns]
    made = (
        pages.environment(escape=False)
        .get_template("plan.ps1")
        .render(
            head=plan.head,
            digest=facts.digest,
            module=facts.module,
            parameters=list(writer.parameters.values()),
            connects=[(text(store), call) for store, call in writer.connects.items()],
            blocks=blocks,
            staged=len({block.stage for block in blocks}) > 1,
            first="" if facts.first is None else writer.call(facts.first, 4),
            stores=writer.call(facts.stores, 8),
            aliases=table(facts.aliases),
            left=list(_left(plan, {change.id for change, _ in turns}, facts)),
            lines=len(plan.changes) + len(plan.bulks),
            comment=comment,
        )
    )
    # PowerShell 7 reads UTF-8 with and without the mark; an editor of another age guesses right only with it.
    return made if made.isascii() else "\ufeff" + made


class _Writer:
    """Calls as text. Gathers the script's parameters, one for the same secret of the same account, and its connections, one a store."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        self._facts = facts
        self._questions = {d.id: d.question for d in plan.decisions}
        self.parameters: dict[tuple[str, str | None], Parameter] = {}
        self.connects: dict[str, str] = {}

    def block(self, change: Change, turn: Turn) -> Block:
        calls = (turn.look, *turn.create, *turn.update, *([turn.connect] if turn.connect else []))
        needs = sorted({store for call in calls for store in _stores(call.parameters)})
        store = "" if change.store is None else f", identity store {change.store}"
        return Block(
            id=comment(change.id),
            title=comment(f"{change.kind} {change.name}{store}"),
            stage="Groups" if change.feature == "Groups" else "Configuration",
            id_literal=text(change.id),
            name_literal=text(change.name),
            needs=", ".join(map(text, needs)),
            connect="" if turn.connect is None else self._connect(turn.connect),
            look=self.call(turn.look, INDENT),
            where=table({name: list(values) for name, values in turn.where.items()}, indent=4) if turn.where else "",
            again=self._again(change, turn),
            by_hand=text(turn.by_hand),
            create=tuple(self.call(call, INDENT) for call in turn.create),
            update=tuple(self.call(call, INDENT) for call in turn.update),
        )

    def call(self, call: Call, indent: int) -> str:
        """A call: its table, splatted to the vendor's own command whatever else bears its name in the shell."""
        if not re.fullmatch(r"[A-Za-z]+-[A-Za-z]+", call.cmdlet):
            raise ValueError(f"'{call.cmdlet}' is no name of a cmdlet")
        room = " " * indent
        command = f"{room}{self._facts.module}\\{call.cmdlet}"
        if not call.parameters:
            return command
        types = self._facts.types.get(call.cmdlet, {})
        lines = [
            f"{room}    {name} = {self._value(value, types.get(name, ''), indent + 4)}"
            for name, value in call.parameters.items()
            if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or _no_parameter(name)
        ]
        return "\n".join([f"{room}$call = @{{", *lines, f"{room}}}", f"{command} @call"])

    def _value(self, value: Any, type_: str, indent: int) -> str:
        if isinstance(value, Secret) and type_ in _TEXTS:
            return f"[System.Net.NetworkCredential]::new('', {self._secret(value)}).Password"
        return literal(value, self._secret, lambda store: f"(Get-StoreId {text(store)})", indent)

    def _again(self, change: Change, turn: Turn) -> str:
        if change.kind not in self._facts.silent or turn.look.cmdlet == self._facts.again:
            return ""
        return self.call(Call(self._facts.again, turn.look.parameters), INDENT)

    def _connect(self, call: Call) -> str:
        named = call.parameters.get("IdentityStoreId")
        store = str(named["$store"] if isinstance(named, Mapping) else named)
        self.connects.setdefault(store, self.call(call, INDENT))
        return text(store)

    def _secret(self, secret: Secret) -> str:
        if secret.user is not None and secret.value == "":  # a managed account: the product fetches its password itself
            return f"([pscredential]::new({text(secret.user)}, [securestring]::new()))"
        key = (secret.name, secret.user)
        if key not in self.parameters:
            asked = self._questions.get(secret.name, secret.name)
            if secret.user is None:
                made = Parameter(self._name("Secret", secret.name), "securestring", text(comment(asked)))
            else:
                told = text(comment(asked if secret.user in asked else f"{asked} (account {secret.user})"))
                made = Parameter(self._name("Credential", secret.name), "pscredential", told, text(secret.user))
            self.parameters[key] = made
        return f"${self.parameters[key].name}"

    def _name(self, kind: str, secret: str) -> str:
        """A name that a shell takes as -Name; names that come out alike are numbered."""
        stem = kind + "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", secret))
        taken = {p.name.casefold() for p in self.parameters.values()}
        name, n = stem, 2
        while name.casefold() in taken:
            name, n = f"{stem}_{n}", n + 1
        return name


def _no_parameter(name: str) -> bool:
    raise ValueError(f"'{name}' is no name of a parameter")


def _stores(value: Any) -> Iterator[str]:
    """Names of the stores whose ids stand in a value."""
    if isinstance(value, Mapping):
        if value.keys() == {"$store"}:
            yield value["$store"]
            return
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _stores(one)


def _left(plan: Plan, written: set[str], facts: Facts) -> Iterator[str]:
    """The lines that the script is not about, with the door they go through or why else."""
    for change in plan.changes:
        if change.id not in written:
            why = facts.left.get(change.id, f"door {change.door}" if change.door else "no door")
            yield comment(f"{change.id}: {change.name} ({why})")
    for bulk in plan.bulks:
        yield comment(f"{bulk.id}: {bulk.count} events (door tables)")
