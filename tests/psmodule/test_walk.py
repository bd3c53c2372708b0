"""The wizard's 17 steps walked with Start-DMUpgrade -Interactive through the host's prompts; a file gives the same plan."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.psmodule.conftest import Shell as Prompt
from tests.seam.client import EngineError, Shell
from tests.upgrade.reading import rows

pytestmark = [pytest.mark.xdist_group("walk"), pytest.mark.mission("C1", "C4", "V1", "V3")]

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"  # of the choices of a question, in their order
FEATURES = ("source-version", "features")  # what steps 3 and 4 ask


class Walker(Shell):
    """Walks the questions over the seam and keeps what was typed at each, for a host's prompts."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._given = answers
        self.typed: list[str] = []
        self.asked: list[str] = []

    def _answer(self, job: str, question: Mapping[str, Any]) -> None:
        if question["kind"] == "reference":
            self.call("job.answer", {"job": job, "question": question["id"], "result": None})
            return
        value = self._given.get(question["name"], question["proposal"] or "")
        labels = [choice["label"] for choice in question["choices"]]
        self.asked.append(question["name"])
        self.typed.append(KEYS[labels.index(value)] if labels else value)
        self.call("job.answer", {"job": job, "question": question["id"], "result": value})


@pytest.fixture(scope="module")
def estates(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, str]]:
    """Two copies of the sample whose profiles know no answers, and the answers; paths of files in full."""
    folder = tmp_path_factory.mktemp("walk")
    answers: dict[str, str] = {}
    for name in ("walked", "filed"):
        estate = folder / name
        shutil.copytree(sample, estate)
        profile = estate / "upgrade.toml"
        lines = profile.read_text("utf-8").splitlines(keepends=True)
        kept = [
            line for line in lines if not line.startswith(("answers", "registry"))
        ]  # nobody knows the reports' domain then
        profile.write_text("".join(kept), "utf-8")
    given = tomllib.loads((sample / "answers.toml").read_text("utf-8"))["answers"]
    for decision, answer in {**given, "report/domain": "corp.example"}.items():
        answers[decision] = str(folder / "walked" / answer) if answer.endswith(".pfx") else answer
    return folder / "walked", folder / "filed", answers


def test_the_steps_are_walked_and_a_file_gives_the_same_plan(
    estates: tuple[Path, Path, dict[str, str]], shell: Prompt
) -> None:
    walked, filed, answers = estates
    walker = Walker(answers)
    walker.open(walked)
    over_the_seam = walker.job("plan.build", interactive=True)
    order = [int(e["caption"].split()[1]) for e in walker.events if str(e.get("caption", "")).startswith("Step ")]
    assert _in_order(order), f"the wizard's order, once more from its page on for what an answer brought up: {order}"
    walker.call("connection.close", {"connection": walker.connection})
    assert walker.asked[:2] == list(FEATURES)
    assert set(answers) <= set(walker.asked), "every question of the sample was asked"

    told = shell(
        """
        Connect-DMUpgrade -Sample $env:ESTATE | Out-Null
        $run = @(Start-DMUpgrade -Interactive -Force)[-1]
        Say 'run' @{ status = $run.Status; features = @($run.Features | ForEach-Object { "$($_.Feature) $($_.Status)" }) }
        """.replace(" | Out-Null", " > $null"),
        answers="\n".join([*walker.typed, "2"]) + "\n",  # at the summary: accept all losses
        DMUPGRADE_NONINTERACTIVE="0",
        ESTATE=str(walked),
        timeout=240,
    )
    assert told["run"]["status"] == "Completed"
    pages = [int(n) for n in re.findall(r"Step (\d+) of 17:", told["stdout"] + told["stderr"])]
    assert sorted(page for page in pages if page >= 14) == [14, 14, 15, 16, 17]
    assert sorted(set(pages)) == [1, 3, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 16, 17], (
        "the rest are the wizard's Next buttons"
    )

    (text,) = next(iter(rows(walked / "target.db", 'SELECT plan FROM "DMUpgrade_Run" WHERE id = 1')))
    other = Shell()
    other.open(filed)
    file = filed / "mine.toml"
    file.write_text(
        "[answers]\n" + "".join(f"{_quoted(k)} = {_quoted(v)}\n" for k, v in sorted(answers.items())), "utf-8"
    )
    from_file = other.job("plan.build", features=["Everything"], answersPath=str(file))
    assert from_file["text"] == text == over_the_seam["text"], "byte for byte"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _in_order(pages: list[int]) -> bool:
    """Whether the pages go up to the summary, but where a new question sends back."""
    turns = [i for i in range(1, len(pages)) if pages[i] < pages[i - 1]]
    return len(turns) <= 2 and pages[0] == 1 and pages[-1] == 14


def test_a_shell_that_answers_wrongly_is_told_and_nothing_is_started(
    estates: tuple[Path, Path, dict[str, str]], shell: Prompt
) -> None:
    _, filed, _ = estates
    told = shell(
        """
        $null = Connect-DMUpgrade -Sample $env:ESTATE
        Say 'failure' (Failure { Start-DMUpgrade -Interactive -AcceptLoss All -Force })
        Say 'runs' @(Get-DMUpgradeRun).Count
        """,
        answers="1\n1\n\n" + "\n" * 20,
        DMUPGRADE_NONINTERACTIVE="0",
        ESTATE=str(filed),
        timeout=120,
    )
    assert told["failure"]["id"].startswith("DMUpgrade.Answer.Missing")
    assert told["runs"] == 0


def test_losses_are_asked_one_by_one_and_a_no_starts_nothing(estates: tuple[Path, Path, dict[str, str]]) -> None:
    _, filed, answers = estates
    walker = Walker(answers | {"losses": "Ask for each"})
    walker.open(filed)
    plan = walker.job("plan.build", interactive=True)
    losses = [n["id"] for n in plan["notices"] if n["severity"] == "Loss"]
    walker._given = {"losses": "Ask for each", losses[0]: "Yes"}
    with pytest.raises(EngineError) as refused:
        walker.job("run.start", plan=plan["text"], interactive=True)
    assert refused.value.id == "DMUpgrade.Loss.NotAccepted"
    assert [d.partition(":")[0] for d in refused.value.details] == losses[1:]
    assert walker.asked[-3:] == ["losses", *losses[:2]], "after the first No nothing more is asked"
    assert walker.job("run.list")["rows"] == []
