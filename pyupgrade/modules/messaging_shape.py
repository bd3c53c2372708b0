"""Names and settings of a messaging provider: from the texts of GroupID 10 to what 11.1's Set-MessagingServer takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyupgrade.modules.stores import spelled
from pyupgrade.modules.typed import as_guid, read_bool, read_int

# Set-MessagingServer's names with those of the product's pages (managementshell/parameters.md, identitystore/configure/
# messagingprovider.md); `other` and `none` are choices of the page for which the shell has no name: ours.
PROVIDERS: Final[Mapping[str, str]] = {
    "o365": "Office 365",
    "gsuite": "Google Workspace",
    "exchange2013": "Exchange 2013",
    "exchange2016": "Exchange 2016",
    "exchange2019": "Exchange 2019",
    "other": "Another messaging system",
    "none": "No messaging system",
}
_SPELLINGS: Final[Mapping[str, str]] = {
    **{spelled(label): name for name, label in PROVIDERS.items()},
    **{name: name for name in PROVIDERS},
    "microsoftoffice365": "o365", "microsoft365": "o365", "google": "gsuite", "googleapps": "gsuite", "others": "other",
    "microsoftexchange2013": "exchange2013", "microsoftexchange2016": "exchange2016",
    "microsoftexchange2019": "exchange2019", "": "none",
}  # fmt: skip

# Names inside the old settings are not published, so each field takes every spelling that the product's pages use.
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Domain": ("domain", "domainname"),
    "AppId": ("appid", "applicationid", "registeredapplicationid", "clientid"),
    "Cloud": ("cloud",),
    "UserName": ("user", "username", "adminuser", "adminusername"),
    "AliasRegularExpression": ("aliasregularexpression", "aliasregex"),
}
_FIELD: Final = {spelling: field for field, spellings in _TEXTS.items() for spelling in spellings}
_LENGTH: Final = ("maximumaliaslength", "maxaliaslength")
_SERVERS: Final = ("servers", "exchangeservers", "smtpservers")
_PASSING: Final = ("serviceaccount", "testvalue")  # told with Google, and a field of the page to try things in


@dataclass(frozen=True, slots=True)
class Settings:
    """What is carried of a provider's settings, by the fields of 11.1, and its app's id to compare."""

    values: Mapping[str, Any]

    @property
    def application(self) -> str:
        return as_guid(str(self.values.get("AppId", ""))).casefold()


def provider_of(text: str | None) -> str | None:
    """A provider as Set-MessagingServer names it, or `other` or `none`; None for one that 11.1 does not have."""
    return _SPELLINGS.get(spelled(text or ""))


def read_settings(store: str, given: Any, found: dict[str, list[str]]) -> Settings:
    """The settings of a store's provider; what cannot be carried goes to `found` by the id of the notice that tells it."""
    if given is None:
        return Settings({})
    if not isinstance(given, Mapping):
        found["messaging-providers/unreadable"].append(f"{store}: Settings")
        return Settings({})
    values: dict[str, Any] = {}
    for name in sorted(given):
        value, plain = given[name], spelled(name)
        if value is None or value == "" or plain in _PASSING:
            continue
        carried: Any = None
        if plain in _FIELD:
            field, carried = _FIELD[plain], value.strip() if isinstance(value, str) else None
        elif plain in _LENGTH:
            field, carried = "MaximumAliasLength", read_int(value)
        elif plain in _SERVERS:
            field, carried = "Servers", _servers(store, value, found)
        else:
            found["messaging-providers/settings"].append(f"{store}: {name}")
            continue
        if carried is None:
            found["messaging-providers/unreadable"].append(f"{store}: {name}")
        else:
            values.setdefault(field, as_guid(carried) if field == "AppId" else carried)
    return Settings(dict(sorted(values.items())))


def _servers(store: str, given: Any, found: dict[str, list[str]]) -> list[dict[str, Any]] | None:
    """Servers in the order of their priority (1 is the highest), each once whatever the letter case of its name."""
    if not isinstance(given, list):
        return None
    servers = []
    for one in given:
        server = _server(one)
        if server is None:
            found["messaging-providers/unreadable"].append(f"{store}: an entry of Servers")
        else:
            servers.append(server)
    servers.sort(key=lambda s: ("Priority" not in s, s.get("Priority", 0), s["SmtpServer"].casefold(), s["SmtpServer"]))
    kept: dict[str, dict[str, Any]] = {}
    for server in servers:
        if server["SmtpServer"].casefold() in kept:
            found["messaging-providers/servers"].append(f"{store}: {server['SmtpServer']}")
        kept.setdefault(server["SmtpServer"].casefold(), server)
    return list(kept.values())


def _server(given: Any) -> dict[str, Any] | None:
    if isinstance(given, str):
        return {"SmtpServer": given.strip(), "Disabled": False} if given.strip() else None
    if not isinstance(given, Mapping):
        return None
    plain = {spelled(name): value for name, value in sorted(given.items())}
    name = next((plain[key] for key in ("name", "server", "smtpserver") if isinstance(plain.get(key), str)), "").strip()
    if not name:
        return None
    is_offline = isinstance(plain.get("status"), str) and plain["status"].strip().casefold() == "offline"
    priority = read_int(plain.get("priority"))
    return {
        "SmtpServer": name,
        **({} if priority is None else {"Priority": priority}),
        "Disabled": is_offline or bool(read_bool(plain.get("disabled"))),
    }
