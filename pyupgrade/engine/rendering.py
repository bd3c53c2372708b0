"""A plan as a text: the document itself, a page to read or a script to run, by what was asked or else by the file's ending."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from pyupgrade import requests
from pyupgrade.engine import estimates, old_ids, script
from pyupgrade.engine.connected import Connected
from pyupgrade.errors import UpgradeError
from pyupgrade.plan import document, show
from pyupgrade.report import plan_page

FORMS: Final = {".md": "markdown", ".html": "html", ".htm": "html", ".ps1": "script"}


def plan(engine: Connected, asked: requests.RenderPlan) -> str:
    """The text. Raises PlanEdited for a plan whose digest does not hold, save where it is wanted as it is (json)."""
    form = asked.as_ or FORMS.get(PurePath(asked.path or "").suffix.lower(), "json")
    if form == "json":
        return asked.plan
    made = document.read(asked.plan)
    if form != "script":
        return plan_page.render(made, form, _beside(engine, made))
    with engine.world.reader() as target:
        door = engine.world.target_contract.doors[script.DOOR]
        module = "" if engine.settings.shell is None else engine.settings.shell.module
        return script.render(made, document.file_digest(asked.plan), door, script.InTarget(target), module)


def _beside(engine: Connected, made: document.Plan) -> show.Beside:
    """What depends on the target as it is now; a target that cannot be looked at leaves the rest of the page as it is."""
    try:
        with engine.world.reader() as target:
            if target.identity == made.head.target:
                return show.Beside(estimates.stages(engine.world, made, target), tuple(old_ids.table(made, target)))
    except UpgradeError:
        pass  # a page is read where the target may be away
    return show.Beside(estimates.stages(engine.world, made, None), tuple(old_ids.table(made, None)))
