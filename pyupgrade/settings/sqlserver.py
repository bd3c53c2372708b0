"""[source] and [target] of a profile where they are databases of SQL Server: server, login, encryption, driver."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, field_validator, model_validator

from pyupgrade.settings.section import SecretName, Section, ThereFile, is_port

# Keywords of ODBC that settings of their own stand for here; options must not say otherwise behind their back.
OWNED: Final = frozenset({
    "driver", "dsn", "filedsn", "savefile", "server", "address", "addr", "network address", "port", "database", "uid", "user", "user id",
    "pwd", "password", "trusted_connection", "encrypt", "encryption", "trustservercertificate", "servercertificate",
    "hostnameincertificate", "applicationintent", "app", "application name", "mars_connection", "tds_version", "clientcharset",
})  # fmt: skip


class SqlServer(Section):
    """A database of SQL Server. The rights that its login needs: docs/grants.md; a source's login that could write is refused."""

    server: str = Field(
        min_length=1, description="The server: host, host,port or host\\instance.", examples=["sql01.corp.example"]
    )
    database: str = Field(min_length=1, description="The database's name.", examples=["GroupID10"])
    authentication: Literal["windows", "sql"] = Field(
        "windows", description="windows: the account this runs as. sql: user and password."
    )
    user: str = Field("", description="The login, with authentication = 'sql'.", examples=["dmupgrade_reader"])
    password: SecretName | None = Field(
        None, description="The name of its password.", examples=["secret:groupid10-sql"]
    )
    driver: str = Field(
        "",
        description="An installed ODBC driver; without it the best of Microsoft's that is there.",
        examples=["ODBC Driver 18 for SQL Server"],
    )
    encrypt: Literal["yes", "strict", "no"] = Field("yes", description="Whether the connection is encrypted.")
    trust_server_certificate: bool = Field(
        False, description="Whether the server's certificate is taken unseen, so that anybody between could read along."
    )
    certificate: ThereFile | None = Field(
        None, description="A file with the one certificate to be accepted.", examples=["sql01.pem"]
    )
    hostname_in_certificate: str = Field(
        "",
        description="The name the certificate is made out to, where that is not the server's.",
        examples=["sql.corp.example"],
    )
    login_timeout: int = Field(15, ge=1, le=600, description="Seconds for the login.")
    timeout: int = Field(0, ge=0, description="Seconds for a statement; 0: as long as it takes.")
    options: dict[str, str] = Field(
        default_factory=dict,
        description="Further ODBC keywords, handed on as they are.",
        examples=[{"MultiSubnetFailover": "Yes"}],
    )

    def __str__(self) -> str:
        return f"{self.server}/{self.database}"

    @field_validator("server")
    @classmethod
    def _sound(cls, given: str) -> str:
        host, comma, port = given.partition(",")
        if not host.strip() or (comma and not is_port(port.strip())):
            raise ValueError("must be host, host,port or host\\instance")
        return given

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
