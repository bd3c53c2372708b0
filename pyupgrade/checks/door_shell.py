"""Whether the shell that asks has the vendor's module with the cmdlets that are called, and whose Upgrade-Group it gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

OURS: Final = "DMUpgrade"


def _run(context: Context) -> Iterator[Finding]:
    looks = [door for door in context.doors if door.name == "shell"]
    if not looks:
        yield CHECK.row("Passed", "No kind goes through the Management Shell, so its module is not needed.")
    for door in looks:
        module = door.module
        if module is None or not module.name:
            yield CHECK.row("Failed", "The vendor's module is not loaded in this shell.", CHECK.repair, door.location)
            continue
        if module.lacks:
            said = f"The module '{module.name}' lacks {len(module.lacks)} cmdlets that are called: {', '.join(module.lacks)}."
            action = "Load the Management Shell of Directory Manager 11.1; an older release or another module may stand in its place."
            yield CHECK.row("Failed", said, action, module.name)
        else:
            yield CHECK.row(
                "Passed", f"The module '{module.name}' has every cmdlet that is called.", target=module.name
            )
        if module.upgrade_group == OURS:
            said = f"Upgrade-Group means ours here, although '{module.name}' has a cmdlet of that name: an alias outranks a cmdlet."
            action = "Load the vendor's module before DMUpgrade, in a new shell; Update-DMUpgradeGroup is ours under any circumstances."
            yield CHECK.row("Warning", said, action, module.name)
        elif module.upgrade_group:
            said = f"Upgrade-Group means that of '{module.upgrade_group}'; ours is Update-DMUpgradeGroup."
            yield CHECK.row("Passed", said, target=module.name)


CHECK = CheckSpec(
    id="door.shell",
    area="Doors",
    looks_at="The vendor's module in the shell that asks: whether it is loaded, has the cmdlets that the contract lists, and keeps the "
    "name Upgrade-Group.",
    repair="Run from the Directory Manager Management Shell, or import its module first, then DMUpgrade.",
    run=_run,
)
