"""A whole upgrade typed into a shell that has the vendor's module, into stand-ins of a real 11.1, over both transports."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.psmodule.conftest import HERE, SCRIPTS, Said, Shell
from tests.servers import dm_rest, dm_shell, dm_shell_module
from tests.upgrade.through_doors import product

pytestmark = pytest.mark.xdist_group("vendor")


@pytest.fixture(scope="module")
def told(shell: Shell, transport: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    folder = tmp_path_factory.mktemp("doors")
    shutil.copytree(sample, folder / "estate")
    with product(folder / "product", folder / "estate") as there:
        there.server.before = there.share  # a store made in the shell is one that REST knows
        said = shell(
            SCRIPTS / "doors.ps1",
            cwd=folder,
            timeout=300,
            TRANSPORT=transport,
            STANDIN=str(dm_shell_module.write(folder / "product", there.state)),
            PYTHONPATH=os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")]),
        )
        yield said | {"folder": folder, "state": dm_shell.load(there.state), "calls": list(there.server.calls)}


def test_the_doors_are_shown_before_anything_is_planned(told: Said) -> None:
    doors = {d["kind"]: (d["door"], d["evidence"]) for d in told["target"]["doors"]}
    assert doors["DataSource"] == ("rest", "documented")
    assert doors["IdentityStore"] == ("shell", "documented")
    assert doors["UserData"] == ("", "")
    looked = {c["id"]: c["status"] for c in told["checks"] if c["id"].startswith("door.")}
    assert looked
    assert "Failed" not in looked.values(), [c for c in told["checks"] if c["status"] == "Failed"]
    # Ours was imported before the vendor's module, and says that its alias has the name.
    said = [c for c in told["checks"] if c["id"] == "door.shell"]
    assert [c["status"] for c in said] == ["Passed", "Warning"], said
    assert "has every cmdlet" in said[0]["message"]
    assert "Upgrade-Group means ours here" in said[1]["message"]


def test_a_run_in_the_background_could_not_ask_this_shell_and_is_refused_before_anything_is_sent(told: Said) -> None:
    assert told["asJob"]["id"].split(",")[0] == "DMUpgrade.Door.NeedsThisShell", told["asJob"]
    assert "-AsJob" in told["asJob"]["action"]
    assert told["untouched"] == {"runs": 0, "stores": 0}


def test_everything_documented_is_done_proved_and_a_second_plan_is_empty(told: Said) -> None:
    assert {i["door"] for i in told["items"]} == {"rest", "shell", "files"}
    assert told["unnamed"]["id"].split(",")[0] == "DMUpgrade.Loss.NotAccepted"
    assert told["rows"][-1] == "DMUpgradeRun Completed"
    assert set(told["rows"][:-1]) <= {"DMUpgradeItemResult Done", "DMUpgradeItemResult Present"}
    assert told["again"] == 0
    statuses = Counter(c["status"] for c in told["verified"])
    assert statuses["Passed"]
    assert set(statuses) <= {"Passed", "Skipped"}, [c for c in told["verified"] if c["status"] == "Failed"]
    assert {s["IdentityStoreName"] for s in told["state"]["stores"].values()} >= {"Konzern"}
    assert any(call.startswith("POST ") and "DataSource/Create" in call for call in told["calls"])


def test_what_was_called_for_is_not_offered_to_be_taken_back(told: Said) -> None:
    assert {("would stay" in r["message"]) for r in told["undoWhatIf"] if r["kind"] != "File"} == {True}


def test_the_script_for_the_change_board_is_one(told: Said) -> None:
    assert told["scriptMistakes"] == []
    assert "New-IdentityStore" in (told["folder"] / "change.ps1").read_text("utf-8")


def test_no_secret_is_shown_or_kept(told: Said) -> None:
    shown = told["stdout"] + told["stderr"]
    secrets = tomllib.loads((told["folder"] / "estate" / "secrets.toml").read_text("utf-8"))
    assert secrets["dm11"] == dm_rest.PASSWORD
    left = [p for p in told["folder"].rglob("*") if p.is_file() and p.suffix in (".journal", ".html", ".ps1", ".log")]
    assert len(left) >= 3
    for name, secret in secrets.items():
        if name.startswith("sealed-") or len(secret) < 8:
            continue
        assert secret not in shown, name
        assert not [p for p in left if secret.encode() in p.read_bytes()], name


def test_without_the_vendors_module_connect_says_where_to_load_it(told: Said) -> None:
    assert told["noModule"]["id"].split(",")[0] == "DMUpgrade.Door.ShellMissing"
    assert "is not loaded in this shell" in told["noModule"]["message"]
    assert "Open the Management Shell" in told["noModule"]["action"]


def test_runs_are_listed_without_the_vendors_module(told: Said) -> None:
    assert [r["status"] for r in told["runs"]] == ["Completed"]
    assert told["noLive"]["id"].split(",")[0] == "DMUpgrade.Run.NotLive"
    assert told["nothingToResume"]["id"].split(",")[0] == "DMUpgrade.Run.NothingToResume"
    assert told["planWithout"]["id"].split(",")[0] == "DMUpgrade.Door.ShellMissing"
