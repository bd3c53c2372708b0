"""Test-DMUpgrade: every check of the chosen features, with what this machine and the moment have to say."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from pyupgrade import results
from pyupgrade.checks.context import Context, EarlierRun, Paths, preflight
from pyupgrade.connect import tls
from pyupgrade.engine import directories, planning
from pyupgrade.engine.answers import REFERENCE, provisional
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.endpoints import clocks, endpoints
from pyupgrade.engine.machine import machine
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Feature
from pyupgrade.registry import CHECKS, FEATURES, MODULES
from pyupgrade.target.lock import holder_of, lock_path


def run(engine: Connected, asked: Iterable[str]) -> list[results.Check]:
    """One row a finding. Raises only where source or target cannot be opened at all."""
    world, settings = engine.world, engine.settings
    with world.source() as source, world.reader() as target, world.runs() as runs:
        chosen = planning.features(asked or FEATURES, target.completed(source.installation))
        given = planning.answers_given(engine, {}, None)[0]
        now = datetime.fromtimestamp(engine.clock(), UTC)
        holder = holder_of(lock_path(settings.target))
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
            target_drift=lambda: world.drift("target"),
            open_target=partial(_opened, engine),
            lock_holder=lambda: None if holder is None else str(holder),
            secret=partial(_secret, engine, given),
            file=partial(_file, engine, given),
            earlier_runs=[EarlierRun(r.id, r.status, r.started.isoformat(), r.installation) for r in runs.list()],
            limits=world.target_contract.limits,
            answers=provisional(given),
            endpoints=endpoints(settings, source),
            tls=partial(tls.look, now=now),
            clocks=clocks(world.clocks, engine.clock),
            remote_session=engine.remote_session,
        )
        return [row(f) for f in preflight(CHECKS, context)]


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
        source=s.source,
        target=s.target,
        index=s.index_path,
        log=s.log_path,
        directory=directories.location(s.directory),
        program=s.program,
        data=s.data,
        secrets=s.secrets,
        files=s.files_path,
        scratch=Path(tempfile.gettempdir()),
        tasks=s.tasks,
    )
