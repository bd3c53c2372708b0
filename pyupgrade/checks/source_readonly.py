"""Whether the source is safe from us: journal mode of a SQLite file, write rights of a login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

# Bytes 18 and 19 of a SQLite file: 1 is a rollback journal, 2 a write-ahead log (sqlite.org/fileformat.html, 1.3).
MAGIC = b"SQLite format 3\x00"
READ_VERSION = 19
WAL = 2


def _run(context: Context) -> Iterator[Finding]:
    path = context.paths.source
    if context.source_writable:
        yield _writable(context)
    head = context.machine.head(path, 20) if isinstance(path, Path) else None
    if not isinstance(path, Path) or head is None or not head.startswith(MAGIC):
        if context.source_writable is None:
            yield CHECK.row("Skipped", "The source is no file whose journal mode could be seen.", target=str(path))
        elif not context.source_writable:
            yield CHECK.row("Passed", "The login for the source has no write rights.", target=str(path))
        return
    yield _journal(context, path, head[READ_VERSION])


def keeps_log(context: Context) -> bool:
    """Whether the source is a SQLite file with a write-ahead log, of which a private copy is read."""
    path = context.paths.source
    head = context.machine.head(path, READ_VERSION + 1) if isinstance(path, Path) else None
    return context.topology == "new" and head is not None and head.startswith(MAGIC) and head[READ_VERSION] == WAL


def _writable(context: Context) -> Finding:
    message = "The login for the source could write to it."
    if context.allow_writable_source:
        return CHECK.row("Warning", f"{message} You allowed it.", "A login with read rights only is safer.")
    return CHECK.row("Failed", message, "Give a login with read rights only, or say -AllowWritableSource.")


def _journal(context: Context, path: Path, version: int) -> Finding:
    if context.topology != "new":
        return CHECK.row(
            "Passed",
            f"Source and target are one file ({context.topology}); the source "
            "is read over a connection of its own that "
            "cannot write.",
            target=str(path),
        )
    if version == WAL:
        return CHECK.row(
            "Warning",
            "The source file keeps a write-ahead log: opening it would leave "
            "files beside it, so a private copy is read.",
            "Nothing need be done; with `PRAGMA journal_mode=DELETE` on a restored copy no second copy is made.",
            str(path),
        )
    return CHECK.row("Passed", "The source file is opened read-only; its journal mode is DELETE.", target=str(path))


CHECK = CheckSpec(
    id="source.readonly",
    area="Source",
    looks_at="Journal mode of a SQLite source, rights of a login on SQL Server.",
    repair="Give a login with read rights only; for a SQLite file, restore a copy whose journal mode is DELETE.",
    run=_run,
)
