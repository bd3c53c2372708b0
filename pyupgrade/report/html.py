"""The report as one HTML page: from a summary, no network and no script needed, to read on a screen or print."""

from __future__ import annotations

from collections import Counter

from pyupgrade.plan import show
from pyupgrade.plan.wording import sayable
from pyupgrade.report import charts, pages
from pyupgrade.report.summary import Summary


def render(summary: Summary) -> str:
    """The page. Light and dark by the reader's setting; everything that came from an installation is escaped."""
    template = pages.environment(escape=True).get_template("report.html")
    page = template.render(
        s=summary,
        objects=charts.pairs(
            "Objects wanted from GroupID 10 and in Directory Manager 11.1",
            [(row.title, row.before, row.after) for row in summary.kinds],
        ),
        events=charts.pairs(
            "Events in GroupID 10 and in Directory Manager 11.1, by stream",
            [(row.stream, row.before, row.after) for row in summary.streams],
        ),
        timeline=charts.lanes("Timeline of the run", summary.timeline),
        titles={row.kind: row.title for row in summary.kinds},
        width=charts.WIDTH,
        labels=charts.LABELS,
        bar=charts.BAR,
        gap=charts.GAP,
        ids=show.IDS,
        oddities=_oddities(summary),
        losses=[n for n in summary.notices if n.notice.severity == "loss"],
        changes=[n for n in summary.notices if n.notice.severity == "change"],
    )
    return sayable(page)


def _oddities(summary: Summary) -> list[str]:
    """Codes of all streams, the most frequent first."""
    counts: Counter[str] = Counter()
    for stream in summary.streams:
        counts.update(stream.odd)
    return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
