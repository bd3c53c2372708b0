"""The profile's ways into a real 11.1: a target reached without its database, [rest], [shell], and which kinds take which door."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from pyupgrade.settings.search import LOOPBACK, Url
from pyupgrade.settings.section import SecretName, Section, ThereFile

Kinds = tuple[Annotated[str, Field(min_length=1)], ...]


class ByDoors(Section):
    """A Directory Manager 11.1 that is reached through its documented doors alone; the journal is a file of ours."""

    journal: Path = Field(
        description="What runs are remembered by: a file on a local disk, made at the first Connect. Keep it with the plan: "
        "without it nothing is known of what was written and cannot be read back.",
        examples=["dm11.journal"],
    )

    def __str__(self) -> str:
        return str(self.journal)


class Rest(Section):
    """The documented REST API of 11.1 (door rest)."""

    url: Url = Field(description="Where its services are.", examples=["https://dm11.corp.example:4443"])
    ca: ThereFile | None = Field(
        None,
        description="The authority its certificate is verified by (PEM); without it those of this machine.",
        examples=["dm11-ca.pem"],
    )
    user: str = Field(min_length=1, description="Who asks.", examples=["CORP\\svc-upgrade"])
    password: SecretName = Field(description="The name of the password.", examples=["secret:dm11"])
    client_secret: SecretName = Field(
        description="The name of the secret of 11.1's own API client, which the vendor has the caller read from SVC.Client.",
        examples=["secret:dm11-client"],
    )
    identity_store_id: int = Field(
        ge=1, description="The identity store, by its 11.1 id, that the user signs in to.", examples=[1]
    )
    timeout: float = Field(60, ge=1, le=600, description="Seconds for one answer.")

    @model_validator(mode="after")
    def _sealed(self) -> Self:
        if self.url.startswith("http:") and urlsplit(self.url).hostname not in LOOPBACK:
            raise ValueError(f"{self.url} would carry the password in clear text: use https")
        return self


class Shell(Section):
    """The vendor's Management Shell (door shell): the shell that this module runs in must have it loaded."""

    module: Annotated[str, Field(pattern=r"^[\w.][\w.-]*$")] = Field(
        description="The name of the vendor's module in this shell (Get-Module says it).", examples=["DirectoryManager"]
    )


class Doors(Section):
    """Kinds of object that are to take a door other than the one chosen by the rule: a documented one where there is one."""

    tables: Kinds = Field(
        (),
        description="Kinds that may go through tables of the 11.1 database, whose shape is assumed, on a real 11.1. "
        '"History" stands for the history of all streams.',
        examples=[["Entitlement", "UserData"]],
    )
    rest: Kinds = Field((), description="Kinds that are to take the REST API.", examples=[["UnmanagedGroup"]])
    shell: Kinds = Field((), description="Kinds that are to take the Management Shell.", examples=[["SmartGroup"]])
