"""The profile's [index] and [old_index]: the search cluster of the target, and the old server's, which is only counted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from pyupgrade.settings.section import ProfilePath, SecretName, Section

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise ValueError("must be the address of a server, as https://search.corp.example:9200, without a user in it")
    return value.rstrip("/")


def _fingerprint(value: str) -> str:
    digits = value.replace(":", "").lower()
    if not re.fullmatch("[0-9a-f]{64}", digits):
        raise ValueError("must be the SHA-256 of the server's certificate, 64 hexadecimal digits")
    return digits


Url = Annotated[str, AfterValidator(_url)]


class Search(Section):
    """[index]. urls: nodes of one cluster. ca or fingerprint: how its certificate is verified; without both, this machine's authorities.

    api_key, or user and password: who asks. kind: "embedded" where the indices are ours to make, "product" where a real 11.1 made
    them. prefix: stands before every index's name. timeout: seconds for one answer; patience: how long it may be busy or away.
    """

    urls: tuple[Url, ...]
    ca: ProfilePath | None = None
    fingerprint: Annotated[str, AfterValidator(_fingerprint)] | None = None
    api_key: SecretName | None = None
    user: str = ""
    password: SecretName | None = None
    kind: Literal["embedded", "product"] = "embedded"
    prefix: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9._-]*)?$", max_length=60)] = ""
    timeout: float = Field(default=30, ge=1, le=600)
    patience: float = Field(default=120, ge=0, le=3600)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not self.urls:
            raise ValueError("urls must name a node")
        if self.ca and self.fingerprint:
            raise ValueError("ca and fingerprint exclude each other")
        if self.api_key and (self.user or self.password):
            raise ValueError("api_key and user exclude each other")
        if bool(self.user) != bool(self.password):
            raise ValueError("user and password go together")
        plain = [u for u in self.urls if u.startswith("http:") and urlsplit(u).hostname not in LOOPBACK]
        if plain and (self.api_key or self.user):
            raise ValueError(f"{plain[0]} would carry the credential in clear text: use https")
        if (self.ca or self.fingerprint) and any(u.startswith("http:") for u in self.urls):
            raise ValueError("ca and fingerprint are for https addresses")
        return self


class OldIndex(Section):
    """[old_index]: the old installation's Elasticsearch 6, over plain HTTP. field: which one holds the identity store's number."""

    url: Url
    pattern: Annotated[str, Field(min_length=1, pattern=r"^[^/?#\s]+$")]
    field: Annotated[str, Field(min_length=1)] = "IdentityStoreID"
    timeout: float = Field(default=30, ge=1, le=600)


def _kind(value: Any) -> str:
    return "table" if isinstance(value, dict | Search) else "file"


# A text is the embedded index's folder, a table the real one; the two tags are no words of a profile (settings.from_values).
IndexSetting = Annotated[
    Annotated[Path, Tag("file")] | Annotated[Search, Tag("table")],
    Discriminator(_kind),
]
