"""The whole upgrade of the Small sample through real systems at once: domain controllers, a search server, the identity platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seam.client import Shell
from tests.servers import samba
from tests.servers.estate import Estate
from tests.servers.identity import StandIn
from tests.servers.search import TlsProxy, basic
from tests.upgrade import reading
from tests.upgrade.test_identity import register
from tests.upgrade.test_on_samba import moved_to

pytestmark = pytest.mark.xdist_group("samba")

PASSWORD = "kein-Wort-verloren-42"


@pytest.mark.mission("Y1", "V5", "G1")
def test_the_sample_goes_through_all_of_them(
    real_estate: Estate,
    search_proxy: TlsProxy,
    stand_in: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", samba.PASSWORD)
    monkeypatch.setenv("DMUPGRADE_SECRET_SEARCH", PASSWORD)
    search_proxy.does.credentials = (basic("dmupgrade", PASSWORD),)
    tables = (
        f'{real_estate.profile}[index]\nurls = ["https://localhost:{search_proxy.port}"]\nca = "{search_proxy.ca}"\n'
        'user = "dmupgrade"\npassword = "secret:search"\nprefix = "whole-"\n'
        f'[identity]\nauthority = "{stand_in.address}"\ngraph = "{stand_in.address}/"\nca = "{stand_in.ca_file}"\n'
    )
    estate = moved_to(real_estate, tmp_path / "estate", tables)
    secrets = register(stand_in, estate)

    shell = Shell()
    shell.open(estate)
    checks = shell.job("preflight.run", features=["Everything"])["rows"]
    by_area = {area: {c["status"] for c in checks if c["area"] == area} for area in {c["area"] for c in checks}}
    assert by_area["Identity"] == {"Passed"}
    reached = [c for c in checks if c["id"] == "directory.reachable"]
    assert [c["status"] for c in reached] == ["Passed"]

    plan = shell.plan()
    ended = shell.start(plan)
    assert ended["status"] == "Completed", [r for r in shell.rows() if r["status"] in ("Failed", "Conflict")]
    proof = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in proof} == {"Passed"}, [c for c in proof if c["status"] != "Passed"]
    assert shell.plan()["items"] == []

    events = search_proxy.node.ask("GET", "/whole-dm11-history/_count")
    assert events["count"] == sum(
        n for (n,) in reading.rows(estate / "target.db", 'SELECT "rows" FROM "DMUpgrade_Range"')
    )
    (settings,) = search_proxy.node.ask("GET", "/whole-dm11-history/_settings").values()
    assert "refresh_interval" not in settings["settings"]["index"], "what was set for loading is put back"

    shell.call("connection.close", {"connection": shell.connection})
    left = b"".join(p.read_bytes() for p in (tmp_path / "estate" / "target.dmupgrade").rglob("*") if p.is_file())
    for value in (samba.PASSWORD, PASSWORD, *secrets.values()):
        assert value.encode() not in left, "no secret in log, journal's folder or index"
