"""What must not be lost of groups, counted on both sides: temporary members, kept members of expired groups, deleted
groups (G4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyupgrade.plan.batches import batches
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.ports import SourceReader, TargetReader

KINDS = ("SmartGroup", "Dynasty", "PasswordExpiryGroup", "UnmanagedGroup")
GROUPS, MEMBERS, KEPT = "SVC.GroupObject", "SVC.GroupMembership", "Expired.GroupMember"
BATCH = 500


@dataclass(slots=True)
class _Tally:
    before: int = 0
    after: int = 0


def kept(
    source: SourceReader, target: TargetReader, carries: Callable[[str, str], bool] = lambda kind, field: True
) -> Iterator[Finding]:
    """One row for each of the three, over the groups that stand on both sides; fewer in the target than in the source
    is Failed. Kinds whose door does not carry a field were said before the run, and are not counted in its row."""
    tallies = {
        "members with dates (temporary membership)": _Tally(),
        "kept members of expired groups": _Tally(),
        "expired groups": _Tally(),
        "logically deleted groups": _Tally(),
    }
    members, backups, expired, deleted = tallies.values()
    for kind in KINDS:
        for batch in batches(target.keys(kind), BATCH):
            rows = {row["ObjectGUID"]: row for row in source.rows(GROUPS, {"ObjectGUID": batch})}
            there = sorted(rows)
            if not there:
                continue
            if carries(kind, "members"):
                members.before += sum(1 for _ in source.rows(MEMBERS, {"ObjectGUID": there}))
            if carries(kind, "expiredMembers"):
                backups.before += sum(1 for _ in source.rows(KEPT, {"ObjectGUID": there}))
            if carries(kind, "IMGIsExpired"):
                expired.before += sum(1 for row in rows.values() if row["IsExpired"])
            if carries(kind, "IMGIsDeleted"):
                deleted.before += sum(1 for row in rows.values() if row["IsDeleted"])
            for values in target.read(kind, there).values():
                members.after += len(values.get("members") or ())
                backups.after += len(values.get("expiredMembers") or ())
                expired.after += bool(values.get("IMGIsExpired"))
                deleted.after += bool(values.get("IMGIsDeleted"))
    for what, tally in tallies.items():
        yield _row(what, tally)


def _row(what: str, tally: _Tally) -> Finding:
    counts = f"{what.capitalize()}: {tally.before:,} in GroupID, {tally.after:,} in 11.1."
    if tally.after == tally.before:
        return Finding(id="verify.kept", area="Groups", status="Passed", message=counts, target=what)
    return Finding(
        id="verify.kept",
        area="Groups",
        status="Failed" if tally.after < tally.before else "Warning",
        message=counts,
        recommended_action="Right after a run both are equal. Later the product itself ends "
        "memberships and deletes groups: look at the "
        "groups' history before you worry.",
        target=what,
    )
