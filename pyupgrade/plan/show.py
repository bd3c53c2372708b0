"""A plan in words: from its lines to the sections that Markdown and HTML pages show before a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import msgspec

from pyupgrade.plan import marks
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Answer, Bulk, Change, Decision, Notice
from pyupgrade.plan.wording import about, sayable

LISTED = 50  # objects of a kind on a page; the plan file holds them all
_shown: Final = partial(marks.shown, limit=80, nothing="–")


class Count(msgspec.Struct, frozen=True):
    """What happens to one kind of object: how many are made, changed, and there already; by which door, with what
    evidence."""

    kind: str
    create: int
    update: int
    present: int
    door: str
    evidence: str
    undo: bool


class Item(msgspec.Struct, frozen=True):
    """One object of the plan; `fields` are (name, before, after), before None for a new object."""

    id: str
    name: str
    action: str
    store: int | None
    fields: tuple[tuple[str, str | None, str], ...]


class Question(msgspec.Struct, frozen=True):
    decision: Decision
    answer: str | None


class Stage(msgspec.Struct, frozen=True):
    """A stage of the run and how long it may take; `seconds` None where nobody here can say, `basis` where the rate comes from."""

    name: str
    lines: int
    events: int
    seconds: float | None
    basis: str

    @property
    def takes(self) -> str:
        return "not known" if self.seconds is None else about(self.seconds)


class OldId(msgspec.Struct, frozen=True):
    """An id that scripts may hold, before and after. No secret is in here, only that there is a new one."""

    what: str
    name: str
    old: str
    new: str
    secret: str = "–"


class Beside(msgspec.Struct, frozen=True):
    """What a page shows that is no part of the plan, since it depends on the machine or on what the target has given out by now."""

    stages: tuple[Stage, ...] = ()
    ids: tuple[OldId, ...] = ()


ESTIMATE: Final = (
    "An estimate and no promise: another disk, SQL Server, a search cluster and the product itself have speeds of their own. "
    "A run that takes longer may be ended after any stage, or stopped, and resumed."
)
IDS: Final = (
    "Scripts that hold one of these must be given the new one. Object GUIDs of groups and users stay as they are. "
    "Secrets are never shown."
)


NOTHING_BESIDE: Final = Beside()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The plan ordered for reading. `items` maps kind to its first LISTED objects, updates first, `left` how many are
    not listed."""

    plan: Plan
    counts: tuple[Count, ...]
    streams: tuple[Bulk, ...]
    questions: tuple[Question, ...]
    losses: tuple[Notice, ...]
    changes: tuple[Notice, ...]
    todos: tuple[Notice, ...]
    items: dict[str, tuple[Item, ...]]
    left: dict[str, int]
    guard: tuple[tuple[str, int, int], ...]
    beside: Beside


def page(plan: Plan, beside: Beside = NOTHING_BESIDE) -> Page:
    """The page of a plan; no secret is in it, since none is in the plan."""
    by_kind: dict[str, list[Change]] = {}
    for change in plan.changes:
        by_kind.setdefault(change.kind, []).append(change)
    listed = {kind: sorted(changes, key=lambda c: c.action != "update")[:LISTED] for kind, changes in by_kind.items()}
    notices = {s: tuple(n for n in plan.notices if n.severity == s) for s in ("loss", "change", "todo")}
    return Page(
        plan=plan,
        counts=tuple(_count(kind, by_kind.get(kind, []), plan) for kind in {**by_kind, **plan.present}),
        streams=plan.bulks,
        questions=tuple(Question(d, _answer(plan.answers.get(d.id))) for d in plan.decisions),
        losses=notices["loss"],
        changes=notices["change"],
        todos=notices["todo"],
        items={kind: tuple(map(_item, changes)) for kind, changes in listed.items()},
        left={kind: len(changes) - len(listed[kind]) for kind, changes in by_kind.items()},
        guard=tuple((kind, count, limit) for kind, (count, limit) in plan.guard.items()),
        beside=beside,
    )


def _count(kind: str, changes: Sequence[Change], plan: Plan) -> Count:
    first = changes[0] if changes else None
    return Count(
        kind=kind,
        create=sum(1 for c in changes if c.action == "create"),
        update=sum(1 for c in changes if c.action == "update"),
        present=plan.present.get(kind, 0),
        door=first.door if first else plan.head.doors.get(kind, ""),
        evidence=first.evidence if first else "",
        undo=all(c.undo for c in changes),
    )


