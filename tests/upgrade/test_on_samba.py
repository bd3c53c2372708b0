"""The whole upgrade of the Small sample with its directory on real domain controllers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Shell
from tests.servers import samba
from tests.servers.estate import Estate

pytestmark = pytest.mark.xdist_group("samba")


@pytest.fixture
def on_samba(real_estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "estate"
    shutil.copytree(real_estate.folder, folder)
    (folder / "directory.ldif").rename(tmp_path / "directory.ldif")
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", samba.PASSWORD)
    profile = folder / "upgrade.toml"
    lines = [line for line in profile.read_text().splitlines() if not line.startswith("directory =")]
    profile.write_text("\n".join(lines) + "\n" + real_estate.profile)
    return folder


def lines(plan: dict[str, Any]) -> dict[tuple[str, str], str]:
    document = json.loads(plan["text"])
    return {(x["kind"], x["key"]): json.dumps(x["values"], sort_keys=True) for x in document["lines"] if "values" in x}


@pytest.mark.mission("J1", "J2", "J3", "S7")
def test_the_sample_is_upgraded_with_its_directory_on_domain_controllers(on_samba: Path, real_estate: Estate) -> None:
    embedded = Shell()
    embedded.open(real_estate.folder)
    wanted = embedded.plan()

    shell = Shell()
    shell.open(on_samba)
    plan = shell.plan()
    assert not [d for d in plan["decisions"] if not d["answered"] and not d["optional"]]
    assert lines(plan) == lines(wanted)
    ended = shell.start(plan)
    assert ended["status"] == "Completed", [r for r in shell.rows() if r["status"] in ("Failed", "Conflict")]
    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    assert shell.plan()["items"] == []
