"""What can be wrong with the systems: profile, contracts, source, target, directory, files."""

from __future__ import annotations

from pyupgrade.errors.base import UpgradeError

# -- profile and contracts ----------------------------------------------


class ProfileError(UpgradeError):
    """The profile cannot be used: {reason}"""

    code = "DMUpgrade.Profile.Invalid"
    category = "InvalidData"
    action = "Mend the profile file and connect again; every fault found is listed."


class ProfileNotFound(ProfileError):
    """There is no profile at '{path}'."""

    code = "DMUpgrade.Profile.NotFound"
    category = "ObjectNotFound"
    action = "Give the path of a profile file, or of a sample folder with -Sample."


class ProfileInvalid(ProfileError):
    """The profile '{path}' has faults:"""


class ContractError(UpgradeError):
    """The contract cannot be used: {reason}"""

    code = "DMUpgrade.Contract.Invalid"
    category = "InvalidData"
    action = "Mend the overlay file named in the profile; docs/contract.md shows what it may hold."


class ContractInvalid(ContractError):
    """The contract file '{path}' has faults."""


class ContractDrift(ContractError):
    """The {side} lacks what the chosen features need."""

    code = "DMUpgrade.Contract.Drift"
    action = "See them with Get-DMUpgradeSource -Drift or Get-DMUpgradeTarget -Drift, and name the right ones in an overlay file."


class ContractUnconfirmed(ContractError):
    """What is believed of {system} {version} is assumed in whole, and nobody has confirmed it for this database."""

    code = "DMUpgrade.Contract.Unconfirmed"
    action = (
        'Compare Get-DMUpgradeSource -Drift with the database, then write [contract] confirmed_by = "who, when" into the '
        "overlay that the profile names as source_overlay."
    )


# -- source ----------------------------------------------


class SourceError(UpgradeError):
    """The source cannot be read: {reason}"""

    code = "DMUpgrade.Source.Unreachable"
    category = "OpenError"


class SourceUnreachable(SourceError):
    """The source '{location}' cannot be opened: {reason}."""

    action = "Check the path or server name in the profile and that this account may read it, then connect again."


class SourceUnsupported(SourceError):
    """The source '{location}' cannot be upgraded: {reason}."""

    code = "DMUpgrade.Source.Unsupported"
    category = "InvalidData"
    action = "Upgrades start from GroupID 10.0 (or 9.0). Bring an older installation to 10.0 first, or name the right database."


class SourceWritable(SourceError):
    """The login for the source could write to it."""

    code = "DMUpgrade.Source.Writable"
    category = "PermissionDenied"
    action = "Give a login with read rights only, or say -AllowWritableSource."


class SourceDamaged(SourceError):
    """The source holds something that cannot be read: {what}."""

    code = "DMUpgrade.Source.Damaged"
    category = "InvalidData"
    action = "Restore the source from its backup, or correct the row named."


# -- target ----------------------------------------------


class TargetError(UpgradeError):
    """The target cannot be used: {reason}"""

    code = "DMUpgrade.Target.Unreachable"
    category = "OpenError"


class TargetUnreachable(TargetError):
    """The target '{location}' cannot be opened: {reason}."""

    action = "Check the path or server name in the profile and that this account may write to it, then connect again."
    transient = True


class TargetTableMissing(TargetError):
    """The target '{location}' lacks tables of Directory Manager 11.1."""

    code = "DMUpgrade.Target.TableMissing"
    category = "ObjectNotFound"
    action = "Only the vendor's Configuration Tool makes an 11.1 database: run it first, or name the right database."


class TargetRowMissing(TargetError):
    """The target '{location}' has no row in its table {table}."""

    code = "DMUpgrade.Target.RowMissing"
    category = "ObjectNotFound"
    action = "What made this database did not finish: restore it from its backup, or name the right database."


class TargetBusy(TargetError):
    """Another run holds this target: {holder}."""

    code = "DMUpgrade.Run.Locked"
    category = "ResourceBusy"
    action = "Wait for it, watch it with Get-DMUpgradeRun, or stop it with Stop-DMUpgrade."
    transient = True


class LockLost(TargetError):
    """This run no longer holds its target: {reason}."""

    code = "DMUpgrade.Run.LockLost"
    category = "ResourceUnavailable"
    action = "Nothing more was written. Look with Get-DMUpgradeRun who has it, then Resume-DMUpgrade."


class DiskFull(TargetError):
    """There is no room left for '{location}'."""

    code = "DMUpgrade.Target.DiskFull"
    category = "ResourceUnavailable"
    action = "What was committed is safe. Make room and run Resume-DMUpgrade."


class TargetRefused(TargetError):
    """The target did not take {what}: {reason}."""

    code = "DMUpgrade.Target.Refused"
    category = "WriteError"
    action = (
        "Nothing of it was written and the rest went on. Look at the object in Admin Center, then run Resume-DMUpgrade."
    )


class IndexFailed(TargetError):
    """The search index refused documents of {what}: {reason}."""

    code = "DMUpgrade.Index.Failed"
    category = "WriteError"
    action = "Nothing of this range was written to SQL. Repair the index and run Resume-DMUpgrade."
    transient = True


# -- directory ----------------------------------------------


class DirectoryError(UpgradeError):
    """The directory cannot be read: {reason}"""

    code = "DMUpgrade.Directory.Unreachable"
    category = "OpenError"


class DirectoryUnreachable(DirectoryError):
    """The directory '{location}' cannot be read: {reason}."""

    action = "Check the directory in the profile and run Test-DMUpgrade."
    transient = True


class LdifInvalid(DirectoryError):
    """The LDIF file '{path}' cannot be read at line {line}: {reason}."""

    code = "DMUpgrade.Directory.Ldif"
    category = "InvalidData"
    action = "Export the directory again, or mend the line."


# -- files ----------------------------------------------


class FileError(UpgradeError):
    """A file cannot be used: {reason}"""

    code = "DMUpgrade.File.Unusable"
    category = "ReadError"


class FileTaken(FileError):
    """'{path}' is there already."""

    code = "DMUpgrade.File.Taken"
    category = "ResourceExists"
    action = "Name another path, or say -Force to replace it."


class NoSample(FileError):
    """'{path}' holds something that is no sample."""

    code = "DMUpgrade.File.NoSample"
    category = "ResourceExists"
    action = "Name a folder that is empty or not there yet; only a whole sample is ever replaced."


class FileUnreadable(FileError):
    """'{path}' cannot be read: {reason}."""

    code = "DMUpgrade.File.Unreadable"
    action = "Check that the file is there, not locked, and readable for this account."


class FileUnwritable(FileError):
    """'{path}' cannot be written: {reason}."""

    code = "DMUpgrade.File.Unwritable"
    category = "WriteError"
    action = "Name a file in a folder that this account may write to."


class PathEscapes(FileError):
    """The path '{path}' leads out of its folder."""

    code = "DMUpgrade.File.PathEscapes"
    category = "SecurityError"
    action = "Remove the file or link that points outside."
