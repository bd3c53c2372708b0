"""What can be wrong with a documented door: it does not answer, does not let us in, or answers what nobody documented."""

from __future__ import annotations

from pyupgrade.errors.systems import TargetError


class DoorUnreachable(TargetError):
    """The door {door} at {location} does not answer: {reason}"""

    code = "DMUpgrade.Door.Unreachable"
    category = "ConnectionError"
    action = (
        "See that Directory Manager's services are up and that this machine may connect there, then try again; a run that had begun "
        "goes on with Resume-DMUpgrade. What was written is found again, not made twice."
    )
    transient = True


class DoorDenied(DoorUnreachable):
    """The door {door} at {location} does not let this account in: {reason}"""

    code = "DMUpgrade.Door.Denied"
    category = "PermissionDenied"
    action = (
        "See that name and secrets in the profile are right and that the account has the role that the work needs, then try again; a "
        "run that had begun goes on with Resume-DMUpgrade."
    )
    transient = False


class DoorUntrusted(DoorDenied):
    """The certificate that the door {door} shows at {location} is not trusted: {reason}"""

    code = "DMUpgrade.Door.Untrusted"
    category = "SecurityError"
    action = (
        "Name the file of the certificate authority that signed it as ca in [{door}] of the profile, or find out who answers in its place. "
        "Nothing was sent there."
    )


class DoorSecretMissing(DoorDenied):
    """No value is known for '{name}', which [{door}] of the profile names."""

    code = "DMUpgrade.Door.SecretMissing"
    category = "AuthenticationError"
    action = "Put it into the secret store, the profile's secrets file or the environment, under this name."


class DoorUnexpected(DoorUnreachable):
    """The door {door} at {location} answers what its documentation does not show: {reason}"""

    code = "DMUpgrade.Door.Unexpected"
    category = "InvalidResult"
    action = "Keep the details log and ask: this release may differ from the documented one."
    transient = False


class DoorFailed(DoorUnexpected):
    """The door {door} at {location} answers that it failed: {reason}"""

    code = "DMUpgrade.Door.Failed"
    category = "ReadError"
    action = (
        "Look whether Directory Manager's services are well and whether the account's role may see these objects, then try again; a run "
        "that had begun goes on with Resume-DMUpgrade. What could not be looked at is not taken for absent, so nothing is made twice."
    )


class DoorShellMissing(DoorUnreachable):
    """The Management Shell cannot be called from here: {reason}"""

    code = "DMUpgrade.Door.ShellMissing"
    category = "NotInstalled"
    action = (
        "Open the Management Shell (its module here is {location}), import DMUpgrade there and run Connect-DMUpgrade again: a target "
        "without a database is asked through it which product it is, even to list runs. A run that had begun goes on with Resume-DMUpgrade."
    )
    transient = False


class DoorNeedsThisShell(TargetError):
    """A run in the background cannot call the vendor's cmdlets: they live in the shell that loaded them."""

    code = "DMUpgrade.Door.NeedsThisShell"
    category = "InvalidOperation"
    action = "Run the plan without -AsJob, in the Management Shell; a second one sees it (Get-DMUpgradeRun) and stops it (Stop-DMUpgrade)."


class JournalOfOther(TargetError):
    """The journal of this profile is about another Directory Manager: about {there}, and the door {door} leads to {here} ({location})."""

    code = "DMUpgrade.Door.OtherProduct"
    category = "InvalidOperation"
    action = (
        "Lead the profile back to the one that the journal is about; or, for this one, name a new file as journal in [target]: what is "
        "there already is found by its names, and what nobody shows is set once more. Nothing was written."
    )
