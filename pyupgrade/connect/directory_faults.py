"""What ldap3, TLS and a directory server say when something is wrong, as our errors with what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pyupgrade.connect import kerberos
from pyupgrade.errors import (
    DirectoryBusy,
    DirectoryCertificateRefused,
    DirectoryLoginRefused,
    DirectoryObjectMissing,
    DirectoryReferred,
    DirectoryRefused,
    DirectoryTooWeak,
    DirectoryUnreachable,
)

SUCCESS: Final = 0
REFERRAL: Final = 10
NO_SUCH_OBJECT: Final = 32
_STRONGER: Final = (8, 13)  # strongerAuthRequired, confidentialityRequired
_LOGIN: Final = (48, 49)  # inappropriateAuthentication, invalidCredentials
OF_A_BIND: Final = (*_STRONGER, *_LOGIN)
_REFUSED: Final = (50,)
_BUSY: Final = (3, 51, 52)  # timeLimitExceeded, busy, unavailable
_INVALID_DN: Final = (34,)

# The number after "data" in Active Directory's answer to a bind (Win32 error codes).
_SUB_CODES: Final[Mapping[str, tuple[str, str]]] = {
    "525": ("there is no such account", "Correct user in [directory]: user@domain, or a distinguished name."),
    "52e": ("user name or password is wrong", "Correct the secret that password in [directory] names; it was tried only once."),
    "530": ("it may not sign in at this hour", "Wait, or change the account's logon hours."),
    "531": ("it may not sign in from this machine", "Allow this machine in the account's logon workstations."),
    "532": ("its password has expired", "Set a new password, and correct the secret."),
    "533": ("it is disabled", "Enable the account, or name another."),
    "701": ("it has expired", "Extend the account, or name another."),
    "773": ("its password must be changed first", "Change the password once, and correct the secret."),
    "775": ("it is locked", "Unlock the account; find out first who locked it."),
}  # fmt: skip
_DATA: Final = re.compile(r"\bdata ([0-9a-f]{3,4})\b", re.IGNORECASE)

_CERTIFICATES: Final = (
    ("certificate has expired", "it has expired", "Renew the domain controller's certificate."),
    ("not yet valid", "it is not valid yet", "Compare the clocks of this machine and the domain controller."),
    ("hostname mismatch", "it is for another host", "Name the server in [directory] servers as its certificate does."),
    ("address mismatch", "it is for another host", "Name the server in [directory] servers as its certificate does."),
    ("self-signed", "it is signed by nobody this machine trusts", "Name the file of the issuing CA as ca in [directory]."),
    ("self signed", "it is signed by nobody this machine trusts", "Name the file of the issuing CA as ca in [directory]."),
    ("unable to get local issuer", "it is signed by nobody this machine trusts", "Name the file of the issuing CA as ca in [directory]."),
    ("certificate verify failed", "it cannot be verified", "Look at it with: openssl s_client -showcerts -connect SERVER:636"),
)  # fmt: skip


def connecting(location: str, user: str, reason: BaseException) -> DirectoryUnreachable:
    """Why a server could not be connected to."""
    if isinstance(reason, DirectoryUnreachable):
        return reason
    if kerberos.is_failure(reason):
        return kerberos.failure(location, reason)
    said = str(reason)
    for mark, meaning, todo in _CERTIFICATES:
        if mark in said.casefold():
            return DirectoryCertificateRefused(location=location, reason=meaning, todo=todo)
    return DirectoryUnreachable(location=location, reason=_short(said) or type(reason).__name__)


def binding(location: str, user: str, result: Mapping[str, Any]) -> DirectoryUnreachable:
    """Why a bind was not accepted, by its result."""
    said = str(result.get("message") or "")
    if result.get("result") in _STRONGER:
        return DirectoryTooWeak(location=location, reason=_short(said) or "it takes no such bind")
    if result.get("result") in _LOGIN:
        found = _DATA.search(said)
        code = found[1].lower() if found else ""
        meaning, todo = _SUB_CODES.get(code, (_short(said) or "user name or password is wrong", _SUB_CODES["52e"][1]))
        return DirectoryLoginRefused(location=location, user=user or "of the ticket", reason=meaning, todo=todo)
    return asking(location, "", result)


def asking(location: str, what: str, result: Mapping[str, Any]) -> DirectoryUnreachable:
    """Why a search was not answered, by its result: a referral, no such object and a refusal are three different ones."""
    code, said = result.get("result"), _short(str(result.get("message") or ""))
    described = str(result.get("description") or code)
    if code == REFERRAL:
        return DirectoryReferred(
            location=location, what=what, reason=", ".join(result.get("referrals") or ()) or "elsewhere"
        )
    if code == NO_SUCH_OBJECT or code in _INVALID_DN:
        return DirectoryObjectMissing(location=location, what=what)
    if code in _REFUSED:
        return DirectoryRefused(location=location, what=what, reason=said or described)
    if code in _STRONGER:
        return DirectoryTooWeak(location=location, reason=said or described)
    if code in _BUSY:
        return DirectoryBusy(location=location, reason=said or described)
    return DirectoryUnreachable(location=location, reason=f"{described}{': ' + said if said else ''}")


def _short(said: str) -> str:
    return " ".join(said.split())[:300].rstrip(".")
