"""Answers: taken in the kind that was asked for, secrets never as text, files by their content, bound when a run starts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.engine.answers import Keyring, bind, given_again, judged
from pyupgrade.errors import AnswerDiffers, AnswersInvalid, AnswerUnknown, AnswerWrong, FileUnreadable, SecretMissing
from pyupgrade.plan import build, document
from pyupgrade.plan.items import Answer
from pyupgrade.settings import answers_file
from tests.plan import world

DECISIONS = [
    world.question("account/svc"),
    world.question("report-store", "choice", choices=("Corp", "EMEA")),
    world.question("entra/6/pfx", "file"),
    world.question("note", "text"),
]


def take(given: dict[str, Any], secrets: dict[str, str] | None = None, base: Path = Path(), strict: bool = True) -> Any:
    ring = Keyring({"stored": "s3cret"}.get)
    return judged(DECISIONS, given, secrets or {}, ring, base, list(given) if strict else []), ring


def test_each_kind_is_taken_as_it_is_meant(tmp_path: Path) -> None:
    (tmp_path / "app.pfx").write_bytes(b"pfx")
    given = {"account/svc": {"secret": True}, "report-store": "corp", "entra/6/pfx": "app.pfx", "note": "any"}
    answers, ring = take(given, {"account/svc": "hunter2"}, tmp_path)
    assert answers["account/svc"] == Answer(secret=True)
    assert answers["report-store"] == Answer(text="Corp")
    assert len(answers["entra/6/pfx"].file) == 64 and ring.files["entra/6/pfx"] == b"pfx"
    assert ring.values == {"account/svc": "hunter2"}
    assert take({"account/svc": "secret:stored"})[0]["account/svc"] == Answer(secret=True, reference="secret:stored")


def test_a_file_may_be_named_from_the_home_folder_and_a_number_is_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "app.pfx").write_bytes(b"pfx")
    answers, ring = take({"entra/6/pfx": "~/app.pfx", "note": 5}, base=Path("/elsewhere"))
    assert ring.files["entra/6/pfx"] == b"pfx"
    assert answers["note"] == Answer(text="5")
    for given, said in (
        ({"note": None}, "not nothing"),
        ({"note": ["a"]}, "not '['a']'"),
        ({"note": {}}, "not a secret"),
    ):
        with pytest.raises(AnswerWrong, match=re.escape(said)):
            take(given)


@pytest.mark.parametrize("given", [{"account/svc": "hunter2"}, {"report-store": "Nowhere"}, {"note": {"secret": True}}])
def test_the_wrong_kind_is_refused_without_repeating_a_secret(given: dict[str, Any]) -> None:
    with pytest.raises(AnswerWrong) as refused:
        take(given, {"note": "x"})
    assert "hunter2" not in str(refused.value)


def test_an_answer_to_no_question_lists_the_valid_ones_unless_it_came_from_a_file() -> None:
    with pytest.raises(AnswerUnknown) as refused:
        take({"account/other": "x"})
    assert [d.partition(" ")[0] for d in refused.value.details] == [d.id for d in DECISIONS]
    assert take({"account/other": "x"}, strict=False)[0] == {}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="gone.pfx"):
        take({"entra/6/pfx": "gone.pfx"}, base=tmp_path)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ('"note" = "x"\n', ["it has no table [answers]", "'note' stands outside the table [answers]"]),
        ('answers = "x"\n', ["it has no table [answers]"]),
        ('[answers]\nnote = ["x"]\nmore = true\n', [f"the answer to '{k}' must be text, in quotes" for k in ("note", "more")]),
        ('[answer]\nnote = "x"\n', ["it has no table [answers]", "'answer' stands outside the table [answers]"]),
    ],
)  # fmt: skip
def test_an_answers_file_that_says_something_else_is_refused_whole(
    tmp_path: Path, text: str, details: list[str]
) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AnswersInvalid) as refused:
        answers_file(file)
    assert refused.value.details == details


def test_an_answers_file_is_read_with_a_byte_order_mark_and_refused_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('[answers]\nnote = "ü"\n', encoding="utf-8-sig")
    assert answers_file(file) == {"note": "ü"}
    file.write_text('[answers]\nnote = "ü"\n', encoding="utf-16")
    with pytest.raises(AnswersInvalid):
        answers_file(file)


def plan(answers: dict[str, Answer]) -> document.Plan:
    lines = (
        *DECISIONS,
        world.store("6", clientSecret={"$secret": "account/svc"}, certificate={"$file": "entra/6/pfx"}),
    )
    source, target = world.MemorySource(), world.MemoryTarget()
    return build.build([world.module(*lines)], source, target, answers, world.head(), world.TABLES, world.LIMITS)


def test_binding_takes_memory_then_reference_then_prompt_and_names_what_is_missing(tmp_path: Path) -> None:
    answers, ring = take({"account/svc": "secret:stored", "entra/6/pfx": "a"}, base=_with(tmp_path, "a", b"pfx"))
    bound = bind(plan(answers), ring)
    assert (bound.value("account/svc"), bound.value("entra/6/pfx")) == ("s3cret", "cGZ4")
    empty = Keyring(lambda name: None)
    with pytest.raises(SecretMissing) as refused:
        bind(plan(answers), empty)
    assert [d.partition(":")[0] for d in refused.value.details] == ["account/svc", "entra/6/pfx"]
    typed = bind(plan(answers), empty, prompt=lambda d: str(tmp_path / "a") if d.kind == "file" else f"typed {d.id}")
    assert (typed.value("account/svc"), typed.value("entra/6/pfx")) == ("typed account/svc", "cGZ4")
    assert bind(plan({}), empty).value("account/svc") is None, "an optional question left open leaves its field unset"


def test_the_file_that_the_plan_saw_is_found_by_its_content_and_another_refused(tmp_path: Path) -> None:
    answers, ring = take({"entra/6/pfx": "a"}, base=_with(tmp_path, "a", b"pfx"))
    _with(tmp_path, "b", b"other")
    judged(DECISIONS, {"entra/6/pfx": "b"}, {}, ring, tmp_path, [])
    assert bind(plan(answers), ring).value("entra/6/pfx") == "cGZ4"
    with pytest.raises(SecretMissing, match="b, is not the one the plan was made with"):
        bind(plan(answers), Keyring(lambda name: None), prompt=lambda d: str(tmp_path / "b"))


def test_a_value_given_with_the_run_outranks_the_plans_reference_and_that_what_was_typed_before_it() -> None:
    answers, ring = take({"account/svc": "secret:stored"})
    ring.values["account/svc"] = "typed before"
    assert bind(plan(answers), ring).value("account/svc") == "s3cret"
    given = given_again(plan(answers), {"account/svc": {"secret": True}}, {"account/svc": "now"}, ring, Path(), ())
    assert bind(plan(answers), ring, given=given).value("account/svc") == "now"


def test_a_run_names_every_answer_that_is_another_than_the_plans() -> None:
    answers, ring = take({"account/svc": "secret:stored", "note": "any", "report-store": "Corp"})
    more = {"note": "other", "report-store": "EMEA", "account/svc": "secret:stored"}
    with pytest.raises(AnswerDiffers) as refused:
        given_again(plan(answers), more, {}, ring, Path(), list(more))
    assert refused.value.details == [
        "note: the plan has 'any', given is 'other'",
        "report-store: the plan has 'Corp', given is 'EMEA'",
    ]
    with pytest.raises(AnswerUnknown):
        given_again(plan(answers), {"no/such": "x"}, {}, ring, Path(), ["no/such"])


def _with(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder
