"""The profile's table [identity]: which cloud is asked about the apps, and where, for a cloud that is not a public one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from pyupgrade.settings.section import Section


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
    """That the table is there says that the platform may be asked; it holds nothing secret.

    cloud: for all apps; without it each app's own, as the old installation has it. authority, graph: addresses of a cloud that is
    none of these, both or neither. ca_file: who signed their certificates (PEM). tenants: tenant by application id, where the old
    installation has none or another. seconds: how long an answer is waited for.
    """

    cloud: Literal["global", "usgov", "usgov-dod", "china"] | None = None
    authority: Address | None = None
    graph: Address | None = None
    ca_file: Path | None = None
    tenants: Mapping[str, str] = Field(default_factory=dict)
    seconds: float = Field(default=30.0, gt=0, le=600)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Identity:
        if (self.authority is None) != (self.graph is None):
            raise ValueError("authority and graph go together: a token of the one is made for the other")
        if self.authority is not None and self.cloud is not None:
            raise ValueError("cloud names both addresses already: leave it out, or authority and graph")
        return self
