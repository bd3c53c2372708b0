"""The Small sample with its search index on a real Elasticsearch behind TLS: upgraded, proved, done again, killed, taken back."""

from __future__ import annotations

import hashlib
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Child, EngineError, Shell
from tests.servers.search import Node, TlsProxy, basic
from tests.target.search_parts import prefix
from tests.upgrade import reading

pytestmark = pytest.mark.xdist_group("elasticsearch")


@pytest.fixture
def names() -> str:
    return prefix()


@pytest.fixture
def on_cluster(estate: Path, search_proxy: TlsProxy, names: str) -> Path:
    """The estate with [index] on the node, asked by a user whose password is in the secrets file."""
    search_proxy.does.credentials = (basic("upgrade", "pass-of-the-index"),)
    table = f"""
[index]
urls = ["{search_proxy.url}"]
ca = "{search_proxy.ca}"
user = "upgrade"
password = "secret:search"
prefix = "{names}"
patience = 30
"""
    with (estate / "upgrade.toml").open("a") as profile:
        profile.write(table)
    secrets = (estate / "secrets.toml").read_text()
    (estate / "secrets.toml").write_text('search = "pass-of-the-index"\n' + secrets)
    return estate


def documents(node: Node, names: str) -> dict[str, str]:
    """A digest of every document, by index and id, asked of the node itself."""
    node.ask("POST", f"/{names}*/_refresh")
    found: dict[str, str] = {}
    after: list[Any] = []
    while True:
        asked = {
            "size": 5_000,
            "sort": [{"_index": "asc"}, {"_doc": "asc"}],
            **({"search_after": after} if after else {}),
        }
        hits = node.ask("POST", f"/{names}*/_search", asked).get("hits", {}).get("hits", [])
        if not hits:
            return found
        for hit in hits:
            found[f"{hit['_index']}/{hit['_id']}"] = hashlib.sha256(repr(hit["_source"]).encode()).hexdigest()
        after = hits[-1]["sort"]


def loading(node: Node, names: str) -> Any:
    (found,) = node.ask("GET", f"/{names}dm11-history").values()
    return found["settings"]["index"].get("refresh_interval"), found["mappings"].get("_meta") or None


def connected(folder: Path) -> Shell:
    shell = Shell()
    shell.open(folder)
    return shell


@pytest.mark.mission("Y1", "V5")
def test_the_whole_sample_is_upgraded_proved_and_taken_back(on_cluster: Path, search_node: Node, names: str) -> None:
    shell = connected(on_cluster)
    before = reading.state(on_cluster / "target.db")
    ended, rows = shell.start(shell.plan()), shell.rows()
    assert ended["status"] == "Completed", [r for r in rows if r["status"] in ("Failed", "Conflict")]
    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]

    there = documents(search_node, names)
    events = reading.rows(on_cluster / "target.db", 'SELECT count(*) FROM "DM11.History"')[0][0]
    groups = [r for r in rows if r["kind"] in ("SmartGroup", "Dynasty", "PasswordExpiryGroup", "UnmanagedGroup")]
    assert len(there) == events + len(groups) and events > 1_000 and groups
    assert not (on_cluster / "target.dmupgrade" / "index").exists()
    assert loading(search_node, names) == (None, None)

    assert shell.plan()["items"] == []
    # Verification sees what somebody does to one document.
    victim = next(name for name in there if "history" in name)
    index, _, id = victim.partition("/")
    search_node.ask("DELETE", f"/{index}/_doc/{id}?refresh=true")
    bad = [c for c in shell.job("result.verify")["rows"] if c["status"] == "Failed"]
    assert bad and "search index are not as they were put" in bad[0]["message"]
    search_node.ask("PUT", f"/{index}/_doc/{id}?refresh=true", {"Id": id})

    undone = shell.job("run.undo")
    left = documents(search_node, names)
    assert undone["status"] == "UndoneWithErrors"
    assert {name for name in left if "history" not in name} == set(), "groups' documents are gone"
    assert 0 < len(left) < len(there), "only the range that somebody changed stays"
    state = reading.state(on_cluster / "target.db")
    changed = {t for t in state if t in before and state[t] != before[t]}
    assert changed == {"DM11.History", "DM11.IdentityStore"}, "with the stores that its events are of"


