"""What a check is and what it may look at: readers, facts of the settings, and probes of the machine that the engine
hands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pyupgrade.checks.door_looks import DoorLook
from pyupgrade.connect.mssql import Facts as ServerFacts
from pyupgrade.connect.search_facts import SearchFacts
from pyupgrade.connect.tls import Endpoint, Seen
from pyupgrade.contracts.load import Contract
from pyupgrade.plan.drift import Difference
from pyupgrade.plan.finding import Finding, FindingStatus
from pyupgrade.plan.identity import CloudApp, Identity
from pyupgrade.plan.items import Answers, Feature, Line, Module
from pyupgrade.plan.ports import SourceReader, TargetReader

EMBEDDED: Final = "The search index is the embedded one: there is no cluster to look at."


@dataclass(frozen=True, slots=True)
class Paths:
    """Files and folders of the profile; None where it names none. What lies on servers is named by a text: `server/database`, or the
    directory's servers."""

    source: Path | str
    target: Path | str
    index: Path | None  # None where it is a cluster
    log: Path
    directory: str = ""
    program: Path | None = None
    data: Path | None = None
    secrets: Path | None = None
    files: Path | None = None
    scratch: Path | None = None  # where a source with a write-ahead log is copied to
    tasks: Path | None = None


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
    (None where the system has none), `head` the first bytes of a file, `size` of a file (0 without one). `writable`: whether this
    account could make or change it. `exists` takes a path as Windows or this system writes it; None where such a path means nothing
    here. `dsns` are the system DSNs with their drivers. `managed_account` says the state of a group managed service account here in
    Windows' own words, `services` the running ones by name.
    """

    python: tuple[int, int, int]
    libraries: Sequence[Library]
    free_bytes: Callable[[Path], int | None]
    mode: Callable[[Path], int | None]
    head: Callable[[Path, int], bytes | None]
    size: Callable[[Path], int] = lambda path: 0
    writable: Callable[[Path], bool | None] = lambda path: None
    exists: Callable[[str], bool | None] = lambda path: None
    dsns: Callable[[], Mapping[str, str] | None] = lambda: None
    managed_account: Callable[[str], str | None] = lambda account: None
    services: Callable[[], Sequence[str] | None] = lambda: None


@dataclass(frozen=True, slots=True)
class SearchIndices:
    """Where the search cluster's indices differ from the contract, and those that a run left set for loading."""

    differences: Sequence[Difference]
    loading: Sequence[str]


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A run of the target's journal; `status` as Get-DMUpgradeRun shows it."""

    run: int
    status: str
    started: str
    installation: str


@dataclass(frozen=True, slots=True)
class ServerSeen:
    """A database on SQL Server as it was reached: `reads` and `writes` are tables, `grants` what the login needs, as T-SQL."""

    side: str
    location: str
    driver: str
    remarks: Sequence[str]
    facts: ServerFacts
    reads: Sequence[str] = ()
    writes: Sequence[str] = ()
    grants: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at. `now` is UTC.

    `open_target` raises VaultError or UpgradeError when the passphrase does not open the target's known value.
    `lock_holder` says who runs on the target, None when nobody does. `secret` and `file` give values of answers known
    in memory now, by decision id; `answers` are those of the profile, as a plan would hold them. `source_writable` is what the
    login could do (None: a file that is opened read-only). `endpoints` are reached by TLS, and `tls` looks at one. `clocks`: by
    how much each system that tells its time is ahead of this machine (UpgradeError where it does not answer).
    `remote_session`: None when no shell told, "" for one on this machine, else how a remote one signed in. `apps` are those that the
    source signs in as in the cloud, `identity` the platform they can be tried at (None: the profile does not name it). `servers`
    are the databases that lie on SQL Server. `search` asks the search cluster, `search_indices` its indices; None where the
    index is the embedded one. `doors` are those in use on a real 11.1, `tables` among them, each looked at once by the
    engine: a door is asked who is there, the shell which modules it has, the doors' addresses or this machine which services are up.
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
    source_drift: Callable[[], Sequence[Difference]]
    target_drift: Callable[[], Sequence[Difference]]
    open_target: Callable[[], None]
    lock_holder: Callable[[], str | None] = lambda: None
    secret: Callable[[str], str | None] = lambda decision: None
    file: Callable[[str], bytes | None] = lambda decision: None
    source_writable: bool | None = None
    allow_writable_source: bool = False
    earlier_runs: Sequence[EarlierRun] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    servers: Sequence[ServerSeen] = ()
    apps: Callable[[], Sequence[CloudApp]] = tuple
    identity: Identity | None = None
    endpoints: Sequence[Endpoint] = ()
    tls: Callable[[Endpoint], Seen] | None = None
    clocks: Mapping[str, Callable[[], timedelta]] = field(default_factory=dict)
    remote_session: str | None = None
    search: Callable[[], SearchFacts] | None = None
    search_indices: Callable[[], SearchIndices] | None = None
    doors: Sequence[DoorLook] = ()
    planned: dict[str, list[Line]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def lines(self, *kinds: str) -> Iterator[Line]:
        """Lines of the chosen modules that write objects of these kinds; for a check this is what is going to be there."""
        for module in self.modules:
            if any(kind in module.writes for kind in kinds):
                if module.name not in self.planned:  # several checks ask, and a module may read all groups for it
                    self.planned[module.name] = list(module.plan(self.source, self.target, self.answers))
                yield from self.planned[module.name]


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
