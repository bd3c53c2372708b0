"""What each method of the seam takes: one struct a method, unknown members refused (docs/protocol.md)."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Topology = Literal["new", "copy", "same"]
Level = Literal["Debug", "Information", "Warning", "Error"]


class Request(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Base of all parameters."""


class Hello(Request, frozen=True, kw_only=True):
    module_version: str


class Poll(Request, frozen=True, kw_only=True):
    job: str


class JobAnswer(Request, frozen=True, kw_only=True):
    job: str
    question: str
    result: Any = None
    error: str | None = None


class Complete(Request, frozen=True, kw_only=True):
    what: Literal["feature", "store", "run", "stage", "group", "schedule"]
    connection: str | None = None
    prefix: str = ""


class Open(Request, frozen=True, kw_only=True):
    path: str | None = None
    sample: str | None = None
    source: str | None = None
    target: str | None = None
    directory: str | None = None
    topology: Topology | None = None
    identity_store_id: int | None = None
    log_path: str | None = None
    remote_session: str | None = None


class CreateSample(Request, frozen=True, kw_only=True):
    path: str
    size: Literal["Small", "Medium", "Large"] = "Small"
    version: Literal["10", "9"] = "10"
    topology: Topology = "new"
    seed: int = 10
    force: bool = False


class Connected(Request, frozen=True, kw_only=True):
    connection: str


class Preflight(Connected, frozen=True, kw_only=True):
    features: list[str] = []
    allow_writable_source: bool = False


class Container(Request, frozen=True, kw_only=True):
    container: str
    scope: int = 2


class ScopeRequest(Request, frozen=True, kw_only=True):
    identity_store_id: int | None = None
    containers: list[Container] = []
    identities: list[str] = []
    group_types: list[int] = []


class Build(Connected, frozen=True, kw_only=True):
    features: list[str] = []
    answers: dict[str, Any] = {}
    answers_base: str | None = None
    answers_path: str | None = None
    interactive: bool = False
    history_since: str | None = None
    documented_only: bool = False
    allow_writable_source: bool = False
    enable_schedules: list[str] = []
    scope: ScopeRequest | None = None
    keep_user_history: bool = False


class OfPlan(Connected, frozen=True, kw_only=True):
    plan: str


class Compare(OfPlan, frozen=True, kw_only=True):
    """As Build; what is left out is as the saved plan has it. A plan of chosen groups keeps its scope."""

    features: list[str] = []
    answers: dict[str, Any] = {}
    answers_base: str | None = None
    answers_path: str | None = None
    interactive: bool = False
    history_since: str | None = None
    documented_only: bool | None = None
    allow_writable_source: bool = False
    enable_schedules: list[str] | None = None


class AnswerPlan(OfPlan, frozen=True, kw_only=True):
    answers: dict[str, Any] = {}
    answers_base: str | None = None
    answers_path: str | None = None
    interactive: bool = False


class RenderPlan(OfPlan, frozen=True, kw_only=True):
    as_: Literal["json", "markdown", "html", "script"] | None = msgspec.field(name="as", default=None)
    path: str | None = None


class ThroughVendor(OfPlan, frozen=True, kw_only=True):
    skip: list[str] = []


class Start(OfPlan, frozen=True, kw_only=True):
    accept_loss: list[str] = []
    exact: bool = False
    raise_limit: dict[str, Any] = {}
    stop_after: str | None = None
    skip: list[str] = []
    answers: dict[str, Any] = {}
    answers_base: str | None = None
    answers_path: str | None = None
    interactive: bool = False
    allow_writable_source: bool = False
    background: bool = False


class OfRun(Connected, frozen=True, kw_only=True):
    run_id: int | None = None


class ListRuns(OfRun, frozen=True, kw_only=True):
    meant_by: Literal["pause", "stop", "resume"] | None = None


class ResumeRun(OfRun, frozen=True, kw_only=True):
    answers: dict[str, Any] = {}
    answers_base: str | None = None
    answers_path: str | None = None
    interactive: bool = False


class ControlRun(OfRun, frozen=True, kw_only=True):
    action: Literal["pause", "continue", "stop"]


class Verify(OfRun, frozen=True, kw_only=True):
    against_source: bool = False


class WriteReport(OfRun, frozen=True, kw_only=True):
    path: str
    as_: Literal["html", "markdown", "json"] | None = msgspec.field(name="as", default=None)
    force: bool = False


class Schedules(Connected, frozen=True, kw_only=True):
    names: list[str] = []
    waive: list[str] = []


class EnableSchedules(Schedules, frozen=True, kw_only=True):
    skip: list[str] = []


class Membership(Connected, frozen=True, kw_only=True):
    identities: list[str] = []
    identity_store_id: int | None = None


class ReadLog(OfRun, frozen=True, kw_only=True):
    tail: int | None = None
    level: Level | None = None
    since: int | None = None
