"""The four kinds of plan line, answers to decisions, and the record an upgrade module is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from pyupgrade.plan.ports import SourceReader, TargetReader

Feature = Literal["Configuration", "History", "Groups", "Synchronize", "Schedules", "Reports"]
Severity = Literal["loss", "change", "todo"]
DecisionKind = Literal["text", "choice", "file", "secret"]


_DATA = ("WorkflowRequest", "Report")


class Change(msgspec.Struct, frozen=True, kw_only=True, tag="change", tag_field="line"):
    """One object wanted in the target: kind and key name it, `values` are its fields by the contract's names.

    A module gives the wanted values and leaves `before` None; plan.build looks the target up, drops what is already so and fills
    `before` and `action`. A field that is NULL is left out of `values`. Two values are not plain data:
    `{"$secret": decision id}` is bound at Start and sealed by the door; `{"$ref": "Kind/key"}` is an id that the target gives out,
    resolved through the journal's old-to-new map when the line is written. Instants are ISO 8601 UTC to the tick
    (2024-05-07T04:08:56.9500000Z), GUIDs lower-case, multi-values sorted where order has no meaning.

    `{"$copy": place}` and `{"$open": place}` are the other two ways of a stored secret (mission S8): the sealed text as it stands in
    the source, or what the profile's opener makes of it; `place` is table/key/column there. `{"$content": kind}` in a File is the
    content of the source file of that kind at `source`. `needs` are features without which the object is of no use: a line whose
    needs are neither chosen nor upgraded stays behind. `later` are values for the cut-over, which wait in the journal.
    """

    module: str
    feature: Feature
    kind: str
    key: str
    name: str
    store: int | None
    values: dict[str, Any]
    row: str = ""  # SHA-256 of the source row the values come from (secret columns left out)
    before: dict[str, Any] | None = None
    action: Literal["create", "update"] = "create"
    door: str = ""
    evidence: str = ""
    undo: bool = True
    needs: tuple[Feature, ...] = ()
    later: dict[str, Any] = {}

    @property
    def id(self) -> str:
        return f"{self.kind}/{self.key}"

    @property
    def is_data(self) -> bool:
        """Whether it comes and goes while the old system lives, as groups do: then a plan stays good when it changes."""
        return self.feature == "Groups" or self.kind in _DATA or "/reports/" in f"/{self.values.get('content', '')}"


class Bulk(msgspec.Struct, frozen=True, kw_only=True, tag="bulk", tag_field="line"):
    """History of one stream: source keys first to last, `count` rows of carried stores (and of none); `stores` are the carried ids.

    `groups` limits it to events of these object GUIDs (Upgrade-Group -KeepUserHistory); empty means all.
    `since` drops older dated events (ISO 8601), only on request.
    """

    module: str
    feature: Feature
    stream: str
    number: int
    table: str
    first: int
    last: int
    count: int
    stores: tuple[int, ...]
    by_store: dict[str, int] = {}
    since: str | None = None
    groups: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"History/{self.stream}"


class Notice(msgspec.Struct, frozen=True, kw_only=True, tag="notice", tag_field="line"):
    """Something that is lost, changes, or is left to do: what it concerns in this installation, by name and count, and what to do.

    `must_be_named` losses are not covered by -AcceptLoss All (mission G4).
    """

    module: str
    feature: Feature
    id: str
    severity: Severity
    subject: str
    message: str
    action: str
    names: tuple[str, ...] = ()
    count: int = 0
    must_be_named: bool = False


class Decision(msgspec.Struct, frozen=True, kw_only=True, tag="decision", tag_field="line"):
    """A question with its reason, the kind of answer, and a proposal where we can know one. `page` orders prompts as the wizard does.

    An optional decision does not keep a plan from running when it is open.
    """

    module: str
    feature: Feature
    id: str
    question: str
    reason: str
    kind: DecisionKind
    choices: tuple[str, ...] = ()
    proposal: str | None = None
    optional: bool = False
    page: int = 0


Line = Change | Bulk | Notice | Decision


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as the plan holds it: a text or choice as it is, a file by its SHA-256, a secret as nothing but its reference."""

    text: str | None = None
    file: str | None = None
    secret: bool = False
    reference: str | None = None

    @property
    def shown(self) -> str:
        """What people are shown of it."""
        return self.text or self.reference or (f"(file {self.file[:12]})" if self.file else "(secret)")


Answers = Mapping[str, Answer]


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """An upgrade module: `after` names modules whose lines stand before, `reads` source tables and files, `writes` kinds of object."""

    name: str
    feature: Feature
    title: str
    plan: Callable[[SourceReader, TargetReader, Answers], Iterator[Line]]
    after: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    of_groups: bool = True  # False: not for chosen groups (Upgrade-Group), only with its whole feature
    version: int = 1
