"""The profile's [directory]: Active Directory over LDAP, its servers, how they are trusted and who asks them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from pyupgrade.settings.section import SecretName, Section, ThereFile, is_host, is_port

Bind = Literal["simple", "kerberos"]


def _host(value: str) -> str:
    name, colon, port = value.partition(":")
    if not is_host(name) or (colon and not is_port(port)):
        raise ValueError("must be the full name of a server, with :PORT where it has another (dc1.corp.example)")
    return value


def _domain(value: str) -> str:
    if not is_host(value):
        raise ValueError("must be the DNS name of a domain (emea.corp.example)")
    return value


Host = Annotated[str, AfterValidator(_host)]
Domain = Annotated[str, AfterValidator(_domain)]


class Controller(Section):
    """A server that needs more than its name."""

    name: Host = Field(description="Its full name.", examples=["dc1.corp.example"])
    address: str = Field("", description="Where it is reached, where DNS does not know.", examples=["192.0.2.1"])
    site: str = Field("", description="Its site.", examples=["Berlin"])


Servers = Annotated[tuple[Host | Controller, ...], Field(min_length=1)]


class Account(Section):
    """Who signs in."""

    bind: Bind = Field("simple", description="How to sign in: user and password, or Kerberos.")
    user: str = Field("", description="The account, as NAME@DOMAIN or a DN.", examples=["svc-upgrade@corp.example"])
    password: SecretName | None = Field(None, description="The name of its password.", examples=["secret:directory"])
    keytab: ThereFile | None = Field(
        None,
        description="For Kerberos: the keytab to get a ticket by, where there is no password. With neither, the ticket cache is used.",
        examples=["svc-upgrade.keytab"],
    )
    ticket_cache: Path | None = Field(
        None,
        description="For Kerberos: the ticket cache; without it that of the account this runs as.",
        examples=["krb5cc"],
    )

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
    """A further domain or forest with servers of its own, and an account where the other has no rights there."""

    name: Domain = Field(description="Its DNS name.", examples=["emea.corp.example"])
    servers: Servers = Field(
        description="Its servers, in order of preference.",
        examples=[["dc1.emea.corp.example", "dc2.emea.corp.example"]],
    )
    account: Account | None = Field(None, description="Who signs in there, where it is another account.")


class Ldap(Account):
    """Active Directory over LDAP, which is only ever read."""

    servers: Servers = Field(
        description="Domain controllers in order of preference, each a full name (with :PORT where it has another) or "
        '{ name = "...", address = "...", site = "..." }.',
        examples=[["dc1.corp.example", "dc2.corp.example"]],
    )
    domain: str = Field(
        "", description="The DNS name of the servers' domain, where they serve several.", examples=["corp.example"]
    )
    domains: tuple[LdapDomain, ...] = Field((), description="Further domains and forests.")
    tls: Literal["ldaps", "starttls"] = Field("ldaps", description="How the connection is encrypted.")
    ca: ThereFile | None = Field(
        None,
        description="The issuing certificate authorities (PEM); without it those of this machine.",
        examples=["corp-ca.pem"],
    )
    site: str = Field("", description="The site of this machine: servers of it are asked first.", examples=["Berlin"])
    addresses: dict[str, str] = Field(
        default_factory=dict,
        description="Where names lead that DNS does not know.",
        examples=[{"dc1.corp.example": "192.0.2.1"}],
    )
    leave_out: tuple[Domain, ...] = Field(
        (), description="Domains of the forest that are not searched.", examples=[["old.corp.example"]]
    )
    page: int = Field(1_000, ge=1, le=5_000, description="Objects of one answer.")
    timeout: int = Field(30, ge=1, le=600, description="Seconds to wait for an answer.")

    @model_validator(mode="after")
    def _once(self) -> Self:
        named = [self.domain.casefold(), *(one.name.casefold() for one in self.domains)]
        if twice := sorted({name for name in named if name and named.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)}: a domain is named once, with all its servers")
        return self
