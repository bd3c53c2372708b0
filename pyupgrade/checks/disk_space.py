"""Whether the disks of target, search index, files and a source's private copy have room for what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.checks.source_readonly import keeps_log
from pyupgrade.plan import marks
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change

# Bytes of an event's row and of its document, and of a group's row, document and journal lines together: measured on
# the
# target of a Small sample, rounded up.
EVENT_ROW, EVENT_DOCUMENT, GROUP = 2_000, 1_500, 4_000
FLOOR = 64 * 2**20  # logs, the journal of an empty run, the write-ahead log


def _run(context: Context) -> Iterator[Finding]:
    events = groups = 0
    if "History" in context.features:
        events = sum(context.source.extent(stream.name).count for stream in context.source_contract.streams)
    if "Groups" in context.features:
        groups = context.source.count("SVC.GroupObject")
    rows = FLOOR + events * EVENT_ROW + groups * GROUP
    sizes = {} if context.paths.index is None else {context.paths.index: events * EVENT_DOCUMENT}
    if isinstance(context.paths.target, Path):
        sizes = {context.paths.target: rows, **sizes}
    else:
        message = (
            f"About {size(rows)} will be written there, and as much to its log; its free room cannot be seen from here."
        )
        yield CHECK.row("Skipped", message, CHECK.repair, context.paths.target)
    if context.paths.files is not None and (files := _files(context)):
        sizes[context.paths.files] = files
    source = context.paths.source
    if context.paths.scratch is not None and isinstance(source, Path) and keeps_log(context):
        # Opening such a source where it lies would leave files beside it: it is copied together with its log.
        sizes[context.paths.scratch] = context.machine.size(source) + context.machine.size(Path(f"{source}-wal"))
    free = {path: context.machine.free_bytes(path) for path in sizes}
    # The same room to the byte: such places lie on one disk, which must hold them together.
    together = {room: sum(sizes[path] for path in sizes if free[path] == room) for room in free.values()}
    for path in sizes:
        yield _one(path, together[free[path]], free[path])


def _files(context: Context) -> int:
    """Bytes of the old server's files that are copied."""
    kinds = context.source_contract.files
    sizes = {f"{kind}/{file.path}": file.size for kind in kinds for file in context.source.files(kind)}
    changes = (line for line in context.lines("File") if isinstance(line, Change) and line.kind == "File")
    return sum(sizes.get(marks.content_of(change.values["content"]), 0) for change in changes)


def _one(path: Path, needed: int, free: int | None) -> Finding:
    if free is None:
        return CHECK.row("Skipped", "The free room of this disk cannot be seen.", CHECK.repair, str(path))
    said = f"About {size(needed)} will be written on this disk, {size(free)} are free."
    if free < needed:
        return CHECK.row("Failed", said, CHECK.repair, str(path))
    if free < 2 * needed:
        return CHECK.row("Warning", said, "There is room, but not twice as much: " + CHECK.repair, str(path))
    return CHECK.row("Passed", said, target=str(path))


def size(count: int) -> str:
    left = float(count)
    for unit in ("bytes", "KB", "MB", "GB"):
        if left < 1024:
            return f"{left:,.0f} {unit}"
        left /= 1024
    return f"{left:,.1f} TB"


CHECK = CheckSpec(
    id="machine.disk",
    area="Machine",
    looks_at="Free room for target, search index, copied files and the private copy of a source with a write-ahead log, against an "
    "estimate from the source's counts and sizes.",
    repair="Make room, or name another place in the profile. A disk that fills up "
    "stops the run; what was committed is safe.",
    run=_run,
)
