"""What can keep a plan, groups or a run from going on."""

from __future__ import annotations

from collections.abc import Mapping

from pyupgrade.errors.base import UpgradeError

# -- plan ----------------------------------------------


class PlanError(UpgradeError):
    """The plan cannot be run: {reason}"""

    code = "DMUpgrade.Plan.Invalid"
    category = "InvalidData"
    action = "Build a new plan with Get-DMUpgradePlan and review it."


class PlanInvalid(PlanError):
    """This is not a plan file of this product: {reason}."""


class PlanEdited(PlanError):
    """The plan was changed after it was made: its digest does not hold."""

    code = "DMUpgrade.Plan.Edited"


class PlanOtherSource(PlanError):
    """The plan was made for source installation {planned}, connected is {connected}."""

    code = "DMUpgrade.Plan.OtherSource"
    action = "Connect to the source that the plan was made for, or build a new plan."


class PlanOtherTarget(PlanError):
    """The plan was made for target {planned}, connected is {connected}."""

    code = "DMUpgrade.Plan.OtherTarget"
    action = "Connect to the target that the plan was made for, or build a new plan."


class PlanOtherVersion(PlanError):
    """The plan was made by {planned}, this is {present}."""

    code = "DMUpgrade.Plan.OtherVersion"


class PlanOpen(PlanError):
    """The plan still has open decisions."""

    code = "DMUpgrade.Plan.OpenDecisions"
    category = "InvalidOperation"
    action = "Answer them with Set-DMUpgradeAnswer; $plan.Decisions shows question, kind and proposal."


class PlanDecisionsChanged(PlanError):
    """What the plan decided no longer holds."""

    code = "DMUpgrade.Plan.DecisionsChanged"
    action = "See what changed with Get-DMUpgradePlan -Against FILE, then review and run a new plan."


class PlanStale(PlanError):
    """History that the plan counted is gone from the source."""

    code = "DMUpgrade.Plan.Stale"
    action = "Find out who removed it (archiving?), then build a new plan."


class PlanInexact(PlanError):
    """The source is no longer exactly as the plan saw it, and -Exact was asked for."""

    code = "DMUpgrade.Plan.Inexact"
    action = "Run without -Exact to take the differences along, or build a new plan."


class LossNotAccepted(PlanError):
    """The plan lists losses that nobody has accepted."""

    code = "DMUpgrade.Loss.NotAccepted"
    category = "InvalidOperation"
    action = "Read $plan.Notices, then say -AcceptLoss with their ids, or All."


class GroupLossNotAccepted(LossNotAccepted):
    """Upgrading these groups loses what nobody has accepted."""

    action = (
        "Read each loss; then give the same command once more with -AcceptLoss {ids}, or All where none must be named."
    )


class GuardTripped(PlanError):
    """The plan would change more existing things than the guard allows."""

    code = "DMUpgrade.Guard.Tripped"
    category = "LimitsExceeded"
    action = "Review the items whose Action is Update; if they are right, say -RaiseLimit @{{ Kind = count }} for each kind named."


class FeatureUnknown(PlanError):
    """There is no feature '{feature}'."""

    code = "DMUpgrade.Feature.Unknown"
    category = "InvalidArgument"
    action = "Choose Everything, or any of the features listed in the details."


class FeaturePrerequisite(PlanError):
    """Feature '{feature}' needs {missing}, which is neither chosen nor upgraded already."""

    code = "DMUpgrade.Feature.Prerequisite"
    category = "InvalidOperation"
    action = "Add {missing} to -Feature, or run it first."


class EarlierRunMissing(PlanError):
    """Groups can be upgraded by name only after a completed run of Configuration and History; missing is {missing}."""

    code = "DMUpgrade.Group.EarlierRunMissing"
    category = "InvalidOperation"
    action = "Run: Get-DMUpgradePlan -Feature {missing} | Start-DMUpgrade"


# -- groups ----------------------------------------------


class GroupError(UpgradeError):
    """The groups cannot be chosen so: {reason}"""

    code = "DMUpgrade.Group.Invalid"
    category = "InvalidArgument"


