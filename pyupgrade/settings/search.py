"""The profile's [index] and [old_index]: the search cluster of the target, and the old server's, which is only counted."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from pyupgrade.settings.section import SecretName, Section, ThereFile, is_host, is_port

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _url(value: str) -> str:
    parts = urlsplit(value)
    host, _, port = parts.netloc.rpartition("]")[2].partition(":")  # of [::1]:9200 what follows the address
    bad_port = bool(port) and not is_port(port)
    bad_host = bool(host) and not is_host(host)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username
        or parts.query
        or bad_port
        or bad_host
    ):
        raise ValueError("must be the address of a server, as https://search.corp.example:9200, without a user in it")
    return value.rstrip("/")


def _fingerprint(value: str) -> str:
    digits = value.replace(":", "").lower()
    if not re.fullmatch("[0-9a-f]{64}", digits):
        raise ValueError("must be the SHA-256 of the server's certificate, 64 hexadecimal digits")
    return digits


Url = Annotated[str, AfterValidator(_url)]


class Search(Section):
    """A search cluster (Elasticsearch 8), in which history and, on an embedded target, groups are searched."""

    urls: Annotated[tuple[Url, ...], Field(min_length=1)] = Field(
        description="Nodes of one cluster.", examples=[["https://search.corp.example:9200"]]
    )
    ca: ThereFile | None = Field(
        None,
        description="The authority its certificate is verified by (PEM); without it or a fingerprint, those of this machine.",
        examples=["search-ca.pem"],
    )
    fingerprint: Annotated[str, AfterValidator(_fingerprint)] | None = Field(
        None, description="Instead of ca: the SHA-256 of the server's certificate.", examples=["ab" * 32]
    )
    api_key: SecretName | None = Field(
        None, description="Who asks: the name of an API key.", examples=["secret:search-key"]
    )
    user: str = Field("", description="Or a user.", examples=["dmupgrade"])
    password: SecretName | None = Field(None, description="The name of its password.", examples=["secret:search"])
    kind: Literal["embedded", "product"] = Field(
        "embedded", description="embedded: the indices are ours to make. product: a real Directory Manager made them."
    )
    prefix: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9._-]*)?$", max_length=60)] = Field(
        "", description="Stands before every index's name.", examples=["test-"]
    )
    timeout: float = Field(30, ge=1, le=600, description="Seconds for one answer.")
    patience: float = Field(120, ge=0, le=3600, description="Seconds that the cluster may be busy or away.")

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
    """The old installation's Elasticsearch 6, over plain HTTP."""

    url: Url = Field(description="Its address.", examples=["http://groupid10.corp.example:9200"])
    pattern: Annotated[str, Field(min_length=1, pattern=r"^[^/?#\s]+$")] = Field(
        description="The indices that hold history; how they are called is published nowhere.", examples=["groupid*"]
    )
    field: Annotated[str, Field(min_length=1)] = Field(
        "IdentityStoreID", description="Which field holds the identity store's number."
    )
    timeout: float = Field(30, ge=1, le=600, description="Seconds for one answer.")
