"""The report as Markdown: from a summary to a text for a ticket or a wiki."""

from __future__ import annotations

from pyupgrade.plan import show
from pyupgrade.plan.show import escaped
from pyupgrade.plan.wording import sayable
from pyupgrade.report import pages
from pyupgrade.report.summary import Summary


def render(summary: Summary) -> str:
    """The text; names from an installation are escaped for Markdown and for HTML inside it."""
    environment = pages.environment(escape=False)
    environment.filters["md"] = lambda value: escaped(str(value))
    return sayable(environment.get_template("report.md").render(s=summary, ids=show.IDS))
