"""What runs wrote through doors that do not show it again: the journal is memory where the product lets nobody look."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pyupgrade.connect import sql
from pyupgrade.plan.batches import batches
from pyupgrade.plan.ports import Values
from pyupgrade.target.codec import json_text
from pyupgrade.target.journal_tables import MEMORY

_KEYS: Final = 400


def remembered(connection: Connection, kind: str, keys: Collection[str]) -> dict[str, Values]:
    """Values by key as they were last written; secrets are only marked as set."""
    if not sql.has_table(connection, MEMORY.name):
        return {}
    found: dict[str, Values] = {}
    for chunk in batches(keys, _KEYS):
        chosen = sa.select(MEMORY.c.key, MEMORY.c.content).where(MEMORY.c.kind == kind, MEMORY.c.key.in_(chunk))
        found.update({key: msgspec.json.decode(text) for key, text in connection.execute(chosen)})
    return found


def keys(connection: Connection, kind: str) -> list[str]:
    if not sql.has_table(connection, MEMORY.name):
        return []
    chosen = sa.select(MEMORY.c.key).where(MEMORY.c.kind == kind).order_by(MEMORY.c.key)
    return [key for (key,) in connection.execute(chosen)]


def remember(connection: Connection, run: int, kind: str, key: str, values: Values) -> None:
    """Puts values over those remembered; a field that is None is forgotten."""
    before = remembered(connection, kind, [key]).get(key)
    told = {n: v for n, v in {**(before or {}), **values}.items() if v is not None}
    row = {"run": run, "content": json_text(told)}
    mine = sa.and_(MEMORY.c.kind == kind, MEMORY.c.key == key)
    if before is None:
        connection.execute(sa.insert(MEMORY).values(kind=kind, key=key, **row))
    else:
        connection.execute(sa.update(MEMORY).where(mine).values(**row))
