"""The shell's half of docs/protocol.md over both transports, against a double that does what a real run seldom does."""

import json

import pytest

from tests.psmodule.conftest import SCRIPTS, Said, Shell, within

pytestmark = pytest.mark.xdist_group("seam")


@pytest.fixture(scope="module")
def seam(shell: Shell, transport: str, tmp_path_factory: pytest.TempPathFactory) -> Said:
    trace = tmp_path_factory.mktemp("seam") / "trace.jsonl"
    told = shell(SCRIPTS / "seam.ps1", engine="double", TRANSPORT=transport, DOUBLE_TRACE=str(trace))
    requests = [json.loads(line) for line in trace.read_text("utf-8").splitlines()]
    return told | {"transport": transport, "requests": requests, "trace": trace.read_text("utf-8")}


def test_connect_says_where_the_engine_runs(seam: Said) -> None:
    connection = seam["connection"]
    assert connection["transport"] == seam["transport"]
    assert connection["transportReason"] == "asked for"
    assert connection["moduleVersion"] == connection["engineVersion"]
    assert seam["secondConnection"] is True


def test_connect_tells_whether_the_session_is_a_remote_one(seam: Said) -> None:
    opened = [r["params"]["remoteSession"] for r in seam["requests"] if r["method"] == "connection.open"]
    assert opened[:2] == ["", "Kerberos"]
    assert set(opened[2:]) == {""}


def test_connect_warns_of_what_the_engine_and_the_shell_found(seam: Said) -> None:
    assert seam["connectWarnings"][0] == "mind the gap"
    assert "'Vendor' has a command Upgrade-Group, too" in seam["connectWarnings"][1]
    assert "Update-DMUpgradeGroup of this module" in seam["connectWarnings"][1], "an alias outranks a function"


def test_the_profile_may_claim_the_vendors_name(seam: Said) -> None:
    assert seam["claimed"] == ["theirs", "Planned", "theirs"]


def test_a_plan_passes_through_unchanged(seam: Said) -> None:
    assert "ünchanged" in seam["planText"]
    assert "Text" not in seam["planShown"], "the document itself is not for the eye"
    starts = [r["params"]["plan"] for r in seam["requests"] if r["method"] == "run.start"]
    assert starts[0] == seam["planText"]


def test_secrets_travel_beside_the_parameters_only(seam: Said) -> None:
    build = next(r for r in seam["requests"] if r["method"] == "plan.build")
    assert build["params"]["answers"] == {"d/1": {"secret": True}}
    assert build["params"]["features"] == ["Configuration", "History"]
    assert "geheim" not in seam["trace"]
    assert "geheim" not in seam["stdout"] + seam["stderr"]


def test_what_if_gives_planned_rows_and_starts_nothing(seam: Said) -> None:
    assert [(r["status"], r["name"], r["kind"]) for r in seam["planned"]] == [
        ("Planned", "Störe 0", "identityStore"),
        ("Planned", "Störe 1", "identityStore"),
    ]
    assert seam["plannedBuilt"] == ["Planned", "Planned"], "-Force does not outvote -WhatIf"
    assert "What if:" in seam["stdout"] + seam["stderr"]
    assert seam["ran"] == ["DMUpgradeItemResult", "DMUpgradeRun"]
    first = [r["method"] for r in seam["requests"]].index("run.start")
    assert sum(r["method"] == "plan.build" for r in seam["requests"][:first]) == 2


def test_start_asks_before_it_writes(seam: Said) -> None:
    assert seam["sparedQuestion"] is not None, "an unattended shell without -Force is refused, not waited for"


def test_errors_carry_code_category_target_and_advice(seam: Said) -> None:
    edited = seam["edited"]
    assert edited["id"] == "DMUpgrade.Plan.Edited,Import-DMUpgradePlan"
    assert (edited["category"], edited["target"], edited["action"]) == ("InvalidData", "plan", "Export it again.")
    assert "line 1" in edited["message"], "every reason is told"
    for name, code in {
        "unconnected": "DMUpgrade.NotConnected",
        "notConnectedAnyMore": "DMUpgrade.NotConnected",
        "afterDisconnect": "DMUpgrade.NotConnected",
        "afterDeath": "DMUpgrade.NotConnected",
        "missing": "DMUpgrade.File.Unreadable",
        "scopeCount": "DMUpgrade.Group.ScopeCount",
        "legacy": "DMUpgrade.Group.LegacyParameter",
        "legacyServer": "DMUpgrade.Group.LegacyParameter",
        "legacyScript": "DMUpgrade.Group.LegacyParameter",
        "emptyList": "DMUpgrade.Request.EmptyList",
        "unidentified": "DMUpgrade.Group.Unidentified",
        "otherVersion": "DMUpgrade.Engine.VersionDiffers",
        "died": "DMUpgrade.Engine.Died",
        "stopOnRow": "DMUpgrade.Step.Refused",
    }.items():
        assert seam[name]["id"].split(",")[0] == code, name
        assert seam[name]["action"], name
        assert seam[name]["category"] != "NotSpecified", name
    assert seam["wrongInput"] is not None, "what is no plan does not start a run of everything"


def test_pipeline_objects_name_groups(seam: Said) -> None:
    guid = "11111111-2222-3333-4444-555555555555"
    assert seam["pipelineForms"] == [guid, "CN=b", guid, "c", guid, "plain"]
    scope = next(r["params"]["scope"] for r in seam["requests"] if r["params"].get("scope"))
    assert (scope["identityStoreId"], scope["groupTypes"], scope["containers"]) == (2, [2, 3], [])


