"""Which permissions the account of a documented door needs for its kinds of object: for people to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.door_looks import DOCUMENTED, DoorLook
from pyupgrade.plan.finding import Finding

# The labels stand on 11.1 admincenter/securityrole/permissions.md; which of them a kind needs no page says: assumed by their words.
PERMISSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "IdentityStore": ("Create Identity Store", "Manage Identity Store", "Manage Identity Store General Info"),
    "IdentityStoreSettings": ("Manage Identity Store Configurations",),
    "SecurityRole": ("Manage Security Roles",),
    "SmtpServer": ("Manage Identity Store Configurations",),
    "Notifications": ("Manage Identity Store Configurations",),
    "MessagingProvider": ("Manage Identity Store Configurations",),
    "Schedule": ("Manage Scheduling",),
    "DataSource": ("Create Data Source", "Manage Data Source"),
    "SynchronizeJob": ("Create Job", "View Any Job"),
    "JobCollection": ("Create Job", "Edit Job", "View Any Job"),
    "Workflow": ("Manage Workflows",),
    "SmartGroup": ("Create Smart Group", "Manage Any Group"),
    "PasswordExpiryGroup": ("Create Smart Group", "Manage Any Group"),
    "Dynasty": ("Create Smart Group", "Manage Any Group"),
    "UnmanagedGroup": ("Manage Any Group",),
}


def needed(door: DoorLook) -> list[str]:
    """Labels of the permissions that the kinds of a door need, as far as their words tell."""
    return sorted({label for kind in door.kinds for label in PERMISSIONS.get(kind, ())})


def _run(context: Context) -> Iterator[Finding]:
    looks = [door for door in context.doors if door.name in DOCUMENTED]
    if not looks:
        yield CHECK.row("Passed", "No kind goes through a documented door, so no account of the product is needed.")
    for door in looks:
        # REST has no call for it. The shell's Get-IdentityStoreRoles shows what a role may do, but no page says by which property
        # Get-ConnectedUser and Get-UserRole would name the account's.
        said = f"What the account of the door '{door.name}' may do no documented answer says. By their names it needs: "
        yield CHECK.row("Skipped", f"{said}{', '.join(needed(door))}.", CHECK.repair, door.location or door.name)


CHECK = CheckSpec(
    id="door.rights",
    area="Doors",
    looks_at="The kinds of object of each documented door. It lists the permissions that they need by their names and does not see which "
    "of them the account has.",
    repair="Give the account a security role with these permissions in each store (Admin Center, the store's Security Roles), or use one "
    "of the role Administrator. What the product refuses is told line by line in any case.",
    run=_run,
)
