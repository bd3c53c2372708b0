"""Kerberos credentials from a ticket cache, a keytab or a password, for a SASL bind; and what its errors mean."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any, Final

from pyupgrade.errors import DirectoryLibraryMissing, DirectoryTicketFailed, DirectoryUnreachable

_NO_TICKET: Final = (
    "there is no ticket here",
    "Run kinit as the account that runs this, or name a keytab or password in [directory].",
)
_WRONG_KEY: Final = (
    "the password or key is wrong",
    "Correct the password of the account, or export its keytab anew.",
)
_KEYTAB: Final = ("cannot be used", "See that the keytab is there, readable here, and holds a key of user.")
# What MIT's library says (its numbers are renumbered on the way through GSSAPI): what that means, and what to do.
_SAYINGS: Final = (
    ("no credentials cache", *_NO_TICKET),
    ("credentials cache file", *_NO_TICKET),
    ("no kerberos credentials available", *_NO_TICKET),
    ("preauthentication failed", *_WRONG_KEY),
    ("integrity check failed", *_WRONG_KEY),
    (
        "cannot contact any kdc",
        "no KDC of the realm answers",
        "See that port 88 of a domain controller can be reached, and what krb5.conf names as kdc.",
    ),
    (
        "cannot find kdc",
        "no KDC of the realm is known",
        "Name the realm's domain controllers in krb5.conf, or use a name server that knows the domain.",
    ),
    (
        "server not found in kerberos database",
        "the domain knows no such service",
        "Name the server in [directory] servers by its full name, as its ldap/ service name has it.",
    ),
    (
        "server ldap/",
        "the domain knows no such service",
        "Name the server in [directory] servers by its full name, as its ldap/ service name has it.",
    ),
    (
        "not found in kerberos database",
        "the domain knows no such account",
        "Correct user in [directory]; with Kerberos it is NAME@REALM, the realm in capitals.",
    ),
    ("ticket expired", "the ticket has expired", "Run kinit again, or name a keytab in [directory], which needs none."),
    ("expired", "ticket or password has expired", "Run kinit again; if it asks for a new password, set one."),
    ("clock skew", "the clocks differ too much", "Set this machine's clock by the domain's time."),
    ("keytab", f"the keytab {_KEYTAB[0]}", _KEYTAB[1]),
    ("revoked", "the account is disabled or locked", "Enable or unlock the account in the directory."),
)


def credentials(location: str, user: str, password: str | None, keytab: Path | None, cache: Path | None) -> Any:
    """Credentials for `user` (NAME@REALM) by password, else keytab, else those of the ticket cache.

    Raises DirectoryLibraryMissing, DirectoryTicketFailed.
    """
    gssapi = library(location)
    try:
        name = gssapi.Name(user, gssapi.NameType.user) if user else None
        if password is not None:
            return gssapi.raw.acquire_cred_with_password(name, password.encode("utf-8"), usage="initiate").creds
        if keytab is not None:
            # A cache in memory, and a new one each time: what a keytab earns leaves no file behind, and serves no other.
            store = {"client_keytab": str(keytab), "ccache": f"MEMORY:{uuid.uuid4()}"}
            return gssapi.Credentials(name=name, usage="initiate", store=store)
        return gssapi.Credentials(name=name, usage="initiate", store={"ccache": str(cache)} if cache else None)
    except gssapi.exceptions.GSSError as reason:
        told = failure(location, reason)
        if keytab is not None and password is None and told.message.endswith(f"{_NO_TICKET[0]}."):
            # It does not say why it had no use for the keytab.
            raise DirectoryTicketFailed(
                location=location, reason=f"the keytab {_KEYTAB[0]}", todo=_KEYTAB[1], details=told.details
            ) from None
        raise told from None


def library(location: str) -> Any:
    """The gssapi package; it is only needed where a profile says so. Raises DirectoryLibraryMissing."""
    try:
        import gssapi
    except ImportError as reason:
        lacking = (
            "libgssapi-krb5-2" if "libgssapi" in str(reason) else "the Python package gssapi (dm-upgrade[kerberos])"
        )
        raise DirectoryLibraryMissing(location=location, reason=f"this machine lacks {lacking}") from None
    return gssapi


def is_failure(reason: BaseException) -> bool:
    """Whether an exception is GSSAPI's, without importing it."""
    return type(reason).__module__.partition(".")[0] == "gssapi"


def failure(location: str, reason: BaseException) -> DirectoryUnreachable:
    """A GSSAPI error as ours."""
    said = str(reason)
    for mark, meaning, todo in _SAYINGS:
        if mark in said.casefold():
            return DirectoryTicketFailed(location=location, reason=meaning, todo=todo, details=[said])
    return DirectoryTicketFailed(
        location=location,
        reason=said.rstrip("."),
        todo="Try kinit and ldapsearch -Y GSSAPI with the same account and server.",
    )