def test_killed_in_history_and_resumed_it_ends_as_it_should_with_its_settings_put_back(
    on_cluster: Path, search_node: Node, names: str
) -> None:
    class Killed(Exception):
        pass

    with Child() as child:
        child.open(on_cluster)
        plan = child.plan()

        def kill_now(event: dict[str, Any]) -> None:
            if event.get("feature") == "History" and event["event"] == "progress":
                child.kill()
                raise Killed

        with pytest.raises((Killed, EOFError)):
            child.start(plan, watch=kill_now)
    assert loading(search_node, names)[0] == "-1", "killed while the index was set for loading"
    assert "dmupgrade_before_loading" in loading(search_node, names)[1]
    shell = connected(on_cluster)
    told = [c for c in shell.job("preflight.run")["rows"] if c["id"] == "index.indices"]
    assert [c["status"] for c in told] == ["Warning"] and "Resume-DMUpgrade" in told[0]["recommendedAction"]
    assert shell.job("run.resume")["status"] == "Completed"
    assert loading(search_node, names) == (None, None)
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    # Taken back whole: nothing of ours stays in database or index.
    assert shell.job("run.undo")["status"] == "Undone"
    assert documents(search_node, names) == {}


def test_a_product_without_its_index_is_refused_before_anything_is_written(
    on_cluster: Path, search_node: Node, names: str
) -> None:
    profile = on_cluster / "upgrade.toml"
    profile.write_text(profile.read_text() + 'kind = "product"\n')
    shell = connected(on_cluster)
    before = reading.state(on_cluster / "target.db")
    (missing,) = [d for d in shell.job("target.drift")["rows"] if "Index" in d["difference"]]
    assert (missing["object"], missing["expected"]) == ("History", f"{names}dm11-history")
    with pytest.raises(EngineError, match="has no search index") as refused:
        shell.start(shell.plan())
    assert refused.value.id == "DMUpgrade.Index.Missing"
    assert reading.state(on_cluster / "target.db") == before
    assert search_node.ask("GET", f"/{names}*") == {}


def test_a_product_whose_index_finds_nothing_by_id_is_refused_before_anything_is_written(
    on_cluster: Path, search_node: Node, names: str
) -> None:
    profile = on_cluster / "upgrade.toml"
    profile.write_text(profile.read_text() + 'kind = "product"\n')
    search_node.ask("PUT", f"/{names}dm11-history", {"mappings": {"properties": {"Id": {"type": "text"}}}})
    shell = connected(on_cluster)
    before = reading.state(on_cluster / "target.db")
    failed = [c for c in shell.job("preflight.run")["rows"] if c["id"] == "index.indices" and c["status"] == "Failed"]
    assert ["PUT" in c["recommendedAction"] for c in failed] == [True]
    with pytest.raises(EngineError, match="finds no document by its Id") as refused:
        shell.start(shell.plan())
    assert refused.value.id == "DMUpgrade.Index.Unsearchable"
    assert reading.state(on_cluster / "target.db") == before
    assert documents(search_node, names) == {}


def test_on_a_product_only_history_is_written(on_cluster: Path, search_node: Node, names: str) -> None:
    profile = on_cluster / "upgrade.toml"
    profile.write_text(profile.read_text() + 'kind = "product"\n')
    search_node.ask(
        "PUT", f"/{names}dm11-history", {"mappings": {"dynamic": False, "properties": {"Id": {"type": "keyword"}}}}
    )
    shell = connected(on_cluster)
    assert shell.start(shell.plan())["status"] == "Completed"
    there = documents(search_node, names)
    events = reading.rows(on_cluster / "target.db", 'SELECT count(*) FROM "DM11.History"')[0][0]
    assert {name.partition("/")[0] for name in there} == {f"{names}dm11-history"} and len(there) == events
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]


