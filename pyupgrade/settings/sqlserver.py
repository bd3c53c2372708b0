"""[source] and [target] of a profile where they are databases of SQL Server: server, login, encryption, driver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from pyupgrade.settings.section import SecretName, Section

# Keywords of ODBC that settings of their own stand for here; options must not say otherwise behind their back.
OWNED: Final = frozenset({
    "driver", "dsn", "filedsn", "savefile", "server", "address", "addr", "network address", "port", "database", "uid", "user", "user id",
    "pwd", "password", "trusted_connection", "encrypt", "encryption", "trustservercertificate", "servercertificate",
    "hostnameincertificate", "applicationintent", "app", "application name", "mars_connection", "tds_version", "clientcharset",
})  # fmt: skip
PATHS: Final = ("certificate",)
TAGS: Final = ("file", "table")  # what a setting that may be either is called inside; no word of a profile


class SqlServer(Section):
    """A database of SQL Server.

    server: host, host,port or host\\instance. authentication: windows (the account this runs as) or sql (user, password).
    encrypt: yes, strict or no. certificate: a file with the one certificate to be accepted; hostname_in_certificate: the name it is made
    out to, where that is not the server's. login_timeout, timeout: seconds for the login and for a statement (0: as long as it
    takes). driver: an installed ODBC driver. options: further ODBC keywords, handed on as they are.
    """

    server: str = Field(min_length=1)
    database: str = Field(min_length=1)
    authentication: Literal["windows", "sql"] = "windows"
    user: str = ""
    password: SecretName | None = None
    driver: str = ""
    encrypt: Literal["yes", "strict", "no"] = "yes"
    trust_server_certificate: bool = False
    certificate: Path | None = None
    hostname_in_certificate: str = ""
    login_timeout: int = Field(default=15, ge=1, le=600)
    timeout: int = Field(default=0, ge=0)
    options: dict[str, str] = Field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.server}/{self.database}"

    @field_validator("options")
    @classmethod
    def _not_ours(cls, given: dict[str, str]) -> dict[str, str]:
        ours = sorted(name for name in given if name.strip().casefold() in OWNED)
        if ours:
            raise ValueError(f"{', '.join(ours)}: said by a setting of this table, not by options")
        return given

    @model_validator(mode="after")
    def _login(self) -> SqlServer:
        if self.authentication == "sql" and not (self.user and self.password):
            raise ValueError("a SQL login (authentication = sql) needs user and password")
        if self.authentication == "windows" and (self.user or self.password):
            raise ValueError("user and password belong to a SQL login; say authentication = 'sql'")
        return self


def _which(given: Any) -> str:
    return "table" if isinstance(given, dict | SqlServer) else "file"


Database = Annotated[Annotated[Path, Tag("file")] | Annotated[SqlServer, Tag("table")], Discriminator(_which)]
