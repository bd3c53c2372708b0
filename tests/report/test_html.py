"""The HTML report: well formed, closed to the network, everything escaped, cut where it is long, honest where a run
went wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from pyupgrade.plan.document import sealed
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Notice
from pyupgrade.report import as_json, html, markdown
from pyupgrade.report.summary import Summary
from tests.report.report_by_hand import (
    COUNTS,
    NAMES,
    START,
    STREAMS,
    TITLES,
    checks,
    lines,
    ranges,
    run,
    source,
    target,
)
from tests.report.report_by_hand import plan as made_plan

Make = Callable[..., Summary]
VOID = {"meta", "br", "rect", "line", "link", "img"}


class Page(HTMLParser):
    """Checks nesting while it parses; keeps ids, attributes that could reach out, and the text a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.reaching: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "srcset", "href", "action", "data", "style"):
                if name == "href" and (value or "").startswith("#"):
                    self.links.append(value or "")
                else:
                    self.reaching.append((name, value or ""))
            assert not name.startswith("on"), f"{tag} has the handler {name}"
        if tag in ("td", "th", "li", "p", "br", "dd", "dt", "span", "strong"):
            self.seen.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()} crosses another element"

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "title"):
            self.seen.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.seen).split())


def test_the_page_is_well_formed_and_reaches_nowhere(make: Make) -> None:
    text = html.render(make())
    page = Page(text)
    assert page.reaching == []
    assert "script" not in page.tags
    assert not re.search(r"https?:|//[a-z]|url\(|@import", text)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_names_are_escaped_and_kept_in_their_direction(make: Make) -> None:
    text = html.render(make(lines=lines(trouble=3)))
    page = Page(text)
    for name in NAMES:
        assert name in page.text
    assert "<Süd>" not in text
    assert "Entra &lt;Contoso&gt;" in text
    assert 'dir="auto">فريق المبيعات' in text
    assert "The target holds <other> values" in page.text


@pytest.mark.mission("V3")
def test_counts_of_every_kind_and_stream_stand_in_tables_and_charts(make: Make) -> None:
    page = Page(html.render(make()))
    for kind, count in COUNTS.items():
        wanted = count + (3 if kind == "SecurityRole" else 0)
        assert f"{TITLES[kind]} {wanted} {wanted - count} {count} {wanted}" in page.text
    for stream, (before, wanted) in STREAMS.items():
        assert f"{stream} {before:,} {before - wanted:,} 0 {wanted:,} 0" in page.text
    assert "date without a time zone, taken as UTC date-no-zone 12 0 0 0" in page.text
    assert "of-a-later-version of-a-later-version 1 0 0 0" in page.text
    assert page.tags.count("svg") == 3


def test_a_chart_bar_is_as_long_as_its_count(make: Make) -> None:
    text = html.render(make())
    chart = text[text.index("Events in GroupID 10 and in") :]
    chart = chart[: chart.index("</svg>")]
    widths = [float(w) for w in re.findall(r'<rect class="(?:before|after)"[^>]*? width="([\d.]+)"', chart)]
    counts = [n for pair in STREAMS.values() for n in pair]
    assert len(widths) == len(counts)
    for width, count in zip(widths, counts, strict=True):
        assert width == pytest.approx(widths[0] * count / counts[0], abs=0.2)


def test_a_clean_run_says_so_and_a_dirty_one_does_not(make: Make) -> None:
    assert make().headline == "Complete and verified"
    assert make().verdict == "good"
    assert make(checks=[]).headline == "Complete, not yet verified"
    dirty = make(run=run(status="CompletedWithErrors"), lines=lines(trouble=7))
    assert dirty.headline == "Complete, with 7 lines to look at"
    assert dirty.verdict == "attention"
    bad = make(
        checks=checks(Finding(id="x", area="Objects", status="Failed", message="differs", target="SmartGroup/1"))
    )
    assert (bad.verdict, bad.headline) == ("bad", "Verification found 1 difference")
    cut = make(run=run(status="Interrupted", ended=None))
    assert cut.verdict == "bad"
    assert cut.next_steps[0].title == "Finish the run"


@pytest.mark.parametrize(
    ("status", "headline", "step"),
    [
        ("Undone", "The run was taken back", "Nothing is left to do"),
        ("UndoneWithErrors", "The run was taken back, but not wholly", "Look at what stayed"),
        ("Undoing", "The run is being taken back, which is not finished", "Finish the Undo"),
    ],
)
def test_a_run_that_was_taken_back_is_not_one_to_finish(make: Make, status: str, headline: str, step: str) -> None:
    back = make(run=run(status=status, recommended_action=""))
    assert (back.verdict, back.headline) == ("attention", headline)
    assert [s.title for s in back.next_steps] == [step], "what the plan announced is not due any more"
    assert "Resume-DMUpgrade" not in html.render(back)


def test_conflicts_are_listed_with_their_message(make: Make) -> None:
    summary = make(lines=lines(trouble=7))
    page = Page(html.render(summary))
    assert len(summary.troubles) == 7
    assert page.text.count("The target holds <other> values") == 7
    assert any(step.title == "Look at conflicts and failures" and step.count == 7 for step in summary.next_steps)


def test_long_lists_are_cut_with_a_count_and_a_place(make: Make) -> None:
    summary = make(
        lines=[
            msgspec.structs.replace(line, state="Failed", message=f"reason {i}") for i in range(40) for line in lines()
        ]
    )
    assert len(summary.troubles) == 40 * sum(COUNTS.values())
    page = Page(html.render(summary))
    left = len(summary.troubles) - 100
    assert f"And {left:,} more; all stand in the JSON form" in page.text
    assert "and 15 more (all in the JSON form of this report)" in page.text  # names of a notice
    assert len(json.loads(as_json.render(summary))["troubles"]) == len(summary.troubles)


