"""Marks of a plan's values: what each stands for, and that words about a value hold no secret and no half a character."""

from __future__ import annotations

from typing import Any

import pytest

from pyupgrade.engine import views
from pyupgrade.plan import marks, show
from pyupgrade.report import verify
from pyupgrade.steps import looking
from tests.plan import world
from tests.plan.test_build import made

NOTHING: dict[str, Any] = {"question": "", "place": None, "secret": "", "reference": "", "content": "", "sealed": False}


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ({"$secret": "account/x"}, {"question": "account/x", "secret": "account/x"}),
        ({"$file": "pfx"}, {"question": "pfx", "secret": "pfx"}),
        ({"$copy": "T/1/C"}, {"place": ("T/1/C", False), "secret": "T/1/C"}),
        ({"$open": "T/1/C"}, {"place": ("T/1/C", True), "secret": "T/1/C"}),
        ({"$ref": "DataSource/a/b"}, {"reference": "DataSource/a/b"}),
        ({"$content": "kind/path"}, {"content": "kind/path"}),
        ({"$sealed": True}, {"sealed": True}),
        ({"$sealed": ""}, {"sealed": True}),
    ],
)
def test_each_mark_means_one_thing(value: Any, meant: dict[str, Any]) -> None:
    found = {
        "question": marks.question_of(value),
        "place": marks.place_of(value),
        "secret": marks.secret_of(value),
        "reference": marks.reference_of(value),
        "content": marks.content_of(value),
        "sealed": marks.is_sealed(value),
    }
    assert found == NOTHING | meant
    assert marks.is_marked(value)


@pytest.mark.parametrize("value", [None, "", "$secret", 7, [{"$ref": "a/b"}], {"Domain": "corp.example"}, {}])
def test_what_is_plain_means_itself(value: Any) -> None:
    assert not marks.is_marked(value)
    assert not any((marks.secret_of(value), marks.reference_of(value), marks.content_of(value), marks.is_sealed(value)))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("a 'b'", "'a 'b''"),
        (False, "false"),
        (["x", "é"], '["x","é"]'),
        ({"$copy": "T/1/C"}, "(secret: T/1/C)"),
        ({"$sealed": "dmu1:text"}, "(sealed)"),
        ({"$ref": "DataSource/HR"}, "(id of DataSource/HR)"),
        ("\ud83d", "'?'"),
        (["a\ud83d"], '["a?"]'),
        ({"n\ud83d": ["😀"]}, '{"n?":["😀"]}'),
        ("0123456789" * 3, "'012345678901234567…"),
    ],
)
def test_a_value_in_words(value: Any, words: str) -> None:
    assert marks.shown(value, 20 + 6 * ("$ref" in str(value)), "nothing", "'") == words


def test_half_a_character_is_shown_wherever_values_are() -> None:
    line = world.group("g1", IncludeRecipients=["x\ud800"], Script="\ud800")
    plan = made(world.MemoryTarget({"SmartGroup": {"g1": {"IncludeRecipients": ["y\ud800"]}}}), line)
    [change] = [c for c in views.plan(plan).items[0].changes if c.field == "IncludeRecipients"]
    assert (change.before, change.after) == ('["y?"]', '["x?"]')
    assert 'IncludeRecipients: \\["y?"\\] → \\["x?"\\]' in show.markdown(plan)
    assert '["x?"]' in next(verify.second_plan(plan, {})).message
    assert 'IncludeRecipients is ["y?"]' in looking.conflict_text(line.values, plan.changes[0].before, None)
