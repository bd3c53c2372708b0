"""Test-DMUpgrade: every check of the chosen features, with what this machine and the moment have to say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, cast

from pyupgrade import requests, results
from pyupgrade.checks.context import Context, EarlierRun, Paths, SearchIndices, ServerSeen, preflight
from pyupgrade.connect import mssql, tls
from pyupgrade.engine import clocks, directories, grants, planning, search
from pyupgrade.engine.answers import REFERENCE, provisional
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.door_looks import looks
from pyupgrade.engine.endpoints import endpoints
from pyupgrade.engine.machine import machine
from pyupgrade.engine.world import World
from pyupgrade.errors import UpgradeError
from pyupgrade.modules.registered_apps import registered_apps
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Feature, Module
from pyupgrade.registry import CHECKS, FEATURES, MODULES
from pyupgrade.settings.search import Search
from pyupgrade.source.groupid10 import GroupId10

T = TypeVar("T")


def run(engine: Connected, asked: requests.Preflight) -> list[results.Check]:
    """One row a finding. Raises only where source or target cannot be opened at all."""
    world, settings = engine.world, engine.settings
    with world.source() as source, world.reader() as target, world.runs() as runs, world.identity() as identity:
        chosen = planning.features(asked.features or FEATURES, target.completed(source.installation))
        given = planning.answers_given(engine, {}, None, {}).answers
        now = datetime.fromtimestamp(engine.clock(), UTC)
        holder = world.holder()
        servers = list(_servers(world, source, [m for m in MODULES if m.feature in chosen]))
        context = Context(
            source=source,
            target=target,
            source_contract=world.source_contract,
            target_contract=world.target_contract,
            features=frozenset(cast("tuple[Feature, ...]", chosen)),
            modules=[m for m in MODULES if m.feature in chosen],
            topology=settings.topology,
            paths=_paths(engine),
            machine=machine(settings.topology),
            now=now,
            source_drift=lambda: world.drift("source"),
            target_drift=world.table_drift,
            open_target=partial(_opened, engine),
            lock_holder=lambda: None if holder is None else str(holder),
            secret=partial(_secret, engine, given),
            file=partial(_file, engine, given),
            signed_in=directories.signed_in(source.directory),
            earlier_runs=[EarlierRun(r.id, r.status, r.started.isoformat(), r.installation) for r in runs.list()],
            limits=world.target_contract.limits,
            answers=provisional(given),
            apps=partial(registered_apps, source),
            identity=identity,
            endpoints=endpoints(settings, source),
            tls=partial(tls.look, now=now),
            clocks=clocks.ahead(clocks.of_systems(world, source), engine.clock),
            remote_session=engine.remote_session,
            allow_writable_source=asked.allow_writable_source,
            source_writable=next((bool(s.facts.may) for s in servers if s.side == "source"), None),
            servers=servers,
            doors=list(looks(world, target)),
            **_of_search(engine),
        )
        return [row(f) for f in preflight(CHECKS, context)]


def _of_search(engine: Connected) -> dict[str, Any]:
    """How the checks see the search cluster: asked once, and one that is away is waited for once."""
    named, contract, keyring = engine.settings.index, engine.world.target_contract, engine.keyring
    if not isinstance(named, Search):
        return {}
    seen = _once(partial(search.facts_of, named, contract, keyring))

    def indices() -> SearchIndices:
        seen()
        return search.indices_of(named, contract, keyring)

    return {"search": seen, "search_indices": indices}


def _once(ask: Callable[[], T]) -> Callable[[], T]:
    """What `ask` gives, or raises, the first time."""

    @cache
    def asked() -> tuple[T | None, UpgradeError | None]:
        try:
            return ask(), None
        except UpgradeError as error:
            return None, error

    def told() -> T:
        found, error = asked()
        if error is not None:
            raise error
        return cast("T", found)

    return told


def _servers(world: World, source: GroupId10, modules: Sequence[Module]) -> Iterator[ServerSeen]:
    """What there is to know of databases on SQL Server; nothing for files."""
    if isinstance(place := world.source_place, mssql.Server):
        driver, facts = mssql.chosen_driver(place), mssql.facts(source.engine)
        reads = grants.read(world.source_contract, modules)
        needs = grants.of_source(world.source_contract, modules, facts.user)
        yield ServerSeen("source", str(place), driver, mssql.remarks(place, driver), facts, reads, grants=needs)
    if isinstance(place := world.target_place, mssql.Server):
        driver, facts = mssql.chosen_driver(place), world.of_target(mssql.facts)
        writes = grants.written(world.target_contract, modules)
        reads = grants.looked_at(world.target_contract, writes)
        needs = grants.of_target(world.target_contract, modules, facts.user)
        yield ServerSeen("target", str(place), driver, mssql.remarks(place, driver), facts, reads, writes, needs)


def row(finding: Finding) -> results.Check:
    return results.Check(
        id=finding.id,
        area=finding.area,
        status=finding.status,
        message=finding.message,
        recommended_action=finding.recommended_action,
        target=finding.target,
    )


def _secret(engine: Connected, given: Mapping[str, Any], decision: str) -> str | None:
    answer = given.get(decision)
    if isinstance(answer, str) and answer.startswith(REFERENCE):
        return engine.keyring.reference(answer)
    return engine.keyring.values.get(decision)


def _file(engine: Connected, given: Mapping[str, Any], decision: str) -> bytes | None:
    if decision in engine.keyring.files:
        return engine.keyring.files[decision]
    answer = given.get(decision)
    return Path(answer).read_bytes() if isinstance(answer, str) and Path(answer).is_file() else None


def _opened(engine: Connected) -> None:
    engine.world.sealer()


def _paths(engine: Connected) -> Paths:
    s = engine.settings
    return Paths(
        source=s.source if isinstance(s.source, Path) else str(s.source),
        target=s.target if isinstance(s.target, Path) else str(s.target),
        index=None if isinstance(s.index, Search) else s.index_path,
        log=s.log_path,
        directory=directories.location(s.directory),
        program=s.program,
        data=s.data,
        secrets=s.secrets,
        files=s.files_path,
        scratch=Path(tempfile.gettempdir()),
        tasks=s.tasks,
    )