def test_an_empty_run_has_a_report(make: Make) -> None:
    nothing = sealed(msgspec.structs.replace(made_plan(), changes=(), bulks=(), notices=(), decisions=(), present={}))
    empty: dict[str, Any] = {
        "plan": nothing,
        "lines": [],
        "ranges": [],
        "checks": [],
        "groups_by_store": None,
        "run": run(features=[], accepted_losses=[]),
        "source": msgspec.structs.replace(source(), stores=[], groups={}, history={}),
        "target": msgspec.structs.replace(target(), objects={}, history={}, doors=[]),
    }
    summary = make(**empty)
    page = Page(html.render(summary))
    assert "This run wrote nothing: everything was there already." in page.text
    assert "No feature had anything to do." in page.text
    assert markdown.render(summary).startswith("# Complete, not yet verified\n")


def test_the_timeline_accounts_for_every_moment_once_and_leaves_pauses_out(make: Make) -> None:
    summary = make()
    spans = summary.timeline
    assert [s.label for s in spans][:3] == ["Identity store", "Security role", "Data source"]
    last = max(s.end for s in spans)
    assert summary.worked == pytest.approx((last - START).total_seconds(), abs=0.01)
    history = [s for s in spans if s.feature == "History"]
    assert sum(s.items for s in history) == sum(wanted for _, wanted in STREAMS.values())
    assert history[0].rate == pytest.approx(history[0].items / history[0].seconds, rel=0.01)
    late = [
        msgspec.structs.replace(line, at=shifted(line.at)) if line.line.startswith("Dynasty") else line
        for line in lines()
    ]
    paused = make(lines=late, run=run(ended=START + timedelta(hours=3)))
    dynasty = next(s for s in paused.timeline if s.label == "Dynasty")
    assert dynasty.seconds < 60
    assert paused.worked < 60


def test_parts_that_alternate_are_one_span_each(make: Make) -> None:
    turns = [
        msgspec.structs.replace(line, at=(START + timedelta(milliseconds=100 * n)).isoformat())
        for n, line in enumerate(sorted(lines(), key=lambda line: line.line[::-1]))
    ]
    spans = make(lines=turns, ranges=[]).timeline
    assert len({s.label for s in spans}) == len(spans) == len(COUNTS)
    assert sum(s.items for s in spans) == sum(COUNTS.values())


def test_what_another_run_wrote_is_not_on_the_timeline(make: Make) -> None:
    earlier = [msgspec.structs.replace(r, at=shifted(r.at).replace("T22:", "T18:")) for r in ranges()]
    assert not [s for s in make(ranges=earlier).timeline if s.feature == "History"]


def shifted(at: str) -> str:
    return at.replace("T20:", "T22:")


def test_history_adds_up_and_what_is_missing_shows(make: Make) -> None:
    since = {"older-than-asked": 20}
    asked = [msgspec.structs.replace(r, rows=r.rows - 20, problems={**r.problems, **since}) for r in ranges()]
    there = msgspec.structs.replace(target(), history={k: v[1] - 25 for k, v in STREAMS.items()})
    for row in make(ranges=asked, target=there).streams:
        assert row.asked == 20
        assert row.missing == 5
        assert row.before == row.left + row.asked + row.after + row.missing
    assert all(row.missing == 0 for row in make().streams)


def test_accepted_losses_are_marked(make: Make) -> None:
    page = Page(html.render(make(run=run(accepted_losses=["portals"]))))
    assert "− Accepted Portals" in page.text
    assert "− Not accepted Store الفرع القديم" in page.text


def test_markdown_escapes_and_tells_the_same_numbers(make: Make) -> None:
    text = markdown.render(make(lines=lines(trouble=2)))
    assert "<" not in text
    assert 'Küche &amp; "Kasse" &lt;Süd&gt;' in text
    for kind, count in COUNTS.items():
        assert f"| {TITLES[kind].replace('|', '')} | " in text, kind
        assert f" {count:,} |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for before, row in pairwise(rows):
        if set(row) <= set("| -:"):
            assert row.count("|") == before.count("|")


def test_json_holds_everything_and_reads_back(make: Make) -> None:
    summary = make()
    data = json.loads(as_json.render(summary))
    assert data["format"] == "dmupgrade-report/1"
    assert data["kinds"][0] == {
        "kind": "IdentityStore",
        "title": "Identity store",
        "before": 5,
        "present": 0,
        "written": 5,
        "after": 5,
    }
    assert [n["notice"]["id"] for n in data["notices"]] == [n.id for n in made_plan().notices]
    assert msgspec.convert(data, Summary) == summary


def test_half_a_surrogate_pair_does_not_stop_a_report(make: Make) -> None:
    broken = Notice(
        module="m",
        feature="Groups",
        id="odd",
        severity="todo",
        subject="Odd \ud83d name",
        message="x",
        action="y",
        names=("half \ud83d",),
        count=1,
    )
    summary = make(plan=sealed(msgspec.structs.replace(made_plan(), notices=(broken,))))
    for text in (html.render(summary), markdown.render(summary), as_json.render(summary)):
        text.encode("utf-8")
        assert "Odd ? name" in text


def test_evidence_and_what_was_never_tried_are_said(make: Make) -> None:
    page = Page(html.render(make()))
    assert "it has never run on SQL Server" in page.text
    assert "Tables marked assumed are our belief" in page.text
    assert page.text.count("? assumed") == len(TITLES)
