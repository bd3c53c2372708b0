"""Test-DMUpgrade: every check of the chosen features, with what this machine and the moment have to say."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from pyupgrade import results
from pyupgrade.checks.context import Context, EarlierRun, Library, Machine, Paths, preflight
from pyupgrade.engine import planning, search
from pyupgrade.engine.answers import REFERENCE, provisional
from pyupgrade.engine.connected import Connected
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Feature
from pyupgrade.registry import CHECKS, FEATURES, MODULES
from pyupgrade.settings.search import Search
from pyupgrade.target.lock import holder_of, lock_path

# What the engine imports at work, and the lowest version the ranges of pyproject.toml let in.
LIBRARIES = {
    "SQLAlchemy": "2.0.40", "pydantic": "2.10", "msgspec": "0.19", "cryptography": "43", "jinja2": "3.1", "defusedxml": "0.7.1",
    "elasticsearch": "8.17", "requests": "2.31",
}  # fmt: skip


def run(engine: Connected, asked: Iterable[str]) -> list[results.Check]:
    """One row a finding. Raises only where source or target cannot be opened at all."""
    world, settings = engine.world, engine.settings
    with world.source() as source, world.reader() as target, world.runs() as runs:
        chosen = planning.features(asked or FEATURES, target.completed(source.installation))
        given = planning.answers_given(engine, {}, None)[0]
        named = settings.index if isinstance(settings.index, Search) else None
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
            machine=_machine(settings.topology),
            now=datetime.fromtimestamp(engine.clock(), UTC),
            source_drift=lambda: world.drift("source"),
            target_drift=world.table_drift,
            open_target=partial(_opened, engine),
            lock_holder=lambda: None if holder is None else str(holder),
            secret=partial(_secret, engine, given),
            file=partial(_file, engine, given),
            earlier_runs=[EarlierRun(r.id, r.status, r.started.isoformat(), r.installation) for r in runs.list()],
            limits=world.target_contract.limits,
            answers=provisional(given),
            search=cache(partial(search.facts_of, named, world.target_contract, engine.keyring)) if named else None,
            search_indices=partial(search.indices_of, named, world.target_contract, engine.keyring) if named else None,
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
        index=None if isinstance(s.index, Search) else s.index_path,
        log=s.log_path,
        directory=s.directory,
        program=s.program,
        data=s.data,
        secrets=s.secrets,
    )


def _machine(topology: str) -> Machine:
    return Machine(
        python=sys.version_info[:3],
        libraries=[Library(name, wanted, _version(name)) for name, wanted in LIBRARIES.items()],
        free_bytes=_free_bytes,
        mode=_mode,
        # Where the source is also the target, closing a file opened here would drop the locks that SQLite holds for us.
        head=_head if topology == "new" else _no_head,
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _free_bytes(path: Path) -> int | None:
    there = next((p for p in (path, *path.parents) if p.exists()), None)
    return None if there is None else shutil.disk_usage(there).free


def _mode(path: Path) -> int | None:
    if sys.platform == "win32" or not path.exists():
        return None  # access lists have no such bits
    return stat.S_IMODE(path.stat().st_mode)


def _no_head(path: Path, count: int) -> bytes | None:
    return None


def _head(path: Path, count: int) -> bytes | None:
    try:
        with path.open("rb") as content:
            return content.read(count)
    except OSError:
        return None
