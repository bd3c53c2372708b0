"""A data source as the plan has it: from a connection and who uses it to its questions and its 11.1 object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyupgrade.modules import connection_strings as cs
from pyupgrade.modules import data_source_shape as shape
from pyupgrade.modules.data_source_notices import Used, Users
from pyupgrade.modules.data_source_shape import Connection
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import is_sealed
from pyupgrade.plan.items import Answers, Change, Decision
from pyupgrade.plan.wording import things


def change(users: Users, used: Used, answers: Answers) -> Change:
    """The data source that `used` becomes; its password by reference."""
    connection = used.connection
    configuration = dict(connection.values)
    if connection.driver:
        configuration["Server"] = _dsn(connection, answers)
    values: dict[str, Any] = {
        "name": connection.name,
        "type": connection.type,
        "configurationValues": dict(sorted(configuration.items())),
    }
    if connection.type in shape.TYPE_NAMES:
        values["providerTypeName"] = shape.TYPE_NAMES[connection.type]
    if connection.password:
        values["password"] = {"$secret": f"datasource/{connection.name}/password"}
    if connection.file_password:
        values["filePassword"] = {"$secret": f"datasource/{connection.name}/file-password"}
    return Change(
        module=users.module,
        feature=users.feature,
        kind="DataSource",
        key=connection.name,
        name=connection.name,
        store=None,
        values=values,
        row=fingerprint(connection.values, {"name": connection.name}),
    )


def decisions(users: Users, used: Used, page: int) -> Iterator[Decision]:
    """Its password, the password of its file, the DSN that stands for a driver: whatever it has to be asked for."""
    name, who = used.connection.name, things(used.users, users.noun)
    user = used.connection.user
    if used.connection.password:
        yield Decision(
            module=users.module,
            feature=users.feature,
            id=f"datasource/{name}/password",
            question=f"Password of {user or 'the user'} for the data source {name}",
            reason=f"It is used by {who}. A password never goes from a connection string into the plan, so it is asked "
            "once for the source.",
            kind="secret",
            page=page,
        )
    if used.connection.file_password:
        yield Decision(
            module=users.module,
            feature=users.feature,
            id=f"datasource/{name}/file-password",
            question=f"Password of the file of the data source {name}",
            reason=f"The file {used.connection.path} is protected; it is used by {who}.",
            kind="secret",
            page=page,
        )
    if used.connection.driver:
        yield Decision(
            module=users.module,
            feature=users.feature,
            id=f"datasource/{name}/dsn",
            question=f"Name of the system DSN that stands for {name} on the new server",
            reason=f"The string names the driver {used.connection.driver} and no DSN; an ODBC data source of 11.1 "
            f"takes a DSN only. It is used by {who}.",
            kind="text",
            proposal=_proposed_dsn(used.connection),
            optional=True,
            page=page,
        )


def _proposed_dsn(connection: Connection) -> str:
    """At most 32 characters of those that every driver manager takes."""
    return re.sub(r"[^\w-]+", "_", connection.name.rpartition(" (")[0])[:32].strip("_") or "Data"


def _dsn(connection: Connection, answers: Answers) -> str:
    answer = answers.get(f"datasource/{connection.name}/dsn")
    return answer.text if answer is not None and answer.text else _proposed_dsn(connection)


def secret_digest(connection: str, beside: str = "") -> str:
    """A digest of the secrets in a connection string, to tell in memory whether two differ; "" where nobody can say.

    A password `beside` the string stands for one in it. Sealed text says nothing: of one password there may be several.
    """
    try:
        pairs = cs.parse(connection)
    except cs.ConnectionStringError:
        pairs = []
    secrets = {key: value for key, value in cs.normalised(pairs).items() if cs.is_secret(key)}
    if not secrets and is_sealed(beside):
        return ""
    return fingerprint(secrets or ({"password": beside} if beside else {}))
