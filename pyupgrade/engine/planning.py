"""From a request to a plan: features chosen and judged, answers taken, groups selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from pyupgrade import __version__, requests
from pyupgrade.engine import doors, estimates, interview
from pyupgrade.engine.answers import judged, provisional
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.contract_guard import refuse_drift
from pyupgrade.errors import (
    AnswerUnknown,
    EarlierRunMissing,
    FeaturePrerequisite,
    FeatureUnknown,
    InvalidRequest,
    StoreMissing,
    StoreUnknown,
    UpgradeError,
)
from pyupgrade.jobs import Job
from pyupgrade.modules.stores import all_stores, is_seen
from pyupgrade.plan import build as building
from pyupgrade.plan import document, judge
from pyupgrade.plan import scope as scopes
from pyupgrade.plan.carry import Carry
from pyupgrade.plan.carrying import HISTORY
from pyupgrade.plan.items import Answer, Decision, Module
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.registry import FEATURES, KIND_OF_TYPE, MODULES, PREREQUISITES
from pyupgrade.settings import answers_file

EVERYTHING = "Everything"
ALIASES = {"configurations": "Configuration"}  # the wizard's word for it


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is asked for: kept in its head, so that the same plan can be made again."""

    features: tuple[str, ...]
    history_since: str | None = None
    documented_only: bool = False
    enable_schedules: tuple[str, ...] = ()
    scope: document.Scope | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Answers as they were given, and values of their secrets. Ids of `strict` must answer a question of the plan, those of `filed` one
    that a plan of this installation may ask: a file is written for all of it, and for more than one way to answer."""

    answers: Mapping[str, Any]
    secrets: Mapping[str, str] = field(default_factory=dict)
    strict: Sequence[str] = ()
    filed: Sequence[str] = ()
    base: Path = field(default_factory=Path.cwd)  # where a file that is named by a relative path is meant from


def features(asked: Iterable[str], upgraded: Iterable[str]) -> tuple[str, ...]:
    """The features asked for, in the order they run. Raises FeatureUnknown, FeaturePrerequisite."""
    by_name: dict[str, str] = {f.casefold(): f for f in FEATURES}
    chosen: set[str] = set()
    for word in asked or (EVERYTHING,):
        if word.casefold() == EVERYTHING.casefold():
            chosen.update(FEATURES)
            continue
        feature = by_name.get(ALIASES.get(word.casefold(), word).casefold())
        if feature is None:
            raise FeatureUnknown(feature=word, details=[EVERYTHING, *FEATURES])
        chosen.add(feature)
    there = chosen | set(upgraded)
    for one in sorted(chosen):
        for needed in PREREQUISITES.get(one, ()):
            if needed not in there:
                raise FeaturePrerequisite(feature=one, missing=needed)
    return tuple(f for f in FEATURES if f in chosen)


def build(
    engine: Connected, asked: requests.Build, secrets: Mapping[str, str], job: Job
) -> tuple[document.Plan, list[scopes.Hit] | None]:
    """A plan, and for chosen groups what each name came to."""
    with engine.world.source() as source, engine.world.reader() as target:
        engine.world.refuse_writable(source, asked.allow_writable_source)
        upgraded = target.completed(source.installation)
        if asked.scope is None:
            named = asked.features
            if asked.interactive and not named:
                named = interview.features(job, source.version, source.installation)
            scope, wanted = None, features(named, upgraded)
        else:
            scope, wanted = _scope(engine, asked, asked.scope, target, upgraded), ("Groups",)
        request = Request(
            wanted, asked.history_since, asked.documented_only, tuple(sorted(asked.enable_schedules)), scope
        )
        given = answers_given(engine, asked.answers, asked.answers_path, secrets, base=asked.answers_base)
        made, hits = _made(engine, request, source, target, given, job, asked.interactive)
        if asked.interactive:
            interview.summary(job, made, estimates.stages(engine.world, made, target))
        return made, hits


def answer(engine: Connected, asked: requests.AnswerPlan, secrets: Mapping[str, str], job: Job) -> document.Plan:
    """The plan made again with more answers; the same source gives the same lines."""
    saved = document.read(asked.plan)
    with engine.world.source() as source, engine.world.reader() as target:
        judge.same_world(saved, head(engine, source, target, request_of(saved)))
        given = _more(engine, saved, asked, secrets)
        return _made(engine, request_of(saved), source, target, given, job, asked.interactive)[0]


def afresh(
    engine: Connected, saved: document.Plan, asked: requests.Compare, secrets: Mapping[str, str], job: Job
) -> document.Plan:
    """The saved plan's request against the systems as they are now; what is asked for beside it stands over it."""
    with engine.world.source() as source, engine.world.reader() as target:
        engine.world.refuse_writable(source, asked.allow_writable_source)
        judge.same_world(saved, head(engine, source, target, request_of(saved)))
        request = _over(request_of(saved), asked, target.completed(source.installation))
        given = _more(engine, saved, asked, secrets)
        return _made(engine, request, source, target, given, job, asked.interactive)[0]


