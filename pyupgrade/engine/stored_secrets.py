"""Secrets as they stand sealed in the source: copied as text, or opened by the command that the profile names (mission S8)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pyupgrade.contracts.records import Table
from pyupgrade.errors import OpenerFailed
from pyupgrade.plan.ports import Row, SourceReader

SECONDS: Final = 60  # an opener that waits for somebody would hold up the night


def reader(source: SourceReader, tables: Mapping[str, Table], opener: Sequence[str]) -> Callable[[str, bool], str]:
    """What stands at `table/key/column`; opened by `opener` where that is asked. The texts go nowhere but to the caller.

    `tables` are those of the contract; any other name is a kind of file, whose key is its path. Raises OpenerFailed, which never
    quotes what the opener said.
    """

    def at(place: str, opened: bool) -> str:
        table, _, rest = place.partition("/")
        key, _, column = rest.rpartition("/")
        row = next(_rows(source, tables.get(table), table, key), None)
        if row is None or not row[column]:
            raise OpenerFailed(place=place, reason="nothing stands there any more")
        return _opened(opener, place, str(row[column])) if opened else str(row[column])

    return at


def _rows(source: SourceReader, table: Table | None, name: str, key: str) -> Iterator[Row]:
    if table is None:
        return (row for row in source.records(name) if row["Path"] == key)
    column = table.columns[table.key[0]]
    return source.rows(name, {table.key[0]: int(key) if column.type in ("int", "bigint") else key})


def _opened(opener: Sequence[str], place: str, sealed: str) -> str:
    if not opener:
        raise OpenerFailed(place=place, reason="the profile names no opener")
    try:
        done = subprocess.run(
            list(opener), input=sealed, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except OSError as reason:
        raise OpenerFailed(place=place, reason=f"'{opener[0]}' cannot be started: {reason.strerror}") from None
    except (subprocess.TimeoutExpired, UnicodeDecodeError) as reason:
        raise OpenerFailed(place=place, reason=f"'{opener[0]}' gave no answer: {type(reason).__name__}") from None
    secret = done.stdout.removesuffix("\n").removesuffix("\r")
    if done.returncode or not secret:
        raise OpenerFailed(place=place, reason=f"'{opener[0]}' ended with {done.returncode} and gave no secret")
    return secret
