"""Questions answered once: the template of a plan, filled in, gives the plan; a wrong answer is told with what would be right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import EngineError, Shell
from tests.upgrade import reading

pytestmark = pytest.mark.mission("C4")


@pytest.fixture
def unanswered(estate: Path) -> Shell:
    """A shell on a profile that knows no answers."""
    profile = estate / "upgrade.toml"
    lines = profile.read_text("utf-8").splitlines(keepends=True)
    profile.write_text("".join(line for line in lines if not line.startswith("answers")), "utf-8")
    shell = Shell()
    shell.open(estate)
    return shell


def template(shell: Shell, plan: Any) -> str:
    return str(shell.job("plan.template", plan=plan["text"])["text"])


def test_the_template_asks_everything_with_its_reason(unanswered: Shell) -> None:
    plan = unanswered.plan()
    text = template(unanswered, plan)
    assert {len(line) <= 120 for line in text.splitlines() if line.startswith("#")} == {True}
    open_ = {d["id"]: d for d in plan["decisions"]}
    required = {i for i, d in open_.items() if not d["optional"]}
    assert set(tomllib.loads(text)["answers"]) == required, "an optional one is commented out"
    whole = tomllib.loads("".join(_uncommented(line) for line in text.splitlines(keepends=True)))["answers"]
    assert set(whole) == set(open_)
    flat = " ".join(text.replace("\n# ", " ").split())
    for decision in open_.values():
        assert " ".join(decision["question"].split()) in flat
        assert " ".join(decision["reason"].split()) in flat
        assert all(choice in flat for choice in decision["choices"])
    assert [line for line in text.splitlines() if line.startswith("# == Step")] == sorted(
        (line for line in text.splitlines() if line.startswith("# == Step")), key=lambda line: int(line.split()[3])
    )


def _uncommented(line: str) -> str:
    return line[2:] if line.startswith('# "') and " = " in line else line


def test_a_template_of_an_answered_plan_gives_the_same_plan(estate: Path, unanswered: Shell) -> None:
    answered = unanswered.plan(answersPath=str(estate / "answers.toml"))
    filled = estate / "filled.toml"
    text = template(unanswered, answered)
    given = tomllib.loads((estate / "answers.toml").read_text("utf-8"))["answers"]
    for decision, answer in given.items():
        if answer.endswith(".pfx"):  # a plan holds no path
            line = next(line for line in text.splitlines() if line.startswith(f'"{decision}" = '))
            text = text.replace(line, f'"{decision}" = "{answer}"')
    filled.write_text(text, "utf-8")
    assert unanswered.plan(answersPath=str(filled))["text"] == answered["text"]
    assert not [secret for secret in _secrets(estate) if secret in text]


def _secrets(estate: Path) -> list[str]:
    return [str(v) for v in tomllib.loads((estate / "secrets.toml").read_text("utf-8")).values()]


@pytest.mark.mission("H5")
def test_a_schedule_can_do_without_its_password(estate: Path, unanswered: Shell) -> None:
    given = tomllib.loads((estate / "answers.toml").read_text("utf-8"))["answers"]
    answers = {**given, "account/corp\\svc-sync": "None"} | {
        decision: str(estate / answer) for decision, answer in given.items() if answer.endswith(".pfx")
    }
    plan = unanswered.plan(answers=answers)
    assert next(d["answer"] for d in plan["decisions"] if d["id"] == "account/corp\\svc-sync") == "none"
    assert unanswered.start(plan)["status"] == "Completed"
    rows = reading.rows(
        estate / "target.db", """SELECT "Password" IS NULL FROM "DM11.Schedule" WHERE "UserName" = 'CORP\\svc-sync'"""
    )
    assert set(rows) == {(1,)}
    assert any(n["id"] == "schedules/accounts" for n in plan["notices"]), "it is on the checklist"


def test_an_answer_to_no_question_lists_the_questions(estate: Path, unanswered: Shell) -> None:
    asked = {d["id"] for d in unanswered.plan()["decisions"]}
    with pytest.raises(EngineError) as refused:
        unanswered.plan(answers={"no/such": "x"})
    assert refused.value.id == "DMUpgrade.Answer.Unknown"
    assert {line.partition(" (")[0] for line in refused.value.details} <= {i.partition(" (")[0] for i in asked}
    assert len(refused.value.details) == len(asked)


def test_a_file_may_answer_what_is_not_asked_now_and_nothing_that_never_is(estate: Path, unanswered: Shell) -> None:
    """It is written for a whole installation and for every way to answer; a misspelling is told whatever the plan is of."""
    file = estate / "mine.toml"
    file.write_text(
        (estate / "answers.toml").read_text("utf-8") + '"secrets/way" = "copy: both sides use the same passphrase"\n',
        "utf-8",
    )
    whole = unanswered.plan(answersPath=str(file))
    asked = {d["id"] for d in whole["decisions"]}
    assert not set(tomllib.loads(file.read_text("utf-8"))["answers"]) <= asked, "what copies secrets asks for fewer"
    part = unanswered.plan("Configuration", answersPath=str(file))
    file.write_text(file.read_text("utf-8") + '"secrets/weg" = "copy"\n', "utf-8")
    again = [
        lambda: unanswered.plan("Everything", answersPath=str(file)),
        lambda: unanswered.plan("Configuration", answersPath=str(file)),
        lambda: unanswered.job("plan.answer", plan=part["text"], answersPath=str(file)),
    ]
    for ask in again:
        with pytest.raises(EngineError) as refused:
            ask()
        assert refused.value.id == "DMUpgrade.Answer.Unknown"
        assert "'secrets/weg'" in refused.value.message
        assert any(line.startswith("secrets/way (") for line in refused.value.details)


def test_a_file_is_meant_from_where_the_shell_stands(estate: Path, unanswered: Shell) -> None:
    (estate / "here").mkdir()
    with pytest.raises(EngineError) as refused:
        unanswered.plan(answers={"entra/4/pfx": "a.pfx"}, answersBase=str(estate / "here"))
    assert str(estate / "here" / "a.pfx") in refused.value.message
    (estate / "here" / "a.pfx").write_bytes(b"any")
    plan = unanswered.plan(answers={"entra/4/pfx": "./a.pfx"}, answersBase=str(estate / "here"))
    (decision,) = [d for d in plan["decisions"] if d["id"] == "entra/4/pfx"]
    assert decision["answered"]
    again = unanswered.job(
        "plan.answer", plan=plan["text"], answers={"entra/4/pfx": "a.pfx"}, answersBase=str(estate / "here")
    )
    assert again["decisionsDigest"] == plan["decisionsDigest"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"secrets/way": "sometimes"}, "'sometimes' is none of: ask, copy"),
        ({"forest/apac.corp.example/place": "Nirgends"}, "'Nirgends' is none of: Konzern, EMEA"),
        ({r"account/corp\svc-groupid": "plain text"}, "a secret is given as"),
        ({"forest/contoso.example/root": {"secret": True}}, "a text is expected, not a secret"),
        ({"entra/4/pfx": "no/such/file.pfx"}, "No such file"),
    ],
)
def test_an_answer_of_the_wrong_kind_says_what_would_be_right(
    unanswered: Shell, answers: dict[str, Any], said: str
) -> None:
    with pytest.raises(EngineError) as refused:
        unanswered.plan(answers=answers)
    assert said in refused.value.message
    assert "plain text" not in refused.value.message


def test_decisions_may_be_handed_back_as_they_are_shown(shell: Shell) -> None:
    plan = shell.plan()
    shown = {d["id"]: d["answer"] for d in plan["decisions"] if d["answer"]}
    assert any(answer.startswith("(file ") for answer in shown.values())
    shown["collection/Nachts/HR nach AD/copy"] = "the job as it stands alone"
    again = shell.job("plan.answer", plan=plan["text"], answers=shown)
    assert {d["id"]: d["answer"] for d in again["decisions"] if d["answer"]} == shown