def _more(
    engine: Connected, saved: document.Plan, asked: requests.AnswerPlan | requests.Compare, secrets: Mapping[str, str]
) -> Given:
    """The saved plan's answers with those given now over them."""
    # What a plan's decision shows of its answer may come back with it: of a secret or a file that is no answer.
    new = {k: v for k, v in asked.answers.items() if (had := saved.answers.get(k)) is None or v != had.shown}
    more = answers_given(engine, new, asked.answers_path, secrets, profile=False, base=asked.answers_base)
    return replace(more, answers={**saved.answers, **more.answers})


def _over(saved: Request, asked: requests.Compare, upgraded: Iterable[str]) -> Request:
    """Raises InvalidRequest for features beside chosen groups, which are the one feature of their plan."""
    if asked.features and saved.scope is not None:
        raise InvalidRequest(reason="the saved plan is of chosen groups, so no features can be named beside it")
    return Request(
        features(asked.features, upgraded) if asked.features else saved.features,
        saved.history_since if asked.history_since is None else asked.history_since,
        saved.documented_only if asked.documented_only is None else asked.documented_only,
        saved.enable_schedules if asked.enable_schedules is None else tuple(sorted(asked.enable_schedules)),
        saved.scope,
    )


def again(
    engine: Connected, saved: document.Plan, source: SourceReader, target: TargetReader, job: Job
) -> tuple[document.Plan, list[scopes.Hit] | None]:
    return _made(engine, request_of(saved), source, target, Given(saved.answers), job)


def for_request(
    engine: Connected,
    request: Request,
    answers: Mapping[str, Answer],
    source: SourceReader,
    target: TargetReader,
    job: Job,
) -> document.Plan:
    """A plan of a request with answers given before."""
    return _made(engine, request, source, target, Given(answers), job)[0]


def head(engine: Connected, source: SourceReader, target: TargetReader, request: Request) -> document.Head:
    """What a plan of this request is made of and for."""
    world = engine.world
    return document.Head(
        tool=__version__,
        source_contract=world.source_contract.digest,
        target_contract=world.target_contract.digest,
        installation=source.installation,
        source_version=source.version,
        target=target.identity,
        target_schema=target.schema,
        topology=engine.settings.topology,
        features=request.features,
        doors=dict(sorted(world.doors.items())),
        modules={m.name: m.version for m in sorted(modules(request), key=lambda m: m.name)},
        history_since=request.history_since,
        documented_only=request.documented_only,
        enable_schedules=request.enable_schedules,
        scope=request.scope,
    )


def request_of(saved: document.Plan) -> Request:
    head = saved.head
    return Request(head.features, head.history_since, head.documented_only, head.enable_schedules, head.scope)


def modules(request: Request) -> list[Module]:
    return [
        m
        for m in MODULES
        if (m.feature in request.features or (_keeps_history(request) and m.feature == "History"))
        and (m.of_groups or request.scope is None)
    ]


def _keeps_history(request: Request) -> bool:
    return request.scope is not None and request.scope.keep_history


def _made(
    engine: Connected,
    request: Request,
    source: SourceReader,
    target: TargetReader,
    given: Given,
    job: Job,
    interactive: bool = False,
) -> tuple[document.Plan, list[scopes.Hit] | None]:
    refuse_drift(engine.world, source, modules(request))
    chosen: scopes.Selection | None = None
    reader, only_events_of = source, []
    if request.scope is not None:
        chosen = scopes.select(request.scope, source, _sees(source, request.scope.store))
        everyone = chosen.guids | chosen.children
        reader, only_events_of = scopes.ScopedSource(source, everyone), sorted(everyone | chosen.gone)
    answers = given.answers
    asked_for: set[str] = set()
    while True:
        plan = building.build(
            modules(request),
            reader,
            target,
            provisional(answers),
            head(engine, source, target, request),
            engine.world.carries,
            engine.world.target_contract.limits,
            lambda title, lines: job.emit(
                "progress", activity="Planning", feature=None, done=lines, total=None, status=title, completed=False
            ),
            only_events_of,
            doors.told(engine.world.target_contract),
        )
        final = judged(plan.decisions, answers, given.secrets, engine.keyring, given.base, given.strict)
        plan = document.sealed(msgspec.structs.replace(plan, answers=final))
        waiting = [d for d in plan.decisions if d.id not in final and d.id not in asked_for]
        if not interactive or not waiting:
            break
        # An answer can open questions that nobody has seen yet; what was passed over is not asked twice.
        asked_for |= {d.id for d in waiting}
        answers = {**final, **_asked(waiting, engine, job)}
    _refuse_stray(engine, given, plan, source, target)
    job.emit("progress", activity="Planning", feature=None, done=0, total=None, status="", completed=True)
    for name in building.unmatched(plan):
        job.emit("warning", message=f"-EnableSchedules: no schedule of this plan is called {name}.")
    return plan, None if chosen is None else _told(chosen, plan, target)


def _sees(source: SourceReader, store: int) -> bool:
    """Whether the directory would have the groups of this store."""
    domains = frozenset(domain.casefold() for domain in source.directory.domains())
    return any(one.id == store and is_seen(one, domains) for one in all_stores(source))


