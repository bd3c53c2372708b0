"""Whether scheduled tasks of the old server were still enabled when they were exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.wording import first

KIND: Final = "task-schedules"
NAMED: Final = 10


def _run(context: Context) -> Iterator[Finding]:
    where = str(context.paths.tasks or "")
    exported = list(context.source.records(KIND))
    unread = [str(task["Problem"]) for task in exported if task["Problem"]]
    for problem in unread:
        yield CHECK.row(
            "Warning", f"Whether a task of the old server is off cannot be seen: {problem}", CHECK.repair, where
        )
    # Tasks of the product are called <Type>_<name>; others have no kind.
    tasks = [task for task in exported if not task["Problem"] and task["Kind"]]
    if not tasks and unread:
        return
    if not tasks:
        yield CHECK.row("Skipped", "No exported task of the old server is at hand.", CHECK.repair, where)
        return
    running = sorted(f"{task['Kind']}_{task['Name']}" for task in tasks if task["Enabled"])
    if not running:
        yield CHECK.row(
            "Passed", f"All {len(tasks)} tasks of the old server were off when they were exported.", target=where
        )
        return
    said = f"{len(running)} of {len(tasks)} tasks of the old server were still enabled when they were exported: "
    yield CHECK.row(
        "Warning",
        f"{said}{first(running, NAMED)}.",
        "Disable them on the old server before the cut-over (Disable-ScheduledTask) and export them again: both sides would run.",
        where,
    )


CHECK = CheckSpec(
    id="source.tasks",
    area="Source",
    looks_at="The exported tasks of the old server's Task Scheduler: which of the product's are still enabled.",
    repair="Export the old server's tasks (Export-ScheduledTask, one XML a task) into the folder named as tasks in the profile.",
    run=_run,
)
