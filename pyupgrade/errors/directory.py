"""What a real directory can answer instead of what was asked, each with what to do."""

from __future__ import annotations

from pyupgrade.errors.systems import DirectoryUnreachable


class DirectoryLoginRefused(DirectoryUnreachable):
    """The directory '{location}' did not accept the account {user}: {reason}."""

    code = "DMUpgrade.Directory.LoginRefused"
    category = "AuthenticationError"
    action = "{todo}"
    transient = False


class DirectoryCertificateRefused(DirectoryUnreachable):
    """The certificate of the directory server '{location}' is not accepted: {reason}."""

    code = "DMUpgrade.Directory.CertificateRefused"
    category = "SecurityError"
    action = "{todo}"
    transient = False


class DirectoryTicketFailed(DirectoryUnreachable):
    """No Kerberos ticket for the directory '{location}' could be had: {reason}."""

    code = "DMUpgrade.Directory.TicketFailed"
    category = "AuthenticationError"
    action = "{todo}"
    transient = False


class DirectoryLibraryMissing(DirectoryUnreachable):
    """Kerberos cannot be used for the directory '{location}': {reason}."""

    code = "DMUpgrade.Directory.LibraryMissing"
    category = "NotInstalled"
    action = 'Install the library named, or bind with user and password (bind = "simple").'
    transient = False


class DirectoryTooWeak(DirectoryUnreachable):
    """The directory '{location}' wants a stronger way to sign in: {reason}."""

    code = "DMUpgrade.Directory.StrongerAuthRequired"
    category = "AuthenticationError"
    action = (
        'Use tls = "ldaps" or "starttls"; with Kerberos the server must allow SASL over TLS '
        "(Samba before 4.20: ldap server require strong auth = allow_sasl_over_tls)."
    )
    transient = False


class DirectoryPasswordMissing(DirectoryUnreachable):
    """The directory '{location}' cannot be asked: the value of {reason} is not known."""

    code = "DMUpgrade.Directory.PasswordMissing"
    category = "AuthenticationError"
    action = "Put it into the secret store, the profile's secrets file or the environment, under this name."
    transient = False


class DirectoryBusy(DirectoryUnreachable):
    """The directory '{location}' is busy: {reason}."""

    code = "DMUpgrade.Directory.Busy"
    category = "ResourceBusy"
    action = "Wait a little and do the same again, or name another domain controller in the profile."


class DirectoryReferred(DirectoryUnreachable):
    """The directory '{location}' does not hold '{what}' and refers to {reason}."""

    code = "DMUpgrade.Directory.Referred"
    category = "ObjectNotFound"
    action = (
        "Referrals are not followed: name a domain controller of that domain in the profile's [[directory.domains]]."
    )
    transient = False


class DirectoryObjectMissing(DirectoryUnreachable):
    """The directory '{location}' has no object '{what}'."""

    code = "DMUpgrade.Directory.NoSuchObject"
    category = "ObjectNotFound"
    action = "Check the name; if it is a domain, name a domain controller of it in the profile's [[directory.domains]]."
    transient = False


class DirectoryRefused(DirectoryUnreachable):
    """The directory '{location}' refused to show '{what}': {reason}."""

    code = "DMUpgrade.Directory.Refused"
    category = "PermissionDenied"
    action = "Give the account of the profile read on it, or name another account for its domain."
    transient = False
