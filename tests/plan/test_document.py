"""The plan file: read back as it was, refused when a byte differs, digests that cover what they say."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.errors import PlanEdited, PlanInvalid
from pyupgrade.plan import build, document
from pyupgrade.plan.items import Answer
from tests.plan import world


def made(*lines: Any, answers: dict[str, Answer] | None = None, **head: Any) -> document.Plan:
    source, target = world.source_of(*lines), world.MemoryTarget()
    return build.build(
        [world.module(*lines)], source, target, answers or {}, world.head(**head), world.TABLES, world.LIMITS
    )


LINES = (
    world.store("1", serviceAccountPassword={"$secret": "account/svc"}),
    world.group("g1"),
    world.history(),
    world.question(),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["IMSGCriteria", "Script", "members"]), json_values))
def test_any_plan_reads_back_as_it_was(values: dict[str, Any]) -> None:
    plan = made(world.group("g1", **values))
    text = document.text(plan)
    assert document.read(text) == plan
    assert document.text(document.read(text)) == text


def test_half_a_surrogate_pair_passes_through_utf_8_and_back() -> None:
    plan = made(world.group("g1", Script="x\ud83d", IncludeRecipients=["\ude00\\ud83d", "😀"]))
    text = document.text(plan)
    assert document.read(text.encode("utf-8").decode("utf-8")) == plan
    assert document.file_digest(text)
    for left in (text.replace("ud83d", "ud83e", 1), text.replace("\\ud83d", "", 1), text[:-1]):
        with pytest.raises((PlanEdited, PlanInvalid)):
            document.read(left)


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_one_byte_changed_anywhere_is_refused(at: float) -> None:
    text = document.text(made(*LINES))
    place = int(len(text) * at)
    with pytest.raises((PlanEdited, PlanInvalid)):
        document.read(text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :])


def test_white_space_put_in_by_an_editor_is_an_edit() -> None:
    text = document.text(made(*LINES))
    with pytest.raises(PlanEdited):
        document.read(text.replace('":', '": ', 1))
    assert document.read(text + "\n")


def test_a_digest_recomputed_by_hand_over_an_edited_body_is_still_an_edit() -> None:
    outer = msgspec.json.decode(document.text(made(*LINES)))
    outer["plan"]["changes"][0]["values"]["identityStoreName"] = "Other"
    outer["plan"]["wanted"] = "0" * 64
    outer["digest"] = document.digest(outer["plan"])
    with pytest.raises(PlanEdited):
        document.read(document.canonical(outer).decode())


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format":"other/1"}', "not json"])
def test_what_is_no_plan_is_called_so(text: str) -> None:
    with pytest.raises(PlanInvalid):
        document.read(text)


def test_digests_cover_what_they_say() -> None:
    plain = made(*LINES)
    answered = made(*LINES, answers={"account/svc": Answer(secret=True)})
    referenced = made(*LINES, answers={"account/svc": Answer(secret=True, reference="secret:other-name")})
    assert answered.decisions_digest != plain.decisions_digest
    assert referenced.decisions_digest == answered.decisions_digest, "a reference is a name, not a decision"
    assert document.text(referenced) != document.text(answered)

    more_groups = made(*LINES, world.group("g2"))
    assert more_groups.decisions_digest == plain.decisions_digest
    assert more_groups.data_digest != plain.data_digest

    other_store = made(world.store("1", description="other"), *LINES[1:])
    assert other_store.decisions_digest != plain.decisions_digest
    assert other_store.data_digest == plain.data_digest

    for change in ({"topology": "same"}, {"target": "0"}, {"history_since": "2024-01-01"}, {"features": ("Groups",)}):
        assert made(*LINES, **change).decisions_digest != plain.decisions_digest
    assert made(*LINES, world.loss()).decisions_digest != plain.decisions_digest
