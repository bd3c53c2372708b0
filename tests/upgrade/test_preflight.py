"""Preflight of a whole sample over the seam: every check has its say, and changes, endpoints and remote sessions show."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.connect.tls import Endpoint
from pyupgrade.engine import endpoints
from pyupgrade.engine.search import LOOK
from pyupgrade.registry import CHECKS
from tests.seam.client import EngineError, Shell
from tests.servers import tls as servers
from tests.upgrade import reading


def preflight(estate: Path, **how: Any) -> list[dict[str, Any]]:
    shell = Shell()
    opened = shell.job("connection.open", path=str(estate / "upgrade.toml"), **how)
    rows: list[dict[str, Any]] = shell.job("preflight.run", connection=opened["id"], features=[])["rows"]
    shell.call("connection.close", {"connection": opened["id"]})
    return rows


def of(rows: list[dict[str, Any]], check: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["id"] == check]


def test_every_check_is_carried_out_and_nothing_is_changed(estate: Path) -> None:
    before = [reading.file_digest(estate / name) for name in ("groupid10.db", "target.db")]
    rows = preflight(estate)
    assert {row["id"] for row in rows} == {check.id for check in CHECKS}
    assert [row for row in rows if row["message"].startswith("Could not be checked")] == []
    assert [row for row in rows if row["status"] == "Failed"] == []
    assert [row for row in rows if row["status"] == "Warning" and not row["recommendedAction"]] == []
    assert [reading.file_digest(estate / name) for name in ("groupid10.db", "target.db")] == before
    (tasks,) = of(rows, "source.tasks")
    assert "SmartGroup_Wochenende" in tasks["message"]
    assert [row["target"] for row in of(rows, "machine.dsn")] == ["Personal"]
    assert r"PLANT\svc-dm$" in {row["target"] for row in of(rows, "machine.managed-accounts")}
    assert r"D:\Export\adressen.accdb" in {row["target"] for row in of(rows, "files.data-sources")}


def _index_away(estate: Path) -> Path:
    """The estate with a search cluster where nobody listens."""
    with (estate / "upgrade.toml").open("a") as profile:
        profile.write('\n[index]\nurls = ["http://127.0.0.1:9"]\n')
    return estate


def test_a_search_cluster_that_is_away_is_waited_for_once(estate: Path) -> None:
    began = time.monotonic()
    rows = [r for r in preflight(_index_away(estate)) if r["area"] == "Search index"]
    assert {(r["id"], r["status"]) for r in rows} == {
        ("index.reachable", "Failed"),
        ("index.health", "Failed"),
        ("index.indices", "Failed"),
        ("index.rights", "Failed"),
    }
    assert all("does not answer" in r["message"] for r in rows)
    assert time.monotonic() - began < 4 * LOOK


def test_a_start_tells_that_it_waits_for_the_search_cluster_and_can_be_cut(estate: Path) -> None:
    shell = Shell()
    shell.open(_index_away(estate))
    plan, before = shell.plan(), reading.state(estate / "target.db")

    def cut(event: dict[str, Any]) -> None:
        if event["event"] == "warning" and "busy or away" in event["message"]:
            shell.call("job.cancel", {"job": event["job"]})

    began = time.monotonic()
    assert shell.job("run.start", plan=plan["text"], acceptLoss=["All"], watch=cut) is None
    assert time.monotonic() - began < 60, "of 120 s that it may be away"
    assert reading.state(estate / "target.db") == before


@pytest.mark.parametrize(("told", "status"), [(None, "Skipped"), ("", "Passed"), ("Negotiate", "Warning")])
def test_what_the_shell_told_of_its_session(estate: Path, told: str | None, status: str) -> None:
    (row,) = of(preflight(estate, remoteSession=told), "shell.second-hop")
    assert row["status"] == status


def test_an_endpoint_and_the_mail_servers_are_looked_at(
    estate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, key = servers.Authority("Corp CA"), servers.Authority("unused").key
    leaf = authority.issue(servers.HOST, key)
    with servers.tls_server(tmp_path, servers.pem(leaf), servers.key_pem(key)) as port:
        real = Endpoint("search index", servers.HOST, port, authority.file(tmp_path))
        monkeypatch.setattr(endpoints, "SYSTEMS", (lambda settings: [real],))
        monkeypatch.setattr(endpoints, "mail_servers", lambda source: [Endpoint("mail", servers.HOST, 1, needed=False)])
        index, mail = of(preflight(estate), "network.tls")
    assert (index["status"], "no address" in index["message"]) == ("Warning", True)
    assert (mail["status"], "cannot be reached" in mail["message"]) == ("Warning", True)


def test_a_profile_with_faults_is_refused_with_all_of_them(estate: Path) -> None:
    shutil.rmtree(estate / "tasks")
    profile = estate / "upgrade.toml"
    profile.write_text(profile.read_text() + 'lgo = "a.log"\nworkers = -1\n')
    with pytest.raises(EngineError) as refused:
        preflight(estate)
    assert refused.value.id == "DMUpgrade.Profile.Invalid"
    places = [detail.split(":")[0] for detail in refused.value.details]
    assert sorted(places) == ["lgo", "tasks", "workers"]


def test_the_template_comes_over_the_seam() -> None:
    assert 'source = "groupid10.db"' in Shell().call("profile.template", {})["text"]
