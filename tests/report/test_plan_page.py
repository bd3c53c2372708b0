"""A plan's pages before the run: questions, losses, counts and fields are there, names escaped, values of secrets
nowhere."""

from __future__ import annotations

import msgspec
import pytest

from pyupgrade.plan import show
from pyupgrade.plan.document import sealed
from pyupgrade.plan.items import Answer, Change
from pyupgrade.report import plan_page
from tests.report.report_by_hand import COUNTS, NAMES
from tests.report.report_by_hand import plan as made_plan
from tests.report.test_html import Page


def test_html_is_well_formed_escaped_and_closed() -> None:
    page = Page(plan_page.render(made_plan(), "html"))
    assert page.reaching == []
    assert "script" not in page.tags
    assert "1 question to answer" in page.text
    for name in NAMES:
        assert name in page.text
    assert "Password of <corp>\\svc" in page.text
    for kind, count in COUNTS.items():
        assert f"{kind} {count} 0 {3 if kind == 'SecurityRole' else 0} tables" in page.text


def test_markdown_holds_the_same_and_no_raw_html() -> None:
    text = plan_page.render(made_plan(), "markdown")
    assert "<" not in text
    assert "**open**" in text
    assert "store/6/disabled" in text
    assert "| SmartGroup | 27 | 0 | 0 | tables | assumed | yes |" in text
    assert "| objects | 3,720 | 1 | 3900 |" in text


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_an_update_shows_before_and_after_and_no_secret(form: str) -> None:
    change = Change(
        module="stores",
        feature="Configuration",
        kind="IdentityStore",
        key="1",
        name="Corp",
        store=1,
        action="update",
        values={
            "description": "new",
            "serviceAccountPassword": {"$secret": "account/corp"},
            "link": {"$ref": "DataSource/HR"},
        },
        before={"description": "old <b>", "serviceAccountPassword": {"$sealed": True}},
    )
    plan = sealed(msgspec.structs.replace(made_plan(), changes=(change,)))
    text = plan_page.render(plan, form)
    seen = Page(text).text if form == "html" else text.replace("&lt;", "<").replace("&gt;", ">")
    assert "description: old <b> → new" in seen
    assert "(sealed) → (secret: account/corp)" in seen
    assert "(id of DataSource/HR)" in seen


def test_answers_are_shown_without_what_they_hide() -> None:
    answers = {"account/x": Answer(secret=True, reference="secret:corp-admin")}
    page = show.page(msgspec.structs.replace(made_plan(), answers=answers))
    assert page.questions[0].answer == "secret:corp-admin"
    assert page.plan.open == []
    unnamed = show.page(msgspec.structs.replace(made_plan(), answers={"account/x": Answer(secret=True)}))
    assert unnamed.questions[0].answer == "(a secret, asked for at the start)"


def test_many_objects_are_cut_with_updates_first() -> None:
    many = [
        Change(
            module="m",
            feature="Groups",
            kind="SmartGroup",
            key=f"{n:04}",
            name=f"G{n}",
            store=1,
            values={"name": f"G{n}"},
            action="update" if n >= 995 else "create",
            before={"name": "x"} if n >= 995 else None,
        )
        for n in range(1_000)
    ]
    page = show.page(sealed(msgspec.structs.replace(made_plan(), changes=tuple(many))))
    assert len(page.items["SmartGroup"]) == show.LISTED
    assert [item.action for item in page.items["SmartGroup"]][:6] == ["update"] * 5 + ["create"]
    assert page.left["SmartGroup"] == 1_000 - show.LISTED


def test_markdown_marks_in_names_are_text() -> None:
    assert show.escaped("a|b *c* `d` [e](f) <g>\nh") == "a\\|b \\*c\\* \\`d\\` \\[e\\](f) &lt;g&gt; h"
