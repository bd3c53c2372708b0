"""The sample answers every question that a plan of it asks, and none that nobody asks."""

import tomllib

import pytest

from pyupgrade.sample import Facts
from tests.seam.client import Shell


@pytest.mark.mission("C4")
def test_answers_meet_questions(estate: Facts) -> None:
    shell = Shell()
    shell.open(estate.path)
    asked = {d["id"]: d for d in shell.plan()["decisions"]}
    answers = tomllib.loads((estate.path / "answers.toml").read_text(encoding="utf-8"))["answers"]
    assert set(answers) <= set(asked)
    assert [i for i, d in asked.items() if not d["answered"] and not d["optional"]] == [], (
        "what is left open is optional"
    )
    for decision, answer in answers.items():
        assert (asked[decision]["kind"] == "secret") == answer.startswith("secret:"), decision