class GroupTypeUnsupported(GroupError):
    """Group types 4 (middle Dynasty) and 5 (leaf Dynasty) cannot be upgraded on their own; asked for was {asked}."""

    code = "DMUpgrade.Group.TypeUnsupported"
    action = "Upgrade the parent (type 3): it carries its children."


class GroupTypeUnknown(GroupError):
    """There is no group type {asked}."""

    code = "DMUpgrade.Group.TypeUnknown"
    action = "Use 1 (unmanaged), 2 (Smart Group), 3 (Dynasty) or 6 (Password Expiry)."


class ScopeInvalid(GroupError):
    """The scope of a search container is wrong: {reason}."""

    code = "DMUpgrade.Group.ScopeInvalid"
    action = "Use 1 (the container only) or 2 (with everything below); one scope for each container, in the same order."


class StoreUnknown(GroupError):
    """There is no identity store {store} in the target."""

    code = "DMUpgrade.Group.StoreUnknown"
    category = "ObjectNotFound"
    action = "Use an id that Get-DMUpgradeTarget and the plan of the first run show."

    @classmethod
    def of(cls, store: int, known: Mapping[int, str]) -> StoreUnknown:
        """With the stores there are."""
        return cls(store=store, details=[f"{number}: {name}" for number, name in sorted(known.items())])


class StoreMissing(GroupError):
    """No identity store was named."""

    code = "DMUpgrade.Group.StoreMissing"
    action = "Give -IdentityStoreId here or to Connect-DMUpgrade."


# -- runs ----------------------------------------------


class RunError(UpgradeError):
    """The run cannot be found or controlled: {reason}"""

    code = "DMUpgrade.Run.Invalid"
    category = "InvalidOperation"


class RunNotFound(RunError):
    """This target has no run {run}."""

    code = "DMUpgrade.Run.NotFound"
    category = "ObjectNotFound"
    action = "Get-DMUpgradeRun lists the runs of the connected target."


class NoRunYet(RunError):
    """No run has been made for this source on this target."""

    code = "DMUpgrade.Run.NoneYet"
    category = "ObjectNotFound"
    action = "Start-DMUpgrade makes one; Get-DMUpgradeRun lists the runs of the connected target."


class NothingToResume(RunError):
    """There is no run to resume: {reason}."""

    code = "DMUpgrade.Run.NothingToResume"
    category = "ObjectNotFound"
    action = "Get-DMUpgradeRun shows what has ended and how; start a new one with Start-DMUpgrade."


class NothingToUndo(RunError):
    """There is no run to take back: {reason}."""

    code = "DMUpgrade.Run.NothingToUndo"
    category = "ObjectNotFound"
    action = "Get-DMUpgradeRun shows the runs of this target and how each ended."


class UndoLater(RunError):
    """Run {run} cannot be taken back before run {later}, which wrote some of the same or needs what it brought."""

    code = "DMUpgrade.Run.UndoLaterFirst"
    category = "InvalidOperation"
    action = "Run: Undo-DMUpgrade -RunId {later}, then this one."


class NoRunLive(RunError):
    """No run of '{location}' is under way."""

    code = "DMUpgrade.Run.NotLive"
    action = "Get-DMUpgradeRun shows the runs there were; Resume-DMUpgrade continues one that was interrupted."


class StageUnknown(RunError):
    """There is no stage '{stage}'."""

    code = "DMUpgrade.Run.StageUnknown"
    category = "InvalidArgument"
    action = "Use one of the stages listed in the details."


class LimitWrong(RunError):
    """The limit of '{kind}' is raised to '{given}', which is not a whole number."""

    code = "DMUpgrade.Guard.LimitWrong"
    category = "InvalidArgument"
    action = "Say -RaiseLimit @{{ {kind} = 500 }}, with the number of updates that are right."


class KindUnknown(RunError):
    """The plan changes nothing of kind '{kind}', so its limit cannot be raised."""

    code = "DMUpgrade.Guard.KindUnknown"
    category = "InvalidArgument"
    action = "Use a Kind of the plan's items, as listed in the details."


class RunNotLive(RunError):
    """Run {run} is not running."""

    code = "DMUpgrade.Run.NotLive"
    action = "Get-DMUpgradeRun shows its state; Resume-DMUpgrade continues one that was interrupted."
