"""A plan that may not run is refused under a code of its own, and nothing has been written; growth is no refusal."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Child, EngineError, Shell
from tests.upgrade import reading


def refused(shell: Shell, plan: Any, **other: Any) -> EngineError:
    with pytest.raises(EngineError) as error:
        shell.start(plan, **other)
    return error.value


def change(estate: Path, statement: str, *values: Any) -> int:
    with sqlite3.connect(estate / "groupid10.db") as connection:
        return connection.execute(statement, values).rowcount


@pytest.fixture
def untouched(estate: Path) -> Any:
    before = reading.file_digest(estate / "target.db")
    yield
    assert reading.file_digest(estate / "target.db") == before, "a refused plan writes nothing"


@pytest.mark.usefixtures("untouched")
class TestRefused:
    @pytest.mark.mission("V1")
    def test_a_plan_edited_by_one_byte(self, shell: Shell) -> None:
        plan = shell.plan()
        at = plan["text"].index("Smart")
        text = plan["text"][:at] + "s" + plan["text"][at + 1 :]
        assert refused(shell, {"text": text}).id == "DMUpgrade.Plan.Edited"

    @pytest.mark.mission("V1")
    def test_a_plan_of_another_source(self, estate: Path, tmp_path: Path, shell: Shell) -> None:
        other = tmp_path / "other"
        shutil.copytree(estate, other)
        profile = (other / "upgrade.toml").read_text().splitlines(keepends=True)
        lines = [
            "installation = '00000000-0000-4000-8000-000000000001'\n" if x.startswith("installation") else x
            for x in profile
        ]
        (other / "upgrade.toml").write_text("".join(lines))
        there = Shell()
        there.open(other)
        assert refused(shell, there.plan()).id == "DMUpgrade.Plan.OtherSource"

    @pytest.mark.mission("V1", "C4")
    def test_a_plan_with_an_open_decision(self, estate: Path) -> None:
        profile = estate / "upgrade.toml"
        profile.write_text("".join(x for x in profile.read_text().splitlines(True) if not x.startswith("answers")))
        shell = Shell()
        shell.open(estate)
        plan = shell.plan()
        error = refused(shell, plan)
        assert error.id == "DMUpgrade.Plan.OpenDecisions"
        assert len(error.details) == len([d for d in plan["decisions"] if not d["answered"] and not d["optional"]]) > 0

    @pytest.mark.mission("N1", "V1")
    def test_a_loss_that_nobody_accepted(self, shell: Shell) -> None:
        plan = shell.plan()
        with pytest.raises(EngineError) as error:
            shell.job("run.start", plan=plan["text"])
        assert error.value.id == "DMUpgrade.Loss.NotAccepted"
        losses = [n["id"] for n in plan["notices"] if n["severity"] == "Loss"]
        assert [d.partition(":")[0] for d in error.value.details] == losses

    @pytest.mark.mission("V1")
    def test_decisions_that_no_longer_hold(self, estate: Path, shell: Shell) -> None:
        plan = shell.plan()
        assert change(
            estate, """UPDATE "SVC.IdentityStore" SET Description = 'changed on Sunday' WHERE IdentityStoreId = 1"""
        )
        error = refused(shell, plan)
        assert error.id == "DMUpgrade.Plan.DecisionsChanged"
        assert error.details == ["IdentityStore/1: changed in description"]

    @pytest.mark.mission("V1")
    def test_history_that_is_gone(self, estate: Path, shell: Shell) -> None:
        plan = shell.plan()
        assert change(estate, """DELETE FROM "SVC.BackUpHistory" WHERE IdentityStoreID = 1 AND id % 7 = 0""")
        assert refused(shell, plan).id == "DMUpgrade.Plan.Stale"

    def test_any_difference_when_exact(self, estate: Path, shell: Shell) -> None:
        plan = shell.plan()
        _grow(estate)
        assert refused(shell, plan, exact=True).id == "DMUpgrade.Plan.Inexact"

    @pytest.mark.mission("C2")
    def test_a_feature_without_what_it_needs(self, shell: Shell) -> None:
        for features, said in (
            (["Reports"], "Feature 'Reports' needs Configuration, "),
            (["Schedules", "Groups"], "Feature 'Groups' needs Configuration, "),
        ):
            with pytest.raises(EngineError) as error:
                shell.plan(*features)
            assert error.value.id == "DMUpgrade.Feature.Prerequisite"
            assert said in error.value.message
            assert "Configuration" in error.value.error["recommendedAction"]

    @pytest.mark.mission("C2")
    def test_the_wizards_word_for_configuration_is_taken(self, shell: Shell) -> None:
        for word in ("Configurations", "configurations"):
            assert shell.plan(word, "History")["text"] == shell.plan("Configuration", "History")["text"]

    def test_a_stage_or_a_kind_that_is_none(self, shell: Shell) -> None:
        plan = shell.plan()
        error = refused(shell, plan, stopAfter="nonsense")
        assert (error.id, error.details[0]) == ("DMUpgrade.Run.StageUnknown", "configuration")
        error = refused(shell, plan, raiseLimit={"Nonsense": 5})
        assert error.id == "DMUpgrade.Guard.KindUnknown"
        assert "SmartGroup" in error.details
        assert refused(shell, plan, raiseLimit={"smartgroup": "many"}).id == "DMUpgrade.Guard.LimitWrong"
        with pytest.raises(EngineError) as passed:  # a number as text and a kind in another letter case are no mistake
            shell.job("run.start", plan=plan["text"], raiseLimit={"smartgroup": "500"})
        assert passed.value.id == "DMUpgrade.Loss.NotAccepted"

    def test_a_wrong_passphrase(self, estate: Path) -> None:
        shell = Shell()
        shell.job("connection.open", sample=str(estate))
        opened = shell.job("connection.open", secrets={"passphrase": "not the passphrase"}, sample=str(estate))
        shell.connection = opened["id"]
        assert refused(shell, shell.plan()).id == "DMUpgrade.Vault.PassphraseWrong"


def _grow(estate: Path) -> None:
    assert change(
        estate,
        """INSERT INTO "SVC.BackUpHistory" (id, IdentityStoreID, JsonData)
           SELECT id + 1000000, IdentityStoreID, JsonData FROM "SVC.BackUpHistory" WHERE IdentityStoreID = 1 LIMIT 5""",
    )


def test_a_source_that_grew_runs_and_says_so(estate: Path, shell: Shell) -> None:
    plan = shell.plan()
    _grow(estate)
    found = shell.job("plan.compare", plan=plan["text"])["rows"]
    assert {(d["part"], d["subject"]) for d in found} == {("history", "objects")}
    ended = shell.start(plan)
    assert ended["status"] == "Completed"
    grown = [r for r in shell.rows() if r["status"] == "Grown"]
    assert [(r["feature"], r["key"], r["count"]) for r in grown] == [("History", "objects", 5)]
    assert shell.job("run.list")["rows"][0]["grown"] == 1, "the journal remembers"
    assert {c["status"] for c in shell.job("result.verify")["rows"]} == {"Passed"}
    assert shell.plan()["items"] == []


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        ("run.control", {}),
        ("run.control", {"action": "halt"}),
        ("log.read", {"level": "loud"}),
        ("sample.create", {"path": "never-made", "version": "8"}),
    ],
)
def test_a_word_that_is_none_is_no_request(shell: Shell, method: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(EngineError) as error:
        shell.job(method, **wrong)
    assert error.value.id == "DMUpgrade.Request.Invalid"


def test_a_comparison_heeds_what_it_is_given_over_what_the_saved_plan_says(shell: Shell) -> None:
    plan = shell.plan()
    assert shell.job("plan.compare", plan=plan["text"])["rows"] == []

    def named(rows: list[dict[str, Any]], difference: str) -> set[str]:
        found = [d for d in rows if d["difference"] == difference]
        return {f"History/{d['subject']}" if d["part"] == "history" else d["subject"] for d in found}

    def differs(**given: Any) -> dict[str, tuple[str | None, str | None]]:
        rows = shell.job("plan.compare", plan=plan["text"], **given)["rows"]
        return {d["subject"]: (d["saved"], d["now"]) for d in rows if d["difference"] == "differs"}

    only = shell.job("plan.compare", plan=plan["text"], features=["Configuration"])["rows"]
    assert [d["now"] for d in only if d["subject"] == "features"] == ["('Configuration',)"]
    left_out = {f"{i['kind']}/{i['key']}" for i in plan["items"] if i["feature"] != "Configuration"}
    assert left_out == named(only, "is not asked for now")
    assert not [d for d in only if d["part"] == "done"], "what is not asked for is not taken for carried"
    narrow = shell.plan("Configuration")
    wide = shell.job("plan.compare", plan=narrow["text"], features=["Everything"])["rows"]
    assert "History/objects" in named(wide, "was not asked for") <= left_out
    assert not named(wide, "is new or changed since")
    assert differs(historySince="2024-01-01T00:00:00Z")["history_since"] == ("None", "2024-01-01T00:00:00Z")
    assert differs(documentedOnly=True)["documented_only"] == ("False", "True")
    assert differs(enableSchedules=["b", "a"])["enable_schedules"] == ("()", "('a', 'b')")
    choice = next(d for d in plan["decisions"] if d["kind"] == "choice" and d["answered"])
    answers = [shell.job("plan.compare", plan=plan["text"], answers={choice["id"]: c}) for c in choice["choices"]]
    assert [a["rows"][0]["subject"] for a in answers if a["rows"]] == [choice["id"]] * (len(choice["choices"]) - 1)
    for wrong, code in (
        ({"features": ["Nonsense"]}, "DMUpgrade.Feature.Unknown"),
        ({"features": ["Reports"]}, "DMUpgrade.Feature.Prerequisite"),
        ({"answers": {"nonsense": "x"}}, "DMUpgrade.Answer.Unknown"),
        ({"scope": {"identities": ["x"]}}, "DMUpgrade.Request.Invalid"),
    ):
        with pytest.raises(EngineError) as error:
            shell.job("plan.compare", plan=plan["text"], **wrong)
        assert error.value.id == code


@pytest.mark.mission("V4")
def test_two_runs_at_once_are_one_too_many(estate: Path, shell: Shell) -> None:
    plan = shell.plan()
    with Child() as other:
        other.open(estate)
        told: list[EngineError] = []

        def while_running(event: dict[str, Any]) -> None:
            if event["event"] == "progress" and event["activity"].startswith("DMUpgrade run") and not told:
                assert shell.job("run.control", action="pause")["status"] == "Paused"
                told.append(refused(shell, plan))
                assert shell.job("run.resume")["status"] == "Running", "only told to go on, where it waits"

        assert other.start(plan, watch=while_running)["status"] == "Completed"
    assert told[0].id == "DMUpgrade.Run.Locked"
    assert str(other.process.pid) in told[0].message
