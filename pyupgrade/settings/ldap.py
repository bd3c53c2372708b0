"""The profile's [directory]: Active Directory over LDAP, its servers, how they are trusted and who asks them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from pyupgrade.settings.section import ProfilePath, SecretName, Section

Bind = Literal["simple", "kerberos"]


def _host(value: str) -> str:
    name, colon, port = value.partition(":")
    if not name or "/" in value or (colon and not port.isdigit()):
        raise ValueError("must be the full name of a server, with :PORT where it has another (dc1.corp.example)")
    return value


Host = Annotated[str, AfterValidator(_host)]


class Controller(Section):
    """A server that needs more than its name: where it is reached, and its site."""

    name: Host
    address: str = ""
    site: str = ""


class Account(Section):
    """Who signs in. Kerberos: by the password, else the keytab, else the ticket cache (without one, that of this account)."""

    bind: Bind = "simple"
    user: str = ""
    password: SecretName | None = None
    keytab: ProfilePath | None = None
    ticket_cache: ProfilePath | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.bind == "simple" and not (self.user and self.password):
            raise ValueError('bind = "simple" needs user and password')
        if self.bind == "simple" and (self.keytab or self.ticket_cache):
            raise ValueError('keytab and ticket_cache are for bind = "kerberos"')
        if (self.password or self.keytab) and not self.user:
            raise ValueError("password and keytab need user")
        return self


class LdapDomain(Section):
    """A further domain or forest: its DNS name and its own servers, and an account of its own where the other has no rights."""

    name: str
    servers: Annotated[tuple[Host | Controller, ...], Field(min_length=1)]
    account: Account | None = None


class Ldap(Account):
    """[directory]. Servers in order of preference; those of `site` first.

    domain: the DNS name of the servers' domain, where they serve several. ca: file of the issuing certificate authorities; without it
    those of this machine. addresses: where names lead that DNS does not know. leave_out: domains of the forest that are not searched.
    """

    servers: Annotated[tuple[Host | Controller, ...], Field(min_length=1)]
    domain: str = ""
    domains: tuple[LdapDomain, ...] = ()
    tls: Literal["ldaps", "starttls"] = "ldaps"
    ca: ProfilePath | None = None
    site: str = ""
    addresses: dict[str, str] = Field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    page: int = Field(default=1_000, ge=1, le=5_000)
    timeout: int = Field(default=30, ge=1, le=600)


def _kind(value: Any) -> str:
    return "table" if isinstance(value, dict | Ldap) else "file"


# A text is the embedded directory's file, a table the real one; the two tags are no words of a profile (settings.from_values).
FILE_OR_TABLE = ("file", "table")
DirectorySetting = Annotated[
    Annotated[Path, Tag("file")] | Annotated[Ldap, Tag("table")],
    Discriminator(_kind),
]
