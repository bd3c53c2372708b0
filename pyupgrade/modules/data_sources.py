"""Data sources: one for every distinct connection string of carried Smart Groups, from their rows to 11.1 objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyupgrade.modules import connection_strings as cs
from pyupgrade.modules import data_source_shape as shape
from pyupgrade.modules import stores as st
from pyupgrade.modules.data_source_notices import Used, left_behind, notices
from pyupgrade.modules.data_source_shape import Connection, Gone
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.group_rows import QUERIED, TABLE, title_of
from pyupgrade.modules.wording import things
from pyupgrade.plan.items import Answers, Change, Decision, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "data-sources"
PAGE = 8


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    stores = st.carried(source)
    used: dict[str, Used] = {}
    gone: dict[Gone, list[str]] = {}
    if stores:
        for row in source.rows(TABLE, {"IdentityStoreId": sorted(stores), "ManagedGroupType": list(QUERIED)}):
            if not shape.has_source(row):
                continue
            found, group = shape.read(row), title_of(row, stores)
            if isinstance(found, Connection):
                entry = used.setdefault(found.name, Used(found))
                entry.groups.append(group)
                entry.secrets.add(_secret_digest(row))
            else:
                gone.setdefault(found, []).append(group)
    sources = [used[name] for name in sorted(used)]
    for entry in sources:
        yield from _decisions(entry)
    yield from notices(NAME, sources)
    yield from left_behind(NAME, gone)
    for entry in sources:
        yield _change(entry, answers)


def _change(used: Used, answers: Answers) -> Change:
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
        module=NAME,
        feature="Groups",
        kind="DataSource",
        key=connection.name,
        name=connection.name,
        store=None,
        values=values,
        row=fingerprint(connection.values, {"name": connection.name}),
    )


def _decisions(used: Used) -> Iterator[Decision]:
    name, who = used.connection.name, things(used.groups, "group")
    user = used.connection.values.get("UserName", "")
    if used.connection.password:
        yield Decision(
            module=NAME,
            feature="Groups",
            id=f"datasource/{name}/password",
            question=f"Password of {user or 'the user'} for the data source {name}",
            reason=f"It feeds {who}. A password never goes from a connection string into the plan, so it is asked "
            "once for the source.",
            kind="secret",
            page=PAGE,
        )
    if used.connection.file_password:
        yield Decision(
            module=NAME,
            feature="Groups",
            id=f"datasource/{name}/file-password",
            question=f"Password of the file of the data source {name}",
            reason=f"The file {used.connection.path} is protected; it feeds {who}.",
            kind="secret",
            page=PAGE,
        )
    if used.connection.driver:
        yield Decision(
            module=NAME,
            feature="Groups",
            id=f"datasource/{name}/dsn",
            question=f"Name of the system DSN that stands for {name} on the new server",
            reason=f"The string names the driver {used.connection.driver} and no DSN; an ODBC data source of 11.1 "
            f"takes a DSN only. It feeds {who}.",
            kind="text",
            proposal=_proposed_dsn(used.connection),
            optional=True,
            page=PAGE,
        )


def _proposed_dsn(connection: Connection) -> str:
    """At most 32 characters of those that every driver manager takes."""
    return re.sub(r"[^\w-]+", "_", connection.name.rpartition(" (")[0])[:32].strip("_") or "Data"


def _dsn(connection: Connection, answers: Answers) -> str:
    answer = answers.get(f"datasource/{connection.name}/dsn")
    return answer.text if answer is not None and answer.text else _proposed_dsn(connection)


def _secret_digest(row: Row) -> str:
    try:
        pairs = cs.parse(row["DataSourceConnection"] or "")
    except cs.ConnectionStringError:
        return ""
    return fingerprint({key: value for key, value in cs.normalised(pairs).items() if cs.is_secret(key)})


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Data sources of Smart Groups",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("DataSource",),
)
