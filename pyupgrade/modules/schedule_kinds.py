"""Kinds of schedule: from the words GroupID 10 has for one to the JobType of 11.1, and who makes it there.

Of JobType only SmartGroup and GUS are documented (newschedule.md, setschedule.md). Those that 11.1 makes by itself bear the names
of its defaults in the contract; every other name is ours and assumed. An overlay or a door that learns the product's own names
changes this one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyupgrade.modules.stores import spelled
from pyupgrade.plan.items import Feature

SMART_GROUP: Final = "SmartGroup"
GUS: Final = "GUS"
REPORTS: Final = "Reports"
SYNCHRONIZE: Final = "Synchronize"
ENTITLEMENT: Final = "GroupID Entitlement"


@dataclass(frozen=True, slots=True)
class Kind:
    """A JobType, the v10 words for it (spelled without case and signs), and the features without which it has nothing to run."""

    job_type: str
    words: tuple[str, ...]
    needs: tuple[Feature, ...] = ()
    by_product: bool = False
    documented: bool = False


KINDS: Final = (
    Kind(SMART_GROUP, ("smartgroup", "smartgroups", "smartgroupupdate"), ("Groups",), documented=True),
    Kind(GUS, ("gus", "groupusageservice", "groupusage"), documented=True),
    Kind("GroupLifeCycle", ("grouplifecycle", "glm", "grouplifecycleglm")),
    Kind("MembershipLifeCycle", ("membershiplifecycle", "mlm")),
    Kind("ManagedBy", ("managedby", "managedbylifecycle")),
    Kind("OrphanGroupUpdate", ("orphan", "orphangroup", "orphangroups", "orphangroupupdate", "orphangroupupdater")),
    Kind("UserLifeCycle", ("userlifecycle", "ulm")),
    Kind(REPORTS, ("reports", "report", "reporting", "reportingtask", "reportportal"), ("Reports",)),
    Kind(SYNCHRONIZE, ("synchronize", "synchronizejob", "synchronizejobportal", "sync"), ("Synchronize",)),
    Kind("HistoryRetention", ("historyretention",), by_product=True),
    Kind("SchemaReplication", ("schemareplication",), by_product=True),
    Kind("WorkflowAcceleration", ("workflowacceleration",), by_product=True),
    # "Insights" of 10 bears this name in 11.1 (upgrade note 18).
    Kind(ENTITLEMENT, ("insights", "insight", "entitlement", "groupidentitlement"), by_product=True),
    Kind("Entitlement Scope", ("entitlementscope",), by_product=True),
    Kind("Entitlement Temporary Permissions", ("entitlementtemporarypermissions",), by_product=True),
)
_BY_WORD: Final[Mapping[str, Kind]] = {word: kind for kind in KINDS for word in kind.words}


def kind_of(word: str | None) -> Kind | None:
    """The kind that a word of GroupID 10 names, in any letter case and with any blanks and signs."""
    return _BY_WORD.get(spelled(word or ""))


def split_name(kind: str | None, name: str | None) -> tuple[str | None, str]:
    """Kind and bare name of a schedule, whose task is called <Type>_<name> (Z-CATTR)."""
    prefix, sign, rest = (name or "").strip().partition("_")
    if not sign or not rest.strip():
        return kind, (name or "").strip()
    of_prefix = kind_of(prefix)
    if of_prefix is not None and kind in (None, ""):
        return prefix, rest.strip()
    if of_prefix is not None and of_prefix is kind_of(kind):
        return kind, rest.strip("_").strip()
    return kind, (name or "").strip()
