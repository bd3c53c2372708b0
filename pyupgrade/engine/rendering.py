"""A plan as a text: the document itself, a page to read or a script to run, by what was asked or else by the file's ending."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import Final

from pyupgrade import requests
from pyupgrade.engine import estimates, old_ids, script
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.doors import TABLES
from pyupgrade.errors import UpgradeError
from pyupgrade.jobs import Job
from pyupgrade.plan import document, show
from pyupgrade.plan.ports import TargetReader
from pyupgrade.report import plan_page

FORMS: Final = {".md": "markdown", ".html": "html", ".htm": "html", ".ps1": "script"}


def plan(engine: Connected, asked: requests.RenderPlan, job: Job) -> str:
    """The text. Raises PlanEdited for a plan whose digest does not hold, save where it is wanted as it is (json).

    A script that would do nothing is written, too, with a warning: it lists the lines and the doors that they go through.
    """
    form = asked.as_ or FORMS.get(PurePath(asked.path or "").suffix.lower(), "json")
    if form == "json":
        return asked.plan
    made = document.read(asked.plan)
    if form != "script":
        return plan_page.render(made, form, _beside(engine, made))
    if nothing := _nothing_to_script(engine, made):
        job.emit("warning", message=nothing)
    with engine.world.reader() as target:
        door = engine.world.target_contract.doors[script.DOOR]
        module = "" if engine.settings.shell is None else engine.settings.shell.module
        return script.render(made, document.file_digest(asked.plan), door, script.InTarget(target), module)


def _nothing_to_script(engine: Connected, made: document.Plan) -> str:
    """Why a script of this plan does nothing, and what to do; "" where it has something to do."""
    doors = {change.door for change in made.changes} | ({TABLES} if made.bulks else set())
    if script.DOOR in doors:
        return ""
    lines = len(made.changes) + len(made.bulks)
    told = (
        f"None of the plan's {lines:,} lines goes through the door '{script.DOOR}'"
        if lines
        else "The plan has no lines"
    )
    if lines and engine.settings.shell is None:
        why = f", since the profile has no table [{script.DOOR}]; they go through: {', '.join(sorted(filter(None, doors)))}"
        action = (
            f"For a script, name a real 11.1 with [{script.DOOR}] in the profile (docs/real-target.md) and plan again."
        )
    else:
        why, action = "", "There is nothing for the Management Shell to do."
    return f"{told}{why}. The script does nothing. {action} Start-DMUpgrade runs the plan itself."


def _beside(engine: Connected, made: document.Plan) -> show.Beside:
    """What depends on the target as it is now; a target that cannot be looked at leaves the rest of the page as it is."""
    with suppress(UpgradeError), engine.world.reader() as target:  # a page is read where the target may be away
        if target.identity == made.head.target:
            return _seen_beside(engine, made, target)
    return _seen_beside(engine, made, None)


def _seen_beside(engine: Connected, made: document.Plan, target: TargetReader | None) -> show.Beside:
    return show.Beside(estimates.stages(engine.world, made, target), tuple(old_ids.table(made, target)))