def _refuse_stray(
    engine: Connected, given: Given, plan: document.Plan, source: SourceReader, target: TargetReader
) -> None:
    """Raises AnswerUnknown for an id of a file that no plan of everything asks for, however it is answered and whichever door is used."""
    everything = Request(FEATURES)
    whole = head(engine, source, target, everything)
    carries = dict.fromkeys([*engine.world.target_contract.kinds, HISTORY], Carry("tables", "documented"))
    limits = engine.world.target_contract.limits
    known = {d.id: d for d in plan.decisions}
    for answers in _ways_to_answer(provisional(given.answers), known):
        if known.keys() >= set(given.filed):
            return
        try:
            made = building.build(modules(everything), source, target, answers, whole, carries, limits)
        except UpgradeError:
            return  # what is not asked for here cannot be read either: it would be said of its own plan
        known |= {d.id: d for d in made.decisions}
    if stray := set(given.filed) - known.keys():
        raise AnswerUnknown(id=min(stray), details=[f"{d.id} ({d.kind}): {d.question}" for d in known.values()])


def _ways_to_answer(given: Mapping[str, Answer], known: Mapping[str, Decision]) -> Iterator[Mapping[str, Answer]]:
    """An answer opens questions and a choice closes some: nothing answered, everything, everything but each choice known by then."""
    yield {}
    yield given
    for choice in [d.id for d in known.values() if d.kind == "choice" and d.id in given]:
        yield {key: answer for key, answer in given.items() if key != choice}


def _told(chosen: scopes.Selection, plan: document.Plan, target: TargetReader) -> list[scopes.Hit]:
    """Hits with those that are already as wanted marked Present, and those that no line carries Skipped."""
    planned = {c.key for c in plan.changes}
    quiet = [h for h in chosen.hits if h.status == "Planned" and h.guid not in planned]
    there = _there(quiet, target) if plan.losses else {h.guid for h in quiet}
    told: list[scopes.Hit] = []
    for hit in chosen.hits:
        if hit.status == "Planned" and hit.guid in there:
            hit = scopes.replaced(hit, status="Present", message="Already upgraded; nothing to change.")
        elif hit.status == "Planned" and hit.guid not in planned:
            left, why = "It stays behind: no line of the plan carries it.", "A loss of the plan says why."
            hit = scopes.replaced(hit, status="Skipped", message=left, action=why)
        told.append(hit)
    return told


def _there(hits: Sequence[scopes.Hit], target: TargetReader) -> set[str | None]:
    """GUIDs of those that the target has: where a plan has losses, one may be that a kind of group is not carried."""
    found: set[str | None] = set()
    for group_type, kind in KIND_OF_TYPE.items():
        if guids := [h.guid for h in hits if h.group_type == group_type and h.guid]:
            found |= set(target.read(kind, guids))
    return found


def _asked(open_: Sequence[Decision], engine: Connected, job: Job) -> dict[str, Answer]:
    """Asks the open questions in the wizard's order; Refused ends the asking."""

    def judge(decision: Decision, given: Any, secret: str | None) -> Answer:
        secrets = {} if secret is None else {decision.id: secret}
        return judged([decision], {decision.id: given}, secrets, engine.keyring, Path.cwd(), ())[decision.id]

    return interview.answers(open_, job, judge)


def answers_given(
    engine: Connected,
    answers: Mapping[str, Any],
    path: str | None,
    secrets: Mapping[str, str],
    profile: bool = True,
    base: str | None = None,
) -> Given:
    """Answers of this request over those of a file named here over those of the profile's file. `base`: where the shell stands."""
    merged, filed = {}, dict[str, Any]()
    if profile and engine.settings.answers is not None and engine.settings.answers.is_file():
        merged = _absolute(engine.settings.answers)
    if path is not None:
        filed = _absolute(Path(path).expanduser().resolve())
    place = Path.cwd() if base is None else Path(base)
    return Given({**merged, **filed, **answers}, secrets, sorted(answers), sorted(filed), place)


def _absolute(file: Path) -> dict[str, Any]:
    """An answers file's answers; what is there a file is meant from the answers file's folder."""
    found = answers_file(file)
    return {
        k: str(file.parent / v) if (file.parent / v).is_file() and not v.startswith("secret:") else v
        for k, v in found.items()
        if v  # a line of the template that nobody filled in
    }


def _scope(
    engine: Connected,
    asked: requests.Build,
    wanted: requests.ScopeRequest,
    target: TargetReader,
    upgraded: Iterable[str],
) -> document.Scope:
    missing = [f for f in ("Configuration", "History") if f not in set(upgraded)]
    if missing:
        raise EarlierRunMissing(missing=", ".join(missing))
    store = wanted.identity_store_id if wanted.identity_store_id is not None else engine.settings.identity_store_id
    if store is None:
        raise StoreMissing()
    if store not in target.stores():
        raise StoreUnknown.of(store, target.stores())
    scope = document.Scope(
        store=store,
        containers=tuple((c.container, c.scope) for c in wanted.containers),
        identities=tuple(wanted.identities),
        group_types=tuple(wanted.group_types),
        keep_history=asked.keep_user_history,
    )
    scopes.check(scope)
    return scope
