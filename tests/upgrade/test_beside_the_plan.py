"""What a plan's page and summary tell beside the plan: how long each stage may take, and ids that scripts may hold, old and new."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.engine import estimates
from pyupgrade.plan import document
from tests.report.test_html import Page
from tests.seam.client import Shell
from tests.upgrade import reading
from tests.upgrade.test_through_doors import start
from tests.upgrade.through_doors import Vendor, product


def page(shell: Shell, plan: Any, form: str = "html") -> str:
    asked: dict[str, Any] = {"plan": plan["text"], "as": form}
    text = str(shell.job("plan.render", **asked)["text"])
    return Page(text).text if form == "html" else text.replace("\\", "")


def report(shell: Shell, estate: Path, form: str = "html") -> str:
    path = estate / f"report.{form}"
    shell.job("report.write", path=str(path), force=True)
    text = path.read_text("utf-8")
    return Page(text).text if form == "html" else text.replace("\\", "")


def clients(estate: Path) -> list[tuple[int, str, str]]:
    return list(reading.rows(estate / "groupid10.db", 'SELECT "ClientId", "Name", "Secret" FROM "SVC.Client"'))


@pytest.mark.mission("U3")
def test_ids_that_scripts_may_hold_stand_in_plan_and_report(estate: Path, shell: Shell) -> None:
    known = clients(estate)
    assert known
    plan = shell.plan()
    assert shell.start(plan)["status"] == "Completed"
    again = shell.plan()
    for made in (plan, again):  # of stores that are there already, too
        seen = page(shell, made)
        assert "Ids that scripts may hold" in seen
        assert "Identity store Konzern 1 1, kept –" in seen
        for number, name, _ in known:
            assert f"Client {name} {number} a new one of 11.1 a new one of 11.1" in seen
    assert re.search(r"Identity store wingtip\.example none, it is new 1\d{6,8} –", page(shell, plan))
    assert "| Identity store | Konzern | 1 | 1, kept | – |" in page(shell, plan, "markdown")
    assert "Identity store Konzern 1 1, kept –" in report(shell, estate)
    assert "| Client | " in report(shell, estate, "md")
    everything = "".join(page(shell, plan, form) + report(shell, estate, "md") for form in ("html", "markdown", "json"))
    assert not [secret for *_, secret in known if secret and secret in everything]


@pytest.mark.mission("U3")
def test_a_store_that_11_1_gives_an_id_has_it_as_soon_as_it_is_there(estate: Path, tmp_path: Path) -> None:
    with product(tmp_path / "product", estate) as there:
        vendor = Vendor(there)
        vendor.open(estate)
        plan = vendor.plan("Configuration")
        assert "Identity store Konzern 1 given by 11.1 when it is made –" in page(vendor, plan)
        assert start(vendor, plan)["status"] == "Completed"
        given = {name: one["IdentityStoreId"] for name, one in _stores(there.state).items()}
        assert given["Konzern"] != 1
        line = f"Identity store Konzern 1 {given['Konzern']} –"
        assert line in report(vendor, estate)
        assert line in page(vendor, plan) and line in page(vendor, vendor.plan("Configuration"))
        vendor.call("connection.close", {"connection": vendor.connection})


def _stores(state: Path) -> Mapping[str, Any]:
    from tests.servers import dm_shell

    return {s["IdentityStoreName"]: s for s in dm_shell.load(state)["stores"].values()}


@pytest.mark.mission("V7")
def test_each_stage_is_estimated_on_the_page_and_never_in_the_plan(estate: Path, shell: Shell) -> None:
    plan = shell.plan()
    objects = [i for i in plan["items"] if i["kind"] != "History"]
    groups = [i for i in objects if i["feature"] == "Groups" and i["kind"] != "DataSource"]
    events = sum(i["count"] for i in plan["items"] if i["kind"] == "History")
    seen = page(shell, plan, "markdown")
    assert "## How long it may take" in seen and "An estimate and no promise" in seen
    by = "{} a second, measured on two cores into the embedded target |"
    for line in (
        f"| configuration | {len(objects) - len(groups):,} | 0 | less than a minute | {by.format(75)}",
        f"| groups | {len(groups):,} | 0 | less than a minute | {by.format(350)}",
        f"| history | 0 | {events:,} | less than a minute | {by.format('5,800')}",
    ):
        assert line in seen
    assert "| replication |" not in seen, "the embedded target has none"
    assert f"history 0 {events:,} less than a minute 5,800 a second" in page(shell, plan)
    assert "measured on two cores" not in plan["text"]


@pytest.mark.mission("V7")
def test_the_summary_of_the_walk_estimates_each_stage(estate: Path) -> None:
    shell = Proposed()
    shell.open(estate)
    shell.job("plan.build", interactive=True)
    (told,) = [e["text"] for e in shell.events if e["event"] == "page" and e["caption"].startswith("Step 14")]
    stages = [line for line in told.splitlines() if line.startswith("Stage ")]
    assert [line.split()[1].rstrip(",") for line in stages] == ["configuration", "groups", "history"]
    assert all(": less than a minute (" in line for line in stages)
    assert "An estimate and no promise" in told


class Proposed(Shell):
    """A shell that leaves every question as it is proposed."""

    def _answer(self, job: str, question: Mapping[str, Any]) -> None:
        self.call("job.answer", {"job": job, "question": question["id"], "result": question["proposal"] or ""})


@pytest.mark.mission("V7")
def test_documented_calls_and_the_products_replication_are_told_as_what_they_are(estate: Path, tmp_path: Path) -> None:
    with product(tmp_path / "product", estate) as there:
        vendor = Vendor(there)
        vendor.open(estate)
        seen = page(vendor, vendor.plan(), "markdown")
        vendor.call("connection.close", {"connection": vendor.connection})
    assert re.search(r"\| groups \| \d+ \| 0 \| (?:less|about) [^|]+ \| [\d,]+ of them by documented calls", seen)
    assert "assumed at 4 calls a second" in seen
    assert "| replication | 0 | 0 | not known | 11.1 replicates by itself" in seen


@pytest.mark.mission("V7")
def test_an_earlier_run_of_this_target_has_the_last_word(estate: Path, shell: Shell) -> None:
    assert shell.start(shell.plan("Configuration", "History"))["status"] == "Completed"
    with sqlite3.connect(estate / "target.db") as journal:  # as if it had taken two minutes for its history
        (begun,) = journal.execute('SELECT started FROM "DMUpgrade_Run"').fetchone()
        at = datetime.fromisoformat(begun)
        ranges = journal.execute('SELECT rowid FROM "DMUpgrade_Range" ORDER BY at').fetchall()
        for number, (row,) in enumerate(ranges, 1):
            later = (at + timedelta(seconds=30 * number)).astimezone(UTC).isoformat(timespec="milliseconds")
            journal.execute('UPDATE "DMUpgrade_Range" SET at = ? WHERE rowid = ?', (later.replace("+00:00", "Z"), row))
    plan = shell.plan("Groups")
    assert "350 a second, measured" in page(shell, plan, "markdown"), "of groups there was no run yet"
    engine = _engine(shell)
    with engine.world.reader() as target:
        own = estimates._own(engine.world, document.read(plan["text"]), target)
    assert own["history"][0] == 1
    assert 10 < own["history"][1] < 200, "events a second"


def _engine(shell: Shell) -> Any:
    from pyupgrade import bridge

    return bridge._BRIDGE._connections[shell.connection]