def test_an_empty_pipeline_upgrades_nothing(seam: Said) -> None:
    assert seam["emptyPipeline"] == []
    assert seam["nullPipeline"] == []
    assert all(r["params"]["scope"]["identities"] for r in seam["requests"] if r["params"].get("scope"))


def test_a_list_that_is_given_and_empty_is_not_everything(seam: Said) -> None:
    assert seam["emptyOnes"] == ["DMUpgrade.Request.EmptyList"] * 15
    assert "-Identity" in seam["emptyList"]["message"]
    assert seam["noSchedules"] == []


def test_an_older_script_hears_of_each_parameter(seam: Said) -> None:
    told = seam["legacyScript"]["message"]
    assert "-SQLServer, -WindowsAuthentication, -GroupIDVersion, -ExtensionDataAttributes" in told
    assert "profile" in told and "overlay" in told


def test_what_if_of_a_word_to_a_run_is_the_run_it_would_be_about(seam: Said) -> None:
    assert seam["controlWhatIf"] == ["Planned"] * 3
    asked = [r["params"]["meantBy"] for r in seam["requests"] if "meantBy" in r["params"]]
    assert asked == ["stop", "pause", "resume"]


def test_answers_go_with_the_place_the_shell_stands_in(seam: Said) -> None:
    (sent,) = [r["params"] for r in seam["requests"] if r["params"].get("answers", {}).get("d/2")]
    assert sent["answers"] == {"d/1": "./a.pfx", "d/2": 5}
    assert sent["answersBase"] == seam["stands"]
    assert seam["answerNull"] is None


def test_tab_offers_what_the_plan_asks_and_loses(seam: Said) -> None:
    losses, typed, answers, schedules = seam["tab"]
    assert losses == ["All", "'groups/gone'"]
    assert typed == ["'groups/gone'"]
    assert answers == ["@{ 'd/1' = '' }"]
    assert schedules == ["Configuration", "'it''s'"]


def test_a_name_that_fits_two_groups_is_an_error_although_nothing_else_is_to_do(seam: Said) -> None:
    assert seam["twin"] == ["Failed"]
    assert seam["twinErrors"] == ["DMUpgrade.Group.Ambiguous,Update-DMUpgradeGroup twin: It names two."]
    assert seam["twinStops"]["id"].startswith("DMUpgrade.Group.Ambiguous")


def test_groups_are_asked_for_one_by_one(seam: Said) -> None:
    assert seam["groupsWhatIf"] == ["a Planned", "nobody NotFound"]
    assert seam["groupsDeclined"] is not None
    assert seam["groupsRun"] == ["Done"]
    scopes = [r["params"]["scope"] for r in seam["requests"] if r["params"].get("scope")]
    assert [s["containers"] for s in scopes if s["containers"]] == [
        [{"container": "OU=x", "scope": 1}, {"container": "OU=y", "scope": 2}]
    ]


def test_groups_go_through_the_vendors_command_when_asked(seam: Said) -> None:
    assert seam["vendorWhatIf"] == ["Planned"]
    assert seam["vendorRun"] == ["a Done", "nobody NotFound"]
    (sent,) = [r["params"] for r in seam["requests"] if r["method"] == "group.vendor"]
    assert sent["skip"] == []
    assert "through the vendor's Upgrade-Group" in seam["stdout"]


def test_an_old_password_parameter_is_refused_and_not_repeated(seam: Said) -> None:
    assert "PSCredential" in seam["legacy"]["action"]
    assert "-Credential" in seam["legacy"]["action"]
    assert "history" in seam["legacy"]["message"]


def test_a_failed_row_is_an_error_that_does_not_end_the_run(seam: Said) -> None:
    assert seam["failedRow"] == ["DMUpgrade.Step.Refused,Start-DMUpgrade Look at it. bad"]
    assert seam["warnings"] == ["careful"]
    assert "in detail" in seam["verbose"]


def test_progress_is_slow_and_always_put_away(seam: Said) -> None:
    assert seam["openedBars"] == ["1 Processing", "1 Completed"], "a bar that the engine left open"
    assert seam["stopped"]["perSecond"] <= 6
    assert set(seam["stopped"]["parents"]) == {"1 under -1", "2 under 1"}


def test_stopping_is_quick_and_the_shell_goes_on(seam: Said) -> None:
    assert seam["stopped"]["milliseconds"] < within(2000)
    assert seam["afterStop"] == "sha256:1"


def test_many_rows_are_quick(seam: Said) -> None:
    assert seam["many"]["count"] == 10_001
    assert seam["many"]["milliseconds"] < within(2000)


def test_questions_go_to_the_secret_store_or_to_nobody(seam: Said) -> None:
    unasked = dict(json.loads(seam["unasked"]))
    assert unasked == {"q-reference": None, "q-text": "error", "q-choice": "error", "q-secret": "error"}
    assert dict(json.loads(seam["reference"]))["q-reference"] == "from the store: contoso-app"


def test_the_module_may_be_imported_again(seam: Said) -> None:
    assert seam["olderPlan"] == 2


def test_a_background_run_comes_back_at_once(seam: Said) -> None:
    assert seam["background"] == {"type": "DMUpgradeRun", "status": "Running", "other": True}


def test_completion_quotes_and_never_fails(seam: Said) -> None:
    assert seam["offered"] == ["Configuration", "'it''s'"]


def test_the_environment_may_name_the_profile(seam: Said) -> None:
    assert seam["byEnvironment"] == "sha256:1"


def test_a_dead_child_leaves_its_last_words(seam: Said) -> None:
    assert seam["beforeDeath"] == ["first"]
    assert "a library's last words" in seam["died"]["message"]
    assert "exit code 7" in seam["died"]["message"]
    assert "Resume-DMUpgrade" in seam["died"]["action"]
