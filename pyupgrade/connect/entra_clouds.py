"""The clouds of the identity platform: from the spellings of old installations to hosts for tokens and for Graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Cloud:
    """A cloud by the name the profile gives it; both addresses are https, without a path."""

    name: str
    authority: str
    graph: str
    spellings: tuple[str, ...] = ()  # lower case, letters and digits alone


# Hosts: learn.microsoft.com/graph/deployments (tables "App registration and token service root endpoints" and "Microsoft
# Graph and Graph Explorer service root endpoints"). Spellings: `Global` is the vendor's (11.0 apis/jobs/createjob.md); the
# others are the names of Az and MSAL environments and are assumed.
CLOUDS: Final[tuple[Cloud, ...]] = (
    Cloud(
        "global",
        "https://login.microsoftonline.com",
        "https://graph.microsoft.com",
        ("", "global", "azurecloud", "azureglobalcloud", "azurepublic", "azurepubliccloud", "public", "worldwide"),
    ),
    Cloud(
        "usgov",
        "https://login.microsoftonline.us",
        "https://graph.microsoft.us",
        ("usgov", "usgovernment", "azureusgovernment", "azureusgovernmentcloud", "gcchigh", "usgovgcchigh"),
    ),
    Cloud(
        "usgov-dod",
        "https://login.microsoftonline.us",
        "https://dod-graph.microsoft.us",
        ("usgovdod", "dod", "azureusgovernmentdod", "usgovernmentdod"),
    ),
    Cloud(
        "china",
        "https://login.chinacloudapi.cn",
        "https://microsoftgraph.chinacloudapi.cn",
        ("china", "azurechina", "azurechinacloud"),
    ),
)


def cloud_of(text: str) -> Cloud | None:
    """The cloud meant by a spelling of whatever release; None for one that is not known. No text means the global one."""
    plain = "".join(c for c in text.casefold() if c.isalnum())
    return next((cloud for cloud in CLOUDS if plain in cloud.spellings), None)
