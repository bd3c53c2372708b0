"""What can go wrong with the identity platform: not reached, not trusted, a token refused, a question forbidden."""

from __future__ import annotations

from pyupgrade.errors.base import UpgradeError


class IdentityError(UpgradeError):
    """The identity platform cannot be asked: {reason}"""

    code = "DMUpgrade.Identity.Error"
    category = "ConnectionError"


class IdentityUnreachable(IdentityError):
    """The identity platform cannot be reached at {host}: {reason}."""

    code = "DMUpgrade.Identity.Unreachable"
    action = (
        "See that this machine may connect to {host} (proxy, firewall, name), then check again; without the table "
        "[identity] in the profile nothing is asked over the network."
    )
    transient = True


class IdentityUntrusted(IdentityError):
    """The certificate that {host} shows is not trusted: {reason}."""

    code = "DMUpgrade.Identity.Untrusted"
    category = "SecurityError"
    action = (
        "Name the file of the certificate authority that signed it as ca in [identity] of the profile, or find out "
        "who answers in place of {host}. Nothing was sent there."
    )


class IdentityBusy(IdentityError):
    """{host} asks to be left alone for {seconds} seconds more (HTTP {status})."""

    code = "DMUpgrade.Identity.Busy"
    category = "ResourceBusy"
    action = "Wait that long, then check again."
    transient = True


class IdentityUnexpected(IdentityError):
    """{host} gave an answer that cannot be used: {reason}."""

    code = "DMUpgrade.Identity.Unexpected"
    category = "InvalidResult"
    action = "See that authority, graph and cloud in [identity] of the profile are those of the identity platform."


class IdentityForbidden(IdentityError):
    """The app may not read {what}."""

    code = "DMUpgrade.Identity.Forbidden"
    category = "PermissionDenied"
    action = "Look at it in the Entra admin center; or grant the app Application.Read.All of Microsoft Graph, and check again."


class TokenRefused(IdentityError):
    """{meaning} ({code})."""

    code = "DMUpgrade.Identity.Refused"
    category = "AuthenticationError"
    action = "{remedy}"


class AppUnclear(IdentityError):
    """It is not clear which app is meant ({user}): {what}."""

    code = "DMUpgrade.Identity.AppUnclear"
    category = "InvalidData"
    action = (
        "Look the app up in the store or messaging provider of the old product; its tenant can be named in [identity.tenants] of "
        "the profile (application id = tenant), its cloud as cloud in [identity]."
    )
