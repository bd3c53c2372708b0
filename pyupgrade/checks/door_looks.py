"""What checks see of the doors in use: plain rows that the engine makes by one look at each, and the services that each needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Module:
    """The vendor's module as the shell that asks has it: its name, "" where none is loaded; which of the contract's cmdlets it lacks;
    whose `Upgrade-Group` an admin gets who types it here (a module's name)."""

    name: str = ""
    lacks: Sequence[str] = ()
    upgrade_group: str = ""


@dataclass(frozen=True, slots=True)
class DoorLook:
    """A door in use, as it was looked at.

    `kinds` are those that go through it. `version` and `server` are what the product says of itself, "" where the door has no call that
    says it. `problem` says why it does not answer, "" when it does; `action` what to do about that. `services` tells by name whether
    each is up, None where that could not be seen; a service that is not listed was not looked for. `module` is told for the shell
    alone.
    """

    name: str
    kinds: Sequence[str]
    location: str = ""
    version: str = ""
    server: str = ""
    problem: str = ""
    action: str = ""
    services: Mapping[str, bool | None] = field(default_factory=dict)
    module: Module | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a door needs of a service, and why."""

    service: str
    up: bool
    why: str


DOCUMENTED: Final = ("rest", "shell")
DATA: Final = "GroupIDDataService"
SECURITY: Final = "GroupIDSecurityService"
SEARCH: Final = "GroupIDElasticSearchService11"
REPLICATION: Final = "GroupIDReplicationService"
SCHEDULER: Final = "GroupIDSchedulerService"

_UP: Final = (
    Need(SECURITY, True, "it signs every caller in"),  # 11.1 APIs/gettoken.md, managementshell/identitystoreconnection
    Need(DATA, True, "it serves every call"),  # 11.1 APIs/welcome.md, admincenter/service/overview.md
    Need(SEARCH, True, "without it the product does not work"),  # 11.1 admincenter/service/overview.md
)
# That nobody else may write the same rows in the middle of a run is our own conclusion: no page speaks of writing tables.
_DOWN: Final = (
    Need(DATA, False, "it writes the same tables"),
    Need(REPLICATION, False, "it reads what is half written"),
    Need(SCHEDULER, False, "its schedules run on what is half written"),
)
NEEDS: Final[Mapping[str, Sequence[Need]]] = {
    "rest": _UP,
    # Replication is started and waited for through the shell: managementshell/general/invokereplication.md.
    "shell": (*_UP, Need(REPLICATION, True, "the stage of replication starts it and waits for it")),
    "tables": _DOWN,
}

NOT_IN_USE: Final = "No documented door is in use: nothing of a product is called."
