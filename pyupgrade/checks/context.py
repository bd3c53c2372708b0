"""What a check is and what it may look at: readers, facts of the settings, and probes of the machine that the engine
hands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from pyupgrade.connect.search_facts import SearchFacts
from pyupgrade.contracts.load import Contract
from pyupgrade.plan.finding import Finding, FindingStatus
from pyupgrade.plan.items import Answers, Feature, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

EMBEDDED: Final = "The search index is the embedded one: there is no cluster to look at."


class DriftLike(Protocol):
    """One difference between a contract and what is there (source/drift.py makes them)."""

    @property
    def object(self) -> str: ...

    @property
    def column(self) -> str: ...

    @property
    def difference(self) -> str: ...

    @property
    def expected(self) -> str: ...

    @property
    def found(self) -> str: ...

    @property
    def needed(self) -> bool: ...


class IndexDifferenceLike(Protocol):
    """One difference between an index and the contract (target/search_mapping.py makes them)."""

    @property
    def index(self) -> str: ...

    @property
    def column(self) -> str: ...

    @property
    def difference(self) -> str: ...

    @property
    def expected(self) -> str: ...

    @property
    def found(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Paths:
    """Files and folders of the profile; None where it names none."""

    source: Path
    target: Path
    index: Path | None  # None where it is a cluster
    log: Path
    directory: Path | None = None
    program: Path | None = None
    data: Path | None = None
    secrets: Path | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """A library the engine needs: the lowest version that will do, and the one found (None: not installed)."""

    name: str
    wanted: str
    found: str | None


@dataclass(frozen=True, slots=True)
class Machine:
    """Probes of this machine. Each returns None where it has no answer here.

    `free_bytes` of the disk that will hold a path (which need not exist yet), `mode` the permission bits of a file
    (None where the system has none), `head` the first bytes of a file.
    """

    python: tuple[int, int, int]
    libraries: Sequence[Library]
    free_bytes: Callable[[Path], int | None]
    mode: Callable[[Path], int | None]
    head: Callable[[Path, int], bytes | None]


@dataclass(frozen=True, slots=True)
class SearchIndices:
    """Where the search cluster's indices differ from the contract, and those that a run left set for loading."""

    differences: Sequence[IndexDifferenceLike]
    loading: Sequence[str]


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A run of the target's journal; `status` as Get-DMUpgradeRun shows it."""

    run: int
    status: str
    started: str
    installation: str


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at. `now` is UTC.

    `open_target` raises VaultError or UpgradeError when the passphrase does not open the target's known value.
    `lock_holder` says who runs on the target, None when nobody does. `secret` and `file` give values of answers known
    in memory now, by decision id; `answers` are those of the profile, as a plan would hold them. `source_writable` is what the
    login could do (None: a file that is opened read-only). `search` asks the search cluster, `search_indices` its indices; None where the
    index is the embedded one.
    """

    source: SourceReader
    target: TargetReader
    source_contract: Contract
    target_contract: Contract
    features: frozenset[Feature]
    modules: Sequence[Module]
    topology: str
    paths: Paths
    machine: Machine
    now: datetime
    source_drift: Callable[[], Sequence[DriftLike]]
    target_drift: Callable[[], Sequence[DriftLike]]
    open_target: Callable[[], None]
    lock_holder: Callable[[], str | None] = lambda: None
    secret: Callable[[str], str | None] = lambda decision: None
    file: Callable[[str], bytes | None] = lambda decision: None
    source_writable: bool | None = None
    allow_writable_source: bool = False
    earlier_runs: Sequence[EarlierRun] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    search: Callable[[], SearchFacts] | None = None
    search_indices: Callable[[], SearchIndices] | None = None


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """A check: for which features it is run (empty: always), what it looks at, and how what it finds is repaired (for
    docs/checks.md)."""

    id: str
    area: str
    looks_at: str
    repair: str
    run: Callable[[Context], Iterator[Finding]]
    features: frozenset[Feature] = frozenset()

    def row(self, status: FindingStatus, message: str, action: str = "", target: str = "") -> Finding:
        return Finding(
            id=self.id, area=self.area, status=status, message=message, recommended_action=action, target=target
        )


def wanted(checks: Sequence[CheckSpec], features: frozenset[Feature]) -> list[CheckSpec]:
    """Those of `checks` that concern the chosen features."""
    return [check for check in checks if not check.features or check.features & features]


def preflight(checks: Sequence[CheckSpec], context: Context) -> Iterator[Finding]:
    """Rows of all checks for the chosen features; a check that cannot be carried out is a Failed row of its own, never
    the end."""
    for check in wanted(checks, context.features):
        try:
            yield from check.run(context)
        except Exception as reason:  # the admin wants every row, not the first accident
            told = getattr(reason, "message", None) or f"{type(reason).__name__}: {reason}"
            action = (
                getattr(reason, "recommended_action", "") or "Read the details log; the check could not be carried out."
            )
            yield check.row("Failed", f"Could not be checked: {told}", action)
