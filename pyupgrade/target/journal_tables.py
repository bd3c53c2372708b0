"""The journal's tables in the target database, all with the prefix DMUpgrade_: what a DBA reads with one SELECT."""

from __future__ import annotations

import sqlalchemy as sa

from pyupgrade.connect.sql_types import EXACT

metadata = sa.MetaData()


def _key(length: int) -> sa.Unicode:
    """Text of a bounded length, which SQL Server wants of keys; it compares there letter by letter, as everywhere else."""
    return sa.Unicode(length).with_variant(sa.Unicode(length, collation=EXACT), "mssql")


_Key = _key(200)

# One row: the target's id as plans name it, kept from the first run on.
TARGET = sa.Table(
    "DMUpgrade_Target",
    metadata,
    sa.Column("identity", _key(36), primary_key=True),
    sa.Column("created", sa.UnicodeText, nullable=False),
)

# The number an old installation bears in the keys of its history rows.
INSTALLATION = sa.Table(
    "DMUpgrade_Installation",
    metadata,
    sa.Column("installation", _key(36), primary_key=True),
    sa.Column("ordinal", sa.Integer, nullable=False, unique=True),
)

RUN = sa.Table(
    "DMUpgrade_Run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("installation", _key(36), nullable=False),
    sa.Column("status", sa.UnicodeText, nullable=False),
    sa.Column("stage", sa.UnicodeText, nullable=False),
    sa.Column("features", sa.UnicodeText, nullable=False),
    sa.Column("completed", sa.UnicodeText, nullable=False),
    sa.Column("accepted", sa.UnicodeText, nullable=False),
    sa.Column("topology", sa.UnicodeText, nullable=False),
    sa.Column("who", sa.UnicodeText, nullable=False),
    sa.Column("host", sa.UnicodeText, nullable=False),
    sa.Column("process", sa.Integer, nullable=False),
    sa.Column("version", sa.UnicodeText, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("commits", sa.BigInteger, nullable=False),
    sa.Column("started", sa.UnicodeText, nullable=False),
    sa.Column("resumed", sa.UnicodeText),
    sa.Column("ended", sa.UnicodeText),
    sa.Column("message", sa.UnicodeText, nullable=False),
    sa.Column("log", sa.UnicodeText, nullable=False),
    sa.Column("decisions_digest", _key(64), nullable=False),
    sa.Column("data_digest", _key(64), nullable=False),
    sa.Column("plan_digest", _key(64), nullable=False),
    sa.Column("plan", sa.UnicodeText, nullable=False),
    sqlite_autoincrement=True,
)

# `position` is the line's place in the plan; `items` is 1, or the rows of a history line; `feature` is NULL for a
# search document, which is counted nowhere.
LINE = sa.Table(
    "DMUpgrade_Line",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("line", _Key, primary_key=True),
    sa.Column("position", sa.Integer),
    sa.Column("feature", sa.UnicodeText),
    sa.Column("items", sa.BigInteger, nullable=False),
    sa.Column("state", sa.UnicodeText, nullable=False),
    sa.Column("before", sa.UnicodeText),
    sa.Column("after", _key(64)),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("error", sa.UnicodeText),
    sa.Column("message", sa.UnicodeText),
    sa.Column("at", sa.UnicodeText),
)
sa.Index("DMUpgrade_Line_line", LINE.c.line)

RANGE = sa.Table(
    "DMUpgrade_Range",
    metadata,
    sa.Column("installation", _key(36), primary_key=True),
    sa.Column("stream", _key(50), primary_key=True),
    sa.Column("selection", _key(64), primary_key=True),
    sa.Column("start", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stop", sa.BigInteger, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("skipped", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.UnicodeText, nullable=False),
    sa.Column("documents", sa.UnicodeText, nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("problems", sa.UnicodeText, nullable=False),
    sa.Column("at", sa.UnicodeText, nullable=False),
)

ID_MAP = sa.Table(
    "DMUpgrade_IdMap",
    metadata,
    sa.Column("installation", _key(36), primary_key=True),
    sa.Column("kind", _key(50), primary_key=True),
    sa.Column("key", _Key, primary_key=True),
    sa.Column("given", sa.BigInteger, nullable=False),
)

# What was written through doors that do not show it again (pyupgrade/target/memory.py).
MEMORY = sa.Table(
    "DMUpgrade_Memory",
    metadata,
    sa.Column("kind", _key(50), primary_key=True),
    sa.Column("key", _Key, primary_key=True),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("content", sa.UnicodeText, nullable=False),
)

CONTROL = sa.Table(
    "DMUpgrade_Control",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("pause", sa.Integer, nullable=False),
    sa.Column("stop", sa.Integer, nullable=False),
    sa.Column("at", sa.UnicodeText),
)

NAMES = tuple(metadata.tables)
