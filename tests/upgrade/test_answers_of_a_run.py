"""A run carries out the plan's answers: the profile's are not judged again, another one given is refused, values still come along."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Child, EngineError, Shell
from tests.upgrade import reading

pytestmark = pytest.mark.mission("C4", "V1")

PLACE = "schedule/Nur Dateien/store"
PFX = "entra/4/pfx"
ACCOUNT = r"account/corp\svc-sync"


def rewritten(estate: Path, decision: str, answer: str | None) -> str:
    """Answers a question otherwise in the profile's answers file, or not at all; gives what stood there."""
    file = estate / "answers.toml"
    text = file.read_text("utf-8")
    line = re.compile(rf'^"{re.escape(decision).replace(chr(92) * 2, chr(92) * 4)}" = "(.*)"\n', re.MULTILINE)
    found = line.search(text)
    assert found, decision
    other = "" if answer is None else found[0].replace(f'"{found[1]}"\n', f'"{answer}"\n')
    file.write_text(text.replace(found[0], other), "utf-8")
    return found[1]


def opened(estate: Path) -> Shell:
    shell = Shell()
    shell.open(estate)
    return shell


def refused(asked: Callable[[], Any]) -> EngineError:
    with pytest.raises(EngineError) as error:
        asked()
    return error.value


def stores_of(estate: Path) -> list[tuple[str, int]]:
    return list(
        reading.rows(
            estate / "target.db",
            """SELECT "ScheduleName", "IdentityStoreId" FROM "DM11.Schedule" WHERE "ScheduleName" = 'Nur Dateien'""",
        )
    )


def test_a_wrong_choice_in_the_profile_that_the_plan_corrects_does_not_matter(estate: Path) -> None:
    rewritten(estate, PLACE, "Konzern GmbH")
    shell = opened(estate)
    assert refused(shell.plan).id == "DMUpgrade.Answer.Wrong"
    plan = shell.plan(answers={PLACE: "Konzern"})
    assert shell.start(plan, stopAfter="configuration")["status"] == "Stopped"
    assert opened(estate).job("run.resume")["status"] == "Completed"


def test_an_older_file_in_the_profile_does_not_take_the_place_of_the_plans(estate: Path) -> None:
    right = estate / rewritten(estate, PFX, "old.pfx")
    (estate / "old.pfx").write_bytes(right.read_bytes() + b"\0")
    shell = opened(estate)
    plan = shell.plan(answers={PFX: str(right)})
    shell.plan()  # made with the profile's file: a look at another plan changes nothing for this one
    assert shell.start(plan, stopAfter="configuration")["status"] == "Stopped"
    assert opened(estate).job("run.resume", answers={PFX: str(right)})["status"] == "Completed"


def test_the_plans_own_file_in_the_profile_serves_a_shell_that_did_not_make_it(estate: Path) -> None:
    plan = opened(estate).plan()
    assert opened(estate).start(plan)["status"] == "Completed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({PLACE: "Cloud"}, f"{PLACE}: the plan has 'Konzern', given is 'Cloud'"),
        ({ACCOUNT: "none"}, f"{ACCOUNT}: the plan has a secret, given is 'none'"),
        ({PFX: "upgrade.toml"}, f"{PFX}: the plan has the file with SHA-256 "),
    ],
)
def test_another_answer_than_the_plans_is_refused_and_named(estate: Path, given: dict[str, str], said: str) -> None:
    shell = opened(estate)
    plan = shell.plan()
    before = reading.file_digest(estate / "target.db")
    answers = {key: str(estate / value) if key == PFX else value for key, value in given.items()}
    error = refused(lambda: shell.start(plan, answers=answers))
    assert error.id == "DMUpgrade.Answer.Differs"
    assert len(error.details) == 1 and error.details[0].startswith(said), error.details
    assert reading.file_digest(estate / "target.db") == before
    shell.start(plan, stopAfter="configuration")
    assert refused(lambda: shell.job("run.resume", answers=answers)).id == "DMUpgrade.Answer.Differs"
    assert shell.job("run.resume", answersPath=str(estate / "answers.toml"))["status"] == "Completed"
    assert stores_of(estate) == [("Nur Dateien", 1)]


def test_an_answer_to_a_question_that_the_plan_left_open_is_refused(estate: Path) -> None:
    shell = opened(estate)
    plan = shell.plan()
    left = next(d for d in plan["decisions"] if not d["answered"] and d["kind"] == "choice")
    error = refused(lambda: shell.start(plan, answers={left["id"]: left["choices"][0]}))
    assert error.details == [f"{left['id']}: the plan has no answer, given is '{left['choices'][0]}'"]


def test_a_paused_run_is_not_told_to_go_on_with_another_answer(estate: Path) -> None:
    shell = opened(estate)
    with Child() as other:
        other.open(estate)
        told: list[EngineError] = []

        def while_running(event: dict[str, Any]) -> None:
            if event["event"] == "progress" and event["activity"].startswith("DMUpgrade run") and not told:
                shell.job("run.control", action="pause")
                told.append(refused(lambda: shell.job("run.resume", answers={PLACE: "Cloud"})))
                assert shell.job("run.resume", answers={PLACE: "Konzern"})["status"] == "Running"

        assert other.start(other.plan(), watch=while_running)["status"] == "Completed"
    assert told[0].id == "DMUpgrade.Answer.Differs"


def test_a_reference_given_with_the_run_brings_the_value_of_a_secret_that_was_typed(estate: Path) -> None:
    name = rewritten(estate, ACCOUNT, None)
    maker = opened(estate)
    answers = {ACCOUNT: {"secret": True}}
    plan = maker.job("plan.build", features=["Everything"], answers=answers, secrets={ACCOUNT: "typed"})
    later = opened(estate)
    error = refused(lambda: later.start(plan))
    assert error.id == "DMUpgrade.Secret.Missing" and error.details[0].startswith(f"{ACCOUNT}: ")
    error = refused(lambda: later.start(plan, answers={ACCOUNT: "secret:no-such"}))
    assert error.details == [f"{ACCOUNT}: secret:no-such is not known here"]
    assert later.start(plan, answers={ACCOUNT: name})["status"] == "Completed"


def test_a_reference_in_the_profile_brings_it_too(estate: Path) -> None:
    answers = {ACCOUNT: {"secret": True}}
    plan = opened(estate).job("plan.build", features=["Everything"], answers=answers, secrets={ACCOUNT: "typed"})
    assert opened(estate).start(plan)["status"] == "Completed"
