"""What runs wrote through doors that do not show it again: the journal is memory where the product lets nobody look."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pyupgrade.connect import sql
from pyupgrade.plan.batches import batches
from pyupgrade.plan.ports import Values
from pyupgrade.target.codec import json_text
from pyupgrade.target.journal_tables import MEMORY

_KEYS: Final = 400
_STORE: Final = "$store"  # beside the values: [old id, the product's id] of the identity store that the object is of
_PRODUCT: Final = "$product"  # in place of a kind: by door, which product the journal is about


def remembered(
    connection: Connection, kind: str, keys: Collection[str], stands: Callable[[str, int], bool] | None = None
) -> dict[str, Values]:
    """Values by key as they were last written; secrets are only marked as set.

    `stands` says of a store, by its old id and the one it had in the product, whether it is that one still: what was written into one
    that is not is left out.
    """
    return {
        key: {n: v for n, v in told.items() if n != _STORE}
        for key, told in _rows(connection, kind, keys).items()
        if stands is None or (store := told.get(_STORE)) is None or stands(store[0], store[1])
    }


def _rows(connection: Connection, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
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


def remember(
    connection: Connection, run: int, kind: str, key: str, values: Values, store: tuple[str, int] | None = None
) -> None:
    """Puts values over those remembered; a field that is None is forgotten, and all that was of a store of another id."""
    before = _rows(connection, kind, [key]).get(key)
    told = {**(before or {}), **values}
    if store is not None:
        known = (before or {}).get(_STORE, list(store))
        told = {**(told if known == list(store) else values), _STORE: list(store)}
    row = {"run": run, "content": json_text({n: v for n, v in told.items() if v is not None})}
    mine = sa.and_(MEMORY.c.kind == kind, MEMORY.c.key == key)
    if before is None:
        connection.execute(sa.insert(MEMORY).values(kind=kind, key=key, **row))
    else:
        connection.execute(sa.update(MEMORY).where(mine).values(**row))


def forget(connection: Connection, kind: str, key: str) -> None:
    connection.execute(sa.delete(MEMORY).where(MEMORY.c.kind == kind, MEMORY.c.key == key))


def forget_of_stores(connection: Connection, gone: Callable[[str, int], bool]) -> None:
    """Forgets what was written into stores that are gone, told by their old id and the product's."""
    for kind, key, text in connection.execute(sa.select(MEMORY.c.kind, MEMORY.c.key, MEMORY.c.content)).all():
        store = msgspec.json.decode(text).get(_STORE)
        if store is not None and gone(store[0], store[1]):
            forget(connection, kind, key)


def products(connection: Connection) -> dict[str, str]:
    """Which product the journal is about, by the door that showed it so."""
    rows = _rows(connection, _PRODUCT, keys(connection, _PRODUCT))
    return {door: told["identity"] for door, told in rows.items()}


def belongs(connection: Connection, run: int, door: str, identity: str) -> None:
    """From now on the journal is about the product that this door shows so."""
    remember(connection, run, _PRODUCT, door, {"identity": identity})
