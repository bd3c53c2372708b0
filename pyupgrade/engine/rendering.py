"""A plan as a text: the document itself, a page to read or a script to run, by what was asked or else by the file's ending."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from pyupgrade import requests
from pyupgrade.engine import script
from pyupgrade.engine.connected import Connected
from pyupgrade.plan import document
from pyupgrade.report import plan_page

FORMS: Final = {".md": "markdown", ".html": "html", ".htm": "html", ".ps1": "script"}


def plan(engine: Connected, asked: requests.RenderPlan) -> str:
    """The text. Raises PlanEdited for a plan whose digest does not hold, save where it is wanted as it is (json)."""
    form = asked.as_ or FORMS.get(PurePath(asked.path or "").suffix.lower(), "json")
    if form == "json":
        return asked.plan
    made = document.read(asked.plan)
    if form != "script":
        return plan_page.render(made, form)
    with engine.world.reader() as target:
        door = engine.world.target_contract.doors[script.DOOR]
        module = "" if engine.settings.shell is None else engine.settings.shell.module
        return script.render(made, document.file_digest(asked.plan), door, script.InTarget(target), module)