def test_an_account_with_the_documented_rights_is_enough(on_cluster: Path, search_proxy: TlsProxy, names: str) -> None:
    shell = connected(on_cluster)
    search_proxy.monitor, search_proxy.patterns = False, (f"{names}*",)
    told = {c["id"]: c["status"] for c in shell.job("preflight.run")["rows"] if c["area"] == "Search index"}
    assert told == {
        "index.reachable": "Passed",
        "index.health": "Warning",
        "index.indices": "Passed",
        "index.rights": "Passed",
    }
    assert shell.start(shell.plan())["status"] == "Completed"
    assert {c["status"] for c in shell.job("result.verify")["rows"]} == {"Passed"}
    # Rights on the aliases alone do not reach the indices behind them.
    search_proxy.patterns = tuple(f"{names}dm11-{kind}" for kind in ("history", "*group", "dynasty"))
    (row,) = [c for c in shell.job("preflight.run")["rows"] if c["id"] == "index.rights"]
    assert row["status"] == "Failed" and f"{names}dm11-history-1" in row["message"]


def test_a_wrong_password_is_told_before_anything_is_written(on_cluster: Path, search_proxy: TlsProxy) -> None:
    search_proxy.does.credentials = (basic("upgrade", "another"),)
    shell = connected(on_cluster)
    before = reading.state(on_cluster / "target.db")
    with pytest.raises(EngineError) as refused:
        shell.start(shell.plan())
    assert refused.value.id == "DMUpgrade.Index.Denied" and "pass-of-the-index" not in str(refused.value)
    assert reading.state(on_cluster / "target.db") == before


class Elsewhere(threading.Thread):
    """A run in a thread of its own, as in a shell of its own, until its end is asked for."""

    def __init__(self, shell: Shell, method: str, **params: Any) -> None:
        super().__init__(daemon=True)
        self.shell, self.method, self.params = shell, method, params
        self.number, self.warned, self.ended, self.error = "", threading.Event(), None, None
        self.start()

    def run(self) -> None:
        def watch(event: dict[str, Any]) -> None:
            self.number = event["job"]
            if event["event"] == "warning" and "busy" in event["message"]:
                self.warned.set()

        try:
            self.ended = self.shell.job(self.method, watch=watch, **self.params)
        except EngineError as error:
            self.error = error

    def end(self) -> Any:
        """Its answer, which must come soon: 2 s on a machine that does nothing else, of 30 that the index may be busy."""
        began = time.monotonic()
        self.join(60)
        assert self.error is None, self.error
        assert time.monotonic() - began < 6
        return self.ended


def waits(run: Elsewhere) -> None:
    assert run.warned.wait(60), "why nothing happens is told"
    time.sleep(0.5)


@pytest.mark.mission("V4")
def test_pause_and_stop_are_obeyed_while_the_index_is_busy(on_cluster: Path, search_proxy: TlsProxy) -> None:
    shell, other = connected(on_cluster), connected(on_cluster)
    plan = shell.plan()
    search_proxy.does.busy, search_proxy.does.times = 429, 10**6
    run = Elsewhere(shell, "run.start", plan=plan["text"], acceptLoss=["All"])
    waits(run)
    began = time.monotonic()
    assert other.job("run.control", action="pause")["status"] == "Paused"
    assert time.monotonic() - began < 6
    time.sleep(0.5)
    seen = search_proxy.does.seen
    time.sleep(1.5)
    assert search_proxy.does.seen == seen, "a paused run asks nothing"
    other.job("run.control", action="continue")
    until = time.monotonic() + 20
    while search_proxy.does.seen == seen:
        assert time.monotonic() < until, "and goes on"
        time.sleep(0.1)
    other.job("run.control", action="stop")
    ended = run.end()
    assert (ended["status"], ended["recommendedAction"]) == ("Stopped", "Resume-DMUpgrade goes on with it.")

    # Stopped by its own shell, once in the groups' documents, which come first, and once in history.
    for let_in in (1, 6):
        search_proxy.does.passes = let_in
        run = Elsewhere(shell, "run.resume")
        waits(run)
        shell.call("job.cancel", {"job": run.number})
        assert run.end()["status"] == "Stopped"
    search_proxy.does.times = 0
    assert shell.job("run.resume")["status"] == "Completed"
    checks = shell.job("result.verify")["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    assert shell.plan()["items"] == []

    search_proxy.does.times = 10**6
    undo = Elsewhere(shell, "run.undo")
    waits(undo)
    shell.call("job.cancel", {"job": undo.number})
    assert undo.end()["status"] == "Undoing"
    search_proxy.does.times = 0
    assert shell.job("run.undo")["status"] == "Undone"
