"""A plan as a page to read before the run: HTML by template, Markdown by plan.show."""

from __future__ import annotations

from pyupgrade.plan import show
from pyupgrade.plan.document import Plan
from pyupgrade.plan.wording import sayable
from pyupgrade.report import pages


def render(plan: Plan, form: str, beside: show.Beside = show.NOTHING_BESIDE) -> str:
    """The page in the form html or markdown; no secret is in it, since none is in the plan."""
    if form == "markdown":
        return show.markdown(plan, beside)
    template = pages.environment(escape=True).get_template("plan.html")
    return sayable(template.render(p=show.page(plan, beside), estimate=show.ESTIMATE, ids=show.IDS))