def _item(change: Change) -> Item:
    before = change.before
    fields = tuple(
        (name, None if before is None else _shown(before.get(name)), _shown(value))
        for name, value in change.values.items()
        if before is None or before.get(name) != value
    )
    return Item(change.id, change.name, change.action, change.store, fields)


def _answer(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if answer.secret:
        return answer.reference or "(a secret, asked for at the start)"
    return f"(file, SHA-256 {answer.file[:12]}…)" if answer.file else answer.text


# -- Markdown
# -----------------------------------------------------------------------------------------------------------------


def markdown(plan: Plan, beside: Beside = NOTHING_BESIDE) -> str:
    """The plan as Markdown, to attach to a change request."""
    return sayable("\n".join(_markdown(page(plan, beside)))) + "\n"


def _markdown(p: Page) -> Iterator[str]:
    head = p.plan.head
    yield "# Upgrade plan"
    yield ""
    yield f"GroupID {head.source_version} (installation `{head.installation}`) to Directory Manager 11.1"
    yield f"(`{head.target}`), topology {head.topology}, features {', '.join(head.features)}."
    yield "Nothing has been changed yet."
    yield ""
    yield f"Open questions: **{len(p.plan.open)}** · losses to accept: **{len(p.losses)}** · objects: "
    yield f"**{len(p.plan.changes):,}** · history events: **{sum(b.count for b in p.streams):,}**"
    yield from _table(
        "Objects",
        ("Kind", "Create", "Update", "Already so", "Door", "Evidence", "Undo"),
        [
            (c.kind, f"{c.create:,}", f"{c.update:,}", f"{c.present:,}", c.door, c.evidence, "yes" if c.undo else "no")
            for c in p.counts
        ],
    )
    yield from _table(
        "History",
        ("Stream", "Events", "First key", "Last key"),
        [(b.stream, f"{b.count:,}", str(b.first), str(b.last)) for b in p.streams],
    )
    stages = [(s.name, f"{s.lines:,}", f"{s.events:,}", s.takes, s.basis) for s in p.beside.stages]
    yield from _table("How long it may take", ("Stage", "Objects", "Events", "Takes", "By"), stages, ESTIMATE)
    yield from _table(
        "Questions",
        ("Id", "Question", "Why", "Answer"),
        [
            (
                q.decision.id,
                q.decision.question,
                q.decision.reason,
                q.answer or ("optional" if q.decision.optional else "**open**"),
            )
            for q in p.questions
        ],
    )
    for title, notices in (("Lost", p.losses), ("Changed", p.changes), ("To do", p.todos)):
        yield from _notices(title, notices)
    ids = [(i.what, i.name, i.old, i.new, i.secret) for i in p.beside.ids]
    yield from _table("Ids that scripts may hold", ("What", "Name", "Old id", "New id", "Secret"), ids, IDS)
    if p.guard:
        yield from _table(
            "Guard", ("Kind", "Updates of existing things", "Limit"), [(k, f"{n:,}", f"{m:,}") for k, n, m in p.guard]
        )
    for kind, items in p.items.items():
        yield from _table(
            kind,
            ("Object", "Action", "Fields"),
            [
                (i.name, i.action, "; ".join(f"{n}: {b} → {a}" if b is not None else n for n, b, a in i.fields))
                for i in items
            ],
        )
        if p.left[kind]:
            yield f"\nAnd {p.left[kind]:,} more in the plan file."
    yield ""
    yield f"Decisions `{p.plan.decisions_digest}`  "
    yield f"Data `{p.plan.data_digest}`"


def _notices(title: str, notices: Sequence[Notice]) -> Iterator[str]:
    if notices:
        yield f"\n## {title}\n"
    for notice in notices:
        named = " (must be accepted by its id)" if notice.must_be_named else ""
        told = f"{escaped(notice.message)} {escaped(notice.action)}"
        yield f"- **{escaped(notice.subject)}** `{notice.id}`{named}: {told}"


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Iterator[str]:
    if not rows:
        return
    yield f"\n## {title}\n"
    if note:
        yield f"{note}\n"
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell if cell == "**open**" else escaped(cell) for cell in row) + " |"


_MARKS: Mapping[int, str] = str.maketrans(
    {**{c: f"\\{c}" for c in "\\`*_[]|#"}, "<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " ", "\r": " "}
)


def escaped(text: str) -> str:
    """Text that Markdown, and HTML inside it, take as text."""
    return text.translate(_MARKS)
