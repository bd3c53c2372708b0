"""Whether the disks of target, search index and log have room for what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

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
    sizes = {context.paths.target: FLOOR + events * EVENT_ROW + groups * GROUP}
    if context.paths.index is not None:
        sizes[context.paths.index] = events * EVENT_DOCUMENT
    free = {path: context.machine.free_bytes(path) for path in sizes}
    if len(set(free.values())) == 1:
        # The same room to the byte: both lie on one disk, which must hold them together.
        sizes = dict.fromkeys(sizes, sum(sizes.values()))
    for path, needed in sizes.items():
        yield _one(path, needed, free[path])


def _one(path: Path, needed: int, free: int | None) -> Finding:
    if free is None:
        return CHECK.row("Skipped", "The free room of this disk cannot be seen.", CHECK.repair, str(path))
    said = f"About {size(needed)} will be written, {size(free)} are free."
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
    looks_at="Free room for target and search index, against an estimate from the source's counts.",
    repair="Make room, or name another place in the profile. A disk that fills up "
    "stops the run; what was committed is safe.",
    run=_run,
)
