"""The profile's table [identity]: which cloud is asked about the apps, and where, for a cloud that is not a public one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from pyupgrade.settings.section import Section, ThereFile


def _address(text: str) -> str:
    """An address without its last slash."""
    parts = urlsplit(text)
    try:
        is_good = parts.scheme == "https" and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_good = False
    if not is_good or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("must be an address such as https://login.microsoftonline.com, without a path")
    return text.rstrip("/")


Address = Annotated[str, AfterValidator(_address)]


class Identity(Section):
    """The identity platform (Entra ID). With this table, which may be empty, Test-DMUpgrade tries each app's certificate and secret
    there; without it nothing is asked over the network."""

    cloud: Literal["global", "usgov", "usgov-dod", "china"] | None = Field(
        None, description="The cloud of all apps. Without it, of each the one that the old installation says."
    )
    authority: Address | None = Field(
        None,
        description="Where tokens are to be had in a cloud that is none of these; with graph. Both outrank cloud.",
        examples=["https://login.cloud.example"],
    )
    graph: Address | None = Field(
        None, description="Where Graph is in that cloud.", examples=["https://graph.cloud.example"]
    )
    ca: ThereFile | None = Field(
        None,
        description="Who signed the certificates of both (PEM), where it is nobody that all the world trusts.",
        examples=["ca.pem"],
    )
    tenants: Mapping[str, str] = Field(
        default_factory=dict,
        description="The tenant by application id, where the old installation names none, or another.",
        examples=[{"77c1a0de-4b1f-4f0a-9d53-0c2f6a1b5505": "contoso.onmicrosoft.com"}],
    )
    seconds: float = Field(30.0, gt=0, le=600, description="How many seconds an answer is waited for.")

    @model_validator(mode="after")
    def _both_or_neither(self) -> Identity:
        if (self.authority is None) != (self.graph is None):
            raise ValueError("authority and graph go together: a token of the one is made for the other")
        return self
