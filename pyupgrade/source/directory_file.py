"""Loads the embedded directory: entries of an LDIF file into a SQLite file with the keys that searches use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from pyupgrade.connect import sql
from pyupgrade.errors import LdifInvalid
from pyupgrade.source import dn as names
from pyupgrade.source.directory_values import shown
from pyupgrade.source.ldif import Record, read_ldif
from pyupgrade.source.values import guid

FORMAT: Final = "3"
_BATCH: Final = 2_000

metadata = sa.MetaData()
entry = sa.Table(
    "entry",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("guid", sa.Text, nullable=False),
    sa.Column("dn", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("parent", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("cn_key", sa.Text, nullable=False),
    sa.Column("name_key", sa.Text, nullable=False),
    sa.Column("sam", sa.Text, nullable=False),
    sa.Column("sam_key", sa.Text, nullable=False),
    sa.Column("object_class", sa.Text, nullable=False),
    sa.Column("attributes", sa.Text, nullable=False),
    sa.Column("members", sa.Integer, nullable=False),
)
member = sa.Table(
    "member",
    metadata,
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("dn", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
origin = sa.Table(
    "origin",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
_INDEXES: Final = (
    sa.Index("ix_entry_path", entry.c.path, unique=True),
    sa.Index("ix_entry_guid", entry.c.guid, unique=True),
    sa.Index("ix_entry_parent", entry.c.parent, entry.c.path),
    sa.Index("ix_entry_sam", entry.c.sam_key),
    sa.Index("ix_entry_cn", entry.c.cn_key),
    sa.Index("ix_entry_name", entry.c.name_key),
)


def load_directory(ldif: Path, database: Path) -> None:
    """Makes the database file anew from the LDIF file; it appears whole or not at all. Raises LdifInvalid."""
    fresh = database.with_name(f"{database.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    engine = sql.new_database(fresh)
    try:
        stamp = stamp_of(ldif)
        with engine.begin() as connection:
            metadata.create_all(connection, checkfirst=False)
            for index in _INDEXES:
                index.drop(connection)
            _fill(connection, ldif)
            _index(connection, ldif)
            connection.execute(origin.insert(), [{"name": "format", "value": FORMAT}, {"name": "ldif", "value": stamp}])
        engine.dispose()
        fresh.replace(database)
    finally:
        engine.dispose()
        fresh.unlink(missing_ok=True)


def is_current(engine: Engine, ldif: Path) -> bool:
    """Whether the database was loaded from this very LDIF file by this version of the loader. Raises LdifInvalid."""
    with sql.errors_of("source", "directory"), engine.connect() as connection:
        if not sa.inspect(connection).has_table("origin"):
            return False
        known = {row.name: row.value for row in connection.execute(sa.select(origin))}
    return known == {"format": FORMAT, "ldif": stamp_of(ldif)}


def stamp_of(ldif: Path) -> str:
    """Size and time of the LDIF file: what tells one export from the next. Raises LdifInvalid."""
    try:
        state = ldif.stat()
    except OSError as reason:
        raise LdifInvalid(path=str(ldif), line=0, reason=reason.strerror or str(reason)) from reason
    return f"{state.st_size} {state.st_mtime_ns}"


def _fill(connection: sa.Connection, ldif: Path) -> None:
    entries: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for number, record in enumerate(read_ldif(ldif), 1):
        row = _row(number, record, ldif)
        entries.append(row)
        members.extend(_members(number, record, ldif))
        if len(entries) >= _BATCH or len(members) >= _BATCH:
            connection.execute(entry.insert(), entries)
            if members:
                connection.execute(member.insert(), members)
            entries, members = [], []
    if entries:
        connection.execute(entry.insert(), entries)
    if members:
        connection.execute(member.insert(), members)


def _index(connection: sa.Connection, ldif: Path) -> None:
    for index in _INDEXES:
        try:
            index.create(connection)
        except sa.exc.IntegrityError:
            column = entry.c.path if index.name == "ix_entry_path" else entry.c.guid
            twice = sa.select(sa.func.max(entry.c.dn)).group_by(column).having(sa.func.count() > 1).limit(1)
            found = connection.execute(twice).scalar_one()
            reason = f"two entries have the same {'DN' if index.name == 'ix_entry_path' else 'objectGUID'}: {found}"
            raise LdifInvalid(path=str(ldif), line=0, reason=reason) from None


def _row(number: int, record: Record, ldif: Path) -> dict[str, Any]:
    try:
        rdns = names.parse(record.dn)
        path = names.path_of(record.dn)
    except ValueError as reason:
        raise LdifInvalid(path=str(ldif), line=record.line, reason=f"'{record.dn}' is no DN: {reason}") from None
    if not rdns:
        raise LdifInvalid(path=str(ldif), line=record.line, reason="the entry has no DN")
    raw = record.attributes.get("objectguid")
    if not raw:
        raise LdifInvalid(
            path=str(ldif), line=record.line, reason=f"'{record.dn}' has no objectGUID; export that attribute, too"
        )
    try:
        identity = guid(raw[0]) if len(raw[0]) == 16 else guid(raw[0].decode("utf-8"))
    except ValueError:
        raise LdifInvalid(
            path=str(ldif), line=record.line, reason=f"the objectGUID of '{record.dn}' is not 16 bytes"
        ) from None
    attributes = {
        key: [identity] if key == "objectguid" else [shown(key, value) for value in values]
        for key, values in record.attributes.items()
        if key != "member"
    }
    leaf = rdns[0][0][1]
    sam = attributes.get("samaccountname", [""])[0]
    name = attributes.get("name", [leaf])[0]
    return {
        "id": number,
        "guid": identity,
        "dn": record.dn,
        "path": path,
        "parent": names.parent_path(path),
        "name": name,
        "cn_key": attributes.get("cn", [leaf])[0].casefold(),
        "name_key": name.casefold(),
        "sam": sam,
        "sam_key": sam.casefold(),
        "object_class": attributes.get("objectclass", [""])[-1].lower(),
        "attributes": msgspec.json.encode(attributes).decode("utf-8"),
        "members": len(record.attributes.get("member", ())),
    }


def _members(number: int, record: Record, ldif: Path) -> Iterator[dict[str, Any]]:
    for position, value in enumerate(record.attributes.get("member", ())):
        try:
            yield {"entry": number, "position": position, "dn": value.decode("utf-8")}
        except UnicodeDecodeError:
            raise LdifInvalid(
                path=str(ldif), line=record.line, reason=f"a member of '{record.dn}' is not UTF-8"
            ) from None
