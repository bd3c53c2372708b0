"""The journal's tables in the target database, all with the prefix DMUpgrade_: what a DBA reads with one SELECT."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
_Key = sa.String(200)  # SQL Server allows no key over unbounded text

# One row: the target's id as plans name it, kept from the first run on.
TARGET = sa.Table(
    "DMUpgrade_Target",
    metadata,
    sa.Column("identity", sa.String(36), primary_key=True),
    sa.Column("created", sa.Text, nullable=False),
)

# The number an old installation bears in the keys of its history rows.
INSTALLATION = sa.Table(
    "DMUpgrade_Installation",
    metadata,
    sa.Column("installation", sa.String(36), primary_key=True),
    sa.Column("ordinal", sa.Integer, nullable=False, unique=True),
)

RUN = sa.Table(
    "DMUpgrade_Run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("installation", sa.String(36), nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("features", sa.Text, nullable=False),
    sa.Column("completed", sa.Text, nullable=False),
    sa.Column("accepted", sa.Text, nullable=False),
    sa.Column("topology", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("process", sa.Integer, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("commits", sa.BigInteger, nullable=False),
    sa.Column("started", sa.Text, nullable=False),
    sa.Column("resumed", sa.Text),
    sa.Column("ended", sa.Text),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("log", sa.Text, nullable=False),
    sa.Column("decisions_digest", sa.String(64), nullable=False),
    sa.Column("data_digest", sa.String(64), nullable=False),
    sa.Column("plan_digest", sa.String(64), nullable=False),
    sa.Column("plan", sa.Text, nullable=False),
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
    sa.Column("feature", sa.Text),
    sa.Column("items", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.String(64)),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("message", sa.Text),
    sa.Column("at", sa.Text),
)
sa.Index("DMUpgrade_Line_line", LINE.c.line)

RANGE = sa.Table(
    "DMUpgrade_Range",
    metadata,
    sa.Column("installation", sa.String(36), primary_key=True),
    sa.Column("stream", sa.String(50), primary_key=True),
    sa.Column("selection", sa.String(64), primary_key=True),
    sa.Column("start", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stop", sa.BigInteger, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("skipped", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("documents", sa.Text, nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("problems", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)

ID_MAP = sa.Table(
    "DMUpgrade_IdMap",
    metadata,
    sa.Column("installation", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(50), primary_key=True),
    sa.Column("key", _Key, primary_key=True),
    sa.Column("given", sa.BigInteger, nullable=False),
)

CONTROL = sa.Table(
    "DMUpgrade_Control",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("pause", sa.Integer, nullable=False),
    sa.Column("stop", sa.Integer, nullable=False),
    sa.Column("at", sa.Text),
)

NAMES = tuple(metadata.tables)
