"""A whole upgrade of the sample, typed as an admin types it, over both transports."""

import json
import shutil
from pathlib import Path

import pytest

from tests.psmodule.conftest import SCRIPTS, Said, Shell, within

pytestmark = pytest.mark.xdist_group("upgrade")


@pytest.fixture(scope="module")
def story(shell: Shell, transport: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(sample, folder / "estate")
    return shell(SCRIPTS / "story.ps1", cwd=folder, TRANSPORT=transport) | {"transport": transport, "folder": folder}


def test_connect_is_quick_and_says_what_it_is(story: Said) -> None:
    assert story["connection"]["transport"] == story["transport"]
    assert story["connection"]["engineVersion"] == story["connection"]["moduleVersion"]
    assert story["connectMilliseconds"] < within(3000)
    assert story["planMilliseconds"] < within(2000)


def test_source_and_target_are_seen(story: Said) -> None:
    assert len(story["source"]["stores"]) >= 7
    assert sum(story["source"]["history"].values()) >= 4000
    assert story["target"]["completedFeatures"] == []
    assert story["drift"] == []
    assert {c["status"] for c in story["checks"]} <= {"Passed", "Warning", "Skipped"}
    assert all(c["recommendedAction"] for c in story["checks"] if c["status"] == "Warning")


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "tooEarly": "DMUpgrade.Group.EarlierRunMissing",
        "unknownFeature": "DMUpgrade.Feature.Unknown",
        "unknownFeatures": "DMUpgrade.Feature.Unknown",
        "noSuchLog": "DMUpgrade.Run.NotFound",
        "noSuchStore": "DMUpgrade.Group.StoreUnknown",
        "lossRefused": "DMUpgrade.Loss.NotAccepted",
        "unknownAnswer": "DMUpgrade.Answer.Unknown",
        "taken": "DMUpgrade.File.Taken",
        "edited": "DMUpgrade.Plan.Edited",
        "editedStart": "DMUpgrade.Plan.Edited",
        "dynastyMember": "DMUpgrade.Group.TypeUnsupported",
        "stopNothing": "DMUpgrade.Run.NotFound",
    }.items(),
)
def test_what_is_refused_says_why_and_what_to_do(story: Said, name: str, code: str) -> None:
    failure = story[name]
    assert failure is not None, "it was not refused"
    assert failure["id"].split(",")[0] == code, failure["message"]
    assert failure["action"]


def test_every_feature_there_is_is_told_although_the_wrong_word_holds_some(story: Said) -> None:
    assert all(f"- {feature}" in story["unknownFeatures"]["message"] for feature in ("Configuration", "History"))


@pytest.mark.mission("V6")
def test_what_if_shows_the_whole_plan(story: Said) -> None:
    assert story["planned"]["items"] == story["planned"]["rows"] > 20


def test_a_saved_plan_is_the_same_plan(story: Said) -> None:
    assert story["imported"] == story["planned"]["digest"]
    assert story["differences"] == 0
    script = (story["folder"] / "plan.ps1").read_bytes()
    assert script.startswith(b"\xef\xbb\xbf# Upgrade to Directory Manager 11.1"), "an older editor needs the mark"
    assert story["planned"]["digest"] in script.decode("utf-8")
    assert story["scriptMistakes"] == []
    assert (story["folder"] / "plan.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html")


def test_a_run_gives_rows_and_then_itself(story: Said) -> None:
    assert story["rows"][-1] == "DMUpgradeRun Completed"
    assert set(story["rows"][:-1]) == {"DMUpgradeItemResult Done"}
    assert [r["status"] for r in story["runs"]] == ["Completed"]
    assert {c["status"] for c in story["verified"]} <= {"Passed", "Skipped"}


def test_upgrade_group_follows_its_own_rules(story: Said) -> None:
    assert set(story["groupsWhatIf"]) == {"Planned"}
    assert len(story["groups"]) == len(story["groupsWhatIf"])
    assert {g["status"] for g in story["groups"]} == {"Done"}
    assert {(g["identityStoreId"], g["groupType"]) for g in story["groups"]} == {(2, 2)}
    assert set(story["groupsAgain"]) == {"Present"}, "the rows of one command name the groups of the next"
    assert [n.split(" ")[0] for n in story["named"]] == ["Present", "NotFound"]
    assert story["named"][1] == "NotFound nobody knows it"


def test_a_second_run_changes_nothing(story: Said) -> None:
    assert story["second"]["status"] == "Completed"
    assert story["second"]["failed"] == 0
    assert story["third"] == ["DMUpgradeRun"]


@pytest.mark.mission("K1", "K2", "K3", "V4", "V6")
def test_cut_over_and_way_back(story: Said) -> None:
    assert {"DMUpgradeCheck Passed", "DMUpgradeCheck Failed", "DMUpgradeCheck Skipped"} == set(story["memberships"])
    assert story["membershipsPiped"] == [story["groups"][0]["name"]], "the row of a group is that group"
    assert story["membershipUnnamed"] == ["DMUpgrade.Group.Unidentified,Test-DMUpgradeMembership"]
    assert story["membershipsOfNone"] == []
    assert {"DMUpgradeItemResult Planned", "DMUpgradeItemResult Failed"} <= set(story["schedulesWhatIf"])
    assert story["enabled"] == ["Ablauf Done"]
    assert story["undoWhatIf"] == ["DMUpgradeItemResult Planned Ablauf"]
    assert story["undone"][0] == "DMUpgradeItemResult Undone"
    assert story["undone"][-1] == "DMUpgradeRun Undone"
    assert story["asleep"] == ["Planned"]
    assert story["nothingToUndo"]["id"].split(",")[0] == "DMUpgrade.Run.NotFound"


@pytest.mark.mission("C4")
def test_questions_and_profile_are_files_to_fill_in(story: Said) -> None:
    assert story["template"] == {"whatIf": None, "written": False}
    assert story["templated"] == story["planned"]["digest"], "what was answered stays answered"
    assert story["profile"] is not None, "a profile nobody filled in is refused"
    assert story["profile"]["action"]


def test_what_writes_a_file_gives_it(story: Said) -> None:
    names = ["answers-to-be.toml", "plan.json", "plan.md", "plan.html", "plan.ps1", "profile-to-be.toml", "report.html"]
    assert story["files"] == [f"FileInfo {name}" for name in names]


def test_report_log_and_background_run(story: Said) -> None:
    assert story["report"] > 10_000
    assert len(story["log"]) == 3
    assert story["piped"]["checks"] > 3
    assert set(story["piped"]["log"]) == {1}
    assert story["piped"]["report"] == "first.json"
    assert json.loads((story["folder"] / "first.json").read_text("utf-8"))["run"]["run_id"] == 1
    assert story["piped"]["none"] == 0, "an empty pipeline is not the newest run"
    assert {line["Level"] for line in story["logOfErrors"]} <= {"Error"}, "in any letter case"
    assert story["background"]["status"] in ("Running", "Completed")
    assert story["offered"] == ["Configuration"]


def test_every_example_of_the_help_runs(shell: Shell, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "estate")
    told = shell(SCRIPTS / "examples.ps1", cwd=tmp_path, timeout=300)
    assert {e["of"] for e in told["example"]} == set(told["order"])
    for example in told["example"]:
        assert example["failure"] is None, example
        for word in example["uses"]:
            assert "DMUpgrade" in word or word in ("Upgrade-Group", "Where-Object", "ForEach-Object"), example
    assert "unparsed" not in told
    assert told["aboutLines"] > 20
