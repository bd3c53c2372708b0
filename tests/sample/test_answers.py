"""The sample answers every question that a plan of it asks, and none that nobody asks."""

import tomllib

from pyupgrade.contracts.load import load
from pyupgrade.modules import data_sources, identity_stores
from pyupgrade.plan.items import Decision
from pyupgrade.sample import Facts
from pyupgrade.source.directory import open_directory
from pyupgrade.source.groupid10 import open_groupid10


class Nothing:
    """A target that holds nothing."""

    defaults = load("dm11").defaults


def test_answers_meet_questions(estate: Facts) -> None:
    directory = open_directory(estate.path / "directory.ldif")
    source = open_groupid10(estate.path / "groupid10.db", load("groupid10"), directory)
    asked: dict[str, Decision] = {}
    for module in (identity_stores.MODULE, data_sources.MODULE):
        asked |= {line.id: line for line in module.plan(source, Nothing(), {}) if isinstance(line, Decision)}  # type: ignore[arg-type]
    answers = tomllib.loads((estate.path / "answers.toml").read_text(encoding="utf-8"))["answers"]
    assert set(answers) == {id for id, decision in asked.items() if not decision.optional}
    for id, answer in answers.items():
        assert (asked[id].kind == "secret") == answer.startswith("secret:"), id
    source.close()
    directory.close()
